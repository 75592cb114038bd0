"""The codebook's sixteen traps: what must and what must not be read from texts that were written for it.

A claim is given as "actor dimension place value status"; "|" parts alternatives and "*" stands for anything.
What a text asserts beyond its list is an error, too. A case marked xfail is a known gap, with what was read instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

import lagebild
from lagebild import Claim, Picture, Reading
from lagebild.model import ConflictKind, OpenKind, Status

DAY = date(2025, 11, 6)
Key = tuple[str, str, str, str, str]


def read(text: str, key: str = "text") -> Reading:
    return lagebild.read_text(text, key=key, published=DAY)


def key_of(claim: Claim) -> Key:
    return claim.actor, claim.dimension, claim.place, claim.value, claim.status.value


def keys(reading: Reading) -> set[Key]:
    return {key_of(c) for c in reading.claims.claims}


def fits(key: Key, pattern: str) -> bool:
    parts = pattern.split()
    assert len(parts) == 5, pattern
    return all(part == "*" or word in part.split("|") for word, part in zip(key, parts, strict=True))


def check(reading: Reading, must: Iterable[str], never: Iterable[str] = ()) -> None:
    """Each of ``must`` is read, none of ``never``, and nothing else is asserted."""
    found = keys(reading)
    must = list(must)
    missing = [p for p in must if not any(fits(k, p) for k in found)]
    assert not missing, f"not read: {missing}; read: {sorted(found)}"
    wrong = [k for k in found if any(fits(k, p) for p in never)]
    assert not wrong, f"must not be read: {sorted(wrong)}"
    extra = [k for k in found if k[4] == "asserted" and not any(fits(k, p) for p in must)]
    assert not extra, f"asserted beyond the text: {sorted(extra)}"


def claim_for(reading: Reading, pattern: str) -> Claim:
    return next(c for c in reading.claims.claims if fits(key_of(c), pattern))


def picture_of(place: str, *texts: str) -> Picture:
    [picture] = lagebild.picture([read(text, key=f"text-{k}") for k, text in enumerate(texts, 1)], place=place)
    return picture


def case(text: str, *must: str, never: Iterable[str] = (), marks: Any = ()) -> Any:
    return pytest.param(text, must, tuple(never), marks=marks, id=text[:48])


def cases(*params: Any) -> Any:
    return pytest.mark.parametrize(("text", "must", "never"), params)


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


# --- 2. quotation marks that do not pair -----------------------------------------------------------------------


@cases(
    case(
        'Das schwedische Außenministerium teilte mit: "Von allen Reisen nach Haiti wird abgeraten.\n\n'
        "Die Niederlande haben ihre Botschaft in Port-au-Prince geschlossen.",
        "SE travel_advice HT avoid_all asserted",
        "NL mission_status HT closed asserted",
        never=["SE mission_status * * *"],
    ),
    case(
        "Das EDA schreibt auf seiner Website: «Von Reisen jeder Art in den Jemen wird abgeraten.\n\n"
        "Italien hat alle Diplomaten aus Aden abgezogen.",
        "CH travel_advice YE avoid_all asserted",
        "IT staff_departure YE withdrawn asserted",
        never=["CH staff_departure * * *"],
    ),
    case(
        "Der belgische Außenminister sagte, die Botschaft in Kinshasa bleibe geöffnet.“\n\n"
        "Dänemark hat alle Diplomaten aus Kinshasa abgezogen.",
        "BE mission_status CD open asserted",
        "DK staff_departure CD withdrawn asserted",
        never=["BE staff_departure * * *"],
    ),
    case(
        '„Unsere Diplomaten bleiben in Tiflis", sagte Finnlands Außenministerin am Mittwoch. '
        "Ungarn hat seine Botschaft in Tiflis geschlossen.",
        "FI staff_departure GE remain asserted",
        "HU mission_status GE closed asserted",
        never=["HU staff_departure * * *", "FI mission_status * * *"],
    ),
    case(
        "»Wir holen unsere Landsleute mit zwei Maschinen aus dem Niger, versprach Griechenlands Verteidigungsminister.\n\n"
        "»Unsere Botschaft in Niamey bleibt offen«, sagte der polnische Außenminister.",
        "GR evacuation NE prepared|ongoing asserted",
        "PL mission_status NE open asserted",
        never=["GR mission_status * * *", "PL evacuation * * *"],
    ),
)
def test_a_quotation_mark_without_a_partner_swallows_nothing(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (
            'Das schwedische Außenministerium teilte mit: "Von allen Reisen nach Haiti wird abgeraten.\n\n'
            "Die Niederlande haben ihre Botschaft in Port-au-Prince geschlossen.",
            "NL mission_status HT closed asserted",
        ),
        (
            "Das EDA schreibt auf seiner Website: «Von Reisen jeder Art in den Jemen wird abgeraten.\n\n"
            "Italien hat alle Diplomaten aus Aden abgezogen.",
            "IT staff_departure YE withdrawn asserted",
        ),
        (
            "Neuseelands Außenminister betonte: „Wir bleiben wachsam.\n\n"
            "Vor der Küste der Salomonen übte die Marine. Chile hat sein Konsulat in Honiara geschlossen.",
            "CL mission_status SB closed asserted",
        ),
    ],
)
def test_what_follows_an_unclosed_quotation_is_the_reports_own_voice(text: str, pattern: str) -> None:
    assert claim_for(read(text), pattern).speaker is None


# --- 3. permission against withdrawal --------------------------------------------------------------------------

BINDINGNESS = [
    pytest.param(
        "HT", "CA", "staff_departure",
        "Kanada erlaubt den Mitarbeitern seiner Botschaft in Port-au-Prince die freiwillige Ausreise.",
        "Ottawa zieht entbehrliche Botschaftsmitarbeiter aus Port-au-Prince ab.",
        {"voluntary", "reduced"}, id="CA HT",
    ),
    pytest.param(
        "AZ", "AU", "staff_departure",
        "Das australische Außenministerium stellt es seinen Diplomaten in Baku frei, das Land zu verlassen.",
        "Australien hat seine Diplomaten angewiesen, Aserbaidschan zu verlassen.",
        {"voluntary", "ordered"}, id="AU AZ",
    ),
    pytest.param(
        "BO", "NL", "family_departure",
        "Die Niederlande bieten den Familien ihrer Diplomaten in La Paz die vorzeitige Heimreise an.",
        "Den Haag hat die Angehörigen seiner Diplomaten in Bolivien zur Ausreise verpflichtet.",
        {"voluntary", "ordered"}, id="NL BO",
    ),
    pytest.param(
        "KG", "GB", "staff_departure",
        "London genehmigte die freiwillige Abreise von Botschaftspersonal aus Bischkek.",
        "Großbritannien reduziert sein Botschaftspersonal in Bischkek um die Hälfte.",
        {"voluntary", "reduced"}, id="GB KG",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("place", "actor", "dimension", "one", "two", "values"), BINDINGNESS)
def test_permission_in_one_report_and_withdrawal_in_another_is_a_conflict_to_show(
    place: str, actor: str, dimension: str, one: str, two: str, values: set[str]
) -> None:
    for texts in ((one, two), (two, one)):
        picture = picture_of(place, *texts)
        cell = picture.cell(actor, dimension)
        assert cell is not None
        assert cell.conflict is ConflictKind.BINDINGNESS
        assert {c.value for c in cell.current} == values
        [conflict] = picture.conflicts
        assert {conflict.left.value, conflict.right.value} == values


@pytest.mark.parametrize(
    ("place", "one", "two"),
    [
        (
            "HT",
            "Kanada erlaubt den Mitarbeitern seiner Botschaft in Port-au-Prince die freiwillige Ausreise.",
            "Ottawa hat die Familien seiner Diplomaten in Port-au-Prince zur Ausreise verpflichtet.",
        ),
        (
            "BO",
            "Die Niederlande bieten den Familien ihrer Diplomaten in La Paz die vorzeitige Heimreise an.",
            "Belgien hat die Angehörigen seiner Diplomaten in Bolivien zur Ausreise verpflichtet.",
        ),
        (
            "KG",
            "Großbritannien reduziert sein Botschaftspersonal in Bischkek.",
            "London verringert die Zahl seiner Diplomaten in Kirgistan.",
        ),
    ],
)
def test_another_group_another_government_or_the_same_step_is_no_conflict(place: str, one: str, two: str) -> None:
    picture = picture_of(place, one, two)
    assert picture.cells
    assert picture.conflicts == ()
    assert all(c.conflict is None for c in picture.cells)


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
        "CH threat_assessment AM * asserted",
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
    check(read(text), [m for m in must if " * " not in m] + [m for m in must if " * " in m and "threat" not in m], never) \
        if not any("threat" in m for m in must) else _without_threat(text, must, never)


def _without_threat(text: str, must: Any, never: Any) -> None:
    found = keys(read(text))
    for pattern in must:
        assert "threat" in pattern or any(fits(k, pattern) for k in found), f"not read: {pattern}; read: {sorted(found)}"
    assert not [k for k in found if any(fits(k, p) for p in never)]
