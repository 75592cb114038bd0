"""Traps: several reports on one matter; what conflicts, what has one origin, what is denied."""

from __future__ import annotations

from typing import Any

import pytest

from claims.traps import case, cases, check, picture_of, read
from lagebild.model import ConflictKind, Status

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


# --- 7. one origin ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "actor", "dimension", "value", "one", "two"),
    [
        pytest.param(
            "MD", "FR", "force_posture", "considered",
            "Laut „Le Monde“ erwägt Frankreich die Entsendung von 500 Soldaten nach Moldau.",
            "Einem Bericht der Zeitung „Le Monde“ zufolge erwägt Paris, Soldaten nach Moldau zu schicken.",
            id="Le Monde",
        ),
        pytest.param(
            "PH", "US", "force_posture", "considered",
            "Wie die Washington Post berichtet, erwägt die US-Regierung die Verlegung von Bombern auf die Philippinen.",
            "In Manila löste ein Bericht der „Washington Post“ Unruhe aus, wonach die USA die Verlegung von Bombern auf die "
            "Philippinen erwägen.",
            id="Washington Post",
        ),
        pytest.param(
            "ML", "CH", "mission_status", "closed",
            "Der Neuen Zürcher Zeitung zufolge will die Schweiz ihre Botschaft in Bamako schließen.",
            "Die „Neue Zürcher Zeitung“ berichtet, die Schweiz wolle ihre Botschaft in Bamako schließen.",
            id="Neue Zürcher Zeitung",
        ),
        pytest.param(
            "BA", "AT", "force_posture", "announced",
            "Nach Informationen des „Standards“ will Österreich 100 Soldaten nach Bosnien schicken.",
            "Österreich will dem „Standard“ zufolge 100 Soldaten nach Bosnien schicken.",
            id="Der Standard",
        ),
    ],
)  # fmt: skip
def test_two_reports_that_cite_one_newspaper_are_one_origin(
    place: str, actor: str, dimension: str, value: str, one: str, two: str
) -> None:
    cell = picture_of(place, one, two).cell(actor, dimension)
    assert cell is not None
    assert (cell.value, cell.origins, len(cell.history)) == (value, 1, 2)
    assert len({c.origin for c in cell.history}) == 1
    assert all(c.status is not Status.ASSERTED for c in cell.history)


@pytest.mark.parametrize(
    ("place", "actor", "dimension", "one", "two"),
    [
        pytest.param(
            "MD", "FR", "force_posture",
            "Laut „Le Monde“ erwägt Frankreich die Entsendung von 500 Soldaten nach Moldau.",
            "Laut „El País“ erwägt Frankreich die Entsendung von Soldaten nach Moldau.",
            id="two newspapers",
        ),
        pytest.param(
            "ML", "CH", "mission_status",
            "Der „Berner Zeitung“ zufolge will die Schweiz ihre Botschaft in Bamako schließen.",
            "Die „Neue Zürcher Zeitung“ berichtet, die Schweiz wolle ihre Botschaft in Bamako schließen.",
            id="two Swiss newspapers",
        ),
        pytest.param(
            "GE", "LT", "staff_departure",
            "Litauen zieht alle Diplomaten aus Tiflis ab.",
            "Vilnius zog seine sämtlichen Diplomaten aus Georgien ab, wie am Abend bekannt wurde.",
            id="two reports of their own",
        ),
    ],
)  # fmt: skip
def test_two_newspapers_or_two_reports_are_two_origins(
    place: str, actor: str, dimension: str, one: str, two: str
) -> None:
    cell = picture_of(place, one, two).cell(actor, dimension)
    assert cell is not None
    assert cell.origins == 2


# --- 16. a government rejects what a medium says of it ---------------------------------------------------------


@cases(
    case(
        "Als falsch wies das slowakische Außenministerium einen Bericht der Zeitung „Sme“ zurück, wonach es seine Botschaft "
        "in Minsk schließe.",
        "SK mission_status BY closed denied",
        never=["SK mission_status BY open *"],
    ),
    case(
        "Die Zeitung „El Tiempo“ hatte berichtet, Brasilien ziehe seine Diplomaten aus Quito ab. "
        "Das Außenministerium in Brasília dementierte den Bericht.",
        "BR staff_departure EC withdrawn denied",
        "?BR staff_departure EC withdrawn reported",
    ),
    case(
        "Berichte, wonach Indien Soldaten auf die Malediven entsandt hat, seien frei erfunden, sagte ein Sprecher des "
        "Verteidigungsministeriums in Neu-Delhi.",
        "IN force_posture MV present|announced denied",
        never=["IN force_posture MV ruled_out *"],
    ),
    case(
        "Meldungen der „Kronen Zeitung“ über eine Evakuierung der Österreicher aus Kuwait wies das Außenministerium in Wien "
        "als unwahr zurück.",
        "AT evacuation KW prepared|ongoing denied",
    ),
    case(
        "Es stimme nicht, dass die Schweiz ihr Personal aus Kairo abziehe, hielt das EDA nach einem Bericht des "
        "„Tages-Anzeigers“ fest.",
        "CH staff_departure EG withdrawn denied",
    ),
)
def test_a_media_claim_that_its_government_rejects_is_denied(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)


