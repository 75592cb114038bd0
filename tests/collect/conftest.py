from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from collect.feeds import NOON
from lagebild.collect import Collector, Ears, Polled
from lagebild.fetch import Client, Limits, Reach
from lagebild.fetch.pace import Pace
from lagebild.sources.declaration import Declaration
from lagebild.sources.workers import Workers
from lagebild.store import Store, open_store
from store.conftest import address, server

__all__ = ["address", "server"]

LIMITS = Limits(connect=3, read=5, whole=6)  # long enough for a busy machine to hear the others meanwhile


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with Workers(count=2) as pool:
        yield pool


@dataclass
class Desk:
    """A store and its ears, at an hour of the test's choosing."""

    store: Store
    ears: Callable[[], Ears]
    hour: datetime = NOON
    sources: list[Declaration] = field(default_factory=list)

    def collect(self, *sources: Declaration, later: timedelta = timedelta(0)) -> dict[str, Polled]:
        """Everything is asked once, by a program of its own."""
        self.hour += later
        collector = Collector(self.store, sources or self.sources, self.ears(), now=lambda: self.hour, jitter=lambda: 0.5)
        return {polled.source: polled for polled in collector.once()}

    def documents(self) -> list[tuple[str, str]]:
        """Key and text of every document, revisions included."""
        with self.store.read() as connection:
            return [(key, words) for key, words in connection.execute(text("SELECT key, text FROM document ORDER BY key, known"))]

    def quarantined(self) -> list[str]:
        with self.store.read() as connection:
            return [what for (what,) in connection.execute(text("SELECT what FROM quarantine ORDER BY noticed"))]


@pytest.fixture
def desk(tmp_path: Path, workers: Workers) -> Iterator[Desk]:
    def ears() -> Ears:
        return Ears(client=Client("Lagebild/test", reach=Reach.of(["127.0.0.0/8"]), limits=LIMITS), workers=workers, pace=Pace(0.0))

    with open_store(str(tmp_path / "desk.db")) as store:
        yield Desk(store, ears)
