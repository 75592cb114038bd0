from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import func, select

from desk.asking import API, key_of, some_report
from desk.conftest import NOW
from desk.pages import sign_in, token_in
from lagebild.desk.app import make_app
from lagebild.desk.settings import Settings
from lagebild.store import Store
from lagebild.store.codec import hash_of, unpack
from lagebild.store.people import Role, Scope, add_account
from lagebild.store.schema import document, quarantine, raw, reading, receipt


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    """A shared desk over an empty store, asked by an analyst's key."""
    with store.write() as connection:
        add_account(connection, "tom", Role.ANALYST, now=NOW)
    app = make_app(Settings(store="", alone=False, hosts=("testserver",)), store=store, now=lambda: NOW)
    with TestClient(app, headers=key_of(store, "tom", Scope.SUBMIT, Scope.READ, now=NOW)) as found:
        yield found


def send(client: TestClient, what: Any) -> Response:
    body = what if isinstance(what, bytes) else json.dumps(what, ensure_ascii=False).encode()
    return client.post(f"{API}/reports", content=body, headers={"content-type": "application/json"})


def rows(store: Store) -> list[int]:
    with store.read() as connection:
        tables = (raw, receipt, document, reading, quarantine)
        return [connection.execute(select(func.count()).select_from(t)).scalar_one() for t in tables]


def test_a_report_that_was_sent_stands_in_the_picture(client: TestClient) -> None:
    answer = send(client, some_report(1))
    assert answer.status_code == 200
    (one,) = answer.json()["reports"]
    assert (one["position"], one["outcome"], one["key"], one["notes"]) == (0, "new", "probe-1", [])
    assert one["claims"] > 0
    report = client.get(f"{API}/reports/{one['document']}").json()
    assert report["text"] == some_report(1)["text"]
    assert len(report["claims"]) == one["claims"]
    assert client.get(f"{API}/places/EC").json()["cells"]


def test_the_bytes_of_each_object_are_kept_as_they_came(client: TestClient, store: Store) -> None:
    one = '{ "text":\t"Die Botschaft der Schweiz in Lima bleibt geöffnet.",\n "id": 7 }'
    two = '{"id":"\\u00fc","text":"Ka\\u006eada schlie\\u00dft seine Botschaft in Lima."}'
    assert send(client, f"\ufeff [ {one} ,{two}\n]\n".encode()).json()["kept"] == 2
    with store.read() as connection:
        kept = {unpack(packed, size) for packed, size in connection.execute(select(raw.c.packed, raw.c.size))}
    assert kept == {one.encode(), two.encode()}
    hashes = {r["key"]: r["raw_hash"] for r in client.get(f"{API}/reports").json()["reports"]}
    assert hashes == {"7": hash_of(one.encode()), "ü": hash_of(two.encode())}


def test_the_same_sent_again_changes_nothing(client: TestClient, store: Store) -> None:
    batch = [some_report(1), some_report(2), {"id": "x", "text": 5}, some_report(1), {**some_report(3), "url": "javascript:alert(1)"}]
    first = send(client, batch).json()
    assert [r["outcome"] for r in first["reports"]] == ["new", "copy", "refused", "known", "copy"]
    there = rows(store)
    for again in (batch, batch[:1], batch[::-1]):
        found = send(client, again).json()
        assert {r["outcome"] for r in found["reports"]} <= {"known", "refused"}
        assert rows(store) == there
    assert {r["document"] for r in first["reports"] if r["outcome"] != "refused"} == {
        r["document"] for r in found["reports"] if r["outcome"] != "refused"
    }


def test_what_cannot_be_read_refuses_no_other_and_stands_in_the_quarantine(client: TestClient) -> None:
    batch = [
        {"text": ""},
        some_report(1),
        [],
        "text",
        {"id": "no text"},
        {"text": "a\ud800b"},
        {"text": "null \0 character"},
        {**some_report(2), "published": "gestern", "outlet": 5},
        {**some_report(3), "authority": "XX"},
        None,
    ]
    answer = send(client, json.dumps(batch).encode())
    assert answer.status_code == 200
    found = answer.json()
    assert [r["position"] for r in found["reports"]] == list(range(len(batch)))
    kept = [r["position"] for r in found["reports"] if r["outcome"] != "refused"]
    assert kept == [1, 7]
    assert (found["kept"], found["refused"]) == (2, 8)
    assert all(r["notes"] for r in found["reports"] if r["position"] != 1)
    lying = client.get(f"{API}/quarantine?limit=200").json()["quarantine"]
    assert {(n["what"], n["remedy"]) for r in found["reports"] for n in r["notes"]} == {(q["what"], q["remedy"]) for q in lying}
    assert all(q["raw_hash"] and q["size"] for q in lying)
    assert sum(q["kept"] for q in lying) == len(found["reports"][7]["notes"])


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[1,]", 400),
        (b'{"text": "a"} {}', 400),
        (b'{"text": NaN}', 400),
        (b'{"text": "\xff"}', 400),
        (b"[" * 100_000, 400),
        (b"9" * 5_000, 400),
        (b"[]", 422),
        (b"5", 422),
        (b'"text"', 422),
        (b"null", 422),
        (b"[" + b",".join([b"{}"] * 101) + b"]", 422),
    ],
)
def test_what_is_no_list_of_reports_is_a_problem_and_leaves_nothing(client: TestClient, store: Store, body: bytes, status: int) -> None:
    answer = send(client, body)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert rows(store) == [0] * 5


