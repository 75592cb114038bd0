from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from lagebild.desk import drawn, kept
from lagebild.desk.drawn import Gallery
from lagebild.desk.fronts import Fronts, Wanted
from lagebild.desk.sheet import CUT, set_sheet
from lagebild.model.raw import RawReport
from lagebild.pipeline import draw_at, ingest_reports
from lagebild.store import Store
from lagebild.store.touched import touch_everything

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def take(store: Store, key: str, text: str, now: datetime = NOON) -> None:
    report = RawReport(key=key, source="test", where=key, media_type="text/plain", body=text, published="2026-03-04")
    assert all(not isinstance(item, Exception) for item in ingest_reports(store, [report], now=now))


def test_a_picture_is_kept_until_something_touches_its_place(store: Store) -> None:
    clock = Clock()
    gallery = Gallery(store, clock)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    first = gallery.at("TG")
    take(store, "b", "Kanada hat seine Botschaft in Ghana geschlossen.")
    clock.now = kept.PATIENCE
    assert gallery.at("TG") is first
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.")
    assert {c.actor for c in gallery.at("TG").picture.cells} == {"NO", "CA"}
    assert gallery.at("TG").picture == draw_at(store, place="TG")[0]


def test_new_reports_wait_a_moment_and_decisions_do_not(store: Store) -> None:
    clock = Clock()
    gallery = Gallery(store, clock)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    first = gallery.at("TG")
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.")
    clock.now = kept.SETTLED / 2
    assert gallery.at("TG") is first
    clock.now = kept.SETTLED
    assert gallery.at("TG") is first  # and it is drawn anew behind the reader's back
    gallery.behind.finish()
    second = gallery.at("TG")
    assert {c.actor for c in second.picture.cells} == {"NO", "CA"}
    with store.write() as connection:
        touch_everything(connection)
    third = gallery.at("TG")
    assert third is not second
    take(store, "d", "Irland hat seine Botschaft in Togo geschlossen.")
    clock.now += kept.PATIENCE
    assert len(gallery.at("TG").picture.cells) == 3


def test_who_was_told_of_a_change_sees_it(store: Store) -> None:
    gallery = Gallery(store, Clock())
    fronts, wanted = Fronts(gallery), Wanted("TG", "de")

    def shown(least: int = 0) -> int:
        return fronts.get(wanted, gallery.touch("TG"), least).governments

    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    assert shown() == 1
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.")
    assert shown() == 1
    told = gallery.touch("TG").number
    assert shown(told) == 2
    take(store, "d", "Irland hat seine Botschaft in Togo geschlossen.")
    assert shown(told) == 2
    assert shown(10**17) == 3


def test_a_front_is_made_anew_behind_the_reader_with_its_changes(store: Store) -> None:
    clock = Clock()
    gallery = Gallery(store, clock)
    fronts, wanted = Fronts(gallery), Wanted("TG", "de", NOON)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    first = fronts.get(wanted, gallery.touch("TG"))
    assert (first.governments, first.changes) == (1, ())
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.", NOON + timedelta(hours=1))
    clock.now = kept.SETTLED
    assert fronts.get(wanted, gallery.touch("TG")) is first
    gallery.behind.finish()
    second = fronts.get(wanted, gallery.touch("TG"))
    assert (second.governments, [c.actor for c in second.changes]) == (2, ["CA"])
    assert second.text.count("moved") == 1


def test_fronts_take_bounded_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.desk.fronts.MOST_BYTES", 60_000)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    gallery = Gallery(store)
    fronts, touch = Fronts(gallery), gallery.touch("TG")
    for minute in range(60):
        fronts.get(Wanted("TG", "de", NOON - timedelta(minutes=minute)), touch)
    assert 1 < len(fronts.kept) < 60
    assert fronts.kept.weight <= 60_000


