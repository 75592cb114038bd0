from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from lagebild.desk.wire import MOST_BODY, POLICY


@pytest.mark.parametrize("address", ["/", "/place/EC", "/nowhere", "/static/desk.css", "/place/EC?known_at=x"])
def test_every_answer_carries_the_policy(desk: TestClient, address: str) -> None:
    headers = desk.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("host", ["boese.example", "testserver.boese.example", "", "testserver@boese.example", "127.0.0.1.nip.example:80"])
def test_a_page_that_has_its_own_name_point_here_gets_nothing(desk: TestClient, host: str) -> None:
    answer = desk.get("/place/EC", headers={"host": host})
    assert answer.status_code == 421
    assert "Ecuador" not in answer.text


@pytest.mark.parametrize("host", ["testserver", "testserver:8000", "TESTSERVER"])
def test_its_own_name_is_answered_with_any_port(desk: TestClient, host: str) -> None:
    assert desk.get("/health", headers={"host": host}).status_code == 200


def test_too_long_a_body_is_not_read(desk: TestClient) -> None:
    answer = desk.post("/place/EC/read", content=b"x" * (MOST_BODY + 1))
    assert answer.status_code == 413


def test_a_body_of_unknown_length_ends_where_it_is_too_long(desk: TestClient) -> None:
    sent = 0

    def drops() -> object:
        nonlocal sent
        for _ in range(40):
            sent += 1_000_000
            yield b"x" * 1_000_000

    desk.get("/")
    answer = desk.post("/place/EC/read", content=drops(), headers={"content-type": "application/x-www-form-urlencoded"})  # type: ignore[arg-type]
    assert answer.status_code == 413


def test_pages_ask_nothing_of_another_host_and_have_no_inline_script(desk: TestClient) -> None:
    for address in ("/", "/place/EC", "/place/EC/cell/DE/mission_status", "/statements?q=Botschaft", "/sources", "/codebook"):
        text = desk.get(address).text
        assert "style=" not in text
        assert "<style" not in text
        assert text.count("<script") == text.count('<script src="/static/')
        assert " onclick" not in text
        assert 'src="http' not in text


def test_style_and_script_may_be_kept_as_long_as_they_are_the_same(desk: TestClient) -> None:
    page = desk.get("/").text
    address = page.split('href="/static/desk.css')[1].split('"')[0]
    answer = desk.get(f"/static/desk.css{address}")
    assert "immutable" in answer.headers["cache-control"]
    assert desk.get("/static/desk.css").headers["cache-control"] == "no-cache"
