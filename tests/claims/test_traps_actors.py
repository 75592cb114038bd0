"""Traps: whose bare ministry it is, and which governments of a list or of a gapped clause act."""

from __future__ import annotations

from typing import Any

from claims.traps import case, cases, check, read

# --- 1. whose ministry -----------------------------------------------------------------------------------------


@cases(
    case(
        "Das kanadische Außenministerium hat die Familien seiner Diplomaten in Islamabad zur Ausreise verpflichtet. "
        "Am Abend warf Frankreich den Behörden Untätigkeit vor. "
        "Das Außenministerium rief seine Bürger auf, Pakistan umgehend zu verlassen.",
        "CA family_departure PK ordered asserted",
        "CA citizen_departure PK leave_now asserted",
        never=["FR * * * *", "PK * * * *"],
    ),
    case(
        "Das norwegische Außenministerium hat die Botschaft in Bamako geschlossen. "
        "Spanien beschuldigte die Militärregierung, Hilfstransporte zu behindern. "
        "Das Außenministerium riet außerdem von allen Reisen nach Mali ab.",
        "NO mission_status ML closed asserted",
        "NO travel_advice ML avoid_all asserted",
        never=["ES * * * *"],
    ),
    case(
        "Das Außenministerium in Wien hat seine Botschaft in Tiflis auf Notbetrieb umgestellt. "
        "Das Außenministerium in Prag hat die Familien seiner Diplomaten aus Georgien geholt. "
        "Das Ministerium forderte die Landsleute auf, Georgien zu verlassen.",
        "AT mission_status GE reduced asserted",
        "CZ family_departure GE withdrawn asserted",
        "CZ citizen_departure GE leave asserted",
        never=["AT citizen_departure * * *"],
    ),
    case(
        "Das EDA hat die Schweizer Botschaft in Colombo vorübergehend geschlossen. "
        "Auch Deutschland zeigte sich besorgt. "
        "Das Departement rät von Reisen jeder Art nach Sri Lanka ab.",
        "CH mission_status LK suspended asserted",
        "CH travel_advice LK avoid_all asserted",
        never=["DE * * * *"],
    ),
)
def test_a_bare_foreign_ministry_is_the_one_last_spoken_of(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Spanien holt einen Teil seiner Diplomaten aus N'Djamena zurück. "
        "Der Tschad nannte den Schritt übereilt. "
        "„Die Sicherheitslage im Land ist unverändert“, teilte das Außenministerium am Dienstag in der Hauptstadt N'Djamena mit.",
        "ES staff_departure TD reduced asserted",
        "TD threat_assessment TD unchanged asserted",
        never=["ES threat_assessment * * *"],
    ),
    case(
        "Das japanische Außenministerium hat alle Diplomaten aus Vientiane abgezogen. "
        "Die Regierung von Laos hält das für übertrieben. "
        "Die Lage sei stabil, erklärte das Außenministerium in Vientiane.",
        "JP staff_departure LA withdrawn asserted",
        "LA threat_assessment LA unchanged asserted",
        never=["JP threat_assessment * * *"],
    ),
    case(
        "Irland hat seine Landsleute aufgerufen, Jordanien zu verlassen. "
        "Jordanien reagierte verärgert. "
        "„Unserem Land droht kein Krieg“, sagte ein Sprecher des Außenministeriums in Amman.",
        "IE citizen_departure JO leave asserted",
        "JO threat_assessment JO none asserted",
        never=["IE threat_assessment * * *", "JO citizen_departure * * *"],
    ),
)
def test_the_ministry_in_the_hosts_capital_is_the_hosts(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


# --- 4. several actors in one clause ---------------------------------------------------------------------------


@cases(
    case(
        "Oslo und Kopenhagen haben ihre Botschaften in Bamako geschlossen.",
        "NO mission_status ML closed asserted",
        "DK mission_status ML closed asserted",
    ),
    case(
        "Die Regierungen in Tokio, Seoul und Canberra rufen ihre Staatsbürger auf, Myanmar zu verlassen.",
        "JP citizen_departure MM leave asserted",
        "KR citizen_departure MM leave asserted",
        "AU citizen_departure MM leave asserted",
    ),
    case(
        "Brüssel und Luxemburg verringern ihr Botschaftspersonal in Kinshasa. "
        "Die Familien der Diplomaten seien bereits ausgeflogen worden, teilten die Außenministerien mit.",
        "BE staff_departure CD reduced asserted",
        "LU staff_departure CD reduced asserted",
        "BE family_departure CD withdrawn asserted",
        "LU family_departure CD withdrawn asserted",
    ),
    case(
        "Polen und Tschechien stimmen sich seit Tagen ab. Beide Staaten haben ihre Botschaften in Minsk geschlossen.",
        "PL mission_status BY closed asserted",
        "CZ mission_status BY closed asserted",
    ),
    case(
        "Sowohl Estland als auch Lettland haben die Angehörigen ihrer Diplomaten aus Chisinau ausgeflogen.",
        "EE family_departure MD withdrawn asserted",
        "LV family_departure MD withdrawn asserted",
    ),
)
def test_each_government_of_a_list_gets_a_claim_of_its_own(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Schweden zog alle Diplomaten aus Tripolis ab, Finnland die Familien der Diplomaten.",
        "SE staff_departure LY withdrawn asserted",
        "FI family_departure LY withdrawn asserted",
        never=["FI staff_departure * * *", "SE family_departure * * *"],
    ),
    case(
        "Spanien schließt seine Botschaft in Managua, Portugal seine Botschaft in Caracas.",
        "ES mission_status NI closed asserted",
        "PT mission_status VE closed asserted",
        never=["ES mission_status VE * *", "PT mission_status NI * *"],
    ),
    case(
        "Belgien hat seine Bürger aufgefordert, Burundi zu verlassen, die Niederlande ebenfalls.",
        "BE citizen_departure BI leave asserted",
        "NL citizen_departure BI leave asserted",
    ),
)
def test_a_gapped_clause_keeps_its_own_government_and_object(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@cases(
    case(
        "Die Botschaften Belgiens, Irlands und Griechenlands in Beirut sind geschlossen.",
        "BE mission_status LB closed asserted",
        "IE mission_status LB closed asserted",
        "GR mission_status LB closed asserted",
    ),
    case(
        "Das Personal der Botschaften von Kanada und Neuseeland in Quito ist vollständig ausgeflogen worden.",
        "CA staff_departure EC withdrawn asserted",
        "NZ staff_departure EC withdrawn asserted",
    ),
    case(
        "Die Außenministerien Norwegens und der Schweiz raten von allen Reisen in den Tschad ab.",
        "NO travel_advice TD avoid_all asserted",
        "CH travel_advice TD avoid_all asserted",
    ),
)
def test_a_list_in_the_genitive_is_a_list(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)
