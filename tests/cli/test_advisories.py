"""Lists of advice from the command line: in the ladder's words, and never safer than they say."""

from __future__ import annotations

import json
from pathlib import Path

from .program import run_loaded as run


def listed(path: Path, *rows: tuple[str, str, str]) -> Path:
    entries = {
        str(number): {
            "title": f"{name}: Reise- und Sicherheitshinweise",
            "countryCode": code,
            "countryName": name,
            "lastModified": 1_777_000_000,
            **{flag: flag == own for flag in ("warning", "partialWarning", "situationWarning", "situationPartWarning")},
        }
        for number, (code, name, own) in enumerate(rows)
    }
    path.write_text(json.dumps({"response": entries}), encoding="utf-8")
    return path


def test_a_list_is_shown_in_the_words_of_the_ladder(tmp_path: Path) -> None:
    path = listed(tmp_path / "a.json", ("ML", "Mali", "warning"), ("TD", "Tschad", "partialWarning"), ("PT", "Portugal", "none"))
    done = run("advisories", path, "--authority", "DE")
    assert done.status == 0
    assert [line.split("  ")[1:] for line in done.out.splitlines()] == [
        ["Mali", "Reisewarnung"],
        ["Tschad", "Reisewarnung (Landesteile)"],
        ["Portugal", "keine Stufe genannt"],
    ]
    first = json.loads(run("advisories", path, "--authority", "DE", "--format", "jsonl").out.splitlines()[0])
    assert (first["place"], first["advice"][0]["value"]) == ("ML", "warning")


def test_a_withdrawn_warning_is_no_level_and_a_country_that_is_gone_is_not_safe(tmp_path: Path) -> None:
    before = listed(tmp_path / "a.json", ("ML", "Mali", "warning"), ("TD", "Tschad", "warning"), ("NE", "Niger", "warning"))
    after = listed(tmp_path / "b.json", ("ML", "Mali", "none"), ("TD", "Tschad", "partialWarning"))
    done = run("advisories", before, after, "--authority", "DE", "--lang", "en")
    assert done.out.splitlines() == [
        "Mali  withdrawn_level_not_stated: travel warning → no level stated",
        "Chad  narrowed: travel warning → travel warning (parts)",
        "Niger  no_longer_listed: travel warning → not on the list",
    ]
    assert run("advisories", before, before, "--authority", "DE").out == ""


def test_what_is_no_list_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("<html>", encoding="utf-8")
    done = run("advisories", tmp_path / "x.json", "--authority", "US")
    assert done.status == 1
    assert len(done.err.splitlines()) == 1
    assert run("advisories", tmp_path / "none.json", "--authority", "US").status == 2
