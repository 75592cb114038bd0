"""Writes and syncs of an ingest fail, one at a time: one clear line, what was acknowledged stays, and the next ingest goes on."""

from __future__ import annotations

import json
import re
import shutil
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
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed: no fault of a single write can be made")
    return subprocess.run([strace, "-f", "-qq", "-o", str(folder / "trace"), *options, *command], capture_output=True, text=True, timeout=120)


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
