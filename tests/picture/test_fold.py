"""What stands in a cell, what stood there before, and on how many sources it rests."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims_by_hand import DAYS, DOCUMENTS, claim, draw
from lagebild.codebook import load_ladders
from lagebild.model import Claim, ConflictKind, Event, Passage, Picture, Span, Status
from lagebild.picture import fold_place


def test_a_later_step_stands_and_the_earlier_one_is_kept() -> None:
    early = claim("tu", "US", "staff_departure", "voluntary")
    late = claim("th", "US", "staff_departure", "ordered")
    cell = draw(late, early).cell("US", "staff_departure")
    assert cell is not None
    assert (cell.value, cell.conflict) == ("ordered", None)
    assert cell.history == (early, late)
    assert cell.supporting == (late,)


def test_an_older_step_told_later_overwrites_nothing() -> None:
    late = claim("we", "US", "staff_departure", "ordered")
    told = claim("th", "US", "staff_departure", "voluntary", as_of="2025-11-18")
    cell = draw(late, told).cell("US", "staff_departure")
    assert cell is not None
    assert cell.value == "ordered"
    assert told in cell.history


def test_of_two_steps_in_one_report_the_higher_names_the_cell_and_both_open_it() -> None:
    consider = claim("tu", "US", "citizen_departure", "consider")
    prepare = claim("tu", "US", "citizen_departure", "prepare", at=10)
    cell = draw(prepare, consider).cell("US", "citizen_departure")
    assert cell is not None
    assert (cell.value, cell.conflict) == ("consider", None)
    assert set(cell.current) == {consider, prepare}


def test_copies_of_one_agency_text_are_one_origin() -> None:
    copies = [claim(day, "US", "staff_departure", "voluntary", origin="agency", as_of="2025-11-18") for day in ("tu", "we")]
    cell = draw(*copies).cell("US", "staff_departure")
    assert cell is not None
    assert (len(cell.supporting), cell.origins) == (2, 1)


def test_two_reports_of_their_own_are_two_origins() -> None:
    both = [claim(day, "US", "staff_departure", "voluntary", origin=day, as_of="2025-11-18") for day in ("tu", "we")]
    cell = draw(*both).cell("US", "staff_departure")
    assert cell is not None
    assert cell.origins == 2


@pytest.mark.parametrize("status", list(Status))
def test_advice_about_a_route_never_fills_the_cell(status: Status) -> None:
    assert draw(claim("tu", "US", "travel_advice", "avoid_all", status, scope="route")).cells == ()


def test_a_level_for_parts_never_becomes_the_level_of_the_country() -> None:
    parts = claim("tu", "CH", "travel_advice", "avoid_all", scope="parts", regions=("Guayas",))
    country = claim("tu", "CH", "travel_advice", "avoid_nonessential", scope="country", at=10)
    cell = draw(parts, country).cell("CH", "travel_advice")
    assert cell is not None
    assert (cell.value, cell.conflict) == ("avoid_nonessential", None)
    assert parts in cell.current


def test_a_later_warning_for_the_country_takes_its_parts_in() -> None:
    parts = claim("tu", "DE", "travel_advice", "avoid_all", scope="parts")
    country = claim("th", "DE", "travel_advice", "warning", scope="country")
    cell = draw(parts, country).cell("DE", "travel_advice")
    assert cell is not None
    assert cell.current == (country,)
    assert parts in cell.history


def test_a_higher_level_for_parts_outlives_a_later_lower_one_for_the_country() -> None:
    parts = claim("tu", "DE", "travel_advice", "warning", scope="parts")
    country = claim("th", "DE", "travel_advice", "caution", scope="country")
    cell = draw(parts, country).cell("DE", "travel_advice")
    assert cell is not None
    assert parts in cell.current


def test_a_warning_for_a_province_is_no_second_source_for_one_for_the_country() -> None:
    parts = claim("tu", "DE", "travel_advice", "avoid_all", scope="parts", origin="one")
    country = claim("we", "DE", "travel_advice", "avoid_all", scope="country", origin="two")
    cell = draw(parts, country).cell("DE", "travel_advice")
    assert cell is not None
    assert (cell.supporting, cell.origins) == ((country,), 1)


def test_an_embassy_that_works_and_a_consulate_that_is_shut_go_together() -> None:
    embassy = claim("tu", "US", "mission_status", "open", detail="embassy")
    consulate = claim("we", "US", "mission_status", "closed", detail="consulate")
    cell = draw(embassy, consulate).cell("US", "mission_status")
    assert cell is not None
    assert cell.conflict is None
    assert set(cell.current) == {embassy, consulate}


@pytest.mark.parametrize("status", ["declined", "denied", "considered"])
def test_what_is_no_fact_is_never_shown_as_one(status: str) -> None:
    cell = draw(claim("tu", "RU", "force_posture", "in_use", status)).cell("RU", "force_posture")
    assert cell is not None
    assert cell.status is Status(status)


def test_a_fact_names_the_cell_before_a_later_refusal_to_comment() -> None:
    fact = claim("tu", "US", "force_posture", "massed")
    refusal = claim("we", "US", "force_posture", "in_use", "declined")
    cell = draw(fact, refusal).cell("US", "force_posture")
    assert cell is not None
    assert (cell.value, cell.status) == ("massed", Status.ASSERTED)
    assert refusal in cell.current


def test_a_condition_makes_the_cell_provisional() -> None:
    cell = draw(claim("tu", "EU", "staff_departure", "remain", provisional=True)).cell("EU", "staff_departure")
    assert cell is not None
    assert cell.provisional


def test_claims_about_another_place_stay_out() -> None:
    assert draw(claim("tu", "US", "staff_departure", "ordered", place="PE")).cells == ()


def test_the_host_stands_last_and_the_latest_mover_first() -> None:
    picture = draw(
        claim("tu", "FR", "staff_departure", "remain"),
        claim("th", "EC", "threat_assessment", "none"),
        claim("we", "US", "staff_departure", "ordered"),
    )
    assert picture.actors == ("US", "FR", "EC")


def test_an_act_that_a_copy_repeats_stands_once_whatever_comes_first() -> None:
    acts = [
        Event(actor="EC", kind="summons", place="EC", rule="r", as_of="2025-11-20", passage=Passage(document=d, span=Span(0, 2), exact="xy"))
        for d in ("a", "b")
    ]
    one = fold_place("EC", (), acts, (), {})
    other = fold_place("EC", (), acts[::-1], (), {})
    assert one == other
    assert [a.passage.document for a in one.acts] == ["a"]


STEPS = [(d.name, s.value) for d in load_ladders().dimensions for s in d.steps]


@st.composite
def any_claim(draw_: Any) -> Claim:
    dimension, value = draw_(st.sampled_from(STEPS))
    return claim(
        draw_(st.sampled_from(sorted(DAYS))),
        draw_(st.sampled_from(["US", "GB", "EC"])),
        dimension,
        value,
        draw_(st.sampled_from([s.value for s in Status])),
        at=draw_(st.sampled_from([0, 10, 20])),
        scope=draw_(st.sampled_from(["country", "parts", "route"])) if dimension == "travel_advice" else None,
        detail=draw_(st.sampled_from([None, "consulate"])),
        origin=draw_(st.sampled_from(["agency", "paper", None])),
        as_of=draw_(st.sampled_from([None, "2025-11", "2025-11-18", "2025-11-19"])),
        speaker_actor=draw_(st.sampled_from([None, "US", "RU"])),
        provisional=draw_(st.booleans()),
    )


@given(st.data(), st.lists(any_claim(), max_size=12))
def test_the_order_of_claims_plays_no_part(data: st.DataObject, claims: list[Claim]) -> None:
    shuffled = data.draw(st.permutations(claims))
    assert fold_place("EC", shuffled, (), (), DOCUMENTS) == fold_place("EC", claims, (), (), DOCUMENTS)


@given(st.lists(any_claim(), min_size=1, max_size=12))
def test_every_cell_rests_on_claims_that_were_given(claims: list[Claim]) -> None:
    picture: Picture = fold_place("EC", claims, (), (), DOCUMENTS)
    for cell in picture.cells:
        assert cell.supporting
        assert cell.current[0].value == cell.value
        assert cell.current[0].status == cell.status
        assert {*cell.current, *cell.supporting, *cell.opposing} <= set(cell.history) <= set(claims)
        assert 1 <= cell.origins <= len(cell.supporting)
        assert all(c.scope != "route" for c in cell.history)
        if cell.status in {Status.DENIED, Status.DECLINED, Status.CONSIDERED}:
            assert not any(c.status is Status.ASSERTED for c in cell.current)


@given(st.lists(any_claim(), max_size=8))
def test_the_same_claims_twice_give_the_same_cells(claims: list[Claim]) -> None:
    once, twice = fold_place("EC", claims, (), (), DOCUMENTS), fold_place("EC", claims * 2, (), (), DOCUMENTS)
    assert [(c.actor, c.dimension, c.value, c.status, c.conflict, c.origins) for c in once.cells] == [
        (c.actor, c.dimension, c.value, c.status, c.conflict, c.origins) for c in twice.cells
    ]
    assert len(once.conflicts) == len(twice.conflicts)


def test_a_conflict_of_each_kind_has_a_label() -> None:
    for kind in ConflictKind:
        assert load_ladders().label(f"conflict.{kind}", "de")
