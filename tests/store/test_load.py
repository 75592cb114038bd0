from __future__ import annotations

from datetime import datetime
from itertools import permutations
from typing import Any

import pytest

from lagebild.documents import group_copies
from lagebild.model import Document
from lagebild.store import (
    Held,
    Holdings,
    Outcome,
    Standing,
    Store,
    Versions,
    has,
    held_at,
    known_documents,
    load_document,
    outdated,
    places,
    record,
    stand,
    standing,
)
from lagebild.store.documents import in_order
from lagebild.store.rows import Arrival
from store.reports import NOON, VERSIONS, arrival, claim, day, document, hours, long_text

NEWER = Versions(rules="2" * 12, codebook="1" * 12)


def write(store: Store, *arrivals: Arrival) -> list[Outcome | None]:
    with store.write() as connection:
        return record(connection, *arrivals)


def stands(store: Store, place: str = "SD", known_at: datetime | None = None) -> Standing:
    with store.read() as connection:
        return standing(connection, place, known_at=known_at)


def values(found: Standing) -> list[str]:
    return sorted(c.value for c in found.claims)


def reported(key: str, text: str, value: str = "closed", known: datetime = NOON, **more: Any) -> Arrival:
    source = document(key, text, **more)
    return arrival(source, claim(source, value), known=known)


def test_nouns_come_back_as_they_went_in(store: Store) -> None:
    source = document(
        title="Titel", outlet="dpa", url="https://example.org/a", published=day("2025-11-19"), authority="CH", place="SD"
    )
    one = arrival(source, claim(source, via=("dpa",), confidence=0.1 + 0.2))
    write(store, one)
    found = stands(store)
    assert list(found.documents) == group_copies([source])
    or_nothing = one.claims
    assert or_nothing is not None
    assert (found.claims, found.acts, found.questions) == (or_nothing.claims, or_nothing.acts, or_nothing.open)
    with store.read() as connection:
        assert load_document(connection, source.id) == source
        assert load_document(connection, "nowhere") is None
        assert (has(connection, source.id), has(connection, "nowhere")) == (True, False)
        assert known_documents(connection, [source.id, "x"]) == {source.id: Held(versions=VERSIONS, claims=1)}


def test_only_what_belongs_to_the_place_stands(store: Store) -> None:
    here, there = document("a", long_text("a")), document("b", long_text("b"))
    write(store, arrival(here, claim(here)), arrival(there, claim(there, place="EC")))
    assert [d.key for d in stands(store).documents] == ["a"]
    assert stands(store, "XX") == Standing(place="XX", documents=(), known={}, claims=(), acts=(), questions=())
    with store.read() as connection:
        assert places(connection) == ["EC", "SD"]
        assert places(connection, NOON - hours(1)) == []


def test_of_a_report_only_the_newest_revision_stands(store: Store) -> None:
    first = reported("a", long_text("x"), "closed", published=day("2025-11-18"))
    second = reported("a", long_text("y"), "open", published=day("2025-11-19"))
    write(store, second)
    write(store, first)
    found = stands(store)
    assert values(found) == ["open"]
    assert [d.supersedes for d in found.documents] == [first.document.id if first.document else None]


def test_a_revision_that_says_nothing_of_the_place_takes_the_earlier_one_away(store: Store) -> None:
    later = document("a", long_text("y"), published=day("2025-11-19"))
    write(store, reported("a", long_text("x"), published=day("2025-11-18")), arrival(later, claim(later, place="EC")))
    assert stands(store).claims == ()


def test_revisions_without_a_date_stand_in_the_order_in_which_they_became_known(store: Store) -> None:
    dated = reported("a", long_text("x"), "closed", NOON + hours(2), published=day("2025-11-19"))
    undated = reported("a", long_text("y"), "open", NOON + hours(1))
    write(store, undated, dated)
    assert values(stands(store)) == ["closed"]
    assert values(stands(store, known_at=NOON + hours(1))) == ["open"]


@pytest.mark.parametrize(
    ("revisions", "expected"),
    [
        ({"a": (2, 0), "b": (1, 9)}, "ba"),
        ({"a": (1, 9), "b": (1, 3)}, "ba"),
        ({"b": (1, 1), "a": (1, 1)}, "ab"),
        ({"a": (None, 5), "b": (9, 4)}, "ba"),
    ],
)
def test_moment_then_known_then_id_decide_on_revisions(revisions: dict[str, tuple[int | None, int]], expected: str) -> None:
    assert "".join(in_order(revisions)) == expected


def test_at_an_earlier_hour_only_what_was_known_then_stands(store: Store) -> None:
    write(store, reported("a", long_text("x"), "closed"), reported("b", long_text("y"), "open", NOON + hours(2)))
    assert values(stands(store, known_at=NOON - hours(1))) == []
    assert values(stands(store, known_at=NOON)) == ["closed"]
    assert values(stands(store, known_at=NOON + hours(2))) == ["closed", "open"]


def test_a_later_reading_is_not_seen_at_an_earlier_hour(store: Store) -> None:
    source = document()
    write(store, arrival(source, claim(source)))
    write(store, arrival(source, claim(source, "open"), versions=NEWER, made=NOON + hours(9)))
    assert values(stands(store)) == ["open"]
    assert values(stands(store, known_at=NOON + hours(8))) == ["closed"]


def test_a_newer_reading_that_finds_nothing_takes_the_older_one_s_claims_away(store: Store) -> None:
    source = document()
    write(store, arrival(source, claim(source)))
    write(store, arrival(source, claim(source, place="EC"), versions=NEWER, made=NOON + hours(9)))
    assert stands(store).claims == ()


