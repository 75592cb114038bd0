"""Who says so, in the few words that a cell has room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lagebild.model import Status
from lagebild.publish.plain import soften
from lagebild.publish.setting import fill
from lagebild.publish.speakers import bare_name, names_nobody, once, short_name
from lagebild.publish.table import render_table

from . import example


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("das Auswärtige Amt", "Auswärtiges Amt"),
        ("der österreichische Außenminister", "österreichischer Außenminister"),
        ("der belgischen Regierung", "belgischer Regierung"),
        ("die belgische Regierung", "belgische Regierung"),
        ("die örtlichen Behörden", "örtliche Behörden"),
        ("Das „Spreebogen-Blatt“", "Spreebogen-Blatt"),
        ("das Pentagon", "Pentagon"),
        ("Rom", "Rom"),
        ("der", "der"),
    ],
)
def test_a_name_stands_without_article_and_in_good_german(words: str, said: str) -> None:
    assert bare_name(words) == said


@pytest.mark.parametrize("words", ["sie", "eigenen Angaben", "den Hinweisen", "er selbst"])
def test_a_pronoun_names_nobody(words: str) -> None:
    assert names_nobody(words)


@pytest.mark.parametrize("words", ["das Ministerium", "Angaben des Senders", "Ihlen", "Erpress"])
def test_a_name_names_somebody(words: str) -> None:
    assert not names_nobody(words)


def test_where_the_words_only_point_the_government_stands() -> None:
    claim = replace(example.PLANNED, via=(), origin=None, status=Status.ASSERTED, speaker="sie", speaker_actor="XV", id="")
    picture = replace(example.PICTURE, cells=(example.cell(claim),), conflicts=())
    shown = render_table([picture], example.DOCUMENTS, example.name_of)
    assert "— sie" not in shown
    assert f"— {example.name_of('XV', 'de')}" in shown


def test_a_link_of_the_chain_stands_once() -> None:
    assert once(["Spreebogen-Blatt", "Regierungskreise", "spreebogen-blatt"]) == ("Spreebogen-Blatt", "Regierungskreise")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Außenministerin Mia Holm", "Holm"),
        ("Bundesaußenministerin Clara Weis", "Weis"),
        ("finnischer Regierungschef Aki Lehto", "Lehto"),
        ("Außenministerium in Wien", "Außenministerium in Wien"),
        ("Sprecherin", "Sprecherin"),
    ],
)
def test_a_narrow_column_names_a_person_by_the_family_name(words: str, said: str) -> None:
    assert short_name(words) == said


def test_compounds_break_where_a_reader_would_break_them() -> None:
    assert soften("Bundesaußenministerin") == "Bundes\u00adaußen\u00administerin"


def test_a_sign_moves_close_to_its_word_before_the_word_breaks() -> None:
    assert fill("— Washington", 11) == ["—Washington"]
