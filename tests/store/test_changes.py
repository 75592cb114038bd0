"""The three days of the sample crisis as a desk lives through them: what changed, when it was known, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lagebild.errors import NotFound
from lagebild.model import Change, Movement, Relation
from lagebild.picture import history_of
from lagebild.pipeline import changes, draw_at, draw_with_reports, ingest
from lagebild.store import Store, open_store

CRISIS = Path(__file__).resolve().parents[2] / "samples" / "crisis"


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(f"2025-11-{text}+01:00")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that got each report of the sample crisis at the hour at which it appeared."""
    with open_store(str(tmp_path_factory.mktemp("desk") / "crisis.db")) as store:
        paths = sorted(map(str, CRISIS.glob("*.txt")))
        assert list(ingest(store, paths, now=datetime(2025, 11, 21, tzinfo=UTC), received="stated"))
        yield store


def moved(desk: Store, since: str, until: str, *, everything: bool = False) -> Movement:
    [movement] = changes(desk, since=berlin(since), until=berlin(until), place="EC", all_of_them=everything)
    return movement


def said(change: Change) -> str:
    cell = change.after or change.before
    assert cell is not None
    before, after = (c.value if c is not None else "-" for c in (change.before, change.after))
    return f"{cell.actor} {cell.dimension} {before} > {after} {change.kind}"


# From samples/crisis/expected-picture.md, "Changes by day", which was drawn by hand. What extraction
# misses there (tests/floors.toml counts it) is missing here.
TUESDAY = {
    "US staff_departure - > voluntary new",
    "US family_departure - > voluntary new",
    "US citizen_departure - > consider new",
    "US travel_advice - > avoid_nonessential new",
    "US mission_status - > no_consular new",
    "US threat_assessment - > possible new",
    "US force_posture - > considered new",
    "DE staff_departure - > remain new",
    "DE travel_advice - > avoid_all new",
    "AT travel_advice - > avoid_nonessential new",
    "AT citizen_departure - > prepare new",
    "GB travel_advice - > avoid_nonessential new",
    "GB staff_departure - > under_review new",
    "FR staff_departure - > remain new",
    "FR family_departure - > remain new",
    "EC threat_assessment - > unchanged new",
}
WEDNESDAY = {
    "DE staff_departure remain > reduced raised",
    "DE family_departure - > voluntary new",
    "DE citizen_departure - > consider new",
    "DE threat_assessment - > any_time new",
    "DE mission_status - > open new",
    "CH travel_advice - > avoid_nonessential new",
    "CH citizen_departure - > none new",
    "CH staff_departure - > remain new",
    "CH family_departure - > voluntary new",
    "CH mission_status - > no_consular new",
    "CH evacuation - > none new",
    "FR mission_status - > open new",
    "PE force_posture - > present new",
}
THURSDAY = {
    "US staff_departure voluntary > ordered raised",
    "US family_departure voluntary > ordered raised",
    "US citizen_departure consider > leave_now raised",
    "US travel_advice avoid_nonessential > warning raised",
    "US mission_status no_consular > closed raised",
    "US threat_assessment possible > imminent raised",
    "US evacuation - > none new",
    "US force_posture considered > ruled_out lowered",
    "GB staff_departure under_review > reduced raised",
    "GB family_departure - > withdrawn new",
    "GB travel_advice avoid_nonessential > avoid_all other_step",
    "GB threat_assessment - > imminent new",
    "DE travel_advice avoid_all > warning other_step",
    "DE citizen_departure consider > leave raised",
    "DE family_departure voluntary > ordered raised",
    "AT travel_advice avoid_nonessential > warning raised",
    "CH mission_status no_consular > relocated raised",
    "FR evacuation - > ongoing new",
    "EC threat_assessment unchanged > none lowered",
}
# The German aircraft and military police, and Ecuador's own soldiers: read, but at another step than a reader would say.
TASTE = ("DE evacuation", "DE force_posture", "EC force_posture")


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [("18T00:00", "19T00:00", TUESDAY), ("19T00:00", "20T00:00", WEDNESDAY), ("20T00:00", "21T00:00", THURSDAY)],
    ids=["Tuesday", "Wednesday", "Thursday"],
)
def test_each_day_lists_what_a_careful_reader_lists(desk: Store, since: str, until: str, expected: set[str]) -> None:
    assert {c for c in map(said, moved(desk, since, until).changes) if not c.startswith(TASTE)} == expected


