"""The desk and its accounts on the command line."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from cli.program import CRISIS, INSTALLED
from cli.program import run_loaded as run

WORDS = "vier alte Leuchttürme\n".encode()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def answer(address: str) -> str:
    for _ in range(300):
        try:
            with urlopen(address, timeout=10) as answered:
                return str(answered.read().decode())
        except HTTPError as error:
            return str(error.read().decode())
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")


@pytest.mark.parametrize("processes", [1, 2])
def test_the_desk_answers_and_ends_in_order(tmp_path: Path, processes: int) -> None:
    store, port = str(tmp_path / "desk.db"), free_port()
    assert run("ingest", *sorted(CRISIS.glob("*.txt")), "--store", store).status == 0
    command = [str(INSTALLED), "serve", "--store", store, "--port", str(port), "--processes", str(processes)]
    desk = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        assert "Ecuador" in answer(f"http://127.0.0.1:{port}/place/EC")
        desk.send_signal(signal.SIGTERM)
        assert desk.wait(30) in {0, -signal.SIGTERM}
    finally:
        desk.kill()
        desk.communicate()


def test_without_accounts_it_answers_on_this_machine_alone(tmp_path: Path) -> None:
    refused = run("serve", "--store", tmp_path / "desk.db", "--host", "0.0.0.0")
    assert refused.status == 2
    assert "lagebild people add" in refused.err
    refused = run("serve", "--store", tmp_path / "desk.db", "--accounts")
    assert (refused.status, "there is no account yet" in refused.err) == (2, True)


def test_accounts_are_made_changed_and_listed_and_no_password_is_shown(tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    assert run("people", "--store", store, "add", "ada", "--role", "admin", stdin=WORDS).status == 0
    assert run("people", "--store", store, "add", "jana", stdin=WORDS).out == "jana: reader\n"
    assert run("people", "--store", store, "change", "jana", "--role", "analyst").status == 0
    assert run("people", "--store", store).out.splitlines() == ["ada  admin  open  0 keys", "jana  analyst  open  0 keys"]
    key = run("people", "--store", store, "key", "jana", "Ticker", "--scope", "read", "--scope", "submit").out.strip()
    assert key.startswith("lb_")
    assert run("people", "--store", store, "change", "jana", "--close").status == 0
    assert run("people", "--store", store).out.splitlines()[1] == "jana  analyst  closed  0 keys"
    kept = store.read_bytes()
    assert b"Leuchtt" not in kept
    assert key.encode() not in kept


@pytest.mark.parametrize(
    ("arguments", "stdin", "said"),
    [
        (("add", "jana"), b"kurz\n", "too short"),
        (("add", "ada"), WORDS, "there is an account of that name"),
        (("add", "a b"), WORDS, "a name has"),
        (("change", "ada", "--close"), b"", "last administrator"),
        (("change", "nobody", "--role", "admin"), b"", "no such account"),
        (("change", "ada"), b"", "nothing says what to change"),
        (("key", "nobody", "Ticker"), b"", "no such account"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, arguments: tuple[str, ...], stdin: bytes, said: str) -> None:
    store = tmp_path / "desk.db"
    run("people", "--store", store, "add", "ada", "--role", "admin", stdin=WORDS)
    refused = run("people", "--store", store, *arguments, stdin=stdin)
    assert refused.status in {1, 2}
    assert said in refused.err
