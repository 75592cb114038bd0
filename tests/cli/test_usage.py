"""How the program is called: options, places of options, formats, output, pipes, statuses."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from .program import CRISIS, GOOD, INSTALLED, MODULE, ROOT, run_loaded
from .program import run as start

REPORT = CRISIS / "01-agentur.txt"


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief",),
        ("nonsense",),
        ("brief", REPORT, "--nonsense"),
        ("brief", REPORT, "--format", "docx"),
        ("brief", REPORT, "--lang", "fr"),
        ("brief", REPORT, "--width", "3"),
        ("claims", REPORT, "--published", "gestern"),
        ("claims", REPORT, "-o", "/nowhere/at/all.jsonl"),
        ("explain", REPORT),
        ("explain", REPORT, "--claim", "a", "--sentence", "b"),
    ],
    ids=lambda a: " ".join(Path(str(x)).name for x in a),
)
def test_wrong_usage_ends_with_status_2_and_no_trace(arguments: tuple[str | Path, ...]) -> None:
    done = run_loaded(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert done.err
    assert "Traceback" not in done.err


def test_what_is_asked_for_and_not_there_ends_with_status_1() -> None:
    for arguments in (("brief", REPORT, "--place", "ZZ"), ("explain", REPORT, "--claim", "0" * 16)):
        done = run_loaded(*arguments)
        assert (done.status, done.out) == (1, "")
        assert len(done.err.splitlines()) == 1


def test_help_and_version_end_with_status_0() -> None:
    for arguments in (("--help",), ("--version",), ("brief", "-h"), ("claims", "--help")):
        done = start(*arguments)
        assert (done.status, done.err) == (0, "")
        assert done.out


@pytest.mark.parametrize("program", [(str(INSTALLED),), MODULE, (*MODULE[:2], "lagebild")], ids=["lagebild", "cli", "package"])
def test_the_program_has_three_names_and_one_answer(program: tuple[str, ...]) -> None:
    assert start("claims", REPORT, program=program).out == run_loaded("claims", REPORT).out != ""


def test_options_may_stand_before_and_after_the_inputs() -> None:
    after = run_loaded("brief", REPORT, "--place", "EC", "--lang", "en")
    before = run_loaded("brief", "--lang", "en", "--place", "EC", REPORT)
    assert after.status == before.status == 0
    assert after.out == before.out


def test_a_place_may_be_written_small() -> None:
    assert run_loaded("brief", REPORT, "--place", "ec").out == run_loaded("brief", REPORT, "--place", "EC").out


def test_the_interface_speaks_german_and_english() -> None:
    german, english = run_loaded("brief", REPORT, "--place", "EC"), run_loaded("brief", REPORT, "--place", "EC", "--lang", "en")
    assert "Ausreise" in german.out
    assert "voluntary" in english.out.lower()
    assert "United States" in english.out


def test_the_three_formats_of_a_picture() -> None:
    assert run_loaded("brief", REPORT, "--format", "html").out.startswith("<!doctype html>")
    assert json.loads(run_loaded("brief", REPORT, "--place", "EC", "--format", "json").out)["place"] == "EC"
    assert run_loaded("brief", REPORT, "--format", "table").out == run_loaded("brief", REPORT).out


@pytest.mark.parametrize("command", ["brief", "claims", "statements"])
def test_output_goes_to_a_file_in_the_same_bytes(command: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    printed, written = run_loaded(command, REPORT), run_loaded(command, REPORT, "-o", path)
    assert (written.status, written.out) == (0, "")
    assert path.read_text(encoding="utf-8") == printed.out


def test_a_dash_reads_json_lines_from_standard_input() -> None:
    line = json.dumps({"id": "a", "text": GOOD, "unknown": {"ignored": True}}).encode()
    done = run_loaded("claims", "-", stdin=line)
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)["document"] == "a"


def test_a_date_for_what_has_none_changes_nothing_else() -> None:
    line = json.dumps({"id": "a", "text": "Am Sonntag hat die Schweiz ihre Botschaft in Khartum geschlossen."}).encode()
    undated, dated = run_loaded("claims", "-", stdin=line), run_loaded("claims", "-", "--published", "2023-04-24", stdin=line)
    assert json.loads(undated.out)["as_of"] is None
    assert json.loads(dated.out)["as_of"] in {"2023-04-23", None}


@pytest.mark.parametrize("command", ["claims", "statements", "brief"])
def test_a_reader_that_has_seen_enough_is_no_error(command: str) -> None:
    files = " ".join(shlex.quote(str(path)) for path in sorted(CRISIS.glob("*.txt")))
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {shlex.quote(str(INSTALLED))} {command} {files} | head -n 1"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 1


def test_a_full_disk_is_one_line_and_status_1() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run([INSTALLED, "brief", REPORT], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


def test_folders_and_every_format_are_read_together() -> None:
    done = run_loaded("claims", ROOT / "samples" / "formats" / "abend.jsonl", ROOT / "samples" / "formats" / "limmat-zeitung.html", REPORT)
    assert (done.status, done.err) == (0, "")
    assert "nwa-2025-11-18-01" in {json.loads(line)["document"] for line in done.out.splitlines()}


def test_explain_names_rule_words_and_what_was_rejected() -> None:
    first = json.loads(run_loaded("claims", REPORT).out.splitlines()[0])
    by_id = run_loaded("explain", REPORT, "--claim", first["id"])
    by_words = run_loaded("explain", REPORT, "--sentence", first["passage"])
    assert by_id.status == by_words.status == 0
    for done in (by_id, by_words):
        assert first["passage"] in " ".join(done.out.split())
        for part in ("tokens", "clauses", "names", "statements", "unit"):
            assert part in done.out
    assert first["rule"] in by_id.out


def test_abstentions_stand_apart_from_claims() -> None:
    files = sorted(CRISIS.glob("*.txt"))
    done = run_loaded("claims", *files, "--abstentions")
    assert done.status == 0
    for line in map(json.loads, done.out.splitlines()):
        assert set(line) == {"document", "begin", "end", "passage", "rule", "reason", "candidates"}


def test_a_claim_below_the_threshold_becomes_an_abstention_that_names_it() -> None:
    everything = [json.loads(line) for line in run_loaded("claims", REPORT).out.splitlines()]
    threshold = max(row["confidence"] for row in everything)
    sure = [json.loads(line) for line in run_loaded("claims", REPORT, "--min-confidence", threshold).out.splitlines()]
    assert sure == [row for row in everything if row["confidence"] >= threshold]
    doubts = run_loaded("claims", REPORT, "--min-confidence", "1", "--abstentions").out
    for row in everything:
        assert f"{row['actor']} · {row['dimension']} · {row['place']} · {row['value']} · {row['status']}" in doubts
