from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from lagebild.documents.copies import LEAST
from lagebild.errors import InputError, StoreError
from lagebild.store import Outcome, Store, Versions, copying, record
from lagebild.store.codec import hash_of, unpack
from lagebild.store.copying import LEAST_ANCHORS, anchors_of, probes_of
from lagebild.store.entries import drop_entries
from lagebild.store.rows import Arrival, Words
from lagebild.store.schema import copy, quarantine, raw, reading, receipt
from store.reports import NOON, VERSIONS, arrival, claim, contents, document, hours, long_text


def write(store: Store, *arrivals: Arrival) -> list[Outcome | None]:
    with store.write() as connection:
        return record(connection, *arrivals)


def links(store: Store) -> dict[tuple[str, str], float]:
    with store.read() as connection:
        return {(a, b): share for a, b, share in connection.execute(select(copy.c.document, copy.c.other, copy.c.share))}


def test_everything_of_an_arrival_is_written_down(store: Store) -> None:
    source = document(text=long_text("a"))
    assert write(store, arrival(source, claim(source), claim(source, "open"))) == [Outcome.NEW]
    rows = {name: len(found) for name, found in contents(store).items()}
    assert rows.pop("anchor") > 10
    once = dict.fromkeys(("raw", "receipt", "document", "reading", "statement", "act", "question", "abstention"), 1)
    assert rows == {**once, "claim": 2, "entry": 4, "copy": 0, "decision": 0, "quarantine": 0, "listening": 0, "page": 0}


def test_the_same_arrivals_twice_leave_the_store_as_it_was(store: Store) -> None:
    one, two = document("a", long_text("x")), document("b", long_text("x") + " Ende")
    refused = Arrival(source="s", position="s:3", known=NOON, made=NOON, errors=(InputError("s:3", "is bad", "mend it"),))
    arrivals = arrival(one, claim(one)), arrival(two, claim(two)), refused
    assert write(store, *arrivals) == [Outcome.NEW, Outcome.COPY, None]
    before = contents(store)
    later = [replace(a, known=a.known + hours(3), made=a.made + hours(3)) for a in arrivals]
    assert write(store, *later) == [Outcome.KNOWN, Outcome.KNOWN, None]
    assert write(store, *later, *later) == [Outcome.KNOWN, Outcome.KNOWN, None] * 2
    assert contents(store) == before


def test_one_batch_twice_in_itself_is_written_once(store: Store) -> None:
    source = document()
    one = arrival(source, claim(source))
    assert write(store, one, one) == [Outcome.NEW, Outcome.KNOWN]
    assert len(contents(store)["claim"]) == 1


def test_the_order_and_size_of_batches_leave_the_same_rows(store: Store) -> None:
    texts = [long_text("a"), long_text("a") + " und mehr", long_text("a", 90), long_text("b"), long_text("b"), "Kurz."]
    arrivals = [arrival(d, claim(d)) for d in (document(f"k{n}", text) for n, text in enumerate(texts))]
    write(store, *arrivals)
    whole = contents(store)
    with store.write() as connection:
        drop_entries(connection, [a.document.id for a in arrivals if a.document is not None])
        for name in ("copy", "anchor", "claim", "act", "question", "abstention", "statement", "reading", "receipt", "document", "raw"):
            connection.execute(text(f"DELETE FROM {name}"))
    random.Random(3).shuffle(arrivals)
    for one in arrivals:
        write(store, one)
    assert contents(store) == whole


def test_a_batch_that_fails_leaves_nothing(store: Store) -> None:
    def write_and_fail() -> None:
        source = document()
        with store.write() as connection:
            record(connection, arrival(source, claim(source)))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_and_fail()
    assert not any(contents(store).values())


def test_what_the_database_refuses_is_an_error_of_the_store(store: Store) -> None:
    with pytest.raises(StoreError, match=r"acknowledged|permissions|check"), store.write() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))


def test_bytes_come_back_as_they_came(store: Store) -> None:
    write(store, arrival(document(), raw=b"\xff\xfe" + b"\0" * 100))
    with store.read() as connection:
        row = connection.execute(select(raw)).one()
        assert (unpack(row.packed, row.size), row.hash) == (b"\xff\xfe" + b"\0" * 100, hash_of(b"\xff\xfe" + b"\0" * 100))


def test_the_same_bytes_from_two_places_have_two_receipts(store: Store) -> None:
    source = document()
    write(store, arrival(source), arrival(source, position="elsewhere.jsonl:7", claims=None))
    with store.read() as connection:
        assert connection.execute(select(func.count()).select_from(receipt)).scalar() == 2
        assert connection.execute(select(func.count()).select_from(raw)).scalar() == 1


def test_a_refused_report_is_kept_with_its_bytes_and_a_note_with_its_report(store: Store) -> None:
    bad = InputError("a.jsonl:1", "no JSON", "mend it").about(b"{")
    note = InputError("a.jsonl:2", "the date cannot be read", "mend it").about(b"cut")
    source = document()
    write(
        store,
        Arrival(source="a.jsonl", position="a.jsonl:1", known=NOON, made=NOON, errors=(bad,)),
        arrival(source, raw=b"the whole line", errors=(note,)),
    )
    with store.read() as connection:
        rows = {row.position: row for row in connection.execute(select(quarantine))}
    assert (rows["a.jsonl:1"].kept, rows["a.jsonl:1"].raw) == (False, hash_of(b"{"))
    assert (rows["a.jsonl:2"].kept, rows["a.jsonl:2"].raw) == (True, hash_of(b"the whole line"))


