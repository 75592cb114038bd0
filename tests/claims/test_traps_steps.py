"""Traps: whether a step is taken at all: demands, lost measures, readiness for a case."""

from __future__ import annotations

from typing import Any

import pytest

from claims.traps import case, cases, check, keys, read
from lagebild.model import OpenKind

# --- 9. a demand is no step ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Erklärtes Ziel Pjöngjangs ist es, dass die USA ihre Truppen aus Südkorea abziehen.",
        "Die Regierung in Belgrad verlangt, dass die NATO alle Soldaten aus dem Kosovo abzieht.",
        "Bedingung Aserbaidschans für ein Abkommen sei, dass Frankreich seine Botschaft in Eriwan schließe, hieß es in Baku.",
        "Teheran pocht darauf, dass Großbritannien sein Personal aus Bahrain zurückholt.",
        "Burkina Faso fordert Frankreich ultimativ auf, seine Soldaten binnen eines Monats aus dem Land abzuziehen.",
        pytest.param(
            "Caracas will erreichen, dass Kolumbien sein Konsulat in Maracaibo aufgibt.",
        ),
    ],
)
def test_what_a_government_demands_of_another_is_no_claim_about_either(text: str) -> None:
    assert keys(read(text)) == set()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Die Regierung in Belgrad verlangt, dass die NATO alle Soldaten aus dem Kosovo abzieht.", "RS"),
        ("Burkina Faso fordert Frankreich ultimativ auf, seine Soldaten aus dem Land abzuziehen.", "BF"),
        ("Nordkorea fordert den Abzug der amerikanischen Truppen aus Südkorea.", "KP"),
    ],
)
def test_a_demand_is_an_act_of_who_demands(text: str, actor: str) -> None:
    assert (actor, "demands") in {(a.actor, a.kind) for a in read(text).claims.acts}


# --- 11. a lost measure ----------------------------------------------------------------------------------------


@cases(
    case(
        "Das australische Außenministerium erlaubte auch den Familien seiner Diplomaten, Fidschi zu verlassen.",
        "AU family_departure FJ voluntary asserted",
        never=["AU staff_departure * * *"],
    ),
    case(
        "Die Schweiz schloss zudem ihr Konsulat in Lahore.",
        "CH mission_status PK closed asserted",
    ),
    case(
        "Kanada ordnete außerdem die Ausreise der Familien seiner Diplomaten aus Quito an.",
        "CA family_departure EC ordered asserted",
        never=["CA staff_departure * * *"],
    ),
    case(
        "Das Außenministerium in Wien rief auch die Österreicher auf, den Tschad zu verlassen.",
        "AT citizen_departure TD leave asserted",
        never=["AT staff_departure|family_departure * * *"],
    ),
)
def test_a_lost_measure_is_reported_as_a_gap_and_nothing_is_inferred(text: str, must: Any, never: Any) -> None:
    reading = read(text)
    check(reading, must, never)
    assert [q.kind for q in reading.claims.open] == [OpenKind.PRESUPPOSED]


@pytest.mark.parametrize(
    "text",
    [
        "Japan hat seine Botschaft in Sanaa geschlossen. Tokio ordnete auch die Ausreise der Familien aus dem Jemen an.",
        "Irland zieht seine Diplomaten aus Kigali ab. Dublin rät auch von allen Reisen nach Ruanda ab.",
        "Das EDA rät von Reisen jeder Art nach Mali ab. Es schloss zudem die Botschaft in Bamako.",
    ],
)
def test_a_measure_that_stands_before_is_not_lost(text: str) -> None:
    assert OpenKind.PRESUPPOSED not in {q.kind for q in read(text).claims.open}


# --- 12. readiness for a case ----------------------------------------------------------------------------------


@cases(
    case(
        "Sollten die Flughäfen schließen, stünden zwei Fregatten bereit, um Niederländer aus Israel zu holen, "
        "sagte der Verteidigungsminister in Den Haag.",
        "NL evacuation IL prepared asserted",
        never=["NL evacuation IL ongoing|completed *"],
    ),
    case(
        "Falls die Gewalt in Nairobi zunimmt, ist die Bundeswehr bereit, Deutsche aus Kenia auszufliegen.",
        "DE evacuation KE prepared asserted",
        never=["DE evacuation KE ongoing|completed *"],
    ),
    case(
        "Für den Fall, dass die Kämpfe Tiflis erreichen, halte man eine Maschine bereit, um Österreicher aus Georgien "
        "auszufliegen, sagte die Außenministerin in Wien.",
        "AT evacuation GE prepared asserted",
        never=["AT evacuation GE ongoing|completed *"],
    ),
    case(
        "Wenn sich die Sicherheitslage in Bangladesch weiter verschlechtere, stehe die indische Marine für eine Evakuierung "
        "der Inder bereit, hieß es in Neu-Delhi.",
        "IN evacuation BD prepared asserted",
        never=["IN evacuation BD ongoing|completed *"],
    ),
)
def test_a_stated_readiness_for_a_case_is_prepared_and_asserted(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Im Fall eines Kriegs werde man neuseeländische Bürger nicht aus Taiwan ausfliegen können, erklärte Wellington.",
        "NZ evacuation TW none asserted",
        never=["NZ evacuation TW prepared|ongoing *"],
    ),
    case(
        "Sollten die Kämpfe Juba erreichen, könne Norwegen seinen Bürgern nicht bei der Ausreise aus dem Südsudan helfen, "
        "warnte das Außenministerium in Oslo.",
        "NO evacuation SS none asserted",
        never=["NO evacuation SS prepared|ongoing *"],
    ),
    case(
        "Die belgische Regierung werde bei einem Putsch nicht in der Lage sein, Belgier aus Guinea zu evakuieren, "
        "sagte der Außenminister.",
        "BE evacuation GN none asserted",
        never=["BE evacuation GN prepared|ongoing *"],
    ),
)
def test_a_stated_limit_for_a_case_is_asserted(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@pytest.mark.parametrize(
    "text",
    [
        "Sollte die Gewalt in Quito zunehmen, werde Peru seine Botschaft dort schließen, sagte der Außenminister in Lima.",
        "Falls die Rebellen vorrücken, zieht Irland seine Diplomaten aus Kigali ab.",
        "Wenn die Angriffe andauern, werde Malta die Familien seiner Diplomaten aus Amman holen, hieß es in Valletta.",
    ],
)
def test_a_step_under_a_condition_is_not_asserted(text: str) -> None:
    assert not [k for k in keys(read(text)) if k[4] == "asserted"]
