"""Analysts' decisions are written down, listed, and told apart into those that stand and those that were undone.

A row is never changed but for words that a desk deletes. An undo is a decision of its own, and can itself be undone.
What stands is worked out anew for each hour that is asked for, as origins are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from lagebild.errors import UsageError
from lagebild.model import Claim, Correction, Decided, Decision, DecisionKind, Passage
from lagebild.store.codec import from_json, from_micros, sealed, to_micros
from lagebild.store.parameters import slices
from lagebild.store.record import write_rows
from lagebild.store.schema import decision as table
from lagebild.store.targets import complete
from lagebild.store.touched import EVERYWHERE, News, touch

KINDS = tuple(str(kind) for kind in DecisionKind)
"""Rows of other kinds are witnesses of the store's own, such as of texts that were deleted."""

_OF_ORIGINS = (DecisionKind.MERGE, DecisionKind.SPLIT)
_MOST = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A decision as the store lists it.

    Attributes:
        undone_by: id of the undo that stands against it, or None.
    """

    decision: Decision
    undone_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """What of a decision has no column of its own."""

    correction: Correction | None = None
    passage: Passage | None = None
    other: str | None = None
    document: str | None = None
    lineage: str | None = None
    other_lineage: str | None = None
    about: Claim | None = None
    words: str | None = None


_FIELDS = ("correction", "passage", "other", "document", "lineage", "other_lineage", "about", "words")


def decide(connection: Connection, decision: Decision) -> Decision:
    """Write a decision down, in a transaction of ``Store.write``; the same one twice is one.

    Args:
        decision: as a person gives it, see ``Decision``.

    Returns:
        The decision as it is kept: with what it is about, its id, and a time after that of every earlier decision on
        the same, so that of two at one moment the one that was written down later is the later.

    Raises:
        UsageError: nobody signed it, no reason is given, its target is not there, or what it sets is no value.
    """
    whole = complete(connection, decision, answered=answered_claim)
    if connection.execute(select(table.c.id).where(table.c.id == whole.id)).first() is not None:
        return whole
    if whole.kind is DecisionKind.UNDO:
        _refuse_twice_undone(connection, whole)
    same = {whole.target, whole.about.id if whole.about else whole.target}
    latest = select(func.max(table.c.made)).where(or_(table.c.target.in_(same), table.c.id == whole.target))
    last = connection.execute(latest).scalar()
    if last is not None and last >= to_micros(whole.made):
        whole = replace(whole, made=from_micros(last + 1), id="")
    write_rows(connection, table, [row_of(whole)])
    # It may show anywhere: a place that two reports speak of, an origin, a place that a claim is moved to.
    touch(connection, {EVERYWHERE: News(early=True), **dict.fromkeys(places_of(whole), News(early=True))})
    return whole


def _refuse_twice_undone(connection: Connection, undo: Decision) -> None:
    by = undone_by(_undos(connection, None)).get(undo.target)
    if by is not None:
        raise UsageError(f"decision {undo.target} is undone already, by {by}; undo that one to make it stand again")


def decisions(
    connection: Connection,
    *,
    target: str | None = None,
    author: str | None = None,
    since: datetime | None = None,
    known_at: datetime | None = None,
    limit: int = 50,
    before: str | None = None,
) -> list[Recorded]:
    """Decisions, the newest first.

    Args:
        target: id of what they are about: a claim, a document, what was left open, a decision.
        since, known_at: aware moments; made from then on, and until then, both inclusive.
        limit: at most so many, 1,000 or less.
        before: of an earlier answer the id of the last decision, to go on from.
    """
    wanted: list[ColumnElement[bool]] = [table.c.kind.in_(KINDS)]
    if target is not None:
        wanted.append(table.c.target == target)
    if author is not None:
        wanted.append(table.c.author == author)
    if since is not None:
        wanted.append(table.c.made >= to_micros(since))
    if known_at is not None:
        wanted.append(table.c.made <= to_micros(known_at))
    if before is not None:
        last = connection.execute(select(table.c.made).where(table.c.id == before)).scalar()
        if last is None:
            return []
        wanted.append(or_(table.c.made < last, and_(table.c.made == last, table.c.id < before)))
    query = select(table).where(*wanted).order_by(table.c.made.desc(), table.c.id.desc()).limit(min(limit, _MOST))
    rows = connection.execute(query).all()
    undone = undone_by(_undos(connection, known_at)) if rows else {}
    return [Recorded(decision=decision_of(row), undone_by=undone.get(row.id)) for row in rows]


def find_decision(connection: Connection, identity: str) -> Recorded | None:
    """The decision of that id, or None."""
    row = connection.execute(select(table).where(table.c.id == identity, table.c.kind.in_(KINDS))).one_or_none()
    if row is None:
        return None
    return Recorded(decision=decision_of(row), undone_by=undone_by(_undos(connection, None)).get(identity))


def standing_decisions(
    connection: Connection, place: str | None = None, *, known_at: datetime | None = None
) -> tuple[Decision, ...]:
    """Decisions that had been made and not undone, the oldest first.

    Args:
        place: only such as bear on the picture of this place: on claims there, on claims that were moved to or from
            it, and on origins.
        known_at: aware moment; None for now.
    """
    if place is None:
        return _standing(connection, None, known_at)
    places, found = {place}, _standing(connection, {place}, known_at)
    # What moves a claim may have been decided on before, where it was.
    while (reached := {p for d in found for p in places_of(d)} | places) != places:
        places = reached
        found = _standing(connection, places, known_at)
    return found


def decided_places(connection: Connection, known_at: datetime | None = None) -> set[str]:
    """Codes of the places for which standing decisions state something, whether anything was read there or not."""
    stating = (DecisionKind.CORRECT, DecisionKind.RESOLVE, DecisionKind.ANSWER)
    return {place for decision in _standing(connection, None, known_at, stating) for place in places_of(decision)}


def places_of(decision: Decision) -> set[str]:
    """Codes of the places that a decision speaks of."""
    stated = decision.about.place if decision.about else None
    moved = decision.correction.place if decision.correction else None
    return {place for place in (stated, moved) if place is not None}


def decided_beside(connection: Connection, claims: Iterable[str], known_at: datetime | None = None) -> dict[str, tuple[Decided, ...]]:
    """Standing decisions on claims as they were read, by the claim's id; those without any are left out."""
    found: dict[str, list[Decided]] = defaultdict(list)
    rows: list[Row[Any]] = []
    for some in slices(set(claims)):
        query = select(table).where(table.c.target.in_(some), table.c.kind.in_(KINDS))
        rows += connection.execute(query.order_by(table.c.made, table.c.id)).all()
    undone = undone_by(_undos(connection, known_at)) if rows else {}
    for row in rows:
        if row.id not in undone and (known_at is None or row.made <= to_micros(known_at)):
            found[row.target].append(decision_of(row).beside())
    return {target: tuple(decided) for target, decided in found.items()}


