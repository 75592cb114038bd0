"""Real payloads, where they lie beside the repository: fetched, read and understood, end to end."""

from __future__ import annotations

import pytest

from lagebild.sources.advisories import compare_indexes, read_australia, read_auswaertiges_amt, read_canada, read_govuk
from shared import sample
from sources.official.payloads import claims, found

READERS = {"auswaertiges-amt": read_auswaertiges_amt, "govuk": read_govuk, "canada": read_canada, "australia": read_australia}


@pytest.mark.parametrize(
    ("name", "file", "reports", "links", "listed"),
    [
        ("auswaertiges-amt", "aa_index_2026-04-30.json", 199, 199, []),
        ("auswaertiges-amt", "aa_index_2026-05-01.json", 199, 199, []),
        ("govuk", "govuk_index_2026-04-15.json", 229, 226, []),
        ("govuk", "govuk_full_country_schema_example.json", 1, 0, []),
        ("canada", "canada_summary_2026-03-01_before.json", 228, 0, ["Azores", "Canary Islands"]),
        ("canada", "canada_summary_2026-03-01_after.json", 228, 0, ["Azores", "Canary Islands"]),
        ("australia", "au_destinations_export_2026.json", 179, 0, ["No travel advice"]),
    ],
)
def test_a_payload_gives_a_report_for_each_country_and_lists_what_is_none(
    name: str, file: str, reports: int, links: int, listed: list[str]
) -> None:
    result = found(name, sample(file).read_bytes())
    assert (len(result.reports), len(result.links)) == (reports, links)
    assert [str(e).partition("(")[2].partition(")")[0] for e in result.errors] == listed


# Where the words of a list say more than its level: a change told in prose, a part named in the summary.
MORE = {
    "govuk_index_2026-04-15.json": {"BI", "BJ", "CM", "CO", "LB", "RW", "TG"},
    "au_destinations_export_2026.json": {"IL", "MX", "UG"},
}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("auswaertiges-amt", "aa_index_2026-04-30.json"),
        ("govuk", "govuk_index_2026-04-15.json"),
        ("canada", "canada_summary_2026-03-01_after.json"),
        ("australia", "au_destinations_export_2026.json"),
    ],
)
def test_the_words_of_a_list_are_read_as_its_levels_say(name: str, file: str) -> None:
    data = sample(file).read_bytes()
    levels = {r.place: {(a.value, a.scope) for a in r.advice} for r in READERS[name](data, file).records}
    read: dict[str, set[tuple[str, str | None]]] = {place: set() for place in levels}
    for claim in claims(found(name, data)):
        if claim.dimension == "travel_advice":
            read[claim.place].add((claim.value, claim.scope))
    assert {place for place in levels if not levels[place] <= read[place]} == set()
    assert {place for place in levels if read[place] - levels[place]} == MORE.get(file, set())


def test_the_two_lists_of_the_auswaertiges_amt_differ_in_seven_countries_by_their_texts_alone() -> None:
    days = [sample(f"aa_index_2026-{day}.json").read_bytes() for day in ("04-30", "05-01")]
    before, after = ({(c.place, c.value, c.scope) for c in claims(found("auswaertiges-amt", data))} for data in days)
    gone = {(place, "warning", "country") for place in ("QA", "SA", "AE", "BH", "OM", "JO", "IL")}
    assert (before - after, after - before) == (gone, {("IL", "warning", "parts")})
    changes = list(compare_indexes(*(read_auswaertiges_amt(data) for data in days)))
    assert {c.place for c in changes} == {place for place, _, _ in gone}
