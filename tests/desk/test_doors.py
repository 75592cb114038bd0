from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from desk.conftest import NOW, PASSWORD
from desk.pages import sign_in, token_in
from lagebild.desk.app import make_app
from lagebild.desk.settings import Settings
from lagebild.store import Store
from lagebild.store.people import IDLE, Scope, add_key, change_account


def holding(client: TestClient, token: str) -> int:
    """What a browser that holds this gets."""
    other = TestClient(client.app, cookies={"lagebild": token}, follow_redirects=False)
    return other.get("/place/EC").status_code


def test_nobody_sees_anything_before_signing_in(shared: TestClient) -> None:
    answer = shared.get("/place/EC?known_at=2025-11-19")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fplace%2FEC%3Fknown_at%3D2025-11-19"
    assert "Ecuador" not in shared.get("/login").text


def test_a_reader_signs_in_looks_and_signs_out(shared: TestClient) -> None:
    before = shared.cookies.get("lagebild")
    answer = sign_in(shared, "jana")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert shared.cookies.get("lagebild") not in {None, before}
    page = shared.get("/place/EC")
    assert page.status_code == 200
    held = shared.cookies["lagebild"]
    assert shared.post("/logout", data={"csrf": token_in(page)}).status_code == 303
    # The sitting itself has ended, not only the browser's memory of it.
    assert holding(shared, held) == 303


@pytest.mark.parametrize(("name", "password"), [("jana", "falsch"), ("niemand", PASSWORD), ("", ""), ("jana", "")])
def test_a_wrong_name_and_a_wrong_password_look_alike(shared: TestClient, name: str, password: str) -> None:
    answer = sign_in(shared, name, password)
    assert answer.status_code == 403
    assert "Name oder Passwort stimmen nicht." in answer.text
    assert shared.get("/").status_code == 303


def test_guessing_is_slowed_down(shared: TestClient) -> None:
    statuses = [sign_in(shared, "jana", f"falsch {n}").status_code for n in range(7)]
    assert statuses[:5] == [403] * 5
    assert statuses[5:] == [429] * 2
    refused = sign_in(shared, "jana")
    assert int(refused.headers["retry-after"]) > 0
    assert sign_in(shared, "tom").status_code == 303


def test_what_was_held_before_signing_in_is_worth_nothing_after_it(shared: TestClient) -> None:
    shared.get("/login")
    before = shared.cookies["lagebild"]
    sign_in(shared, "jana")
    assert holding(shared, before) == 303


@pytest.mark.parametrize("goal", ["//boese.example/", "https://boese.example/", "/\\boese.example", "javascript:alert(1)", "/a\nb"])
def test_nobody_is_sent_elsewhere_after_signing_in(shared: TestClient, goal: str) -> None:
    form = {"name": "jana", "password": PASSWORD, "next": goal, "csrf": token_in(shared.get("/login"))}
    assert shared.post("/login", data=form).headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://boese.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://testserver.boese.example"},
    ],
)
def test_a_form_of_another_site_changes_nothing(shared: TestClient, headers: dict[str, str]) -> None:
    sign_in(shared, "jana")
    token = token_in(shared.get("/place/EC"))
    assert shared.post("/place/EC/read", data={"csrf": token}, headers=headers).status_code == 403
    assert shared.post("/place/EC/read", data={"csrf": token}, headers={"origin": "http://testserver"}).status_code == 303


@pytest.mark.parametrize("token", [None, "", "0" * 64, "ä"])
def test_a_form_without_its_token_changes_nothing(shared: TestClient, token: str | None) -> None:
    sign_in(shared, "jana")
    assert shared.post("/place/EC/read", data={} if token is None else {"csrf": token}).status_code == 403


def test_the_token_of_one_sitting_is_none_of_another(shared: TestClient) -> None:
    sign_in(shared, "jana")
    token = token_in(shared.get("/place/EC"))
    sign_in(shared, "tom")
    assert shared.post("/place/EC/read", data={"csrf": token}).status_code == 403


def test_a_sitting_ends_with_its_account_and_after_a_while(shared: TestClient, store: Store) -> None:
    sign_in(shared, "jana")
    held = shared.cookies["lagebild"]
    with store.write() as connection:
        change_account(connection, "jana", closed=True)
    assert shared.get("/").status_code == 303
    sign_in(shared, "tom")
    assert shared.get("/").status_code == 200
    later = make_app(Settings(store="", alone=False, hosts=("testserver",)), store=store, now=lambda: NOW + IDLE + timedelta(minutes=2))
    for token in (shared.cookies["lagebild"], held):
        assert holding(TestClient(later), token) == 303


def test_a_key_opens_what_its_scopes_say(shared: TestClient, store: Store) -> None:
    with store.write() as connection:
        reads = add_key(connection, "jana", "Ticker", [Scope.READ], now=NOW, ends=NOW + timedelta(days=1))
        submits = add_key(connection, "jana", "Agentur", [Scope.SUBMIT], now=NOW, ends=NOW + timedelta(days=1))
        ended = add_key(connection, "jana", "Alt", [Scope.READ], now=NOW - timedelta(days=2), ends=NOW - timedelta(days=1))
    def asked(key: str) -> int:
        return shared.get("/place/EC", headers={"authorization": f"Bearer {key}"}).status_code

    assert asked(reads) == 200
    assert asked(submits) == 403  # a reader may submit nothing, whatever the key says, and this key may not read
    assert asked(ended) in {303, 401}
    assert asked("lb_erfunden") in {303, 401}
    # A key is for programs: it changes nobody's own settings.
    assert shared.post("/place/EC/read", headers={"authorization": f"Bearer {reads}"}).status_code == 403


def test_a_route_that_names_no_right_is_closed_to_everybody(store: Store) -> None:
    app = make_app(Settings(store="", hosts=("testserver",)), store=store, now=lambda: NOW)
    router = APIRouter()

    @router.get("/forgotten")
    def forgotten() -> str:
        return "open"

    app.include_router(router)
    with TestClient(app) as client:
        assert client.get("/forgotten").status_code == 403


def test_too_many_requests_are_told_when_to_come_back(store: Store) -> None:
    app = make_app(Settings(store="", hosts=("testserver",), rate=0.5, burst=3), store=store, now=lambda: NOW)
    with TestClient(app) as client:
        answers = [client.get("/health") for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 3
