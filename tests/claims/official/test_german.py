from __future__ import annotations

from datetime import date

import pytest

from claims.official.pages import advice, page, read, steps
from lagebild.pipeline import understand


def test_a_page_speaks_in_its_authoritys_own_voice() -> None:
    [claim] = advice("Vor Reisen nach Ecuador wird gewarnt.")
    assert (claim.actor, claim.place, claim.value, claim.status) == ("DE", "EC", "warning", "asserted")
    assert (claim.statement, claim.speaker, claim.speaker_actor) == (None, "Auswärtiges Amt", "DE")
    assert (claim.scope, claim.as_of) == ("country", "2025-11-18")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Vor Reisen nach Ecuador wird gewarnt.", "warning"),
        ("Von Reisen nach Ecuador wird abgeraten.", "avoid_all"),
        ("Von Reisen nach Ecuador wird dringend abgeraten.", "avoid_all"),
        ("Von nicht erforderlichen Reisen nach Ecuador wird abgeraten.", "avoid_nonessential"),
        ("Von nicht unbedingt erforderlichen Reisen nach Ecuador wird dringend abgeraten.", "avoid_nonessential"),
        ("Wir raten von Reisen nach Ecuador dringend ab.", "avoid_all"),
        ("Das Auswärtige Amt warnt vor Reisen nach Ecuador.", "warning"),
    ],
)
def test_the_wording_decides_the_step(text: str, value: str) -> None:
    [claim] = advice(text)
    assert (claim.value, claim.scope, claim.regions) == (value, "country", ())


@pytest.mark.parametrize(
    ("text", "regions", "exceptions"),
    [
        ("Vor Reisen in die Provinzen Carchi und Manabí wird gewarnt.", ("Provinzen Carchi", "Manabí"), ()),
        ("Von Reisen in das Grenzgebiet zu Kolumbien wird abgeraten.", ("Grenzgebiet zu Kolumbien",), ()),
        (
            "Vor Reisen in die Provinz Carchi, mit Ausnahme der Stadt Tulcán, wird gewarnt.",
            ("Provinz Carchi",),
            ("Stadt Tulcán",),
        ),
        (
            "Vor Reisen in die Provinz Carchi wird gewarnt. Ausgenommen ist die Stadt Tulcán.",
            ("Provinz Carchi",),
            ("Stadt Tulcán",),
        ),
        ("Für den Norden des Landes gilt eine Teilreisewarnung.", ("Norden des Landes",), ()),
        ("Von nicht notwendigen Reisen in die übrigen Landesteile wird abgeraten.", ("übrigen Landesteile",), ()),
    ],
)
def test_parts_are_never_collapsed_into_the_country(
    text: str, regions: tuple[str, ...], exceptions: tuple[str, ...]
) -> None:
    [claim] = advice(text)
    assert (claim.scope, claim.regions, claim.exceptions) == ("parts", regions, exceptions)


def test_a_list_under_a_colon_names_the_regions_and_their_exceptions() -> None:
    text = (
        "**Von Reisen in folgende Provinzen wird** **dringend abgeraten:**\n\n* **Carchi** (mit Ausnahme der Stadt Tulcán)\n"
        "* Sucumbíos und\n* Orellana\n\n**Vor Reisen nach Esmeraldas wird gewarnt.**"
    )
    first, second = advice(text)
    assert (first.value, first.scope, first.regions) == ("avoid_all", "parts", ("Carchi", "Sucumbíos", "Orellana"))
    assert first.exceptions == ("Stadt Tulcán",)
    assert (second.value, second.regions) == ("warning", ("Esmeraldas",))
    assert first.passage.exact.startswith("Von Reisen in folgende Provinzen")


def test_a_list_may_run_through_the_sentence() -> None:
    text = "**Vor Reisen  \n\n- in die Provinz Carchi**,  \n**- in die Grenzgebiete zu Kolumbien** und Peru  \n\nwird** **gewarnt.**"
    [claim] = advice(text)
    assert claim.regions == ("Provinz Carchi", "Grenzgebiete zu Kolumbien, Peru")
    assert text[claim.passage.span.begin : claim.passage.span.end] == claim.passage.exact


@pytest.mark.parametrize(
    "text",
    [
        "* Beachten Sie die geltende Reisewarnung und Ausreiseaufforderung.",
        "## Sicherheit - Reisewarnung",
        "Die Reisewarnung wurde aufgehoben.",
        "Für Kolumbien besteht eine Reisewarnung.",
        "In den kolumbianischen Departamentos Cauca und Nariño gilt eine Teilreisewarnung.",
        "## Gesundheit\n\nVon Reisen in große Höhen wird abgeraten.",
        "## Reiseinfos\n\n### Infrastruktur\n\nVor Reisen mit Nachtbussen wird gewarnt.",
    ],
)
def test_references_headings_other_countries_and_other_sections_make_no_advice(text: str) -> None:
    assert advice(text) == []


def test_what_is_dropped_is_an_abstention() -> None:
    found = read("Für Kolumbien besteht eine Reisewarnung.\n\nDie USA haben ihre Botschaft in Quito geschlossen.")
    assert found.claims == ()
    reasons = {a.reason for a in found.abstentions}
    assert {"advice about CO on a page about EC", "what US does is told on a page of DE"} <= reasons


