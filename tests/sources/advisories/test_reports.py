from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.documents import build_documents
from lagebild.model import Document
from lagebild.pipeline import understand
from lagebild.sources.advisories import AdvisoryRecord, read_auswaertiges_amt, read_us_state, reports_of
from lagebild.sources.advisories.reports import plain_lines


def record(content: str | None, authority: str = "DE", **more: str | None) -> AdvisoryRecord:
    updated = datetime(2025, 11, 18, 10, tzinfo=UTC)
    return AdvisoryRecord(
        authority=authority, place="EC", name="Ecuador", where="detail: 1", content=content, updated=updated, **more
    )  # type: ignore[arg-type]


def test_the_text_of_a_detail_is_read_where_the_flags_say_nothing() -> None:
    content = "<h3>Aktuelles</h3><p>Von Reisen nach Ecuador wird dringend abgeraten.</p><p>Deutsche Staatsangehörige werden aufgefordert, das Land zu verlassen.</p>"
    row = {
        "lastModified": 1763460000,
        "countryCode": "EC",
        "countryName": "Ecuador",
        "title": "Ecuador",
        "warning": False,
        "content": content,
    }
    index = read_auswaertiges_amt(json.dumps({"response": {"1": row}}).encode())
    assert index.records[0].advice == ()
    [document] = build_documents(reports_of(index.records))
    assert isinstance(document, Document)
    assert (document.key, document.authority, document.place, document.outlet) == (
        "de-ec-2025-11-18",
        "DE",
        "EC",
        "Auswärtiges Amt",
    )
    found = [(c.dimension, c.value, c.as_of) for c in understand(document).claims.claims]
    assert found == [("travel_advice", "avoid_all", "2025-11-18"), ("citizen_departure", "leave", "2025-11-18")]


def test_a_level_in_a_title_is_read_with_its_passage() -> None:
    index = read_us_state(
        json.dumps([{"Title": "Chad - Level 4: Do Not Travel", "Updated": "2026-04-28T00:00:00Z"}]).encode()
    )
    [document] = build_documents(reports_of(index.records))
    assert isinstance(document, Document)
    [claim] = understand(document).claims.claims
    assert (claim.actor, claim.place, claim.value, claim.passage.exact) == (
        "US",
        "TD",
        "warning",
        "Chad - Level 4: Do Not Travel",
    )


def test_a_record_without_words_makes_no_report() -> None:
    assert list(reports_of([record(None, title="Ecuador")])) == []


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("plain\ntext", "plain\ntext"),
        ("<p>a</p><p>b</p>", "a\n\nb"),
        ("<h2>A</h2><ul><li>b</li><li><p>c</p></li></ul><p>d</p>", "## A\n\n* b\n* c\n\nd"),
        ("<p>a<br/>b &amp; c&nbsp;d</p>", "a\nb & c d"),
        ("<script>x</script><p>a <b>b</b>c</p>", "a bc"),
        ("<div>" * 5000 + "a", "a"),
    ],
)
def test_html_becomes_lines(markup: str, lines: str) -> None:
    assert plain_lines(markup) == lines


@given(st.text(max_size=200))
def test_any_markup_becomes_some_lines(markup: str) -> None:
    assert isinstance(plain_lines("<p>" + markup), str)
