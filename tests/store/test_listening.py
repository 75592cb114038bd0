"""Sources are asked by one program at a time, when they are due, whatever the clocks say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from lagebild.store import Store
from lagebild.store.listening import Heard, KnownPage, heard_of, hold, hold_on, known_pages, let_go, write_pages
from store.reports import NOON

LATER = timedelta(minutes=3)
ADDRESS = "https://a.example/feed"


def take(store: Store, holder: str = "one", *, at: timedelta = timedelta(0), address: str = ADDRESS, waits: bool = True) -> Heard | None:
    now = NOON + at
    return hold(store, "a", address, now=now, holder=holder, until=now + LATER, waits=waits)


def test_one_program_at_a_time_asks_a_source(store: Store) -> None:
    first = take(store)
    assert first is not None
    assert take(store, "other") is None
    hold_on(store, "a", holder="one", until=NOON + 2 * LATER)
    assert take(store, "other", at=LATER + timedelta(seconds=1)) is None
    assert take(store, "other", at=2 * LATER) is not None, "the first has ended without a word"
    assert not let_go(store, replace(first, kept=9), holder="one"), "it comes too late"
    with store.read() as connection:
        assert heard_of(connection)["a"].kept == 0


def test_what_was_heard_is_kept_until_the_next_time(store: Store) -> None:
    first = take(store)
    assert first is not None
    due = NOON + timedelta(minutes=10)
    heard = replace(first, due=due, etag='"e"', digest="d", succeeded=NOON, changed=NOON, polled=NOON, kept=3)
    assert let_go(store, heard, holder="one")
    assert take(store, at=timedelta(minutes=9)) is None
    assert take(store, "other", at=timedelta(minutes=9), waits=False) is not None
    assert take(store, "third", at=timedelta(minutes=20)) == heard


def test_a_failure_makes_everybody_wait(store: Store) -> None:
    first = take(store)
    assert first is not None
    let_go(store, replace(first, failures=1, problem="503", due=NOON + timedelta(hours=1)), holder="one")
    assert take(store, at=timedelta(minutes=30), waits=False) is None
    assert take(store, at=timedelta(minutes=61), waits=False) is not None


def test_a_clock_that_was_wrong_stops_nobody(store: Store) -> None:
    ahead = timedelta(days=400)
    first = take(store, at=ahead)
    assert first is not None
    assert take(store, "other") is not None, "held until a time that no program means"
    let_go(store, replace(first, due=NOON + ahead, failures=1), holder="other")
    assert take(store, "other") is not None


def test_another_address_begins_anew(store: Store) -> None:
    first = take(store)
    assert first is not None
    let_go(store, replace(first, etag='"e"', digest="d", due=NOON + timedelta(hours=1), failures=2, kept=5), holder="one")
    fresh = take(store, address="https://b.example/feed")
    assert fresh is not None
    assert (fresh.etag, fresh.digest, fresh.failures, fresh.kept, fresh.address) == (None, None, 0, 5, "https://b.example/feed")


def test_a_program_that_runs_no_more_holds_nothing(store: Store) -> None:
    assert take(store) is not None
    now = NOON + timedelta(seconds=1)
    found = hold(store, "a", ADDRESS, now=now, holder="two", until=now + LATER, gone=lambda holder: holder == "one")
    assert found is not None


def test_pages_are_known_by_source_and_address(store: Store) -> None:
    one = KnownPage(changed="1", fetched=NOON, failures=0, due=NOON)
    failed = KnownPage(changed=None, fetched=None, failures=2, due=NOON + LATER)
    write_pages(store, "a", {"https://a.example/1": one, "https://a.example/2": failed})
    write_pages(store, "b", {"https://a.example/1": failed})
    write_pages(store, "a", {"https://a.example/1": replace(one, changed="2")})
    with store.read() as connection:
        assert known_pages(connection, "a", [f"https://a.example/{n}" for n in range(3)]) == {
            "https://a.example/1": replace(one, changed="2"),
            "https://a.example/2": failed,
        }
