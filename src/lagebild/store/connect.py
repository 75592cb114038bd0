"""A store is opened by its address: a file's name for SQLite, a postgresql:// URL for a shared one.

SQLite before 3.51.3 (3.50.7, 3.44.6) can corrupt a database in write-ahead mode that two connections use, so that
mode is only chosen on a mended one; everywhere else the rollback journal is kept. Every commit reaches the disk
(``synchronous=FULL``): with NORMAL, acknowledged reports were lost in simulated power cuts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from lagebild.errors import StoreError, UsageError
from lagebild.store.migrations import WRITERS, upgrade

_BUSY_SECONDS = 30
_SEE_THAT_IT_RUNS = "see that the database runs and has room; nothing that was acknowledged is lost"
_MAPPED = 1 << 34  # bytes; SQLite takes 2 GB at the most as Debian builds it


class Store:
    """An open store.

    Attributes:
        address: as given, for messages; without a password.
        engine: of SQLAlchemy.
    """

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address
        driver: Any = engine.dialect.dbapi
        self._driver_error: type[Exception] = driver.Error

    @property
    def embedded(self) -> bool:
        """Whether it is a file of SQLite."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the store.

        Raises:
            StoreError: it cannot be read.
        """
        with self._named(), self.engine.connect() as connection:
            if not self.embedded:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction of the only writer: all of it or nothing, on the disk when it ends.

        Raises:
            StoreError: it cannot be written, or another writer held it too long.
        """
        with self._named(), self.engine.connect() as connection:
            if self.embedded:
                connection = connection.execution_options(lagebild_writes=True)
            with connection.begin():
                if not self.embedded:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
                yield connection

    def close(self) -> None:
        """Let go of its connections."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _named(self) -> Iterator[None]:
        """Errors of a database under the store's name."""
        try:
            yield
        except DBAPIError as error:
            raise StoreError(self.address, _reason(error), _remedy(error)) from error
        except self._driver_error as error:  # while a connection goes back to the pool
            raise StoreError(self.address, _first_of(error), _SEE_THAT_IT_RUNS) from error


def open_store(address: str, *, create: bool = True) -> Store:
    """Open a store and bring its tables up to date.

    Args:
        address: the name of a file, or a URL such as postgresql://desk@host/lagebild.
        create: make the file if it is not there.

    Raises:
        UsageError: the address is none, or its driver is not installed.
        StoreError: it cannot be opened, or was made by a newer program.
    """
    url = _url(address)
    shown = url.render_as_string(hide_password=True) if url.get_backend_name() != "sqlite" else str(url.database)
    embedded = url.get_backend_name() == "sqlite"
    if embedded and not create and not Path(url.database or "").exists():
        raise StoreError(shown, "there is no such store", "name the file that 'lagebild ingest' wrote, or give --store")
    try:
        engine = create_engine(url, connect_args={"timeout": _BUSY_SECONDS} if embedded else {}, pool_pre_ping=not embedded)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(f"{shown}: the driver is not installed ({error}); pip install 'lagebild[postgresql]'") from error
    if embedded:
        _prepare_sqlite(engine)
    else:
        # pg8000 sends every row of a list by itself; SQLAlchemy then puts many rows into one INSERT.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        _name_lost_connections(engine)
    store = Store(engine, shown)
    try:
        with store._named():
            upgrade(engine, shown)
    except BaseException:
        store.close()
        raise
    return store


def file_of(address: str) -> Path | None:
    """The file of a store on SQLite, None for one on PostgreSQL.

    Raises:
        UsageError: the address is none.
    """
    url = _url(address)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _url(address: str) -> URL:
    if not address.strip():
        raise UsageError("the store has no name; give a file's name or postgresql://...")
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise UsageError(f"{address}: no address of a store ({error}); give a file's name or postgresql://...") from error
    backend = url.get_backend_name()
    if backend not in {"sqlite", "postgresql"}:
        raise UsageError(f"{backend}: stores are kept on SQLite and PostgreSQL; give a file's name or postgresql://...")
    if backend == "postgresql" and not url.username:
        raise UsageError(f"{address}: the address names no user; write postgresql://user@host/database")
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+pg8000")
    return url


def _prepare_sqlite(engine: Engine) -> None:
    mended = _has_mended_wal(sqlite3.sqlite_version_info)

    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # SQLAlchemy begins transactions, below
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA synchronous = FULL")
        # A backup keeps the mode it was written in: changing it would change the file.
        new = cursor.execute("PRAGMA page_count").fetchone() == (0,)
        if new or not mended:
            cursor.execute(f"PRAGMA journal_mode = {'WAL' if mended else 'DELETE'}")
        cursor.execute("PRAGMA cache_size = -64000")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("lagebild_writes", False)
        # Readers map the file: pages all over a large store come without a call for each. A disk that cannot be read
        # then ends the program and is no error that can be told, so writers and ``check`` go without.
        connection.exec_driver_sql(f"PRAGMA mmap_size = {0 if writes else _MAPPED}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _name_lost_connections(engine: Engine) -> None:
    """Errors of the socket become those of the driver, after which SQLAlchemy lets a connection go; pg8000 names only some."""
    dialect: Any = engine.dialect

    def named(work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def called(*arguments: Any, **more: Any) -> Any:
            try:
                return work(*arguments, **more)
            except OSError as error:
                raise dialect.dbapi.InterfaceError("network error: the server went away") from error

        return called

    for name in ("do_execute", "do_executemany", "do_commit", "do_rollback", "do_ping", "set_isolation_level"):
        setattr(dialect, name, named(getattr(dialect, name)))


def _has_mended_wal(version: tuple[int, ...]) -> bool:
    """Whether write-ahead mode is safe: 3.51.3, or 3.50.7 and 3.44.6 of the older lines."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _reason(error: DBAPIError) -> str:
    return _first_of(error.orig if error.orig is not None and error.orig.args else error)


def _first_of(error: BaseException) -> str:
    first: Any = error.args[0] if error.args else error
    if isinstance(first, dict):  # pg8000 gives the fields of PostgreSQL's message
        first = first.get("M", first)
    return " ".join(str(first).split())


def _remedy(error: DBAPIError) -> str:
    reason = _reason(error).lower()
    if "full" in reason:
        return "make room on the disk; nothing that was acknowledged is lost"
    if "locked" in reason:
        return "another program writes to it; try again when it has ended"
    if "malformed" in reason or "not a database" in reason:
        return "run 'lagebild check', and restore the last good backup"
    if "readonly" in reason or "unable to open" in reason:
        return "check the folder and its permissions"
    return _SEE_THAT_IT_RUNS
