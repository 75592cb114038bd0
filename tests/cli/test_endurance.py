"""The same promises over far more texts, and over texts as long as they may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lagebild

from .program import ROOT, run
from .test_output import ODD, TEXTS, check, spoil

pytestmark = pytest.mark.long

CORPUS = [
    json.loads(line)["text"]
    for path in sorted((ROOT / "tests" / "corpus").glob("*-reports.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


@pytest.mark.timeout(600)
@settings(max_examples=800)
@given(st.sampled_from([*TEXTS, *CORPUS]), st.integers(0, 10**9), st.integers(1, 60))
def test_begin_and_end_give_the_passage_however_spoilt_the_report(text: str, seed: int, often: int) -> None:
    spoilt = spoil(text, seed, often)
    check(lagebild.read_text(spoilt), spoilt)


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"U+{ord(odd[0]):04X}")
def test_one_odd_character_behind_every_word_breaks_no_offset(odd: str) -> None:
    for text in TEXTS:
        spoilt = text.replace(" ", f"{odd} ")
        check(lagebild.read_text(spoilt), spoilt)


@pytest.mark.timeout(300)
@settings(max_examples=500)
@given(st.text(max_size=400))
def test_begin_and_end_give_the_passage_in_any_characters(text: str) -> None:
    check(lagebild.read_text(text), text)


def long_text(length: int) -> str:
    body = "\n\n".join(TEXTS)
    return (body * (length // len(body) + 1))[:length]


# Clauses of one sentence are compared with one another: 20,000 characters of them are more than anybody has written.
HARD = {
    "a-long-report": long_text(100_000),
    "quotation-marks": "„" * 100_000,
    "open-brackets": "(" * 100_000,
    "commas": "Wort, " * 20_000,
    "full-stops": ". " * 50_000,
    "one-word": "Bundes" * 20_000,
    "one-sentence": "und die Botschaft " * 5_000,
    "digits": "1" * 100_000,
    "hyphens": "a-" * 50_000,
    "combining": "a" + "\u0308" * 100_000,
    "lines": "\n" * 99_000 + "Text",
    "nested": "Er sagte, dass sie sagte, " * 800,
}


@pytest.mark.parametrize("name", sorted(HARD))
def test_a_text_that_is_hard_to_read_is_read_in_time(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.txt"
    path.write_text(HARD[name], encoding="utf-8")
    done = run("claims", path)
    assert done.status == 0, done.err
    assert done.seconds < 30
