"""What an analyst decides is kept with name, time and reason, and shows in the picture from then on."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as drawing
from hypothesis import strategies as st

from lagebild.errors import UsageError
from lagebild.model import Correction, Decision, Passage, Span, Status
from lagebild.pipeline import changes, draw_at, name_of
from lagebild.publish import decision_to_json, render_decisions
from lagebild.store import (
    Query,
    Store,
    abstentions,
    decide,
    decisions,
    find_decision,
    open_store,
    places,
    record,
    search,
    standing,
    standing_decisions,
)
from lagebild.store.decisions import undone_by
from store.deciding import CLOSED, PLACE, SOURCE, STAFF, decided, drawn, filled, given, minutes, shown, words
from store.reports import NOON, arrival, claim, document, hours


@pytest.fixture
def desk(store: Store) -> Store:
    return filled(store)


def test_a_confirmation_stands_beside_the_claim_and_raises_no_status(store: Store) -> None:
    rumour = claim(SOURCE, status=Status.REPORTED, passage=CLOSED.passage)
    filled(store, SOURCE, rumour)
    kept = decided(store, "confirm", rumour.id, reason="Aushang gesehen")
    found = shown(store)
    assert found is not None
    assert (found.status, found.id) == (Status.REPORTED, rumour.id)
    [beside] = found.decided
    assert (beside.id, beside.author, beside.kind, beside.reason, beside.made, beside.altered) == (kept.id, "kt", "confirm", "Aushang gesehen", NOON, ())


def test_a_rejected_claim_leaves_the_picture_and_stays_to_be_seen(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id, reason="es geht um ein Konsulat")
    picture = drawn(desk)
    assert picture.cell("CH", "mission_status") is None
    [gone] = picture.rejected
    assert (gone.id, gone.passage.exact, gone.decided[0].reason) == (CLOSED.id, CLOSED.passage.exact, "es geht um ein Konsulat")


def test_a_place_with_nothing_but_rejected_claims_can_still_be_asked_for(store: Store) -> None:
    source = document("lone", "Die Schweiz schloss ihre Botschaft.")
    lone = claim(source, place="TD")
    with store.write() as connection:
        record(connection, arrival(source, lone))
    decided(store, "reject", lone.id)
    picture = drawn(store, "TD")
    assert (picture.cells, [c.id for c in picture.rejected]) == ((), [lone.id])


def test_a_field_of_which_nothing_is_stated_is_cleared_and_comes_back(store: Store) -> None:
    dated = claim(SOURCE, passage=CLOSED.passage, as_of="2025-11", detail="consulate")
    desk = filled(store, SOURCE, dated)
    made = decided(desk, "correct", dated.id, cleared=("as_of", "detail"))
    found = shown(desk)
    assert found is not None
    assert (found.value, found.as_of, found.detail) == (dated.value, None, None)
    assert {(a.field, a.old, a.new) for a in found.decided[0].altered} == {("as_of", "2025-11", None), ("detail", "consulate", None)}
    with desk.read() as connection:
        [kept] = decisions(connection)
    assert kept.decision == made
    assert decision_to_json(made)["set"] == {"as_of": None, "detail": None}
    assert "2025-11 → " in render_decisions([(made, None)], name_of)
    assert made.id != replace(made, id="", correction=Correction(as_of="2025")).id
    decided(desk, "correct", dated.id, as_of="2025-12", made=NOON + minutes(1))
    found = shown(desk)
    assert found is not None
    assert (found.as_of, found.detail) == ("2025-12", None)
    decided(desk, "undo", made.id, made=NOON + minutes(2))
    found = shown(desk)
    assert found is not None
    assert (found.as_of, found.detail) == ("2025-12", "consulate")


def test_a_corrected_claim_shows_what_was_corrected_on_its_own_words_and_id(desk: Store) -> None:
    decided(desk, "correct", CLOSED.id, value="suspended", status=Status.REPORTED, as_of="2025-11", detail="consulate", provisional=True)
    found = shown(desk)
    assert found is not None
    assert (found.value, found.status, found.as_of, found.detail, found.provisional) == ("suspended", "reported", "2025-11", "consulate", True)
    assert (found.id, found.passage) == (CLOSED.id, CLOSED.passage)
    changed = {a.field: (a.old, a.new) for a in found.decided[0].altered}
    assert changed == {
        "value": ("closed", "suspended"),
        "status": ("asserted", "reported"),
        "as_of": (None, "2025-11"),
        "detail": (None, "consulate"),
        "provisional": ("false", "true"),
    }


def test_an_actor_is_resolved_and_the_claim_stands_in_its_row(desk: Store) -> None:
    decided(desk, "resolve", CLOSED.id, actor="AT", speaker_actor="DE")
    assert shown(desk) is None
    found = shown(desk, actor="AT")
    assert found is not None
    assert found.speaker_actor == "DE"


def test_a_claim_that_is_moved_to_another_place_is_in_that_picture_alone(desk: Store) -> None:
    decided(desk, "correct", CLOSED.id, place="TD")
    assert shown(desk) is None
    assert shown(desk, place="TD") is not None
    with desk.read() as connection:
        assert "TD" in places(connection)
    # Decided on once more where it stands now, and moved on.
    decided(desk, "confirm", CLOSED.id, author="mb")
    decided(desk, "correct", CLOSED.id, place="NE", author="mb")
    found = shown(desk, place="NE")
    assert found is not None
    assert [d.kind for d in found.decided] == ["correct", "confirm", "correct"]
    assert [len(s.claims) for s in _standings(desk, PLACE, "TD", "NE")] == [1, 0, 1]


def _standings(store: Store, *codes: str) -> list[Any]:
    with store.read() as connection:
        return [standing(connection, code) for code in codes]


def test_of_two_decisions_on_one_claim_the_later_holds_and_both_are_shown(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id, author="kt")
    decided(desk, "correct", CLOSED.id, author="mb", value="reduced", made=NOON + minutes(5))
    found = shown(desk)
    assert found is not None
    assert (found.value, [(d.author, d.kind) for d in found.decided]) == ("reduced", [("kt", "reject"), ("mb", "correct")])
    decided(desk, "correct", CLOSED.id, author="kt", value="open", made=NOON + minutes(9))
    assert (shown(desk) or CLOSED).value == "open"
    decided(desk, "reject", CLOSED.id, author="mb", made=NOON + minutes(10))
    assert shown(desk) is None
    assert len(drawn(desk).rejected[0].decided) == 4


def test_a_clock_that_was_set_back_makes_no_later_decision_an_earlier_one(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id, made=NOON)
    later = decided(desk, "confirm", CLOSED.id, made=NOON - hours(1))
    assert later.made > NOON
    assert shown(desk) is not None


def test_the_picture_of_an_earlier_hour_knows_no_later_decision(desk: Store) -> None:
    before = drawn(desk, known_at=NOON + minutes(1))
    decided(desk, "reject", CLOSED.id, made=NOON + hours(1))
    assert drawn(desk, known_at=NOON + minutes(1)) == before
    assert drawn(desk, known_at=NOON + hours(1)).cell("CH", "mission_status") is None
    [undone] = [d.decision for d in _listed(desk)]
    decided(desk, "undo", undone.id, made=NOON + hours(2))
    assert drawn(desk, known_at=NOON + hours(1)).cell("CH", "mission_status") is None
    assert drawn(desk, known_at=NOON + hours(2)).cells == before.cells


def _listed(store: Store, **more: Any) -> list[Any]:
    with store.read() as connection:
        return decisions(connection, **more)


def test_an_undo_can_itself_be_undone(desk: Store) -> None:
    before = drawn(desk)
    reject = decided(desk, "reject", CLOSED.id)
    undo = decided(desk, "undo", reject.id)
    assert drawn(desk) == before
    again = decided(desk, "undo", undo.id)
    assert shown(desk) is None
    listed = {item.decision.id: item.undone_by for item in _listed(desk)}
    assert listed == {reject.id: None, undo.id: again.id, again.id: None}
    decided(desk, "undo", again.id)
    assert drawn(desk) == before
    with desk.read() as connection:
        assert [d.kind for d in standing_decisions(connection, PLACE)] == []
        found = find_decision(connection, reject.id)
    assert found is not None
    assert found.undone_by == undo.id


def test_a_chain_of_undos_is_told_from_its_end() -> None:
    assert undone_by({}) == {}
    assert undone_by({"d": ["u1"], "u1": ["u2"]}) == {"u1": "u2"}
    assert undone_by({"d": ["u1", "u3"], "u1": ["u2"]}) == {"u1": "u2", "d": "u3"}


def test_decisions_are_listed_newest_first_page_by_page(desk: Store) -> None:
    made = [decided(desk, "confirm", CLOSED.id, made=NOON + minutes(n), author="ab"[n % 2]).id for n in range(7)]
    assert [item.decision.id for item in _listed(desk, limit=3)] == made[:3:-1]
    assert [item.decision.id for item in _listed(desk, limit=3, before=made[4])] == made[3:0:-1]
    assert [item.decision.id for item in _listed(desk, author="b")] == [made[5], made[3], made[1]]
    assert [item.decision.id for item in _listed(desk, target=STAFF.id)] == []
    assert [item.decision.id for item in _listed(desk, since=NOON + minutes(5))] == [made[6], made[5]]
    assert [item.decision.id for item in _listed(desk, known_at=NOON)] == [made[0]]
    assert _listed(desk, before="no such") == []


def test_the_same_decision_twice_is_one(desk: Store) -> None:
    first = decided(desk, "reject", CLOSED.id)
    assert decided(desk, "reject", CLOSED.id) == first
    assert len(_listed(desk)) == 1
    assert _listed(desk)[0].decision == first


def asked(store: Store, kind: str = "evaded", **more: Any) -> Any:
    with store.read() as connection:
        return next(item for item in abstentions(connection, **more) if item.kind == kind)


ANSWER = {"actor": "CH", "dimension": "evacuation", "place": PLACE, "value": "none", "status": Status.ASSERTED}


def test_an_open_question_is_answered_by_a_claim_on_its_words(desk: Store) -> None:
    item = asked(desk)
    assert (item.passage.exact, item.answered_by, item.document.text) == (SOURCE.text[:11], None, "")
    kept = decided(desk, "answer", item.id, passage=item.passage, **ANSWER)
    found = shown(desk, "evacuation")
    assert found is not None
    assert (found.value, found.rule, found.passage, [d.kind for d in found.decided]) == ("none", "analyst", item.passage, ["answer"])
    assert asked(desk).answered_by == kept.id
    # What an analyst stated can be decided on like what a rule read.
    decided(desk, "correct", found.id, value="limited", author="mb")
    assert (shown(desk, "evacuation") or found).value == "limited"
    decided(desk, "reject", found.id)
    assert shown(desk, "evacuation") is None
    assert [c.id for c in drawn(desk).rejected] == [found.id]


def test_what_was_left_open_is_listed_page_by_page_and_by_place(store: Store) -> None:
    for number in range(5):
        source = document(f"d{number}", f"Bericht {number}: Die Schweiz schwieg dazu.")
        filled(store, source, claim(source, place="SD" if number % 2 else "TD"), known=NOON + hours(number))
    with store.read() as connection:
        whole = abstentions(connection)
        assert len(whole) == 10
        assert [item.document.key for item in whole[::2]] == ["d4", "d3", "d2", "d1", "d0"]
        pages, after = [], None
        while page := abstentions(connection, limit=3, after=after):
            pages += page
            after = page[-1].id
        assert pages == whole
        assert {item.document.key for item in abstentions(connection, place="SD")} == {"d1", "d3"}
        assert {item.document.key for item in abstentions(connection, document_key="d2")} == {"d2"}
        assert {item.document.key for item in abstentions(connection, known_at=NOON + hours(1))} == {"d0", "d1"}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no author": ({"author": " "}, "--author"),
    "no reason": ({"reason": ""}, "--reason"),
    "no target": ({"target": ""}, "without target"),
    "a claim that is not there": ({"target": "0" * 16}, "no claim"),
    "a correction of nothing": ({"kind": "correct"}, "sets nothing"),
    "a value of another ladder": ({"kind": "correct", "value": "ordered"}, "no step 'ordered'"),
    "an unknown actor": ({"kind": "correct", "actor": "XX"}, "'XX' is no code"),
    "an unknown place": ({"kind": "resolve", "place": "ATLANTIS"}, "'ATLANTIS' is no code"),
    "a day that is none": ({"kind": "correct", "as_of": "2025-02-30"}, "2022-01-23"),
    "a scope without advice": ({"kind": "correct", "scope": "parts"}, "only travel_advice"),
    "a status cleared": ({"kind": "correct", "cleared": ("status",)}, "cannot leave status"),
    "a time that is set and cleared": ({"kind": "correct", "as_of": "2025", "cleared": ("as_of",)}, "set and cleared"),
    "an empty detail": ({"kind": "correct", "detail": " "}, "empty detail"),
    "a dimension": ({"kind": "correct", "dimension": "evacuation"}, "sets no dimension"),
    "a value to resolve": ({"kind": "resolve", "value": "open"}, "sets no value"),
    "a confirmation that corrects": ({"value": "open"}, "use correct"),
    "a confirmation with a passage": ({"passage": CLOSED.passage}, "takes no passage"),
    "a merge with nothing": ({"kind": "merge", "target": SOURCE.id}, "two documents"),
    "a merge with itself": ({"kind": "merge", "target": SOURCE.id, "other": "a"}, "one report"),
    "a merge with what is not there": ({"kind": "merge", "target": SOURCE.id, "other": "zz"}, "no document 'zz'"),
    "a split of what is not there": ({"kind": "split", "target": "zz"}, "no document 'zz'"),
    "an undo of what is not there": ({"kind": "undo", "target": "zz"}, "no decision 'zz'"),
    "an answer to nothing": ({"kind": "answer", "passage": CLOSED.passage, **ANSWER}, "no open question"),
    "a name of two pages": ({"author": "k" * 201}, "200 are the most"),
    "a letter that no database keeps": ({"reason": "a\0b"}, "no database keeps"),
    "half a letter": ({"reason": "a\ud800b"}, "no database keeps"),
}


@pytest.mark.matrix
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_decided_is_refused_and_says_what_to_give(desk: Store, what: str) -> None:
    stated, said = REFUSED[what]
    with pytest.raises(UsageError, match=said):
        decided(desk, **{"kind": "confirm", "target": CLOSED.id, **stated})
    assert _listed(desk) == []


def test_an_answer_rests_on_the_exact_words_or_is_refused(desk: Store) -> None:
    item = asked(desk)
    elsewhere = words(SOURCE, "Das Personal")
    for passage, said in (
        (None, "no evidence, no claim"),
        (Passage(document="a", span=Span(0, 11), exact="Die Schwyz s"[:11]), "not what stands"),
        (Passage(document="a", span=Span(0, 0), exact=""), "not what stands"),
        (Passage(document="b", span=item.passage.span, exact=item.passage.exact), "not what stands"),
        (elsewhere, "let them overlap"),
    ):
        with pytest.raises(UsageError, match=said):
            decided(desk, "answer", item.id, passage=passage, **ANSWER)
    with pytest.raises(UsageError, match="give dimension, value"):
        decided(desk, "answer", item.id, passage=item.passage, actor="CH", place="SD", status=Status.ASSERTED)
    assert _listed(desk) == []


def test_of_reports_that_share_a_key_the_one_that_is_meant_has_the_decision(store: Store) -> None:
    other = document("a", SOURCE.text + " Mehr dazu später.", outlet="Anzeiger")
    same = claim(other, passage=other.passage(CLOSED.passage.span))
    assert same.id == CLOSED.id
    filled(store)
    filled(store, other, same)
    with pytest.raises(UsageError, match=f"say in which .*{other.id}"):
        decided(store, "reject", CLOSED.id)
    with pytest.raises(UsageError, match="no claim of that document"):
        decided(store, "reject", CLOSED.id, document="0" * 16)
    decided(store, "reject", CLOSED.id, document=other.id)
    picture = drawn(store)
    cell = picture.cell("CH", "mission_status")
    assert cell is not None
    outlets = {d.key: d.outlet for d in _standings(store, PLACE)[0].documents}
    assert [outlets[c.passage.document] for c in picture.rejected] == ["Anzeiger"]
    assert [outlets[c.passage.document] for c in cell.history] == ["Blatt"]


def test_what_is_undone_cannot_be_undone_again(desk: Store) -> None:
    undo = decided(desk, "undo", decided(desk, "reject", CLOSED.id).id)
    with pytest.raises(UsageError, match=f"undone already, by {undo.id}"):
        decided(desk, "undo", undo.target, made=NOON + hours(1))


def test_a_moment_without_a_zone_is_no_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        given("reject", CLOSED.id, made=NOON.replace(tzinfo=None))


def test_a_change_by_decision_is_no_change_of_policy(desk: Store) -> None:
    decided(desk, "correct", CLOSED.id, value="open", made=NOON + hours(1))
    decided(desk, "reject", STAFF.id, made=NOON + hours(1))
    [moved] = changes(desk, since=NOON + minutes(1))
    assert [(c.kind, c.after and c.after.value) for c in moved.changes] == [("decided", "open"), ("decided", None)]
    assert all(c.because[0].decided for c in moved.changes)


def test_a_hit_of_a_search_knows_the_decisions_on_it(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id)
    with desk.read() as connection:
        hits = search(connection, Query(dimension="mission_status"))
        early = search(connection, Query(dimension="mission_status", known_at=NOON - minutes(1)))
    assert [d.kind for hit in hits for d in hit.noun.decided] == ["reject"]  # type: ignore[union-attr]
    assert early == []


def test_the_two_analysts_of_one_moment_both_stand_and_one_order_holds(address: str) -> None:
    with open_store(address) as first:
        filled(first)
    barrier = threading.Barrier(2)
    failed: list[BaseException] = []

    def at_once(author: str, value: str) -> None:
        try:
            with open_store(address) as own:
                barrier.wait()
                with own.write() as connection:
                    decide(connection, given("correct", CLOSED.id, author=author, value=value))
        except BaseException as error:
            failed.append(error)

    people = [threading.Thread(target=at_once, args=pair) for pair in (("kt", "open"), ("mb", "reduced"))]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert failed == []
    with open_store(address) as store:
        later, earlier = (item.decision for item in _listed(store))
        assert {later.author, earlier.author} == {"kt", "mb"}
        assert later.made > earlier.made == NOON
        found = shown(store)
        assert found is not None
        assert found.value == later.correction.value
        assert [d.author for d in found.decided] == [earlier.author, later.author]


KINDS = st.sampled_from(["confirm", "reject", "correct", "resolve", "answer", "merge", "split", "undo"])
MOVES = st.lists(st.tuples(KINDS, st.integers(0, 5), st.sampled_from(["closed", "open", "reduced"])), max_size=12)


@pytest.mark.matrix
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawing(moves=MOVES)
def test_any_decisions_that_are_all_undone_leave_the_picture_as_without(store: Store, moves: list[tuple[str, int, str]]) -> None:
    other = document("b", "Die Botschaft der Schweiz ist zu.", outlet="Anzeiger")
    filled(store)
    filled(store, other, claim(other))
    before = {p.place: p for p in draw_at(store)}
    made: list[Decision] = []
    for kind, number, value in moves:
        target = (CLOSED, STAFF, claim(other))[number % 3]
        more: dict[str, Any] = {"made": NOON + minutes(len(_listed(store, limit=1000)))}
        if kind == "correct":
            more |= {"value": value} if target.dimension == "mission_status" else {"place": "TD"}
        elif kind == "resolve":
            more["actor"] = ("AT", "CH", "DE")[number % 3]
        elif kind == "answer":
            item = asked(store, document_key="a")
            more |= {**ANSWER, "passage": item.passage}
        elif kind == "merge":
            more["other"] = other.id
        where = {"merge": SOURCE.id, "split": other.id}.get(kind, target.id)
        where = asked(store, document_key="a").id if kind == "answer" else where
        if kind == "undo":
            standing_now = [item.decision.id for item in _listed(store, limit=1000) if item.undone_by is None]
            if not standing_now:
                continue
            where = standing_now[number % len(standing_now)]
        made.append(decided(store, kind, where, **more))
    while standing_now := _all_standing(store):
        for decision in standing_now:
            decided(store, "undo", decision.id)
    assert {p.place: p for p in draw_at(store)} == before


def _all_standing(store: Store) -> tuple[Decision, ...]:
    with store.read() as connection:
        return standing_decisions(connection)
