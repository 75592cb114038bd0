"""Whatever is changed in a store behind its back is found, and named with its place."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Boolean, LargeBinary, Table, Text, select, text

from lagebild.model import Span
from lagebild.store import Store, open_store, record, rules_version, schema
from lagebild.store.care import check_store
from lagebild.store.codec import sealed, to_json
from store.reports import arrival, claim, document


def change(address: str, statement: str, **values: object) -> None:
    """Behind the program's back: no foreign key holds, as it holds no bit that flips."""
    if "://" not in address:
        with closing(sqlite3.connect(address)) as raw, raw:
            raw.execute(statement, values)
        return
    with open_store(address) as store, store.write() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(statement), values)


def findings(address: str) -> list[str]:
    return [str(finding) for finding in check_store(address)]


def test_nothing_is_wrong_with_a_store_as_it_was_written(filled: str) -> None:
    assert findings(filled) == []


def test_nothing_is_wrong_with_an_empty_store(store: Store, address: str) -> None:
    assert findings(address) == []


COLUMNS = [(table, column.name) for table in schema.SEALED for column in table.columns if table.name not in ("abstention", "decision")]


@pytest.mark.matrix
@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{table.name}-{column}" for table, column in COLUMNS])
def test_a_value_changed_in_any_column_of_any_table_is_found(filled: str, table: Table, column: str) -> None:
    with open_store(filled) as store, store.read() as connection:
        rows = connection.execute(select(table.c[column], table.c.seal)).all()
    old, seal = next((row for row in rows if row[0] is not None), rows[0])
    match table.c[column].type:
        case Text():
            new: object = "SD" if old is None else old[:-1] + chr(ord(old[-1]) ^ 1)
        case LargeBinary():
            new = old[:-1] + bytes([old[-1] ^ 1])
        case Boolean():
            new = not old
        case _:
            new = 1 if old is None else old + 100
    change(filled, f'UPDATE "{table.name}" SET "{column}" = :new WHERE seal = :seal', new=new, seal=seal)
    assert any(line.startswith(table.name) for line in findings(filled))


def test_a_row_that_is_gone_is_found(filled: str) -> None:
    for name in ("claim", "act", "question", "abstention", "statement"):
        change(filled, f'DELETE FROM "{name}" WHERE number = (SELECT max(number) FROM "{name}")')
        assert any(f"rows of {name} where" in line for line in findings(filled)), name


def test_what_refers_to_nothing_is_found(filled: str) -> None:
    change(filled, "DELETE FROM raw")
    assert any("raw that" in line or "one of raw" in line for line in findings(filled))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE anchor SET hash = hash + 1", "anchors"),
        ("DELETE FROM anchor", "anchors"),
        ("UPDATE entry SET number = 7 WHERE kind = 'claim'", "entries"),
        ("UPDATE entry SET kind = 'claim'", "entries"),
        ("DELETE FROM entry WHERE kind = 'statement'", "entries"),
        ("UPDATE entry SET id = id + 1", "search"),
    ],
)
def test_what_was_made_from_the_rest_must_be_what_the_rest_gives(filled: str, statement: str, said: str) -> None:
    change(filled, statement)
    # On PostgreSQL entries and terms are one row, and cannot be parted.
    together = statement.endswith("id + 1") and "://" in filled
    assert together or any(said in line for line in findings(filled))


def test_terms_of_the_search_must_be_those_of_the_text(store: Store, address: str) -> None:
    source = document()
    by = arrival(source, claim(source)).versions
    assert by is not None
    with store.write() as connection:
        record(connection, arrival(source, claim(source), versions=type(by)(rules=rules_version(), codebook="0")))
    assert findings(address) == []
    if store.embedded:
        change(address, "UPDATE words SET terms = replace(terms, 'schweiz', 'schweden')")
    else:
        change(address, "UPDATE entry SET terms = ts_delete(terms, 'schweiz')")
    assert any("terms of the search" in line for line in findings(address))


def test_a_false_row_with_a_good_seal_is_found(filled: str) -> None:
    """Seals tell of bits, not of programs: a passage beside the text is one even where its row is sealed."""
    with open_store(filled) as store, store.write() as connection:
        row = connection.execute(schema.claim.select().limit(1)).one()._asdict()
        body = json.loads(row["body"])
        body["passage"]["exact"] = body["passage"]["exact"][::-1]
        del row["seal"]
        row["body"] = json.dumps(body)
        at = schema.claim.c.number == row["number"], schema.claim.c.reading == row["reading"]
        connection.execute(schema.claim.update().where(*at).values(**sealed(schema.claim, row)))
    assert [line.split(": ")[1].split(";")[0] for line in findings(filled)][:1] == ["its passage does not stand in the text"]


@pytest.mark.parametrize("what", ["beyond", "statement", "document", "column", "body"])
def test_every_noun_must_fit_its_document(store: Store, address: str, what: str) -> None:
    source = document()
    made = claim(source, statement="0" * 16) if what == "statement" else claim(source)
    found = arrival(source, made)
    with store.write() as connection:
        record(connection, found)
        if what in ("beyond", "document", "column", "body"):
            row = connection.execute(schema.statement.select()).one()._asdict()
            said = found.statements[0]
            if what == "beyond":
                said = type(said)(document=said.document, content=(Span(0, 10_000),), kind=said.kind, rule=said.rule)
            elif what == "document":
                said = type(said)(document="another", content=said.content, kind=said.kind, rule=said.rule)
            row |= {"id": "x" if what == "column" else said.id, "body": "{}" if what == "body" else to_json(said)}
            del row["seal"]
            connection.execute(schema.statement.update().values(**sealed(schema.statement, row)))
    said = {
        "beyond": "beyond the text",
        "statement": "rests on",
        "document": "another document",
        "column": "column id",
        "body": "body cannot be read",
    }[what]
    assert any(said in line for line in findings(address))


def test_a_store_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("Das ist keine Datenbank. " * 20, encoding="utf-8")
    (tmp_path / "empty.db").write_bytes(b"")
    (tmp_path / "folder.db").mkdir()
    for name, said in (("none.db", "No such file"), ("text.db", "no database"), ("empty.db", "cut off"), ("folder.db", "cannot be read")):
        [found] = findings(str(tmp_path / name))
        assert said in found
    assert not (tmp_path / "none.db").exists()
    assert (tmp_path / "empty.db").stat().st_size == 0
    [found] = findings("postgresql://nobody@localhost:1/none")
    assert "refused" in found or "connect" in found


def test_another_programs_database_is_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE birds (name)")
    [found] = findings(str(path))
    assert "another program" in found


def test_a_version_nobody_knows_is_a_finding(address: str, store: Store) -> None:
    change(address, "UPDATE alembic_version SET version_num = '0000'")
    [found] = findings(address)
    assert "no known version" in found


def test_whoever_looks_on_is_told_how_far_it_is(filled: str) -> None:
    told: list[str] = []
    assert list(check_store(filled, lambda what, _: told.append(what))) == []
    assert "documents" in told
