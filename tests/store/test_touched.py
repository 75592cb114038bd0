from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from lagebild.model.raw import RawReport
from lagebild.pipeline import ingest_reports
from lagebild.store import Store
from lagebild.store.care.retention import forget
from lagebild.store.touched import last_change, touches

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def report(key: str, text: str, url: str | None = None) -> RawReport:
    return RawReport(key=key, source="test", where=key, media_type="text/plain", body=text, url=url, published="2026-03-04")


def take(store: Store, *reports: RawReport, now: datetime = NOON) -> None:
    assert all(not isinstance(item, Exception) for item in ingest_reports(store, reports, now=now))


def numbers(store: Store) -> dict[str, int]:
    with store.read() as connection:
        return {place: touch.number for place, touch in touches(connection).items()}


TOGO = report("a", "Norwegen hat seine Botschaft in Togo geschlossen. Das Auswärtige Amt in Berlin hatte sich dazu zunächst nicht äußern wollen.")
GHANA = report("b", "Kanada hat seine Botschaft in Ghana geschlossen.")


def test_a_report_touches_the_places_it_speaks_of_and_no_other(store: Store) -> None:
    take(store, TOGO)
    first = numbers(store)
    take(store, GHANA, now=NOON + timedelta(hours=1))
    second = numbers(store)
    assert set(first) == {"TG"}
    assert set(second) == {"TG", "GH"}
    assert second["TG"] == first["TG"] < second["GH"]
    with store.read() as connection:
        assert touches(connection, ["GH"])["GH"].moment == NOON + timedelta(hours=1)
        assert last_change(connection) == second["GH"]


def test_a_report_that_is_known_touches_nothing_but_what_it_is_about(store: Store) -> None:
    take(store, TOGO)
    take(store, GHANA)
    before = numbers(store)
    take(store, TOGO)
    assert numbers(store)["GH"] == before["GH"]


def test_a_revision_touches_what_the_older_one_spoke_of(store: Store) -> None:
    url = "https://blatt.example/a"
    take(store, replace(TOGO, url=url))
    before = numbers(store)
    take(store, report("a", "Norwegen hat seine Botschaft in Benin geschlossen.", url), now=NOON + timedelta(hours=2))
    after = numbers(store)
    assert after["TG"] > before["TG"]
    assert after["BJ"] == after["TG"]


def test_texts_that_are_let_go_touch_every_place(store: Store) -> None:
    take(store, TOGO, GHANA)
    before = numbers(store)
    with store.write() as connection:
        ids = list(connection.exec_driver_sql("SELECT id FROM document").scalars())
        forget(connection, ids[:1], author="desk", reason="test", now=NOON)
    after = numbers(store)
    assert all(after[place] > before[place] for place in before)


def test_a_moment_never_goes_back(store: Store) -> None:
    take(store, GHANA, now=NOON)
    take(store, report("c", "Irland hat seine Botschaft in Ghana geschlossen."), now=NOON - timedelta(days=1))
    with store.read() as connection:
        assert touches(connection, ["GH"])["GH"].moment == NOON
