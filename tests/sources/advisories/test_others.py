from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from lagebild.errors import InputError
from lagebild.sources.advisories import (
    AdvisoryIndex,
    AdvisoryRecord,
    read_australia,
    read_canada,
    read_govuk,
    read_us_state,
)


def payload(value: object) -> bytes:
    return json.dumps(value).encode()


def steps(record: AdvisoryRecord) -> list[tuple[str, str | None]]:
    return [(a.value, a.scope) for a in record.advice]


# -- GOV.UK


def govuk_row(name: str, **details: Any) -> dict[str, Any]:
    return {
        "base_path": "/foreign-travel-advice/x",
        "title": f"{name} travel advice",
        "public_updated_at": "2026-04-15T15:31:03+01:00",
        "details": {"country": {"name": name, "slug": "x"}, **details},
    }


def test_the_british_index_states_no_level_only_what_changed() -> None:
    found = read_govuk(
        payload(
            {
                "links": {
                    "children": [
                        govuk_row("Mali", change_description="FCDO now advises against all travel to Mali.\r\n")
                    ]
                }
            }
        )
    )
    [record] = found.records
    assert (record.place, record.advice, record.regional) == ("ML", (), None)
    assert record.change == "FCDO now advises against all travel to Mali."
    assert record.updated == datetime(2026, 4, 15, 14, 31, 3, tzinfo=UTC)
    assert record.url == "https://www.gov.uk/foreign-travel-advice/x"


@pytest.mark.parametrize(
    ("codes", "expected", "regional"),
    [
        ([], [("normal", "country")], False),
        (["avoid_all_travel_to_whole_country"], [("warning", "country")], False),
        (
            ["avoid_all_but_essential_travel_to_whole_country", "avoid_all_travel_to_parts"],
            [("avoid_nonessential", "country"), ("warning", "parts")],
            True,
        ),
        (
            ["avoid_all_travel_to_parts", "avoid_all_but_essential_travel_to_parts"],
            [("warning", "parts"), ("avoid_nonessential", "parts")],
            True,
        ),
    ],
)
def test_a_british_page_states_codes(codes: list[str], expected: list[tuple[str, str]], regional: bool) -> None:
    [record] = read_govuk(payload(govuk_row("Mali", alert_status=codes))).records
    assert (steps(record), record.regional) == (expected, regional)


def test_a_british_page_without_its_codes_states_no_level() -> None:
    [record] = read_govuk(payload(govuk_row("Mali"))).records
    assert record.advice == ()


def test_an_unknown_british_code_is_listed_and_the_page_kept() -> None:
    found = read_govuk(payload(govuk_row("Mali", alert_status=["stay_home"])))
    assert [r.advice for r in found.records] == [()]
    assert "'stay_home' is no known level of GB" in str(found.errors[0])


def test_the_parts_of_a_british_page_are_its_content() -> None:
    details = {
        "alert_status": [],
        "summary": "<p>Summary.</p>",
        "parts": [{"slug": "a", "title": "Safety", "body": "<p>Body.</p>"}, {"slug": "b"}],
    }
    [record] = read_govuk(payload(govuk_row("Mali", **details))).records
    assert record.content == "<p>Summary.</p>\n<h2>Safety</h2>\n<p>Body.</p>"


def test_one_british_page_may_be_about_several_countries() -> None:
    found = read_govuk(payload({"links": {"children": [govuk_row("Cook Islands, Tokelau and Niue")]}}))
    assert [r.place for r in found.records] == ["CK", "TK", "NU"]


# -- US State Department


def us_row(title: str, updated: str = "2026-09-14T20:00:00-04:00", **more: Any) -> dict[str, Any]:
    return {
        "Title": title,
        "Link": "https://example.org/x",
        "Category": ["CD"],
        "Published": "2026-09-01T20:00:00-04:00",
        "Updated": updated,
        **more,
    }


def us(*rows: object) -> AdvisoryIndex:
    return read_us_state(payload(list(rows)), "list")


