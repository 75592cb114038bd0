"""How busy listening keeps one core: feeds on loopback, polled at a pace, some of them with something new.

    python bench/collect.py [--feeds 200] [--minutes 2]

Time runs faster than on the clock: a poll every ten minutes of the program's time is made to come every few seconds,
and the share is counted back.
"""

from __future__ import annotations

import argparse
import http.server
import random
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from lagebild.collect import Collector, Ears
from lagebild.fetch import Client, Reach
from lagebild.fetch.pace import Pace
from lagebild.sources.declaration import Declaration
from lagebild.sources.workers import Workers
from lagebild.store import open_store

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STATES = "Norwegen Kanada Japan Portugal Chile Ghana Polen Irland Finnland Kenia".split()
ENTRIES = 30
"""Entries of a feed, as most papers have; one feed in three has a new one at each poll."""


def sentence(chance: random.Random) -> str:
    words = ["".join(chance.choices("bdfgklmnprstaeiou", k=chance.randint(3, 9))) for _ in range(14)]
    return " ".join(words).capitalize() + "."


def entry(paper: int, number: int) -> str:
    chance = random.Random(f"{paper} {number}")
    text = f"{chance.choice(STATES)} schließt am Tag {number} seine Botschaft in Togo. " + " ".join(sentence(chance) for _ in range(8))
    return f"<item><title>Meldung {number}</title><guid>{paper}-{number}</guid><pubDate>Mon, 02 Mar 2026 12:00:00 GMT</pubDate><description>{text}</description></item>"


class Papers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    polls: ClassVar[dict[int, int]] = {}

    def do_GET(self) -> None:
        if not self.path.startswith("/feed/"):
            self.send_error(404)
            return
        paper = int(self.path.rsplit("/", 1)[1])
        number = self.polls[paper] = self.polls.get(paper, 0) + (1 if paper % 3 == 0 else 0)
        tag = f'"{number}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return
        items = "".join(entry(paper, n) for n in range(number, number + ENTRIES))
        body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Blatt {paper}</title>{items}</channel></rss>".encode()
        self.send_response(200)
        self.send_header("ETag", tag)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        return


def processor() -> float:
    """Seconds of this process and the workers that have ended or run."""
    import psutil

    own = psutil.Process()
    return sum(sum(p.cpu_times()[:2]) for p in (own, *own.children(recursive=True)))


def serve(ready: object) -> None:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Papers)
    ready.put(server.server_port)  # type: ignore[attr-defined]
    server.serve_forever()


def main() -> None:
    import multiprocessing

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--polls", type=int, default=6, help="of each feed")
    options = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    ready = context.Queue()
    papers = context.Process(target=serve, args=(ready,), daemon=True)
    papers.start()
    base = f"http://127.0.0.1:{ready.get()}"
    hour = [NOON]
    sources = [Declaration(name=f"blatt{n}", address=f"{base}/feed/{n}", title=f"Blatt {n}") for n in range(options.feeds)]
    with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "b.db")) as store, Workers(count=1) as workers:
        ears = Ears(client=Client("Lagebild/bench", reach=Reach.of(["127.0.0.0/8"])), workers=workers, pace=Pace(0.0))
        for poll in range(options.polls):
            begin, spent = time.perf_counter(), processor()
            collector = Collector(store, sources, ears, now=lambda: hour[0])
            new = sum(polled.new for polled in collector.once())
            spent = processor() - spent
            print(f"poll {poll + 1}: {new:5} new reports, {spent:6.2f} s of processor, {spent / 6:.1f} % of a core at one poll in ten minutes; {time.perf_counter() - begin:.1f} s", flush=True)
            hour[0] += timedelta(minutes=11)
        # An hour of doing nothing, a minute of it measured.
        stop = threading.Event()
        frozen = Collector(store, sources, ears, now=lambda: hour[0] - timedelta(minutes=10))
        threading.Timer(20, stop.set).start()
        spent = processor()
        for _ in frozen.keep_on(stop):
            pass
        print(f"waiting: {(processor() - spent) / 20 * 100:.1f} % of a core")
    papers.terminate()


if __name__ == "__main__":
    main()
