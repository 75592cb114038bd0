"""The least the stage may score on our own annotated texts; acts, chains and what is said."""

from __future__ import annotations

import hashlib

import pytest
from click.testing import CliRunner

from lagebild.model import Act
from lagebild.statements.confidence import _RIGHT, DEFAULT_THRESHOLD, Evidence, confidence
from statements.gold import PATH, locate, read_gold, score

_SHA256 = "887f36e0468b813c5df7c36ee167ee6db800b3dc5dac326e8526c1be3f86fb3c"
# Just below what was reached. The stage was mended after a first run on these texts, so they are for development.
_FLOORS = {"said_f1": 0.93, "act": 0.94, "chain": 0.97, "chain_first": 0.97, "chain_linked": 0.88}


def test_the_texts_are_those_that_the_floors_were_measured_on() -> None:
    assert hashlib.sha256(PATH.read_bytes()).hexdigest() == _SHA256


def test_our_own_texts_stay_above_their_floor() -> None:
    tally = score(read_gold())
    figures = tally.figures()
    below = {name: (figures[name], floor) for name, floor in _FLOORS.items() if figures[name] < floor}
    assert not below, "\n".join(tally.errors)


def test_every_offset_in_the_gold_points_at_its_words() -> None:
    entries = read_gold()
    assert sum(len(e["statements"]) for e in entries) >= 160
    for entry in entries:
        assert locate(entry) == entry
        for s in entry["statements"]:
            parts = [s["quote"]] if isinstance(s["quote"], str) else s["quote"]
            assert [entry["text"][b:e] for b, e in s["spans"]] == parts
            assert [entry["text"][b:e] for b, e in s["speaker_spans"]] == ([s["speaker"]] if s["speaker"] else [])


def test_every_speech_act_stands_in_the_gold() -> None:
    assert {s["act"] for e in read_gold() for s in e["statements"]} == {a.value for a in Act}


@pytest.mark.parametrize("rule", sorted(_RIGHT))
def test_a_statement_without_speaker_or_within_another_is_never_surer(rule: str) -> None:
    best = confidence(Evidence(rule=rule, speaker="phrase", length=12))
    assert 0 < confidence(Evidence(rule=rule, speaker="none", length=12)) < best < 1
    assert confidence(Evidence(rule=rule, speaker="phrase", length=12, nested=True)) <= best


def test_the_threshold_is_a_share() -> None:
    assert 0 < DEFAULT_THRESHOLD < 1


def test_the_command_keeps_what_is_sure_enough() -> None:
    import json

    from lagebild.cli.lines import statements

    text = "„Wir gehen heute alle nach Hause“, sagte Ministerin Eva Kranz. Die Regierung wies den Bericht zurück."
    line = json.dumps({"id": "a", "text": text})
    found = {
        least: json.loads(CliRunner().invoke(statements, ["-", "--min-confidence", least], input=line).stdout)["statements"]
        for least in ("0", "0.75", "1")
    }
    assert [len(found[least]) for least in ("0", "0.75", "1")] == [2, 1, 0]
    assert all(s["confidence"] >= 0.75 for s in found["0.75"])
