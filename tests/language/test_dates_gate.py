"""Which texts are searched for dates at all: those in which the whole pattern finds one."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.dates import _PATTERN, _TELLING, _small, find_dates

DAY = date(2026, 3, 4)
WORDS = [*_TELLING, *(w.upper() for w in _TELLING), "DİENSTAG", "dıenstag", "Sonnabendfrüh", "ſonntag", "morgen früh", "3.", "am", "bis", "Ende"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map(" ".join))
def test_no_text_with_a_date_is_passed_over(text: str) -> None:
    if _PATTERN.search(text):
        assert any(word in _small(text) for word in _TELLING)
    else:
        assert find_dates(text, DAY) == []


def test_letters_that_ignoring_case_takes_for_others_are_read_as_those() -> None:
    assert find_dates("am D\u0130ENSTAG, dem \u017fonntag", DAY) == ["2026-03-03", "2026-03-01"]