def test_a_page_may_be_about_two_countries_by_its_title() -> None:
    text = (
        "# Israel: Hinweise (Palästinensische Gebiete)\n\nVor Reisen nach Israel und in die Palästinensischen Gebiete wird gewarnt.\n\n"
        "Deutsche Staatsangehörige, die sich im Gazastreifen aufhalten, sollten – sofern möglich – ausreisen."
    )
    found = [(c.place, c.dimension, c.value) for c in read(text, place="IL").claims]
    assert found == [
        ("IL", "travel_advice", "warning"),
        ("PS", "travel_advice", "warning"),
        ("PS", "citizen_departure", "leave"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deutsche Staatsangehörige werden aufgefordert, Ecuador zu verlassen.", ("citizen_departure", "leave")),
        (
            "Deutsche Staatsangehörige werden dringend aufgefordert, Ecuador zu verlassen.",
            ("citizen_departure", "leave_now"),
        ),
        ("Registrieren Sie sich in der Krisenvorsorgeliste.", ("citizen_departure", "prepare")),
        ("Eine weitere Verschärfung der Lage kann nicht ausgeschlossen werden.", ("threat_assessment", "possible")),
        ("Die Kämpfe können jederzeit weiter eskalieren.", ("threat_assessment", "any_time")),
        ("Im Norden finden Kampfhandlungen und Luftangriffe statt.", ("threat_assessment", "occurring")),
        (
            "Die Möglichkeiten zur Unterstützung deutscher Staatsangehöriger sind sehr begrenzt.",
            ("evacuation", "limited"),
        ),
        ("Die Botschaft in Quito ist geschlossen.", ("mission_status", "closed")),
        ("Eine konsularische Unterstützung vor Ort ist nicht möglich.", ("mission_status", "no_consular")),
    ],
)
def test_the_other_dimensions_are_read_as_well(text: str, expected: tuple[str, str]) -> None:
    assert steps(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Aufgrund der anhaltenden Kampfhandlungen ist eine Einreise nicht möglich.",
        "Eine konsularische Unterstützung für Deutsche in Kolumbien ist der Botschaft nicht möglich.",
        "Derzeit wahrgenommene konsularische Aufgaben können der Rubrik Visa entnommen werden.",
        "### Kriminalität\n\nMit Überfällen und Gewalt ist jederzeit zu rechnen.",
        "## Haftungsausschluss\n\nDie weltweite Gefahr terroristischer Anschläge besteht fort.",
    ],
)
def test_it_stays_silent_where_danger_is_only_a_reason_or_the_section_is_another(text: str) -> None:
    assert steps(text) == []


def test_the_same_words_at_the_top_and_below_are_one_claim() -> None:
    text = "## Aktuelles\n\n**Vor Reisen nach Ecuador wird gewarnt.**\n\n## Sicherheit\n\nVor Reisen nach Ecuador wird gewarnt."
    assert len(advice(text)) == 1


def test_switzerlands_top_step_is_travel_of_any_kind() -> None:
    [claim] = advice("Von Reisen nach Ecuador und von Aufenthalten jeder Art wird abgeraten.", authority="CH")
    assert (claim.actor, claim.value, claim.scope) == ("CH", "warning", "country")


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Für das ganze Land gilt Sicherheitsstufe 4.", date(2025, 9, 30), [("avoid_nonessential", "country")]),
        ("Für das ganze Land gilt Sicherheitsstufe 4.", date(2025, 10, 1), [("warning", "country")]),
        ("Für die Provinz Carchi gilt Sicherheitsstufe 4.", date(2025, 10, 1), [("warning", "parts")]),
        ("Für die Provinz Carchi gilt Sicherheitsstufe 5.", date(2025, 9, 30), [("warning", "parts")]),
        ("Für das ganze Land gilt Sicherheitsstufe 6.", date(2025, 10, 1), []),
    ],
)
def test_austrias_numbered_levels_are_read_by_the_ladder_of_the_day(
    text: str, day: date, expected: list[tuple[str, str]]
) -> None:
    found = understand(page(text, "AT", day=day)).claims.claims
    assert [(c.value, c.scope) for c in found if c.dimension == "travel_advice"] == expected


def test_html_is_read_like_markdown() -> None:
    text = (
        "<h3>Aktuelles</h3><p><strong>Vor Reisen nach&nbsp;Ecuador wird gewarnt.</strong></p>"
        "<p>Von Reisen in folgende Gebiete wird abgeraten:</p><ul><li>Carchi</li><li>Manabí</li></ul><h3>Gesundheit</h3><p>Vor Reisen wird gewarnt.</p>"
    )
    first, second = advice(text)
    assert (first.value, first.scope) == ("warning", "country")
    assert (second.value, second.regions) == ("avoid_all", ("Carchi", "Manabí"))


def test_a_report_without_an_authority_is_read_as_before() -> None:
    from dataclasses import replace

    news = replace(page("Vor Reisen nach Ecuador wird gewarnt."), authority=None, place=None, id="")
    assert understand(news).claims.claims == ()


def test_a_page_in_another_language_is_an_abstention() -> None:
    found = read("Il est formellement déconseillé de se rendre dans les provinces du nord.", authority="FR")
    assert found.claims == ()
    assert [a.rule for a in found.abstentions] == ["official language"]
