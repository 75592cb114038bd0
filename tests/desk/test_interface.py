from __future__ import annotations

import json
from itertools import count
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from selectolax.lexbor import LexborHTMLParser

from desk.asking import API, some_report
from desk.conftest import NOW
from lagebild.desk.app import make_app
from lagebild.desk.interface.routes import PREFIX
from lagebild.desk.settings import Settings
from lagebild.desk.wire import MOST_BODY
from lagebild.model.raw import RawReport
from lagebild.pipeline import draw_with_reports, ingest_reports, name_of
from lagebild.publish.schema import picture_to_json
from lagebild.store import Store, open_store

LISTS = ("/places?limit=1", "/reports?limit=3", "/search?q=Botschaft&limit=5", "/statements?limit=7", "/claims?limit=4", "/quarantine?limit=2")
ADDRESSES = (
    "/places",
    "/places/EC",
    "/places/EC?known_at=2025-11-19",
    "/places/EC?valid_at=2025-11-18T12:00:00Z",
    "/places/EC/changes",
    "/places/EC/changes?since=2d",
    "/places/EC/changes?since=2025-11-18&until=2025-11-19T12:00:00%2B01:00",
    "/places/EC/cells/US/mission_status",
    "/places/EC/cells/US/mission_status?limit=1",
    "/reports",
    "/reports?place=EC&outlet=Boddenpost",
    "/search?q=Botschaft",
    "/search?q=Warn*&order=ranked",
    "/statements?speaker=Harper",
    "/claims?status=denied&place=EC",
    "/sources",
    "/quarantine",
    "/codebook",
    "/codebook/threat_assessment",
    "/me",
    "/openapi.json",
)


