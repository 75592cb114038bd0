"""A call that hangs, fills the memory or ends its process costs that call and no other."""

from __future__ import annotations

import json
import operator
import os
import pickle
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lagebild.documents.html import extract_page
from lagebild.errors import InputError, UsageError
from lagebild.sources.answers import Found, Link
from lagebild.sources.worker import Loader
from lagebild.sources.workers import Workers

SOURCE = Path(__file__).resolve().parents[2] / "src"


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(seconds=1) as pool:
        yield pool


def refused(pool: Workers, function: Callable[..., Any], *arguments: Any) -> str:
    with pytest.raises(InputError) as caught:
        pool.run(function, *arguments, where="feed.xml")
    assert caught.value.where == "feed.xml"
    return caught.value.what


def test_a_call_returns_what_the_function_returns_and_the_process_stays(workers: Workers) -> None:
    first = workers.run(os.getpid, where="a")
    assert first != os.getpid()
    assert workers.run(os.getpid, where="a") == first
    assert workers.run(operator.add, b"a" * 5_000_000, b"b", where="a") == b"a" * 5_000_000 + b"b"


@pytest.mark.parametrize(
    ("function", "arguments", "what"),
    [
        (sum, (range(10**12),), "took longer than 1 s to read"),
        (time.sleep, (60,), "took longer than 1 s to read"),
        (bytearray, (2_000_000_000,), "needs more than 1 GB"),
        (os.abort, (), "the worker ended (signal SIGABRT)"),
        (os._exit, (3,), "the worker ended (status 3)"),
        (int, ("x",), "cannot be read (ValueError: invalid literal for int() with base 10: 'x')"),
        (sys.exit, (1,), "the worker ended (status 1)"),
        (open, (os.devnull,), "cannot be read (TypeError: cannot pickle '_io.TextIOWrapper' object)"),
        (json.loads, ("[" * 100_000,), "cannot be read (RecursionError: maximum recursion depth exceeded while decoding"),
    ],
    ids=lambda value: getattr(value, "__name__", "")[:20],
)
def test_a_call_that_goes_wrong_is_an_error_with_its_reason_and_the_next_call_works(
    workers: Workers, function: Callable[..., Any], arguments: tuple[Any, ...], what: str
) -> None:
    assert refused(workers, function, *arguments).startswith(what)
    assert workers.run(operator.add, 1, 2, where="a") == 3


def test_an_input_error_comes_through_with_its_fields(workers: Workers) -> None:
    with pytest.raises(InputError) as caught:
        workers.run(extract_page, "<nav>x</nav>", where="never")  # the page's place is missing: a TypeError
    assert "TypeError" in caught.value.what
    from lagebild.sources.advisories import read_govuk

    with pytest.raises(InputError) as caught:
        workers.run(read_govuk, b"{", "liste.json", where="never")
    assert (caught.value.where, caught.value.what.partition(" (")[0]) == ("liste.json", "no JSON")


def test_an_input_error_keeps_its_bytes_when_pickled() -> None:
    error = InputError("a", "is wrong", "leave it").about(b"abc")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.where, again.what, again.remedy, again.raw) == (str(error), "a", "is wrong", "leave it", b"abc")


def test_a_worker_that_is_killed_while_idle_loses_no_call(workers: Workers) -> None:
    for _ in range(3):
        idle = workers.run(os.getpid, where="a")
        os.kill(idle, signal.SIGKILL)
        assert workers.run(operator.add, 1, 2, where="a") == 3
        assert workers.run(os.getpid, where="a") != idle


def test_a_worker_is_replaced_after_its_calls() -> None:
    with Workers(recycle=2) as pool:
        used = [pool.run(os.getpid, where="a") for _ in range(5)]
    assert [used[0] == used[1], used[1] == used[2], used[2] == used[3], used[3] == used[4]] == [True, False, True, False]


def test_calls_of_many_threads_are_answered_once_each_while_workers_die() -> None:
    def call(number: int) -> object:
        try:
            if number % 10 == 3:
                return pool.run(os._exit, 1, where=str(number))
            return pool.run(operator.mul, number, 2, where=str(number))
        except InputError as error:
            return error.where

    with Workers(count=2, recycle=7) as pool, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(call, range(60)))
    assert answers == [str(n) if n % 10 == 3 else 2 * n for n in range(60)]


def test_no_more_workers_run_than_were_asked_for() -> None:
    with Workers(count=2) as pool, ThreadPoolExecutor(6) as threads:
        used = Counter(threads.map(lambda _: pool.run(os.getpid, where="a"), range(40)))
    assert 1 <= len(used) <= 2


def test_what_a_parser_prints_does_not_disturb_the_answer(workers: Workers) -> None:
    assert workers.run(os.write, 1, b"x" * 1000, where="a") == 1000
    assert workers.run(print, "x", where="a") is None


def test_our_own_values_come_back_equal(workers: Workers) -> None:
    found = Found(
        links=(Link(address="https://a.example/1", key="1", published=datetime(2026, 1, 1, tzinfo=UTC)),),
    )
    assert workers.run(pickle.loads, pickle.dumps(found), where="a") == found


@pytest.mark.parametrize("what", [os.system, subprocess.Popen, Path, Workers, extract_page, eval], ids=lambda f: f.__name__)
def test_a_worker_that_was_broken_into_can_send_nothing_that_acts(what: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="nothing that a reader returns"):
        Loader(pickle.dumps(what)).load()


def test_a_call_that_cannot_be_sent_and_a_closed_pool_are_misuse() -> None:
    with Workers() as pool, pytest.raises(UsageError, match="function of a module"):
        pool.run(lambda: 1, where="a")
    with pytest.raises(UsageError, match="closed"):
        pool.run(os.getpid, where="a")
    with pytest.raises(UsageError, match="above zero"):
        Workers(count=0)


def test_workers_end_with_the_program_that_is_killed() -> None:
    program = (
        "import os, sys, time; from lagebild.sources.workers import Workers; pool = Workers(); "
        "print(pool.run(os.getpid, where='a'), flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        parent.kill()
    assert gone(worker)


def test_workers_are_not_started_before_they_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with Workers(count=50):
        pass


def gone(process: int) -> bool:
    for _ in range(400):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return True
        if state == "Z":  # ended, and nobody has asked for its status
            return True
        time.sleep(0.02)
    return False
