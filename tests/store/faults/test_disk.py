"""Writes and syncs of an ingest fail, one at a time: one clear line, what was acknowledged stays, and the next ingest goes on."""

from __future__ import annotations

import ctypes
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

from lagebild.cli.main import run
from lagebild.pipeline import ingest
from lagebild.store import open_store
from lagebild.store.care import check_store
from store.faults.test_kills import kept, written
from store.reports import NOON

CALLS = "pwrite64,fsync,fdatasync,ftruncate"
FAULTS = ("error=ENOSPC", "error=EIO", "signal=KILL")
REPORTS = 24


@dataclass(frozen=True)
class Ended:
    """How an ingest ended; a signal is a negative status."""

    status: int
    stdout: str
    stderr: str


def traced(folder: Path, path: Path, *options: str) -> Ended:
    """The program under strace. It is forked off this one, which has everything loaded, and traced from its first call on."""
    ready, go = os.pipe()
    child = os.fork()
    if child == 0:
        run_program(["ingest", str(path), "--store", str(folder / "s.db"), "--format", "jsonl"], folder, ready)
    command = ["strace", "-f", "-o", str(folder / "trace"), *options, "-p", str(child)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        os.write(go, b"!")
        _, status = os.waitpid(child, 0)
        tracer.stderr.read()
    os.close(ready)
    os.close(go)
    return Ended(os.waitstatus_to_exitcode(status), (folder / "out").read_text(), (folder / "err").read_text())


def run_program(arguments: list[str], folder: Path, ready: int) -> NoReturn:
    """The program in a child, its output in files: only the store is written with pwrite."""
    status = 70
    try:
        for name, number in (("out", 1), ("err", 2)):
            os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
        sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", closefd=False)
        sys.argv = ["lagebild", *arguments]
        with suppress(OSError):  # a kernel that lets only parents trace
            ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(2**64 - 1), 0, 0, 0)
        os.read(ready, 1)
        run()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def can_trace() -> bool:
    """Whether strace is there and may trace what it did not start."""
    strace = shutil.which("strace")
    if strace is None:
        return False
    with subprocess.Popen(["sleep", "10"]) as other:
        tracer = subprocess.Popen([strace, "-o", "/dev/null", "-p", str(other.pid)], stderr=subprocess.PIPE, text=True)
        assert tracer.stderr is not None
        attached = "attached" in tracer.stderr.readline()
        other.kill()
        tracer.communicate()
    return attached


def full_disk(folder: Path, path: Path, size: int) -> subprocess.CompletedProcess[str]:
    """An ingest whose files may not grow beyond a size."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-m", "lagebild.cli", "ingest", str(path), "--store", str(folder / "s.db"), "--format", "jsonl"]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, preexec_fn=limit)


@pytest.mark.parametrize("size", [8_192, 150_000])
def test_a_full_disk_is_one_line_and_loses_nothing(size: int, tmp_path: Path) -> None:
    path = written(tmp_path, REPORTS)
    done = full_disk(tmp_path, path, size)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = {item["document"]: item["claims"] for item in map(json.loads, done.stdout.splitlines())}
    if told:
        assert told.items() <= kept(str(tmp_path / "s.db")).items()
    goes_on(tmp_path, path, f"a disk of {size} bytes")


def counted(folder: Path, path: Path) -> dict[str, int]:
    """How often an undisturbed ingest makes each call."""
    done = traced(folder, path, "-e", f"trace={CALLS}")
    assert done.status == 1, f"the broken line is told: {done.stderr}"
    trace = (folder / "trace").read_text(encoding="utf-8", errors="replace")
    return {call: len(re.findall(rf"^\d+ +{call}\(", trace, re.MULTILINE)) for call in CALLS.split(",")}


def fail_once(folder: Path, path: Path, call: str, number: int, fault: str) -> None:
    done = traced(folder, path, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
    where = f"{call} number {number}, {fault}"
    told = {item["document"]: item["claims"] for item in map(json.loads, done.stdout.splitlines())}
    store = folder / "s.db"
    if fault != "signal=KILL":
        assert done.status == 1, f"{where}: {done.stderr}"
        assert "Traceback" not in done.stderr, where
        lines = [line for line in done.stderr.splitlines() if "no JSON" not in line]
        assert len(lines) <= 1, where
    if store.exists() and store.stat().st_size and told:
        assert told.items() <= kept(str(store)).items(), where
    goes_on(folder, path, where)


def goes_on(folder: Path, path: Path, where: str) -> None:
    """The next ingest finishes what was begun."""
    store = folder / "s.db"
    with open_store(str(store)) as opened:
        list(ingest(opened, [str(path)], now=NOON))
    assert len(kept(str(store))) == len(set(kept(str(store)))) == REPORTS - REPORTS // 9, where
    assert list(check_store(str(store))) == [], where


@pytest.mark.parametrize(("each", "faults"), [(60, FAULTS[:1]), pytest.param(1, FAULTS, marks=[pytest.mark.long, pytest.mark.timeout(3_000)])])
def test_writes_and_syncs_fail_once_each(each: int, faults: tuple[str, ...], tmp_path: Path) -> None:
    if not can_trace():
        print("strace is not there or may not trace: only full disks were tried")
        return
    path = written(tmp_path, REPORTS)
    # Everything is loaded before children are forked off.
    with open_store(str(tmp_path / "first.db")) as store:
        list(ingest(store, [str(path)], now=NOON))
    (tmp_path / "count").mkdir()
    calls, tried = counted(tmp_path / "count", path), 0
    assert calls["pwrite64"] > 20
    for call, count in calls.items():
        for number in range(1, count + 1, each):
            for fault in faults:
                folder = tmp_path / f"{call}-{number}-{fault}"
                folder.mkdir()
                fail_once(folder, path, call, number, fault)
                shutil.rmtree(folder)
                tried += 1
    print(f"each of {tried // len(faults)} of {sum(calls.values())} writes and syncs failed once by {', '.join(faults)}: {calls}")
