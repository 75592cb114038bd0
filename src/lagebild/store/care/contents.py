"""Documents with all that was read from them: every passage must stand in the text, every number in its row.

Documents pass through in the order of their ids, a few at a time, so that memory does not grow with the store.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from lagebild.model import Abstention, Claim, Event, OpenQuestion, Passage, Span, Statement
from lagebild.store import schema
from lagebild.store.care.derived import check_derived
from lagebild.store.care.finding import Finding, Tell, tell_nobody
from lagebild.store.codec import from_json
from lagebild.store.parameters import slices

_TOGETHER = 25  # documents; a text has up to a million characters
KINDS: dict[Table, type[Any]] = {
    schema.statement: Statement,
    schema.claim: Claim,
    schema.act: Event,
    schema.question: OpenQuestion,
    schema.abstention: Abstention,
}
_COUNTS = {table: f"{table.name}s" for table in KINDS}  # columns of ``reading``

Parts = dict[Table, dict[str, list[Row[Any]]]]


def check_documents(
    connection: Connection, ids: Sequence[str] | None = None, *, seen: Counter[str] | None = None, tell: Tell = tell_nobody
) -> Iterator[Finding]:
    """What is wrong between texts, readings and what they hold.

    Args:
        ids: only these documents; None for all.
        seen: gets the number of rows that were met, by table.
    """
    counts: Counter[str] = seen if seen is not None else Counter()
    done = 0
    for documents in _documents(connection, ids):
        readings, parts = _below(connection, [row.id for row in documents])
        for source in documents:
            for reading in readings[source.id]:
                yield from _check_reading(source, reading, parts)
        yield from check_derived(connection, documents, readings)
        counts["document"] += len(documents)
        counts["reading"] += sum(map(len, readings.values()))
        for table, found in parts.items():
            counts[table.name] += sum(map(len, found.values()))
        done += len(documents)
        tell("documents", done)


def _documents(connection: Connection, ids: Sequence[str] | None) -> Iterator[Sequence[Row[Any]]]:
    table = schema.document
    if ids is not None:
        for some in slices(ids, _TOGETHER):
            yield connection.execute(select(table).where(table.c.id.in_(some))).all()
        return
    last = ""
    while rows := connection.execute(select(table).where(table.c.id > last).order_by(table.c.id).limit(_TOGETHER)).all():
        yield rows
        last = rows[-1].id


def _below(connection: Connection, ids: Sequence[str]) -> tuple[dict[str, list[Row[Any]]], Parts]:
    """Readings by document, oldest first, and what they hold, by table and reading."""
    readings: dict[str, list[Row[Any]]] = defaultdict(list)
    table = schema.reading
    query = select(table).where(table.c.document.in_(ids)).order_by(table.c.made, table.c.id)
    for row in connection.execute(query):
        readings[row.document].append(row)
    parts: Parts = {}
    wanted = [row.id for rows in readings.values() for row in rows]
    for part in KINDS:
        found: dict[str, list[Row[Any]]] = defaultdict(list)
        for some in slices(wanted):
            rows = connection.execute(select(part).where(part.c.reading.in_(some)).order_by(part.c.reading, part.c.number))
            for row in rows:
                found[row.reading].append(row)
        parts[part] = found
    return readings, parts


def _check_reading(source: Row[Any], reading: Row[Any], parts: Parts) -> Iterator[Finding]:
    statements: set[str] = set()
    for table, kind in KINDS.items():
        rows = parts[table][reading.id]
        due = reading._mapping[_COUNTS[table]]
        if [row.number for row in rows] != list(range(due)):
            yield Finding(where=f"reading {reading.id}", what=f"has {len(rows)} rows of {table.name} where {due} are due")
        for row in rows:
            where = f"{table.name} {reading.id}:{row.number}"
            try:
                noun = from_json(kind, row.body)
                wrong = _complain(source, row, noun, statements)
            except (ValueError, TypeError) as error:
                wrong = f"its body cannot be read ({' '.join(str(error).split())[:120]})"
            if wrong:
                yield Finding(where=where, what=wrong)


def _complain(source: Row[Any], row: Row[Any], noun: Any, statements: set[str]) -> str | None:
    """What is wrong with a noun; ``statements`` are the ids of those before it in its reading."""
    for name, value in row._mapping.items():
        if name not in ("reading", "number", "body", "seal") and value != getattr(noun, name):
            return f"its column {name} is not what its body says"
    passage = None if isinstance(noun, Statement | Abstention) else noun.passage
    if (noun.document if passage is None else passage.document) != source.key:
        return "it speaks of another document"
    if not isinstance(noun, Abstention | OpenQuestion) and replace(noun, id="").id != noun.id:
        return "its id is not that of its contents"
    if isinstance(noun, Statement):
        statements.add(noun.id)
    elif isinstance(noun, Claim) and noun.statement is not None and noun.statement not in statements:
        return "the statement it rests on is not in its reading"
    if isinstance(noun, Claim) and noun.decided:
        return "it carries decisions; a reading holds what was read"
    if passage is not None and not _stands(passage, source.text):
        return "its passage does not stand in the text" if source.text is not None else "it holds words of a deleted text"
    if source.text is not None and any(span.end > len(source.text) for span in _spans(noun)):
        return "it reaches beyond the text"
    return None


def _stands(passage: Passage, text: str | None) -> bool:
    return passage.exact == ("" if text is None else text[passage.span.begin : passage.span.end])


def _spans(noun: Any) -> Iterator[Span]:
    if isinstance(noun, Statement):
        for spans in (noun.content, noun.speaker, noun.cue, noun.frame, noun.addressee):
            yield from spans
    else:
        yield noun.span if isinstance(noun, Abstention) else noun.passage.span