def test_drawing_behind_takes_no_more_than_its_share(store: Store) -> None:
    clock = Clock()
    gallery = Gallery(store, clock)
    places = {"TG": "Togo", "GH": "Ghana", "ML": "Mali", "NE": "Niger"}
    for n, name in enumerate(places.values()):
        take(store, str(n), f"Norwegen hat seine Botschaft in {name} geschlossen.")
    for code in places:
        gallery.at(code)
    for n, name in enumerate(places.values()):
        take(store, f"{n}b", f"Kanada hat seine Botschaft in {name} geschlossen.")
    clock.now = kept.SETTLED
    waits: list[float] = []
    gallery.behind.closed.wait = lambda timeout=None: waits.append(timeout or 0) or False  # type: ignore[method-assign]
    for code in places:
        gallery.at(code)
    gallery.behind.finish()
    assert len(waits) == len(places)
    assert all(seconds > 0 for seconds in waits)
    assert all({c.actor for c in gallery.at(code).picture.cells} == {"NO", "CA"} for code in places)


def test_an_earlier_hour_is_another_picture(store: Store) -> None:
    gallery = Gallery(store)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.", NOON + timedelta(hours=2))
    assert len(gallery.at("TG", known_at=NOON + timedelta(hours=1)).picture.cells) == 1
    assert len(gallery.at("TG").picture.cells) == 2
    moved = gallery.moved("TG", NOON + timedelta(hours=1))
    assert [c.after.actor for c in moved.changes if c.after] == ["CA"]
    assert gallery.at("TG").known == (NOON, NOON + timedelta(hours=2))


def test_an_earlier_hour_is_only_drawn_anew_for_what_had_been_known_then(store: Store) -> None:
    clock = Clock()
    gallery = Gallery(store, clock)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.", NOON + timedelta(hours=2))
    then = NOON + timedelta(hours=1)
    first = gallery.at("TG", known_at=then)
    take(store, "d", "Irland hat seine Botschaft in Togo geschlossen.", NOON + timedelta(hours=3))
    clock.now = kept.PATIENCE
    assert gallery.at("TG", known_at=then) is first
    old = RawReport(
        key="e", source="test", where="e", media_type="text/plain", body="Polen hat seine Botschaft in Togo geschlossen.", published="2026-03-04", retrieved=NOON
    )
    found = list(ingest_reports(store, [old], now=NOON + timedelta(hours=4), received="stated"))
    assert not [item for item in found if isinstance(item, Exception)]
    assert {c.actor for c in gallery.at("TG", known_at=then).picture.cells} == {"NO", "PL"}


def test_of_many_readers_at_once_one_draws(store: Store, monkeypatch: object) -> None:
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    gallery = Gallery(store)
    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(gallery.at("TG"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(f) for f in found}) == 1


def test_memory_stays_bounded(store: Store, monkeypatch: object) -> None:
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    gallery = Gallery(store)
    for minute in range(3_000):
        gallery.at("TG", known_at=NOON + timedelta(minutes=minute))
        if gallery.pictures.weight > drawn.MOST_CLAIMS - 200:
            break
    assert gallery.pictures.weight <= drawn.MOST_CLAIMS
    assert len(gallery.pictures) < 1_600


def test_fields_that_read_the_same_are_taken_over_and_the_others_set_anew(store: Store) -> None:
    gallery = Gallery(store, Clock())
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    first = set_sheet(gallery.at("TG"), "de")
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen. Ghana dementierte, dass Kanada seine Botschaft in Togo geschlossen habe.")
    newer = gallery.at("TG", patience=0)
    second = set_sheet(newer, "de", first)
    norway, canada = ("NO", "mission_status"), ("CA", "mission_status")
    assert second.set[norway][1] is first.set[norway][1]
    assert {norway, canada} <= set(second.set)
    assert second.text() == set_sheet(newer, "de").text()
    assert set_sheet(newer, "en").text() != second.text()


def test_a_changed_field_is_marked_when_it_is_shown(store: Store) -> None:
    gallery = Gallery(store, Clock())
    take(store, "a", "Norwegen und Kanada haben ihre Botschaften in Togo geschlossen.")
    sheet = set_sheet(gallery.at("TG"), "de")
    assert "moved" not in sheet.text()
    assert "geändert" not in sheet.text().split('class="key"')[0]
    marked = sheet.text(frozenset({("NO", "mission_status")}))
    assert marked.count("stated moved") == 1
    assert marked.count("geändert: ") == 1
    assert marked.index("Kanada") < marked.index("Norwegen") < marked.index("stated moved") < marked.index("geändert: ")
    assert CUT not in marked