def test_a_reading_by_other_versions_stands_beside_the_older_one(store: Store) -> None:
    source = document()
    newer = Versions(rules="2" * 12, codebook=VERSIONS.codebook)
    write(store, arrival(source, claim(source)))
    write(store, arrival(source, claim(source, "open"), versions=newer, made=NOON - hours(1)))
    write(store, arrival(source, claim(source, "open"), versions=newer, made=NOON + hours(5)))
    with store.read() as connection:
        found = connection.execute(select(reading.c.rules, reading.c.made).order_by(reading.c.made)).all()
    assert [rules for rules, _ in found] == [VERSIONS.rules, newer.rules], "though the clock was set back"


def test_a_return_to_earlier_versions_is_a_new_reading(store: Store) -> None:
    source = document()
    newer = Versions(rules="2" * 12, codebook=VERSIONS.codebook)
    for step, versions in enumerate((VERSIONS, newer, VERSIONS)):
        write(store, arrival(source, claim(source), versions=versions, made=NOON + hours(step)))
    assert len(contents(store)["reading"]) == 3


def test_a_revision_is_called_one_also_within_a_batch(store: Store) -> None:
    first, second, third = (document("a", long_text(name)) for name in "xyz")
    assert write(store, arrival(first), arrival(second)) == [Outcome.NEW, Outcome.REVISION]
    assert write(store, arrival(third)) == [Outcome.REVISION]
    assert write(store, arrival(document("a", long_text("w"), outlet="Another"))) == [Outcome.NEW]


def test_copies_are_linked_by_what_the_shorter_text_shares(store: Store) -> None:
    agency, reprint, other = document("a", long_text("a", 100)), document("b", "Titel " + long_text("a", 60)), document("c", long_text("c"))
    write(store, arrival(agency))
    write(store, arrival(other), arrival(reprint))
    [(pair, share)] = links(store).items()
    assert pair == tuple(sorted((agency.id, reprint.id)))
    # The title begins one run of words that the agency's text lacks, the full stop after the sixtieth word changes none.
    assert share == pytest.approx(56 / 57)


def test_short_texts_are_copies_only_word_for_word(store: Store) -> None:
    one, same, near = document("a", "Kiew ruht."), document("b", "KIEW ruht"), document("c", "Kiew ruht heute")
    nothing, also_nothing = document("d", "..."), document("e", "!!!")
    write(store, *map(arrival, (one, same, near, nothing, also_nothing)))
    assert links(store) == {tuple(sorted((one.id, same.id))): 1.0}


def test_a_text_printed_everywhere_still_finds_the_others(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "MAX_HOLDERS", 20)
    everywhere = long_text("a", 60)
    write(store, *(arrival(document(f"k{n}", f"{everywhere} {n}"), claims=None) for n in range(30)))
    assert write(store, arrival(document("last", everywhere + " zuletzt"), claims=None)) == [Outcome.COPY]


@given(st.lists(st.sampled_from("abcdefgh"), min_size=0, max_size=200))
@settings(max_examples=50)
def test_anchors_are_the_smallest_hashes_and_fit_into_the_database(words: list[str]) -> None:
    found = Words.of(" ".join(words))
    anchors = anchors_of(found)
    assert all(-(2**63) <= value < 2**63 for value in anchors)
    assert len(set(anchors)) == len(anchors) <= len(found.shingles)
    assert bool(anchors) == (len(found.shingles) >= LEAST)
    if anchors:
        kept = {value % 2**64 for value in anchors}
        assert len(kept) >= LEAST_ANCHORS
        assert all(int.from_bytes(s, "big") >= max(kept) for s in found.shingles if int.from_bytes(s, "big") not in kept)
        assert {value for value in anchors if value >= 0} <= set(probes_of(found))


@pytest.mark.parametrize("backwards", [False, True])
@pytest.mark.parametrize("kept", [60, 150])
def test_a_part_of_a_long_report_is_found_in_whatever_order(store: Store, kept: int, backwards: bool) -> None:
    chance = random.Random(kept)
    whole = [f"{chance.choice('bdfgklmnprst')}{chance.choice('aeiou')}{chance.getrandbits(16)}" for _ in range(300)]
    long, short = document(text=" ".join(whole), key="long"), document(text=" ".join(whole[:kept]), key="short")
    first, second = (short, long) if backwards else (long, short)
    write(store, arrival(first))
    assert write(store, arrival(second)) == [Outcome.COPY]
    assert list(links(store).values()) == [1.0]


def test_what_is_wrong_may_quote_what_no_database_keeps(store: Store) -> None:
    error = InputError("feed\udc80", "begins with <\ud800\0>", "look\udfff")
    write(store, Arrival(source="s", position="s", known=NOON, made=NOON, errors=(error,)))
    with store.read() as connection:
        row = connection.execute(select(quarantine)).one()
    assert (row.position, row.what) == ("feed\\udc80", "begins with <\\ud800\\x00>")


def test_moments_far_away_are_kept(store: Store) -> None:
    source = document(published=datetime(1901, 2, 3, tzinfo=UTC))
    write(store, arrival(source, known=datetime(2199, 1, 1, 1, 1, 1, 1, tzinfo=UTC)))
    assert len(contents(store)["document"]) == 1
