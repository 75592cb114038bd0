"""Who may ask which route: the table of roles and scopes, every cell of it really asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from desk.asking import API, key_of
from desk.conftest import NOW, fill
from lagebild.desk.app import make_app
from lagebild.desk.doors import COOKIE, token_of
from lagebild.desk.interface.description import all_routes
from lagebild.desk.rights import Caller, Right, right_of
from lagebild.desk.settings import Settings
from lagebild.store import Store, open_store
from lagebild.store.listing import Wanted, list_reports
from lagebild.store.people import Role, Scope, add_account, begin_sitting, change_account, end_key, keys

ROLES = {"jana": Role.READER, "tom": Role.ANALYST, "ada": Role.ADMIN}
CALLERS: dict[str, tuple[str | None, frozenset[Scope] | None]] = {
    "anonymous": (None, None),
    "reader": ("jana", None),
    "analyst": ("tom", None),
    "admin": ("ada", None),
    "key that reads": ("tom", frozenset({Scope.READ})),
    "key that submits": ("tom", frozenset({Scope.SUBMIT})),
    "key that decides": ("tom", frozenset({Scope.DECIDE})),
    "reader's key that decides": ("jana", frozenset({Scope.DECIDE})),
    "reader's key with every scope": ("jana", frozenset(Scope)),
    "administrator's key with every scope": ("ada", frozenset(Scope)),
}
# What the doors say to somebody who may not pass, as opposed to what a route says to somebody who did.
CLOSED = ("Bitte anmelden.", "Dafür reichen die Rechte nicht")


def may(caller: str, right: Right | None) -> bool:
    """What the table of rights says."""
    name, scopes = CALLERS[caller]
    return right is not None and Caller(name=name or "", role=None if name is None else ROLES[name], scopes=scopes).may(right)


@pytest.fixture
def closed_store(tmp_path: Any) -> Iterator[Store]:
    """A store of its own with three people: asking routes changes it."""
    with open_store(str(tmp_path / "desk.db")) as opened:
        fill(opened)
        with opened.write() as connection:
            for name, role in ROLES.items():
                add_account(connection, name, role, now=NOW)
        yield opened


def a_desk(store: Store) -> FastAPI:
    app = make_app(Settings(store="", alone=False, hosts=("testserver",), rate=1e6, burst=1_000_000), store=store, now=lambda: NOW)
    app.state.listeners.close()  # streams end after their first line, so that they can be asked for like the rest
    return app


def asking_as(store: Store, app: FastAPI, caller: str) -> TestClient:
    """A client that shows what the caller has; made anew for each request, since some of them sign out."""
    name, scopes = CALLERS[caller]
    client = TestClient(app, follow_redirects=False, headers={"accept-language": "de"})
    if name is None:
        client.cookies.set(COOKIE, "of nobody")  # what a browser holds before it is signed in, good for forms only
        client.headers["x-csrf-token"] = token_of("of nobody")
        return client
    if scopes is not None:
        client.headers.update(key_of(store, name, *scopes, now=NOW))
        return client
    with store.write() as connection:
        token = begin_sitting(connection, name, now=NOW)
    client.cookies.set(COOKIE, token)
    client.headers["x-csrf-token"] = token_of(token)
    return client


def was_let_in(answer: Response) -> bool:
    if answer.status_code == 303 and answer.headers["location"].startswith("/login?next="):
        return False
    if answer.status_code in {401, 403} and any(words in answer.text for words in CLOSED):
        return False
    assert "Das Formular ist abgelaufen" not in answer.text
    return True


def addresses(app: FastAPI, store: Store) -> list[tuple[str, str, Callable[..., Any]]]:
    """Every route with something to fill its address."""
    with store.read() as connection:
        report = list_reports(connection, Wanted(limit=1))[0].id
    filling = {"code": "EC", "actor": "US", "dimension": "mission_status", "identity": report, "other": report, "name": "desk.css"}

    def filled(path: str) -> str:
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda m: filling.get(m[1], "none"), path)

    return [(method, filled(path), function) for path, method, function, _ in all_routes(app)]


def test_every_route_lets_in_whom_the_table_names_and_nobody_else(closed_store: Store) -> None:
    app = a_desk(closed_store)
    routes = addresses(app, closed_store)
    assert len(routes) > 30
    wrong: list[str] = []
    for method, address, function in routes:
        for caller in CALLERS:
            answer = asking_as(closed_store, app, caller).request(method, address)
            assert answer.status_code < 500, (method, address, caller, answer.text)
            expected = may(caller, right_of(function))
            if was_let_in(answer) != expected:
                wrong.append(f"{method} {address} as {caller}: expected {expected}, got {answer.status_code}")
    assert wrong == []


def test_every_route_names_its_right() -> None:
    with open_store("sqlite://") as opened:
        assert [path for path, _, function, _ in all_routes(a_desk(opened)) if right_of(function) is None] == []


def test_a_route_that_names_none_is_closed_to_everybody_in_the_interface_too(closed_store: Store) -> None:
    app = a_desk(closed_store)

    @app.get(f"{API}/forgotten")
    def forgotten() -> str:
        return "open"

    for caller in CALLERS:
        answer = asking_as(closed_store, app, caller).get(f"{API}/forgotten")
        assert (answer.status_code, answer.headers["content-type"]) == (401 if caller == "anonymous" else 403, "application/problem+json")


def test_a_key_that_opens_nothing_is_refused_everywhere(closed_store: Store, tmp_path: Any) -> None:
    app = a_desk(closed_store)
    with open_store(str(tmp_path / "other.db")) as other:
        with other.write() as connection:
            add_account(connection, "tom", Role.ANALYST, now=NOW)
        foreign = key_of(other, "tom", Scope.READ, now=NOW)
    ended = key_of(closed_store, "tom", Scope.READ, now=NOW - timedelta(days=60), days=30)
    revoked = key_of(closed_store, "tom", Scope.READ, now=NOW)
    with closed_store.write() as connection:
        for one in keys(connection, "tom"):
            if one.made == NOW:
                end_key(connection, one.id)
    closed = key_of(closed_store, "jana", Scope.READ, now=NOW)
    client = TestClient(app, headers={"accept-language": "de"})
    assert client.get(f"{API}/me", headers=closed).json()["name"] == "jana"
    with closed_store.write() as connection:
        change_account(connection, "jana", closed=True)
    broken = [{"authorization": shown.encode("latin-1")} for shown in ("Bearer lb_erfunden", "Bearer \xfc", "Bearer", "Basic dG9tOnRvbQ==", "lb_x", "Bearer " + "x" * 5000)]
    refused: list[Any] = [foreign, ended, revoked, closed, *broken]
    for shown in refused:
        for method, address, _ in addresses(app, closed_store):
            if address.startswith(f"{API}/") and not address.endswith(("/", "openapi.json")):
                answer = client.request(method, address, headers=shown)
                assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), (shown, address)
                assert answer.headers["content-type"] == "application/problem+json"


def test_a_role_that_was_lowered_lowers_its_keys(closed_store: Store) -> None:
    app = a_desk(closed_store)
    shown = key_of(closed_store, "tom", Scope.SUBMIT, now=NOW)
    client = TestClient(app, headers={**shown, "content-type": "application/json"})
    assert client.post(f"{API}/reports", content=b"{}").status_code == 200
    with closed_store.write() as connection:
        change_account(connection, "tom", role=Role.READER)
    assert client.post(f"{API}/reports", content=b"{}").status_code == 403


def test_a_key_in_the_address_opens_nothing(closed_store: Store) -> None:
    shown = key_of(closed_store, "tom", Scope.READ, now=NOW)["authorization"].removeprefix("Bearer ")
    client = TestClient(a_desk(closed_store))
    for query in (f"?key={shown}", f"?access_token={shown}", f"?authorization=Bearer%20{shown}"):
        assert client.get(f"{API}/places{query}").status_code == 401
