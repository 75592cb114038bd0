"""Where the content of a SQLite file lies: the bytes that a reader of the database looks at, and no others.

Every b-tree is walked from its root. Live are the heads of its pages, the pointers to cells, and the cells with what
overflows of them. Left out are the gap between pointers and cells, free blocks, pages on the free list, the tails of
overflow pages and the spare bytes of a cell: nothing is kept there. The format is that of
https://www.sqlite.org/fileformat.html, sections 1.5 and 1.6.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

LEAF_INDEX, LEAF_TABLE, INNER_INDEX, INNER_TABLE = 10, 13, 2, 5
HEAD = 100  # bytes of the file's head on the first page


def live_ranges(path: Path) -> list[range]:
    """Ranges of offsets in the file, in the order of the walk."""
    data = path.read_bytes()
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    roots = [1, *(root for (root,) in connection.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0"))]
    connection.close()
    size = int.from_bytes(data[16:18], "big")
    return [found for root in roots for found in _tree(data, 65_536 if size == 1 else size, root)]


def live_pages(path: Path) -> list[int]:
    """Numbers of the pages that hold any of it, from 1; sorted."""
    size = int.from_bytes(path.read_bytes()[16:18], "big")
    return sorted({found.start // size + 1 for found in live_ranges(path)})


def _tree(data: bytes, size: int, number: int) -> Iterator[range]:
    page = (number - 1) * size
    at = page + (HEAD if number == 1 else 0)
    kind, cells = data[at], _number(data, at + 3, 2)
    inner = kind in (INNER_INDEX, INNER_TABLE)
    pointers = at + (12 if inner else 8)
    yield range(at, pointers + 2 * cells)
    for cell in (page + _number(data, pointers + 2 * n, 2) for n in range(cells)):
        yield from _cell(data, size, cell, kind)
        if inner:
            yield from _tree(data, size, _number(data, cell, 4))
    if inner:
        yield from _tree(data, size, _number(data, at + 8, 4))


def _cell(data: bytes, size: int, begin: int, kind: int) -> Iterator[range]:
    at = begin + (4 if kind in (INNER_INDEX, INNER_TABLE) else 0)
    if kind == INNER_TABLE:
        yield range(begin, _varint(data, at)[1])
        return
    payload, at = _varint(data, at)
    if kind == LEAF_TABLE:
        at = _varint(data, at)[1]
    most = size - 35 if kind == LEAF_TABLE else (size - 12) * 64 // 255 - 23
    if payload <= most:
        yield range(begin, at + payload)
        return
    least = (size - 12) * 32 // 255 - 23
    local = least + (payload - least) % (size - 4)
    local = local if local <= most else least
    yield range(begin, at + local + 4)
    following, left = _number(data, at + local, 4), payload - local
    while following:
        page = (following - 1) * size
        yield range(page, page + 4 + min(left, size - 4))
        following, left = _number(data, page, 4), left - (size - 4)


def _number(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """The value, and the offset behind it."""
    value = 0
    for count in range(9):
        byte = data[at + count]
        if count == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + count + 1
    raise AssertionError("a varint has nine bytes at the most")
