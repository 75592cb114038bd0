"""Claims of two revisions of a page: which came, which went, which took another step, which are put in other words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from lagebild.model import Claim

# One page states several dangers at a time; of the others one step follows another.
_SIDE_BY_SIDE = frozenset({"threat_assessment"})


class MoveKind(StrEnum):
    """What became of a claim."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"  # another step, scope, region or exception
    REWORDED = "reworded"  # the same in other words


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimMove:
    """A claim that came or went, or the two that are one before and after.

    Attributes:
        stands: of a claim that came or went: the same is stated in another sentence of the other revision.
        silent: of a claim that went: nothing is stated of its dimension any more, which is never the lowest step.
    """

    kind: MoveKind
    before: Claim | None
    after: Claim | None
    stands: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A claim with the number of the sentence it begins in (-1 before all) and its words without marks."""

    claim: Claim
    sentence: int
    words: str


def moves_between(
    before: Sequence[Stated],
    after: Sequence[Stated],
    replaced: Mapping[int, int],
    old_sentences: Sequence[str],
    new_sentences: Sequence[str],
) -> tuple[ClaimMove, ...]:
    """What moved, in the order of the later revision, then what went.

    Args:
        before, after: what the revisions state.
        replaced: numbers of earlier sentences with those that stand in their place.
        old_sentences, new_sentences: their words, by number.
    """
    same = Counter(_said(s) for s in before) & Counter(_said(s) for s in after)
    old, new = _beyond(before, same), _beyond(after, same)
    pairs: list[tuple[Stated, Stated]] = []

    def pair(fits: Callable[[Stated, Stated], bool]) -> None:
        for one in list(old):
            other = next((s for s in new if fits(one, s)), None)
            if other is not None:
                pairs.append((one, other))
                old.remove(one)
                new.remove(other)

    def follows(one: Stated, other: Stated) -> bool:
        return replaced.get(one.sentence) == other.sentence and one.claim.dimension == other.claim.dimension

    def alike(one: Stated, other: Stated) -> bool:
        return _state(one.claim) == _state(other.claim)

    pair(lambda one, other: follows(one, other) and alike(one, other))
    pair(lambda one, other: follows(one, other) and one.claim.dimension not in _SIDE_BY_SIDE)
    pair(alike)
    for same_cell in (_cell, _column):
        lone_old, lone_new = Counter(same_cell(s.claim) for s in old), Counter(same_cell(s.claim) for s in new)
        lone = {cell for cell in lone_old if lone_old[cell] == lone_new[cell] == 1}
        pair(partial(_lone_pair, cell_of=same_cell, lone=lone))
    # A sentence that now reads like another one of its page is read once only; nothing is gained or lost.
    origin = {j: i for i, j in replaced.items()}
    old = [s for s in old if not _repeats(s, replaced, new_sentences, after)]
    new = [s for s in new if not _repeats(s, origin, old_sentences, before)]
    stood, stand = {_state(s.claim) for s in before}, {_state(s.claim) for s in after}
    told_of = {_column(s.claim) for s in after}
    moves = [(other.claim.passage.span.begin, _moved(one.claim, other.claim)) for one, other in pairs]
    moves += [
        (s.claim.passage.span.begin, ClaimMove(kind=MoveKind.CAME, before=None, after=s.claim, stands=_state(s.claim) in stood))
        for s in new
    ]
    gone = [
        ClaimMove(
            kind=MoveKind.WENT,
            before=s.claim,
            after=None,
            stands=_state(s.claim) in stand,
            silent=_column(s.claim) not in told_of,
        )
        for s in old
    ]
    return (*(move for _, move in sorted(moves, key=lambda m: m[0])), *gone)


def _lone_pair(
    one: Stated, other: Stated, *, cell_of: Callable[[Claim], tuple[object, ...]], lone: set[tuple[object, ...]]
) -> bool:
    """Whether the two are all that is left of one cell before and after, so that one step followed the other."""
    cell = cell_of(one.claim)
    return cell == cell_of(other.claim) and cell in lone and one.claim.dimension not in _SIDE_BY_SIDE


def _repeats(one: Stated, counterpart: Mapping[int, int], sentences: Sequence[str], others: Sequence[Stated]) -> bool:
    """Whether the sentence in its place says, in words of another sentence there, the same."""
    at = counterpart.get(one.sentence)
    return at is not None and any(_state(s.claim) == _state(one.claim) and s.words in sentences[at] for s in others)


def _moved(before: Claim, after: Claim) -> ClaimMove:
    kind = MoveKind.REWORDED if _state(before) == _state(after) else MoveKind.CHANGED
    return ClaimMove(kind=kind, before=before, after=after)


def _beyond(stated: Sequence[Stated], same: Counter[tuple[object, ...]]) -> list[Stated]:
    left = Counter(same)
    beyond = []
    for s in stated:
        if left[_said(s)]:
            left[_said(s)] -= 1
        else:
            beyond.append(s)
    return beyond


def _said(stated: Stated) -> tuple[object, ...]:
    return (*_state(stated.claim), stated.words)


def _state(claim: Claim) -> tuple[object, ...]:
    """What a claim says; the day is left out, since a page is as of its own."""
    return (*_cell(claim), claim.value, claim.status, claim.regions, claim.exceptions)


def _cell(claim: Claim) -> tuple[object, ...]:
    return claim.actor, claim.dimension, claim.place, claim.detail, claim.scope or "country"


def _column(claim: Claim) -> tuple[object, ...]:
    """A cell whatever its scope is: a warning for a province that became one for the country."""
    return claim.actor, claim.dimension, claim.place, claim.detail
