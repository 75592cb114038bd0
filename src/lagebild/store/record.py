"""Arrivals are written down, each table in one go; what is there already stays as it is.

Every row is named by a hash of what it is about, so that the same input twice, or two programs with the same input,
leave one copy of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql

from lagebild.store import schema
from lagebild.store.codec import to_micros
from lagebild.store.copying import anchor_rows, copy_rows, find_copies
from lagebild.store.entries import Parts, write_entries
from lagebild.store.parameters import slices
from lagebild.store.rows import (
    Arrival,
    Row,
    Words,
    document_row,
    lineage_of,
    quarantine_row,
    raw_row,
    reading_id,
    reading_parts,
    reading_row,
    receipt_row,
)
from lagebild.store.touched import News, places_of, touch
from lagebild.store.versions import Versions

__all__ = ["Arrival", "Outcome", "record"]


class Outcome(StrEnum):
    """What a document was to the store."""

    NEW = "new"
    REVISION = "revision"  # of a report that is there already
    COPY = "copy"  # of another report's text
    KNOWN = "known"


_AT_ONCE = timedelta(minutes=1)  # what is known for longer when it is read was known to others before

# A row comes after what it refers to.
_ORDER = (
    schema.raw,
    schema.receipt,
    schema.quarantine,
    schema.document,
    schema.anchor,
    schema.reading,
    schema.statement,
    schema.claim,
    schema.act,
    schema.question,
    schema.abstention,
)


@dataclass(slots=True)
class _Batch:
    """Rows by table, and what decides on outcomes."""

    rows: dict[Table, list[Row]] = field(default_factory=lambda: {table: [] for table in _ORDER})
    words: dict[str, Words] = field(default_factory=dict)
    lineages: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Parts] = field(default_factory=dict)


def record(connection: Connection, *arrivals: Arrival) -> list[Outcome | None]:
    """Write arrivals down, in a transaction of ``Store.write``.

    A document that is there already keeps its row; a reading is only added where the document's newest one was made
    by other versions, and counts as made after it.

    Returns:
        For each arrival what its document was to the store, or None where it has none.
    """
    present = _present(connection, {a.document.id for a in arrivals if a.document is not None})
    newest = _newest_readings(connection, present)
    old_lineages = _lineages(connection, {lineage_of(a.document) for a in arrivals if a.document is not None})
    batch = _Batch()
    for arrival in arrivals:
        _add(batch, arrival, present, newest)
    batch.rows[schema.anchor].sort(key=lambda row: row["hash"])  # neighbours lie on one page
    for table, rows in batch.rows.items():
        write_rows(connection, table, rows)
    write_entries(connection, batch.parts)
    links = find_copies(connection, batch.words)
    write_rows(connection, schema.copy, copy_rows(links))
    places = _touched_places(connection, arrivals, batch, old_lineages, links)
    if places:
        touch(connection, places)
    return _outcomes(arrivals, batch, old_lineages, links)


def _touched_places(
    connection: Connection,
    arrivals: Sequence[Arrival],
    batch: _Batch,
    old_lineages: set[str],
    links: Iterable[tuple[str, str]],
) -> dict[str, News]:
    """Places whose picture these rows may change."""
    latest: dict[str, News] = {}
    again: dict[str, bool] = {}
    paired = {identity for pair in links for identity in pair}
    for arrival in arrivals:
        found = arrival.document
        if found is None or found.id not in batch.parts:
            continue  # nothing was written of it
        known = to_micros(arrival.known)
        early = found.id in batch.words and arrival.made - arrival.known > _AT_ONCE
        # What was read from older revisions, by older rules, or from copies may lie elsewhere.
        if found.id not in batch.words or batch.lineages[found.id] in old_lineages or found.id in paired:
            again[found.id] = early
        if arrival.claims is not None:
            read = arrival.claims
            places = {c.place for c in read.claims} | {a.place for a in read.acts} | {q.place for q in read.open}
            for place in places | {found.place}:
                if place is not None:
                    old = latest.get(place, News())
                    latest[place] = News(known=max(known, old.known or known), early=early or old.early)
    for early in set(again.values()):
        for place in places_of(connection, [identity for identity, e in again.items() if e is early]):
            old = latest.get(place, News())
            latest[place] = News(known=old.known, early=old.early or early)
    return latest


def write_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, all with the same columns; one whose key is there already is left out."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        # Past SQLAlchemy's compiler, which takes a tenth of the whole time over rows that SQLite takes as they are.
        names = list(rows[0])
        columns, places = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
        sql = f'INSERT INTO "{table.name}" ({columns}) VALUES ({places}) ON CONFLICT DO NOTHING'
        connection.exec_driver_sql(sql, [tuple(row[name] for name in names) for row in rows])
        return
    connection.execute(postgresql.insert(table).on_conflict_do_nothing(), list(rows))


def _add(batch: _Batch, arrival: Arrival, present: set[str], newest: dict[str, tuple[int, Versions]]) -> None:
    rows, document = batch.rows, arrival.document
    raw: str | None = None
    if document is not None and (arrival.raw is not None or document.id not in present):
        row = raw_row(arrival.raw if arrival.raw is not None else document.text.encode())
        raw = row["hash"]
        rows[schema.raw].append(row)
        rows[schema.receipt].append(receipt_row(arrival, row["hash"]))
    for error in arrival.errors:
        kept = raw
        if kept is None and error.raw is not None:
            row = raw_row(error.raw)
            kept = row["hash"]
            rows[schema.raw].append(row)
        rows[schema.quarantine].append(quarantine_row(error, kept, arrival))
    if document is None:
        return
    if raw is not None and document.id not in present and document.id not in batch.words:
        words = batch.words[document.id] = Words.of(document.text)
        batch.lineages[document.id] = lineage_of(document)
        rows[schema.document].append(document_row(document, words, raw, arrival.known))
        rows[schema.anchor].extend(anchor_rows(document.id, words))
        batch.parts[document.id] = Parts()
    _add_reading(batch, arrival, newest)


def _add_reading(batch: _Batch, arrival: Arrival, newest: dict[str, tuple[int, Versions]]) -> None:
    document, versions = arrival.document, arrival.versions
    if document is None or arrival.claims is None or versions is None:
        return
    made = to_micros(arrival.made)
    if document.id in newest:
        last, by = newest[document.id]
        if by == versions:
            return
        made = max(made, last + 1)  # a clock that was set back makes no newer reading an older one
    newest[document.id] = made, versions
    reading = reading_id(document.id, versions, made)
    parts = reading_parts(reading, arrival.statements, arrival.claims)
    batch.rows[schema.reading].append(reading_row(document.id, versions, made, parts))
    for table, found in parts.items():
        batch.rows[table].extend(found)
    batch.parts[document.id] = Parts(reading, arrival.statements, arrival.claims.claims)


def _present(connection: Connection, documents: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in slices(documents):
        found.update(connection.execute(select(schema.document.c.id).where(schema.document.c.id.in_(some))).scalars())
    return found


def _newest_readings(connection: Connection, documents: Iterable[str]) -> dict[str, tuple[int, Versions]]:
    table = schema.reading
    newest: dict[str, tuple[int, Versions]] = {}
    for some in slices(documents):
        query = select(table.c.document, table.c.made, table.c.rules, table.c.codebook)
        for identity, made, rules, book in connection.execute(
            query.where(table.c.document.in_(some)).order_by(table.c.made, table.c.id)
        ):
            newest[identity] = made, Versions(rules=rules, codebook=book)
    return newest


def _lineages(connection: Connection, lineages: Iterable[str]) -> set[str]:
    column = schema.document.c.lineage
    found: set[str] = set()
    for some in slices(lineages):
        found.update(connection.execute(select(column).where(column.in_(some)).distinct()).scalars())
    return found


def _outcomes(
    arrivals: Sequence[Arrival], batch: _Batch, old_lineages: set[str], links: dict[tuple[str, str], float]
) -> list[Outcome | None]:
    """Of two copies in one batch the first is new, as it would have been in a batch of its own."""
    copied: dict[str, set[str]] = {}
    for one, other in links:
        copied.setdefault(one, set()).add(other)
        copied.setdefault(other, set()).add(one)
    yet_to_come = set(batch.words)
    outcomes: list[Outcome | None] = []
    for arrival in arrivals:
        if arrival.document is None:
            outcomes.append(None)
            continue
        identity = arrival.document.id
        if identity not in yet_to_come:
            outcomes.append(Outcome.KNOWN)
            continue
        yet_to_come.remove(identity)
        lineage = batch.lineages[identity]
        if lineage in old_lineages:
            outcomes.append(Outcome.REVISION)
        elif copied.get(identity, set()) - yet_to_come:
            outcomes.append(Outcome.COPY)
        else:
            outcomes.append(Outcome.NEW)
        old_lineages.add(lineage)
    return outcomes
