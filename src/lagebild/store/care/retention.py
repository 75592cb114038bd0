"""Texts are let go where a licence or a law asks for it; what they were and what was read from them stays.

Text, raw bytes, title and every word that a reading quoted go; hashes, offsets, ids, dates and values stay, so that the
picture keeps its cells and says that the text is no longer there. The same goes for what analysts decided on: their own
reasons stay, the report's words go. Each time leaves a row among the decisions as witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Table, and_, create_engine, select, update
from sqlalchemy import text as sql

from lagebild.errors import UsageError
from lagebild.model import Abstention, Claim, Event, OpenQuestion, Statement, content_id
from lagebild.store import schema
from lagebild.store.care.derived import drop_derived
from lagebild.store.codec import from_json, seal_of, sealed, to_json, to_micros
from lagebild.store.connect import Store
from lagebild.store.decisions import KINDS, body_of, decision_of
from lagebild.store.parameters import slices
from lagebild.store.record import write_rows
from lagebild.store.touched import touch_everything

_QUOTING: tuple[tuple[Table, type[Any]], ...] = (
    (schema.statement, Statement),
    (schema.claim, Claim),
    (schema.act, Event),
    (schema.question, OpenQuestion),
    (schema.abstention, Abstention),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which documents; those that fit everything that is given.

    Attributes:
        source: file or address they came from.
        before: aware moment; documents known before it.
    """

    source: str | None = None
    outlet: str | None = None
    key: str | None = None
    before: datetime | None = None


def chosen(connection: Connection, choice: Choice) -> list[str]:
    """Ids of the documents with a text that a choice means, in order.

    Raises:
        UsageError: nothing is given; a whole store is not let go by accident.
    """
    table = schema.document
    wanted: list[ColumnElement[bool]] = []
    for column, value in ((table.c.source, choice.source), (table.c.outlet, choice.outlet), (table.c.key, choice.key)):
        if value is not None:
            wanted.append(column == value)
    if choice.before is not None:
        wanted.append(table.c.known < to_micros(choice.before))
    if not wanted:
        raise UsageError("nothing says which texts to delete; give --source, --outlet, --document or --before")
    return list(connection.execute(select(table.c.id).where(and_(*wanted), table.c.text.is_not(None)).order_by(table.c.id)).scalars())


def forget(connection: Connection, documents: Iterable[str], *, author: str, reason: str, now: datetime) -> int:
    """Delete the texts of documents, in a transaction of ``Store.write``.

    Bytes that another document or a quarantined item still needs are kept.

    Args:
        author, reason: of the witness that is left.
        now: aware moment.

    Returns:
        How many texts were deleted.
    """
    ids = sorted(set(documents))
    for some in slices(ids, 500):
        _forget_words(connection, some)
        _forget_decided(connection, some)
        _forget_documents(connection, some)
        drop_derived(connection, some)
    if ids:
        touch_everything(connection)
        body = msgspec.json.encode({"documents": ids}).decode()
        row = {"made": to_micros(now), "author": author, "kind": "forget", "target": ids[0], "body": body, "reason": reason}
        write_rows(connection, schema.decision, [sealed(schema.decision, {"id": content_id(author, body, now.isoformat()), **row})])
    return len(ids)


def _forget_words(connection: Connection, documents: list[str]) -> None:
    """What readings quoted of the texts."""
    for table, kind in _QUOTING:
        query = select(table).join(schema.reading, table.c.reading == schema.reading.c.id).where(schema.reading.c.document.in_(documents))
        for row in list(connection.execute(query).mappings()):
            noun = from_json(kind, row["body"])
            _rewrite(connection, table, row, {"body": to_json(_without_words(noun))})


def _forget_decided(connection: Connection, documents: list[str]) -> None:
    """What decisions keep of the words they are about; their hash stays, and the id holds."""
    table, ids = schema.decision, set(documents)
    for row in list(connection.execute(select(table).where(table.c.kind.in_(KINDS))).mappings()):
        found = decision_of(SimpleNamespace(**row))
        if found.about is not None and found.document in ids:
            _rewrite(connection, table, row, {"body": body_of(replace(found, about=_without_words(found.about)))})


def _without_words(noun: Any) -> Any:
    if isinstance(noun, Statement):
        return replace(noun, via=())
    if isinstance(noun, Abstention):
        return replace(noun, reason="", candidates=())
    bare = replace(noun, passage=replace(noun.passage, exact=""), speaker=None)
    if isinstance(noun, Claim):
        return replace(bare, condition=None, regions=(), exceptions=(), quantity=None, via=(), because=())
    return replace(bare, via=()) if isinstance(noun, Event) else bare


def _forget_documents(connection: Connection, documents: list[str]) -> None:
    table = schema.document
    rows = list(connection.execute(select(table).where(table.c.id.in_(documents))).mappings())
    for row in rows:
        _rewrite(connection, table, row, {"text": None, "title": None})
    raws = {row["raw"] for row in rows}
    needed = set(connection.execute(select(table.c.raw).where(table.c.raw.in_(raws), table.c.text.is_not(None))).scalars())
    needed |= set(connection.execute(select(schema.quarantine.c.raw).where(schema.quarantine.c.raw.in_(raws))).scalars())
    for row in list(connection.execute(select(schema.raw).where(schema.raw.c.hash.in_(raws - needed))).mappings()):
        _rewrite(connection, schema.raw, row, {"packed": None})


def _rewrite(connection: Connection, table: Table, row: Any, values: dict[str, Any]) -> None:
    """Change columns of one row and seal it again."""
    changed = {**row, **values}
    changed["seal"] = seal_of(table, changed)
    same = and_(*(column == row[column.name] for column in table.primary_key))
    connection.execute(update(table).where(same).values({**values, "seal": changed["seal"]}))


def compact(store: Store) -> None:
    """Give back the room of what was deleted, so that its bytes are no longer in the file (SQLite) or table."""
    if store.embedded:
        with store.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # VACUUM stands outside a transaction
            connection.exec_driver_sql("VACUUM")
        return
    outside = create_engine(store.engine.url, isolation_level="AUTOCOMMIT")
    with outside.connect() as connection:
        for name in _tables():
            connection.execute(sql(f'VACUUM FULL "{name}"'))
    outside.dispose()


def _tables() -> Iterator[str]:
    yield from (table.name for table in schema.metadata.sorted_tables)