def ask(desk: TestClient, address: str, **more: Any) -> Any:
    answer = desk.get(f"{API}{address}", **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


def walk(desk: TestClient, address: str) -> list[list[Any]]:
    """The pages of a list."""
    pages = []
    following = f"{API}{address}"
    while following:
        answer = desk.get(following)
        assert answer.status_code == 200, answer.text
        (found,) = answer.json().values()
        pages.append(found)
        following = answer.links.get("next", {}).get("url", "")
        assert len(pages) < 1000
    return pages


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_that_has_not_changed_is_not_sent_again(desk: TestClient, address: str) -> None:
    first = desk.get(f"{API}{address}")
    assert first.status_code == 200, first.text
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    assert {"authorization", "cookie"} <= {word.strip().lower() for word in first.headers["vary"].split(",")}
    again = desk.get(f"{API}{address}", headers={"if-none-match": f'"another", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert desk.get(f"{API}{address}", headers={"if-none-match": '"another"'}).status_code == 200


def test_the_picture_has_the_shape_of_the_command(desk: TestClient, filled: str) -> None:
    with open_store(filled) as opened:
        ((picture, documents),) = draw_with_reports(opened, place="EC")
    assert ask(desk, "/places/EC") == json.loads(json.dumps(picture_to_json([picture], documents, name_of)))


def test_every_passage_that_is_told_stands_in_its_report(desk: TestClient) -> None:
    texts: dict[str, list[str]] = {}
    for line in ask(desk, "/reports?limit=200")["reports"]:
        report = ask(desk, f"/reports/{line['id']}")
        assert (len(report["statements"]), len(report["claims"])) == (line["statements"], line["claims"])
        texts.setdefault(report["key"], []).append(report["text"])
        for claim in (*report["claims"], *report["acts"], *report["open"]):
            assert report["text"][claim["begin"] : claim["end"]] == claim["passage"]
        for said in report["statements"]:
            for extent in (*said["content"], *said["speaker"], *said["cue"]):
                assert report["text"][extent["begin"] : extent["end"]] == extent["exact"]
        assert report["id"] in {r["id"] for r in report["revisions"]}
    picture = ask(desk, "/places/EC")
    passages = [c for cell in picture["cells"] for c in (*cell["current"], *cell["supporting"], *cell["opposing"])]
    assert passages
    for one in (*passages, *picture["acts"], *picture["open"]):
        assert any(text[one["begin"] : one["end"]] == one["passage"] for text in texts[one["document"]])


def test_a_cell_opens_on_passages_in_their_sentences(desk: TestClient) -> None:
    found = ask(desk, "/places/EC/cells/US/mission_status")
    assert found["history"][0]["relation"] == "first"
    witness = found["evidence"][0]["witnesses"][0]
    text = ask(desk, f"/reports/{witness['report']}")["text"]
    assert witness["before"] + witness["exact"] + witness["after"] in text
    fewer = ask(desk, "/places/EC/cells/US/mission_status?limit=1")
    assert fewer["hidden"] == len(found["evidence"]) - 1


def test_changes_say_what_the_command_says(desk: TestClient) -> None:
    found = ask(desk, "/places/EC/changes?since=2025-11-19T08:00:00%2B01:00&until=2025-11-19T11:00:00%2B01:00")
    assert (found["since"], found["until"]) == ("2025-11-19T07:00:00Z", "2025-11-19T10:00:00Z")
    assert found["changes"]
    assert ask(desk, "/places")["places"][0]["newest"]["passage"]


def test_two_revisions_stand_side_by_side(desk: TestClient) -> None:
    one = next(r for r in (ask(desk, f"/reports/{line['id']}") for line in ask(desk, "/reports")["reports"]) if len(r["revisions"]) > 1)
    old, new = (r["id"] for r in one["revisions"])
    kinds = {row["kind"] for row in ask(desk, f"/reports/{old}/against/{new}")["rows"]}
    assert kinds - {"same"}
    other = next(line["id"] for line in ask(desk, "/reports")["reports"] if line["id"] not in {old, new})
    assert desk.get(f"{API}/reports/{old}/against/{other}").status_code == 400


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/places/XX", 404),
        ("GET", "/places/%3Cb%3E", 422),
        ("GET", "/places/EC?known_at=gestern", 422),
        ("GET", "/places/EC?known_at=0001-01-01T00:00:00%2B14:00", 422),
        ("GET", "/places/EC?known_at=2025-02-30", 400),
        ("GET", "/places/EC?known_at=", 422),
        ("GET", "/places/EC/changes?since=2025-11-20&until=2025-11-19", 400),
        ("GET", "/places/EC/cells/US/nothing", 404),
        ("GET", "/reports/none", 422),
        ("GET", "/reports/0000000000000000", 404),
        ("GET", "/reports/0000000000000000/against/0000000000000000", 404),
        ("GET", "/reports?limit=201", 422),
        ("GET", "/reports?after=x", 422),
        ("GET", "/reports?outlet=a%00b", 422),
        ("GET", "/search?kind=none", 422),
        ("GET", "/search?q=%25%25", 400),
        ("GET", "/search?order=ranked", 400),
        ("GET", "/search?typo=1", 422),
        ("GET", "/places/EC?typo=1", 422),
        ("GET", "/me?typo", 422),
        ("GET", "/search?q=Botschaft&q=Konsulat", 422),
        ("GET", "/codebook/none", 404),
        ("GET", "/events?place=x", 422),
        ("DELETE", "/places", 405),
        ("POST", "/places/EC", 405),
    ],
)
def test_every_error_is_a_problem_that_a_program_can_read(desk: TestClient, method: str, address: str, status: int) -> None:
    answer = desk.request(method, f"{API}{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    found = answer.json()
    assert set(found) == {"type", "title", "status", "detail"}
    assert found["status"] == status
    assert found["detail"]
    if status == 405:
        assert "GET" in answer.headers["allow"]


def test_a_foreign_name_a_long_body_and_a_mistake_of_the_program_are_problems_too(filled: str) -> None:
    with open_store(filled) as opened:
        app = make_app(Settings(store=filled, hosts=("testserver",)), store=opened, now=lambda: NOW)
        app.state.gallery = None
        client = TestClient(app, raise_server_exceptions=False)
        answers = [
            client.get(f"{API}/me", headers={"host": "other.example"}),
            client.post(f"{API}/reports", content=b"[]", headers={"content-length": str(MOST_BODY + 1)}),
            client.get(f"{API}/places/EC"),
        ]
    assert [answer.status_code for answer in answers] == [421, 413, 500]
    assert {answer.headers["content-type"] for answer in answers} == {"application/problem+json"}


def test_a_caller_is_told_how_much_is_left_and_when_to_come_back(filled: str) -> None:
    with open_store(filled) as opened:
        client = TestClient(make_app(Settings(store=filled, hosts=("testserver",), rate=0.01, burst=2), store=opened, now=lambda: NOW))
        answers = [client.get(f"{API}/me") for _ in range(3)]
    assert [a.headers.get("ratelimit-remaining") for a in answers] == ["1", "0", None]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) > 0


@pytest.mark.parametrize("address", LISTS)
def test_pages_of_a_list_hold_all_of_it_once(desk: TestClient, address: str) -> None:
    path = urlsplit(address).path
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items() if name != "limit"}
    (whole,) = ask(desk, path, params={**query, "limit": "50" if path == "/places" else "200"}).values()
    found = [one for some in walk(desk, address) for one in some]
    assert found == whole or len(whole) == 200


