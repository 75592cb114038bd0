"""What a store holds comes back as nouns: the documents, claims, acts and open questions that stand for one place.

Of a report only the newest revision stands, of a document only the newest reading; asked for an earlier hour, those
that were there then. Origins are drawn anew each time, because a copy may have become known later than its copies.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, func, null, select

from lagebild.model import Claim, Document, Event, OpenQuestion, Passage
from lagebild.store.codec import day_or_moment, from_json, from_micros, to_micros
from lagebild.store.origins import origins_of
from lagebild.store.parameters import slices
from lagebild.store.schema import act, claim, document, question, reading
from lagebild.store.versions import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands for one place.

    Attributes:
        documents: with ``origin`` and ``supersedes``; those that something here was read from, and authorities' own pages.
    """

    place: str
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    acts: tuple[Event, ...]
    questions: tuple[OpenQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document that a store holds.

    Attributes:
        versions: what its newest reading was made by; None where it was never read.
        claims: number of claims of that reading.
    """

    versions: Versions | None
    claims: int


def has(connection: Connection, document_id: str) -> bool:
    """Whether that revision is in the store."""
    return document_id in known_documents(connection, [document_id])


def known_documents(connection: Connection, ids: Iterable[str]) -> dict[str, Held]:
    """Those of the documents that are in the store, with their newest readings."""
    found: dict[str, Held] = {}
    columns = (document.c.id, reading.c.rules, reading.c.codebook, reading.c.claims)
    for some in slices(ids):
        query = select(*columns).select_from(document.outerjoin(reading)).where(document.c.id.in_(some))
        for identity, rules, codebook, claims in connection.execute(query.order_by(reading.c.made, reading.c.id)):
            versions = None if rules is None else Versions(rules=rules, codebook=codebook)
            found[identity] = Held(versions=versions, claims=claims or 0)
    return found


def load_document(connection: Connection, document_id: str) -> Document | None:
    """A document as it was read; None where it is not in the store, or its text was deleted."""
    row = connection.execute(select(document).where(document.c.id == document_id)).one_or_none()
    return None if row is None or row.text is None else document_of(row)


def outdated(connection: Connection, versions: Versions) -> list[str]:
    """Ids of the documents with a text whose newest reading was not made by these versions, oldest first."""
    query = select(document.c.id, reading.c.rules, reading.c.codebook).select_from(document.outerjoin(reading))
    newest: dict[str, tuple[str, str]] = {}
    order = (document.c.known, document.c.id, reading.c.made, reading.c.id)
    for identity, rules, codebook in connection.execute(query.where(document.c.text.is_not(None)).order_by(*order)):
        newest[identity] = rules, codebook
    return [identity for identity, by in newest.items() if by != (versions.rules, versions.codebook)]


def document_of(row: Row[Any]) -> Document:
    """The noun of a row of ``document`` with all its columns; a deleted text is an empty one."""
    return Document(
        key=row.key,
        text=row.text or "",
        source=row.source,
        id=row.id,
        title=row.title,
        outlet=row.outlet,
        url=row.url,
        language=row.language,
        published=day_or_moment(row.published),
        retrieved=from_micros(row.retrieved) if row.retrieved is not None else None,
        authority=row.authority,
        place=row.place,
    )


def places(connection: Connection, known_at: datetime | None = None) -> list[str]:
    """Codes of the places of all claims, acts and questions that were known; sorted.

    Args:
        known_at: aware moment; None for everything.
    """
    found: set[str] = set()
    for table in (claim, act, question):
        query = select(table.c.place).where(table.c.place.is_not(None)).distinct()
        if known_at is not None:
            query = query.select_from(table.join(reading).join(document)).where(document.c.known <= to_micros(known_at))
        found.update(connection.execute(query).scalars())
    return sorted(found)


def standing(connection: Connection, place: str, *, known_at: datetime | None = None, texts: bool = True) -> Standing:
    """What stands for a place.

    Args:
        place: its code.
        known_at: aware moment: what was known then, as it was read then; None for everything.
        texts: whether the documents come with their texts; a picture alone needs none, and most of the time is theirs.
    """
    limit = None if known_at is None else to_micros(known_at)
    bodies = {table: _bodies(connection, table, place) for table in (claim, act, question)}
    chosen = _newest_readings(connection, {r for found in bodies.values() for r, _ in found}, limit)
    # An authority's page on the place is part of its picture even where it says nothing: what it said is past then.
    pages = _pages(connection, place, limit)
    revisions = _revisions(connection, {*chosen.values(), *pages}, limit)
    chosen = {reading_id: identity for reading_id, identity in chosen.items() if identity in revisions}
    stay = {*chosen.values(), *(pages & revisions.keys())}
    origins = origins_of(connection, stay, limit)
    shared = _shared_keys(connection, stay, limit)
    documents: dict[str, Document] = {}
    for some in slices(stay):
        columns = [c for c in document.columns if texts or c.name != "text"]
        query = select(*columns, *(() if texts else (null().label("text"),)))
        for row in connection.execute(query.where(document.c.id.in_(some))).all():
            key = f"{row.key}~{row.lineage[:6]}" if row.key in shared else row.key
            found = replace(document_of(row), key=key, origin=origins[row.id], supersedes=revisions[row.id])
            documents[row.id] = found

    def decoded(table: Table, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(
            _as_of_now(from_json(kind, body), documents[chosen[reading_id]])
            for reading_id, body in bodies[table]
            if reading_id in chosen
        )

    return Standing(
        place=place,
        documents=tuple(sorted(documents.values(), key=lambda d: d.id)),
        claims=decoded(claim, Claim),
        acts=decoded(act, Event),
        questions=decoded(question, OpenQuestion),
    )


def _as_of_now(noun: Any, source: Document) -> Any:
    """A noun with the origin that its document has now, under the key that it is shown by."""
    if isinstance(noun, Claim) and noun.origin == source.id != source.origin:
        noun = replace(noun, origin=source.origin)
    if noun.passage.document != source.key:
        passage = Passage(document=source.key, span=noun.passage.span, exact=noun.passage.exact)
        noun = replace(noun, passage=passage)
    return noun


def _bodies(connection: Connection, table: Table, place: str) -> list[tuple[str, str]]:
    query = select(table.c.reading, table.c.body).where(table.c.place == place)
    # Not row by row: a place may have thousands.
    return [(row[0], row[1]) for row in connection.execute(query.order_by(table.c.reading, table.c.number)).all()]


def _pages(connection: Connection, place: str, limit: int | None) -> set[str]:
    """Ids of the authorities' pages on a place."""
    query = select(document.c.id).where(document.c.place == place, document.c.authority.is_not(None))
    return set(connection.execute(query if limit is None else query.where(document.c.known <= limit)).scalars())


def _newest_readings(connection: Connection, readings: Iterable[str], limit: int | None) -> dict[str, str]:
    """Those of the readings that are the newest of their documents, with the document's id.

    The first reading counts as known with its document: an archive that is read in later was known earlier.
    """
    first: dict[str, str] = {}
    newest: dict[str, str] = {}
    wanted = set(readings)
    for some in slices(wanted):
        known = select(reading.c.document).where(reading.c.id.in_(some))
        query = select(reading.c.id, reading.c.document, reading.c.made).where(reading.c.document.in_(known))
        for reading_id, identity, made in connection.execute(query.order_by(reading.c.made, reading.c.id)).all():
            first.setdefault(identity, reading_id)
            if limit is None or made <= limit or first[identity] == reading_id:
                newest[identity] = reading_id
    return {reading_id: identity for identity, reading_id in newest.items() if reading_id in wanted}


def _revisions(connection: Connection, documents: Iterable[str], limit: int | None) -> dict[str, str | None]:
    """Those of the documents that are the newest of their lineage, each with the id of the one before it."""
    wanted = set(documents)
    lineages: dict[str, dict[str, tuple[int | None, int]]] = {}
    columns = (document.c.id, document.c.lineage, document.c.moment, document.c.known)
    for some in slices(wanted):
        own = select(document.c.lineage).where(document.c.id.in_(some))
        query = select(*columns).where(document.c.lineage.in_(own))
        if limit is not None:
            query = query.where(document.c.known <= limit)
        for identity, lineage, moment, known in connection.execute(query).all():
            lineages.setdefault(lineage, {})[identity] = moment, known
    found: dict[str, str | None] = {}
    for revisions in lineages.values():
        *earlier, newest = in_order(revisions)
        if newest in wanted:
            found[newest] = earlier[-1] if earlier else None
    return found


def in_order(revisions: Mapping[str, tuple[int | None, int]]) -> list[str]:
    """Revisions of one report from the first to the newest.

    Args:
        revisions: moment of publication, if there is one, and moment it was known, by document id.
    """
    dated = all(moment is not None for moment, _ in revisions.values())

    def age(identity: str) -> tuple[int, int, str]:
        moment, known = revisions[identity]
        return (moment if dated and moment is not None else known, known, identity)

    return sorted(revisions, key=age)


def _shared_keys(connection: Connection, documents: Iterable[str], limit: int | None) -> set[str]:
    """Keys of the documents that stand for more than one report in the whole store."""
    found: set[str] = set()
    for some in slices(documents):
        own = select(document.c.key).where(document.c.id.in_(some))
        query = select(document.c.key).where(document.c.key.in_(own)).group_by(document.c.key)
        if limit is not None:
            query = query.where(document.c.known <= limit)
        found.update(connection.execute(query.having(func.count(document.c.lineage.distinct()) > 1)).scalars())
    return found
