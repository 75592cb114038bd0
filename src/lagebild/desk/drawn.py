"""Pictures that were drawn lately, each as long as nothing touched its place.

Folding thousands of claims takes longer than everything else on a page, and most readers look at the same few places.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic

from lagebild.model import Document, Movement, Picture
from lagebild.pipeline import draw_place, moved_between, name_of
from lagebild.publish.readings import Words
from lagebild.publish.reports import Shelf
from lagebild.publish.view import PictureView, view
from lagebild.store import Store
from lagebild.store.reports import known_moments
from lagebild.store.touched import Touch, touches

MOST_CLAIMS = 150_000  # in all pictures that are kept, some 300 MB
SETTLED = 1.0  # seconds for which a picture is shown although new reports on its place came in: nobody reads faster

Key = tuple[str, datetime | None, datetime | None]


@dataclass(slots=True, kw_only=True)
class Drawn:
    """A picture with what is shown beside it.

    Attributes:
        documents: by key, without their texts.
        number: of the change of the store it was drawn after.
        moment: aware, in UTC: the latest time from which something about the place is known; None for none.
        known: the moments at which its reports came to be known, each once, oldest first.
    """

    picture: Picture
    documents: dict[str, Document]
    number: int
    everywhere: int
    moment: datetime | None
    known: tuple[datetime, ...]
    made: float
    _views: dict[str, PictureView] = field(default_factory=dict)

    def view(self, lang: str) -> PictureView:
        """The picture in words of a language."""
        found = self._views.get(lang)
        if found is None:
            words = Words.of(Shelf.of(self.documents.values(), texts=False), name_of, lang)
            found = self._views[lang] = view(self.picture, words)
        return found

    @property
    def weight(self) -> int:
        return 100 + sum(len(c.history) for c in self.picture.cells)


class Gallery:
    """The pictures of a store, drawn when they are asked for and kept while they hold.

    Args:
        clock: seconds, never going back.
    """

    def __init__(self, store: Store, clock: Callable[[], float] = monotonic) -> None:
        self.store = store
        self._clock = clock
        self._kept: OrderedDict[Key, Drawn] = OrderedDict()
        self._locks: dict[Key, Lock] = {}
        self._lock = Lock()
        self._weight = 0

    def at(
        self, place: str, *, valid_at: datetime | None = None, known_at: datetime | None = None, patience: float = SETTLED
    ) -> Drawn:
        """The picture of a place, empty where nothing was known of it.

        Args:
            patience: seconds for which an older one will do. A program that was told of a change and asks at once
                has none: it must not get the picture from before it.
        """
        key = (place, valid_at, known_at)
        touch = self.touch(place)
        found = self._get(key, touch, patience)
        if found is not None:
            return found
        with self._lock:
            one = self._locks.setdefault(key, Lock())
        # Many readers of one place wait for one of them.
        with one:
            found = self._get(key, touch, patience)
            if found is None:
                picture, documents = draw_place(self.store, place, valid_at=valid_at, known_at=known_at)
                with self.store.read() as connection:
                    known = known_moments(connection, [d.id for d in documents])
                found = Drawn(
                    picture=picture,
                    documents={d.key: d for d in documents},
                    number=touch.number,
                    everywhere=touch.everywhere,
                    moment=touch.moment,
                    known=tuple(sorted(set(known.values()))),
                    made=self._clock(),
                )
                self._keep(key, found)
        with self._lock:
            self._locks.pop(key, None)
        return found

    def touch(self, place: str) -> Touch:
        """The last change of a place."""
        with self.store.read() as connection:
            found = touches(connection, [place])
        return found.get(place, Touch(number=0, everywhere=0, moment=None))

    def moved(self, place: str, since: datetime, known_at: datetime | None = None, patience: float = SETTLED) -> Movement:
        """What became known about a place since a moment."""
        before, after = self.at(place, known_at=since, patience=patience), self.at(place, known_at=known_at, patience=patience)
        documents = (*before.documents.values(), *after.documents.values())
        return moved_between(before.picture, after.picture, documents, since=since, until=known_at)

    def _get(self, key: Key, touch: Touch, patience: float) -> Drawn | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            young = found.everywhere == touch.everywhere and self._clock() - found.made < patience
            if found.number < touch.number and not young:
                return None
            self._kept.move_to_end(key)
            return found

    def _keep(self, key: Key, drawn: Drawn) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._weight += drawn.weight - (old.weight if old is not None else 0)
            self._kept[key] = drawn
            while self._weight > MOST_CLAIMS and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1].weight
