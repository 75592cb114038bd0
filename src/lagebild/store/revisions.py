"""The revisions of a report, in order, each with the claims of its newest reading."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, select

from lagebild.documents.dates import as_moment
from lagebild.model import Claim, Document
from lagebild.store.codec import from_json, from_micros
from lagebild.store.documents import document_of
from lagebild.store.parameters import slices
from lagebild.store.schema import claim, document, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One text of a report.

    Attributes:
        document: with ``supersedes``; its text is empty where it was deleted.
        known: when the desk had it, ISO 8601 in UTC.
        claims: of its newest reading.
    """

    document: Document
    known: str
    claims: tuple[Claim, ...]


def revisions_of(connection: Connection, key: str | None = None) -> list[tuple[Revision, ...]]:
    """Reports that were changed, each with all its revisions, the oldest first.

    Args:
        key: only reports with this id, also such as were never changed.
    """
    wanted = select(document.c.lineage).group_by(document.c.lineage)
    wanted = wanted.where(document.c.key == key) if key is not None else wanted.having(func.count() > 1)
    lineages: dict[str, list[tuple[Document, int]]] = defaultdict(list)
    for some in slices(sorted(connection.execute(wanted).scalars())):
        for row in connection.execute(select(document).where(document.c.lineage.in_(some))):
            lineages[row.lineage].append((document_of(row), row.known))
    claims = _claims(connection, [d.id for found in lineages.values() for d, _ in found])
    return [_in_order(found, claims) for _, found in sorted(lineages.items())]


def official_pages(connection: Connection, authority: str | None = None, place: str | None = None) -> list[Revision]:
    """All that governments' own pages said, each text with the claims of its newest reading, in the order it was known.

    A day's page has an id of its own, so that this is more than the revisions of one report.

    Args:
        authority, place: codes; only theirs.
    """
    wanted = select(document).where(document.c.authority.is_not(None)).order_by(document.c.known, document.c.id)
    if authority is not None:
        wanted = wanted.where(document.c.authority == authority)
    if place is not None:
        wanted = wanted.where(document.c.place == place)
    found = [(document_of(row), row.known) for row in connection.execute(wanted)]
    claims = _claims(connection, [d.id for d, _ in found])
    return [Revision(document=d, known=_told(known), claims=claims.get(d.id, ())) for d, known in found]


def _told(known: int) -> str:
    return from_micros(known).isoformat().replace("+00:00", "Z")


def _in_order(found: list[tuple[Document, int]], claims: dict[str, tuple[Claim, ...]]) -> tuple[Revision, ...]:
    """By publication where all have a date, else by when the desk had them."""
    dated = all(d.published is not None for d, _ in found)

    def age(item: tuple[Document, int]) -> tuple[object, int, str]:
        own, known = item
        return (as_moment(own.published) if dated and own.published is not None else known, known, own.id)

    ordered = sorted(found, key=age)
    before: str | None = None
    revisions = []
    for own, known in ordered:
        revisions.append(Revision(document=replace(own, supersedes=before), known=_told(known), claims=claims.get(own.id, ())))
        before = own.id
    return tuple(revisions)


def _claims(connection: Connection, documents: list[str]) -> dict[str, tuple[Claim, ...]]:
    newest: dict[str, str] = {}
    bodies: dict[str, list[Claim]] = defaultdict(list)
    for some in slices(documents):
        query = select(reading.c.document, reading.c.id).where(reading.c.document.in_(some)).order_by(reading.c.made, reading.c.id)
        newest.update((identity, own) for identity, own in connection.execute(query))
    for some in slices(newest.values()):
        parts = select(claim.c.reading, claim.c.body).where(claim.c.reading.in_(some)).order_by(claim.c.reading, claim.c.number)
        for own, body in connection.execute(parts):
            bodies[own].append(from_json(Claim, body))
    return {identity: tuple(bodies[own]) for identity, own in newest.items()}
