"""Ways in which a disk damages a file, each from a random generator with a fixed seed."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from random import Random

from store.faults.pages import live_pages, live_ranges

Damaged = tuple[str, bytes]
"""What was done, and the file after it."""


def flip_bits(path: Path, chance: Random) -> Iterator[Damaged]:
    """One bit each time, anywhere in live content."""
    data, ranges = path.read_bytes(), live_ranges(path)
    ends = list(accumulate(map(len, ranges)))
    while True:
        at = chance.randrange(ends[-1])
        which = bisect_right(ends, at)
        offset, bit = ranges[which].stop - (ends[which] - at), chance.randrange(8)
        yield f"bit {bit} of byte {offset} flipped", data[:offset] + bytes([data[offset] ^ 1 << bit]) + data[offset + 1 :]


def zero_pages(path: Path, chance: Random) -> Iterator[Damaged]:
    """One live page each time."""
    data, pages = path.read_bytes(), live_pages(path)
    size = int.from_bytes(data[16:18], "big")
    while True:
        begin = (chance.choice(pages) - 1) * size
        yield f"page at {begin} zeroed", data[:begin] + bytes(size) + data[begin + size :]


def cut_off(path: Path, chance: Random) -> Iterator[Damaged]:
    """The end of the file is missing: at any byte, or as disks do it, at the border of a page or a sector."""
    data = path.read_bytes()
    while True:
        step = chance.choice((1, 512, 4096))
        length = chance.randrange(0, len(data), step)
        yield f"cut off at {length}", data[:length]


WAYS: dict[str, Callable[[Path, Random], Iterator[Damaged]]] = {"flip": flip_bits, "zero": zero_pages, "cut": cut_off}


def readable(path: Path) -> list[tuple[object, ...]]:
    """All that anybody can read in a store: every row of every table, and every place of every term of the search."""
    with closing(sqlite3.connect(path)) as raw:
        raw.text_factory = bytes
        names = [name.decode() for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        # The blocks of the index are read through its places.
        found = [(name, *row) for name in names if name not in ("words_data", "words_idx") for row in raw.execute(f'SELECT * FROM "{name}"')]
        raw.execute("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, words, instance)")
        found += raw.execute("SELECT * FROM temp.places")
        found += raw.execute("SELECT * FROM sqlite_master")
    return found
