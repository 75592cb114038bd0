"""The steps by which a store's tables came to be, run by Alembic when an older store is opened.

A step is never changed once it was released; the newest schema is ``store/schema.py``, and a test compares the two.
"""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

from sqlalchemy import Connection, Engine, inspect, text

from lagebild.errors import StoreError

HEAD = "0004"
"""The version that this program writes."""

WRITERS = 0x1A6EB11D
"""PostgreSQL's advisory lock under which everything is written: copies are found among what was committed before."""

APPLICATION = 0x1A6EB11D
"""By which a file of SQLite says that it is a store."""


def mark_of(connection: Connection) -> int:
    """A checksum of 32 bits over how the tables of a SQLite store are defined; its file carries it as user_version.

    A changed bit in a definition could otherwise turn a column into one of another name or kind without a complaint.
    """
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").all()
    return crc32(repr([tuple(row) for row in rows]).encode("utf-8", "surrogateescape"))


def upgrade(engine: Engine, address: str) -> None:
    """Bring a store to HEAD; nothing happens where it is there already.

    Raises:
        StoreError: a newer program made it, or it is another program's database.
    """
    if _is_current(engine, address):
        return
    # Imported only here: a store that is up to date needs no Alembic.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(lagebild_writes=True)
        with connection.begin():
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
            # Two programs may open a new store at once: the second finds the work done, since Alembic asks only now.
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise StoreError(address, f"its tables have no known version ({error})", "run 'lagebild check'") from error
            if engine.dialect.name == "sqlite":
                signed = (mark_of(connection) ^ 1 << 31) - (1 << 31)
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
                connection.exec_driver_sql(f"PRAGMA user_version = {signed}")


def _is_current(engine: Engine, address: str) -> bool:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        found = "alembic_version" in tables
        at = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if found else None
    if at is None and tables and engine.dialect.name == "sqlite":
        raise StoreError(address, f"is a database of another program, with a table {tables[0]!r}", "name another file")
    if at is not None and at > HEAD:
        raise StoreError(address, f"its tables are of version {at}, newer than {HEAD}", "use the newer program that made it")
    return at == HEAD
