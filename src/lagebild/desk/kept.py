"""Things made from a store, each kept as long as nothing touched its place.

What is no longer true of the store is still shown for a while, and made anew behind the reader's back: nobody waits
for a place that others write about all the time.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from threading import Condition, Event, Lock, Thread
from time import monotonic, process_time, thread_time
from typing import Generic, Protocol, TypeVar

from lagebild.store.touched import Touch

SETTLED = 1.0  # seconds for which a thing is shown although new reports on its place came in: nobody reads faster
PATIENCE = 300.0  # seconds for which it is still shown while it is made anew behind the reader's back
# Of a processor that this takes: the more the readers ask for, the less, and never nothing.
MOST_SHARE, LEAST_SHARE = 0.5, 0.1


class Made(Protocol):
    """What can be kept.

    Attributes:
        touch: the last change of its place when it was made.
        made: when that was, in seconds of the clock.
        weight: how much room it takes, in units of the one who keeps it.
    """

    @property
    def touch(self) -> Touch: ...

    @property
    def made(self) -> float: ...

    @property
    def weight(self) -> int: ...


_log = logging.getLogger(__name__)
K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V", bound=Made)


class Behind:
    """One thread that makes things anew while readers are shown the old ones, in the order in which they were asked for.

    Attributes:
        spare: names what else could be made anew while nobody asks for anything; None where that is nothing.
    """

    def __init__(self) -> None:
        self.closed = Event()
        self.spare: Callable[[], Callable[[], object] | None] = lambda: None
        self._asked: OrderedDict[object, tuple[Callable[[], object], float, bool]] = OrderedDict()
        self._news = Condition()
        self._thread: Thread | None = None
        self._last = False
        self._share = MOST_SHARE
        self._since = monotonic(), process_time(), 0.0

    def do(self, key: object, work: Callable[[], object], *, at_once: bool = False) -> None:
        """Do it soon, once for all who ask meanwhile.

        Args:
            at_once: without leaving anything to the readers.
        """
        with self._news:
            self._asked.setdefault(key, (work, monotonic(), at_once))
            if self._thread is None and not self.closed.is_set():
                self._thread = Thread(target=self._run, name="behind", daemon=True)
                self._thread.start()
            self._news.notify()

    def waiting(self) -> int:
        """How many things have been asked for."""
        return len(self._asked)

    def finish(self) -> None:
        """Do what has been asked for, and nothing any more."""
        with self._news:
            self._last = True
            self._news.notify()
        self._end()

    def close(self) -> None:
        """Do nothing any more."""
        with self._news:
            self.closed.set()
            self._news.notify()
        self._end()

    def _end(self) -> None:
        if self._thread is not None:
            self._thread.join()
        self.closed.set()

    def _run(self) -> None:
        while not self.closed.is_set():
            with self._news:
                asked = self._asked.popitem(last=False)[1] if self._asked else None
            if asked is None:
                if self._last:
                    return
                work = self._try(self.spare)
                if work is None:
                    with self._news:
                        if not self._asked:
                            self._news.wait(SETTLED)
                    continue
                asked = work, monotonic(), False
            work, since, at_once = asked
            # After that long nobody is shown the old one, and who still wanted it has made it.
            if monotonic() - since >= PATIENCE:
                continue
            begin = thread_time()
            self._try(work)
            own = thread_time() - begin
            if not at_once:
                # Under a flood of reports what is shown grows older, and pages stay quick.
                self.closed.wait(own * (1 / self.share(own) - 1))

    def share(self, own: float = 0.0) -> float:
        """What part of a processor to take now.

        Args:
            own: seconds of a processor that this took since it was asked last.
        """
        wall, processor, spent = self._since
        spent += own
        passed = monotonic() - wall
        if passed >= SETTLED:
            # What readers used of the one processor that Python has for all of them.
            others = (process_time() - processor - spent) / passed
            self._share = min(MOST_SHARE, max(LEAST_SHARE, (1 - others) / 2))
            self._since = monotonic(), process_time(), 0.0
        else:
            self._since = wall, processor, spent
        return self._share

    def _try(self, work: Callable[[], T]) -> T | None:
        try:
            return work()
        except Exception:
            if not self.closed.is_set():
                _log.exception("a page could not be made anew behind its readers")
                self.closed.wait(SETTLED)
            return None


class Kept(Generic[K, V]):
    """Things by key, the least recently asked for let go first.

    Args:
        make: a thing from its key, the last change of its place, and the older one of that key if there is one.
        holds: whether nothing has changed a thing since it was made.
        most: weight of all that are kept.
        clock: seconds, never going back.
    """

    def __init__(
        self, make: Callable[[K, Touch, V | None], V], holds: Callable[[V, K, Touch], bool], *, most: int, behind: Behind, clock: Callable[[], float] = monotonic
    ) -> None:
        self.weight = 0
        self._make, self._holds, self._most = make, holds, most
        self._behind, self._clock = behind, clock
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._making: dict[K, Lock] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: K, touch: Touch, *, patience: float = PATIENCE, least: int = 0) -> V:
        """The thing of a key.

        Args:
            touch: the last change of its place.
            patience: seconds for which an older one will do, while it is made anew.
            least: the number of a change that must be in it.
        """
        found = self.find(key, touch, patience, least)
        if found is None:
            return self._made(key, touch)
        if not self._holds(found, key, touch) and self._clock() - found.made >= SETTLED:
            self._behind.do((id(self), key), lambda: self._made(key, touch))
        return found

    def stalest(self, of: Callable[[K], Touch | None]) -> tuple[K, Touch] | None:
        """What no longer holds and was made longest ago, with the last change of its place; None where all of it holds.

        Args:
            of: the last change of a key's place; None for what is left alone.
        """
        with self._lock:
            kept = sorted(((made.made, number, key, made) for number, (key, made) in enumerate(self._kept.items())), key=lambda k: k[:2])
        for since, _, key, made in kept:
            if self._clock() - since < SETTLED:
                return None
            touch = of(key)
            if touch is not None and not self._holds(made, key, touch):
                return key, touch
        return None

    def renew(self, key: K, touch: Touch) -> V:
        """Make a thing anew if it no longer holds."""
        return self._made(key, touch)

    def find(self, key: K, touch: Touch, patience: float = PATIENCE, least: int = 0) -> V | None:
        """What may be shown: it holds, or it is new enough and no decision changed it. For what is told see ``get``."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            young = found.touch.everywhere == touch.everywhere and found.touch.number >= least and self._clock() - found.made < patience
            if not young and not self._holds(found, key, touch):
                return None
            self._kept.move_to_end(key)
            return found

    def _made(self, key: K, touch: Touch) -> V:
        with self._lock:
            one = self._making.setdefault(key, Lock())
        # Many readers of one thing wait for one of them.
        with one:
            with self._lock:
                found = self._kept.get(key)
            if found is None or not self._holds(found, key, touch):
                found = self._make(key, touch, found)
                self.keep(key, found)
        with self._lock:
            self._making.pop(key, None)
        return found

    def keep(self, key: K, made: V) -> None:
        """Keep it in place of the older one, and let go of what nobody asked for longest."""
        with self._lock:
            old = self._kept.pop(key, None)
            self.weight += made.weight - (old.weight if old is not None else 0)
            self._kept[key] = made
            while self.weight > self._most and len(self._kept) > 1:
                self.weight -= self._kept.popitem(last=False)[1].weight
