"""What contradicts what: within a cell, between governments, and what only looks like it."""

from __future__ import annotations

from claims_by_hand import claim, draw
from lagebild.model import ConflictKind, Status


def test_permission_and_withdrawal_of_the_same_staff_on_one_day_differ_in_bindingness() -> None:
    own = claim("tu", "US", "staff_departure", "voluntary")
    other = claim("we", "US", "staff_departure", "reduced", as_of="2025-11-18")
    picture = draw(own, other)
    cell = picture.cell("US", "staff_departure")
    assert cell is not None
    assert cell.conflict is ConflictKind.BINDINGNESS
    [conflict] = picture.conflicts
    assert {conflict.left, conflict.right} == {own, other}


def test_a_report_and_its_denial_stand_side_by_side() -> None:
    told = claim("tu", "RU", "force_posture", "in_use", "reported", via=("Küstenbote",))
    denial = claim("tu", "RU", "force_posture", "in_use", "denied", at=10)
    picture = draw(told, denial)
    cell = picture.cell("RU", "force_posture")
    assert cell is not None
    assert (cell.status, cell.conflict) == (Status.REPORTED, ConflictKind.DENIED)
    assert cell.opposing == (denial,)
    [conflict] = picture.conflicts
    assert (conflict.left, conflict.right) == (told, denial)


def test_a_denial_does_not_erase_a_report_that_the_cell_no_longer_shows() -> None:
    told = claim("we", "DE", "mission_status", "closed", "reported")
    denial = claim("we", "DE", "mission_status", "closed", "denied", at=10)
    works = claim("th", "DE", "mission_status", "open")
    picture = draw(told, denial, works)
    cell = picture.cell("DE", "mission_status")
    assert cell is not None
    assert cell.value == "open"
    [conflict] = picture.conflicts
    assert (conflict.kind, conflict.left, conflict.right) == (ConflictKind.DENIED, told, denial)


def test_a_plan_that_was_weighed_and_then_denied_is_a_conflict() -> None:
    weighed = claim("tu", "US", "force_posture", "considered", "reported")
    ruled_out = claim("th", "US", "force_posture", "ruled_out")
    denial = claim("th", "US", "force_posture", "considered", "denied", at=10)
    picture = draw(weighed, ruled_out, denial)
    cell = picture.cell("US", "force_posture")
    assert cell is not None
    assert cell.value == "ruled_out"
    assert [c.kind for c in picture.conflicts] == [ConflictKind.DENIED]


def test_a_denial_alone_is_no_conflict() -> None:
    picture = draw(claim("tu", "RU", "force_posture", "in_use", "denied"))
    assert picture.conflicts == ()


def test_alarm_and_calm_of_two_governments_make_one_line_and_mark_both_cells() -> None:
    alarm = claim("th", "US", "threat_assessment", "imminent")
    milder = claim("we", "DE", "threat_assessment", "any_time")
    calm = claim("th", "EC", "threat_assessment", "none")
    picture = draw(alarm, milder, calm)
    [conflict] = picture.conflicts
    assert conflict.kind is ConflictKind.OTHER_GOVERNMENT
    assert (conflict.left, conflict.right) == (alarm, calm)
    for actor in ("US", "EC"):
        cell = picture.cell(actor, "threat_assessment")
        assert cell is not None
        assert cell.conflict is ConflictKind.OTHER_GOVERNMENT


def test_two_alarms_of_different_height_are_no_conflict() -> None:
    picture = draw(claim("th", "US", "threat_assessment", "imminent"), claim("th", "DE", "threat_assessment", "possible"))
    assert picture.conflicts == ()


def test_who_leaves_and_who_stays_is_a_difference_and_no_conflict() -> None:
    picture = draw(claim("th", "US", "staff_departure", "ordered"), claim("th", "FR", "staff_departure", "remain"))
    assert picture.conflicts == ()


def test_troops_ruled_out_and_trainers_present_go_together() -> None:
    picture = draw(
        claim("tu", "US", "force_posture", "ruled_out"),
        claim("tu", "US", "force_posture", "present", detail="trainers", at=10),
    )
    assert picture.conflicts == ()


def test_troops_ruled_out_and_announced_in_two_reports_are_a_conflict() -> None:
    picture = draw(
        claim("tu", "US", "force_posture", "ruled_out", speaker_actor="US"),
        claim("we", "US", "force_posture", "announced", as_of="2025-11-18", speaker_actor="US"),
    )
    assert [c.kind for c in picture.conflicts] == [ConflictKind.CHANGED_MIND]


def test_no_evacuation_planned_and_aircraft_ready_in_one_report_go_together() -> None:
    picture = draw(
        claim("we", "DE", "evacuation", "none", provisional=True),
        claim("we", "DE", "evacuation", "prepared", at=10, condition="Sollte der Flughafen schließen"),
    )
    assert picture.conflicts == ()
