from __future__ import annotations

from typing import Any

import pytest

from lagebild.documents import link_revisions
from lagebild.sources.declaration import declare
from lagebild.sources.official import OFFICIAL, read_official
from sources.official.payloads import SOURCES, answer, claims, country_page, documents, entry, found, index, steps


def test_every_form_of_official_advice_that_is_shipped_is_read() -> None:
    assert {source.form for source in SOURCES.values()} == OFFICIAL


def test_the_list_of_the_auswaertiges_amt_gives_levels_and_links_to_its_pages() -> None:
    result = found(
        "auswaertiges-amt",
        index(n11=entry("ML", "Mali", warning=True), n12=entry("EC", "Ecuador"), n13=entry("NG", "Nigeria", partialWarning=True)),
    )
    assert result.errors == ()
    assert [(link.address, link.place, link.changed) for link in result.links] == [
        (f"{SOURCES['auswaertiges-amt'].address}/{n}", place, "2026-05-01T01:46:40+00:00")
        for n, place in ((11, "ML"), (12, "EC"), (13, "NG"))
    ]
    assert [(r.authority, r.place, r.outlet) for r in result.reports] == [("DE", p, "Auswärtiges Amt") for p in ("ML", "EC", "NG")]
    assert steps(result) == {("ML", "travel_advice", "warning", "country"), ("NG", "travel_advice", "warning", "parts")}


def test_flags_that_are_all_false_make_a_report_without_a_level() -> None:
    [report] = found("auswaertiges-amt", index(n12=entry("EC", "Ecuador"))).reports
    assert "warning: false" in str(report.body)
    assert claims(found("auswaertiges-amt", index(n12=entry("EC", "Ecuador")))) == []


PAGE = "<h3>Aktuelles</h3><p>Vor Reisen nach Mali wird gewarnt.</p><ul><li>Deutsche Staatsangehörige werden dringend aufgefordert, das Land zu verlassen.</li></ul>"


@pytest.mark.parametrize("changed", [1777600000, 1777600000000])
def test_a_page_of_the_auswaertiges_amt_gives_its_text_with_seconds_or_milliseconds(changed: int) -> None:
    row = entry("ML", "Mali", changed, warning=True, content=PAGE)
    result = found("auswaertiges-amt", {"response": {"lastModified": changed, "11": row}}, "/11")
    [document] = documents(result)
    assert (document.authority, document.place, document.outlet) == ("DE", "ML", "Auswärtiges Amt")
    assert document.text.startswith("### Aktuelles\n\nVor Reisen nach Mali wird gewarnt.\n\n* Deutsche")
    assert str(document.published) == "2026-05-01 01:46:40+00:00"
    assert document.url == "https://www.auswaertiges-amt.de/opendata/travelwarning/11"
    assert (result.links, result.errors) == ((), ())
    assert steps(result) == {("ML", "travel_advice", "warning", "country"), ("ML", "citizen_departure", "leave_now", None)}


def test_the_list_is_no_revision_of_the_page_that_it_lists() -> None:
    row = entry("ML", "Mali", warning=True)
    reports = documents(found("auswaertiges-amt", index(n11=row)))
    reports += documents(found("auswaertiges-amt", {"response": {"11": row | {"content": PAGE}}}, "/11"))
    assert len({d.key for d in reports}) == 2
    assert [d.supersedes for d in link_revisions(reports)] == [None, None]  # type: ignore[union-attr]


def test_a_page_without_text_is_an_error_and_its_level_is_kept() -> None:
    result = found("auswaertiges-amt", {"response": {"11": entry("ML", "Mali", warning=True, content="")}}, "/11")
    assert [e.what for e in result.errors] == ["the page holds no text"]
    assert steps(result) == {("ML", "travel_advice", "warning", "country")}


def test_a_page_that_states_no_time_of_its_change_is_linked_and_named() -> None:
    row = entry("ML", "Mali")
    del row["lastModified"]
    result = found("auswaertiges-amt", index(n11=row))
    assert [link.changed for link in result.links] == [None]
    assert ["states no time of its last change" in e.what for e in result.errors] == [True]


@pytest.mark.parametrize("name", [s.name for s in SOURCES.values()])
@pytest.mark.parametrize("body", [b"{}", b"[]", b"", b"<html>busy</html>", b'{"response": {}}', b"\xff\xfe", b"3", b"null", b'"x"'])
def test_an_answer_that_is_no_advice_is_one_error_that_says_what_to_do(name: str, body: bytes) -> None:
    result = found(name, body)
    assert (result.reports, result.links, len(result.errors)) == ((), (), 1)
    assert result.errors[0].where.startswith("https://")
    assert result.errors[0].remedy


def test_a_level_without_a_word_is_named() -> None:
    result = found("canada", {"data": {"ML": {"advisory-state": 2, "country-eng": "Mali"}}})
    assert ([e.what for e in result.errors], result.reports) == (["states nothing in words"], ())


def test_a_list_without_entries_is_an_error() -> None:
    assert [e.what for e in found("govuk", {"links": {"children": []}}).errors] == ["holds no entries"]


