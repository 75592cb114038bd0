from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from lagebild.codebook.ladders import load_ladders
from lagebild.publish.table import render_table

from . import example, hostile


def table(**options: object) -> str:
    return render_table([example.PICTURE], example.DOCUMENTS, example.name_of, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("width", [40, 100, 160])
def test_every_line_fits_the_width(lang: str, width: int) -> None:
    shown = render_table([example.PICTURE, example.SECOND], example.DOCUMENTS, example.name_of, lang=lang, width=width)
    assert max(cell_len(line) for line in shown.split("\n")) <= width


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_list_names_every_dimension_and_status_in_the_readers_language(lang: str) -> None:
    shown = table(lang=lang, width=99)
    ladders = load_ladders()
    for dimension in ladders.dimensions:
        assert dimension.short.read(lang) in shown
    for key in ("status.denied", "status.declined", "word.per", "word.considers"):
        assert ladders.label(key, lang) in shown


def test_below_a_hundred_columns_the_matrix_becomes_a_list() -> None:
    assert "─" in table(width=100)
    assert "─" not in table(width=99)
    assert "\n  Angehörige: Ausreise angeordnet\n" in table(width=60)


def test_fewer_than_forty_columns_are_treated_as_forty() -> None:
    assert table(width=3) == table(width=40)


def test_each_status_has_its_form() -> None:
    shown = table(width=99)
    assert "laut Küstenbote: angekündigt (zwei Bataillone)" in shown
    assert "erwägt: ausgeflogen" in shown
    assert "bestritten: Angriff, Kämpfe" in shown
    assert "Personal: kein Kommentar\n" in shown
    assert "Personal: bleibt ◌" in shown


def test_both_values_of_a_conflict_stand_in_the_cell() -> None:
    assert "⚡ teilweise abgezogen (nicht unmittelbar benötigtes Personal) / freiwillige Ausreise" in table(width=160)


def test_a_dimension_that_nobody_states_is_named_below_the_matrix() -> None:
    shown = render_table([example.SECOND], example.DOCUMENTS, example.name_of, width=100)
    assert "Nicht genannt: Reisehinweis, Staatsangehörige" in shown


def test_each_passage_stands_with_its_chain_and_report() -> None:
    shown = table(width=160)
    assert "› Norrmark bereite die Entsendung von zwei Bataillonen nach Veldarien vor" in shown
    assert "— Küstenbote → dieser Bericht; Morgenzeitung, Mo., 13. Nov. 2023" in shown


def test_acts_come_in_order_of_time_and_the_undated_last() -> None:
    shown = table(width=160)
    times = [shown.index(words) for words in ("berät sich mit", "kritisiert", "fordert von")]
    assert times == sorted(times)
    assert "ohne Zeitangabe: Askerland fordert von Veldarien" in shown


def test_a_plural_name_takes_a_plural_verb_in_german() -> None:
    act = replace(example.ACTS[0], actor="US", id="")
    picture = replace(example.PICTURE, acts=(act,))
    shown = {lang: render_table([picture], example.DOCUMENTS, example.name_of, lang=lang) for lang in ("de", "en")}
    assert "US beraten sich mit Bergonien" in shown["de"]
    assert "US consults Bergonia" in shown["en"]


def test_each_further_value_is_named_above_its_passage() -> None:
    assert "  Außerdem: Osthavn: ausgeschlossen (eigene Truppen)\n" in table(width=120)
    assert "  Dagegen: Veldarien: unverändert\n" in table(width=120)


def test_what_a_government_vouches_for_carries_no_article() -> None:
    claim = replace(example.PLANNED, via=(), origin=None, speaker="die Außenministerien", id="")
    picture = replace(example.PICTURE, cells=(example.cell(claim),), conflicts=())
    shown = render_table([picture], example.DOCUMENTS, example.name_of)
    assert "laut Außenministerien: angekündigt" in shown


def test_without_colour_there_is_no_escape_and_with_it_only_ours() -> None:
    assert "\x1b" not in table()
    assert "\x1b[1m" in table(colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", table(colour=True)) == table()


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = table(colour=True)
    for name, value in (("NO_COLOR", "1"), ("COLUMNS", "20"), ("TERM", "dumb"), ("FORCE_COLOR", "1")):
        monkeypatch.setenv(name, value)
    assert table(colour=True) == before
    assert "\x1b" not in table()


@pytest.mark.parametrize("width", [40, 120])
def test_text_from_reports_cannot_command_the_terminal(width: int) -> None:
    shown = render_table([hostile.PICTURE], [hostile.DOCUMENT], hostile.name_of, width=width)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f]", shown)
    assert "⟨U+001B⟩" in shown
    assert max(cell_len(line) for line in shown.split("\n")) <= width
    shown.encode("utf-8")


def test_no_pictures_give_one_line() -> None:
    assert render_table([], (), example.name_of) == "In den gelesenen Berichten ist keine Haltung genannt.\n"