def test_a_correction_is_no_change_of_policy(desk: Store) -> None:
    """At 07.00 the radio has families ordered out, at 10.30 it takes that back."""
    at_eight = draw_at(desk, place="EC", known_at=berlin("19T08:00"))[0].cell("DE", "family_departure")
    assert at_eight is not None
    assert at_eight.value == "ordered"
    found = {said(c) for c in moved(desk, "19T08:00", "19T11:00").changes}
    assert "DE family_departure ordered > voluntary corrected" in found


def test_a_reprint_changes_nothing_and_counts_no_second_origin(desk: Store) -> None:
    assert changes(desk, since=berlin("18T08:00"), until=berlin("18T10:00"), place="EC") == []
    cell = draw_at(desk, place="EC", known_at=berlin("18T10:00"))[0].cell("US", "staff_departure")
    assert cell is not None
    assert cell.origins == 1
    assert len(cell.supporting) == 2
    told_again = moved(desk, "18T08:00", "18T10:00", everything=True).changes
    assert {str(c.kind) for c in told_again} == {"repeated"}


def test_the_conflicts_of_a_day_are_named_once(desk: Store) -> None:
    kinds = {(str(c.kind), c.left.actor, c.left.value, c.right.actor, c.right.value) for c in moved(desk, "19T00:00", "20T00:00").conflicts}
    assert ("denied", "DE", "closed", "DE", "closed") in kinds
    assert ("outlets_differ", "DE", "open", "DE", "closed") in kinds


def test_each_change_rests_on_passages_of_reports_that_came_in_between(desk: Store) -> None:
    movement = moved(desk, "20T00:00", "21T00:00")
    texts = {d.key: d for d in movement.documents}
    for change in movement.changes:
        assert change.because
        for claim in change.because:
            document = texts[claim.passage.document]
            span = claim.passage.span
            assert document.text[span.begin : span.end] == claim.passage.exact
            assert isinstance(document.published, datetime)
            assert berlin("20T00:00") <= document.published <= berlin("21T00:00")


def test_a_history_tells_update_contradiction_repetition_and_copy_apart(desk: Store) -> None:
    [(picture, documents)] = draw_with_reports(desk, place="EC")
    by_key = {d.key: d for d in documents}

    def relations(actor: str, dimension: str) -> list[tuple[str, Relation]]:
        cell = picture.cell(actor, dimension)
        assert cell is not None
        return [(s.claim.value, s.relation) for s in history_of(cell, by_key)]

    assert relations("US", "staff_departure")[:2] == [("voluntary", Relation.FIRST), ("voluntary", Relation.COPY)]
    assert relations("US", "staff_departure")[2] == ("ordered", Relation.UPDATE)
    assert [r for _, r in relations("DE", "mission_status")] == [
        Relation.FIRST, Relation.DENIES, Relation.REPEATS, Relation.CONTRADICTS, Relation.REPEATS,
    ]  # fmt: skip
    assert [v for v, _ in relations("US", "force_posture")][-1] == "ruled_out"


def test_what_held_on_a_day_is_told_apart_from_what_was_known_then(desk: Store) -> None:
    """Washington decided on Wednesday evening; here it was known on Thursday."""
    known = draw_at(desk, place="EC", known_at=berlin("19T23:59"))[0].cell("US", "travel_advice")
    assert known is not None
    assert known.value == "avoid_nonessential"
    tuesday = draw_at(desk, place="EC", valid_at=berlin("18T23:59"))[0]
    families = tuesday.cell("DE", "family_departure")
    assert families is None


def test_nothing_before_the_first_report(desk: Store) -> None:
    with pytest.raises(NotFound):
        draw_at(desk, place="EC", known_at=berlin("18T06:00"))