def test_a_country_that_cannot_be_resolved_is_listed_and_the_rest_is_read() -> None:
    rows: Any = index(n1=entry("XX", "Atlantis"), n2=entry("ML", "Mali", warning=True))
    result = found("auswaertiges-amt", rows)
    assert [r.place for r in result.reports] == ["ML"]
    assert [e.what for e in result.errors] == ["'XX' (Atlantis) is no known country code"]


def test_the_list_of_govuk_gives_what_changed_and_links_to_the_pages_data() -> None:
    child = {
        "base_path": "/foreign-travel-advice/mali",
        "title": "Mali travel advice",
        "public_updated_at": "2026-05-01T09:30:00Z",
        "details": {"change_description": "FCDO now advises against all travel to Mali.", "country": {"name": "Mali", "slug": "mali"}},
    }
    result = found("govuk", {"links": {"children": [child]}})
    [link] = result.links
    assert (link.address, link.place) == ("https://www.gov.uk/api/content/foreign-travel-advice/mali", "ML")
    assert link.changed == "2026-05-01T09:30:00+00:00"
    assert steps(result) == {("ML", "travel_advice", "warning", "country")}


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], {("normal", "country")}),
        (["avoid_all_travel_to_whole_country"], {("warning", "country")}),
        (
            ["avoid_all_travel_to_parts", "avoid_all_but_essential_travel_to_parts"],
            {("warning", "parts"), ("avoid_nonessential", "parts")},
        ),
        (None, set()),
    ],
)
def test_the_codes_of_a_page_of_govuk_are_read_as_it_states_them(codes: list[str] | None, expected: set[tuple[str, str]]) -> None:
    result = found("govuk", country_page(alert_status=codes))
    assert {(value, scope) for _, dimension, value, scope in steps(result) if dimension == "travel_advice"} == expected


def test_a_code_of_govuk_that_is_new_is_listed() -> None:
    result = found("govuk", country_page(alert_status=["avoid_everything"], parts=[{"title": "Risks", "body": "<p>None.</p>"}]))
    assert ["avoid_everything" in e.what for e in result.errors] == [True]
    assert steps(result) == set()


def test_a_page_of_govuk_gives_its_parts_and_its_history_apart() -> None:
    page = country_page(
        alert_status=["avoid_all_travel_to_parts"],
        parts=[{"slug": "warnings", "title": "Warnings", "body": "<p>FCDO advises against all travel to the border with Niger.</p>"}],
        change_history=[
            {"note": "Some embassy staff are being withdrawn from Bamako.", "public_timestamp": "2026-04-30T23:30:00Z"},
            {"note": "", "public_timestamp": "2026-04-01T10:00:00Z"},
            {"note": "undated"},
        ],
    )
    result = found("govuk", page)
    assert ["history has no time" in e.what for e in result.errors] == [True]
    advice, history = documents(result)
    assert "## Warnings\n\nFCDO advises" in advice.text
    assert history.text == "1 May 2026\nSome embassy staff are being withdrawn from Bamako.\n"
    told = {(c.dimension, c.value, c.regions, c.as_of) for c in claims(result)}
    assert ("travel_advice", "warning", ("border with Niger",), "2026-05-01") in told
    assert ("staff_departure", "reduced", (), "2026-05-01") in told


def test_lists_whose_pages_are_not_data_give_reports_and_no_links() -> None:
    us = found("us-state", [{"Title": "Mali - Level 4: Do Not Travel", "Link": "https://state.example/ml", "Updated": "2026-05-01T00:00:00Z"}])
    row = {"advisory-state": 2, "country-eng": "Mali", "eng": {"name": "Mali", "advisory-text": "Avoid non-essential travel"}}
    ca = found("canada", {"data": {"ML": row}})
    level = "Do not travel Do not travel to the north of Mali due to banditry., Reconsider your need to travel Reconsider your need to travel within 20 kilometres of the border with Niger."
    au = found("australia", [{"title": "Mali", "field_overall_advice_level": "Exercise a high degree of caution", "field_advice_levels": level}])
    assert [r.links for r in (us, ca, au)] == [(), (), ()]
    assert us.reports[0].url == "https://state.example/ml"
    assert [steps(r) for r in (us, ca, au)] == [
        {("ML", "travel_advice", "warning", "country")},
        {("ML", "travel_advice", "avoid_nonessential", "country")},
        {("ML", "travel_advice", "warning", "parts"), ("ML", "travel_advice", "avoid_nonessential", "parts")},
    ]


def test_each_report_keeps_the_bytes_it_came_in() -> None:
    fetched = answer("auswaertiges-amt", index(n11=entry("ML", "Mali", warning=True)))
    [report] = read_official(fetched, SOURCES["auswaertiges-amt"]).reports
    assert (report.raw, report.retrieved) == (fetched.body, fetched.retrieved)


def test_another_form_is_a_mistake_of_the_caller() -> None:
    source = declare("blatt", address="https://blatt.example/rss.xml")
    with pytest.raises(ValueError, match="no form of official advice"):
        read_official(answer("govuk", {}), source)
