"""Words between quotation marks."""

import pytest


def test_a_frame_behind_a_quotation_names_the_speaker(said) -> None:
    [s] = said("„Die Botschaft bleibt offen“, sagte Außenminister Karl Berger am Montag.")
    assert (s.kind, s.content, s.speaker, s.cue) == ("direct", "„Die Botschaft bleibt offen“", "Außenminister Karl Berger", "sagte")
    assert s.frame == ", sagte Außenminister Karl Berger am Montag"


def test_a_frame_before_a_colon_names_the_speaker(said) -> None:
    [s] = said("Der Minister sagte: „Wir ziehen niemanden ab. Das gilt auch morgen.“")
    assert s.content == "„Wir ziehen niemanden ab. Das gilt auch morgen.“"
    assert (s.speaker, s.cue, s.frame) == ("Der Minister", "sagte", "Der Minister sagte:")


def test_a_colon_needs_no_verb(said) -> None:
    [s] = said("Berger: „Wir bleiben.“")
    assert (s.speaker, s.cue) == ("Berger", "")


def test_a_frame_amid_a_quotation_gives_both_halves_its_speaker(said) -> None:
    first, second = said("„Die Lage“, so Sprecherin Anna Weiß, „ist ernst.“")
    assert (first.content, second.content) == ("„Die Lage“", "„ist ernst.“")
    assert first.speaker == second.speaker == "Sprecherin Anna Weiß"


def test_a_quotation_without_frame_goes_on_with_the_speaker(said) -> None:
    first, second = said("„Wir gehen“, sagte Berger. „Morgen ist es so weit.“")
    assert second.speaker == first.speaker == "Berger"


def test_a_quotation_that_never_closes_ends_with_its_paragraph(said) -> None:
    [s] = said("Das Ministerium fügte hinzu: \"Von Reisen wird abgeraten.\n\nEs regnete in Kiew.")
    assert s.content == "\"Von Reisen wird abgeraten."
    assert s.speaker == "Das Ministerium"


def test_a_fragment_in_indirect_speech_is_a_quotation_of_its_own(said) -> None:
    outer, inner = said("Das Ministerium erklärte, dass es die „freiwillige Ausreise von Mitarbeitern“ genehmige.")
    assert outer.kind == "indirect"
    assert (inner.kind, inner.content, inner.speaker) == ("direct", "„freiwillige Ausreise von Mitarbeitern“", "Das Ministerium")
    assert inner.nested


def test_a_judgement_between_marks_is_a_quotation(said) -> None:
    found = said("Die Ministerin bezeichnete den Schritt als „übertrieben“.")
    assert [s.content for s in found if s.kind == "direct"] == ["„übertrieben“"]


def test_a_nested_colon_gives_the_quotation_to_the_inner_speaker(said) -> None:
    found = said("Das Pentagon wies darauf hin, dass Sprecher John Kirby am Freitag sagte: „Wir halten Optionen bereit.“")
    [direct] = [s for s in found if s.kind == "direct"]
    assert direct.speaker == "Sprecher John Kirby"


@pytest.mark.parametrize(
    "text",
    [
        "Der Film „Die große Reise“ läuft seit Montag im Kino „Atlantis“.",
        "Das sogenannte „Hilfspaket“ kam am Dienstag an.",
        "Die Zeitung „Neue Post“ hat ein neues Haus.",
        "Das Schiff „Aurora“ fuhr nach Riga.",
    ],
)
def test_titles_names_and_scare_quotes_are_no_statements(said, text: str) -> None:
    assert said(text) == []


def test_a_lost_mark_is_read_as_if_it_were_not_there(said) -> None:
    [s] = said("»Wir holen unsere Landsleute aus dem Niger, versprach Griechenlands Verteidigungsminister.")
    assert (s.speaker, s.act) == ("Griechenlands Verteidigungsminister", "promises")


def test_mixed_marks_close_each_other(said) -> None:
    [s] = said("„Unsere Diplomaten bleiben in Tiflis\", sagte Finnlands Außenministerin.")
    assert (s.content, s.speaker) == ("„Unsere Diplomaten bleiben in Tiflis\"", "Finnlands Außenministerin")
