from __future__ import annotations

import pytest

from lagebild.errors import UsageError
from lagebild.sources.advisories import Advice, AdvisoryIndex, AdvisoryRecord, ChangeKind, compare_indexes

Steps = list[tuple[str, str]]


def index(steps: dict[str, Steps | None], authority: str = "DE", regional: bool | None = None) -> AdvisoryIndex:
    records = [
        AdvisoryRecord(
            authority=authority,
            place=place,
            name=place,
            where=place,
            regional=regional,
            advice=tuple(Advice(value=v, scope=s, stated=v) for v, s in advice or []),
        )
        for place, advice in steps.items()
    ]
    return AdvisoryIndex(authority=authority, records=tuple(records), errors=())


WARNING, PARTS, LESS = ("warning", "country"), ("warning", "parts"), ("avoid_nonessential", "country")


@pytest.mark.parametrize(
    ("before", "after", "kind", "says"),
    [
        ([WARNING], [], ChangeKind.WITHDRAWN, "warning withdrawn, level not stated"),
        ([PARTS], [], ChangeKind.WITHDRAWN, "warning for parts withdrawn, level not stated"),
        ([WARNING], [PARTS], ChangeKind.NARROWED, "warning (country) -> warning (parts)"),
        ([PARTS], [WARNING], ChangeKind.WIDENED, "warning (parts) -> warning (country)"),
        ([], [WARNING], ChangeKind.ISSUED, "level not stated -> warning (country)"),
        ([LESS], [WARNING], ChangeKind.RAISED, "avoid_nonessential (country) -> warning (country)"),
        (
            [WARNING, PARTS],
            [LESS, PARTS],
            ChangeKind.LOWERED,
            "warning (country), warning (parts) -> avoid_nonessential (country), warning (parts)",
        ),
        (
            [LESS],
            [LESS, PARTS],
            ChangeKind.REGIONS,
            "avoid_nonessential (country) -> avoid_nonessential (country), warning (parts)",
        ),
    ],
)
def test_a_change_is_named_by_what_is_stated(before: Steps, after: Steps, kind: ChangeKind, says: str) -> None:
    [change] = compare_indexes(index({"EC": before}), index({"EC": after}))
    assert (change.kind, change.says, change.place, change.authority) == (kind, says, "EC", "DE")


def test_nothing_that_is_withdrawn_ever_reads_normal() -> None:
    for before in ([WARNING], [PARTS], [LESS], [WARNING, PARTS]):
        [change] = compare_indexes(index({"EC": before}), index({"EC": []}))
        assert "normal" not in change.says
        assert change.after is not None
        assert change.after.advice == ()


def test_what_stays_is_no_change() -> None:
    same = index({"EC": [WARNING], "ML": [], "TD": [LESS, PARTS]})
    assert list(compare_indexes(same, same)) == []


def test_a_country_that_is_missing_later_is_missing_and_not_safe() -> None:
    new, gone = compare_indexes(index({"EC": [WARNING], "ML": []}), index({"ML": [], "TD": [PARTS]}))
    assert (gone.kind, gone.place, gone.says, gone.after) == (
        ChangeKind.NO_LONGER_LISTED,
        "EC",
        "no longer listed (warning (country) before)",
        None,
    )
    assert (new.kind, new.place, new.before) == (ChangeKind.LISTED, "TD", None)


def test_regional_advice_that_comes_or_goes_is_a_change_of_regions() -> None:
    [change] = compare_indexes(index({"EC": [LESS]}, regional=True), index({"EC": [LESS]}, regional=False))
    assert (change.kind, change.says) == (
        ChangeKind.REGIONS,
        "avoid_nonessential (country) -> avoid_nonessential (country); regional advice removed",
    )


def test_indexes_of_two_authorities_cannot_be_compared() -> None:
    with pytest.raises(UsageError, match="DE and GB"):
        list(compare_indexes(index({"EC": []}), index({"EC": []}, authority="GB")))