def answered_claim(connection: Connection, identity: str) -> Decision | None:
    """The newest standing answer that states the claim of that id."""
    known = [d for d in standing_answers(connection) if d.about and d.about.id == identity]
    return known[-1] if known else None


def standing_answers(connection: Connection, known_at: datetime | None = None) -> tuple[Decision, ...]:
    """Answers that had been given and not undone, the oldest first."""
    return _standing(connection, None, known_at, (DecisionKind.ANSWER,))


def undone_by(undos: Mapping[str, list[str]]) -> dict[str, str]:
    """Decisions that do not stand, each with the undo that stands against it.

    Args:
        undos: ids of the undos by the id of the decision that they are about.
    """
    known: dict[str, str | None] = {}

    def against(identity: str) -> str | None:
        # An undo is always later than what it is about, so this ends; chains of undos are short.
        if identity not in known:
            known[identity] = next((undo for undo in undos.get(identity, ()) if against(undo) is None), None)
        return known[identity]

    return {identity: undo for identity in list(undos) if (undo := against(identity)) is not None}


def _undos(connection: Connection, known_at: datetime | None) -> dict[str, list[str]]:
    query = select(table.c.id, table.c.target).where(table.c.kind == str(DecisionKind.UNDO)).order_by(table.c.made, table.c.id)
    if known_at is not None:
        query = query.where(table.c.made <= to_micros(known_at))
    return _by_target(connection.execute(query).all())


def _by_target(rows: Iterable[Any]) -> dict[str, list[str]]:
    undos: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        undos[row.target].append(row.id)
    return undos


def _standing(
    connection: Connection, places: set[str] | None, known_at: datetime | None, kinds: Iterable[str] = KINDS
) -> tuple[Decision, ...]:
    wanted: list[ColumnElement[bool]] = [table.c.kind.in_({*kinds, str(DecisionKind.UNDO)})]
    if places is not None:
        # A body names its places as JSON; that some of another place come too ("_" is a wildcard) does no harm.
        named = (table.c.body.like(f'%"place":"{place}"%') for place in sorted(places))
        wanted.append(or_(table.c.kind.in_((*map(str, _OF_ORIGINS), str(DecisionKind.UNDO))), *named))
    if known_at is not None:
        wanted.append(table.c.made <= to_micros(known_at))
    rows = connection.execute(select(table).where(*wanted).order_by(table.c.made, table.c.id)).all()
    if not rows:
        return ()
    undone = undone_by(_by_target(row for row in rows if row.kind == DecisionKind.UNDO))
    found = (decision_of(row) for row in rows if row.kind in kinds and row.kind != DecisionKind.UNDO and row.id not in undone)
    return tuple(d for d in found if places is None or d.kind in _OF_ORIGINS or places_of(d) & places)


def row_of(decision: Decision) -> dict[str, Any]:
    """The row of a decision, with its seal."""
    return sealed(
        table,
        {
            "id": decision.id,
            "made": to_micros(decision.made),
            "author": decision.author,
            "kind": str(decision.kind),
            "target": decision.target,
            "body": body_of(decision),
            "reason": decision.reason,
        },
    )


def body_of(decision: Decision) -> str:
    """What of a decision has no column, as one line of JSON without what is not there."""
    kept = {name: _bare(msgspec.to_builtins(getattr(decision, name))) for name in _FIELDS}
    return msgspec.json.encode({name: value for name, value in kept.items() if value is not None}).decode()


def _bare(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: _bare(inner) for name, inner in value.items() if inner is not None and inner != []}


def decision_of(row: Any) -> Decision:
    """The noun of a row with all its columns.

    Raises:
        ValueError: it holds none.
    """
    return _decoded(row.id, row.made, row.author, row.kind, row.target, row.body, row.reason)


@lru_cache(maxsize=10_000)  # rows never change but for deleted words, which change the body; pictures read them again and again
def _decoded(identity: str, made: int, author: str, kind: str, target: str, body: str, reason: str) -> Decision:
    found = from_json(_Body, body)
    return Decision(
        id=identity,
        made=from_micros(made),
        author=author,
        kind=DecisionKind(kind),
        target=target,
        reason=reason,
        **{name: getattr(found, name) for name in _FIELDS},
    )
