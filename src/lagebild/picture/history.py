"""The history of one cell: each claim in the order in which it became known, and how it stands to what was known before.

An update, a contradiction, an older step told later, a repetition and a copy look alike in a list; told apart, the
list reads as what happened.
"""

from __future__ import annotations

from collections.abc import Mapping

from lagebild.model import Cell, Claim, Document, Relation, Status, Step
from lagebild.picture.conflicts import clash
from lagebild.picture.fold import known_of, time_of

_FACT = frozenset({Status.ASSERTED, Status.REPORTED})


def history_of(cell: Cell, documents: Mapping[str, Document]) -> tuple[Step, ...]:
    """The steps of a cell in the order in which they became known.

    Args:
        documents: by key, for the times of their reports.
    """
    steps: list[Step] = []
    latest: dict[tuple[str | None, str], Claim] = {}
    for claim in sorted(cell.history, key=lambda c: (known_of(c, documents), c.passage.document, c.passage.span.begin)):
        same = (claim.detail, claim.scope or "country")
        before = latest.get(same)
        relation = Relation.FIRST if before is None else _relation(claim, before, steps, documents)
        steps.append(Step(claim=claim, relation=relation, to=before, time=time_of(claim, documents), known=known_of(claim, documents)))
        if relation in {Relation.FIRST, Relation.UPDATE}:
            latest[same] = claim
    return tuple(steps)


def _relation(claim: Claim, before: Claim, steps: list[Step], documents: Mapping[str, Document]) -> Relation:
    if any(_says_the_same(claim, s.claim) and claim.origin == s.claim.origin for s in steps):
        return Relation.COPY
    if any(_says_the_same(claim, s.claim) for s in steps) and _says_the_same(claim, before):
        return Relation.REPEATS
    if claim.status in {Status.DENIED, Status.DECLINED}:
        return Relation.DENIES if claim.status is Status.DENIED else Relation.DECLINES
    day, last = time_of(claim, documents)[:10], time_of(before, documents)[:10]
    if day and last and day < last:
        return Relation.OLDER
    if day == last and claim.status in _FACT and clash(before, claim) is not None and known_of(claim, documents)[:10] == last:
        return Relation.CONTRADICTS
    return Relation.UPDATE


def _says_the_same(one: Claim, other: Claim) -> bool:
    return (one.value, one.status, one.detail, one.scope or "country") == (other.value, other.status, other.detail, other.scope or "country")
