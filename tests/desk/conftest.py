"""A desk over the sample crisis, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from lagebild.desk.app import make_app
from lagebild.desk.passwords import hash_password
from lagebild.desk.settings import Settings
from lagebild.pipeline import ingest
from lagebild.store import Store, open_store
from lagebild.store.people import Role, add_account
from store.conftest import address, server, store  # noqa: F401

SAMPLES = Path(__file__).parents[2] / "samples" / "crisis"
NOW = datetime(2025, 11, 21, 8, tzinfo=UTC)
_FOLDER = tempfile.TemporaryDirectory(prefix="lagebild-")
PASSWORD = "vier alte Leuchttürme"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every day the desk is tested on SQLite; on PostgreSQL, too, with what takes longer, but for its browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "postgresql" in item.name and item.path.name != "test_browser.py":
            item.add_marker(pytest.mark.long)


def fill(opened: Store) -> None:
    """The sample crisis, known from the times that its reports state, into an empty store."""
    if opened.embedded:
        with closing(sqlite3.connect(_crisis())) as source, closing(sqlite3.connect(opened.address)) as target:
            source.backup(target)
    else:
        _read(opened)


@lru_cache(maxsize=1)
def _crisis() -> Path:
    """A file that is read once and copied from then on."""
    path = Path(_FOLDER.name) / "crisis.db"
    with open_store(str(path)) as opened:
        _read(opened)
    return path


def _read(opened: Store) -> None:
    paths = sorted(str(p) for p in SAMPLES.glob("*.txt"))
    assert not [item for item in ingest(opened, paths, now=NOW, received="stated") if isinstance(item, Exception)]


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store on SQLite with the sample crisis, only to be read."""
    path = str(tmp_path_factory.mktemp("desk") / "desk.db")
    with open_store(path) as opened:
        fill(opened)
    return path


@pytest.fixture(scope="session")
def served(filled: str) -> Iterator[TestClient]:
    """A desk for one person, made once."""
    with open_store(filled) as opened:
        # All tests are one caller.
        app = make_app(Settings(store=filled, hosts=("testserver",), rate=1e9, burst=10**9), store=opened, now=lambda: NOW)
        with TestClient(app, headers={"accept-language": "de"}) as client:
            yield client


@pytest.fixture
def desk(served: TestClient) -> TestClient:
    """A desk for one person, only to be read, in a browser that holds nothing yet."""
    served.cookies.clear()
    return served


@pytest.fixture
def shared(store: Store) -> Iterator[TestClient]:  # noqa: F811
    """A desk with accounts: jana reads, tom is an analyst, ada administers."""
    fill(store)
    hashed = hash_password(PASSWORD)
    with store.write() as connection:
        for name, role in (("jana", Role.READER), ("tom", Role.ANALYST), ("ada", Role.ADMIN)):
            add_account(connection, name, role, now=NOW, password=hashed)
    app = make_app(Settings(store="", alone=False, hosts=("testserver",)), store=store, now=lambda: NOW)
    with TestClient(app, headers={"accept-language": "de"}, follow_redirects=False) as client:
        yield client
