"""Events over a real server on a free port: nothing here reads a stream that never ends through a client that waits for its end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from desk.asking import API, key_of, some_report
from desk.conftest import NOW
from lagebild.desk.app import make_app
from lagebild.desk.interface import listeners
from lagebild.desk.settings import Settings
from lagebild.model.raw import RawReport
from lagebild.pipeline import ingest_reports
from lagebild.store import Store
from lagebild.store.people import Role, Scope, add_account, change_account, keys
from lagebild.store.touched import last_change

Event = dict[str, str]


def bring(store: Store, number: int, **more: Any) -> None:
    """One more report on Ecuador."""
    one = some_report(number, **more)
    raw = RawReport(key=one["id"], source="probe", where=one["id"], media_type="text/plain", body=one["text"], outlet=one["outlet"], published=one["published"])
    list(ingest_reports(store, [raw], now=NOW))


def number_of(store: Store) -> int:
    with store.read() as connection:
        return last_change(connection)


@contextmanager
def running(app: FastAPI) -> Iterator[tuple[str, uvicorn.Server]]:
    """The address of a server in a thread of this process."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=5))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", server
    finally:
        app.state.listeners.close()
        server.should_exit = True
        thread.join(30)
        assert not thread.is_alive()


class Stream:
    """A listener that reads one event after the other."""

    def __init__(self, answer: httpx.Response) -> None:
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/event-stream")
        self._lines = answer.iter_lines()
        self.last = ""

    def block(self) -> Event | None:
        """The next block; None at the end of the stream."""
        found: Event = {}
        for line in self._lines:
            if not line:
                return found
            name, _, value = line.partition(": " if not line.startswith(":") else ":")
            found[name] = value
            self.last = value if name == "id" else self.last
        return None

    def change(self) -> dict[str, Any]:
        """What the next event says."""
        while True:
            found = self.block()
            assert found is not None
            if found.get("event") == "change":
                return dict(json.loads(found["data"]))


@contextmanager
def listening(address: str, query: str = "", **headers: str) -> Iterator[Stream]:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    with httpx.Client(timeout=60, trust_env=False) as client, client.stream("GET", f"{address}{API}/events{query}", headers=shown) as answer:
        yield Stream(answer)


@pytest.fixture
def app(store: Store) -> FastAPI:
    made = make_app(Settings(store=""), store=store, now=lambda: NOW)
    made.state.listeners.every = 0.05
    return made


def test_a_change_is_heard_with_its_place_and_number(app: FastAPI, store: Store) -> None:
    bring(store, 1)
    with running(app) as (address, _), listening(address) as stream:
        first = stream.block()
        assert first is not None
        assert first["id"] == str(number_of(store))
        bring(store, 2)
        found = stream.change()
        assert found["place"] == "EC"
        assert found["moment"] == NOW.isoformat().replace("+00:00", "Z")
        assert found["number"] == number_of(store)
        # Whoever asks at once gets the picture after the change.
        reports = httpx.get(f"{address}{API}/places/EC", trust_env=False).json()["provenance"]["reports"]
        assert {r["document"] for r in reports} == {"probe-1", "probe-2"}


def test_who_comes_back_hears_what_was_missed_of_each_place_once(app: FastAPI, store: Store) -> None:
    bring(store, 1)
    with running(app) as (address, _):
        with listening(address) as stream:
            bring(store, 2)
            stream.change()
            while stream.last != str(number_of(store)):
                assert stream.block() is not None
            last = stream.last
        for number in (3, 4, 5):
            bring(store, number)
        with listening(address, last_event_id=last) as stream:
            heard = [stream.change()]
            while stream.last != str(number_of(store)):
                heard.append(stream.change())
            assert heard[0]["number"] == number_of(store)
            assert len({one["place"] for one in heard}) == len(heard)
            bring(store, 6)
            assert stream.change()["number"] == number_of(store)


def test_a_listener_of_one_place_hears_of_no_other(app: FastAPI, store: Store) -> None:
    with running(app) as (address, _), listening(address, "?place=EC") as stream:
        stream.block()
        other = "Kanada hat seine Botschaft in Lima vorerst geschlossen und rief seine Staatsangehörigen auf, Peru zu verlassen."
        bring(store, 1, text=other)
        bring(store, 2)
        assert stream.change()["place"] == "EC"


