"""A desk under load: 32 readers while reports come in; milliseconds of pages, pages a second, failures.

usage: python bench/desk.py [--reports N] [--seconds S] [--readers N] [--rate N] [--processes N] [--folder DIR] [--address URL]

The store is that of bench/search.py: made-up reports, ten statements and three claims each, 150 places, three years.
The server is ``lagebild serve`` with its own processes; the readers and the writer have processes of their own, too, so
that on two cores all of them share what there is. A reader asks for the next page as soon as he has the last one, or
waits ``--pause`` seconds before, as people do.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))

import psutil
from search import PLACES, Press, fill_once, middling
from sqlalchemy import delete, select

from lagebild.store import open_store, record
from lagebild.store.schema import document, visit
from lagebild.store.touched import last_change, touch_anew


def prepare(address: str, reports: int) -> list[str]:
    """A filled store; ids of some of its reports."""
    with open_store(address) as store:
        print(f"filling {reports} reports ...", file=sys.stderr, flush=True)
        fill_once(store, Press(1), reports)
        with store.write() as connection:
            if last_change(connection) < 2:
                touch_anew(connection)
            # Nobody was here before: what an earlier run had looked at would be a reader's own, and made for him alone.
            connection.execute(delete(visit))
        with store.read() as connection:
            found = list(connection.execute(select(document.c.id).limit(50_000)).scalars())
    random.Random(3).shuffle(found)
    return found


def write(address: str, rate: float) -> None:
    """Reports come in, in batches of half a second, until this process is stopped."""
    coming = Press(int(time.time())).arrivals()
    with open_store(address) as store:
        due = time.monotonic()
        while True:
            with store.write() as connection:
                record(connection, *islice(coming, max(1, round(rate / 2))))
            due += 0.5
            time.sleep(max(0.0, due - time.monotonic()))


class Readers:
    """Connections that stay open, each asking for one page after the other."""

    def __init__(self, port: int, page: Callable[[], str], seconds: float, pause: float) -> None:
        self.port, self.page, self.seconds, self.pause = port, page, seconds, pause
        self.times: list[float] = []
        self.statuses: Counter[int] = Counter()
        self.sizes = 0

    async def read(self, number: int) -> None:
        await asyncio.sleep(self.pause * random.random())
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        end = time.perf_counter() + self.seconds
        while time.perf_counter() < end:
            begin = time.perf_counter()
            writer.write(f"GET {self.page()} HTTP/1.1\r\nhost: 127.0.0.1\r\naccept-language: de\r\ncookie: lagebild=bench\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            length = next(int(line[16:]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length: "))
            size = len(await reader.readexactly(length))
            self.sizes += size
            self.times.append((time.perf_counter() - begin) * 1000)
            self.statuses[int(head[9:12])] += 1
            if self.pause:
                await asyncio.sleep(self.pause * random.uniform(0.5, 1.5))
        writer.close()

    def __str__(self) -> str:
        times = sorted(self.times)
        failed = sum(n for status, n in self.statuses.items() if status != 200)
        return (
            f"p50 {statistics.median(times):7.1f}  p95 {times[int(len(times) * 0.95)]:7.1f}  p99 {times[int(len(times) * 0.99)]:7.1f} ms  "
            f"{len(times) / self.seconds:7.1f} a second  {self.sizes / len(times) / 1000:6.1f} kB  {failed} failed"
        )


async def crowd(readers: Readers, count: int) -> None:
    await asyncio.gather(*(readers.read(n) for n in range(count)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--warm", type=float, default=5, help="seconds before anything is measured")
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--folder")
    parser.add_argument("--address")
    parser.add_argument("--write", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write, options.rate)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(options.folder or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        address = options.address or str(folder / f"desk-{options.reports}.db")
        measure(address, options)


def measure(address: str, options: argparse.Namespace) -> None:
    ids = prepare(address, options.reports)
    words = middling(Press(2)) or ["Botschaft"]
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # As a desk that trusts its readers not to hammer: the pace of one caller is not what is measured.
    served = [sys.executable, "-c", _SERVE, address, str(port), str(options.processes)]
    written = [sys.executable, __file__, "--write", address, "--rate", str(options.rate)]
    programs = [subprocess.Popen(served, env={**os.environ, "PYTHONUNBUFFERED": "1"})]
    try:
        wait_for(port)
        if options.rate:
            programs.append(subprocess.Popen(written))
        drawn = random.Random(11)
        # Readers look at the places where something happens: the second half as often as the first, and so on (Zipf).
        ranks = [1 / (n + 1) for n in range(len(PLACES))]
        print(f"{options.reports} reports, {options.processes} processes, {options.readers} readers, {options.rate:g} reports/s coming in")

        def hot() -> str:
            return f"/place/{drawn.choices(PLACES, ranks)[0]}"

        asyncio.run(crowd(Readers(port, hot, options.warm, 1.0), options.readers))
        kinds: list[tuple[str, Callable[[], str], float]] = [
            ("busy place, a page every 2 s", hot, 2.0),
            ("busy place, one after another", hot, 0.0),
            ("any place, a page every 2 s", lambda: f"/place/{drawn.choice(PLACES)}", 2.0),
            ("report", lambda: f"/report/{drawn.choice(ids)}", 0.0),
            ("search", lambda: f"/statements?q={quote(drawn.choice(words))}&place={drawn.choice(PLACES)}", 0.0),
            ("first page, every 2 s", lambda: "/", 2.0),
        ]
        for name, page, pause in kinds:
            readers = Readers(port, page, options.seconds, pause)
            before = worked(programs[0].pid)
            asyncio.run(crowd(readers, options.readers))
            spent = (worked(programs[0].pid) - before) / len(readers.times) * 1000
            print(f"  {name:30} {readers}  {spent:6.1f} ms of processor each", flush=True)
    finally:
        for program in programs:
            program.terminate()
        for program in programs:
            program.wait(20)


_SERVE = """
import sys
from lagebild.desk.serve import serve
from lagebild.desk.settings import Settings
serve(Settings(store=sys.argv[1], rate=1e9, burst=10**9), port=int(sys.argv[2]), processes=int(sys.argv[3]))
"""


def worked(server: int) -> float:
    """Seconds of processor time that a server and its processes have used."""
    found = psutil.Process(server)
    return sum(sum(p.cpu_times()[:2]) for p in (found, *found.children(recursive=True)))


def wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    main()
