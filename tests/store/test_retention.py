"""Texts that are deleted are gone, and what was read from them still stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from lagebild.errors import UsageError
from lagebild.pipeline import draw_at, ingest, reread
from lagebild.store import Store, open_store
from lagebild.store.care import check_store
from lagebild.store.care.retention import Choice, chosen, compact, forget
from lagebild.store.codec import seal_of
from lagebild.store.schema import SEALED, decision, document, raw
from lagebild.store.search import Query, search
from store.reports import FILES, NOON, hours


@pytest.fixture
def filled(store: Store) -> Store:
    assert list(ingest(store, FILES, now=NOON, received="stated"))
    return store


def let_go(store: Store, **choice: object) -> int:
    with store.write() as connection:
        count = forget(connection, chosen(connection, Choice(**choice)), author="kt", reason="licence ended", now=NOON)  # type: ignore[arg-type]
    compact(store)
    return count


def test_the_picture_keeps_its_cells_and_the_words_are_gone(filled: Store) -> None:
    before = draw_at(filled, place="EC")[0]
    assert let_go(filled, outlet="Nordwest-Agentur") == 2
    after = draw_at(filled, place="EC")[0]
    assert [(c.actor, c.dimension, c.value, c.status) for c in after.cells] == [(c.actor, c.dimension, c.value, c.status) for c in before.cells]
    assert {c.passage.exact for cell in after.cells for c in cell.history if c.passage.document.startswith("nwa")} == {""}
    assert all(c.passage.exact for cell in after.cells for c in cell.history if not c.passage.document.startswith("nwa"))


def test_every_row_is_sealed_and_a_witness_stays(filled: Store) -> None:
    let_go(filled, key="nwa-2025-11-18-01")
    with filled.read() as connection:
        for table in SEALED:
            for row in connection.execute(select(table)).mappings():
                assert row["seal"] == seal_of(table, row), table.name
        assert all(hit.document.key != "nwa-2025-11-18-01" for hit in search(connection, Query(words="Botschaft", limit=100)))
        [witness] = connection.execute(select(decision)).mappings()
        assert (witness["kind"], witness["author"], witness["reason"]) == ("forget", "kt", "licence ended")
        gone = connection.execute(select(document).where(document.c.text.is_(None))).mappings().one()
        assert len(gone["text_hash"]) == 64
        assert connection.execute(select(raw.c.packed).where(raw.c.hash == gone["raw"])).scalar() is None


def test_a_store_that_let_texts_go_is_whole(filled: Store, address: str) -> None:
    let_go(filled, outlet="Nordwest-Agentur")
    assert list(check_store(address)) == []


def test_a_deleted_text_is_not_read_again_and_comes_back_only_by_hand(filled: Store) -> None:
    let_go(filled, key="nwa-2025-11-18-01")
    assert [a.outcome for a in ingest(filled, FILES[:1], now=NOON)] == ["known"]  # type: ignore[union-attr]
    assert list(reread(filled, now=NOON + hours(1))) == []


def test_bytes_that_another_document_needs_stay(store: Store, tmp_path: Path) -> None:
    text = "Die Schweiz hat ihre Botschaft in Khartum geschlossen."
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    assert len(list(ingest(store, [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")], now=NOON))) == 2
    let_go(store, key="a")
    with store.read() as connection:
        assert connection.execute(select(raw.c.packed)).scalar() is not None
    let_go(store, key="b")
    with store.read() as connection:
        assert connection.execute(select(raw.c.packed)).scalar() is None


def test_the_words_are_no_longer_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        assert list(ingest(store, FILES, now=NOON))
        assert b"Umspannwerke" in path.read_bytes()
        let_go(store, before=NOON + hours(1))
        assert b"Umspannwerke" not in path.read_bytes()
        assert b"Brandner" not in path.read_bytes()


def test_nothing_named_deletes_nothing(filled: Store) -> None:
    with filled.read() as connection, pytest.raises(UsageError, match="nothing says which"):
        chosen(connection, Choice())
    assert let_go(filled, outlet="kein Blatt") == 0
