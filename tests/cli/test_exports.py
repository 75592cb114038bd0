"""Pictures in the forms to take along, evidence bundles and their check, as a user starts them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from .program import CRISIS
from .program import run as run_alone
from .program import run_loaded as run

FILES = sorted(CRISIS.glob("*.txt"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "lagebild.db"
    assert run("ingest", *FILES, "--store", store, "--received", "stated").status == 0
    return store


def test_the_forms_for_programs_say_the_same_over_files_and_over_a_store(filled: Path) -> None:
    for form in ("csv", "jsonl", "geojson"):
        ours = run("picture", "--store", filled, "--place", "EC", "--format", form, "--lang", "en")
        theirs = run("brief", *FILES, "--place", "EC", "--format", form, "--lang", "en")
        assert (ours.status, ours.err, theirs.status, theirs.err) == (0, "", 0, "")
        if form == "geojson":
            assert json.loads(ours.out) == json.loads(theirs.out)
            continue
        lines = csv.DictReader(io.StringIO(ours.out, newline="")) if form == "csv" else map(json.loads, ours.out.splitlines())
        rows = list(lines)
        assert len(rows) > 50
        assert {row["place"] for row in rows} == {"EC"}
        assert sum(row["claim"] in theirs.out for row in rows) == len(rows)


def test_changes_are_drawn_on_a_map(filled: Path) -> None:
    done = run("changes", "--store", filled, "--since", "2025-11-18T12:00+01:00", "--until", "2025-11-19T12:00+01:00", "--format", "svg")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("<svg ")
    assert "1 Ecuador (" in done.out
    # Nothing changed is a map that says so.
    quiet = run("changes", "--store", filled, "--since", "2026-01-01", "--until", "2026-01-02", "--format", "svg", "--lang", "en")
    assert "nothing changed at any place" in quiet.out


def test_a_pdf_goes_to_a_file(filled: Path, tmp_path: Path) -> None:
    # In a process of its own: the compiler's threads do not come along where a process that has used it is forked.
    file = tmp_path / "ec.pdf"
    done = run_alone("picture", "--store", filled, "--place", "EC", "--format", "pdf", "-o", file)
    assert (done.status, done.out, done.err) == (0, "", "")
    assert file.read_bytes().startswith(b"%PDF-")
    assert run_alone("brief", FILES[0], "--format", "pdf", "-o", tmp_path / "no" / "x.pdf").status == 2


def test_excel_gets_its_mark_if_asked(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    assert run("brief", FILES[0], "--format", "csv", "--bom", "-o", file).status == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfplace,place_name")
    assert b"\r\n" in file.read_bytes()
    assert b"\r\r\n" not in file.read_bytes()


def test_without_a_picture_the_forms_for_programs_are_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Nichts.\n", encoding="utf-8")
    done = run("brief", tmp_path / "a.txt", "--format", "geojson")
    assert (done.status, json.loads(done.out)["features"]) == (0, [])
    assert run("brief", tmp_path / "a.txt", "--format", "csv").out.startswith("place,")
    assert run("brief", tmp_path / "a.txt", "--format", "jsonl").out == ""


def test_a_bundle_verifies_and_says_its_hash(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "ec.zip"
    done = run("bundle", "--store", filled, "--place", "ec", "-o", file)
    noted = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (done.status, done.out, done.err) == (0, f"{noted}  {file}\n", "")
    found = run("verify", file, "--sha256", noted)
    assert (found.status, found.err) == (0, "")
    assert found.out.startswith("verifies: EC, made ")
    assert found.out.count("\n") == 1
    assert "in 9 reports" in found.out


def test_a_bundle_holds_the_bytes_as_they_came(filled: Path, tmp_path: Path) -> None:
    import zipfile

    file = tmp_path / "cell.zip"
    done = run("bundle", "--store", filled, "--place", "EC", "--actor", "de", "--dimension", "mission_status", "-o", file)
    assert done.status == 0
    given = {path.read_bytes() for path in FILES}
    with zipfile.ZipFile(file) as archive:
        raw = [archive.read(name) for name in archive.namelist() if name.endswith(".raw")]
    assert raw
    assert set(raw) <= given


def test_a_bundle_of_an_earlier_hour_holds_what_was_known_then(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "then.zip"
    done = run("bundle", "--store", filled, "--place", "EC", "--known-at", "2025-11-18T13:00:00+01:00", "-o", file)
    assert done.status == 0
    found = run("verify", file).out
    assert "as known at 2025-11-18T12:00:00Z" in found
    assert "in 3 reports" in found or "in 2 reports" in found


def test_what_does_not_verify_is_named_in_one_line(filled: Path, tmp_path: Path) -> None:
    file = tmp_path / "ec.zip"
    run("bundle", "--store", filled, "--place", "EC", "-o", file)
    data = file.read_bytes()
    at = data.index(b"reports/0001.txt") + 60
    file.write_bytes(data[:at] + b"X" + data[at + 1 :])
    done = run("verify", file)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("does not verify: ")
    assert done.out.count("\n") == 1
    assert run("verify", FILES[0]).out == f"does not verify: {FILES[0]}: is no zip archive; give a file that 'lagebild bundle' made\n"


def test_wrong_usage_is_status_2(filled: Path, tmp_path: Path) -> None:
    assert run("verify", tmp_path / "none.zip").status == 2
    assert run("verify", tmp_path).status == 2
    assert run("verify").status == 2
    assert run("bundle", "--store", filled, "--place", "EC", "--actor", "DE", "-o", tmp_path / "x").status == 2
    assert run("bundle", "--store", filled, "--place", "EC", "-o", tmp_path / "no" / "x").status == 2
    nothing = run("bundle", "--store", filled, "--place", "EC", "--actor", "PE", "--dimension", "evacuation", "-o", tmp_path / "x")
    assert (nothing.status, nothing.out) == (1, "")
    assert "cells that are there" in nothing.err
    assert run("bundle", "--store", filled, "--place", "NZ", "-o", tmp_path / "x").status == 1


def test_what_was_deleted_on_purpose_makes_no_bundle(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    run("ingest", *FILES, "--store", store, "--received", "stated")
    assert run("forget", "--outlet", "Boddenpost", "--reason", "Lizenz", "--author", "Desk", "--store", store).status == 0
    done = run("bundle", "--store", store, "--place", "EC", "-o", tmp_path / "x.zip")
    assert done.status == 1
    assert "its text was deleted" in done.err
    assert not (tmp_path / "x.zip").exists()
