"""Invariants over any text: no crash, spans inside it, the same answer twice, time in step with length."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growth import grows_in_step
from lagebild.language import analyse
from lagebild.model import Document
from lagebild.model.statement import Statement
from lagebild.statements import find_statements, statements_to_gold_shape

_WORDS = st.sampled_from(
    """der die das Minister Polizei Berlin sagte erklärte teilte mit, dass die Lage sei habe „ “ " » « ‚ ‘ ( ) , . : ; ! ?
    laut nach Angaben zufolge so wie wonach Demnach wurde gefordert zu und aber nicht lehnte ab es heißt soll haben
    bekannt geben – - 3. \n\n \n Frage ob Truppen gehen komme wir Er""".replace("\n\n", "\n\n").split(" ")
)


def _find(text: str) -> list[Statement]:
    return list(find_statements(Document(key="p", text=text, source="p"), analyse(text)))


def _check(text: str) -> None:
    found = _find(text)
    ids = {s.id for s in found}
    assert len(ids) == len(found)
    for s in found:
        assert s.content
        for span in (*s.content, *s.speaker, *s.cue, *s.frame, *s.addressee):
            assert 0 <= span.begin < span.end <= len(text)
            assert text[span.begin : span.end].strip()
        assert list(s.content) == sorted(s.content)
        assert 0 < s.confidence <= 1
        assert s.nested_in is None or s.nested_in in ids
        assert s.nested_in != s.id
    assert found == _find(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, max_size=60))
def test_any_row_of_german_words_gives_sound_statements(words: list[str]) -> None:
    _check(" ".join(words))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_any_text_gives_sound_statements(text: str) -> None:
    _check(text)


@pytest.mark.parametrize("text", ["", " ", "„", "“", "„“", ",", ": „", "„“, sagte", ", so", "laut", "zufolge", "nach", "\n\n„\n\n", "sagte: „“"])
def test_scraps_give_nothing_and_do_no_harm(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize(
    "piece",
    [
        "Er sagte, die Lage sei ernst, ",
        "„Er sagte „die Lage“, so Berger, „ist ernst“. ",
        "Laut Polizei, die, so Berger, ",
        "„",
        "Der Minister sagte, die Lage sei ernst. Man müsse handeln. ",
        "wie der Minister sagte, ",
    ],
)
def test_time_grows_with_length_and_not_with_its_square(piece: str) -> None:
    assert grows_in_step(_find, lambda n: piece * n, 1_000)


def test_the_gold_shape_names_the_types_of_the_scorer() -> None:
    text = "„Wir gehen“, sagte Berger. Die Lage sei ernst. Nach Angaben der Polizei regnet es. Er soll gestohlen haben."
    document = Document(key="p", text=text, source="p")
    line = statements_to_gold_shape(document, find_statements(document, analyse(text)))
    assert line["id"] == "p"
    assert {s["type"] for s in line["statements"]} == {"Direct", "Indirect", "IndirectFreeIndirect", "FreeIndirect"}
    assert line["statements"][0]["quote"] == [[0, 11]]
    ours = {"act", "via", "confidence", "rule"}
    assert set(line["statements"][0]) == {"type", "medium", "quote", "speaker", "cue", "frame", "addressee"} | ours
