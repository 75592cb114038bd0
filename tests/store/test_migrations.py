from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from lagebild.errors import StoreError, UsageError
from lagebild.store import migrations
from lagebild.store.connect import Store, open_store
from lagebild.store.migrations import HEAD
from lagebild.store.people import find_account
from lagebild.store.schema import DERIVED, PEOPLE, SEALED, STATE, metadata
from lagebild.store.vouched import expect
from store.conftest import run_outside_a_transaction


def belongs_to_the_search(item: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    """What one of the databases needs for its full-text search is in no schema of both."""
    return not (reflected and compare_to is None and (name in {"terms", "entry_terms"} or str(name).startswith("words")))


def test_the_steps_lead_to_the_schema(store: Store) -> None:
    with store.read() as connection:
        options = {"include_object": belongs_to_the_search, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]


def test_accounts_of_before_openid_stay(request: pytest.FixtureRequest, address: str) -> None:
    if address.startswith("postgresql"):
        server = request.getfixturevalue("server")
        run_outside_a_transaction(server, "CREATE DATABASE before_openid")
        address = server.format("before_openid")
    engine = create_engine(address if "://" in address else f"sqlite:///{address}")
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        connection.execute(text("INSERT INTO account (name, role, subject, closed, made) VALUES ('jana', 'reader', 'x', false, 0)"))
    engine.dispose()
    with open_store(address) as store, store.write() as connection:
        found = find_account(connection, "jana")
        assert found is not None
        assert (found.subject, found.invited) == ("x", None)
        expect(connection, "jana", "jana@example.org")


def test_every_table_is_sealed_or_can_be_done_without_or_holds_people() -> None:
    assert {t.name for t in (*SEALED, *DERIVED, *STATE, *PEOPLE)} == set(metadata.tables)
    assert all("seal" in t.columns for t in SEALED)


def test_opening_a_store_again_changes_nothing(address: str) -> None:
    for _ in range(2):
        with open_store(address) as store, store.read() as connection:
            assert set(metadata.tables) <= set(inspect(connection).get_table_names())


def test_each_database_has_what_its_search_needs(store: Store) -> None:
    with store.read() as connection:
        if store.embedded:
            assert connection.execute(text("SELECT count(*) FROM words")).scalar() == 0
        else:
            assert "terms" in {column["name"] for column in inspect(connection).get_columns("entry")}


def test_several_programs_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def opened() -> None:
        try:
            open_store(str(tmp_path / "new.db")).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=opened) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_store_of_a_newer_program_is_refused(store: Store, address: str) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="9999"):
        open_store(address)


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(StoreError, match="another program"):
        open_store(str(path))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Sehr geehrte Damen und Herren, " * 50, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(path))


def test_a_store_that_is_not_there_is_only_made_where_it_may_be(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        open_store(str(tmp_path / "none.db"), create=False)
    with pytest.raises(StoreError, match="unable to open"):
        open_store(str(tmp_path / "no folder" / "none.db"))


@pytest.mark.parametrize("address", ["", "mysql://a/b", "postgresql://[", "postgresql+nodriver://a/b"])
def test_what_is_no_address_of_a_store_is_refused(address: str) -> None:
    with pytest.raises(UsageError):
        open_store(address)


def test_a_password_is_in_no_message() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://desk:geheim@127.0.0.1:1/lagebild")
    assert "geheim" not in str(caught.value)
