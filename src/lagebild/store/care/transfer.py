"""Rows from one store to another through the tables, whatever the databases, and a hash of all of them.

A row is taken over with its seal; what was made from the rest is made anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from sqlalchemy import Connection, Table, func, select

from lagebild.store.care.derived import make_derived
from lagebild.store.care.finding import Tell, tell_nobody
from lagebild.store.care.rows import Values, read_rows
from lagebild.store.parameters import slices
from lagebild.store.record import write_rows
from lagebild.store.schema import DERIVED, SEALED, STATE, document, raw

_TOGETHER = 500
_LARGE_TOGETHER = 20  # of what may be megabytes each


def copy_everything(source: Connection, target: Connection, tell: Tell = tell_nobody) -> None:
    """All rows of one store into another that has none."""
    for table in SEALED:
        count = 0
        for some in in_portions(table, read_rows(source, table)):
            write_rows(target, table, some)
            count += len(some)
            tell(table.name, count)
    ids = list(target.execute(select(document.c.id).order_by(document.c.id)).scalars())
    make_derived(target, ids, tell, copies=False)


def in_portions(table: Table, rows: Iterable[Values]) -> Iterator[list[Values]]:
    """Rows of a table in lists that memory and a statement can hold."""
    return slices(rows, _LARGE_TOGETHER if table in (raw, document) else _TOGETHER)


def empty(connection: Connection) -> None:
    """Delete every row."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DELETE FROM words")
    for table in (*STATE, *reversed(DERIVED), *reversed(SEALED)):
        connection.execute(table.delete())


def is_empty(connection: Connection) -> bool:
    """Whether it holds nothing."""
    return not any(connection.execute(select(table.c[0]).limit(1)).first() for table in SEALED)


def count_documents(connection: Connection) -> int:
    """How many documents it holds, texts deleted or not."""
    return connection.execute(select(func.count()).select_from(document)).scalar_one()


def digest_of(connection: Connection) -> str:
    """SHA-256 over the seals of all rows, the same on every database; in hexadecimal digits."""
    digest, counts = sha256(), Counter[str]()
    for table in SEALED:
        for row in read_rows(connection, table, ordered=True):
            digest.update(f"{table.name} {row['seal']}\n".encode())
            counts[table.name] += 1
        digest.update(f"{table.name} {counts[table.name]}\n".encode())
    return digest.hexdigest()