def test_american_levels_stand_in_the_title_and_the_category_is_no_iso_code() -> None:
    [record] = us(us_row("Chad - Level 4: Do Not Travel")).records
    assert (record.place, steps(record)) == ("TD", [("warning", "country")])
    assert record.advice[0].stated == "Level 4: Do Not Travel"
    assert record.updated == datetime(2026, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(("level", "value"), [(1, "normal"), (2, "caution"), (3, "avoid_nonessential"), (4, "warning")])
def test_american_levels_are_four(level: int, value: str) -> None:
    [record] = us(us_row(f"The Bahamas – Level {level}: Words")).records
    assert (record.place, steps(record)) == ("BS", [(value, "country")])


def test_of_a_country_that_stands_there_twice_the_latest_entry_is_kept() -> None:
    older = us_row("Mali - Level 4: Do Not Travel", "2024-01-01T00:00:00Z")
    newer = us_row("Mali - Level 3: Reconsider Travel", "2026-01-01T00:00:00Z")
    for rows in ((older, newer), (newer, older)):
        found = us(*rows)
        assert [steps(r) for r in found.records] == [[("avoid_nonessential", "country")]]
        assert found.errors == ()


def test_two_entries_of_one_moment_that_differ_are_an_error() -> None:
    found = us(us_row("Mali - Level 4: Do Not Travel"), us_row("Mali - Level 3: Reconsider Travel"))
    assert len(found.records) == 1
    assert "stands there twice with different levels" in str(found.errors[0])


def test_american_titles_without_a_country_or_a_level_are_listed() -> None:
    found = us(
        us_row("Worldwide Caution"),
        us_row("Mali - Level 7: Never"),
        us_row("Mainland China, Hong Kong & Macau - See Summaries"),
        {"Link": ""},
        5,
    )
    assert [(r.place, r.advice) for r in found.records] == [("ML", ())]
    assert [str(e).partition(":")[2].strip()[:22] for e in found.errors] == [
        "entry 1 (Worldwide Cau",
        "entry 2 (Mali): '7' is",
        "entry 3 (Mainland Chin",
        "entry 4: has no title;",
        "entry 5: is no object;",
    ]


@pytest.mark.parametrize("body", [b"[]", b"{}", b"Forbidden", b'{"error": 429}'])
def test_an_empty_american_list_is_an_error_and_not_a_world_without_warnings(body: bytes) -> None:
    with pytest.raises(InputError):
        read_us_state(body)


# -- Canada


def test_canadas_index_goes_by_code() -> None:
    row = {
        "country-eng": "Israel and Palestine",
        "advisory-state": 2,
        "date-published": {"timestamp": 1790254414, "asp": "2026-09-24T08:53:34.319929-04:00"},
        "has-regional-advisory": 1,
        "eng": {
            "name": "x",
            "url-slug": "israel-and-palestine",
            "advisory-text": "Avoid non-essential travel (with regional advisories)",
            "recent-updates": "Health",
        },
    }
    found = read_canada(payload({"data": {"IL": row, "XX": {"country-eng": "Nowhere"}}}))
    [record] = found.records
    assert (record.place, steps(record), record.regional) == ("IL", [("avoid_nonessential", "country")], True)
    assert record.updated == datetime(2026, 9, 24, 12, 53, 34, tzinfo=UTC)
    assert record.url == "https://travel.gc.ca/destinations/israel-and-palestine"
    assert "'XX' (Nowhere) is no known country code" in str(found.errors[0])


@pytest.mark.parametrize(
    ("words", "expected", "regional"),
    [
        ("Take normal security precautions", "normal", False),
        ("Exercise a high degree of caution (with regional advisories)", "caution", True),
        ("Avoid non-essential travel", "avoid_nonessential", False),
        ("Avoid all travel", "warning", False),
    ],
)
def test_canadas_plain_list_goes_by_words(words: str, expected: str, regional: bool) -> None:
    row = {
        "destination": "Gambia, The",
        "risk_level": words,
        "last_updated": "2026-02-04T10:12:06",
        "details_url": "https://travel.gc.ca/x",
    }
    [record] = read_canada(payload([row])).records
    assert (record.place, steps(record), record.regional) == ("GM", [(expected, "country")], regional)
    assert record.updated == datetime(2026, 2, 4, 15, 12, 6, tzinfo=UTC)


# -- Australia


def test_australias_overall_level_and_its_parts_stay_apart() -> None:
    level = "Exercise a high degree of caution"
    row = {
        "field_overall_advice_level": level,
        "title": "C&#244;te d&#039;Ivoire (Ivory Coast)",
        "field_advice_levels": f"{level} {level} overall due to crime., Do not travel Do not travel to the north,"
        " or near the border due to attacks., Reconsider your need to travel to Bouna. Reconsider your need to travel to Bouna due to crime.",
        "field_last_update": "Borders may close (see &amp;**Safety&amp;**).&nbsp;Be alert.",
        "field_url": "javascript:alert(1)",
        "changed": "Sun, 2026-03-01 10:29",
    }
    [record] = read_australia(payload([row])).records
    assert (record.place, record.regional, record.url) == ("CI", True, None)
    assert steps(record) == [("caution", "country"), ("warning", "parts"), ("avoid_nonessential", "parts")]
    assert record.advice[1].stated == "Do not travel to the north, or near the border due to attacks."
    assert record.content == "Borders may close (see Safety). Be alert."
    assert record.updated == datetime(2026, 2, 28, 23, 29, tzinfo=UTC)


def test_australias_page_on_missing_advice_is_listed_and_no_country() -> None:
    found = read_australia(payload([{"title": "No travel advice", "field_overall_advice_level": "No travel advice"}]))
    assert found.records == ()
    assert "'No travel advice' is no country" in str(found.errors[0])
