"""Whatever is wrong with one input: a line names it and says what to do, the rest is read, the status is 1."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import program
from .program import GOOD, SLOWEST
from .program import run as start
from .program import run_loaded as run


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\t\n", "blank"),
    "front-matter-alone.txt": (b"---\nid: a\n---\n", "empty"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "PNG"),
    "random.txt": (bytes(range(128, 256)) * 50, "UTF-8"),
    "latin1.txt": ("Ausreise über Zürich".encode("latin-1"), "UTF-8"),
    "nul.txt": (b"Die Botschaft\0 ist geschlossen.", "NUL"),
    "report.docx": (b"PK\x03\x04", "not a known format"),
    "noending": (b"Text", "not a known format"),
    "long.txt": (b"Wort " * 2_000_000, "split"),
    "list.jsonl": (b"[1, 2]\n", "object"),
    "empty.jsonl": (b"", "empty"),
    "empty.html": (b"<html><body></body></html>", "empty"),
}


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_a_bad_file_is_named_and_the_rest_is_read(name: str, good: Path) -> None:
    content, said = BAD_FILES[name]
    bad = good.with_name(name)
    bad.write_bytes(content)
    done = run("claims", bad, good)
    assert done.status == 1
    [line] = done.err.splitlines()
    assert line.startswith("lagebild: ")
    assert name in line
    assert said in line
    assert "; " in line, "a remedy"
    assert [json.loads(claim)["document"] for claim in done.out.splitlines()] == ["good"]
    assert done.seconds < SLOWEST


@pytest.mark.parametrize("command", ["claims", "statements", "brief"])
def test_every_command_names_a_missing_file_and_reads_the_rest(command: str, good: Path) -> None:
    done = run(command, good.with_name("missing.txt"), good)
    assert done.status == 1
    assert "missing.txt: there is no such file" in done.err
    assert done.out


def test_a_broken_line_among_good_ones_is_named_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    lines = [json.dumps({"id": name, "text": GOOD}) for name in ("a", "b", "c")]
    path.write_text("\n".join([lines[0], '{"id": "x", "text": ', lines[1], '{"id": "y"}', "42", lines[2]]), encoding="utf-8")
    done = run("claims", path)
    assert done.status == 1
    assert [line.split(": ")[1].rpartition(":")[2] for line in done.err.splitlines()] == ["2", "4", "5"]
    assert [json.loads(line)["document"] for line in done.out.splitlines()] == ["a", "b", "c"]


def test_ten_megabytes_on_one_line_are_refused_in_time(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "x" * 10_000_000}) + "\n" + json.dumps({"id": "b", "text": GOOD}), encoding="utf-8")
    done = run("claims", path)
    assert done.status == 1
    assert "reports.jsonl:1" in done.err
    assert [json.loads(line)["document"] for line in done.out.splitlines()] == ["b"]
    assert done.seconds < SLOWEST


def test_a_text_without_a_single_blank_is_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "one-word.txt"
    path.write_text("Donaudampfschiff" * 12_000, encoding="utf-8")
    done = run("claims", path)
    assert done.status == 0
    assert done.seconds < SLOWEST


def test_two_reports_that_share_an_id_but_no_source_are_an_error(tmp_path: Path) -> None:
    for name, outlet in (("a", "Bote"), ("b", "Kurier")):
        (tmp_path / f"{name}.txt").write_text(f"---\nid: one\noutlet: {outlet}\n---\n{GOOD} {outlet}.", encoding="utf-8")
    done = run("claims", tmp_path)
    assert done.status == 1
    assert "'one'" in done.err


def test_an_error_line_holds_no_characters_that_steer_a_terminal(tmp_path: Path) -> None:
    bad = tmp_path / "a\x1b[31mred\nline.txt"
    bad.write_bytes(b"")
    done = run("claims", bad)
    assert done.status == 1
    assert "\x1b" not in done.err
    assert len(done.err.splitlines()) == 1


def test_nothing_readable_is_not_shown_as_nothing_stated(tmp_path: Path) -> None:
    done = run("brief", tmp_path / "missing.txt")
    assert (done.status, done.out) == (1, "")
    assert "no report was read" in done.err


def test_an_unreadable_date_keeps_the_report(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"---\npublished: gestern\n---\n{GOOD}", encoding="utf-8")
    done = run("claims", path)
    assert done.status == 1
    assert "gestern" in done.err
    assert len(done.out.splitlines()) == 1


@pytest.fixture
def open_folder() -> Iterator[Path]:
    # pytest's own folders are closed to others, which is the very thing to be tested.
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    for path in folder.rglob("*"):
        path.chmod(0o700)
    shutil.rmtree(folder)


def test_what_may_not_be_read_is_named_and_the_rest_is_read(open_folder: Path) -> None:
    before: list[str] = []
    if os.geteuid() == 0:
        # Root may read everything until it gives up that very right.
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            pytest.skip("setpriv is missing, and root may read everything")
        before = [setpriv, "--bounding-set=-dac_override,-dac_read_search"]
    (open_folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (open_folder / "secret.txt").write_text(GOOD, encoding="utf-8")
    (open_folder / "closed").mkdir()
    (open_folder / "closed" / "inside.txt").write_text(GOOD, encoding="utf-8")
    (open_folder / "secret.txt").chmod(0)
    (open_folder / "closed").chmod(0)
    done = start("claims", open_folder, before=before)
    assert done.status == 1
    assert sorted(Path(line.split(": ")[1]).name for line in done.err.splitlines()) == ["closed", "secret.txt"]
    assert all("may not be read" in line for line in done.err.splitlines())
    assert [json.loads(line)["document"] for line in done.out.splitlines()] == ["good"]


def test_a_link_that_leads_back_ends(tmp_path: Path, good: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path)
    done = run("claims", tmp_path)
    assert done.status == 1
    assert "loop" in done.err
    assert [json.loads(line)["document"] for line in done.out.splitlines()] == ["good"]


def test_the_program_under_test_is_the_installed_one() -> None:
    assert program.INSTALLED.exists(), "run `make setup`"


def test_whatever_cannot_be_read_is_quarantined_with_its_reason_and_the_rest_is_kept(good: Path) -> None:
    for name, (content, _) in BAD_FILES.items():
        good.with_name(name).write_bytes(content)
    good.with_name("cut.warc.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
    good.with_name("deep.jsonl").write_bytes(b"[" * 200_000 + b"\n")
    good.with_name("bidi.txt").write_text("Die Schweiz hat ihre \u202eBotschaft\u202c in Khartum geschlossen.", encoding="utf-8")
    store = good.with_name("lagebild.db")
    files = sorted(p for p in good.parent.iterdir() if p != store)
    done = run("ingest", *files, "--store", store)
    assert done.status == 1
    assert done.out == "1 new, 0 revisions, 1 copies, 0 already known, 15 quarantined\n"
    kept = [json.loads(line) for line in run("quarantine", "--store", store, "--format", "jsonl").out.splitlines()]
    assert {Path(item["position"].split(":")[0]).name for item in kept} == {*BAD_FILES, "cut.warc.gz", "deep.jsonl"}
    assert all(item["what"] and item["remedy"] for item in kept)
    again = run("ingest", *files, "--store", store)
    assert again.out == "0 new, 0 revisions, 0 copies, 2 already known, 15 quarantined\n"
    assert len(run("quarantine", "--store", store).out.splitlines()) == 15
