"""Pictures that were drawn lately, each as long as nothing touched its place.

Folding thousands of claims takes longer than everything else on a page, and most readers look at the same few places.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Lock
from time import monotonic, thread_time
from typing import Any, TypeVar, cast

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
PATIENCE = 60.0  # seconds for which it is still shown while it is drawn anew behind the reader's back
SHARE = 0.25  # of a processor that drawing behind the readers' backs may take from them
_KEPT = 16  # things made from one picture, in languages and with marks of several readers

T = TypeVar("T")
Key = tuple[str, datetime | None, datetime | None]


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
        self._clock = clock
        self._kept: OrderedDict[Key, Drawn] = OrderedDict()
        self._drawing: dict[Key, Lock] = {}
        self._lock = Lock()
        self._weight = 0
        self._behind = ThreadPoolExecutor(1, "gallery")
        self._waiting: set[Key] = set()
        self._closed = Event()

    def at(
        self, place: str, *, valid_at: datetime | None = None, known_at: datetime | None = None, patience: float = PATIENCE, least: int = 0
    ) -> Drawn:
        """The picture of a place, empty where nothing was known of it.

        Args:
            patience: seconds for which an older one will do, while it is drawn anew; 0 for a program that asks for what is.
            least: the number of a change that the reader was told of, and will see.
        """
        key = (place, valid_at, known_at)
        touch = self.touch(place)
        found = self._get(key, touch, patience, least)
        if found is None:
            return self._draw(key, touch)
        if not _holds(found, known_at, touch) and self._clock() - found.made >= SETTLED:
            self._draw_behind(key, touch)
        return found

    def touch(self, place: str) -> Touch:
        """The last change of a place."""
        with self.store.read() as connection:
            found = touches(connection, [place])
        return found.get(place, Touch(number=0, everywhere=0, early=0, moment=None))

    def moved(self, place: str, since: datetime, known_at: datetime | None = None, patience: float = PATIENCE) -> Movement:
        """What became known about a place since a moment."""
        before = self.at(place, known_at=since, patience=patience)
        after = self.at(place, known_at=known_at, patience=patience)

        def make() -> Movement:
            documents = (*before.documents.values(), *after.documents.values())
            return moved_between(before.picture, after.picture, documents, since=since, until=known_at)

        return after.once(("moved", since, before.touch.early, before.touch.everywhere), make)

    def close(self) -> None:
        """Draw nothing any more."""
        self._closed.set()
        self._behind.shutdown(cancel_futures=True)

    def _get(self, key: Key, touch: Touch, patience: float, least: int) -> Drawn | None:
        """The picture if it may be shown: it holds, or it is new enough and no decision changed it."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            young = found.touch.everywhere == touch.everywhere and found.number >= least and self._clock() - found.made < patience
            if not young and not _holds(found, key[2], touch):
                return None
            self._kept.move_to_end(key)
            return found

    def _draw(self, key: Key, touch: Touch) -> Drawn:
        with self._lock:
            one = self._drawing.setdefault(key, Lock())
        # Many readers of one place wait for one of them.
        with one:
            with self._lock:
                found = self._kept.get(key)
            if found is None or not _holds(found, key[2], touch):
                place, valid_at, known_at = key
                picture, documents = draw_place(self.store, place, valid_at=valid_at, known_at=known_at)
                with self.store.read() as connection:
                    known = known_moments(connection, [d.id for d in documents])
                found = Drawn(
                    picture=picture,
                    documents={d.key: d for d in documents},
                    touch=touch,
                    known=tuple(sorted(set(known.values()))),
                    made=self._clock(),
                )
                self._keep(key, found)
        with self._lock:
            self._drawing.pop(key, None)
        return found

    def _draw_behind(self, key: Key, touch: Touch) -> None:
        with self._lock:
            if key in self._waiting:
                return
            self._waiting.add(key)

        def work() -> None:
            begin = thread_time()
            try:
                self._draw(key, touch)
            finally:
                with self._lock:
                    self._waiting.discard(key)
            # Under a flood of reports pictures grow older, and pages stay quick.
            self._closed.wait((thread_time() - begin) * (1 / SHARE - 1))

        self._behind.submit(work)

    def _keep(self, key: Key, drawn: Drawn) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._weight += drawn.weight - (old.weight if old is not None else 0)
            self._kept[key] = drawn
            while self._weight > MOST_CLAIMS and len(self._kept) > 1:
                self._weight -= self._kept.popitem(last=False)[1].weight


def _holds(found: Drawn, known_at: datetime | None, touch: Touch) -> bool:
    """Whether nothing has changed the picture since it was drawn.

    An earlier hour is only changed by what had been known then already and came in later.
    """
    if known_at is not None and found.touch.moment is not None and known_at < found.touch.moment:
        return found.touch.early == touch.early and found.touch.everywhere == touch.everywhere
    return found.number >= touch.number
