"""The scorer behind the accuracy floors: what counts as right, what counts twice, and what does not count."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import lagebild
from measures import Row, read_rows
from scoring import by_dimension, causes, own_samples, rows_of, score

ROOT = Path(__file__).resolve().parents[1]


def gold(value: str = "voluntary", status: str = "asserted", **more: Any) -> Row:
    row = {"document": "a", "actor": "US", "dimension": "staff_departure", "place": "EC", "value": value, "status": status}
    return row | {"passages": [[10, 20]]} | more


def found(value: str = "voluntary", status: str = "asserted", begin: int = 12, end: int = 18, **more: Any) -> Row:
    row = {"document": "a", "actor": "US", "dimension": "staff_departure", "place": "EC", "value": value, "status": status}
    return row | {"begin": begin, "end": end, "passage": "words"} | more


def counts(golds: list[Row], founds: list[Row]) -> tuple[int, int, int]:
    result = score(golds, founds)
    return result.right, result.spurious, result.missed


def test_what_agrees_is_right_and_what_is_found_twice_counts_once() -> None:
    assert counts([gold()], [found()]) == (1, 0, 0)
    assert counts([gold()], [found(), found()]) == (1, 0, 0)


def test_each_dimension_is_scored_by_itself() -> None:
    golds = [gold(), gold("ordered", dimension="family_departure")]
    parts = by_dimension(golds, [found(), found("withdrawn") | {"dimension": "family_departure"}])
    assert {name: (s.right, s.spurious, s.missed) for name, s in parts.items()} == {
        "staff_departure": (1, 0, 0),
        "family_departure": (0, 1, 1),
    }


def test_an_error_that_differs_in_one_thing_is_that_thing_twice() -> None:
    golds = [gold(), gold(dimension="family_departure"), gold("closed", dimension="mission_status", status="denied")]
    founds = [found() | {"place": "PE"}, found("ordered") | {"dimension": "family_departure"}, found() | {"document": "b"}]
    by_cause = causes(score(golds, founds), ["a"])
    assert {k: v for k, v in by_cause.items() if v} == {"place": 2, "step": 2, "guarded": 1, "no claim at all": 1}


def test_another_value_is_spurious_and_missed() -> None:
    assert counts([gold()], [found("ordered")]) == (0, 1, 1)
    assert counts([gold(values=["ordered"])], [found("ordered")]) == (1, 0, 0)


def test_a_denial_read_as_a_fact_is_spurious_and_missed() -> None:
    assert counts([gold(status="denied")], [found()]) == (0, 1, 1)
    assert counts([gold(status="denied")], [found(status="reported")]) == (1, 0, 0)


def test_what_may_be_left_out_is_neither_rewarded_nor_punished() -> None:
    assert counts([gold(required=False)], []) == (0, 0, 0)
    assert counts([gold(required=False)], [found()]) == (0, 0, 0)


def test_dimensions_that_the_gold_does_not_speak_of_are_left_out() -> None:
    assert counts([gold()], [found(), found(dimension="evacuation")]) == (1, 0, 0)


def test_a_passage_is_right_where_it_touches_and_is_short() -> None:
    assert score([gold()], [found()]).passage == 1
    assert score([gold()], [found(begin=20, end=30)]).passage == 0
    assert score([gold()], [found(begin=0, end=501)]).passage == 0


_ROW = st.builds(
    lambda value, status, begin, actor: (value, status, begin, actor),
    st.sampled_from(["voluntary", "ordered", "remain"]),
    st.sampled_from(["asserted", "denied", "reported", "considered"]),
    st.integers(0, 30),
    st.sampled_from(["US", "GB"]),
)


@given(st.data(), st.lists(_ROW, max_size=8), st.lists(_ROW, max_size=8))
def test_the_order_of_neither_side_plays_a_part(data: st.DataObject, golds: list[Any], founds: list[Any]) -> None:
    g = [gold(v, s, actor=a, passages=[[b, b + 5]]) for v, s, b, a in golds]
    f = [found(v, s, b, b + 3, actor=a) for v, s, b, a in founds]
    assert counts(g, data.draw(st.permutations(f))) == counts(g, f)


def test_our_figures_are_those_of_the_shared_scorer() -> None:
    path = Path(os.environ.get("LAGEBILD_SHARED", ROOT.parent / "shared")) / "tools" / "score_claims.py"
    if not path.exists():
        pytest.skip("tools/score_claims.py of ../shared is missing")
    spec = importlib.util.spec_from_file_location("score_claims", path)
    assert spec
    assert spec.loader
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    for sample in own_samples(ROOT):
        if sample.name == "held":
            continue
        for reports, gold_path in sample.parts:
            rows = rows_of(lagebild.read_files(*map(str, reports))[0])
            golds = read_rows(gold_path)
            ours, other = score(golds, rows), theirs.score(golds, rows)
            assert (ours.right, ours.spurious, ours.missed) == (other["right"], other["spurious"], other["missed"])
            assert ours.f1 == pytest.approx(other["f1"])
            assert ours.status_share == pytest.approx(other["status"])
            assert (ours.guarded, ours.guarded_gold) == (other["guarded_right"], other["guarded_gold"])
