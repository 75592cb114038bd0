"""The commands that look after a store, as a user starts them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .program import CRISIS
from .program import run_loaded as run

FILES = sorted(CRISIS.glob("*.txt"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "lagebild.db"
    assert run("ingest", *FILES, "--store", store, "--received", "stated").status == 0
    return store


def test_check_says_that_nothing_is_wrong(filled: Path) -> None:
    done = run("check", "--store", filled)
    assert (done.status, done.out, done.err) == (0, "nothing is wrong\n", "")


def test_check_says_what_is_wrong_a_line_each(filled: Path, tmp_path: Path) -> None:
    data = filled.read_bytes()
    (tmp_path / "cut.db").write_bytes(data[:-4096])
    (tmp_path / "text.db").write_text("nothing of the kind" * 10)
    for name in ("cut.db", "text.db", "none.db"):
        done = run("check", "--store", tmp_path / name)
        assert (done.status, done.err) == (1, "")
        assert all(line.count(": ") and "; " in line for line in done.out.splitlines())
    assert run("check", "--store", "mysql://x/y").status == 2


def test_a_damaged_store_is_one_line_to_every_command(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    shutil.copy(filled, path)
    data = bytearray(filled.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    for arguments in (("picture",), ("quarantine",), ("reread",), ("ingest", FILES[0])):
        done = run(*arguments, "--store", path)
        assert done.status == 1, arguments
        assert done.err.count("\n") == 1
        assert "Traceback" not in done.err


def test_a_backup_becomes_a_store(filled: Path, tmp_path: Path) -> None:
    written = run("backup", tmp_path / "b.db", "--store", filled)
    assert (written.status, written.err) == (0, "")
    assert written.out.startswith("10 documents, contents ")
    restored = run("restore", tmp_path / "b.db", "--store", tmp_path / "new.db")
    assert (restored.status, restored.out) == (0, written.out)
    again = run("restore", tmp_path / "b.db", "--store", tmp_path / "new.db")
    assert (again.status, again.err.count("\n")) == (1, 1)
    assert "is there already" in again.err
    assert run("restore", tmp_path / "b.db", "--store", tmp_path / "new.db", "--force").out == written.out
