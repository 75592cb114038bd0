"""Whether reading takes time in step with the text: a ratio of two measurements, never a time.

A single measurement on a shared machine may be off by several times, so the two lengths are measured in turn, the
best of each counts, and a suspicion is heard three times. Growth with the square of the text fails all three.
"""

import time
from collections.abc import Callable
from typing import TypeVar

__all__ = ["grows_in_step"]

T = TypeVar("T", str, bytes)

LONGER = 8
"""How many times the text is lengthened: in step takes 8 times as long, by the square 64 times."""

ALLOWED = 24
"""How many times as long it may take: three times over what is due, far below the square."""


def grows_in_step(run: Callable[[T], object], make: Callable[[int], T], size: int) -> bool:
    """Whether *run* on eight times the pieces of text takes at most 24 times the processor time.

    *make* gives the text of so many pieces; *size* is the number of pieces in the short one.
    """
    short, long = make(size), make(LONGER * size)
    run(short)  # tables are loaded at the first call
    for _ in range(3):
        brief = full = float("inf")
        for _ in range(2):
            brief = min(brief, *(_seconds(run, short) for _ in range(3)))
            full = min(full, _seconds(run, long))
            if full <= ALLOWED * brief:
                return True
    return False


def _seconds(run: Callable[[T], object], text: T) -> float:
    begin = time.process_time()
    run(text)
    return time.process_time() - begin
