"""The desk and its accounts on the command line."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psutil
import pytest

from cli.program import CRISIS, INSTALLED
from cli.program import run_loaded as run
from lagebild.cli.openid import openid_of, split_names
from lagebild.desk.serve import SECRET, read, read_secret, written
from lagebild.desk.settings import OpenID, Settings
from lagebild.errors import UsageError

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


HOUSE = ("--oidc-issuer", "https://anmelden.example.org", "--oidc-client", "lagebild")
OUTSIDE = ("--host-name", "lage.example.org", "--https")


def test_an_account_may_be_whom_a_provider_names_and_have_no_password(tmp_path: Path) -> None:
    store = tmp_path / "desk.db"
    assert run("people", "--store", store, "add", "jana", "--oidc", "Jana@Example.org").out == "jana: reader\n"
    run("people", "--store", store, "add", "tom", "--oidc", "sub:17", "--password", stdin=WORDS)
    run("people", "--store", store, "add", "ada", "--role", "admin", stdin=WORDS)
    assert run("people", "--store", store).out.splitlines() == [
        "ada  admin  open  0 keys",
        "jana  reader  open  0 keys  oidc jana@example.org (not yet there)",
        "tom  reader  open  0 keys  oidc sub:17 (not yet there)",
    ]
    assert run("people", "--store", store, "change", "tom", "--no-oidc").status == 0
    assert run("people", "--store", store, "change", "ada", "--oidc", "sub:17").status == 0
    assert [line.partition("oidc")[2] for line in run("people", "--store", store).out.splitlines()] == [
        " sub:17 (not yet there)",
        " jana@example.org (not yet there)",
        "",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "tom", "--oidc", "tom"), "no e-mail address"),
        (("add", "tom", "--oidc", "JANA@example.org"), "named by the account jana already"),
        (("change", "jana", "--oidc", "x@example.org", "--no-oidc"), "contradict"),
        (("change", "nobody", "--oidc", "x@example.org"), "no such account"),
    ],
)
def test_whom_nobody_can_name_is_refused_and_nothing_is_kept(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    store = tmp_path / "desk.db"
    run("people", "--store", store, "add", "jana", "--oidc", "jana@example.org")
    refused = run("people", "--store", store, *arguments)
    assert refused.status in {1, 2}
    assert said in refused.err
    assert run("people", "--store", store).out.splitlines() == ["jana  reader  open  0 keys  oidc jana@example.org (not yet there)"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--oidc-issuer", "https://x.example", *OUTSIDE), "--oidc-client"),
        (("--no-passwords",), "--no-passwords says nothing without --oidc-issuer"),
        (("--oidc-host", "x.example"), "--oidc-host says nothing"),
        ((*HOUSE, "--https"), "--host-name"),
        ((*HOUSE, "--host", "0.0.0.0"), "--host-name"),
        ((*HOUSE, "--host-name", "lage.example.org", "--oidc-secret-file", __file__), "--https"),
        ((*HOUSE, "--host-name", "a:b:c", "--https"), "that is no name"),
        ((*HOUSE, *OUTSIDE), "LAGEBILD_OIDC_SECRET"),
        ((*HOUSE, *OUTSIDE, "--oidc-secret-file", "nowhere"), "nowhere: the secret cannot be read"),
        ((*HOUSE, *OUTSIDE, "--oidc-secret-file", "/dev/null"), "first line is empty"),
    ],
)
def test_a_provider_that_cannot_be_asked_is_refused_before_the_desk_answers(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    store = tmp_path / "desk.db"
    run("people", "--store", store, "add", "ada", "--role", "admin", stdin=WORDS)
    refused = run("serve", "--store", store, "--accounts", *arguments)
    assert (refused.status, said in refused.err) == (2, True), refused.err


def test_a_provider_needs_accounts(tmp_path: Path) -> None:
    refused = run("serve", "--store", tmp_path / "desk.db", *HOUSE)
    assert (refused.status, "--accounts" in refused.err) == (2, True)


def test_without_its_packages_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lagebild.desk.openid", None)
    stated = {"oidc_issuer": "https://anmelden.example.org", "oidc_client": "x", "oidc_secret_file": None}
    with pytest.raises(UsageError, match=r"pip install 'lagebild\[desk,oidc\]'"):
        openid_of(stated, accounts=True, origin="https://lage.example.org")


@pytest.mark.parametrize(
    ("names", "secure", "host", "found"),
    [
        (("lage.example.org", "lage.intern"), True, "0.0.0.0", (("lage.example.org", "lage.intern"), "https://lage.example.org")),
        (("lage.example.org:8443",), True, "0.0.0.0", (("lage.example.org",), "https://lage.example.org:8443")),
        (("lage.example.org:443",), True, "0.0.0.0", (("lage.example.org",), "https://lage.example.org")),
        (("lage.example.org",), False, "0.0.0.0", (("lage.example.org",), "http://lage.example.org:8000")),
        ((), False, "127.0.0.1", ((), "http://127.0.0.1:8000")),
        ((), False, "::1", ((), "http://[::1]:8000")),
        ((), False, "0.0.0.0", ((), None)),
        ((), True, "127.0.0.1", ((), None)),
    ],
)
def test_browsers_come_back_to_the_first_name(names: tuple[str, ...], secure: bool, host: str, found: object) -> None:
    assert split_names(names, secure=secure, host=host, port=8000) == found


@pytest.mark.parametrize("in_file", [True, False])
def test_other_processes_learn_where_the_secret_lies_and_not_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_file: bool) -> None:
    file = tmp_path / "secret"
    file.write_text("geheim-17\n", encoding="utf-8")
    if not in_file:
        monkeypatch.setenv(SECRET, "geheim-17")
    where = str(file) if in_file else None
    oidc = OpenID(
        issuer="https://anmelden.example.org", client="x", secret=read_secret(where), secret_file=where, origin="https://lage.example.org",
        name="Haus", hosts=("keys.example.org",), passwords=False,
    )  # fmt: skip
    settings = Settings(store="lagebild.db", alone=False, hosts=("lage.example.org",), secure=True, oidc=oidc)
    told = json.dumps(written(settings))
    assert "geheim-17" not in told
    assert read(json.loads(told)) == settings
    assert "geheim-17" not in repr(settings)


@pytest.mark.long
def test_the_secret_is_in_the_environment_of_no_process(tmp_path: Path) -> None:
    store, port, file = tmp_path / "desk.db", free_port(), tmp_path / "secret"
    file.write_text("geheim-17", encoding="utf-8")
    run("people", "--store", store, "add", "ada", "--role", "admin", "--oidc", "ada@example.org")
    provider = ("--oidc-issuer", f"http://127.0.0.1:{free_port()}", "--oidc-client", "x", "--oidc-secret-file", str(file))
    command = [str(INSTALLED), "serve", "--store", str(store), "--port", str(port), "--processes", "2", "--accounts", *provider]
    desk = subprocess.Popen(command, stderr=subprocess.PIPE)
    try:
        assert "Anmelden mit 127.0.0.1" in answer(f"http://127.0.0.1:{port}/login")
        # Nobody answers there.
        assert "antwortet nicht; bitte später" in answer(f"http://127.0.0.1:{port}/login/openid")
        processes = [desk.pid, *(p.pid for p in psutil.Process(desk.pid).children(recursive=True))]
        assert len(processes) >= 3
        for process in processes:
            shown = psutil.Process(process)
            assert "geheim-17" not in json.dumps([shown.environ(), shown.cmdline()])
        desk.send_signal(signal.SIGTERM)
        desk.wait(30)
    finally:
        desk.kill()
        said = desk.communicate()[1].decode()
    assert "the provider does not answer" in said
    assert "geheim-17" not in said
