from __future__ import annotations

import re

import pytest

from lagebild.codebook.official import load_formulas, parse_formulas, phrase_pattern
from lagebild.errors import CodebookError

HEAD = '[[formula]]\nid = "a"\ndimension = "travel_advice"\nvalue = "warning"\nphrases = ["stay away"]\nfires = [["GB", "ML", "", "Stay away."]]\n'


@pytest.mark.parametrize(
    ("phrase", "text", "fits"),
    [
        ("advise* against", "FCDO advises  against", True),
        ("advise* against", "ill-advised against", False),
        ("advise* * against", "advises all citizens strongly against", True),
        ("advise* * against", "advises a b c d e f g h i against", False),
        ("(strongly)? advise", "we advise", True),
        ("leave (now|at once)", "leave at once", True),
        ("leave (now|at once)", "leave at noon", False),
        ("can't leave", "you can’t leave", True),
        ("level 4: do not travel", "Level 4: Do Not Travel", True),
        ("a (b * c|d) e", "a b x y c e", True),
    ],
)
def test_a_phrase_is_plain_words_with_few_signs(phrase: str, text: str, fits: bool) -> None:
    assert bool(re.search(phrase_pattern(phrase), text, re.IGNORECASE)) is fits


def test_the_place_runs_to_the_end_of_the_sentence() -> None:
    found = re.search(phrase_pattern("travel to {where}"), "No travel to the north of Mali.")
    assert found
    assert found["where"] == "the north of Mali."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[formula]", "mend the file"),
        (HEAD.replace('"warning"', '"danger"'), "no step 'danger'"),
        (HEAD.replace("phrases", "words"), "no key 'words'"),
        (HEAD.replace("fires", "silent"), "'fires' is missing"),
        (HEAD + HEAD, "stands twice"),
        ("[page]\nskipped = []", "no key 'skipped'"),
    ],
)
def test_a_broken_table_is_named_with_what_to_do(text: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        parse_formulas(text, "en", "x.toml")


def test_a_language_without_a_table_is_an_error() -> None:
    with pytest.raises(CodebookError, match=r"official_fr\.toml"):
        load_formulas("fr")
