"""What a host's robots.txt allows (RFC 9309), looked up once a day and judged by Protego.

A host whose rules cannot be had, because it fails or does not answer, is not asked for anything else either; one that
says it has none allows everything.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from lagebild.fetch.addresses import Target
from lagebild.fetch.client import FetchError, Reply, Request

NAME = "Lagebild"
"""The name under which rules are looked for."""

DAY = 86_400.0
AGAIN = 600.0  # seconds after which rules that could not be had are asked for again
MOST = 500_000  # bytes of rules that are read; RFC 9309 asks for 500 KiB at least
HOSTS = 10_000  # whose rules are remembered
LONGEST_DELAY = 60.0  # seconds; a crawl-delay beyond it is meant for other programs


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float  # on the monotonic clock
    rules: Protego | None  # None where they could not be had
    why: str = ""


class Robots:
    """Rules of hosts, remembered for a day; may be shared by threads.

    Args:
        get: how rules are asked for.
        clock: seconds that never go back.
    """

    def __init__(self, get: Callable[[Request], Reply], clock: Callable[[], float] = time.monotonic) -> None:
        self._get = get
        self._clock = clock
        self._known: OrderedDict[tuple[str, str, int], _Rules] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, target: Target) -> float:
        """Seconds that the host wants between two requests; 0 where it says nothing.

        Raises:
            FetchError: the rules forbid the address, or could not be had.
        """
        if target.path == "/robots.txt":
            return 0.0
        found = self._rules(target)
        if found.rules is None:
            raise FetchError(target.url, f"the host's robots.txt {found.why}", "it is asked for again later")
        if not found.rules.can_fetch(target.url, NAME):
            raise FetchError(target.url, "the host's robots.txt forbids it", "ask the publisher, or leave it out", lasting=True)
        return min(float(found.rules.crawl_delay(NAME) or 0.0), LONGEST_DELAY)

    def _rules(self, target: Target) -> _Rules:
        with self._lock:
            known = self._known.get(target.origin)
            if known is not None and self._clock() < known.until:
                self._known.move_to_end(target.origin)
                return known
        fresh = self._ask(target)
        with self._lock:
            self._known[target.origin] = fresh
            while len(self._known) > HOSTS:
                self._known.popitem(last=False)
        return fresh

    def _ask(self, target: Target) -> _Rules:
        address = target.url[: len(target.url) - len(target.path)] + "/robots.txt"
        try:
            body = self._get(Request(address=address)).body or b""
        except FetchError as error:
            if error.status is not None and 400 <= error.status < 500 and error.status != 429:
                return _Rules(self._clock() + DAY, Protego.parse(""))
            return _Rules(self._clock() + AGAIN, None, error.what)
        return _Rules(self._clock() + DAY, Protego.parse(body[:MOST].decode("utf-8", "replace")))