def test_a_desk_that_starts_makes_its_places_ready(store: Store) -> None:
    gallery = Gallery(store, Clock())
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    take(store, "b", "Kanada hat seine Botschaft in Ghana geschlossen.")
    fronts = Fronts(gallery)
    fronts.warm("de")
    gallery.behind.finish()
    assert len(fronts.kept) == 2
    wanted, touch = Wanted("TG", "de"), gallery.touch("TG")
    ready = fronts.get(wanted, touch)
    assert ready.touch == touch
    assert ready.since == NOON - timedelta(days=1)


def test_places_that_nobody_looks_at_are_made_anew_as_reports_come_in(store: Store) -> None:
    clock = Clock()
    gallery = Gallery(store, clock)
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    take(store, "b", "Norwegen hat seine Botschaft in Ghana geschlossen.")
    fronts = Fronts(gallery)
    gallery.behind.do = lambda key, work, at_once: work()  # type: ignore[method-assign]
    fronts.warm("de")
    assert gallery.behind.spare() is None
    take(store, "c", "Kanada hat seine Botschaft in Ghana geschlossen.")
    assert gallery.behind.spare() is None  # it was made a moment ago
    clock.now = kept.SETTLED
    work = gallery.behind.spare()
    assert work is not None
    work()
    found = fronts.kept.find(Wanted("GH", "de"), gallery.touch("GH"), patience=0)
    assert found is not None
    assert found.governments == 2
    assert gallery.behind.spare() is None


def test_what_fails_behind_the_reader_is_told_in_the_log_and_ends_nothing(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SETTLED", 0.01)
    behind, done = kept.Behind(), []
    behind.do("a", lambda: 1 / 0)
    behind.do("b", lambda: done.append("b"))
    behind.do("b", lambda: done.append("twice"))
    behind.finish()
    assert done == ["b"]
    assert "ZeroDivisionError" in caplog.text
    assert behind.waiting() == 0


def test_a_thread_behind_the_readers_does_what_is_spare_and_ends_when_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "SETTLED", 0.01)
    behind, done = kept.Behind(), threading.Event()
    behind.spare = lambda: None if done.is_set() else done.set
    behind.do("a", lambda: None)
    assert done.wait(10)
    behind.close()
    behind.do("c", done.clear)
    assert done.is_set()


def test_on_the_first_page_everybodys_changes_stand_in_for_a_readers_own_until_they_are_made(store: Store) -> None:
    gallery = Gallery(store, Clock())
    take(store, "a", "Norwegen hat seine Botschaft in Togo geschlossen.")
    take(store, "c", "Kanada hat seine Botschaft in Togo geschlossen.", NOON + timedelta(hours=2))
    fronts, touch, own = Fronts(gallery), gallery.touch("TG"), Wanted("TG", "de", NOON + timedelta(hours=1))
    later = own._replace(since=NOON + timedelta(hours=3))
    assert fronts.soon(own, touch).since == own.since  # nobody has been here before
    everybodys = fronts.get(Wanted("TG", "de"), touch)
    assert len(everybodys.changes) == 2
    assert fronts.soon(own, touch).since == own.since
    assert fronts.soon(later, touch) is everybodys
    gallery.behind.finish()
    assert fronts.soon(later, touch).changes == ()


def test_the_more_readers_ask_for_the_less_is_made_behind_them(monkeypatch: pytest.MonkeyPatch) -> None:
    wall, processor = Clock(), Clock()
    monkeypatch.setattr(kept, "monotonic", wall)
    monkeypatch.setattr(kept, "process_time", processor)
    behind = kept.Behind()

    def after(seconds: float, own: float, others: float) -> float:
        wall.now += seconds
        processor.now += own + others
        return behind.share(own)

    assert after(2.0, own=0.5, others=0.0) == kept.MOST_SHARE
    assert after(2.0, own=0.5, others=1.5) == 0.125
    assert after(2.0, own=0.5, others=2.0) == kept.LEAST_SHARE
    assert after(0.5, own=0.25, others=0.0) == kept.LEAST_SHARE  # too short to tell
    assert after(2.0, own=0.25, others=1.5) == 0.2
