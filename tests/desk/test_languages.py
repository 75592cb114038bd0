from __future__ import annotations

import sys
from pathlib import Path

import pytest

from lagebild.desk.languages import choose, translations

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))


def test_everything_the_desk_says_is_there_in_english_and_nothing_else() -> None:
    import messages

    assert messages.compare() == ([], [])


def test_english_says_one_and_many() -> None:
    say = translations("en").ngettext
    assert say("%(num)d Widerspruch", "%(num)d Widersprüche", 1) == "%(num)d conflict"
    assert say("%(num)d Widerspruch", "%(num)d Widersprüche", 2) == "%(num)d conflicts"
    assert translations("de").gettext("Quellen") == "Quellen"


@pytest.mark.parametrize(
    ("stated", "kept", "accepted", "chosen"),
    [
        ("en", "de", "de", "en"),
        (None, "en", "de", "en"),
        ("fr", None, "en-GB,en;q=0.9,de;q=0.8", "en"),
        (None, None, "fr;q=0.9, de;q=0.5, en;q=0.7", "en"),
        (None, None, "fr", "de"),
        (None, "xx", "", "de"),
        (None, None, "en;q=much", "de"),
    ],
)
def test_the_language_is_the_address_s_the_reader_s_the_browser_s(stated: str | None, kept: str | None, accepted: str, chosen: str) -> None:
    assert choose(stated, kept, accepted) == chosen
