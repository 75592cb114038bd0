from __future__ import annotations

import random
from datetime import date

import pytest

from lagebild.documents import group_copies
from lagebild.model.text import Document

AGENCY = """Kiew (xy) - Die Regierung in Musterland hat ihre Staatsangehörigen aufgerufen, die Ukraine umgehend zu verlassen. Das teilte das Außenministerium am Samstagabend mit. Die Botschaft in Kiew bleibe vorerst mit verringertem Personal geöffnet.

Wer im Land bleiben müsse, solle sich in die Krisenvorsorgeliste eintragen und Vorräte für mehrere Tage anlegen, hieß es weiter. Flüge der nationalen Gesellschaft würden bis auf Weiteres ausgesetzt.

Der Außenminister will am Montag mit seinen Kollegen aus den Nachbarländern beraten. Zuvor hatten bereits zwei andere Staaten die Familien ihrer Diplomaten zurückgeholt."""
OTHER = """Nach dem Aufruf an seine Bürger, die Ukraine zu verlassen, hält Musterland seine Botschaft in Kiew offen. Ein Teil der Belegschaft werde allerdings ausreisen, sagte eine Sprecherin am Abend in der Hauptstadt.

Sie begründete den Schritt mit der angespannten Lage an der Grenze. Reisende, die ihren Aufenthalt nicht abbrechen könnten, sollten ihre Erreichbarkeit hinterlegen. Auch die Fluglinie des Landes fliegt Kiew nicht mehr an. In der kommenden Woche treffen sich die Ressortchefs der Region."""


def documents(*texts: str) -> list[Document]:
    return [Document(key=str(i), text=text, source="x", published=date(2022, 1, 1 + i)) for i, text in enumerate(texts)]


def origins(*texts: str) -> list[str]:
    batch = documents(*texts)
    keys = {d.id: d.key for d in batch}
    return [keys[d.origin or ""] for d in group_copies(batch)]


def test_the_same_text_under_five_outlets_has_one_origin() -> None:
    assert origins(*[AGENCY] * 5) == ["0"] * 5


def test_a_copy_with_headline_and_byline_has_the_origin_of_the_agency_text() -> None:
    assert origins(AGENCY, "Musterland ruft seine Bürger zurück\n\nVon Eva Beispiel, Warschau\n\n" + AGENCY) == [
        "0",
        "0",
    ]


def test_a_cut_copy_has_the_origin_of_the_whole_whichever_comes_first() -> None:
    cut = AGENCY.rpartition("\n\n")[0]
    assert origins(AGENCY, cut) == origins(cut, AGENCY) == ["0", "0"]


def test_two_independent_reports_about_one_event_stay_apart() -> None:
    assert origins(AGENCY, OTHER) == ["0", "1"]


def test_a_ticker_that_repeats_two_reports_does_not_make_them_one() -> None:
    assert origins(AGENCY, OTHER, AGENCY + "\n\n" + OTHER)[:2] == ["0", "1"]


def test_short_texts_are_copies_only_word_for_word() -> None:
    short = "Kanada schließt seine Botschaft in Kiew."
    assert origins(short, short.upper() + "!", short + " Das Personal zieht nach Lwiw.") == ["0", "0", "2"]
    assert origins("...", "!!!") == ["0", "1"]


def test_the_groups_do_not_depend_on_the_order_of_the_input() -> None:
    batch = documents(AGENCY, OTHER, AGENCY[:700], OTHER + " Ende.", AGENCY + "\n\n" + OTHER, "Kurz.")
    expected = {d.id: d.origin for d in group_copies(batch)}
    for seed in range(20):
        random.Random(seed).shuffle(batch)
        assert {d.id: d.origin for d in group_copies(batch)} == expected


@pytest.mark.timeout(60)
def test_five_thousand_reports_with_a_common_formula_are_grouped_quickly() -> None:
    words = random.Random(1)
    formula = " Die Agentur berichtet aus vielen Ländern der Welt und wird von Zeitungen getragen."
    texts = [" ".join(f"w{words.randrange(5000)}" for _ in range(120)) + formula for _ in range(2500)]
    found = origins_of(texts + [text + " Zusatz" for text in texts])
    assert len(found) == 2500


def origins_of(texts: list[str]) -> set[str | None]:
    return {d.origin for d in group_copies([Document(key=str(i), text=t, source="x") for i, t in enumerate(texts)])}
