"""Entries of documents made anew from what the store holds of them, as after an import."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from lagebild.model import Claim, Statement
from lagebild.store.codec import from_json
from lagebild.store.entries import Parts, write_entries
from lagebild.store.parameters import slices
from lagebild.store.schema import claim, reading, statement


def index_again(connection: Connection, documents: Iterable[str]) -> None:
    """Make documents and their newest readings searchable, whatever was so before."""
    for some in slices(documents, 500):
        newest: dict[str, str] = {}
        query = select(reading.c.document, reading.c.id).where(reading.c.document.in_(some)).order_by(reading.c.made, reading.c.id)
        newest.update((identity, own) for identity, own in connection.execute(query))
        statements: dict[str, list[Statement]] = {own: [] for own in newest.values()}
        claims: dict[str, list[Claim]] = {own: [] for own in newest.values()}
        for table, kind, found in ((statement, Statement, statements), (claim, Claim, claims)):
            parts = select(table.c.reading, table.c.body).where(table.c.reading.in_(newest.values())).order_by(table.c.reading, table.c.number)
            for own, body in connection.execute(parts):
                found[own].append(from_json(kind, body))  # type: ignore[arg-type]
        fresh = {
            identity: Parts(newest[identity], statements[newest[identity]], claims[newest[identity]]) if identity in newest else Parts()
            for identity in some
        }
        write_entries(connection, fresh)
