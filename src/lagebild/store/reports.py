"""One report as it was read: its text, everything its newest reading holds, and its other revisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Integer, Table, Text, bindparam, select, text

from lagebild.model import Abstention, Claim, Document, Event, OpenQuestion, Statement
from lagebild.store.codec import from_json, from_micros
from lagebild.store.documents import document_of
from lagebild.store.parameters import slices
from lagebild.store.schema import abstention, act, claim, document, question, reading, statement
from lagebild.store.versions import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report with its newest reading.

    Attributes:
        document: its text is empty where it was deleted.
        known: when the desk had it; aware, in UTC, as are the other moments.
        text_hash: SHA-256 of the text in UTF-8, in hexadecimal digits; it stays where the text was deleted.
        raw_hash: SHA-256 of the bytes as they came, likewise.
        reading: id of the newest reading, which changes when the report is read again; None where it was never read.
        revisions: ids of all revisions of the report with the moments they were known, oldest first.
        copies: ids of documents of which it is a copy, or that are copies of it.
    """

    document: Document
    known: datetime
    text_hash: str
    raw_hash: str
    deleted: bool
    reading: str | None
    versions: Versions | None
    made: datetime | None
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    acts: tuple[Event, ...]
    questions: tuple[OpenQuestion, ...]
    abstentions: tuple[Abstention, ...]
    revisions: tuple[tuple[str, datetime], ...]
    copies: tuple[str, ...]


def load_report(connection: Connection, identity: str) -> Report | None:
    """A report by the id of its revision; None where it is not in the store."""
    row = connection.execute(_DOCUMENT, {"identity": identity}).one_or_none()
    if row is None:
        return None
    newest = newest_reading(connection, identity)
    parts: dict[str, list[Any]] = {t.name: [] for t, _ in _PARTS}
    if newest is not None:
        for name, body, _ in connection.execute(_ALL_PARTS, {"reading": newest.id}).all():
            parts[name].append(from_json(_KINDS[name], body))
    revisions = connection.execute(_LINEAGE, {"lineage": row.lineage}).all()
    copies = set(connection.execute(_COPIES, {"id": identity}).scalars())
    return Report(
        document=document_of(row),
        known=from_micros(row.known),
        text_hash=row.text_hash,
        raw_hash=row.raw,
        deleted=row.text is None,
        reading=None if newest is None else newest.id,
        versions=None if newest is None else Versions(rules=newest.rules, codebook=newest.codebook),
        made=None if newest is None else from_micros(newest.made),
        statements=tuple(parts["statement"]),
        claims=tuple(parts["claim"]),
        acts=tuple(parts["act"]),
        questions=tuple(parts["question"]),
        abstentions=tuple(parts["abstention"]),
        revisions=tuple((r.id, from_micros(r.known)) for r in revisions),
        copies=tuple(sorted(copies)),
    )


def newest_reading(connection: Connection, identity: str) -> Any:
    """The row of a document's newest reading, or None."""
    return connection.execute(_NEWEST, {"id": identity}).one_or_none()


def load_documents(connection: Connection, ids: Iterable[str]) -> dict[str, Document]:
    """Documents with their texts by id; what is not there is left out, a deleted text is an empty one."""
    found: dict[str, Document] = {}
    for some in slices(dict.fromkeys(ids)):
        for row in connection.execute(select(document).where(document.c.id.in_(some))).all():
            found[row.id] = document_of(row)
    return found


def newest_of_key(connection: Connection, key: str) -> str | None:
    """The id of the newest revision with a key, or None."""
    query = select(document.c.id).where(document.c.key == key).order_by(document.c.known.desc(), document.c.id)
    return connection.execute(query.limit(1)).scalar_one_or_none()


_PARTS: tuple[tuple[Table, type[Any]], ...] = (
    (statement, Statement),
    (claim, Claim),
    (act, Event),
    (question, OpenQuestion),
    (abstention, Abstention),
)
_KINDS = {t.name: kind for t, kind in _PARTS}
# Written out: a page of a report is asked for hundreds of times a second, and building these took half of it.
_ALL_PARTS = text(
    " UNION ALL ".join(f"SELECT '{t.name}' AS part, body, number FROM {t.name} WHERE reading = :reading" for t, _ in _PARTS)
    + " ORDER BY part, number"
).columns(part=Text, body=Text, number=Integer)
_DOCUMENT = select(document).where(document.c.id == bindparam("identity"))
_NEWEST = select(reading).where(reading.c.document == bindparam("id")).order_by(reading.c.made.desc(), reading.c.id.desc()).limit(1)
_LINEAGE = text("SELECT id, known FROM document WHERE lineage = :lineage ORDER BY known, id")
_COPIES = text('SELECT other FROM "copy" WHERE document = :id UNION SELECT document FROM "copy" WHERE other = :id')
