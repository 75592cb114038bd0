"""``lagebild search``, as a user starts it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .program import CRISIS
from .program import run_loaded as run


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("store") / "lagebild.db"
    assert run("ingest", *sorted(CRISIS.glob("*.txt")), "--store", store, "--received", "stated").status == 0
    return store


def lines(*arguments: object) -> list[dict[str, object]]:
    done = run("search", *arguments, "--format", "jsonl")
    assert (done.status, done.err) == (0, "")
    return [json.loads(line) for line in done.out.splitlines()]


def test_a_hit_names_report_claim_and_passage(filled: Path) -> None:
    found = lines("Personal", "--place", "EC", "--kind", "claim", "--actor", "DE", "--store", filled)
    assert found
    for line in found:
        assert line["kind"] == "claim"
        claim, passage, document = line["claim"], line["passage"], line["document"]
        assert isinstance(claim, dict)
        assert isinstance(passage, dict)
        assert isinstance(document, dict)
        assert (claim["actor"], claim["place"], claim["passage"]) == ("DE", "EC", passage["exact"])
        assert document["outlet"]
    shown = run("search", "Personal", "--place", "EC", "--kind", "claim", "--actor", "DE", "--store", filled)
    assert "Deutschland · staff_departure · Ecuador" in shown.out


def test_a_statement_has_its_speaker(filled: Path) -> None:
    [line, *_] = lines("Brandner", "Kernteam", "--kind", "statement", "--store", filled)
    assert isinstance(line["statement"], dict)
    assert "Brandner" in line["statement"]["speaker"]
    assert "Brandner:" in run("search", "Brandner", "Kernteam", "--kind", "statement", "--store", filled).out


def test_days_and_pages_bound_what_is_shown(filled: Path) -> None:
    whole = lines("Botschaft", "--since", "2025-11-18", "--until", "2025-11-18", "--store", filled)
    assert {str(line["document"]["published"])[:10] for line in whole} <= {"2025-11-17", "2025-11-18"}  # type: ignore[index]
    first = lines("Botschaft", "--limit", "3", "--store", filled)
    rest = lines("Botschaft", "--limit", "1000", "--before", first[-1]["id"], "--store", filled)
    assert [*first, *rest] == lines("Botschaft", "--limit", "1000", "--store", filled)


def test_a_search_without_an_answer_ends_with_status_1_and_a_senseless_one_with_2(filled: Path) -> None:
    nothing = run("search", "Zitronenfalter", "--store", filled)
    assert (nothing.status, nothing.out, nothing.err) == (1, "", "lagebild: nothing found\n")
    for words in ('"', "a*"):
        done = run("search", words, "--store", filled)
        assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert run("search", "x", "--since", "gestern", "--store", filled).status == 2
    assert run("search", "x", "--store", filled.with_name("none.db")).status == 1
