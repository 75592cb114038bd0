"""How often a host is asked: one request at a time, and a pause after each."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

PAUSE = 1.0  # seconds between the end of a request and the next to the same host
HOSTS = 10_000  # that are remembered


@dataclass(slots=True)
class Turn:
    """A turn at a host; ``delay`` are seconds that the host itself wants until the next."""

    delay: float = 0.0


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free: float = 0.0  # on the monotonic clock
    users: int = 0


class Pace:
    """Turns at hosts; shared by threads.

    Args:
        pause: seconds.
        clock, sleep: for tests.
    """

    def __init__(
        self, pause: float = PAUSE, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._pause, self._clock, self._sleep = pause, clock, sleep
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[Turn]:
        """Wait for a host to be free, and keep it while the block runs."""
        with self._lock:
            entry = self._hosts.setdefault(host, _Host())
            entry.users += 1
            self._hosts.move_to_end(host)
        try:
            with entry.lock:
                self._sleep(max(0.0, entry.free - self._clock()))
                turn = Turn()
                try:
                    yield turn
                finally:
                    entry.free = self._clock() + max(self._pause, turn.delay)
        finally:
            with self._lock:
                entry.users -= 1
                self._forget()

    def _forget(self) -> None:
        while len(self._hosts) > HOSTS:
            host, oldest = next(iter(self._hosts.items()))
            if oldest.users or oldest.free > self._clock():
                break
            del self._hosts[host]
