"""Traps: whom or what a step is about: "Angehörige" of whom, an embassy or a consulate and whose."""

from __future__ import annotations

from typing import Any

import pytest

from claims.traps import case, cases, check, claim_for, picture_of, read

# --- 13. whose "Angehörige" ------------------------------------------------------------------------------------


@cases(
    case(
        "Alle Angehörigen der norwegischen Botschaft in Khartum haben den Sudan verlassen.",
        "NO staff_departure SD withdrawn asserted",
        never=["NO family_departure|citizen_departure * * *"],
    ),
    case(
        "Die Angehörigen der portugiesischen Botschaft in Maputo bleiben auf ihren Posten.",
        "PT staff_departure MZ remain asserted",
        never=["PT family_departure * * *"],
    ),
    case(
        "Prag zieht sämtliche Angehörigen seiner Botschaft aus Bischkek ab.",
        "CZ staff_departure KG withdrawn asserted",
        never=["CZ family_departure * * *"],
    ),
)
def test_members_of_an_embassy_are_staff(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Die Angehörigen der polnischen Diplomaten in Beirut wurden zur Ausreise aufgefordert.",
        "PL family_departure LB ordered asserted",
        never=["PL staff_departure|citizen_departure * * *"],
    ),
    case(
        "Das EDA hat die Begleitpersonen seiner Mitarbeitenden in Addis Abeba ausgeflogen.",
        "CH family_departure ET withdrawn asserted",
        never=["CH staff_departure|citizen_departure * * *"],
    ),
    case(
        "Begleitpersonen von Schweizer Diplomaten können Ruanda auf eigenen Wunsch verlassen, teilte das EDA mit.",
        "CH family_departure RW voluntary asserted",
        never=["CH staff_departure|citizen_departure * * *"],
    ),
    case(
        "Neuseeland holt die Angehörigen seines Botschaftspersonals aus Honiara nach Hause.",
        "NZ family_departure SB withdrawn asserted",
        never=["NZ staff_departure * * *"],
    ),
)
def test_relatives_of_diplomats_and_accompanying_persons_are_family(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Kanada rief alle Staatsangehörigen auf, den Tschad zu verlassen.",
        "CA citizen_departure TD leave asserted",
        never=["CA family_departure|staff_departure * * *"],
    ),
    case(
        "Angehörige der Niederlande sollten Burundi sofort verlassen, mahnte das Außenministerium in Den Haag.",
        "NL citizen_departure BI leave_now asserted",
        never=["NL family_departure|staff_departure * * *"],
    ),
    case(
        "Das Außenministerium in Kopenhagen forderte Angehörige Dänemarks auf, Kamerun zu verlassen.",
        "DK citizen_departure CM leave asserted",
        never=["DK family_departure|staff_departure * * *"],
    ),
    case(
        "Schwedische Staatsangehörige sollen Togo verlassen, so das Außenministerium in Stockholm.",
        "SE citizen_departure TG leave asserted",
        never=["SE family_departure|staff_departure * * *"],
    ),
)
def test_members_of_a_state_are_citizens(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


# --- 14. embassy and consulate ---------------------------------------------------------------------------------

EMBASSY_AND_CONSULATE = [
    pytest.param(
        "VE", "PT", "Portugals Botschaft in Caracas bleibt geöffnet. Das portugiesische Konsulat in Maracaibo zieht nach Barquisimeto um.",
        id="PT VE",
    ),
    pytest.param(
        "TR", "BE", "Die belgische Botschaft in Ankara arbeitet weiter, das belgische Konsulat in Istanbul wird nach Izmir verlegt.",
        id="BE TR",
    ),
    pytest.param(
        "PK", "SE",
        "Schweden verlegt sein Konsulat in Lahore nach Islamabad. Die schwedische Botschaft in Islamabad ist weiterhin geöffnet.",
        id="SE PK",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("place", "actor", "text"), EMBASSY_AND_CONSULATE)
def test_an_open_embassy_and_a_consulate_that_moves_are_two_claims_with_a_detail(
    place: str, actor: str, text: str
) -> None:
    reading = read(text)
    check(
        reading, [f"{actor} mission_status {place} open asserted", f"{actor} mission_status {place} relocated asserted"]
    )
    details = {
        claim_for(reading, f"{actor} mission_status {place} {value} *").detail for value in ("open", "relocated")
    }
    assert len(details) == 2


@pytest.mark.parametrize(("place", "actor", "text"), EMBASSY_AND_CONSULATE)
def test_an_open_embassy_and_a_consulate_that_moves_are_no_contradiction(place: str, actor: str, text: str) -> None:
    first, second = text.split(". ", 1) if ". " in text else text.split(", ", 1)
    for texts in ((text,), (first + ".", second)):
        picture = picture_of(place, *texts)
        cell = picture.cell(actor, "mission_status")
        assert cell is not None
        assert cell.conflict is None
        assert picture.conflicts == ()


@cases(
    case(
        "Der Iran muss auf Anordnung der türkischen Regierung seine Konsulate in Trabzon und Erzurum schließen.",
        "IR mission_status TR closed asserted",
        never=["TR mission_status * * *"],
    ),
    case(
        "Die Regierung in Managua zwingt Argentinien, sein Konsulat in León zu schließen.",
        "AR mission_status NI closed asserted",
        never=["NI mission_status * * *"],
    ),
    case(
        "Georgien ließ das weißrussische Generalkonsulat in Batumi schließen.",
        "BY mission_status GE closed asserted",
        never=["GE mission_status * * *"],
    ),
    case(
        "Auf Geheiß der Behörden in Neu-Delhi wurde das kanadische Konsulat in Chandigarh geschlossen.",
        "CA mission_status IN closed asserted",
        never=["IN mission_status * * *"],
    ),
)
def test_a_consulate_that_its_host_closes_is_its_senders(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


def test_until_further_notice_is_no_part_of_the_staff() -> None:
    check(
        read(
            "Das Personal der tschechischen Botschaft in Amman bleibe bis auf Weiteres vollzählig, sagte Außenminister Jan Horak in Prag."
        ),
        must=["CZ staff_departure JO remain asserted"],
    )
