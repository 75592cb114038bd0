"""Decisions outlive other rules, another codebook and changed reports, and nothing of them is dropped in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from lagebild.codebook import load_codebook
from lagebild.model import Claim, Document, Span, Status
from lagebild.pipeline import ingest, reread
from lagebild.store import Store, Versions, abstentions, dangling, record, standing
from lagebild.store.documents import newest_readings
from lagebild.store.schema import claim as claim_table
from lagebild.store.schema import reading
from store.deciding import CLOSED, PLACE, SOURCE, STAFF, TEXT, decided, drawn, filled, minutes, shown, words
from store.reports import NOON, arrival, claim, document, hours, long_text

OTHER = Versions(rules="2" * 12, codebook="3" * 12)


@pytest.fixture
def desk(store: Store) -> Store:
    return filled(store)


def read_again(store: Store, *claims: Claim) -> None:
    """Other rules read these claims in the same text."""
    with store.write() as connection:
        record(connection, arrival(SOURCE, *claims, known=NOON + hours(2), versions=OTHER))


def revise(store: Store, text: str, *claims: Any) -> Document:
    """The report with another text; claims are made of the words they rest on."""
    newer = document(text=text, outlet="Blatt")
    made = [claim(newer, passage=words(newer, exact), **more) for exact, more in claims]
    with store.write() as connection:
        record(connection, arrival(newer, *made, known=NOON + hours(3), raw=text.encode()))
    return newer


def left(store: Store) -> list[str]:
    with store.read() as connection:
        return [d.kind for d in dangling(connection)]


def test_the_same_claim_in_a_new_reading_has_the_decision(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id)
    read_again(desk, CLOSED, STAFF)
    assert shown(desk) is None
    assert [d.carried for d in drawn(desk).rejected[0].decided] == [False]


def test_a_claim_on_most_of_the_same_words_has_the_decision(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id)
    longer = claim(SOURCE, passage=SOURCE.passage(Span(4, 83)))
    read_again(desk, longer, STAFF)
    assert shown(desk) is None
    [gone] = drawn(desk).rejected
    assert (gone.id, gone.decided[0].carried) == (longer.id, True)


@pytest.mark.parametrize(
    "other",
    [
        claim(SOURCE, passage=SOURCE.passage(Span(47, 83))),
        claim(SOURCE, passage=SOURCE.passage(Span(30, 83))),
        claim(SOURCE, passage=CLOSED.passage, actor="AT"),
        claim(SOURCE, passage=CLOSED.passage, dimension="evacuation", value="none"),
    ],
    ids=["other words", "less than half", "another actor", "another dimension"],
)
def test_a_claim_that_is_another_one_has_not(desk: Store, other: Claim) -> None:
    decided(desk, "reject", CLOSED.id)
    read_again(desk, other)
    assert other.id in {c.id for cell in drawn(desk).cells for c in cell.history}
    assert (drawn(desk).rejected, left(desk)) == ((), [])


def test_a_correction_holds_whatever_other_rules_read_there(desk: Store) -> None:
    decided(desk, "correct", CLOSED.id, status=Status.REPORTED)
    changed = claim(SOURCE, value="reduced", status=Status.DENIED, passage=SOURCE.passage(Span(0, 40)))
    read_again(desk, changed, STAFF)
    found = shown(desk)
    assert found is not None
    assert (found.id, found.value, found.status) == (changed.id, "closed", Status.REPORTED)
    assert {a.field: (a.old, a.new) for a in found.decided[0].altered} == {"value": ("reduced", "closed"), "status": ("denied", "reported")}


def test_a_confirmation_vouches_for_what_was_confirmed_and_for_nothing_else(desk: Store) -> None:
    decided(desk, "confirm", CLOSED.id)
    read_again(desk, claim(SOURCE, value="reduced", passage=CLOSED.passage))
    found = shown(desk)
    assert found is not None
    assert (found.value, found.decided[0].carried) == ("closed", True)
    # Until somebody looks at what is read now.
    decided(desk, "confirm", found.id, author="mb", made=NOON + hours(4))
    later = shown(desk)
    assert later is not None
    assert (later.value, [d.carried for d in later.decided]) == ("reduced", [True, False])


def test_an_actor_that_rules_have_learned_since_makes_no_second_claim(desk: Store) -> None:
    decided(desk, "resolve", CLOSED.id, actor="AT")
    learned = replace(CLOSED, actor="AT", id="")
    read_again(desk, learned)
    cell = drawn(desk).cell("AT", "mission_status")
    assert cell is not None
    assert [c.id for c in cell.history] == [learned.id]


@pytest.mark.parametrize(("kind", "more"), [("confirm", {}), ("correct", {"value": "reduced"}), ("resolve", {"actor": "CH"})])
def test_what_rules_read_no_more_stays_on_the_word_of_an_analyst(desk: Store, kind: str, more: dict[str, str]) -> None:
    decided(desk, kind, CLOSED.id, **more)
    read_again(desk)
    found = shown(desk)
    assert found is not None
    assert (found.value, found.passage, found.id) == (more.get("value", "closed"), CLOSED.passage, CLOSED.id)
    assert (shown(desk, known_at=NOON + hours(1)) or STAFF).value == found.value


def test_what_was_rejected_and_is_read_no_more_is_simply_gone(desk: Store) -> None:
    decided(desk, "reject", CLOSED.id)
    read_again(desk, STAFF)
    picture = drawn(desk)
    assert (picture.cell("CH", "mission_status"), picture.rejected, left(desk)) == (None, (), [])


def test_an_answer_outlives_rules_that_leave_nothing_open_there(desk: Store) -> None:
    with desk.read() as connection:
        item = abstentions(connection)[0]
    stated = {"actor": "CH", "dimension": "evacuation", "place": PLACE, "value": "none", "status": Status.ASSERTED}
    kept = decided(desk, "answer", item.id, passage=item.passage, **stated)
    assert kept.about is not None
    # Rules that find the same by themselves state it once, and the answer stands beside it.
    read_again(desk, CLOSED, replace(kept.about, rule="frame", confidence=0.8))
    cell = drawn(desk).cell("CH", "evacuation")
    assert cell is not None
    [found] = cell.history
    assert (found.rule, [d.kind for d in found.decided]) == ("frame", ["answer"])


def test_a_revised_report_keeps_what_was_decided_on_words_that_it_keeps(desk: Store) -> None:
    decided(desk, "correct", CLOSED.id, value="suspended")
    decided(desk, "confirm", STAFF.id)
    newer = revise(desk, "Nachtrag. " + TEXT, ("Die Schweiz schloss ihre Botschaft in Khartum.", {}))
    found = shown(desk)
    assert found is not None
    assert (found.value, found.passage.span) == ("suspended", Span(10, 56))
    staff = shown(desk, "staff_departure")
    assert staff is not None
    assert newer.text[staff.passage.span.begin : staff.passage.span.end] == staff.passage.exact == STAFF.passage.exact
    assert (staff.id, left(desk)) == (STAFF.id, [])
    assert staff.origin == newer.id
    # Decided on once more where it stands now.
    decided(desk, "reject", staff.id, made=NOON + hours(4))
    assert shown(desk, "staff_departure") is None


def test_words_that_stand_twice_are_those_nearest_to_where_they_stood(store: Store) -> None:
    filled(store, document(text=TEXT, outlet="Blatt"), CLOSED)
    decided(store, "confirm", CLOSED.id)
    newer = revise(store, f"{TEXT} {long_text('wort', 20)} {TEXT}")
    found = shown(store)
    assert found is not None
    assert found.passage.span.begin == newer.text.index(CLOSED.passage.exact) == 0


def test_a_decision_whose_words_are_gone_is_listed_and_never_dropped(desk: Store) -> None:
    decided(desk, "confirm", CLOSED.id)
    decided(desk, "reject", STAFF.id)
    undo = decided(desk, "undo", decided(desk, "correct", CLOSED.id, value="open", made=NOON + minutes(1)).id)
    revise(desk, "Die Schweiz hat ihre Botschaft nie geschlossen.", ("Botschaft nie geschlossen", {"value": "open"}))
    assert left(desk) == ["confirm"]
    assert (shown(desk) or CLOSED).value == "open"
    with desk.read() as connection:
        assert [d.kind for d in standing(connection, PLACE).dangling] == ["confirm"]
        assert dangling(connection, known_at=NOON + hours(1)) == []
    decided(desk, "undo", undo.id, made=NOON + hours(5))
    assert left(desk) == ["confirm", "correct"]
    # A report that is put right again has its words back.
    newest = document(text=TEXT + " Ende.", outlet="Blatt")
    with desk.write() as connection:
        record(connection, arrival(newest, claim(newest, passage=words(newest, CLOSED.passage.exact)), known=NOON + hours(6)))
    assert (left(desk), (shown(desk) or CLOSED).value) == ([], "open")


def origins(store: Store) -> int:
    cell = drawn(store).cell("CH", "mission_status")
    assert cell is not None
    return cell.origins


def two_reports(store: Store, second: str, **more: Any) -> Document:
    source = document("b", second, outlet="Anzeiger", **more)
    filled(store)
    filled(store, source, claim(source), known=NOON + minutes(1))
    return source


def test_two_reports_that_are_merged_are_one_origin_and_two_again_when_it_is_undone(store: Store) -> None:
    source = two_reports(store, "Auch das Blatt meldet es: Die Botschaft ist zu.")
    assert origins(store) == 2
    merged = decided(store, "merge", "b", other=SOURCE.id, reason="dieselbe Agentur")
    assert (merged.target, merged.other) == (source.id, SOURCE.id)
    assert origins(store) == 1
    cell = drawn(store).cell("CH", "mission_status")
    assert cell is not None
    assert [[d.kind for d in c.decided] for c in cell.supporting] == [["merge"], ["merge"]]
    decided(store, "undo", merged.id)
    assert origins(store) == 2


def test_groups_are_merged_whole(store: Store) -> None:
    text = long_text("wort")
    for key, words_of in (("b", text), ("c", text), ("d", long_text("satz")), ("e", long_text("satz"))):
        source = document(key, words_of, outlet=key)
        filled(store, source, claim(source))
    assert origins(store) == 2
    decided(store, "merge", "c", other="e")
    assert origins(store) == 1


def test_a_report_that_was_taken_for_a_copy_is_split_off_and_merged_again(store: Store) -> None:
    text = long_text("wort")
    first = document("b", text, outlet="Anzeiger", published=NOON)
    second = document("c", text + " Dazu mehr.", outlet="Bote", published=NOON + hours(1))
    for source in (first, second):
        filled(store, source, claim(source))
    assert origins(store) == 1
    decided(store, "split", second.id, reason="eigener Reporter vor Ort")
    assert origins(store) == 2
    decided(store, "merge", second.id, other=first.id)
    assert origins(store) == 1
    decided(store, "split", second.id, author="mb")
    assert origins(store) == 2


def test_a_merge_holds_for_the_newest_revisions(store: Store) -> None:
    two_reports(store, "Auch das Blatt meldet es: Die Botschaft ist zu.")
    decided(store, "merge", "b", other="a")
    revise(store, "Nachtrag. " + TEXT, ("Die Schweiz schloss ihre Botschaft in Khartum.", {}))
    assert origins(store) == 1
    assert origins_at(store, NOON - minutes(1)) == 0


def origins_at(store: Store, known_at: Any) -> int:
    with store.read() as connection:
        return len({c.origin for c in standing(connection, PLACE, known_at=known_at).claims})


def test_decisions_of_one_place_leave_the_pictures_of_others_alone(store: Store) -> None:
    other = document("b", "Die Schweiz schloss ihre Botschaft in N'Djamena.", outlet="Blatt")
    filled(store)
    filled(store, other, claim(other, place="TD"))
    before = drawn(store, "TD")
    decided(store, "reject", CLOSED.id)
    decided(store, "confirm", STAFF.id)
    assert drawn(store, "TD") == before


def test_a_codebook_that_reads_otherwise_changes_nothing_of_what_was_decided(store: Store, tmp_path: Path) -> None:
    """The real way: read with a desk's own codebook, decided on, read again with the shipped one, and as at first."""
    report = tmp_path / "a.txt"
    report.write_text("Die Schweiz hat ihr Kanzleigebäude in Khartum geschlossen. Ihr Personal reiste aus.", encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text('[noun]\nmission = ["Kanzleigebäude"]\n', encoding="utf-8")
    book = load_codebook(str(own))
    assert list(ingest(store, [str(report)], now=NOON, codebook=book))
    first = shown(store)
    assert first is not None
    corrected = decided(store, "correct", first.id, value="suspended", made=NOON + minutes(5))
    before = shown(store)
    assert len(list(reread(store, now=NOON + hours(1)))) == 1
    with store.read() as connection:
        newest = newest_readings(connection, connection.execute(select(reading.c.id)).scalars(), None)
        now_read = [row.value for row in connection.execute(select(claim_table).where(claim_table.c.reading.in_(newest)))]
    assert "closed" not in now_read
    after = shown(store)
    assert after is not None
    assert before is not None
    assert (after.value, after.passage, after.id) == ("suspended", before.passage, first.id)
    assert [d.id for d in after.decided] == [corrected.id]
    assert left(store) == []
    # Read as at first, the decision is on the claim it was made on.
    assert len(list(reread(store, now=NOON + hours(2), codebook=book))) == 1
    assert shown(store) == before
