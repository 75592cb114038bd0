"""What was made from the rest, anchors of copies and entries of the search: is it what the rest gives, and made anew.

Terms of the search are made again for a check only where the rules are those that made them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from lagebild.model import Claim, Statement
from lagebild.store import schema
from lagebild.store.care.finding import Finding, Tell, tell_nobody
from lagebild.store.codec import from_json
from lagebild.store.copying import anchor_rows, anchors_of, copy_rows, find_copies
from lagebild.store.entries import HASH_BITS, Parts, differing_terms, drop_entries, first_id, write_entries
from lagebild.store.parameters import slices
from lagebild.store.record import write_rows
from lagebild.store.rows import Words
from lagebild.store.touched import touch_anew
from lagebild.store.versions import rules_version

Readings = Mapping[str, Sequence[Row[Any]]]

_TOGETHER = 50  # documents


def check_derived(connection: Connection, documents: Sequence[Row[Any]], readings: Readings) -> Iterator[Finding]:
    """Whether anchors and entries of some documents are those of their texts and newest readings.

    Args:
        readings: by document, oldest first.
    """
    ids = [row.id for row in documents]
    anchors: dict[str, set[int]] = defaultdict(set)
    columns = schema.anchor.c
    for value, identity in connection.execute(select(columns.hash, columns.document).where(columns.document.in_(ids))):
        anchors[identity].add(value)
    entries: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(select(schema.entry).where(schema.entry.c.document.in_(ids))):
        entries[row.document].append(row)
    yield from _check_terms(connection, documents, readings)
    for source in documents:
        due = set() if source.text is None else set(anchors_of(Words.of(source.text)))
        if anchors[source.id] != due:
            yield Finding(where=f"document {source.id}", what="its anchors are not those of its text")
        newest = readings[source.id][-1] if readings.get(source.id) else None
        found = sorted((row.kind, row.reading or "", row.number or 0) for row in entries[source.id])
        lowest = first_id(source.moment if source.moment is not None else source.known)
        misplaced = any(not lowest <= row.id < lowest + (2 << HASH_BITS) for row in entries[source.id])
        if misplaced or found != sorted(_due_entries(source, newest)):
            yield Finding(where=f"document {source.id}", what="its entries of the search are not those of its newest reading")


def _due_entries(source: Row[Any], newest: Row[Any] | None) -> Iterator[tuple[str, str, int]]:
    if source.text is None:
        return
    yield "document", "", 0
    if newest is not None:
        yield from (("statement", newest.id, number) for number in range(newest.statements))
        yield from (("claim", newest.id, number) for number in range(newest.claims))


def _check_terms(connection: Connection, documents: Sequence[Row[Any]], readings: Readings) -> Iterator[Finding]:
    """Whether the terms are those that the current rules make, where the newest reading was made by these."""
    parts = {
        source.id: newest_parts(connection, source.id)
        for source in documents
        if source.text is not None and readings.get(source.id) and readings[source.id][-1].rules == rules_version()
    }
    for identity, differing in differing_terms(connection, parts):
        yield Finding(where=f"document {identity}", what=f"its terms of the search are not those of its {differing}")


def make_derived(
    connection: Connection, documents: Iterable[str], tell: Tell = tell_nobody, *, copies: bool = True
) -> None:
    """Anchors, copies and entries of documents that are in the store with their readings.

    Args:
        documents: their ids; those of deleted texts get none.
        copies: look for copies, too; else their rows are there already.
    """
    done = 0
    for some in slices(documents, _TOGETHER):
        query = select(schema.document.c.id, schema.document.c.text)
        texts = connection.execute(query.where(schema.document.c.id.in_(some), schema.document.c.text.is_not(None))).all()
        words = {identity: Words.of(found) for identity, found in texts}
        rows = [row for identity, own in words.items() for row in anchor_rows(identity, own)]
        write_rows(connection, schema.anchor, rows)
        write_entries(connection, {identity: newest_parts(connection, identity) for identity in words})
        if copies:
            write_rows(connection, schema.copy, copy_rows(find_copies(connection, words)))
        done += len(some)
        tell("search", done)
    touch_anew(connection)


def drop_derived(connection: Connection, documents: Sequence[str]) -> None:
    """Take away anchors and entries of documents."""
    for some in slices(documents):
        connection.execute(schema.anchor.delete().where(schema.anchor.c.document.in_(some)))
    drop_entries(connection, documents)


def newest_parts(connection: Connection, document: str) -> Parts:
    table = schema.reading
    query = select(table.c.id).where(table.c.document == document).order_by(table.c.made.desc(), table.c.id.desc())
    newest = connection.execute(query.limit(1)).scalar()
    if newest is None:
        return Parts()

    def nouns(part: Any, kind: type[Any]) -> list[Any]:
        bodies = select(part.c.body).where(part.c.reading == newest).order_by(part.c.number)
        return [from_json(kind, body) for body in connection.execute(bodies).scalars()]

    return Parts(newest, nouns(schema.statement, Statement), nouns(schema.claim, Claim))
