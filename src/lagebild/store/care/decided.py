"""Decisions beside what they are about: is it in the store, and do the words still stand where they were decided on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from lagebild.model import Decision, DecisionKind
from lagebild.store import schema
from lagebild.store.care.finding import Finding
from lagebild.store.decisions import KINDS, decision_of
from lagebild.store.parameters import slices

_TOGETHER = 100  # texts may be megabytes each


def check_decisions(connection: Connection) -> Iterator[Finding]:
    """What is wrong between decisions and the rest of a store."""
    table = schema.decision
    ids = list(connection.execute(select(table.c.id).where(table.c.kind.in_(KINDS)).order_by(table.c.id)).scalars())
    for some in slices(ids, _TOGETHER):
        found = [decision_of(row) for row in connection.execute(select(table).where(table.c.id.in_(some)).order_by(table.c.id))]
        yield from _check(connection, found)


def _check(connection: Connection, decisions: Sequence[Decision]) -> Iterator[Finding]:
    table = schema.document
    wanted = {identity for d in decisions for identity in (d.document, d.other) if identity is not None}
    documents = {row.id: row for row in connection.execute(select(table).where(table.c.id.in_(wanted)))}
    targets = {d.target for d in decisions}
    known = set(connection.execute(select(schema.decision.c.id).where(schema.decision.c.id.in_(targets))).scalars())
    for decision in decisions:
        where = f"decision {decision.id}"
        if decision.kind is DecisionKind.UNDO:
            if decision.target not in known:
                yield Finding(where=where, what="it undoes what is not there")
            continue
        missing = [d for d in (decision.document, decision.other) if d is not None and d not in documents]
        if missing or decision.document is None:
            yield Finding(where=where, what="it is about a document that is not there")
            continue
        source = documents[decision.document]
        if source.lineage != decision.lineage:
            yield Finding(where=where, what="it names another report than its document's")
        if decision.about is None:
            continue
        passage = decision.about.passage
        if source.text is None:
            if passage.exact:
                yield Finding(where=where, what="it holds words of a deleted text")
        elif source.text[passage.span.begin : passage.span.end] != passage.exact:
            yield Finding(where=where, what="its passage does not stand in the text")

