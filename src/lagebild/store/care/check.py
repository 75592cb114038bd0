"""A whole store is looked through: its file, every seal, every passage, every reference, and what was made from them.

``integrity_check`` alone finds one flipped bit in fifteen; the seals find those within values, and the two together all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from lagebild.errors import StoreError
from lagebild.store.care.contents import KINDS, check_documents
from lagebild.store.care.decided import check_decisions
from lagebild.store.care.file import ask_sqlite, look_at_beginning, look_at_file
from lagebild.store.care.finding import Finding, Tell, tell_nobody
from lagebild.store.care.index import check_index
from lagebild.store.care.rows import check_row, read_rows
from lagebild.store.connect import file_of, open_store
from lagebild.store.schema import SEALED, document, metadata, reading


def check_store(address: str, tell: Tell = tell_nobody) -> Iterator[Finding]:
    """Everything that is wrong with a store; nothing where it is whole.

    Writers wait meanwhile on SQLite. Memory does not grow with the store.

    Args:
        address: as for ``open_store``; a store that cannot be opened is a finding.
        tell: hears how far it is.

    Raises:
        UsageError: the address is none.
    """
    path = file_of(address)
    if path is not None:
        broken = list(look_at_beginning(path))
        if broken:
            yield from broken
            return
    try:
        # FTS5 checks its index only for a writer; nothing is written.
        with (
            open_store(address, create=False) as store,
            store.write() if store.embedded else store.read() as connection,
            _lenient(connection),
        ):
            yield from check_connection(connection, tell, path)
    except StoreError as error:
        yield Finding(where=error.where, what=error.what, remedy=error.remedy)
    except (SQLAlchemyError, ValueError) as error:  # such as a definition of a table that SQLAlchemy cannot read
        yield Finding(where=str(path or "store"), what=f"cannot be read ({_short(error)})")


def check_connection(connection: Connection, tell: Tell = tell_nobody, path: Path | None = None) -> Iterator[Finding]:
    """The same for an open store, as it looks within a transaction.

    Args:
        path: the file, where it is SQLite and nothing is being written.
    """
    if path is not None:
        with _whole("file") as findings:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
            findings += look_at_file(connection, path)
            tell("pages", 0)
            findings += ask_sqlite(connection)
        yield from findings
    elif connection.dialect.name == "postgresql" and connection.execute(text("SHOW data_checksums")).scalar() != "on":
        remedy = "stop it and run 'pg_checksums --enable'"
        yield Finding(where="server", what="keeps no checksums of its pages", remedy=remedy)
    counts: Counter[str] = Counter()
    for table in SEALED:
        yield from _check_table(connection, table, counts, tell)
    seen: Counter[str] = Counter()
    yield from _until_it_breaks(connection, "documents", check_documents(connection, seen=seen, tell=tell))
    for table in (document, reading, *KINDS):
        lost = counts[table.name] - seen[table.name]
        if lost:
            yield Finding(where=table.name, what=f"{lost} rows belong to no document, or are not found by it")
    yield from _until_it_breaks(connection, "decisions", check_decisions(connection))
    yield from _until_it_breaks(connection, "references", _check_references(connection))
    yield from _until_it_breaks(connection, "words", check_index(connection))


def _check_table(connection: Connection, table: Table, counts: Counter[str], tell: Tell) -> Iterator[Finding]:
    def found() -> Iterator[Finding]:
        for row in read_rows(connection, table):
            counts[table.name] += 1
            if counts[table.name] % 1_000 == 0:
                tell(table.name, counts[table.name])
            yield from check_row(table, row)

    yield from _until_it_breaks(connection, table.name, found())


def _check_references(connection: Connection) -> Iterator[Finding]:
    """Rows that refer to one that is not there; SQLite is asked the same question in ``ask_sqlite``."""
    if connection.dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            mine, theirs = f'a."{key.parent.name}"', f'b."{key.column.name}"'
            other = key.column.table.name
            missing = f'SELECT 1 FROM "{other}" b WHERE {theirs} = {mine}'
            sql = f'SELECT count(*) FROM "{table.name}" a WHERE {mine} IS NOT NULL AND NOT EXISTS ({missing})'
            count = connection.execute(text(sql)).scalar_one()
            if count:
                yield Finding(where=table.name, what=f"{count} rows refer to rows of {other} that are not there")


def _until_it_breaks(connection: Connection, where: str, found: Iterator[Finding]) -> Iterator[Finding]:
    """The findings of one step; where the database gives up, that is one, and the next step goes on."""
    step = connection.begin_nested()  # PostgreSQL would refuse everything after an error
    try:
        yield from found
        step.rollback()
    except (DBAPIError, ValueError, TypeError) as error:
        yield Finding(where=where, what=f"cannot be read to its end ({_short(error)})")
        if step.is_active:
            step.rollback()


@contextmanager
def _whole(where: str) -> Iterator[list[Finding]]:
    """Findings of a step that is over at the first error."""
    findings: list[Finding] = []
    try:
        yield findings
    except (DBAPIError, ValueError) as error:
        findings.append(Finding(where=where, what=f"cannot be read ({_short(error)})"))


@contextmanager
def _lenient(connection: Connection) -> Iterator[None]:
    """Let SQLite hand over text that is no UTF-8, so that the row it stands in can be named."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _short(error: Exception) -> str:
    reason = getattr(error, "orig", None) or error
    first = reason.args[0] if getattr(reason, "args", ()) else reason
    if isinstance(first, dict):  # pg8000 gives the fields of PostgreSQL's message
        first = first.get("M", first)
    return " ".join(str(first).split())[:200]


