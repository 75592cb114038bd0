"""Rows as the database holds them, one at a time, and what each must be for itself: its seal, its bytes, its name.

Values are taken as they lie there, without SQLAlchemy's kinds: a damaged one must be seen and not converted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Table, Text, text

from lagebild.documents.dates import as_moment
from lagebild.model import content_id
from lagebild.model.decision import hash_words
from lagebild.store import schema
from lagebild.store.care.finding import Finding
from lagebild.store.codec import day_or_moment, hash_of, seal_of, to_micros, unpack
from lagebild.store.decisions import KINDS, decision_of
from lagebild.store.rows import Words

Values = dict[str, Any]

_PAGE = 100  # rows fetched together; raw bytes and texts may be megabytes each
_LARGE_PAGE = 10


def read_rows(connection: Connection, table: Table, *, ordered: bool = False) -> Iterator[Values]:
    """All rows of a table, a few at a time.

    Args:
        ordered: by primary key, byte for byte, the same on every database.
    """
    names = [column.name for column in table.columns]
    sql = f'SELECT {", ".join(map(_quoted, names))} FROM {_quoted(table.name)}'
    if ordered:
        sql += " ORDER BY " + ", ".join(_by(column, connection) for column in table.primary_key.columns)
    some = _LARGE_PAGE if table in (schema.raw, schema.document) else _PAGE
    for row in connection.execute(text(sql), execution_options={"yield_per": some}):
        yield dict(zip(names, row, strict=True))


def _by(column: Any, connection: Connection) -> str:
    collated = connection.dialect.name == "postgresql" and isinstance(column.type, Text)
    return _quoted(column.name) + (' COLLATE "C"' if collated else "")


def _quoted(name: str) -> str:
    return f'"{name}"'


def name_of(table: Table, row: Mapping[str, Any]) -> str:
    """Table and key of a row, for a message."""
    return f"{table.name} {':'.join(str(row[column.name]) for column in table.primary_key.columns)}"


def check_row(table: Table, row: Values) -> Iterator[Finding]:
    """What is wrong with a row that can be told from it alone."""
    where = name_of(table, row)
    try:
        if row["seal"] != seal_of(table, row):
            yield Finding(where=where, what="is not as it was written: its seal is broken")
            return
        for what in _OWN.get(table.name, _nothing)(row):
            yield Finding(where=where, what=what)
    except (ValueError, TypeError, AttributeError) as error:  # of another kind than its column, or no UTF-8
        yield Finding(where=where, what=f"holds what cannot be read ({_short(error)})")


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120]


def _nothing(_row: Values) -> Iterator[str]:
    yield from ()


def _raw(row: Values) -> Iterator[str]:
    if row["packed"] is None:
        return  # deleted by a desk
    if hash_of(unpack(bytes(row["packed"]), row["size"])) != row["hash"]:
        yield "its bytes are not those that came in"


def _receipt(row: Values) -> Iterator[str]:
    if row["id"] != content_id(row["raw"], row["source"], row["position"]):
        yield "its id is not that of its contents"


def _document(row: Values) -> Iterator[str]:
    if row["lineage"] != content_id(row["key"], row["outlet"] or row["source"]):
        yield "it is filed under another report's revisions"
    stated = day_or_moment(row["published"])
    if row["moment"] != (None if stated is None else to_micros(as_moment(stated))):
        yield "its moment is not that of its date"
    if row["text"] is None:
        return  # deleted by a desk
    if row["text_hash"] != hash_of(row["text"].encode()):
        yield "its text is not the one that came in"
    elif row["id"] != content_id(row["key"], row["text"]) or row["words_hash"] != Words.of(row["text"]).whole:
        yield "its id or its words are not those of its text"


def _reading(row: Values) -> Iterator[str]:
    if row["id"] != content_id(row["document"], row["rules"], row["codebook"], str(row["made"])):
        yield "its id is not that of its contents"


def _quarantine(row: Values) -> Iterator[str]:
    if row["id"] != content_id(row["position"], row["what"], row["raw"] or ""):
        yield "its id is not that of its contents"


def _decision(row: Values) -> Iterator[str]:
    if row["kind"] not in KINDS:
        return  # a witness of the store's own
    found = decision_of(SimpleNamespace(**row))
    if replace(found, id="").id != row["id"]:
        yield "its id is not that of its contents"
    elif found.about is not None and found.about.passage.exact and found.words != hash_words(found.about.passage.exact):
        yield "its words are not those that were decided on"
    elif found.about is not None and found.about.decided:
        yield "its claim carries decisions"


_OWN: dict[str, Callable[[Values], Iterator[str]]] = {
    "raw": _raw,
    "receipt": _receipt,
    "document": _document,
    "reading": _reading,
    "decision": _decision,
    "quarantine": _quarantine,
}
