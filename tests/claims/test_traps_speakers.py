"""Traps: who says it, where quotation marks do not pair and where the subjunctive alone carries a speaker."""

from __future__ import annotations

from typing import Any

import pytest

from claims.traps import case, cases, check, claim_for, fits, keys, read

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
        marks=pytest.mark.xfail(
            strict=True,
            reason="PL mission read as GR, reported: the unclosed quotation's speaker owns the next one's 'unsere'",
        ),
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


# --- 6. a speaker carried by the subjunctive -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "speaker", "must"),
    [
        pytest.param(
            "Die finnische Außenministerin äußerte sich am Abend zur Lage in Addis Abeba. Die Botschaft bleibe geöffnet. "
            "Das Personal werde nicht verringert. Die Familien der Diplomaten seien aber bereits ausgeflogen worden.",
            "FI",
            [
                "FI mission_status ET open asserted",
                "FI staff_departure ET remain asserted",
                "FI family_departure ET withdrawn asserted",
            ],
            id="FI ET",
        ),
        pytest.param(
            "Ein Sprecher des Außenministeriums in Seoul trat in Vientiane vor die Presse. "
            "Man habe die Ausreise der Familien von Diplomaten aus Laos angeordnet. Die Botschaft arbeite weiter.",
            "KR",
            ["KR family_departure LA ordered asserted", "KR mission_status LA open asserted"],
            marks=pytest.mark.xfail(
                strict=True,
                reason="LA mission in KR: 'trat vor die Presse' opens no speech, the city where it happens owns the embassy",
            ),
            id="KR LA",
        ),
        pytest.param(
            "Die Lage in Guinea sei unübersichtlich, sagte eine Sprecherin des EDA. "
            "Von Reisen jeder Art werde abgeraten. Schweizerinnen und Schweizer sollten Guinea verlassen. "
            "Eine Evakuierung sei nicht geplant.",
            "CH",
            [
                "CH travel_advice GN avoid_all asserted",
                "CH citizen_departure GN leave asserted",
                "CH evacuation GN none asserted",
                "?CH threat_assessment GN * *",
            ],
            id="CH GN",
        ),
        pytest.param(
            "Rumäniens Verteidigungsminister sprach am Mittwoch mit Journalisten. "
            "Alle Diplomaten hätten Nicaragua verlassen. Das Konsulat in León sei geschlossen.",
            "RO",
            ["RO staff_departure NI withdrawn asserted", "RO mission_status NI closed asserted"],
            id="RO NI",
        ),
    ],
)
def test_the_subjunctive_alone_carries_a_speaker_over_sentences(text: str, speaker: str, must: list[str]) -> None:
    reading = read(text)
    check(reading, must)
    for pattern in must:
        if not pattern.startswith("?"):
            assert claim_for(reading, pattern).speaker_actor == speaker


@cases(
    case(
        "Der lettische Geheimdienst veröffentlichte am Abend eine Einschätzung. "
        "Belarus ziehe an der Grenze zu Lettland Truppen zusammen.",
        "BY force_posture LV massed reported",
        never=["BY force_posture LV massed asserted"],
    ),
    case(
        "Der Außenminister von Guyana äußerte sich in Georgetown zu den Spannungen mit Venezuela. "
        "Das Nachbarland habe Soldaten an der Grenze zu Guyana zusammengezogen. Einen Angriff erwarte man nicht.",
        "VE force_posture GY massed reported",
        never=["VE force_posture GY massed asserted"],
        marks=pytest.mark.xfail(
            strict=True,
            reason="GY massed against VE, asserted: the speaker's government stands in for the subject 'das Nachbarland'",
        ),
    ),
    case(
        "Eine Sprecherin der Regierung in Nairobi äußerte sich am Freitag zu Somalia. "
        "Äthiopien habe tausend Soldaten nach Somalia geschickt. Kenia schließe seine Botschaft in Mogadischu.",
        "ET force_posture SO present|announced reported",
        "KE mission_status SO closed asserted",
        never=["ET force_posture SO * asserted"],
    ),
)
def test_what_a_carried_speaker_says_of_another_government_is_reported(text: str, must: Any, never: Any) -> None:
    found = keys(read(text))
    assert all(any(fits(k, p) for k in found) for p in must), sorted(found)
    assert not [k for k in found if any(fits(k, p) for p in never)]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        (
            "Die finnische Außenministerin äußerte sich zur Lage in Addis Abeba. Die Botschaft bleibe geöffnet. "
            "Ungarn hat seine Botschaft in Addis Abeba geschlossen.",
            "HU mission_status ET closed asserted",
        ),
        (
            "Die Sicherheit habe Vorrang, sagte ein Sprecher des Außenministeriums in Seoul. Das Konsulat in Lahore sei zu. "
            "Mexiko hat alle Diplomaten aus Pakistan abgezogen.",
            "MX staff_departure PK withdrawn asserted",
        ),
        (
            "Eine Evakuierung sei nicht geplant, sagte eine Sprecherin des EDA. Man beobachte die Lage. "
            "Malta hat die Familien seiner Diplomaten aus Guinea ausgeflogen.",
            "MT family_departure GN withdrawn asserted",
        ),
    ],
)
def test_the_indicative_ends_what_was_carried(text: str, pattern: str) -> None:
    assert claim_for(read(text), pattern).speaker is None
