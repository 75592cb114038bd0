"""A first look at the file of a SQLite store: is it a whole one, and does every field of its head say what it must?

SQLite forgives much of this, and then reads zeros where pages are missing. Fields are those of
https://www.sqlite.org/fileformat.html, section 1.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from lagebild.store.care.finding import Finding
from lagebild.store.migrations import APPLICATION, mark_of

_MAGIC = b"SQLite format 3\0"
_HEAD = 100  # bytes


def look_at_beginning(path: Path) -> Iterator[Finding]:
    """Whether it is a database of SQLite at all; to be asked before SQLite is, which takes an empty file for a new one."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        yield Finding(where=str(path), what=f"cannot be read ({error.strerror})", remedy="check the name and its permissions")
        return
    if len(head) < _HEAD:
        yield Finding(where=str(path), what=f"is cut off after {len(head)} bytes")
    elif not head.startswith(_MAGIC):
        yield Finding(where=str(path), what="is no database of SQLite, or its first page is damaged")


def look_at_file(connection: Connection, path: Path) -> Iterator[Finding]:
    """What the head of the file says against what it must say.

    Args:
        connection: in a transaction that has read already, so that nobody writes meanwhile.
    """
    journal = Path(f"{path}-wal")
    with path.open("rb") as file:
        head = file.read(_HEAD)
        size = file.seek(0, 2)

    def number(at: int, length: int = 4) -> int:
        return int.from_bytes(head[at : at + length], "big")

    page = 65_536 if number(16, 2) == 1 else number(16, 2)
    wrong = [
        f"{what} is {number(at, length)} where {must} is due"
        for what, at, length, must in (
            ("reserved space", 20, 1, 0),
            ("largest fraction", 21, 1, 64),
            ("least fraction", 22, 1, 32),
            ("leaf fraction", 23, 1, 32),
            ("schema format", 44, 4, 4),
            ("default cache size", 48, 4, 0),
            ("vacuum root", 52, 4, 0),
            ("text encoding", 56, 4, 1),
            ("mark of the tables", 60, 4, mark_of(connection)),
            ("incremental vacuum", 64, 4, 0),
            ("application", 68, 4, APPLICATION),
            ("version-valid-for number", 92, 4, number(24)),
        )
        if number(at, length) != must
    ]
    if any(head[72:92]):
        wrong.append("reserved bytes are not zero")
    if head[18] != head[19] or head[18] not in (1, 2):
        wrong.append(f"versions of the format are {head[18]} and {head[19]}")
    if not 3_007_000 <= number(96) < 4_000_000:
        wrong.append(f"version of SQLite is {number(96)}")
    for what in wrong:
        yield Finding(where=str(path), what=f"its head is damaged: {what}")
    if journal.exists() and journal.stat().st_size:
        return  # pages wait in the journal: the file may be shorter than the database
    if size != page * number(28):
        yield Finding(where=str(path), what=f"is {size} bytes long where its head speaks of {number(28)} pages of {page}")


def ask_sqlite(connection: Connection) -> Iterator[Finding]:
    """SQLite's own checks, of pages and indexes and of what refers to what."""
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield Finding(where="file", what=" ".join(str(line).split()))
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(where=str(table), what=f"row {row} refers to one of {other} that is not there")
