from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

PAGES = (
    "/",
    "/place/EC",
    "/place/EC?known_at=2025-11-19",
    "/place/EC?since=6h",
    "/place/EC/cell/US/mission_status",
    "/place/EC/timeline",
    "/place/EC/timeline?government=US&kind=act&known_at=2025-11-20",
    "/statements?q=Botschaft",
    "/statements?speaker=Harper",
    "/statements?place=EC&kind=claim&status=denied",
    "/sources",
    "/codebook",
    "/codebook/threat_assessment",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_page_answers_in_both_languages(desk: TestClient, address: str, lang: str) -> None:
    page = desk.get(address, params=None, headers={"accept-language": lang})
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    assert LexborHTMLParser(page.text).css_first("h1").text().strip()


def test_the_first_page_tells_what_changed_newest_first(desk: TestClient) -> None:
    page = LexborHTMLParser(desk.get("/").text)
    lines = [" ".join(li.text().split()) for li in page.css(".changes li")]
    assert lines
    assert all("→" in line for line in lines)
    assert "Ecuador" in page.css_first(".placeline h2").text()


def test_a_cell_is_one_click_away_and_its_passage_stands_there(desk: TestClient) -> None:
    page = LexborHTMLParser(desk.get("/place/EC").text)
    link = page.css_first("td.stated a.open").attributes["href"]
    assert link is not None
    cell = LexborHTMLParser(desk.get(link).text)
    assert cell.css("blockquote mark")
    report = cell.css_first(".entry a[href^='/report/']").attributes["href"]
    assert report is not None
    assert desk.get(report.partition("#")[0]).status_code == 200


def test_an_earlier_hour_shows_what_was_known_then_and_nothing_later(desk: TestClient) -> None:
    now, then = desk.get("/place/EC").text, desk.get("/place/EC?known_at=2025-11-18T08:00").text
    assert "20. Nov. 2025" in now
    assert "20. Nov. 2025" not in LexborHTMLParser(then).css_first(".sheet").text()


def test_the_slider_without_script_leads_to_an_address_with_a_time(desk: TestClient) -> None:
    answer = desk.get("/place/EC?stop=1", follow_redirects=False)
    assert answer.status_code == 303
    assert "known_at=2025-11-" in answer.headers["location"]
    assert desk.get(answer.headers["location"]).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/place/XX", 404),
        ("/place/<b>", 404),
        ("/place/EC?known_at=gestern", 400),
        ("/place/EC/cell/US/nothing", 404),
        ("/report/none", 404),
        ("/report/none/against/none", 404),
        ("/codebook/none", 404),
        ("/static/none.js", 404),
        ("/nowhere", 404),
        ("/statements?kind=none", 400),
        ("/statements?q=%25%25", 400),
    ],
)
def test_what_is_not_there_is_said_on_a_page(desk: TestClient, address: str, status: int) -> None:
    page = desk.get(address)
    assert page.status_code == status
    assert "<h1>" in page.text


def test_a_part_is_sent_where_the_script_asks_for_one(desk: TestClient) -> None:
    part = desk.get("/place/EC/cell/US/mission_status", headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "celltitle" in part


def rows(desk: TestClient, query: str = "") -> list[list[str]]:
    page = LexborHTMLParser(desk.get(f"/place/EC/timeline{query}").text)
    return [[" ".join(cell.text().split()) for cell in row.css("td, th")] for row in page.css("table.list tbody tr")]


def test_the_timeline_is_narrowed_down_by_government_dimension_kind_and_day(desk: TestClient) -> None:
    every = rows(desk)
    assert len(every) > 15
    assert {row[1] for row in rows(desk, "?government=Deutschland")} == {"Deutschland"}
    assert 0 < len(rows(desk, "?government=DE")) == len(rows(desk, "?government=Deutschland")) < len(every)
    steps, acts = rows(desk, "?kind=step"), rows(desk, "?kind=act")
    assert acts
    assert sorted(steps + acts) == sorted(every)
    assert all(row[2].startswith("Reisehinweis") for row in rows(desk, "?dimension=travel_advice"))
    early, late = rows(desk, "?until=2025-11-19"), rows(desk, "?since=2025-11-20")
    assert early
    assert late
    assert sorted(early + late) == sorted(every)
    page = desk.get("/place/EC/timeline?government=US&dimension=mission_status&since=2025-11-01").text
    assert '<option value="US" selected>' in page
    assert '<option value="mission_status" selected>' in page
    assert 'value="2025-11-01"' in page


def test_the_timeline_of_an_earlier_hour_stays_there_when_it_is_narrowed_down(desk: TestClient) -> None:
    known = "known_at=2025-11-19T12:00Z"
    then = rows(desk, f"?{known}")
    assert 0 < len(then) < len(rows(desk))
    page = LexborHTMLParser(desk.get(f"/place/EC?{known}").text)
    hidden = page.css_first("form.narrow input[name=known_at]").attributes["value"]
    assert rows(desk, f"?known_at={hidden}") == then


@pytest.mark.parametrize("query", ["?dimension=none", "?kind=none", "?since=gestern", "?government=%21"])
def test_a_filter_that_makes_no_sense_is_refused(desk: TestClient, query: str) -> None:
    assert desk.get(f"/place/EC/timeline{query}").status_code in {400, 404}


def test_where_nothing_is_left_the_timeline_says_so(desk: TestClient) -> None:
    assert "Davon ist nichts bekannt." in desk.get("/place/EC/timeline?since=2030-01-01").text
    assert desk.get("/place/XX/timeline").status_code == 404
