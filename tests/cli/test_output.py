"""What the commands print, held to the contract: keys, offsets, and the same picture from the same reports."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import lagebild
from lagebild.codebook import load_ladders
from lagebild.model import Status

from .program import CRISIS
from .program import run_loaded as run

REPORTS = sorted(CRISIS.glob("*.txt"))
TEXTS = [lagebild.read_files(str(path))[0][0].document.text for path in REPORTS]
# What a text from the web may hold between any two letters.
ODD = ["\u0308", "\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\u2066", "\u2069", "😀", "👩‍👩‍👧", "🇩🇪", "\r\n", "\r", "\u2028", "\x85", "\x0b", "𝔄", "ﬁ", "\x01", "\ue000"]


def spoil(text: str, seed: int, often: int = 12) -> str:
    """The text with odd characters put in at chosen places."""
    chance = random.Random(seed)
    for at in sorted(chance.sample(range(len(text)), min(often, len(text))), reverse=True):
        text = text[:at] + chance.choice(ODD) + text[at:]
    return text


def check(reading: lagebild.Reading, text: str) -> None:
    """Every passage is the text at its offsets, in claims, acts, questions, abstentions and statements."""
    assert reading.document.text == text
    for thing in (*reading.claims.claims, *reading.claims.acts, *reading.claims.open):
        span = thing.passage.span
        assert text[span.begin : span.end] == thing.passage.exact
        assert thing.passage.exact
    for abstention in reading.claims.abstentions:
        assert abstention.span.end <= len(text)
    for statement in reading.statements:
        for span in (*statement.content, *statement.speaker, *statement.cue, *statement.frame, *statement.addressee):
            assert span.begin < span.end <= len(text)


_SENTENCES = [sentence for text in TEXTS for sentence in text.replace("\n", " ").split(". ")]


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(_SENTENCES), st.sampled_from(ODD), st.text(max_size=30)), max_size=12).map(" ".join))
@example("„Wir ziehen ab“, sagte sie.\r\n\r\n»Nein«, sagte er: „")
@example("\u202e.nessolhcseg tfahcstoB eiD")
def test_begin_and_end_give_the_passage_in_any_text(text: str) -> None:
    check(lagebild.read_text(text), text)


@settings(max_examples=40)
@given(st.sampled_from(TEXTS), st.integers(0, 10**6), st.booleans())
def test_begin_and_end_give_the_passage_in_spoilt_reports(text: str, seed: int, windows: bool) -> None:
    spoilt = spoil(text.replace("\n", "\r\n") if windows else text, seed)
    check(lagebild.read_text(spoilt), spoilt)


def test_begin_and_end_give_the_passage_in_what_is_printed() -> None:
    texts = {f"{n}-{seed}": spoil(text, seed, often=4) for n, text in enumerate(TEXTS) for seed in range(3)}
    texts |= {f"{n}-crlf": text.replace("\n", "\r\n") for n, text in enumerate(TEXTS)}
    lines = "\n".join(json.dumps({"id": key, "text": text}) for key, text in texts.items())
    done = run("claims", "-", stdin=lines.encode())
    assert (done.status, done.err) == (0, "")
    claims = [json.loads(line) for line in done.out.splitlines()]
    assert len(claims) > 100
    for claim in claims:
        assert texts[claim["document"]][claim["begin"] : claim["end"]] == claim["passage"] != ""


def test_statements_point_into_the_text_as_given() -> None:
    text = TEXTS[0]
    done = run("statements", "-", stdin=json.dumps({"id": "a", "text": text}).encode())
    [line] = map(json.loads, done.out.splitlines())
    assert line["id"] == "a"
    for statement in line["statements"]:
        assert statement["type"] in {"Direct", "Indirect", "Reported", "FreeIndirect", "IndirectFreeIndirect"}
        for part in ("quote", "speaker", "cue", "frame", "addressee"):
            for begin, end in statement[part]:
                assert 0 <= begin < end <= len(text)
        assert statement["quote"]


def test_offsets_count_from_behind_the_front_matter() -> None:
    done = run("claims", REPORTS[0])
    for claim in map(json.loads, done.out.splitlines()):
        assert TEXTS[0][claim["begin"] : claim["end"]] == claim["passage"]


CLAIM_KEYS = set(
    """id document actor dimension place value status begin end passage scope as_of provisional speaker via rule""".split()
)


def test_every_claim_holds_the_keys_of_the_contract() -> None:
    ladders = load_ladders()
    for claim in map(json.loads, run("claims", *REPORTS).out.splitlines()):
        assert set(claim) >= CLAIM_KEYS
        assert claim["value"] in {step.value for step in ladders.dimension(claim["dimension"]).steps}
        assert claim["status"] in set(Status)
        assert isinstance(claim["via"], list)


def test_claims_have_ids_of_their_own() -> None:
    ids = [json.loads(line)["id"] for line in run("claims", *REPORTS).out.splitlines()]
    assert len(ids) == len(set(ids))


@pytest.fixture(scope="module")
def picture() -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(run("brief", *REPORTS, "--place", "EC", "--format", "json").out)
    return shown


def test_a_picture_has_the_shape_of_the_contract(picture: dict[str, Any]) -> None:
    assert set(picture) >= {"place", "valid_at", "known_at", "cells", "acts", "conflicts", "open", "provenance"}
    for cell in picture["cells"]:
        assert set(cell) >= set(
            "actor dimension place value status provisional conflict origins as_of supporting opposing".split()
        )
        assert cell["supporting"], "a cell without a passage"
        for claim in (*cell["supporting"], *cell["opposing"]):
            assert set(claim) >= CLAIM_KEYS
    for conflict in picture["conflicts"]:
        assert {"kind", "left", "right"} <= set(conflict)


def test_every_passage_in_a_picture_is_text_of_a_report(picture: dict[str, Any]) -> None:
    def passages(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["passage"]] if isinstance(value.get("passage"), str) else []
            return own + [p for v in value.values() for p in passages(v)]
        return [p for v in value for p in passages(v)] if isinstance(value, list) else []

    found = passages(picture)
    assert len(found) > 20
    assert all(any(passage in text for text in TEXTS) for passage in found)


def test_what_depends_on_the_machine_stands_apart(picture: dict[str, Any], tmp_path: Path) -> None:
    for path in REPORTS:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    again = json.loads(run("brief", tmp_path, "--place", "EC", "--format", "json").out)
    assert {k: v for k, v in again.items() if k != "provenance"} == {k: v for k, v in picture.items() if k != "provenance"}


def test_the_order_of_the_files_plays_no_part(picture: dict[str, Any]) -> None:
    again = json.loads(run("brief", *REPORTS[::-1], "--place", "EC", "--format", "json").out)
    assert {k: v for k, v in again.items() if k != "provenance"} == {k: v for k, v in picture.items() if k != "provenance"}


def test_the_same_file_twice_is_read_once(picture: dict[str, Any]) -> None:
    again = json.loads(run("brief", *REPORTS, REPORTS[3], "--place", "EC", "--format", "json").out)
    assert again["cells"] == picture["cells"]
