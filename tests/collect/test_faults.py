"""Twenty-five kinds of fault, at random and all at once: nothing is lost, nothing comes twice, nobody waits for another.

Each faulty source fails in its way for a while and then recovers. What it had to say is in the store once in the end.
"""

from __future__ import annotations

import gzip
import random
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

import pytest

from collect.conftest import Desk
from collect.feeds import rss, text_of
from fetch.misbehaving import Answer, dripping, moved, packed, plain, raw, reset, serving, silent
from lagebild.collect.health import is_stale
from lagebild.sources.declaration import Declaration
from lagebild.store.listening import heard_of

FEED = "application/rss+xml"


def laughs() -> bytes:
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    return f"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a0 'ha'>{entities}]><rss><channel><title>&a9;</title></channel></rss>".encode()


# By name: what a server answers instead of a feed. The argument draws sizes and places.
FAULTS: dict[str, Callable[[random.Random, bytes], Answer]] = {
    "a dripping head": lambda r, f: dripping(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 999, r.uniform(0.02, 0.5)),
    "a dripping body": lambda r, f: dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + f, r.uniform(0.02, 0.5)),
    "silence": lambda r, f: silent(r.uniform(7, 9)),
    "nothing": lambda r, f: raw(b""),
    "torn down": lambda r, f: reset(f[: r.randrange(40)]),
    "torn down in the body": lambda r, f: reset(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + f[: r.randrange(len(f))]),
    "half a body": lambda r, f: raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(f) + f[: r.randrange(len(f))]),
    "too long a length": lambda r, f: raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (len(f) + r.randint(1, 999)) + f),
    "too short a length": lambda r, f: raw(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % r.randrange(1, 80) + f),
    "half a gzip": lambda r, f: plain(gzip.compress(f)[: r.randrange(20, 90)], Content_Encoding="gzip"),
    "a bomb": lambda r, f: packed(b" " * r.randint(20_000_000, 90_000_000)),
    "an unasked coding": lambda r, f: plain(f, Content_Encoding=r.choice(["br", "zstd", "compress", "gzip, gzip"])),
    "304 unasked": lambda r, f: raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"),
    "come later": lambda r, f: plain(b"", status="429 Too Many Requests", Retry_After=str(r.randrange(600))),
    "not now": lambda r, f: plain(b"", status="503 Service Unavailable", Retry_After="Mon, 02 Mar 2026 12:05:00 GMT"),
    "broken": lambda r, f: plain(b"oops", status=f"{r.choice([500, 502, 504])} Broken"),
    "not there": lambda r, f: plain(b"", status=r.choice(["404 Not Found", "410 Gone"])),
    "forbidden": lambda r, f: plain(b"", status=r.choice(["401 Unauthorized", "403 Forbidden"])),
    "a redirect in a circle": lambda r, f: lambda a, c: moved(a.path)(a, c),
    "a redirect inside": lambda r, f: moved(r.choice(["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest"])),
    "a page instead": lambda r, f: plain("<html><body>" + "<p>Wir sind gleich wieder da.</p>" * r.randint(1, 50) + "</body></html>"),
    "laughs": lambda r, f: plain(laughs(), kind=FEED),
    "half a feed": lambda r, f: plain(f[: r.randrange(60, len(f) // 3)], kind=FEED),
    "noise": lambda r, f: plain(r.randbytes(r.randint(1, 5_000)), kind=FEED),
    "no HTTP": lambda r, f: raw(r.choice([b"SSH-2.0-x\r\n", b"220 mail ready\r\n", b"\x16\x03\x01\x02\x00\x01"])),
}  # fmt: skip


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=[pytest.mark.long, pytest.mark.timeout(600)]) for n in range(1, 20))])
def test_faults_lose_nothing_double_nothing_and_delay_nobody(seed: int, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(seed)
    assert len(FAULTS) == 25
    papers = {f"fault{n}": name for n, name in enumerate(FAULTS)} | {f"well{n}": "" for n in range(5)}
    with ExitStack() as stack:
        sources, servers, feeds = [], {}, {}
        for number, (paper, fault) in enumerate(papers.items()):
            body = rss(paper.capitalize(), [1, 2, 3])
            feeds[paper] = body
            answer = FAULTS[fault](chance, body) if fault else plain(body, kind=FEED)
            servers[paper] = stack.enter_context(serving({"/feed": answer}, host=f"127.1.0.{number + 1}"))
            sources.append(Declaration(name=paper, address=servers[paper].base + "/feed", title=paper.capitalize()))
        chance.shuffle(sources)
        warm = stack.enter_context(serving({"/feed": plain(rss("Warm", [1]), kind=FEED)}))
        desk.collect(Declaration(name="warm", address=warm.base + "/feed", title="Warm"))  # everything is loaded now
        first = desk.collect(*sources)
        slow = {paper for paper, fault in papers.items() if fault in ("a dripping head", "a dripping body", "silence")}
        order = list(first)
        assert all(first[p].new == 3 for p in papers if p.startswith("well")), "the others are heard"
        last_well = max(order.index(p) for p in papers if p.startswith("well"))
        assert all(order.index(p) > last_well for p in slow), "before the slow ones have ended"
        for paper, fault in papers.items():
            if fault:
                assert first[paper].problem or first[paper].errors, f"{fault} is shown"
                assert first[paper].new == 0 or fault == "half a feed", f"{fault}: nothing whole came"

        desk.hour += timedelta(hours=5)
        with desk.store.read() as connection:
            heard = heard_of(connection)
        stale = {s.name for s in sources if is_stale(s, heard.get(s.name), desk.hour)}
        failing = {name for name, one in heard.items() if one.failures}
        assert failing <= stale <= set(papers)
        assert {s.name for s in sources if s.name.startswith("well")} & failing == set()

        # All of them recover; some give what they had before once more, with dates that jump.
        for paper, server in servers.items():
            jump = timedelta(days=chance.choice([0, 0, -1, 1]))
            server.answers["/feed"] = plain(feeds[paper] if not jump else rss(paper.capitalize(), [3, 1, 2], offset=jump), kind=FEED)
        for _ in range(3):
            desk.collect(*sources, later=timedelta(days=2))
    texts = Counter(words for _, words in desk.documents())
    wanted = {text_of(paper.capitalize(), n) for paper in papers for n in (1, 2, 3)} | {text_of("Warm", 1)}
    assert set(texts) == wanted, "nothing is lost, and nothing is half"
    assert set(texts.values()) == {1}, "nothing comes twice"
    with desk.store.read() as connection:
        assert not any(one.failures or one.problem for one in heard_of(connection).values())
    with capsys.disabled():
        print(f" seed {seed}: 25 faults beside 5 sources that are well, {len(texts)} texts, nothing lost or doubled")