@pytest.mark.parametrize(
    ("place", "actor", "dimension", "one", "two"),
    [
        pytest.param(
            "BY", "SK", "mission_status",
            "Wie die Zeitung „Sme“ berichtet, schließt die Slowakei ihre Botschaft in Minsk.",
            "Das slowakische Außenministerium dementierte Berichte, wonach es seine Botschaft in Minsk schließe.",
            id="SK BY",
        ),
        pytest.param(
            "EC", "BR", "staff_departure",
            "Laut „El Tiempo“ zieht Brasilien seine Diplomaten aus Quito ab.",
            "Brasilien wies Meldungen zurück, wonach es seine Diplomaten aus Quito abziehe.",
            id="BR EC",
        ),
        pytest.param(
            "MV", "IN", "force_posture",
            "Laut „Hindustan Times“ hat Indien Truppen auf die Malediven entsandt.",
            "Die indische Regierung bestritt, Truppen auf die Malediven entsandt zu haben.",
            id="IN MV",
        ),
    ],
)  # fmt: skip
def test_a_report_and_its_denial_stand_side_by_side_in_the_picture(
    place: str, actor: str, dimension: str, one: str, two: str
) -> None:
    picture = picture_of(place, one, two)
    assert [c.kind for c in picture.conflicts] == [ConflictKind.DENIED]
    cell = picture.cell(actor, dimension)
    assert cell is not None
    assert {c.status for c in cell.history} == {Status.REPORTED, Status.DENIED}


# --- who refuses or denies, described on the way; a refusal or a confirmation around what reports say ------------

AROUND = [
    case(
        "Die USA, die ihre Bürger zur Ausreise aus Haiti aufgefordert hatten, äußerten sich nicht.",
        "US citizen_departure HT leave asserted",
        never=["* * * * declined"],
    ),
    case(
        "Kanada, das seine Botschaft in Haiti geschlossen hatte, wies die Vorwürfe zurück.",
        "CA mission_status HT closed asserted",
        never=["* * * * denied"],
    ),
    case(
        "Tschad, das Truppen in den Niger entsandt hat, bestreitet jede Beteiligung an Kämpfen.",
        "TD force_posture NE present asserted",
        never=["* * * present denied"],
    ),
    case(
        "Das Weiße Haus wollte Berichte nicht kommentieren, die von einer Schließung der Botschaft in Haiti sprachen.",
        "US mission_status HT closed declined",
    ),
    case(
        "Peru lehnte eine Stellungnahme zu Berichten ab, wonach es seine Botschaft in Haiti schließt.",
        "PE mission_status HT closed declined",
    ),
    case(
        "Peru wollte sich zu Berichten nicht äußern, wonach es seine Botschaft in Haiti schließen werde.",
        "PE mission_status HT closed declined",
    ),
    case(
        "Peru bestätigte Berichte, wonach es seine Botschaft in Haiti schließt.",
        "PE mission_status HT closed asserted",
    ),
    case(
        "Das Außenministerium in Lima bestätigte keinen der Berichte, wonach Peru seine Botschaft in Haiti schließt.",
        never=["* * * * asserted"],
    ),
    case(
        "Gerüchte, nach denen Einheiten der Armee an der Grenze zum Kongo zusammengezogen würden, dementierte Burundis Verteidigungsministerium.",
        "BI force_posture CD massed denied",
    ),
    case(
        "Für Unruhe sorgen Berichte eines Senders, denen zufolge China bei Ruili, unweit der Leitungen, Truppen an der Grenze zu Myanmar zusammenzieht.",
        "CN force_posture MM massed reported",
    ),
    case(
        "Die Botschaft in Bamako war nach den Verhandlungen, nach denen Mali Truppen abzog, wieder offen. Chile bestätigte das.",
        never=["* force_posture * * *"],
    ),
    case(
        "Berichte, chilenische Truppen seien in Haiti in Alarmbereitschaft versetzt worden, träfen nicht zu, sagte die Ministerin in Santiago.",
        "CL force_posture HT ready denied",
    ),
    case("Ghana tat Meldungen ab, es verlege Soldaten nach Togo.", "GH force_posture TG announced denied"),
    case(
        "Chile teilte mit, seine Truppen in Haiti seien in Alarmbereitschaft versetzt worden.",
        "CL force_posture HT ready asserted",
    ),
    case(
        "Peru sagte nichts zur Lage. Es gibt Berichte, wonach es seine Botschaft in Haiti schließt.",
        "PE mission_status HT closed reported",
    ),
    case(
        "Kenia wies einen Bericht zurück, es habe als erstes Land Truppen nach Somalia geschickt.",
        "KE force_posture SO * denied",
    ),
]


@cases(*AROUND)
def test_a_refusal_or_denial_holds_for_what_it_speaks_of_and_not_for_who_speaks(text: str, must: Any, never: Any) -> None:
    check(read(text), must, never)
