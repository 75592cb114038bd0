from __future__ import annotations

from datetime import date

import pytest

from lagebild.codebook import load_ladders
from lagebild.codebook.advisory_levels import level_of, load_levels, parse_levels
from lagebild.errors import CodebookError


@pytest.mark.parametrize(
    ("day", "level", "expected"),
    [
        (date(2025, 9, 30), "4", ("avoid_nonessential", "country")),
        (date(2025, 10, 1), "4", ("warning", None)),
        (date(2025, 9, 30), "5", ("warning", "parts")),
        (date(2025, 10, 1), "5", None),
        (date(2025, 9, 30), "6", ("warning", "country")),
        (date(2025, 10, 1), "3", ("avoid_nonessential", None)),
        (None, "4", None),
        (None, "1", ("normal", "country")),
    ],
)
def test_austria_had_six_levels_until_the_end_of_september_2025_and_has_four_since(
    day: date | None, level: str, expected: tuple[str, str | None] | None
) -> None:
    found = level_of("AT", level, day)
    assert (None if found is None else (found.value, found.scope)) == expected


def test_without_a_day_a_level_is_read_where_one_ladder_ever_held() -> None:
    found = level_of("AU", "do NOT  travel", None)
    assert found is not None
    assert found.value == "warning"


def test_an_unknown_level_is_none() -> None:
    assert level_of("US", "5", date(2026, 1, 1)) is None
    assert level_of("ZW", "1", date(2026, 1, 1)) is None
    assert level_of("US", "4", date(2017, 1, 1)) is None


def test_words_of_the_shown_ladder_and_of_the_payloads_agree() -> None:
    # ladders.toml prints official terms; where a payload's words are among them, both must mean the same step.
    steps = load_ladders().dimension("travel_advice").steps
    for ladder in load_levels():
        if ladder.valid_until is not None:
            continue
        for level in ladder.levels:
            for step in steps:
                shown = step.official.get(ladder.country, "").casefold()
                if any(words.casefold() == shown for words in (level.key, *level.words)):
                    assert level.value == step.value, (ladder.country, level)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[ladder]", "mend the file"),
        ('[[ladder]]\ncountry = "XX"', "has no levels"),
        ('[[ladder]]\ncountry = "XX"\nlevels = [{ key = "1", value = "safe" }]', "no step of travel_advice"),
        ('[[ladder]]\ncountry = "XX"\nlevels = [{ key = 1, value = "normal" }]', "key in quotation marks"),
        ('[[ladder]]\ncountry = "XX"\nvalid_from = "2020"\nlevels = [{ key = "1", value = "normal" }]', "is no day"),
        (2 * '[[ladder]]\ncountry = "XX"\nlevels = [{ key = "1", value = "normal" }]\n', "on the same day"),
    ],
)
def test_a_broken_file_is_named_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        parse_levels(text, "x.toml")
