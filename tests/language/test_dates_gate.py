"""Which texts are searched for dates at all: those in which the whole pattern finds one."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.dates import _PATTERN, _TELLING, find_dates

DAY = date(2026, 3, 4)
WORDS = [*_TELLING, *(w.upper() for w in _TELLING), "DİENSTAG", "dıenstag", "Sonnabendfrüh", "ſonntag", "morgen früh", "3.", "am", "bis", "Ende"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=8).map(" ".join))
def test_no_text_with_a_date_is_passed_over(text: str) -> None:
    matches = list(_PATTERN.finditer(text))
    assert not find_dates(text, DAY) or matches
    # The pattern knows more than it can read ("30. Februar"), so what it matches is held against the gate itself.
    small = text.translate(str.maketrans({"\u0131": "i", "\u0130": "i", "\u017f": "s"})).lower()
    assert not matches or any(word in small for word in _TELLING)
