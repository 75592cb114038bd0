"""What decisions cost a picture: ``python bench/decisions.py [--reports N] [--decisions M] [--rounds R]``.

A store of N made-up reports on one place, each with three claims, and on nine others with as many each; its picture is
drawn without any decision, then with M decisions, a tenth of them on that place. Median and least of R rounds, wall
clock of one process; and, to tell what the question alone costs, the same of ``standing_decisions``.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from lagebild.model import Claim, Decision, DecisionKind, Document, Span, Status
from lagebild.pipeline import draw_at
from lagebild.store import Store, decide, open_store, record, standing_decisions
from store.reports import arrival

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACES = ("EC", "UA", "SD", "LB", "ML", "NE", "TD", "YE", "IQ", "SY")
TEXT = "Die Schweiz schloss ihre Botschaft. Das Personal reiste aus. Die Angehörigen folgten ihm am Abend nach Norden."
SPANS = (("mission_status", "closed", Span(0, 35)), ("staff_departure", "withdrawn", Span(36, 60)), ("family_departure", "withdrawn", Span(61, 110)))


def fill(store: Store, reports: int) -> list[Claim]:
    """Claims of all places, in turns."""
    made: list[Claim] = []
    for begin in range(0, reports, 500):
        arrivals = []
        for number in range(begin, min(begin + 500, reports)):
            for place in PLACES:
                when = NOON + timedelta(minutes=number)
                source = Document(key=f"{place}-{number}", text=f"{TEXT} {place} {number}", source="made up", outlet=f"Blatt {number % 40}", published=when)
                claims = [
                    Claim(actor="CH", dimension=d, place=place, value=v, status=Status.ASSERTED, passage=source.passage(s), rule="made up", origin=source.id)
                    for d, v, s in SPANS
                ]
                made += claims
                arrivals.append(arrival(source, *claims, known=when))
        with store.write() as connection:
            record(connection, *arrivals)
    return made


def timed(work: Callable[[], object], rounds: int) -> str:
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return f"median {statistics.median(seconds) * 1000:8.2f} ms, least {min(seconds) * 1000:8.2f} ms"


def question(store: Store) -> object:
    with store.read() as connection:
        return standing_decisions(connection, "EC")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--decisions", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--store", help="an empty store instead of a file of SQLite, such as postgresql://...")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(options.store or str(Path(folder) / "s.db")) as store:
        claims = fill(store, options.reports)
        print(f"{options.reports} reports and {options.reports * 3} claims on each of {len(PLACES)} places")

        def drawing() -> object:
            return draw_at(store, place="EC")

        draw_at(store, place="EC")
        print(f"without decisions   picture   {timed(drawing, options.rounds)}")
        print(f"                    question  {timed(lambda: question(store), options.rounds)}")
        print(f"                    all       {timed(lambda: draw_at(store), 3)}")
        began = time.perf_counter()
        with store.write() as connection:
            for number in range(options.decisions):
                target = claims[number % len(claims)]
                kind = (DecisionKind.CONFIRM, DecisionKind.REJECT)[number % 7 == 0]
                made = NOON + timedelta(seconds=number)
                decide(connection, Decision(made=made, author="kt", kind=kind, target=target.id, reason="made up"))
        print(f"{options.decisions} decisions       each      {(time.perf_counter() - began) / max(1, options.decisions) * 1000:8.2f} ms")
        print(f"                    first     {timed(drawing, 1)}")
        print(f"                    picture   {timed(drawing, options.rounds)}")
        print(f"                    question  {timed(lambda: question(store), options.rounds)}")
        print(f"                    all       {timed(lambda: draw_at(store), 3)}")


if __name__ == "__main__":
    main()