def test_only_the_last_event_of_a_number_carries_it(app: FastAPI, store: Store) -> None:
    text = "Kanada hat seine Botschaft in Lima und seine Botschaft in Quito vorerst geschlossen. Kanadier sollen Peru verlassen. Kanadier sollen Ecuador verlassen."
    with running(app) as (address, _), listening(address, last_event_id="0") as stream:
        stream.block()
        bring(store, 1, text=text)
        blocks = []
        while not blocks or "id" not in blocks[-1]:
            found = stream.block()
            assert found is not None
            if found.get("event"):
                blocks.append(found)
        places = [json.loads(b["data"])["place"] for b in blocks]
        assert len(places) > 1
        assert {"EC", "PE"} <= set(places)
        assert ["id" in b for b in blocks] == [False] * (len(blocks) - 1) + [True]


def test_silence_is_filled_with_comments(app: FastAPI) -> None:
    app.state.listeners.beat = 0.05
    with running(app) as (address, _), listening(address) as stream:
        stream.block()
        assert stream.block() == {"": " still there"}


def test_the_store_is_asked_once_for_all_and_not_when_nobody_listens(app: FastAPI, store: Store) -> None:
    looks: list[int] = []
    found = app.state.listeners
    real = found._look

    def look() -> None:
        looks.append(len(found._bells))
        real()

    found._look = look
    with running(app) as (address, _):
        with listening(address) as one, listening(address) as two, listening(address) as three:
            for stream in (one, two, three):
                stream.block()
            bring(store, 1)
            assert one.change() == two.change() == three.change()
            tasks = found._looking
            assert tasks is not None
        # The three first looks of the listeners themselves, and those of one task; it ends with the last of them.
        while not tasks.done():
            threading.Event().wait(0.02)
        count = len(looks)
        threading.Event().wait(0.3)
        assert len(looks) == count
        assert found._bells == {}


def test_too_many_listeners_are_sent_away(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "MOST_EACH", 2)
    with running(app) as (address, _), listening(address) as one, listening(address) as two:
        one.block()
        two.block()
        refused = httpx.get(f"{address}{API}/events", trust_env=False)
        assert (refused.status_code, refused.headers["content-type"]) == (503, "application/problem+json")
        assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize("end", ["key", "account"])
def test_a_listener_whose_key_has_ended_is_let_go(store: Store, end: str) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOW)
        add_account(connection, "ada", Role.ADMIN, now=NOW)
    shown = key_of(store, "jana", Scope.READ, now=NOW, days=1)
    clock = [NOW]
    made = make_app(Settings(store="", alone=False), store=store, now=lambda: clock[0])
    made.state.listeners.check = 0.05
    with running(made) as (address, _), listening(address, **shown) as stream:
        stream.block()
        with store.read() as connection:
            (before,) = keys(connection, "jana")
        if end == "key":
            clock[0] = NOW + timedelta(days=2)
        else:
            with store.write() as connection:
                change_account(connection, "jana", closed=True)
        while stream.block() is not None:
            pass
        with store.read() as connection:
            # Being asked whether one still may is no use of the key.
            assert [k.used for k in keys(connection, "jana")] in ([before.used], [])
        assert httpx.get(f"{address}{API}/events", headers=shown, trust_env=False).status_code == 401


def test_listening_ends_with_the_server(filled: str) -> None:
    """The program itself, told to end while somebody listens, ends with its own grace left: the stream was closed, not cut."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = [sys.executable, "-m", "lagebild", "serve", "--store", filled, "--port", str(port)]
    running = subprocess.Popen(program, env={**os.environ}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        address = f"http://127.0.0.1:{port}"
        _until_it_answers(address)
        with listening(address) as stream:
            stream.block()
            running.send_signal(signal.SIGTERM)
            while stream.block() is not None:  # an orderly end; a connection that is cut raises
                pass
        said = running.communicate(timeout=30)[1]
        assert b"graceful shutdown exceeded" not in said
    finally:
        running.kill()


def _until_it_answers(address: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/health", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server never answered")


