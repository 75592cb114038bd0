"""Two indexes of one authority become changes, each with the records before and after.

A level that is no longer stated is exactly that: "withdrawn, level not stated". It is never the lowest level, and a
country that is missing from the later index is missing and not safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lagebild.codebook.ladders import load_ladders
from lagebild.errors import UsageError
from lagebild.sources.advisories.records import Advice, AdvisoryIndex, AdvisoryRecord


class ChangeKind(StrEnum):
    """What happened to the advice about one country."""

    ISSUED = "issued"  # nothing was stated before
    RAISED = "raised"
    LOWERED = "lowered"
    NARROWED = "narrowed"  # the same step for parts only
    WIDENED = "widened"  # the same step for the whole country
    WITHDRAWN = "withdrawn_level_not_stated"
    REGIONS = "regional_advice_changed"  # the step for the country stays
    LISTED = "listed"  # the country was not in the index before
    NO_LONGER_LISTED = "no_longer_listed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryChange:
    """What changed in one country between two indexes.

    Attributes:
        before, after: the records; one is None where the country is in one index only.
        says: the change in English words, with the ladder's steps.
    """

    kind: ChangeKind
    authority: str
    place: str
    before: AdvisoryRecord | None
    after: AdvisoryRecord | None
    says: str


def compare_indexes(before: AdvisoryIndex, after: AdvisoryIndex) -> Iterator[AdvisoryChange]:
    """Changes of the level, in the order of the later index, then what it no longer lists.

    Args:
        before, after: two payloads of one authority, the earlier one first.

    Raises:
        UsageError: they are of two authorities.
    """
    if before.authority != after.authority:
        raise UsageError(f"indexes of {before.authority} and {after.authority} cannot be compared; give two of one")
    earlier = {record.place: record for record in before.records}
    for record in after.records:
        change = _change(earlier.pop(record.place, None), record)
        if change is not None:
            yield change
    for gone in earlier.values():
        says = f"no longer listed ({_words(gone.advice)} before)"
        yield AdvisoryChange(
            kind=ChangeKind.NO_LONGER_LISTED,
            authority=gone.authority,
            place=gone.place,
            before=gone,
            after=None,
            says=says,
        )


def _change(before: AdvisoryRecord | None, after: AdvisoryRecord) -> AdvisoryChange | None:
    if before is None:
        kind, says = ChangeKind.LISTED, f"listed now ({_words(after.advice)})"
    else:
        found = _kind(before, after)
        if found is None:
            return None
        kind = found
        if kind is ChangeKind.WITHDRAWN:
            top = _highest(before.advice)
            says = f"{top.value}{' for parts' if top.scope == 'parts' else ''} withdrawn, level not stated"
        else:
            says = f"{_words(before.advice)} -> {_words(after.advice)}"
            if before.regional != after.regional and before.advice == after.advice:
                says += "; regional advice added" if after.regional else "; regional advice removed"
    return AdvisoryChange(
        kind=kind, authority=after.authority, place=after.place, before=before, after=after, says=says
    )


def _kind(before: AdvisoryRecord, after: AdvisoryRecord) -> ChangeKind | None:
    old = {(a.value, a.scope) for a in before.advice}
    new = {(a.value, a.scope) for a in after.advice}
    if old == new:
        changed = before.regional != after.regional and None not in (before.regional, after.regional)
        return ChangeKind.REGIONS if changed else None
    if not new:
        return ChangeKind.WITHDRAWN
    if not old:
        return ChangeKind.ISSUED
    whole_before, whole_after = before.says("country"), after.says("country")
    if whole_before is not None and whole_after is not None:
        if whole_before.value == whole_after.value:
            return ChangeKind.REGIONS
        return ChangeKind.RAISED if _rank(whole_after) > _rank(whole_before) else ChangeKind.LOWERED
    top_before, top_after = _highest(before.advice), _highest(after.advice)
    if top_before.value != top_after.value:
        return ChangeKind.RAISED if _rank(top_after) > _rank(top_before) else ChangeKind.LOWERED
    if whole_before is not None and whole_after is None:
        return ChangeKind.NARROWED
    if whole_after is not None:
        return ChangeKind.WIDENED
    return ChangeKind.REGIONS


def _rank(advice: Advice) -> int:
    return load_ladders().rank("travel_advice", advice.value)


def _highest(advice: tuple[Advice, ...]) -> Advice:
    return max(advice, key=_rank)


def _words(advice: tuple[Advice, ...]) -> str:
    steps = dict.fromkeys(f"{a.value} ({a.scope or 'scope not stated'})" for a in advice)
    return ", ".join(steps) or "level not stated"
