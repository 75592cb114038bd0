"""Quotation marks of every habit: what stands between them, nested, unclosed, and what is no quotation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.quotes import find_quotations

CASES: list[tuple[str, list[str]]] = [
    ("Er sagte: „Wir gehen.“", ["Wir gehen."]),
    ("„Wir gehen“, sagte er, „und zwar bald.“", ["Wir gehen", "und zwar bald."]),
    ("»Wir gehen«, sagte er.", ["Wir gehen"]),
    ("«Wir gehen», sagte er.", ["Wir gehen"]),
    ("“Wir gehen”, sagte er.", ["Wir gehen"]),
    ('"Wir gehen", sagte er, "und zwar bald."', ["Wir gehen", "und zwar bald."]),
    ("„Wir gehen\", sagte er.", ["Wir gehen"]),
    ("„Wir gehen”, sagte er.", ["Wir gehen"]),
    ("‚Wir gehen‘, sagte er.", ["Wir gehen"]),
    ("›Wir gehen‹, sagte er.", ["Wir gehen"]),
    ("„Er nannte es ‚schlimm‘, mehr nicht“, sagte sie.", ["Er nannte es ‚schlimm‘, mehr nicht", "schlimm"]),
    ("»Er nannte es ›schlimm‹, mehr nicht«, sagte sie.", ["Er nannte es ›schlimm‹, mehr nicht", "schlimm"]),
    ("«Er nannte es ‹schlimm›, mehr nicht», sagte sie.", ["Er nannte es ‹schlimm›, mehr nicht", "schlimm"]),
    ("„Der „Spiegel“ meldet es“, sagte sie.", ["Der „Spiegel“ meldet es", "Spiegel"]),
    ("Das geht's nicht, sagte er.", []),
    ("Hans' Haus und Fritz' Garten.", []),
    ("Ein 5' langes Rohr.", []),
    ("Das Schiff „Gorch Fock“ und die Zeitung \"Die Welt\".", ["Gorch Fock", "Die Welt"]),
    ("(„Wir gehen“)", ["Wir gehen"]),
    ("„Wir gehen.", ["Wir gehen."]),
    ("„Erster Absatz.\n\nZweiter Absatz ohne Marke.", ["Erster Absatz."]),
    ("„Erster.“\r\n\r\n„Zweiter.“", ["Erster.", "Zweiter."]),
    ("Kein Zitat.", []),
    ("Die so genannte „Volksrepublik“ Donezk.", ["Volksrepublik"]),
    ("„Was?“ fragte er. „Wie?“", ["Was?", "Wie?"]),
]  # fmt: skip
WRONG: dict[str, str] = {}


@pytest.mark.parametrize(
    ("text", "inner"),
    [pytest.param(t, e, marks=pytest.mark.xfail(strict=True, reason=WRONG[t]) if t in WRONG else ()) for t, e in CASES],
)
def test_words_between_quotation_marks_are_found(text: str, inner: list[str]) -> None:
    assert [text[q.inner_begin : q.inner_end] for q in find_quotations(text)] == inner


MARKED = st.text(alphabet=st.sampled_from("ab „“”\"»«‚‘’‹›'`´.,\n\r(ä"), max_size=60)


@given(MARKED)
def test_quotations_are_well_formed_in_any_text(text: str) -> None:
    found = find_quotations(text)
    for q in found:
        assert 0 <= q.begin <= q.inner_begin <= q.inner_end <= q.end <= len(text)
        assert q.depth >= 0
    assert [q.begin for q in found] == sorted(q.begin for q in found)


@given(MARKED)
def test_closed_quotations_nest_and_never_cross(text: str) -> None:
    found = [q for q in find_quotations(text) if q.closed]
    for a in found:
        for b in found:
            assert not a.begin < b.begin < a.end < b.end
