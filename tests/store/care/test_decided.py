"""Decisions go where a store goes, are looked through with it, and keep no word of a text that was deleted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from lagebild.errors import StoreError
from lagebild.model import Status
from lagebild.pipeline import draw_at
from lagebild.store import Store, abstentions, decisions, open_store, schema
from lagebild.store.care import back_up, check_store, restore
from lagebild.store.care.exchange import export_lines, import_lines, verify_lines
from lagebild.store.care.retention import compact, forget
from lagebild.store.codec import sealed
from store.care.test_check import change
from store.deciding import CLOSED, PLACE, SOURCE, STAFF, decided, drawn, filled, shown
from store.reports import NOON, claim, contents, document, hours

KEPT = "Die Schweiz schloss ihre Botschaft in Khartum"


@pytest.fixture
def desk(store: Store) -> Store:
    """A store with a decision of each kind."""
    other = document("b", "Das Personal reiste nach Port Sudan.", outlet="Anzeiger")
    filled(store, SOURCE, CLOSED, STAFF)
    filled(store, other, claim(other))
    with store.read() as connection:
        item = abstentions(connection, document_key="a")[0]
    decided(store, "confirm", CLOSED.id)
    decided(store, "correct", STAFF.id, value="ordered", detail="local_staff")
    decided(store, "resolve", STAFF.id, speaker_actor="DE")
    decided(store, "reject", claim(other).id)
    stated = {"actor": "CH", "dimension": "evacuation", "place": PLACE, "value": "none", "status": Status.ASSERTED}
    decided(store, "answer", item.id, passage=item.passage, **stated)
    decided(store, "merge", SOURCE.id, other=other.id)
    decided(store, "split", other.id)
    decided(store, "undo", decided(store, "confirm", STAFF.id).id)
    return store


def listed(store: Store) -> list[Any]:
    with store.read() as connection:
        return decisions(connection)


def test_a_store_with_decisions_is_whole(desk: Store, address: str) -> None:
    assert list(check_store(address)) == []
    assert len(listed(desk)) == 9


def test_an_export_carries_them_and_refuses_changed_ones(desk: Store, tmp_path: Path) -> None:
    with desk.read() as connection:
        lines = list(export_lines(connection))
    verify_lines(lines, "x.jsonl")
    with open_store(str(tmp_path / "new.db")) as other:
        with other.write() as connection:
            import_lines(connection, lines, "x.jsonl")
        assert contents(other) == contents(desk)
        assert listed(other) == listed(desk)
        assert draw_at(other) == draw_at(desk)
        assert list(check_store(other.address)) == []
    at = next(n for n, line in enumerate(lines) if b'"table":"decision"' in line)
    with pytest.raises(StoreError, match="its seal does not fit"):
        verify_lines([*lines[:at], lines[at].replace(b"nachgelesen", b"vorgelesen!"), *lines[at + 1 :]], "x.jsonl")
    value = json.loads(lines[at])
    forged = sealed(schema.decision, {**value["row"], "author": "somebody"})
    value["row"] = {name: forged[name] for name in value["row"]}
    with pytest.raises(StoreError, match="its id is not that of its contents"):
        verify_lines([*lines[:at], json.dumps(value, ensure_ascii=False).encode() + b"\n", *lines[at + 1 :]], "x.jsonl")


def test_a_backup_carries_them(desk: Store, address: str, tmp_path: Path) -> None:
    back_up(address, tmp_path / "b.db")
    restore(tmp_path / "b.db", str(tmp_path / "again.db"))
    with open_store(str(tmp_path / "again.db")) as again:
        assert listed(again) == listed(desk)
        assert draw_at(again) == draw_at(desk)


@pytest.mark.matrix
@pytest.mark.parametrize("column", [c.name for c in schema.decision.columns])
def test_a_value_changed_in_any_column_is_found(desk: Store, address: str, column: str) -> None:
    with desk.read() as connection:
        row = connection.execute(select(schema.decision).where(schema.decision.c.kind == "confirm")).mappings().first()
    assert row is not None
    new = row[column] + 100 if column == "made" else row[column][:-1] + chr(ord(row[column][-1]) ^ 1)
    change(address, f'UPDATE decision SET "{column}" = :new WHERE id = :id', new=new, id=row["id"])
    assert any("decision" in str(finding) for finding in check_store(address))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"author": "mb"}, "its id is not that of its contents"),
        ({"reason": "anders"}, "its id is not that of its contents"),
        ({"body": "{}"}, "its id is not that of its contents"),
        ({"body": "nichts"}, "cannot be read"),
    ],
)
def test_a_forged_seal_hides_no_other_content(desk: Store, address: str, values: dict[str, str], said: str) -> None:
    with desk.read() as connection:
        row = connection.execute(select(schema.decision).where(schema.decision.c.kind == "confirm")).mappings().first()
    assert row is not None
    forged = sealed(schema.decision, {**row, **values})
    for name in (*values, "seal"):
        change(address, f'UPDATE decision SET "{name}" = :new WHERE id = :id', new=forged[name], id=row["id"])
    assert any(said in str(finding) for finding in check_store(address))


def test_a_decision_about_what_is_gone_is_found(desk: Store, address: str) -> None:
    change(address, "DELETE FROM decision WHERE id IN (SELECT target FROM decision WHERE kind = 'undo')")
    assert any("undoes what is not there" in str(finding) for finding in check_store(address))


def test_a_deleted_text_leaves_no_word_in_a_decision_and_the_decision_holds(desk: Store, address: str) -> None:
    before = drawn(desk)
    ids = {item.decision.id for item in listed(desk)}
    with desk.write() as connection:
        forget(connection, [SOURCE.id], author="kt", reason="licence ended", now=NOON + hours(1))
    compact(desk)
    assert list(check_store(address)) == []
    with desk.read() as connection:
        rows = connection.execute(select(schema.decision)).mappings().all()
    assert not any(KEPT[:11] in str(value) for row in rows for value in row.values())
    assert {item.decision.id for item in listed(desk)} == ids
    found = [item.decision for item in listed(desk) if item.decision.about is not None]
    assert all(d.words is not None and len(d.words) == 64 for d in found)
    after = drawn(desk)
    assert [(c.actor, c.dimension, c.value, c.origins) for c in after.cells] == [(c.actor, c.dimension, c.value, c.origins) for c in before.cells]
    assert {d.kind for d in (shown(desk) or STAFF).decided} == {"confirm", "merge"}
    if desk.embedded:
        assert KEPT.encode() not in Path(address).read_bytes()
