"""Writes and syncs of an ingest fail, one at a time: one clear line, what was acknowledged stays, and the next ingest goes on."""

from __future__ import annotations

import json
import re
import resource
import shutil
import signal
import subprocess
import sys
from itertools import cycle
from pathlib import Path

import pytest

from lagebild.store.care import check_store
from store.faults.test_kills import kept, written

CALLS = "pwrite64,fsync,fdatasync,ftruncate"
FAULTS = ("error=ENOSPC", "error=EIO", "signal=KILL")
REPORTS = 24


def traced(folder: Path, path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """An ingest under strace; its file descriptors are those of the store alone, for nothing else is written so."""
    command = [sys.executable, "-m", "lagebild.cli", "ingest", str(path), "--store", str(folder / "s.db"), "--format", "jsonl"]
    return subprocess.run(["strace", "-f", "-qq", "-o", str(folder / "trace"), *options, *command], capture_output=True, text=True, timeout=120)


def can_trace() -> bool:
    """Whether strace is there and may trace."""
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True).returncode == 0


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
    assert done.returncode == 1, "the broken line is told"
    trace = (folder / "trace").read_text(encoding="utf-8", errors="replace")
    return {call: len(re.findall(rf"^\d+ +{call}\(", trace, re.MULTILINE)) for call in CALLS.split(",")}


def fail_once(folder: Path, path: Path, call: str, number: int, fault: str) -> None:
    done = traced(folder, path, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={number}")
    where = f"{call} number {number}, {fault}"
    told = {item["document"]: item["claims"] for item in map(json.loads, done.stdout.splitlines())}
    store = folder / "s.db"
    if fault != "signal=KILL":
        assert "Traceback" not in done.stderr, where
        lines = [line for line in done.stderr.splitlines() if "no JSON" not in line]
        assert len(lines) <= 1, where
        assert done.returncode == 1, where
    if store.exists() and store.stat().st_size and told:
        assert told.items() <= kept(str(store)).items(), where
    goes_on(folder, path, where)


def goes_on(folder: Path, path: Path, where: str) -> None:
    """The next ingest finishes what was begun."""
    store = folder / "s.db"
    again = subprocess.run(
        [sys.executable, "-m", "lagebild.cli", "ingest", str(path), "--store", str(store)], capture_output=True, text=True, timeout=120
    )
    assert again.returncode == 1, where
    assert "Traceback" not in again.stderr, where
    assert len(kept(str(store))) == len(set(kept(str(store)))) == REPORTS - REPORTS // 9, where
    assert list(check_store(str(store))) == [], where


# All 281 writes take half an hour: each=1 is for whoever has it.
@pytest.mark.parametrize(("each", "each_sync"), [(300, 12), pytest.param(12, 1, marks=[pytest.mark.long, pytest.mark.timeout(3_000)])])
def test_writes_and_syncs_fail_once_each(each: int, each_sync: int, tmp_path: Path) -> None:
    if not can_trace():
        print("strace is not there or may not trace: only full disks were tried")
        return
    path = written(tmp_path, REPORTS)
    (tmp_path / "count").mkdir()
    calls, fault, tried = counted(tmp_path / "count", path), cycle(FAULTS), 0
    assert calls["pwrite64"] > 20
    for call, count in calls.items():
        for number in range(1, count + 1, each if call == "pwrite64" else each_sync):
            folder = tmp_path / f"{call}-{number}"
            folder.mkdir()
            fail_once(folder, path, call, number, next(fault))
            shutil.rmtree(folder)
            tried += 1
    print(f"{tried} of {sum(calls.values())} writes and syncs failed, each once, by {', '.join(FAULTS)} in turn: {calls}")