def test_pages_hold_all_that_was_there_although_more_comes_in(store: Store) -> None:
    app = make_app(Settings(store="", hosts=("testserver",)), store=store, now=lambda: NOW)
    numbers = count(1)

    def bring(some: int) -> None:
        sent = [some_report(next(numbers)) for _ in range(some)]
        raw = [
            RawReport(key=s["id"], source="probe", where=s["id"], media_type="text/plain", body=s["text"], outlet=s["outlet"], published=s["published"])
            for s in sent
        ]
        assert len(list(ingest_reports(store, raw, now=NOW))) == some

    bring(9)
    client = TestClient(app)
    there = {r["id"] for r in ask(client, "/reports")["reports"]}
    assert len(there) == 9
    for address, name in (("/reports?limit=2", None), ("/search?kind=document&limit=2", "report")):
        seen: list[str] = []
        following = f"{API}{address}"
        while following:
            answer = client.get(following)
            (found,) = answer.json().values()
            seen += [(one if name is None else one[name])["id"] for one in found]
            following = answer.links.get("next", {}).get("url", "")
            if len(seen) < 9:
                bring(1)
        assert len(seen) == len(set(seen))
        assert there <= set(seen)


def test_a_changed_place_has_another_tag_at_once(store: Store) -> None:
    app = make_app(Settings(store="", hosts=("testserver",)), store=store, now=lambda: NOW)
    client = TestClient(app)
    tags = set()
    for number in range(3):
        one = some_report(number)
        raw = RawReport(key=one["id"], source="probe", where="x", media_type="text/plain", body=one["text"], published=one["published"])
        list(ingest_reports(store, [raw], now=NOW))
        answer = client.get(f"{API}/places/EC")
        assert len(answer.json()["provenance"]["reports"]) == number + 1
        tags.add(answer.headers["etag"])
    assert len(tags) == 3


def test_the_interface_describes_itself_for_people_and_loads_nothing_from_elsewhere(desk: TestClient) -> None:
    described = ask(desk, "/openapi.json")
    for address in (API, f"{API}/"):
        page = desk.get(address)
        assert page.status_code == 200
        tree = LexborHTMLParser(page.text)
        assert not tree.css("script")
        assert all(str(link.attributes["href"]).startswith("/static/") for link in tree.css("link"))
        assert all(desk.get(str(link.attributes["href"])).status_code == 200 for link in tree.css("link"))
        shown = {code.text() for code in tree.css("h3 code")}
        assert shown == {f"{method.upper()} {path}" for path, methods in described["paths"].items() for method in methods}


def test_the_description_says_everything_of_every_operation(desk: TestClient) -> None:
    described = ask(desk, "/openapi.json")
    assert described["openapi"].startswith("3.1")
    operations = [(path, method, one) for path, methods in described["paths"].items() for method, one in methods.items()]
    assert all(path.startswith(f"{PREFIX}/") for path, _, _ in operations)
    assert len({one["operationId"] for _, _, one in operations}) == len(operations)
    for _, _, one in operations:
        assert one["tags"]
        assert one["description"]
        assert one["x-right"]
        assert one["security"] == ([] if one["x-right"] == "open" else [{"key": []}, {"sitting": []}])
        for status, said in one["responses"].items():
            assert said["description"]
            if status.startswith(("4", "5")):
                assert list(said["content"]) == ["application/problem+json"]
    for name, shape in described["components"]["schemas"].items():
        assert name == "SubmittedReport" or shape.get("enum") or shape["additionalProperties"] is False, name
