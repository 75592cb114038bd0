"""Real payloads, where they lie beside the repository: they load whole, and every country is resolved or listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from growth import grows_in_step
from lagebild.codebook.countries import known_codes
from lagebild.sources.advisories import (
    AdvisoryIndex,
    compare_indexes,
    read_australia,
    read_auswaertiges_amt,
    read_canada,
    read_govuk,
    read_us_state,
)
from shared import sample


def load(reader: Callable[[bytes, str], AdvisoryIndex], name: str) -> AdvisoryIndex:
    return reader(sample(name).read_bytes(), name)


def test_germanys_indexes_of_30_april_and_1_may_2026_differ_in_seven_countries() -> None:
    before, after = (load(read_auswaertiges_amt, f"aa_index_2026-{day}.json") for day in ("04-30", "05-01"))
    assert [len(i.records) for i in (before, after)] == [199, 199]
    assert [i.errors for i in (before, after)] == [(), ()]
    changes = {(c.place, str(c.kind), c.says) for c in compare_indexes(before, after)}
    withdrawn = ("withdrawn_level_not_stated", "warning withdrawn, level not stated")
    assert changes == {
        *((place, *withdrawn) for place in ("QA", "SA", "AE", "BH", "OM", "JO")),
        ("IL", "narrowed", "warning (country) -> warning (parts)"),
    }
    assert {a.value for r in (*before.records, *after.records) for a in r.advice} == {"warning"}


@pytest.mark.parametrize(
    ("reader", "name", "entries", "listed"),
    [
        (read_govuk, "govuk_index_2026-04-15.json", 226, []),
        (read_canada, "canada_summary_2026-03-01_before.json", 230, ["Azores", "Canary Islands"]),
        (read_canada, "canada_summary_2026-03-01_after.json", 230, ["Azores", "Canary Islands"]),
        (read_australia, "au_destinations_export_2026.json", 180, ["No travel advice"]),
        (read_govuk, "govuk_full_country_schema_example.json", 1, []),
    ],
)
def test_a_payload_loads_whole_and_every_country_is_resolved_or_listed(
    reader: Callable[[bytes, str], AdvisoryIndex], name: str, entries: int, listed: list[str]
) -> None:
    index = load(reader, name)
    assert len({r.where for r in index.records}) + len(index.errors) == entries
    assert {r.place for r in index.records} <= known_codes()
    assert [str(e).partition("(")[2].partition(")")[0] for e in index.errors] == listed
    assert all(r.updated for r in index.records)


def test_canadas_levels_of_1_march_2026_rise_in_nine_countries() -> None:
    before, after = (load(read_canada, f"canada_summary_2026-03-01_{name}.json") for name in ("before", "after"))
    changes = {(c.place, str(c.kind)) for c in compare_indexes(before, after)}
    raised = ("BH", "IL", "JO", "KW", "LB", "OM", "QA", "SA", "AE")
    assert changes == {*((place, "raised") for place in raised), ("IQ", "regional_advice_changed")}


def test_single_entries_of_four_feeds() -> None:
    rows: dict[str, Any] = json.loads(sample("advisory_fixtures.json").read_text(encoding="utf-8"))
    [us] = read_us_state(json.dumps([rows["us-api.json[0]"]]).encode()).records
    assert (us.place, [(a.value, a.scope) for a in us.advice]) == ("SA", [("avoid_nonessential", "country")])
    [ca] = read_canada(json.dumps({"data": {"IL": rows["canada-feed.json data.IL"]}}).encode()).records
    assert (ca.place, ca.regional, [(a.value, a.scope) for a in ca.advice]) == (
        "IL",
        True,
        [("avoid_nonessential", "country")],
    )
    [gb] = read_govuk(json.dumps(rows["uk-pages.json ukraine"]).encode()).records
    assert (gb.place, [(a.value, a.scope) for a in gb.advice]) == (
        "UA",
        [("warning", "parts"), ("avoid_nonessential", "parts")],
    )


def test_the_time_for_an_index_grows_with_the_number_of_its_countries() -> None:
    response = json.loads(sample("aa_index_2026-04-30.json").read_text(encoding="utf-8"))["response"]
    rows = [row for key, row in response.items() if key.isdecimal()]

    def index_of(count: int) -> bytes:
        return json.dumps({"response": {str(n): rows[n % len(rows)] for n in range(count)}}).encode()

    assert grows_in_step(read_auswaertiges_amt, index_of, 100)
