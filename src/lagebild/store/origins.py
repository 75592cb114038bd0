"""Which documents count as one source: each joins the group of the earlier one that it shares most with.

Groups are never merged, as in ``documents.copies``: a ticker that repeats two agency reports does not make them one.
Only an analyst merges two, or takes one out that was taken for a copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from lagebild.model import Decision, DecisionKind
from lagebild.store.parameters import among
from lagebild.store.schema import copy, document

_FAR_FUTURE = 1 << 62  # microseconds: a report without a date is the last of its group


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """What analysts decided on origins.

    Attributes:
        pairs: ids of documents whose groups are one.
        alone: ids of documents that are no copies of earlier ones.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    alone: frozenset[str] = frozenset()


NOTHING = ByHand()


def by_hand(decisions: Sequence[Decision], newest: Mapping[str, str]) -> ByHand:
    """What standing decisions say of the newest revisions; a split takes back the merges before it, as a later word.

    Args:
        decisions: the oldest first.
        newest: id of the newest revision by lineage; a report that is not there yet takes no part.
    """
    pairs: list[tuple[str, str]] = []
    alone: set[str] = set()
    for decision in decisions:
        own = newest.get(decision.lineage or "")
        other = newest.get(decision.other_lineage or "")
        if decision.kind is DecisionKind.SPLIT and own is not None:
            pairs = [pair for pair in pairs if own not in pair]
            alone.add(own)
        elif decision.kind is DecisionKind.MERGE and own is not None and other is not None:
            pairs.append((own, other))
    return ByHand(pairs=tuple(pairs), alone=frozenset(alone))


def origins_of(
    connection: Connection, documents: Iterable[str], limit: int | None = None, decided: ByHand = NOTHING
) -> dict[str, str]:
    """The earliest document of each document's group, by id.

    Args:
        limit: microseconds since 1970; only documents known by then take part.
    """
    asked = set(documents)
    merged = {identity for pair in decided.pairs for identity in pair}
    wanted = asked | merged
    links, ages = _linked(connection, wanted, limit)
    origins = {identity: identity for identity in wanted}
    for identity in sorted(ages, key=ages.__getitem__):
        earlier = [(-share, ages[other], other) for other, share in links[identity] if other in ages and ages[other] < ages[identity]]
        origins[identity] = origins[min(earlier)[2]] if earlier and identity not in decided.alone else identity
    if merged:
        ages.update(_ages(connection, {origins[identity] for identity in merged}, limit))
    for one, other in decided.pairs:
        first, last = sorted((origins[one], origins[other]), key=lambda o: ages.get(o, (_FAR_FUTURE, o)))
        origins = {identity: first if origin == last else origin for identity, origin in origins.items()}
    return {identity: origins[identity] for identity in asked}


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
            for identity, other, share in connection.execute(select(here, there, copy.c.share).where(among(here, frontier))):
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
    query = select(document.c.id, document.c.moment).where(among(document.c.id, documents))
    if limit is not None:
        query = query.where(document.c.known <= limit)
    for identity, moment in connection.execute(query):
        found[identity] = (_FAR_FUTURE if moment is None else moment, identity)
    return found
