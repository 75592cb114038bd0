"""Sources are declared, asked and looked at on the command line."""

from __future__ import annotations

import json
import subprocess
import time
from pathlib import Path

import pytest

from cli.program import INSTALLED
from cli.program import run_loaded as run
from collect.feeds import page, rss
from fetch.misbehaving import plain, serving

FEED = "application/rss+xml"


def test_sources_are_declared_and_taken_back(tmp_path: Path) -> None:
    file = str(tmp_path / "sources.toml")
    assert run("sources", "--sources", file, "add", "blatt", "https://blatt.example/rss", "--title", "Blatt", "--every", "5m").status == 0
    assert run("sources", "--sources", file, "add", "blatt", "https://other.example/").status == 2
    assert run("sources", "--sources", file, "remove", "govuk").status == 0
    assert Path(file).read_text() == '[sources]\nblatt = { address = "https://blatt.example/rss", title = "Blatt", every = "5m" }\ngovuk = false\n'
    rows = [json.loads(line) for line in run("sources", "--sources", file, "--format", "jsonl").out.splitlines()]
    assert [row["name"] for row in rows] == ["auswaertiges-amt", "us-state", "canada", "australia", "blatt"]
    assert (rows[-1]["every"], rows[-1]["polled"], rows[-1]["stale"]) == (300, None, False)
    run("sources", "--sources", file, "remove", "blatt")
    assert "blatt" not in Path(file).read_text()
    wrong = run("sources", "--sources", file, "remove", "blatt")
    assert (wrong.status, "no source 'blatt'" in wrong.err) == (2, True)


def test_what_stands_in_the_file_by_hand_stays(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('# ours\n[sources] # the papers\n\n# one\na = { address = "https://a.example/" }\n\n[collect]\ncontact = "desk@example.org"\n')
    run("sources", "--sources", str(file), "add", "b", "https://b.example/")
    lines = file.read_text().splitlines()
    assert lines[:6] == ["# ours", "[sources] # the papers", "", "# one", 'a = { address = "https://a.example/" }', 'b = { address = "https://b.example/" }']
    assert lines[-2:] == ["[collect]", 'contact = "desk@example.org"']


def test_feeds_of_another_program_are_taken_over(tmp_path: Path) -> None:
    file, opml = str(tmp_path / "s.toml"), tmp_path / "feeds.opml"
    opml.write_text(
        '<opml version="1.0"><body><outline text="Presse"><outline text="Tägliches Blatt" xmlUrl="https://t.example/rss"/>'
        '<outline text="Tägliches Blatt" xmlUrl="https://t.example/rss2"/><outline text="x" xmlUrl="javascript:alert(1)"/></outline></body></opml>'
    )
    done = run("sources", "--sources", file, "import", str(opml))
    assert (done.status, done.out) == (1, "2 added, 0 already there\n")
    assert "javascript" in done.err
    assert run("sources", "--sources", file, "import", str(opml)).out == "0 added, 2 already there\n"
    again = tmp_path / "again.opml"
    run("sources", "--sources", file, "export", "-o", str(again))
    assert again.read_text().count("xmlUrl=") == 2


def test_what_is_new_is_collected_and_the_rest_told(tmp_path: Path) -> None:
    file, store = tmp_path / "sources.toml", str(tmp_path / "d.db")
    with serving({"/a": plain(rss("Anzeiger", [1, 2]), kind=FEED), "/1.html": plain(page("Bote", 1))}) as server:
        server.answers["/b"] = plain(rss("Bote", [1], link=server.base), kind=FEED)
        file.write_text(
            f'[sources]\nanzeiger = {{ address = "{server.base}/a" }}\nbote = {{ address = "{server.base}/b", form = "linked" }}\n'
            f'fort = {{ address = "{server.base}/c" }}\n[collect]\nnetworks = ["127.0.0.0/8"]\ncontact = "desk@example.org"\n'
        )
        done = run("collect", "anzeiger", "bote", "fort", "--sources", str(file), "--store", store)
        assert done.out == "3 new, 0 revisions, 0 copies, 0 already known, 1 pages, 1 quarantined or failed\n"
        assert done.status == 1
        assert "fort: " in done.err
        assert "is not there (404)" in done.err
        assert {asked.headers["user-agent"] for asked in server.asked} == {"Lagebild/0.1.0 (+desk@example.org)"}
        again = run("collect", "anzeiger", "--sources", str(file), "--store", store, "--format", "jsonl")
        assert json.loads(again.out) | {"source": "anzeiger", "unchanged": True, "new": 0} == json.loads(again.out)
    listed = run("sources", "--sources", str(file), "--store", store).out.splitlines()
    assert listed[1].startswith("fort ")
    assert "404" in listed[1]
    assert "Norwegen" in run("picture", "--place", "TG", "--store", store).out or "Kanada" in run("picture", "--place", "TG", "--store", store).out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["collect", "nobody"], "no source 'nobody'"),
        (["collect", "--every", "5s"], "60s or more"),
        (["collect", "--every", "soon"], "span of time"),
        (["collect", "--network", "inner"], "write a network"),
        (["sources", "add", "A B", "https://a.example/"], "name of a source"),
        (["sources", "add", "a", "file:///etc/passwd"], "no web address"),
        (["sources", "--sources", "missing.toml"], "cannot be read"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert (done.status, words in done.err) == (2, True), done.err


def test_a_collector_that_was_killed_goes_on_where_it_stopped(tmp_path: Path) -> None:
    file, store = tmp_path / "sources.toml", str(tmp_path / "d.db")
    numbers = list(range(1, 7))
    with serving({f"/{n}.html": plain(page("Bote", n)) for n in numbers}) as server:
        server.answers["/b"] = plain(rss("Bote", numbers, link=server.base), kind=FEED)
        file.write_text(
            f'[sources]\nbote = {{ address = "{server.base}/b", form = "linked" }}\n[collect]\nnetworks = ["127.0.0.0/8"]\n'
        )
        command = [str(INSTALLED), "collect", "bote", "--sources", str(file), "--store", store]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
            while server.count("/3.html") == 0 and program.poll() is None:
                time.sleep(0.02)
            program.kill()
        assert server.count("/6.html") == 0, "it was killed on the way"
        done = run("collect", "bote", "--sources", str(file), "--store", store)
        assert done.status == 0, done.err
    found = run("search", "Botschaft", "--kind", "document", "--store", store, "--format", "jsonl").out.splitlines()
    assert len(found) == len(numbers)
    assert server.count("/1.html") == 1, "what was written is not asked for again"
