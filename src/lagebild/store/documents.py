"""Rows of documents become nouns, and of many readings and revisions the newest are chosen, as of any hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from sqlalchemy import Connection, Row, select

from lagebild.model import Document
from lagebild.store.codec import day_or_moment, from_micros
from lagebild.store.parameters import among
from lagebild.store.schema import document, reading


def document_of(row: Row[Any], *, key: str | None = None, origin: str | None = None, supersedes: str | None = None) -> Document:
    """The noun of a row of ``document`` with all its columns; a deleted text is an empty one.

    Args:
        key: by which it is shown, where that is not its own.
    """
    return Document(
        key=row.key if key is None else key,
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
        origin=origin,
        supersedes=supersedes,
    )


def newest_readings(connection: Connection, readings: Iterable[str], limit: int | None) -> dict[str, str]:
    """Those of the readings that are the newest of their documents, with the document's id.

    Args:
        limit: microseconds since 1970; only what was known by then takes part.
    """
    wanted = set(readings)
    return newest_of_documents(reading_rows(connection, wanted), wanted, limit)


def reading_rows(connection: Connection, readings: Iterable[str]) -> Sequence[Any]:
    """Id, document and making of all readings of the documents that these are of, the oldest first."""
    known = select(reading.c.document).where(among(reading.c.id, readings))
    query = select(reading.c.id, reading.c.document, reading.c.made).where(reading.c.document.in_(known))
    return connection.execute(query.order_by(reading.c.made, reading.c.id)).all()


def newest_of_documents(rows: Iterable[Any], wanted: AbstractSet[str], limit: int | None) -> dict[str, str]:
    """The same from rows of ``reading_rows``.

    The first reading counts as known with its document: an archive that is read in later was known earlier.
    """
    first: dict[str, str] = {}
    newest: dict[str, str] = {}
    for reading_id, identity, made in rows:
        first.setdefault(identity, reading_id)
        if limit is None or made <= limit or first[identity] == reading_id:
            newest[identity] = reading_id
    return {reading_id: identity for identity, reading_id in newest.items() if reading_id in wanted}


def newest_revisions(connection: Connection, documents: Iterable[str], limit: int | None) -> dict[str, str | None]:
    """Those of the documents that are the newest of their lineage, each with the id of the one before it."""
    wanted = set(documents)
    columns = (document.c.id, document.c.lineage, document.c.moment, document.c.known)
    own = select(document.c.lineage).where(among(document.c.id, wanted))
    rows = connection.execute(select(*columns).where(document.c.lineage.in_(own))).all()
    return newest_of_lineages(rows, wanted, limit)


def newest_of_lineages(rows: Iterable[Any], wanted: AbstractSet[str], limit: int | None) -> dict[str, str | None]:
    """The same from rows that have id, lineage, moment and known, of whole lineages."""
    lineages: dict[str, dict[str, tuple[int | None, int]]] = defaultdict(dict)
    for row in rows:
        if limit is None or row.known <= limit:
            lineages[row.lineage][row.id] = row.moment, row.known
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
