"""The history of official pages from the command line, over files and over a store."""

from __future__ import annotations

import json
from pathlib import Path

from .program import run_loaded as run

PAGES = sorted((Path(__file__).resolve().parents[2] / "samples" / "official").glob("*.txt"))


def test_files_are_told_revision_by_revision() -> None:
    done = run("pages", *PAGES)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Ecuador, Auswärtiges Amt\n")
    assert "geändert: Staatsangehörige: zur Ausreise aufgefordert → zur sofortigen Ausreise aufgefordert" in done.out
    assert "entfallen: Mission: in Betrieb → keine Stufe mehr genannt" in done.out
    assert "Gelbfieber" not in done.out
    assert "Gelbfieber" in run("pages", *PAGES, "--all").out
    english = run("pages", *PAGES, "--lang", "en").out
    assert "changed: Citizens: called on to leave → called on to leave at once" in english


def test_a_store_tells_the_same_as_its_files(tmp_path: Path) -> None:
    store = tmp_path / "s.db"
    assert run("ingest", *PAGES, "--store", store, "--received", "stated").status == 0
    told = run("pages", "--store", store, "--authority", "de", "--place", "EC")
    assert told.status == 0
    assert told.out == run("pages", *PAGES).out
    assert run("pages", "--store", store, "--place", "PE").status == 1
    assert "no official page of PE" in run("pages", "--store", store, "--place", "PE").err


def test_lines_of_json_hold_both_sides_with_their_offsets() -> None:
    lines = [json.loads(line) for line in run("pages", *PAGES, "--format", "jsonl").out.splitlines()]
    assert [line["kind"] for line in lines] == ["revision"] * 3
    assert [line["after"]["published"] for line in lines] == ["2025-11-12T08:00:00Z", "2025-11-18T16:30:00Z", "2025-11-20T19:00:00Z"]
    bodies = [path.read_text(encoding="utf-8").partition("---\n")[2].partition("---\n")[2] for path in PAGES]
    for line, before, after in zip(lines[1:], bodies, bodies[1:], strict=False):
        assert {c["kind"] for c in line["claims"]} >= {"changed"}
        for side, text in (("before", before), ("after", after)):
            for wording in filter(None, (w[side] for w in line["wordings"])):
                assert text[wording["begin"] : wording["end"]] == wording["passage"]


def test_a_text_that_names_no_authority_takes_the_one_given_or_is_named(tmp_path: Path) -> None:
    page = tmp_path / "seite.md"
    page.write_text("Vor Reisen nach Mali wird gewarnt.\n", encoding="utf-8")
    refused = run("pages", page)
    assert (refused.status, "names no authority" in refused.err) == (1, True)
    done = run("pages", page, "--authority", "DE", "--place", "ML", "--published", "2026-05-01")
    assert (done.status, "neu: Reisehinweis: Reisewarnung" in done.out) == (0, True)
    wrong = run("pages", page, "--authority", "XX")
    assert (wrong.status, "no ISO 3166-1 code" in wrong.err) == (2, True)
