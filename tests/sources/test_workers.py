"""A worker may hang, swell or die: its call comes back as an error, and the others do not notice."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from pathlib import Path

import psutil
import pytest

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.answers import Found
from lagebild.sources.workers import Workers


def double(number: int) -> int:
    return 2 * number


def own_pid() -> int:
    return os.getpid()


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def swell() -> int:
    return len(b"x" * 3_000_000_000)


def swell_slowly() -> int:
    kept = []
    while True:
        kept.append(bytearray(10_000_000))


def die() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    os._exit(7)


def refuse() -> None:
    raise InputError("feed:3", "is bad", "mend it").about(b"raw")


def fail() -> None:
    raise KeyError("surprise")


def talk() -> int:
    os.write(1, b"something in between")
    print("and more")
    return 5


def found() -> Found:
    report = RawReport(key="a", source="s", where="s:1", media_type="text/plain", body="Häß")
    return Found(reports=(report,), errors=(InputError("s:2", "is bad", "mend it").about(b"x"),))


class _Trick:
    def __reduce__(self) -> tuple[object, ...]:
        return os.system, ("touch " + os.environ.get("TRICK", "/dev/null"),)


def trick() -> object:
    return _Trick()


@pytest.fixture(scope="module")
def workers() -> Workers:
    return Workers(count=2, seconds=1)


def test_what_is_read_comes_back(workers: Workers) -> None:
    assert [workers.run(double, n, where="x") for n in range(5)] == [0, 2, 4, 6, 8]
    back = workers.run(found, where="x")
    assert (back.reports[0].body, str(back.errors[0]), back.errors[0].raw) == ("Häß", "s:2: is bad; mend it", b"x")
    assert workers.run(own_pid, where="x") != os.getpid()


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (spin, "longer than"),
        (sleep, "longer than"),
        (swell, "memory"),
        (swell_slowly, "memory|longer than"),  # whichever comes first
        (die, "ends the program"),
        (leave, "status 7"),
        (fail, "KeyError: 'surprise'"),
        (trick, "no data"),
    ],
)
def test_what_goes_wrong_is_an_error_and_the_next_call_does_well(
    workers: Workers, function: object, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRICK", str(tmp_path / "tricked"))
    with pytest.raises(InputError, match=words) as said:
        workers.run(function, where="feed")  # type: ignore[arg-type]
    assert said.value.remedy
    assert workers.run(double, 4, where="x") == 8
    assert not (tmp_path / "tricked").exists()


def test_an_error_of_the_reader_comes_as_it_is(workers: Workers) -> None:
    with pytest.raises(InputError, match="feed:3: is bad; mend it") as said:
        workers.run(refuse, where="other")
    assert said.value.raw == b"raw"


def test_what_a_reader_prints_breaks_nothing(workers: Workers) -> None:
    assert workers.run(talk, where="x") == 5


def test_a_worker_is_replaced_after_a_while() -> None:
    with Workers(count=1, recycle=3) as pool:
        pids = [pool.run(own_pid, where="x") for _ in range(7)]
    assert len(set(pids)) == 3
    assert not any(psutil.pid_exists(pid) for pid in pids)


def test_many_threads_get_each_their_own_answer() -> None:
    answers: dict[int, int] = {}
    with Workers(count=2, seconds=1) as pool:

        def ask(number: int) -> None:
            if number % 7 == 3:
                with pytest.raises(InputError):
                    pool.run(leave, where="x")
            else:
                answers[number] = pool.run(double, number, where="x")

        threads = [threading.Thread(target=ask, args=(n,)) for n in range(28)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert answers == {n: 2 * n for n in range(28) if n % 7 != 3}


def test_workers_end_with_the_program() -> None:
    context = "import time; from lagebild.sources.workers import Workers; from sources.test_workers import own_pid; w = Workers(); print(w.run(own_pid, where='x'), flush=True); time.sleep(60)"
    import subprocess
    import sys

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with subprocess.Popen([sys.executable, "-c", context], stdout=subprocess.PIPE, text=True, env=environment) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    gone, _ = psutil.wait_procs([psutil.Process(pid)] if psutil.pid_exists(pid) else [], timeout=10)
    assert not psutil.pid_exists(pid) or gone


def test_an_error_keeps_its_parts_on_its_way() -> None:
    error = pickle.loads(pickle.dumps(InputError("a", "b", "c").about(b"d")))
    assert (error.where, error.what, error.remedy, error.raw) == ("a", "b", "c", b"d")
