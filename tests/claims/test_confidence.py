"""Confidence follows what told the actor and the place, and means what it says on the corpora that nobody looks at."""

from __future__ import annotations

from pathlib import Path

import lagebild
from lagebild.claims.confidence import confidence_of
from measures import read_rows
from scoring import own_samples

ROOT = Path(__file__).resolve().parents[2]


def test_a_place_in_the_clause_is_surer_than_one_from_afar() -> None:
    near = confidence_of(["actor: agent of the clause", "place: named in the clause"])
    far = confidence_of(["actor: agent of the clause", "place: the report's main place"])
    assert 0 < far < near < 1


def test_an_agent_is_surer_than_a_speaker() -> None:
    agent = confidence_of(["actor: agent of the clause", "place: where it points"])
    speaker = confidence_of(["actor: the speaker's government", "place: where it points"])
    assert speaker < agent


def test_a_reason_that_the_table_does_not_know_lies_between() -> None:
    unknown = confidence_of(["frame x: fact gives y", "actor: something new", "place: something new"])
    assert 0.7 < unknown < confidence_of(["actor: agent of the clause", "place: named in the clause"])


def test_mean_confidence_is_the_share_of_right_claims_on_what_is_kept_aside() -> None:
    # Two totals of the parts kept aside; their reports and errors stay unseen.
    confidences, right = [], 0
    for sample in own_samples(ROOT):
        if sample.name not in {"held", "aside"}:
            continue
        for reports, gold_path in sample.parts:
            gold = {(r["document"], r["actor"], r["dimension"], r["place"], r["value"]) for r in read_rows(gold_path)}
            for reading in lagebild.read_files(*map(str, reports))[0]:
                for c in reading.claims.claims:
                    confidences.append(c.confidence)
                    right += (c.passage.document, c.actor, c.dimension, c.place, c.value) in gold
    assert abs(sum(confidences) / len(confidences) - right / len(confidences)) < 0.1