def test_the_first_reading_counts_as_known_with_its_document(store: Store) -> None:
    source = document()
    write(store, arrival(source, claim(source), known=NOON - hours(1_000), made=NOON))
    assert values(stands(store, known_at=NOON - hours(999))) == ["closed"]


def test_documents_of_other_versions_are_outdated(store: Store) -> None:
    one, two = reported("a", long_text("x")), reported("b", long_text("y"))
    write(store, one, two)
    write(store, arrival(*(d for d in (one.document,) if d), versions=NEWER, made=NOON + hours(1)))
    with store.read() as connection:
        assert outdated(connection, NEWER) == [two.document.id if two.document else ""]
        assert outdated(connection, VERSIONS) == [one.document.id if one.document else ""]


def test_copies_have_one_origin_and_a_cited_outlet_stays(store: Store) -> None:
    agency = document("a", long_text("a"), published=day("2025-11-18"))
    reprint = document("b", "Titel " + long_text("a"), published=day("2025-11-19"))
    write(store, arrival(reprint, claim(reprint), claim(reprint, "open", origin="CNN")))
    write(store, arrival(agency, claim(agency), known=NOON + hours(1)))
    assert {c.origin for c in stands(store).claims} == {agency.id, "CNN"}
    assert {c.origin for c in stands(store, known_at=NOON).claims} == {reprint.id, "CNN"}


def test_a_copy_that_says_nothing_of_the_place_still_is_the_origin(store: Store) -> None:
    agency = document("a", long_text("a"), published=day("2025-11-18"))
    reprint = document("b", "Titel " + long_text("a"), published=day("2025-11-19"))
    write(store, arrival(agency, claims=None), arrival(reprint, claim(reprint)))
    assert [d.origin for d in stands(store).documents] == [agency.id]


@pytest.mark.matrix
@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_groups_are_those_of_a_batch_whatever_the_order(store: Store, order: tuple[int, ...]) -> None:
    agency, other = long_text("a", 90), long_text("b", 90)
    texts = [agency, "Titel " + agency[: len(agency) // 2], f"{agency} {other}", other]
    reports = [document(f"k{n}", text, published=day(f"2025-11-1{n}")) for n, text in enumerate(texts)]
    for number in order:
        write(store, arrival(reports[number], claim(reports[number])))
    expected = {d.id: d.origin for d in group_copies(reports)}
    assert {d.id: d.origin for d in stands(store).documents} == expected


def test_two_reports_with_one_key_stay_apart(store: Store) -> None:
    one, two = reported("1", long_text("x"), outlet="dpa"), reported("1", long_text("y"), outlet="AFP")
    write(store, one, two, reported("2", long_text("z")))
    found = stands(store)
    keys = {d.key for d in found.documents}
    assert len(keys) == 3
    assert "2" in keys
    assert all(key.startswith("1~") and len(key) == 8 for key in keys - {"2"})
    assert {n.passage.document for n in (*found.claims, *found.acts, *found.questions)} == keys


def test_a_key_is_shared_only_from_when_the_second_was_known(store: Store) -> None:
    write(store, reported("1", long_text("x"), outlet="dpa"))
    write(store, reported("1", long_text("y"), known=NOON + hours(1), outlet="AFP"))
    assert [d.key for d in stands(store, known_at=NOON).documents] == ["1"]


def test_what_holds_later_is_cut_off_and_what_a_later_report_tells_of_before_is_not(store: Store) -> None:
    early, late = document("a", long_text("x"), published=day("2025-11-18")), document("b", long_text("y"), published=day("2025-11-20"))
    undated = document("c", long_text("z"))
    write(
        store,
        arrival(early, claim(early), claim(early, "open", as_of="2025-11-21"), claim(early, "reduced", as_of="2025-11")),
        arrival(late, claim(late, "relocated", as_of="2025-11-01")),
        arrival(undated, claim(undated, "staffed")),
    )
    cut = held_at(stands(store), NOON - hours(24))
    assert values(cut) == ["closed", "reduced", "relocated", "staffed"]
    assert {d.key for d in cut.documents} == {"a", "b", "c"}
    assert len(cut.acts) == len(cut.questions) == 2
    assert held_at(stands(store), None) == stands(store)


def test_a_deleted_text_is_an_empty_one(store: Store) -> None:
    from sqlalchemy import update

    from lagebild.store.schema import document as table

    write(store, reported("a", long_text("x")))
    with store.write() as connection:
        connection.execute(update(table).values(text=None))
    assert [d.text for d in stands(store).documents] == [""]
    write(store, reported("b", long_text("y")))
    with store.read() as connection:
        assert outdated(connection, NEWER) == [Document(key="b", text=long_text("y"), source="s").id]


def test_several_moments_are_shown_from_one_look_as_each_by_itself(store: Store) -> None:
    text = long_text("a")
    write(store, reported("a", text), reported("b", long_text("b")))
    write(store, reported("a", text + " Nachtrag.", "open", known=NOON + hours(2)))
    write(store, reported("c", long_text("b"), known=NOON + hours(3)))
    moments = (None, NOON - hours(1), NOON, NOON + hours(2), NOON + hours(4))
    with store.read() as connection:
        held = Holdings(connection, "SD")
        for texts in (False, True):
            shown = [stand(held, moment, texts=texts) for moment in moments]
            assert shown == [standing(connection, "SD", known_at=moment, texts=texts) for moment in moments]
    assert [values(s) for s in shown] == [["closed", "closed", "open"], [], ["closed", "closed"], ["closed", "open"], ["closed", "closed", "open"]]
    assert [len({d.origin for d in s.documents}) for s in shown] == [2, 0, 2, 2, 2]
    assert sorted(shown[0].known.values()) == [NOON, NOON + hours(2), NOON + hours(3)]
