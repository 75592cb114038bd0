"""Two pictures of one place, an earlier and a later one, become the changes between them, each with what brought it about.

A newer step, a correction of what was reported, a denial and a mere repetition are four different things:
"Berlin ordnet die Ausreise an" after "erlaubt die Ausreise" is an update, the same words taken back by the paper that
printed them a correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lagebild.codebook import load_ladders
from lagebild.model import Cell, Change, ChangeKind, Claim, ConflictKind, DecisionKind, Document, Picture, Status
from lagebild.picture.fold import known_of, time_of

_FACT = frozenset({Status.ASSERTED, Status.REPORTED})
# What a desk has to look at; the rest tells where else the same is said, and what had been before.
MOVING = frozenset(ChangeKind) - {ChangeKind.REPEATED, ChangeKind.OLDER}

_Words = tuple[object, ...]


def changes_between(
    before: Picture | None, after: Picture | None, documents: Mapping[str, Document], *, all_of_them: bool = False
) -> list[Change]:
    """What became of each cell, in order of the time at which it became known.

    Args:
        before, after: of the same place; None where nothing was known about it.
        documents: by key, those of both.
        all_of_them: repetitions and older steps told later, too.
    """
    old = {(c.actor, c.dimension): c for c in before.cells} if before is not None else {}
    new = {(c.actor, c.dimension): c for c in after.cells} if after is not None else {}
    found = [_change(old.get(key), new.get(key), documents) for key in dict.fromkeys([*new, *old])]
    known = [_by_hand(c, before, after) for c in found if c is not None]
    changes = [c for c in known if all_of_them or c.kind in MOVING]
    return sorted(changes, key=lambda c: _order(c, documents))


def _change(before: Cell | None, after: Cell | None, documents: Mapping[str, Document]) -> Change | None:
    if after is None:
        return None if before is None else Change(kind=ChangeKind.WITHDRAWN, before=before, after=None, because=())
    if before is None:
        return Change(kind=ChangeKind.NEW, before=None, after=after, because=after.current)
    known = {_words(c) for c in before.history}
    fresh = tuple(c for c in after.history if _words(c) not in known)
    kept = {_words(c) for c in after.history}
    lost = [c for c in before.supporting if _words(c) not in kept]
    kind = _kind(before, after, fresh, lost)
    if kind is None:
        kind = _minor(before, after, fresh, documents)
    if kind is None:
        return None
    current = {id(c) for c in after.current}
    because = tuple(c for c in fresh if id(c) in current) or fresh or after.current[:1]
    return Change(kind=kind, before=before, after=after, because=because)


def _by_hand(change: Change, before: Picture | None, after: Picture | None) -> Change:
    """The change as one that an analyst made, where no report that is new stands behind it."""
    cell = change.after or change.before
    if cell is None or before is None or after is None:
        return change
    old, new = _decided(cell, before), _decided(cell, after)
    touched = {key for key in old.keys() | new.keys() if _ids(old.get(key)) != _ids(new.get(key))}
    # What a new report brought and somebody only confirmed is the report's.
    touched = {key for key in touched if key in old or any(d.altered or d.kind is DecisionKind.ANSWER for d in new[key].decided)}
    current = change.after.current if change.after is not None else ()
    if not touched or any(_stands_at(c) not in old.keys() | touched for c in current):
        return change
    because = tuple(new[key] for key in new if key in touched)
    return replace(change, kind=ChangeKind.DECIDED, because=because or change.because)


def _decided(cell: Cell, picture: Picture) -> dict[_Words, Claim]:
    """The claims of a cell and those that were taken out of it, by where they stand."""
    own = picture.cell(cell.actor, cell.dimension)
    out = (c for c in picture.rejected if (c.actor, c.dimension) == (cell.actor, cell.dimension))
    return {_stands_at(c): c for c in (*(own.history if own is not None else ()), *out)}


def _stands_at(claim: Claim) -> _Words:
    return claim.passage.document, claim.passage.span, claim.id


def _ids(claim: Claim | None) -> frozenset[str]:
    return frozenset(d.id for d in claim.decided) if claim is not None else frozenset()


def _kind(before: Cell, after: Cell, fresh: Sequence[Claim], lost: Sequence[Claim]) -> ChangeKind | None:
    """What moved in a cell, the gravest first; None where it stands as it stood."""
    if before.value != after.value:
        if len(lost) == len(before.supporting):
            # The paper has taken back what it printed: nobody changed a policy.
            return ChangeKind.CORRECTED
        if not _comparable(before, after):
            return ChangeKind.OTHER
        ladders = load_ladders()
        up = ladders.rank(after.dimension, after.value) > ladders.rank(before.dimension, before.value)
        return ChangeKind.RAISED if up else ChangeKind.LOWERED
    if before.status is not after.status:
        return ChangeKind.FIRMER if _firmness(after) > _firmness(before) else ChangeKind.WEAKER
    if (before.current[0].scope or "country") != (after.current[0].scope or "country"):
        return ChangeKind.OTHER
    # Whom another government contradicts stands among the conflicts; the cell itself has not moved.
    if after.conflict not in {None, ConflictKind.OTHER_GOVERNMENT, before.conflict}:
        return ChangeKind.DISPUTED
    details = {c.detail for c in before.current}
    if any(c.status in _FACT and c.detail not in details and c in after.current for c in fresh):
        return ChangeKind.OTHER  # the consulate beside the embassy
    return None


def _minor(
    before: Cell, after: Cell, fresh: Sequence[Claim], documents: Mapping[str, Document]
) -> ChangeKind | None:
    """What only adds to a cell that stands: the same once more, or what had been before."""
    if not fresh:
        return None
    if any(c.value == after.value and c.status == after.status for c in fresh):
        return ChangeKind.REPEATED
    last = time_of(before.current[0], documents)
    return ChangeKind.OLDER if all(time_of(c, documents) <= last for c in fresh) else ChangeKind.OTHER


def _comparable(before: Cell, after: Cell) -> bool:
    """Whether both stand on one ladder: a refusal has no step, and a warning for a province none of the country."""
    scopes = {c.current[0].scope or "country" for c in (before, after)}
    return Status.DECLINED not in {before.status, after.status} and len(scopes) == 1


_FIRMNESS = {Status.DECLINED: 0, Status.DENIED: 1, Status.CONSIDERED: 2, Status.REPORTED: 3, Status.ASSERTED: 4}


def _firmness(cell: Cell) -> int:
    return _FIRMNESS[cell.status]


def _words(claim: Claim) -> _Words:
    """What a claim says wherever its passage stands: a revision that moves it by a line changes nothing."""
    return (
        claim.passage.document,
        claim.value,
        claim.status,
        claim.detail,
        claim.scope or "country",
        claim.as_of,
        claim.passage.exact,
    )


def _order(change: Change, documents: Mapping[str, Document]) -> tuple[str, str, str]:
    cell = change.after or change.before
    assert cell is not None  # one of them is there
    return known_at(change.because, documents), cell.actor, cell.dimension


def known_at(claims: Iterable[Claim], documents: Mapping[str, Document]) -> str:
    """When the last of some claims was reported, as sortable text; "" where no report says so."""
    return max((known_of(c, documents) for c in claims), default="")
