"""Real pages, where they lie beside the repository: what an official archive shows must come out."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.model import Claim, Document
from lagebild.pipeline import understand
from shared import sample

LEBANON = ("2024-05-30", "2024-06-26", "2024-09-27", "2024-10-07")
CALLS = {
    "leave": "Deutsche Staatsangehörige werden aufgefordert, Libanon zu verlassen",
    "leave_now": "Deutsche Staatsangehörige werden dringend aufgefordert, Libanon zu verlassen",
}


def claims(name: str, authority: str, place: str, day: str) -> list[Claim]:
    text = sample(name).read_text(encoding="utf-8")
    document = Document(
        key=name, text=text, source="shared", authority=authority, place=place, published=date.fromisoformat(day)
    )
    found = list(understand(document).claims.claims)
    for claim in found:
        assert text[claim.passage.span.begin : claim.passage.span.end] == claim.passage.exact
        assert (claim.actor, claim.place, claim.statement, claim.status) == (authority, place, None, "asserted")
    return found


def steps(found: list[Claim], dimension: str) -> set[str]:
    return {c.value for c in found if c.dimension == dimension}


@pytest.mark.parametrize("day", LEBANON)
def test_lebanon_steps_from_aufgefordert_to_dringend_aufgefordert_under_a_standing_warning(day: str) -> None:
    found = claims(f"aa_libanon_{day}.md", "DE", "LB", day)
    step = "leave" if day == "2024-05-30" else "leave_now"
    calls = [c for c in found if c.dimension == "citizen_departure" and c.value != "prepare"]
    assert [(c.value, c.as_of, c.passage.exact) for c in calls] == [(step, day, CALLS[step])]
    warnings = [c for c in found if c.dimension == "travel_advice"]
    assert {(c.value, c.scope) for c in warnings} == {("warning", "country")}
    assert warnings[0].passage.exact == "Vor Reisen nach Libanon wird gewarnt"
    assert steps(found, "citizen_departure") == {step, "prepare"}
    assert steps(found, "evacuation") == {"limited"}
    assert steps(found, "mission_status") == set()


def test_ukraine_by_the_auswaertiges_amt() -> None:
    found = claims("aa_ukraine_2024-11-26.md", "DE", "UA", "2024-11-26")
    assert [(c.value, c.scope) for c in found if c.dimension == "travel_advice"] == [("warning", "country")]
    assert steps(found, "citizen_departure") == {"leave_now", "prepare"}
    assert steps(found, "evacuation") == {"limited"}
    missions = {(c.value, c.detail) for c in found if c.dimension == "mission_status"}
    assert missions == {
        ("reduced", None),
        ("closed", "consulate"),
        ("no_consular", "Krim"),
        ("no_consular", "Luhansk, Donestk, Saporischje und Cherson"),
    }
    assert steps(found, "threat_assessment") == {"occurring", "possible"}
    assert steps(found, "force_posture") == set()


def test_the_disclaimer_says_nothing_about_a_country() -> None:
    assert claims("aa_disclaimer.md", "DE", "UA", "2024-11-26") == []


@pytest.mark.parametrize(
    ("name", "authority", "place", "day", "expected"),
    [
        (
            "us_south_sudan_advisory.md",
            "US",
            "SS",
            "2025-03-08",
            {
                ("travel_advice", "warning", "country"),
                ("staff_departure", "ordered", None),
                ("evacuation", "limited", None),
                ("threat_assessment", "occurring", None),
            },
        ),
        (
            "us_ukraine_advisory.md",
            "US",
            "UA",
            "2024-11-14",
            {
                ("travel_advice", "warning", "country"),
                ("travel_advice", "warning", "parts"),
                ("travel_advice", "avoid_nonessential", "parts"),
                ("citizen_departure", "prepare", None),
                ("mission_status", "open", None),
            },
        ),
        (
            "us_venezuela_advisory.md",
            "US",
            "VE",
            "2025-05-12",
            {
                ("travel_advice", "warning", "country"),
                ("citizen_departure", "leave_now", None),
                ("staff_departure", "withdrawn", None),
                ("mission_status", "suspended", None),
                ("mission_status", "no_consular", None),
            },
        ),
        (
            "us_russia_advisory.md",
            "US",
            "RU",
            "2025-05-08",
            {
                ("travel_advice", "warning", "country"),
                ("citizen_departure", "leave_now", None),
                ("staff_departure", "reduced", None),
                ("mission_status", "suspended", None),
                ("evacuation", "limited", None),
                ("threat_assessment", "occurring", None),
            },
        ),
        (
            "fcdo_ukraine_2026-08.md",
            "GB",
            "UA",
            "2026-08-15",
            {
                ("travel_advice", "warning", "parts"),
                ("travel_advice", "avoid_nonessential", "parts"),
                ("citizen_departure", "leave", None),
                ("mission_status", "no_consular", None),
                ("evacuation", "none", None),
                ("threat_assessment", "occurring", None),
            },
        ),
        ("fcdo_qatar_20e79879.md", "GB", "QA", "2026-02-28", {("citizen_departure", "prepare", None)}),
        (
            "fcdo_qatar_d6abd7d6.md",
            "GB",
            "QA",
            "2026-03-01",
            {
                ("travel_advice", "avoid_nonessential", "country"),
                ("citizen_departure", "prepare", None),
                ("threat_assessment", "occurring", None),
            },
        ),
        (
            "fcdo_qatar_799382d4.md",
            "GB",
            "QA",
            "2026-03-04",
            {("travel_advice", "avoid_nonessential", "country"), ("citizen_departure", "prepare", None)},
        ),
        (
            "au_ukraine_overview.md",
            "AU",
            "UA",
            "2026-08-22",
            {
                ("travel_advice", "warning", "country"),
                ("citizen_departure", "leave", None),
                ("citizen_departure", "prepare", None),
                ("mission_status", "no_consular", None),
                ("evacuation", "limited", None),
                ("threat_assessment", "occurring", None),
                ("threat_assessment", "possible", None),
            },
        ),
        (
            "ie_ukraine_overview.md",
            "IE",
            "UA",
            "2026-08-22",
            {
                ("travel_advice", "warning", "country"),
                ("citizen_departure", "leave", None),
                ("citizen_departure", "prepare", None),
                ("evacuation", "limited", None),
            },
        ),
    ],
)
def test_pages_in_english(
    name: str, authority: str, place: str, day: str, expected: set[tuple[str, str, str | None]]
) -> None:
    assert {(c.dimension, c.value, c.scope) for c in claims(name, authority, place, day)} == expected


def test_the_british_history_of_early_2022_is_read_with_its_dates() -> None:
    found = claims("fcdo_ukraine_history.md", "GB", "UA", "2026-08-22")
    told = {(c.as_of, c.dimension, c.value, c.scope) for c in found}
    assert {
        ("2022-01-22", "travel_advice", "avoid_nonessential", "parts"),
        ("2022-01-22", "citizen_departure", "prepare", None),
        ("2022-01-24", "staff_departure", "reduced", None),
        ("2022-01-24", "family_departure", "reduced", None),
        ("2022-01-24", "mission_status", "reduced", None),
        ("2022-02-11", "travel_advice", "warning", "country"),
        ("2022-02-11", "citizen_departure", "leave_now", None),
        ("2022-02-18", "mission_status", "relocated", None),
        ("2022-02-24", "citizen_departure", "leave_now", None),
    } <= told
