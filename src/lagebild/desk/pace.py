"""How fast one caller may ask: a bucket of tokens each, in the memory of this process."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST_CALLERS = 10_000


class Pace:
    """Buckets by caller; the one not heard of for longest goes when there are too many.

    Args:
        rate: tokens a second that come back.
        burst: tokens of a full bucket.
    """

    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = float(burst)
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, caller: str, now: float) -> float:
        """Take a token.

        Args:
            now: of a clock that never goes back, in seconds.

        Returns:
            0 where there was one, else the seconds until there is.
        """
        with self._lock:
            tokens, last = self._held.pop(caller, (self.burst, now))
            tokens = min(self.burst, tokens + (now - last) * self.rate)
            wait = 0.0 if tokens >= 1 else (1 - tokens) / self.rate
            self._held[caller] = (tokens - 1 if wait == 0 else tokens, now)
            if len(self._held) > MOST_CALLERS:
                self._held.popitem(last=False)
            return wait

    def left(self, caller: str) -> int:
        """Whole tokens that the caller had after the last one was taken."""
        with self._lock:
            return int(self._held.get(caller, (self.burst, 0.0))[0])

    def forget(self, caller: str) -> None:
        """Fill the caller's bucket."""
        with self._lock:
            self._held.pop(caller, None)
