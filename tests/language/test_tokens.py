"""Tokens are slices of the text: none lost, none changed, the words of German news in one piece."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.tokens import _TOKEN, sentence_bounds, tokenize

WHOLE = [
    "Mitarbeiter*innen", "Bürger:innen", "Bürger_innen", "BürgerInnen", "jede*r", "US-Bürger", "EU-Kommission", "US-", "Außen-",
    "CDU/CSU-Fraktion", "Nord-Süd-Dialog", "3.000-Euro-Grenze", "20-jährige", "1990er", "1990er-Jahre", "5G", "A380", "F-16",
    "1'000", "1’000", "10 000", "10\u00a0000", "1\u202f500\u202f000", "1.234,56", "20:15", "2022/23", "24.12.2021", "z. B.", "z.B.",
    "a. D.", "d.\u00a0h.", "U.S.", "v. Chr.", "i. d. R.", "https://www.bmvg.de/de/a_b?c=1&d=2", "www.gov.uk/travel", "tagesschau.de",
    "max.muster@amt.de", "@AuswaertigesAmt", "#Kiew", "geht's", "Hansen’s", "R&D", "Min\u00adister", "Mu\u0308nchen", "Kie\u200bw",
    "…", "...", "„", "–", "§", "%",
]  # fmt: skip


@pytest.mark.parametrize("word", WHOLE)
def test_a_word_of_its_own_is_one_token(word: str) -> None:
    text = f"wie {word} (so)"
    assert [t.text for t in tokenize(text)] == ["wie", word, "(", "so", ")"]


PARTS = [
    ("Nr. 5", ["Nr", ".", "5"]),
    ("am 24. Januar", ["am", "24", ".", "Januar"]),
    ("Außen- und Verteidigungsministerium", ["Außen-", "und", "Verteidigungsministerium"]),
    ("„Nein“,", ["„", "Nein", "“", ","]),
    ("‚Nein’,", ["‚", "Nein", "’", ","]),
    ("(dpa)", ["(", "dpa", ")"]),
    ("Kiew–Lemberg", ["Kiew", "–", "Lemberg"]),
    ("https://a.de/b).", ["https://a.de/b", ")", "."]),
    ("„https://a.de/b“", ["„", "https://a.de/b", "“"]),
    ("im Jahr 2000 300 Menschen", ["im", "Jahr", "2000", "300", "Menschen"]),
    ("Ende.Anfang", ["Ende", ".", "Anfang"]),
    ("1990.", ["1990", "."]),
    ("50%", ["50", "%"]),
    ("Uhr:Zeit", ["Uhr", ":", "Zeit"]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_marks_stand_apart_from_words(text: str, expected: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == expected


@pytest.mark.parametrize(
    ("text", "lower"),
    [("Min\u00adister", "minister"), ("\u200bKiew\ufeff", "kiew"), ("Mu\u0308nchen", "münchen"), ("\u200b", "\u200b"), ("Über", "über")],
)
def test_what_cannot_be_seen_is_not_in_the_small_letters(text: str, lower: str) -> None:
    assert [t.lower for t in tokenize(text)] == [lower]


GERMAN = st.text(
    alphabet=st.one_of(st.sampled_from("aäßZB 1.,:;!?„“”\"»«‚‘’'()-–/\n\r\t\u00a0\u00ad\u0308\u200b\u202e\u2028😀*@#…"), st.characters()),
    max_size=80,
)


@given(GERMAN)
def test_tokens_cover_every_character_that_is_not_space_exactly_once(text: str) -> None:
    covered = [k for t in tokenize(text) for k in range(t.begin, t.end)]
    assert len(covered) == len(set(covered))
    assert set(covered) >= {k for k, c in enumerate(text) if not c.isspace()}


@given(GERMAN)
def test_a_token_is_a_slice_of_the_text_in_order(text: str) -> None:
    tokens = tokenize(text)
    assert all(t.text == text[t.begin : t.end] and t.text.strip() and t.lower for t in tokens)
    assert [t.index for t in tokens] == list(range(len(tokens)))
    assert all(a.end <= b.begin for a, b in zip(tokens, tokens[1:], strict=False))


@given(GERMAN)
def test_sentences_cover_all_tokens_in_order(text: str) -> None:
    tokens = tokenize(text)
    bounds = sentence_bounds(text, tokens)
    assert [k for a, b in bounds for k in range(a, b)] == list(range(len(tokens)))
    assert all(a < b for a, b in bounds)


@given(st.text(alphabet=string.ascii_letters + "äöüßÄÖÜé ,.\n-*:'’/&@#0123456789\u00ad\u0301\u00a0", max_size=60))
def test_the_rule_for_plain_words_changes_no_token(text: str) -> None:
    quick, _, rest = _TOKEN.pattern.partition("\n  | ")
    assert "[A-Za-z" in quick
    slow = re.compile(rest, _TOKEN.flags)
    assert [m.span() for m in _TOKEN.finditer(text)] == [m.span() for m in slow.finditer(text)]
