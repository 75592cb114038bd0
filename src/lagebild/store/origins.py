"""Which documents count as one source: each joins the group of the earlier one that it shares most with.

Groups are never merged, as in ``documents.copies``: a ticker that repeats two agency reports does not make them one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from lagebild.store.parameters import slices
from lagebild.store.schema import copy, document

_FAR_FUTURE = 1 << 62  # microseconds: a report without a date is the last of its group


def origins_of(connection: Connection, documents: Iterable[str], limit: int | None = None) -> dict[str, str]:
    """The earliest document of each document's group, by id.

    Args:
        limit: microseconds since 1970; only documents known by then take part.
    """
    wanted = set(documents)
    links, ages = _linked(connection, wanted, limit)
    origins = {identity: identity for identity in wanted}
    for identity in sorted(ages, key=ages.__getitem__):
        earlier = [(-share, ages[other], other) for other, share in links[identity] if other in ages and ages[other] < ages[identity]]
        origins[identity] = origins[min(earlier)[2]] if earlier else identity
    return {identity: origins[identity] for identity in wanted}


def _linked(
    connection: Connection, documents: set[str], limit: int | None
) -> tuple[dict[str, list[tuple[str, float]]], dict[str, tuple[int, str]]]:
    """Links of the documents and of all that are linked to them, and the ages of those that have any."""
    links: dict[str, list[tuple[str, float]]] = defaultdict(list)
    ages: dict[str, tuple[int, str]] = {}
    seen = set(documents)
    frontier = documents
    while frontier:
        reached: set[str] = set()
        for here, there in ((copy.c.document, copy.c.other), (copy.c.other, copy.c.document)):
            for some in slices(frontier):
                for identity, other, share in connection.execute(select(here, there, copy.c.share).where(here.in_(some))):
                    links[identity].append((other, share))
                    reached.add(other)
        linked = {identity for identity in frontier if identity in links}
        ages.update(_ages(connection, linked, limit))
        # What was not known then leads nowhere.
        reached = set(_ages(connection, reached - seen, limit))
        seen |= reached
        frontier = reached
    return links, ages


def _ages(connection: Connection, documents: Iterable[str], limit: int | None) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for some in slices(documents):
        query = select(document.c.id, document.c.moment).where(document.c.id.in_(some))
        if limit is not None:
            query = query.where(document.c.known <= limit)
        for identity, moment in connection.execute(query):
            found[identity] = (_FAR_FUTURE if moment is None else moment, identity)
    return found
