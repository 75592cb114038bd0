from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.language.compounds import parts_of
from lagebild.language.terms import LONGEST, encode, fold, matches, prefixes_of, stem_of, terms_of


def flat(text: str) -> set[str]:
    return {term for terms in terms_of(text) for term in terms}


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("reisewarnungen", ("reise", "warnungen")),
        ("botschaftspersonal", ("botschaft", "personal")),
        ("botschaftsangehörige", ("botschaft", "angehörige")),
        ("streitkräfte", ("streit", "kräfte")),
        ("krisenvorsorgeliste", ("krise", "vorsorge", "liste")),
        ("aussenministeriumssprecher", ("aussenministerium", "sprecher")),
        ("ukrainekrieg", ("ukraine", "krieg")),
    ],
)
def test_a_compound_has_the_parts_that_a_reader_sees(compound: str, parts: tuple[str, ...]) -> None:
    assert parts_of(compound) == parts


@pytest.mark.parametrize(
    "word",
    "botschaft regierung personal evakuierung ministerium sicherheit österreicherinnen diplomatinnen verhandlungen mannschaft"
    " washington guayaquil bereitschaft schliessung a".split(),
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert parts_of(word) == ()


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Warnung", "Die Reisewarnungen gelten weiter."),
        ("Reise", "Die Reisewarnung gilt weiter."),
        ("Personal", "Das Botschaftspersonal reist ab."),
        ("Botschaft", "Das Botschaftspersonal reist ab."),
        ("Botschaft", "Die US-Botschaften schließen."),
        ("Haeuser", "Das Haus wurde geräumt."),
        ("Strasse", "Die STRAẞE ist gesperrt."),
        ("Aussenministerium", "Das Außenministerium warnt."),
        ("Diplomatin", "Diplomatinnen reisen aus."),
        ("Mitarbeiter", "Die Mitarbeiter*innen bleiben."),
        ("Erdogan", "Präsident Erdoğan sagte ab."),
        ("Müller", "Minister Mueller sprach."),
        ("Reisewarnung", "Die Reise\u00adwar\u200bnung gilt weiter."),
    ],
)
def test_a_word_is_found_in_its_other_forms_and_spellings(asked: str, written: str) -> None:
    assert stem_of(asked) in flat(written)
    assert any(matches(word, [(stem_of(asked), False)]) for word in written.replace("-", " ").replace("*", " ").split())


def test_words_that_only_look_alike_are_not_found() -> None:
    assert stem_of("neun") not in flat("Die neuen Regeln")
    assert stem_of("Reise") not in flat("Die Preise steigen, der Greis auch.")
    assert stem_of("Not") not in flat("Der Notar schweigt.")


@pytest.mark.parametrize("begin", ["Häus", "Haeus", "haus", "HÄU"])
def test_an_umlaut_may_be_spelt_out_at_the_begin_of_a_word(begin: str) -> None:
    assert any(term.startswith(prefix) for term in flat("Häuser") for prefix in prefixes_of(begin))


@given(st.text(max_size=60))
def test_terms_are_ascii_whatever_the_text_and_a_word_has_the_term_it_is_asked_for_by(text: str) -> None:
    for term in flat(text):
        assert term.isascii()
        assert term.replace("_", "a").isalnum()
    for word in text.split():
        if word.isalnum():
            assert stem_of(word) in flat(word)
            assert matches(word, [(stem_of(word), False)])
    assert encode(fold("Кыив")).isascii()


def test_an_endless_word_is_cut_like_the_one_that_asks_for_it() -> None:
    assert flat("x" * 5000) == {stem_of("x" * 9000)}
    assert len(stem_of("x" * 9000)) == LONGEST
