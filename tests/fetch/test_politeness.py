"""Rules of hosts are kept, and no host is asked by two at once."""

from __future__ import annotations

import threading
import time

import pytest

from fetch.misbehaving import Answer, conditional, moved, plain, raw, serving, silent
from lagebild.fetch import Client, FetchError, Limits, Reach, Request
from lagebild.fetch.addresses import take_apart
from lagebild.fetch.pace import Pace
from lagebild.fetch.robots import AGAIN, DAY, Robots

LOOPBACK = Reach.of(["127.0.0.0/8"])


def client() -> Client:
    return Client("Lagebild/test", reach=LOOPBACK, limits=Limits(connect=1, read=1, whole=2))


def allows(rules: Answer | str, path: str) -> bool:
    answer = plain(rules, kind="text/plain") if isinstance(rules, str) else rules
    with serving({"/robots.txt": answer}) as server:
        try:
            Robots(client().get).check(take_apart(server.base + path))
        except FetchError:
            return False
        return True


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Lagebild\nDisallow: /intern", "/a", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Lagebild\nDisallow: /intern", "/intern/x", False),
        ("User-agent: lagebild\nDisallow: /", "/a", False),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x.pdf.html", True),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("<html>no rules at all</html>", "/a", True),
        ("\x00\xff" * 99, "/a", True),
    ],
)
def test_rules_are_read_as_they_are_meant(rules: str, path: str, allowed: bool) -> None:
    assert allows(rules, path) is allowed


@pytest.mark.parametrize(
    ("answer", "allowed"),
    [
        (plain("", status="404 Not Found"), True),
        (plain("", status="403 Forbidden"), True),
        (plain("", status="500 Internal Server Error"), False),
        (plain("", status="429 Too Many Requests"), False),
        (plain("", status="503 Service Unavailable"), False),
        (silent(5), False),
        (raw(b"garbage\r\n\r\n"), False),
        (moved("/robots.txt"), False),
        (plain(b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000), False),
    ],
)
def test_rules_that_cannot_be_had_forbid_and_missing_ones_allow(answer: Answer, allowed: bool) -> None:
    assert allows(answer, "/a") is allowed


def test_rules_are_asked_for_once_a_day_and_failures_more_often() -> None:
    now = [0.0]
    answers = {"/robots.txt": plain("User-agent: *\nDisallow: /x\nCrawl-delay: 3")}
    with serving(answers) as server:
        robots = Robots(client().get, clock=lambda: now[0])
        for path in ("/a", "/b", "/c"):
            assert robots.check(take_apart(server.base + path)) == 3
        assert server.count("/robots.txt") == 1
        now[0] += DAY + 1
        server.answers["/robots.txt"] = plain("", status="500 Internal Server Error")
        with pytest.raises(FetchError, match=r"robots\.txt"):
            robots.check(take_apart(server.base + "/a"))
        with pytest.raises(FetchError):
            robots.check(take_apart(server.base + "/a"))
        assert server.count("/robots.txt") == 2
        now[0] += AGAIN + 1
        server.answers["/robots.txt"] = plain("")
        assert robots.check(take_apart(server.base + "/a")) == 0
        assert server.count("/robots.txt") == 3


def test_a_delay_meant_for_other_programs_is_cut() -> None:
    with serving({"/robots.txt": plain("User-agent: *\nCrawl-delay: 86400")}) as server:
        assert Robots(client().get).check(take_apart(server.base + "/a")) == 60


def test_a_redirect_to_what_is_forbidden_is_not_followed() -> None:
    with serving({"/robots.txt": plain("User-agent: *\nDisallow: /x"), "/a": moved("/x"), "/x": plain("no")}) as server:
        asking = client()
        asking.allowed = Robots(asking.get).check
        with pytest.raises(FetchError, match="forbids"):
            asking.get(Request(address=f"{server.base}/a"))
        assert server.count("/x") == 0


def test_a_host_is_asked_by_one_at_a_time_with_a_pause_and_others_meanwhile() -> None:
    now, slept = [0.0], list[float]()
    pace = Pace(2.0, clock=lambda: now[0], sleep=slept.append)
    with pace.turn("a"):
        now[0] += 5
    with pace.turn("a") as turn:
        turn.delay = 7
    with pace.turn("b"):
        pass
    with pace.turn("a"):
        pass
    assert slept == [0.0, 2.0, 0.0, 7.0]


def test_two_threads_never_ask_a_host_at_once() -> None:
    pace, inside, most = Pace(0.0), [0], [0]

    def ask() -> None:
        for _ in range(20):
            with pace.turn("host"):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                time.sleep(0.001)
                inside[0] -= 1

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]


def test_a_host_that_fails_is_let_go() -> None:
    pace = Pace(0.0)
    for _ in range(2):
        with pytest.raises(FetchError), pace.turn("host"):
            raise FetchError("x", "y", "z")


def test_a_server_that_says_nothing_changed_is_believed_only_when_asked() -> None:
    with serving({"/f": conditional(b"feed")}) as server:
        first = client().get(Request(address=f"{server.base}/f"))
        again = client().get(Request(address=f"{server.base}/f", etag=first.etag))
        assert (first.body, again.body) == (b"feed", None)
