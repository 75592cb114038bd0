"""What sources say comes into the store once, whoever asks and however often."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from collect.conftest import LIMITS, Desk
from collect.feeds import NOON, page, rss, text_of
from fetch.misbehaving import Server, conditional, plain, serving
from lagebild.collect import Collector, Ears
from lagebild.fetch import Client, Reach
from lagebild.model import OpenKind
from lagebild.pipeline import draw_at
from lagebild.sources.declaration import Declaration, Form
from lagebild.store import Store, open_store
from lagebild.store.listening import heard_of

FEED = "application/rss+xml"
MINUTES = timedelta(minutes=1)


def feed(server: Server, name: str = "anzeiger", path: str = "/feed", form: Form = Form.FEED) -> Declaration:
    return Declaration(name=name, address=server.base + path, title=name.capitalize(), form=form)


def test_a_feed_is_kept_once_however_often_it_is_asked(desk: Desk) -> None:
    with serving({"/feed": plain(rss("Anzeiger", [1, 2, 3]), kind=FEED)}) as server:
        first = desk.collect(feed(server))["anzeiger"]
        again = desk.collect(feed(server), later=11 * MINUTES)["anzeiger"]
        server.answers["/feed"] = plain(rss("Anzeiger", [2, 3, 4]), kind=FEED)
        third = desk.collect(feed(server), later=11 * MINUTES)["anzeiger"]
    assert (first.new, first.problem, first.errors) == (3, None, ())
    assert (again.new, again.unchanged) == (0, True)
    assert (third.new, third.known, third.unchanged) == (1, 2, False)
    assert sorted(words for _, words in desk.documents()) == sorted(text_of("Anzeiger", n) for n in (1, 2, 3, 4))


def test_what_has_not_changed_is_not_sent_again(desk: Desk) -> None:
    with serving({"/feed": conditional(rss("Anzeiger", [1]), kind=FEED)}) as server:
        desk.collect(feed(server))
        assert desk.collect(feed(server), later=11 * MINUTES)["anzeiger"].unchanged
        assert [a.headers.get("if-none-match") for a in server.asked if a.path == "/feed"] == [None, '"one"']
        desk.collect(feed(server), later=timedelta(days=1))
        last = [a for a in server.asked if a.path == "/feed"][-1]
        assert "if-none-match" not in last.headers, "once a day all of it is asked for: a server may be wrong about itself"


def test_a_changed_entry_is_a_revision(desk: Desk) -> None:
    with serving({"/feed": plain(rss("Anzeiger", [1, 2]), kind=FEED)}) as server:
        desk.collect(feed(server))
        server.answers["/feed"] = plain(rss("Anzeiger", [1, 2], suffix=" Nachtrag."), kind=FEED)
        assert desk.collect(feed(server), later=11 * MINUTES)["anzeiger"].revised == 2
    assert len(desk.documents()) == 4


def test_linked_pages_are_fetched_once(desk: Desk) -> None:
    pages = {f"/{n}.html": plain(page("Anzeiger", n)) for n in (1, 2, 3)}
    with serving(pages) as server:
        server.answers["/feed"] = plain(rss("Anzeiger", [1, 2], link=server.base), kind=FEED)
        source = feed(server, form=Form.LINKED)
        assert (desk.collect(source)["anzeiger"].new, server.count("/1.html")) == (2, 1)
        server.answers["/feed"] = plain(rss("Anzeiger", [1, 2, 3], link=server.base), kind=FEED)
        assert (desk.collect(source, later=11 * MINUTES)["anzeiger"].new, server.count("/1.html")) == (1, 1)
    assert [words for _, words in desk.documents()] == [text_of("Anzeiger", n) for n in (1, 2, 3)]


def test_a_page_that_failed_is_tried_again_though_the_feed_has_not_changed(desk: Desk) -> None:
    with serving({"/1.html": plain(page("Anzeiger", 1))}) as server:
        server.answers["/feed"] = conditional(rss("Anzeiger", [1, 2], link=server.base), kind=FEED)
        source = feed(server, form=Form.LINKED)
        assert desk.collect(source)["anzeiger"].new == 1
        server.answers["/2.html"] = plain(page("Anzeiger", 2))
        assert desk.collect(source, later=timedelta(days=2))["anzeiger"].new == 1
        assert server.count("/1.html") == 1


def test_a_page_in_two_feeds_counts_once(desk: Desk) -> None:
    with serving({"/1.html": plain(page("Anzeiger", 1))}) as server:
        body = rss("Anzeiger", [1], link=server.base)
        server.answers |= {"/a": plain(body, kind=FEED), "/b": plain(body, kind=FEED)}
        one, two = (replace(feed(server, f"anzeiger-{n}", f"/{n}", Form.LINKED), title="Anzeiger") for n in "ab")
        found = desk.collect(one, two)
    assert sum(polled.new for polled in found.values()) == 1
    assert len(desk.documents()) == 1


def test_a_single_page_is_read_as_the_authority_says_it_is(desk: Desk) -> None:
    with serving({"/advice": plain(page("Amt", 7))}) as server:
        source = Declaration(name="amt", address=server.base + "/advice", form=Form.PAGE, title="Amt", authority="AT", place="TG")
        assert desk.collect(source)["amt"].new == 1
        server.answers["/advice"] = plain(page("Amt", 7, " Neu."))
        assert desk.collect(source, later=11 * MINUTES)["amt"].revised == 1


def test_two_collectors_on_one_store_do_nothing_twice(desk: Desk, address: str) -> None:
    with serving({}) as server, open_store(address) as one, open_store(address) as other:
        sources = []
        for n in range(12):
            server.answers[f"/{n}"] = plain(rss(f"Blatt{n}", [1, 2]), kind=FEED)
            sources.append(feed(server, f"blatt{n}", f"/{n}"))
        found: list[int] = []

        def run(store: Store) -> None:
            collector = Collector(store, sources, desk.ears(), now=lambda: NOON)
            found.append(sum(polled.new for polled in collector.once()))

        threads = [threading.Thread(target=run, args=(store,)) for store in (one, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(found) == 24
        with one.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM document")) == 24


def test_a_server_that_asks_to_wait_is_left_alone(desk: Desk) -> None:
    with serving({"/feed": plain(b"", status="429 Too Many Requests", Retry_After="7200")}) as server:
        assert "later" in (desk.collect(feed(server))["anzeiger"].problem or "")
        assert desk.collect(feed(server), later=90 * MINUTES) == {}
        assert server.count("/feed") == 1
        assert desk.collect(feed(server), later=40 * MINUTES)["anzeiger"].problem
        assert server.count("/feed") == 2


def test_failures_in_a_row_make_the_waits_longer(desk: Desk) -> None:
    with serving({"/feed": plain(b"", status="500 Internal Server Error")}) as server:
        waits = []
        for _ in range(8):
            desk.collect(feed(server), later=timedelta(hours=7))
            with desk.store.read() as connection:
                heard = heard_of(connection)["anzeiger"]
            waits.append((heard.due - desk.hour).total_seconds())
        assert waits == sorted(waits)
        assert waits[0] == 600
        assert waits[-1] == 6 * 3_600
        assert heard.failures == 8
        assert "500" in (heard.problem or "")


def test_what_rules_forbid_is_not_asked(desk: Desk) -> None:
    with serving({"/robots.txt": plain("User-agent: *\nDisallow: /feed"), "/feed": plain(rss("Anzeiger", [1]))}) as server:
        assert "robots.txt forbids" in (desk.collect(feed(server))["anzeiger"].problem or "")
        assert server.count("/feed") == 0


def test_what_is_no_feed_is_kept_as_it_came_and_shown(desk: Desk) -> None:
    with serving({"/feed": plain("<html><body><p>Wartungsarbeiten</p></body></html>")}) as server:
        polled = desk.collect(feed(server))["anzeiger"]
    assert polled.errors
    assert desk.quarantined()


def test_a_collector_keeps_on_until_it_is_told_to_stop(desk: Desk) -> None:
    stop = threading.Event()
    with serving({"/feed": plain(rss("Anzeiger", [1]), kind=FEED)}) as server:
        collector = Collector(desk.store, [feed(server)], desk.ears(), now=lambda: desk.hour)
        polls = 0
        for _ in collector.keep_on(stop):
            polls += 1
            desk.hour += 11 * MINUTES
            if polls == 3:
                stop.set()
    assert polls == 3


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_a_clock_that_jumps_stops_nothing(desk: Desk, jump: timedelta) -> None:
    with serving({"/feed": plain(rss("Anzeiger", [1]), kind=FEED)}) as server:
        desk.collect(feed(server))
        server.answers["/feed"] = plain(rss("Anzeiger", [1, 2]), kind=FEED)
        assert desk.collect(feed(server), later=jump)["anzeiger"].new == 1
        server.answers["/feed"] = plain(rss("Anzeiger", [1, 2, 3]), kind=FEED)
        assert desk.collect(feed(server), later=-jump)["anzeiger"].new == 1


def test_an_ear_asks_only_where_it_may(desk: Desk) -> None:
    ears = Ears(client=Client("Lagebild/test", reach=Reach(), limits=LIMITS), workers=desk.ears().workers)
    with serving({"/feed": plain(rss("Anzeiger", [1]))}) as server:
        collector = Collector(desk.store, [feed(server)], ears, now=lambda: NOON)
        (polled,) = collector.once()
        assert "public internet" in (polled.problem or "")
        assert server.asked == []


def index(warned: bool) -> bytes:
    day = 1_777_500_000 + (0 if warned else 86_400)
    entry = {
        "lastModified": day, "effective": day, "title": "Katar: Reise- und Sicherheitshinweise" + (" (Reisewarnung)" if warned else ""),
        "countryCode": "QA", "iso3CountryCode": "QAT", "countryName": "Katar",
        "warning": warned, "partialWarning": False, "situationWarning": False, "situationPartWarning": False,
    }  # fmt: skip
    other = {**entry, "countryCode": "OM", "iso3CountryCode": "OMN", "countryName": "Oman", "title": "Oman: Reise- und Sicherheitshinweise", "warning": False}
    return json.dumps({"response": {"lastModified": day, "contentList": ["201", "202"], "201": entry, "202": other}}).encode()


def test_a_flag_that_is_taken_back_is_no_longer_a_warning_and_never_safety(desk: Desk) -> None:
    with serving({"/list": plain(index(True), kind="application/json")}) as server:
        source = Declaration(name="aa", address=server.base + "/list", form=Form.AUSWAERTIGES_AMT, authority="DE")
        desk.collect(source)
        before = draw_at(desk.store, place="QA")[0]
        server.answers["/list"] = plain(index(False), kind="application/json")
        desk.collect(source, later=timedelta(hours=1))
        after = draw_at(desk.store, place="QA")[0]
    assert [(c.actor, c.value) for c in before.cells if c.dimension == "travel_advice"] == [("DE", "warning")]
    assert [c for c in after.cells if c.dimension == "travel_advice"] == []
    assert [(q.kind, q.actor) for q in after.open] == [(OpenKind.WITHDRAWN, "DE")]
