"""Traps: which land it is: two places in one text, "into the country", "thither"."""

from __future__ import annotations

from typing import Any

import pytest

from claims.traps import case, cases, check, claim_for, picture_of, read

# --- 8. two places, and two things at one place ----------------------------------------------------------------

TWO_PLACES = [
    case(
        "Frankreich prüft die Entsendung von Soldaten nach Rumänien. "
        "Truppen nach Moldau zu schicken, schloss Präsident Macron dagegen aus. "
        "Rund 60 französische Ausbilder sind in Moldau im Einsatz.",
        "FR force_posture RO considered considered",
        "FR force_posture MD ruled_out asserted",
        "FR force_posture MD present asserted",
        never=["FR force_posture MD considered *", "FR force_posture RO ruled_out|present *"],
    ),
    case(
        "Südafrika erwägt, ein Bataillon nach Mosambik zu verlegen. "
        "Einen Kampfeinsatz im Kongo hat Pretoria ausgeschlossen. "
        "Im Kongo halten sich derzeit 40 südafrikanische Militärberater auf.",
        "ZA force_posture MZ considered considered",
        "ZA force_posture CD ruled_out asserted",
        "ZA force_posture CD present asserted",
        never=["ZA force_posture CD considered *", "ZA force_posture MZ ruled_out|present *"],
    ),
    case(
        "Die australische Regierung denkt über eine Verlegung von Kampfjets nach Japan nach. "
        "Soldaten werde man nicht nach Taiwan schicken, sagte der Verteidigungsminister in Canberra.",
        "AU force_posture JP considered considered",
        "AU force_posture TW ruled_out asserted",
        never=["AU force_posture TW considered *", "AU force_posture JP ruled_out *"],
    ),
]


@cases(*TWO_PLACES)
def test_troops_weighed_for_one_place_and_ruled_out_for_another_are_two_claims(
    text: str, must: Any, never: Any
) -> None:
    check(read(text), must, never)


@pytest.mark.parametrize("place", ["MD", "CD"])
def test_troops_ruled_out_and_trainers_present_are_no_contradiction(place: str) -> None:
    picture = picture_of(place, *(str(p.values[0]) for p in TWO_PLACES[:2]))
    assert picture.cells
    assert picture.conflicts == ()


@pytest.mark.parametrize(
    ("place", "actor", "text"),
    [
        pytest.param(
            "MD",
            "FR",
            "Kampftruppen nach Moldau zu schicken, schloss Frankreich aus. "
            "Rund 60 französische Ausbilder sind in Moldau im Einsatz.",
        ),
        pytest.param(
            "CD",
            "ZA",
            "Eine Entsendung von Soldaten in den Kongo hat Südafrika ausgeschlossen. "
            "40 südafrikanische Militärberater sind im Kongo stationiert.",
        ),
        pytest.param(
            "SO",
            "TR",
            "Die Türkei schloss die Entsendung von Kampftruppen nach Somalia aus. "
            "Im Land sind weiterhin 300 türkische Militärausbilder stationiert.",
        ),
    ],
)
def test_the_detail_tells_sending_troops_from_trainers_present(place: str, actor: str, text: str) -> None:
    reading = read(text)
    refused = claim_for(reading, f"{actor} force_posture {place} ruled_out asserted")
    present = claim_for(reading, f"{actor} force_posture {place} present asserted")
    assert refused.detail != present.detail


# --- 10. which land --------------------------------------------------------------------------------------------


@cases(
    case(
        "Das dänische Außenministerium hat seine Hinweise für Äthiopien verschärft und warnt vor Reisen in das Land, "
        "weil die Spannungen an der Grenze zu Eritrea zunehmen.",
        "DK travel_advice ET warning|avoid_all asserted",
        never=["DK travel_advice ER * *"],
    ),
    case(
        "Japan hat seinen Reisehinweis für Armenien erneuert und rät von allen Reisen in das Land ab. "
        "Im benachbarten Aserbaidschan waren Schüsse gefallen.",
        "JP travel_advice AM avoid_all asserted",
        never=["JP travel_advice AZ * *"],
    ),
    case(
        "Das EDA hat die Reisehinweise für den Tschad angepasst: Von Reisen jeder Art in das Land wird abgeraten, "
        "da die Kämpfe im Sudan auf die Grenze übergreifen könnten.",
        "CH travel_advice TD avoid_all asserted",
        "?CH threat_assessment TD|SD possible *",
        never=["CH travel_advice SD * *"],
    ),
    case(
        "Polen hat eine Reisewarnung für Belarus ausgesprochen. Vor Reisen in das Land habe man seit Langem gewarnt, hieß es in Warschau. Litauen hält einen Übergang offen.",
        "PL travel_advice BY warning asserted",
        "?PL travel_advice BY * *",
        never=["PL travel_advice LT * *"],
    ),
)
def test_into_the_country_means_the_country_the_advice_is_for(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@pytest.mark.parametrize(
    ("text", "actor", "empty"),
    [
        (
            "Das dänische Außenministerium warnt vor Reisen nach Äthiopien. An der Grenze zu Eritrea sammeln sich Flüchtlinge. "
            "Dänemark hat die Familien seiner Diplomaten aus Asmara ausgeflogen.",
            "DK",
            "ER",
        ),
        (
            "Kanada rät dringend davon ab, auf dem Landweg von Kolumbien nach Venezuela zu reisen. "
            "Die kanadische Botschaft in Bogotá ist geöffnet, die Botschaft in Caracas ist geschlossen.",
            "CA",
            "VE",
        ),
        (
            "Die Niederlande haben eine Reisewarnung für den Niger ausgesprochen. "
            "Ihre Botschaft in Algier, der Hauptstadt des Nachbarlands Algerien, arbeitet im Notbetrieb.",
            "NL",
            "DZ",
        ),
    ],
)
def test_a_level_that_nobody_states_leaves_the_cell_empty(text: str, actor: str, empty: str) -> None:
    picture = picture_of(empty, text)
    assert picture.cells
    assert picture.cell(actor, "travel_advice") is None


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        (
            "Für die Provinz Tete im Norden Mosambiks wird Irland deutlicher: Dorthin rät es von allen Reisen ab.",
            "parts",
        ),
        ("Irland hat für Mosambik neue Hinweise erlassen: Dorthin rät es von allen Reisen ab.", "country"),
    ],
)
def test_thither_has_the_scope_of_what_it_points_to(text: str, scope: str) -> None:
    found = [c for c in read(text).claims.claims if c.dimension == "travel_advice"]
    assert [c.scope for c in found] == [scope]