def test_what_is_nested_or_long_beyond_measure_breaks_nothing(client: TestClient) -> None:
    for depth in (500, 900, *range(940, 1000, 3), 2_000):
        answer = send(client, b'{"text": ' + b"[" * depth + b"]" * depth + b"}")
        assert answer.status_code in {200, 400}, depth
        if answer.status_code == 200:
            assert answer.json()["refused"] == 1
    names = "".join(chr(0x4E00 + (n * 7919) % 20_000) for n in range(5_000))
    batch = [{**some_report(1), "id": names}, {**some_report(2), "outlet": names, "title": names, "url": f"https://example.org/{names}"}, some_report(3)]
    long = send(client, batch).json()["reports"]
    assert [r["outcome"] != "refused" for r in long] == [True] * 3
    assert '"id" has more than 2000 bytes' in long[0]["notes"][0]["what"]
    found = send(client, [{"text": "Die Botschaft bleibt offen. " * 80_000}, some_report(4)]).json()
    assert found["reports"][1]["outcome"] != "refused"


def test_another_type_of_content_is_refused(client: TestClient) -> None:
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
        assert client.post(f"{API}/reports", content=b'{"text": "a"}', headers={"content-type": kind}).status_code == 400


def test_a_report_without_id_is_the_same_however_it_is_written(client: TestClient) -> None:
    text = "Die Botschaft der Schweiz in Lima bleibt geöffnet, teilte das EDA mit."
    (one,) = send(client, {"text": text}).json()["reports"]
    (two,) = send(client, {"title": "Lima", "text": text}).json()["reports"]
    (other,) = send(client, {"outlet": "Alpenbote", "text": text}).json()["reports"]
    assert (one["outcome"], two["outcome"], other["outcome"]) == ("new", "known", "copy")
    assert one["document"] == two["document"] != other["document"]


def test_a_changed_text_is_a_revision(client: TestClient) -> None:
    send(client, some_report(1))
    (one,) = send(client, some_report(1, "Guayaquil")).json()["reports"]
    assert one["outcome"] == "revision"
    assert len(client.get(f"{API}/reports/{one['document']}").json()["revisions"]) == 2


def test_who_may_not_submit_is_refused_before_the_body_is_read(client: TestClient, store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOW)
    for shown, status in (
        ({}, 401),
        ({"authorization": "Bearer lb_erfunden"}, 401),
        (key_of(store, "jana", Scope.SUBMIT, now=NOW), 403),
        (key_of(store, "tom", Scope.READ, Scope.DECIDE, now=NOW), 403),
    ):
        other = TestClient(client.app, headers={"content-type": "application/json", **shown})
        for body in (b"{", json.dumps(some_report(1)).encode()):
            answer = other.post(f"{API}/reports", content=body)
            assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert rows(store) == [0] * 5


def test_a_browser_needs_the_token_of_its_own_pages(shared: TestClient) -> None:
    sign_in(shared, "tom")
    token = token_in(shared.get("/place/EC"))
    body = json.dumps(some_report(1))
    asked = {"content-type": "application/json"}
    assert shared.post(f"{API}/reports", content=body, headers=asked).status_code == 403
    assert shared.post(f"{API}/reports", content=body, headers={**asked, "x-csrf-token": "0" * 64}).status_code == 403
    shown = {**asked, "x-csrf-token": token}
    assert shared.post(f"{API}/reports", content=body, headers={**shown, "origin": "https://boese.example"}).status_code == 403
    assert shared.post(f"{API}/reports", content=body, headers=shown).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "application/json"}, 200),
        ({"content-type": "application/json", "origin": "https://boese.example"}, 403),
        ({"content-type": "application/json", "origin": "null"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "cross-site"}, 403),
        ({"content-type": "application/json", "sec-fetch-site": "none"}, 403),
        ({"content-type": "text/plain"}, 403),
        ({}, 403),
    ],
)
def test_who_works_alone_sends_from_programs_and_no_other_site_does(store: Store, headers: dict[str, str], status: int) -> None:
    client = TestClient(make_app(Settings(store="", hosts=("testserver",)), store=store, now=lambda: NOW))
    assert client.post(f"{API}/reports", content=json.dumps(some_report(1)), headers=headers).status_code == status
