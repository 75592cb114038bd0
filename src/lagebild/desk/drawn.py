"""Pictures that were drawn lately, each as long as nothing touched its place.

Folding thousands of claims takes longer than everything else on a page, and most readers look at the same few places.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any, NamedTuple, TypeVar, cast

from lagebild.desk.kept import PATIENCE, Behind, Kept
from lagebild.model import Document, Movement, Picture
from lagebild.pipeline import draw_place, moved_between, name_of
from lagebild.publish.readings import Words
from lagebild.publish.reports import Shelf
from lagebild.publish.view import PictureView, view
from lagebild.store import Store
from lagebild.store.touched import Touch, touches

MOST_CLAIMS = 150_000  # in all pictures that are kept, some 300 MB
_KEPT = 16  # things made from one picture, with marks of several readers
UNTOUCHED = Touch(number=0, everywhere=0, early=0, moment=None)

T = TypeVar("T")


class At(NamedTuple):
    """A place, what held there at a moment, and what was known of it at another; None for now."""

    place: str
    valid_at: datetime | None = None
    known_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Drawn:
    """A picture with what is shown beside it.

    Attributes:
        documents: by key, without their texts.
        touch: the last change of the place when it was drawn.
        known: the moments at which its reports came to be known, each once, oldest first.
    """

    picture: Picture
    documents: dict[str, Document]
    touch: Touch
    known: tuple[datetime, ...]
    made: float
    _views: dict[str, PictureView] = field(default_factory=dict)
    _made: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)

    @property
    def moment(self) -> datetime | None:
        """The latest time from which something about the place is known; None for none."""
        return self.touch.moment

    @property
    def number(self) -> int:
        """Of the change of the store that it was drawn after."""
        return self.touch.number

    @property
    def weight(self) -> int:
        """How much room it takes, in claims."""
        return 100 + sum(len(c.history) for c in self.picture.cells)

    def view(self, lang: str) -> PictureView:
        """The picture in words of a language."""
        found = self._views.get(lang)
        if found is None:
            words = Words.of(Shelf.of(self.documents.values(), texts=False), name_of, lang)
            found = self._views[lang] = view(self.picture, words)
        return found

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What depends on the picture and ``key`` alone; made when it is first asked for."""
        if key in self._made:
            return cast(T, self._made[key])
        found = self._made[key] = make()
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return found


class Gallery:
    """The pictures of a store, drawn when they are asked for and kept while they hold.

    Args:
        clock: seconds, never going back.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = monotonic) -> None:
        self.store = store
        self.clock = clock
        self.behind = Behind()
        self.pictures = Kept(self._draw, _holds, most=MOST_CLAIMS, behind=self.behind, clock=clock)

    def at(
        self, place: str, *, valid_at: datetime | None = None, known_at: datetime | None = None, patience: float = PATIENCE
    ) -> Drawn:
        """The picture of a place, empty where nothing was known of it.

        Args:
            patience: seconds for which an older one will do, while it is drawn anew; 0 for a program that asks for what is.
        """
        return self.pictures.get(At(place, valid_at, known_at), self.touch(place), patience=patience)

    def touch(self, place: str) -> Touch:
        """The last change of a place."""
        with self.store.read() as connection:
            found = touches(connection, [place])
        return found.get(place, UNTOUCHED)

    def moved(self, place: str, since: datetime, known_at: datetime | None = None) -> Movement:
        """What became known about a place since a moment."""
        before, after = self._both(place, since, known_at)

        def make() -> Movement:
            documents = (*before.documents.values(), *after.documents.values())
            return moved_between(before.picture, after.picture, documents, since=since, until=known_at)

        return after.once(("moved", since, before.touch.early, before.touch.everywhere), make)

    def close(self) -> None:
        """Draw nothing any more."""
        self.behind.close()

    def _both(self, place: str, since: datetime, known_at: datetime | None) -> tuple[Drawn, Drawn]:
        """An earlier and a later picture; where both have to be drawn, from one look at the store."""
        touch = self.touch(place)
        asked = At(place, None, since), At(place, None, known_at)
        if since != known_at and not any(self.pictures.find(at, touch, patience=0) for at in asked):
            for at, drawn in zip(asked, self._draw_all(touch, *asked), strict=True):
                self.pictures.keep(at, drawn)
        before, after = (self.pictures.get(at, touch, patience=0) for at in asked)
        return before, after

    def _draw(self, at: At, touch: Touch, _: Drawn | None) -> Drawn:
        return self._draw_all(touch, at)[0]

    def _draw_all(self, touch: Touch, *asked: At) -> list[Drawn]:
        drawings = draw_place(self.store, asked[0].place, *((at.valid_at, at.known_at) for at in asked))
        return [
            Drawn(picture=d.picture, documents={r.key: r for r in d.documents}, touch=touch, known=d.known, made=self.clock()) for d in drawings
        ]


def _holds(found: Drawn, at: At, touch: Touch) -> bool:
    """Whether nothing has changed the picture since it was drawn.

    An earlier hour is only changed by what had been known then already and came in later.
    """
    if at.known_at is not None and found.touch.moment is not None and at.known_at < found.touch.moment:
        return found.touch.early == touch.early and found.touch.everywhere == touch.everywhere
    return found.touch.number >= touch.number
