"""The commands over a store, as a user starts them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lagebild.cli.common import moment
from lagebild.errors import UsageError

from .program import CRISIS, GOOD
from .program import run_loaded as run

FILES = sorted(CRISIS.glob("*.txt"))
NOW = datetime(2025, 11, 20, 23, 30, tzinfo=UTC)  # half past midnight in Berlin


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "lagebild.db"
    done = run("ingest", *FILES, "--store", store, "--received", "stated")
    assert (done.status, done.out, done.err) == (0, "8 new, 1 revisions, 1 copies, 0 already known, 0 quarantined\n", "")
    return store


def test_an_ingest_says_what_came_of_every_report(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    done = run("ingest", FILES[0], tmp_path / "a.txt", tmp_path / "none.txt", "--store", tmp_path / "s.db")
    assert (done.status, done.out) == (1, "2 new, 0 revisions, 0 copies, 0 already known, 1 quarantined\n")
    assert "there is no such file" in done.err
    again = run("ingest", FILES[0], tmp_path / "a.txt", "--store", tmp_path / "s.db", "--format", "jsonl")
    assert again.status == 0
    lines = [json.loads(line) for line in again.out.splitlines()]
    assert [(line["key"], line["outcome"]) for line in lines] == [("nwa-2025-11-18-01", "known"), ("a", "known")]
    shown = run("quarantine", "--store", tmp_path / "s.db")
    assert (shown.status, shown.out.count("\n")) == (0, 1)
    assert "refused" in shown.out
    [line] = run("quarantine", "--store", tmp_path / "s.db", "--format", "jsonl").out.splitlines()
    assert json.loads(line)["kept"] is False


def test_standard_input_is_read_as_lines(tmp_path: Path) -> None:
    done = run("ingest", "-", "--store", tmp_path / "s.db", stdin=json.dumps({"text": GOOD}).encode())
    assert done.out.startswith("1 new")


@pytest.mark.parametrize("form", ["table", "html"])
def test_the_picture_of_a_store_is_set_like_that_of_the_files(filled: Path, form: str) -> None:
    done = run("picture", "--store", filled, "--place", "ec", "--format", form)
    assert (done.status, done.err) == (0, "")
    assert "Ecuador" in done.out


def test_the_picture_of_a_store_has_the_cells_of_the_files(filled: Path) -> None:
    stored, read = (json.loads(done.out) for done in (run("picture", "--store", filled, "--format", "json"), run("brief", *FILES, "--format", "json")))
    assert json.dumps(_pictures(stored)) == json.dumps(_pictures(read))


def _pictures(shown: object) -> object:
    assert isinstance(shown, dict)
    pictures = shown.get("pictures", [shown])
    return [{name: picture[name] for name in ("place", "cells", "acts", "conflicts", "open")} for picture in pictures]


def test_the_picture_of_an_earlier_hour_holds_less(filled: Path) -> None:
    early = run("picture", "--store", filled, "--place", "EC", "--format", "json", "--known-at", "2025-11-18T12:00:00+01:00")
    late = run("picture", "--store", filled, "--place", "EC", "--format", "json", "--known-at", "2025-11-20")
    assert 0 < len(early.out) < len(late.out)
    before = run("picture", "--store", filled, "--known-at", "2025-11-17")
    assert (before.status, before.out) == (1, "")


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (("picture", "--store", "none.db"), 1, "no such store"),
        (("reread", "--store", "none.db"), 1, "no such store"),
        (("quarantine", "--store", "none.db"), 1, "no such store"),
        (("picture", "--store", "mysql://x/y"), 2, "SQLite and PostgreSQL"),
        (("picture", "--known-at", "gestern"), 2, "no ISO date"),
        (("ingest", "--store", "s.db"), 2, "Missing argument"),
        (("ingest", "a.txt", "--published", "gestern"), 2, "no ISO date"),
    ],
)
def test_wrong_usage_and_a_missing_store_are_told_apart(arguments: tuple[str, ...], status: int, expected: str) -> None:
    done = run(*arguments)
    assert (done.status, done.out) == (status, "")
    assert expected in done.err


def test_a_place_nobody_spoke_of_ends_with_status_1(filled: Path) -> None:
    done = run("picture", "--store", filled, "--place", "XX")
    assert done.status == 1
    assert "EC" in done.err


def test_nothing_is_read_again_while_the_rules_are_the_same(filled: Path) -> None:
    assert run("reread", "--store", filled).out == "0 read again\n"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2025-11-19T06:00:00+01:00", datetime(2025, 11, 19, 5, tzinfo=UTC)),
        ("2025-11-19T06:00", datetime(2025, 11, 19, 5, tzinfo=UTC)),
        ("2025-11-19", datetime(2025, 11, 19, 22, 59, 59, 999_999, tzinfo=UTC)),
        ("06:00", datetime(2025, 11, 21, 5, tzinfo=UTC)),
        ("6:00", datetime(2025, 11, 21, 5, tzinfo=UTC)),
        ("06:00:30", datetime(2025, 11, 21, 5, 0, 30, tzinfo=UTC)),
        (None, None),
    ],
)
def test_a_time_is_a_moment_a_day_or_an_hour_of_today(stated: str | None, expected: datetime | None) -> None:
    assert moment("--known-at", stated, NOW) == expected


@pytest.mark.parametrize("stated", ["gestern", "25:00", "2025-13-01", "6"])
def test_what_is_no_time_is_refused(stated: str) -> None:
    with pytest.raises(UsageError, match="--known-at"):
        moment("--known-at", stated, NOW)


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    """The first acknowledged report is read off the running program, then it is killed."""
    reports = tmp_path / "many.jsonl"
    reports.write_text(
        "".join(json.dumps({"id": f"r{n}", "text": f"Bericht {n}. {GOOD}"}) + "\n" for n in range(400)), encoding="utf-8"
    )
    command = [sys.executable, "-m", "lagebild.cli", "ingest", str(reports), "--store", str(tmp_path / "s.db"), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ)) as running:
        assert running.stdout is not None
        first = json.loads(running.stdout.readline())
        running.kill()
        told = {first["key"], *(json.loads(line)["key"] for line in running.stdout.read().splitlines() if line.endswith(b"}"))}
    with sqlite3.connect(tmp_path / "s.db") as connection:
        kept = {key for (key,) in connection.execute("SELECT d.key FROM document d JOIN reading r ON r.document = d.id")}
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert told <= kept
    assert run("ingest", reports, "--store", tmp_path / "s.db").out.startswith(f"{400 - len(kept)} ")


def test_changes_name_old_and_new_step_with_their_words(filled: Path) -> None:
    done = run("changes", "--store", filled, "--place", "ec", "--since", "2025-11-19T08:00+01:00", "--until", "2025-11-19T11:00+01:00")
    assert done.status == 0
    assert "Angehörige: Ausreise angeordnet → freiwillige Ausreise (Bericht berichtigt)" in done.out
    assert "bisher: „" in done.out
    whole = run("changes", "--store", filled, "--since", "2025-11-18", "--format", "json")
    [movement] = json.loads(whole.out)
    assert movement["place"] == "EC"
    assert {"kind", "before", "after", "because"} <= set(movement["changes"][0])


def test_no_change_is_said_and_times_in_the_wrong_order_are_refused(filled: Path) -> None:
    assert run("changes", "--store", filled, "--since", "2025-11-30").out == "Nichts hat sich geändert.\n"
    wrong = run("changes", "--store", filled, "--since", "2025-11-20", "--until", "2025-11-19")
    assert wrong.status == 2
    assert "exchange them" in wrong.err


def test_the_history_of_a_cell_and_of_none(filled: Path) -> None:
    done = run("history", "--store", filled, "--place", "EC", "--actor", "US", "--dimension", "staff_departure", "--lang", "en")
    assert [line.split("(")[-1] for line in done.out.splitlines() if not line.startswith(" ")][:2] == ["first)", "copy)"]
    none = run("history", "--store", filled, "--place", "EC", "--actor", "IT", "--dimension", "staff_departure")
    assert none.status == 1
    assert "nothing is stated on IT staff_departure at EC" in none.err


def test_review_lists_what_holds_only_for_now(filled: Path) -> None:
    assert "zuletzt bestätigt" in run("review", "--store", filled, "--by", "2025-12-01").out
    assert run("review", "--store", filled, "--by", "2025-11-19").out == "Nichts ist zur Wiedervorlage fällig.\n"
    [first, *_] = json.loads(run("review", "--store", filled, "--by", "2025-12-01", "--format", "json").out)
    assert first["due"] > first["confirmed"]


def test_a_store_goes_out_and_comes_back_through_pipes(filled: Path, tmp_path: Path) -> None:
    assert run("export", "--store", filled, "-o", tmp_path / "all.jsonl").status == 0
    done = run("import", tmp_path / "all.jsonl", "--store", tmp_path / "new.db")
    assert (done.status, done.out.split(",")[0]) == (0, "10 documents")
    assert run("picture", "--store", tmp_path / "new.db").out == run("picture", "--store", filled).out
    (tmp_path / "half.jsonl").write_bytes((tmp_path / "all.jsonl").read_bytes()[:-200])
    half = run("import", tmp_path / "half.jsonl", "--store", tmp_path / "none.db")
    assert half.status == 1
    assert not (tmp_path / "none.db").exists()


def test_a_deletion_says_why_or_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    run("ingest", FILES[0], FILES[2], "--store", store)
    assert run("forget", "--store", store, "--outlet", "Wiener Kurierblatt").status == 2
    assert run("forget", "--store", store, "--outlet", "Wiener Kurierblatt", "--dry-run").out == "1 texts would be deleted\n"
    done = run("forget", "--store", store, "--outlet", "Wiener Kurierblatt", "--reason", "Lizenz beendet", "--author", "kt")
    assert done.out == "1 texts deleted; hashes, dates and values stay\n"
    assert run("picture", "--store", store).status == 0


def test_revisions_say_which_claims_went_and_came(filled: Path) -> None:
    done = run("revisions", "--store", filled)
    assert done.status == 0
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[0] == "re-2025-11-19-krisenstab, Radio Elbe"
    assert any(line.startswith("- Deutschland · Angehörige, Ecuador: Ausreise angeordnet") for line in lines)
    assert any(line.startswith("+ Deutschland · Angehörige, Ecuador: freiwillige Ausreise") for line in lines)
    [report] = json.loads(run("revisions", "re-2025-11-19-krisenstab", "--store", filled, "--format", "json").out)
    first, second = report["revisions"]
    assert (first["supersedes"], first["gone"]) == (None, [])
    assert second["supersedes"] == first["id"]
    assert [c["value"] for c in second["gone"] if c["dimension"] == "family_departure"] == ["ordered"]
    assert run("revisions", "nothing", "--store", filled).status == 1
