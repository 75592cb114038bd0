"""Traps: a negation outside the passage, and what is asked, declined or weighed: none of it is asserted."""

from __future__ import annotations

from typing import Any

import pytest

from claims.traps import case, cases, check, keys, read

# --- 5. negation outside the passage ---------------------------------------------------------------------------


@cases(
    case(
        "Neuseeland sieht gegenwärtig keine Veranlassung, seine Diplomaten aus Colombo abzuziehen.",
        "NZ staff_departure LK remain asserted",
        never=["NZ staff_departure LK withdrawn|ordered|reduced *"],
    ),
    case(
        "„Ich glaube nicht, dass unsere Diplomaten Kairo verlassen müssen“, sagte der griechische Außenminister.",
        "GR staff_departure EG remain asserted",
        never=["GR staff_departure EG withdrawn|ordered *"],
    ),
    case(
        "Die italienische Regierung hält es nicht für nötig, die Familien ihrer Diplomaten aus Rabat auszufliegen.",
        "IT family_departure MA remain asserted",
        never=["IT family_departure MA withdrawn|ordered *"],
    ),
    case(
        "Es gebe keinen Grund, die Botschaft in Lima zu schließen, sagte Ungarns Außenminister.",
        "HU mission_status PE open asserted",
        never=["HU mission_status PE closed asserted|reported|considered"],
    ),
)
def test_a_negation_in_the_governing_clause_turns_the_step_into_staying(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Weder Österreich noch Slowenien zieht Botschaftspersonal aus Tunis ab.",
        "AT staff_departure TN remain asserted",
        "SI staff_departure TN remain asserted",
        never=["* staff_departure TN reduced|withdrawn *"],
    ),
    case(
        "Dänemark fordert seine Bürger weder zur Ausreise aus Peru auf, noch schließt es seine Botschaft in Lima.",
        "DK citizen_departure PE none asserted",
        "DK mission_status PE open asserted",
        never=["DK citizen_departure PE leave *", "DK mission_status PE closed *"],
    ),
    case(
        "Das EDA hat weder seine Diplomaten noch deren Begleitpersonen aus Amman abgezogen.",
        "CH staff_departure JO remain asserted",
        "CH family_departure JO remain asserted",
        never=["CH staff_departure|family_departure JO withdrawn *"],
    ),
)
def test_neither_nor_negates_both_sides(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Kein Aufruf zur Ausreise: Das EDA hält die Lage in Armenien für beherrschbar.",
        "CH citizen_departure AM none asserted",
        "?CH threat_assessment AM * *",
        never=["CH citizen_departure AM leave|leave_now *"],
    ),
    case(
        "Eine Aufforderung an die Landsleute, Kenia zu verlassen, gibt es laut dem Außenministerium in Warschau nicht.",
        "PL citizen_departure KE none asserted",
        never=["PL citizen_departure KE leave|leave_now *"],
    ),
    case(
        "Finnland ruft seine Staatsangehörigen nicht dazu auf, Georgien zu verlassen.",
        "FI citizen_departure GE none asserted",
        never=["FI citizen_departure GE leave|leave_now *"],
    ),
)
def test_a_call_that_is_not_made_is_none(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


# --- what is asked, refused or weighed is never asserted -------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ob Luxemburg seine Botschaft in Dakar schließt, wollte das Außenministerium nicht sagen.",
        "Auf die Frage, ob Irland seine Diplomaten aus Amman abziehe, antwortete der Außenminister in Dublin nicht.",
        "Belgien prüft, ob es die Familien seiner Diplomaten aus Kigali ausfliegt.",
        "Ein Abzug der maltesischen Soldaten aus dem Libanon steht laut Regierungskreisen in Valletta im Raum.",
        "Hätte Polen seine Botschaft in Bagdad geschlossen, wäre die Miliz zufrieden gewesen.",
        "Schließt Slowenien seine Botschaft in Teheran? Das fragen sich viele in Ljubljana.",
    ],
)
def test_what_is_asked_declined_or_weighed_is_never_asserted(text: str) -> None:
    assert not [k for k in keys(read(text)) if k[4] == "asserted"]


# What turns a sentence round belongs to its passage.
@pytest.mark.parametrize(
    ("text", "passage"),
    [
        (
            "Kanada rät seinen Bürgern, den Oman zu verlassen. Sie sollten nicht damit rechnen, dass die Regierung sie ausfliegt.",
            "Sie sollten nicht damit rechnen, dass die Regierung sie ausfliegt",
        ),
        (
            "Es treffe nicht zu, dass Norwegen seine Botschaft in Khartum geschlossen habe, sagte der norwegische Außenminister.",
            "Es treffe nicht zu, dass Norwegen seine Botschaft in Khartum geschlossen habe",
        ),
    ],
)
def test_a_passage_holds_the_clause_that_negates_it(text: str, passage: str) -> None:
    shown = [c.passage.exact for c in read(text).claims.claims]
    assert passage in shown, shown


def test_a_question_of_its_own_is_no_answer_to_the_report_before() -> None:
    check(
        read(
            "Einem Medienbericht zufolge schließt Schweden seine Botschaft in Kampala. Auf die Frage, ob Soldaten nach Uganda "
            "verlegt würden, wollte das schwedische Verteidigungsministerium keine Auskunft geben."
        ),
        must=["SE mission_status UG closed reported", "?SE force_posture UG * declined"],
        never=["SE mission_status UG * declined"],
    )
