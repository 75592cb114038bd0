"""Decisions from the command line, to the picture."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .program import CRISIS
from .program import run_loaded as run

CLOSED = "28b55e37df774463"  # the consulate in Guayaquil, closed
DECLINED = "ab86bec4815a34d5-4a99f406"
WHO = ("--author", "kt", "--reason", "Aushang am Tor")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    address = tmp_path_factory.mktemp("decide") / "s.db"
    assert run("ingest", *sorted(CRISIS.glob("*.txt")), "--store", address, "--received", "stated").status == 0
    return address


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path))


def test_a_correction_shows_in_table_page_and_json_with_name_and_reason(store: Path) -> None:
    done = run("decide", "correct", CLOSED, "--value", "suspended", *WHO, "--store", store)
    assert (done.status, done.err) == (0, "")
    assert "berichtigt von kt" in done.out
    assert "Schritt: geschlossen → " in done.out
    for form in ("table", "html"):
        shown = run("picture", "--store", store, "--place", "EC", "--format", form, "--width", "200").out
        assert "berichtigt von kt" in shown
        assert "Aushang am Tor" in shown
        assert "Schritt: geschlossen →" in shown
    picture = json.loads(run("picture", "--store", store, "--place", "EC", "--format", "json").out)
    claims = {c["id"]: c for cell in picture["cells"] for c in cell["current"]}
    [decided] = claims[CLOSED]["decided"]
    assert (claims[CLOSED]["value"], decided["author"], decided["kind"]) == ("suspended", "kt", "correct")
    assert decided["altered"] == [{"field": "value", "old": "closed", "new": "suspended"}]
    english = run("picture", "--store", store, "--place", "EC", "--lang", "en", "--width", "200").out
    assert "corrected by kt" in english


def test_a_rejected_claim_stands_below_the_picture(store: Path) -> None:
    assert run("decide", "reject", CLOSED, *WHO, "--store", store).status == 0
    table = run("picture", "--store", store, "--place", "EC", "--width", "200").out
    assert "Von Hand verworfen" in table
    assert "verworfen von kt" in table
    page = run("picture", "--store", store, "--place", "EC", "--format", "html").out
    assert 'id="rejected-EC"' in page
    assert "verworfen von kt" in page
    picture = json.loads(run("picture", "--store", store, "--place", "EC", "--format", "json").out)
    assert [c["id"] for c in picture["provenance"]["rejected"]] == [CLOSED]
    assert CLOSED not in {c["id"] for cell in picture["cells"] for c in (*cell["current"], *cell["supporting"])}
    assert "verworfen von kt" in run("search", "--store", store, "--dimension", "mission_status", "--limit", "50").out


def test_decisions_are_listed_and_undone(store: Path) -> None:
    [line] = run("decide", "confirm", CLOSED, *WHO, "--store", store, "--format", "jsonl").out.splitlines()
    made = json.loads(line)
    assert (made["about"]["value"], made["undone_by"]) == ("closed", None)
    undone = run("decide", "undo", made["id"], *WHO, "--store", store, "--format", "jsonl").out
    lines = [json.loads(line) for line in run("decisions", "--store", store, "--format", "jsonl").out.splitlines()]
    assert [(d["kind"], d["undone_by"]) for d in lines] == [("undo", None), ("confirm", json.loads(undone)["id"])]
    told = run("decisions", "--store", store, "--lang", "en").out
    assert "decision undone" in told
    assert run("decisions", "--store", store, "--author", "mb").out == "Keine Entscheidung.\n"
    assert run("decisions", "--store", store, "--dangling").out == "Keine Entscheidung.\n"


def test_what_was_left_open_is_listed_and_answered(store: Path) -> None:
    assert DECLINED in run("decisions", "--open", "--place", "ec", "--store", store).out
    stated = ("--actor", "de", "--dimension", "force_posture", "--place", "EC", "--value", "ready", "--status", "declined")
    assert run("decide", "answer", DECLINED, *stated, *WHO, "--store", store).status == 0
    [line] = [json.loads(x) for x in run("decisions", "--open", "--store", store, "--format", "jsonl").out.splitlines() if DECLINED in x]
    assert line["answered_by"]
    assert "von Hand angegeben" in run("picture", "--store", store, "--place", "EC", "--width", "200").out


def test_a_decision_whose_words_are_gone_is_due_for_review(store: Path, tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("---\nid: x\noutlet: Blatt\npublished: 2025-11-20\n---\nDie Schweiz hat ihre Botschaft in Khartum geschlossen.\n", encoding="utf-8")
    assert run("ingest", report, "--store", store).status == 0
    [line] = run("search", "Khartum", "--kind", "claim", "--store", store, "--format", "jsonl").out.splitlines()
    assert run("decide", "confirm", json.loads(line)["claim"]["id"], *WHO, "--store", store).status == 0
    report.write_text("---\nid: x\noutlet: Blatt\npublished: 2025-11-21\n---\nDie Schweiz hat ihre Botschaft in Khartum geöffnet.\n", encoding="utf-8")
    assert run("ingest", report, "--store", store).status == 0
    assert "bestätigt von kt" in run("decisions", "--dangling", "--store", store).out
    assert "deren Worte der Bericht nicht mehr enthält" in run("review", "--store", store).out
    assert "enthält" not in run("review", "--store", store, "--place", "EC").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("confirm", CLOSED, "--author", "kt"), "--reason"),
        (("confirm", CLOSED, "--reason", "x"), "--author"),
        (("confirm", CLOSED, "--author", " ", "--reason", "x"), "--author"),
        (("confirm", "0" * 16, *WHO), "no claim"),
        (("correct", CLOSED, *WHO), "sets nothing"),
        (("correct", CLOSED, "--value", "ordered", *WHO), "no step"),
        (("correct", CLOSED, "--actor", "XX", *WHO), "no code"),
        (("merge", "nwa-2025-11-20-01", *WHO), "two documents"),
        (("answer", DECLINED, *WHO), "give actor, dimension"),
        (("answer", DECLINED, "--passage", "x", *WHO), "--passage x"),
        (("guess", CLOSED, *WHO), "guess"),
    ],
)
def test_what_cannot_be_decided_is_wrong_usage(store: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("decide", *arguments, "--store", store)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err


def test_places_go_with_what_is_open(store: Path) -> None:
    assert run("decisions", "--place", "EC", "--store", store).status == 2
