"""The bytes that reports came as, out of a store, and a bundle made of them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from lagebild.errors import StoreError
from lagebild.pipeline import draw_with_reports, ingest, name_of
from lagebild.publish import Making, make_bundle, verify_bundle
from lagebild.store import Store, load_raw
from lagebild.store.schema import raw

NOW = datetime(2025, 11, 21, 6, 0, tzinfo=UTC)
FILES = sorted((Path(__file__).resolve().parents[2] / "samples" / "crisis").glob("*.txt"))


def filled(store: Store) -> dict[str, Path]:
    found = ingest(store, [str(path) for path in FILES], now=NOW)
    return {item.document: path for item, path in zip(found, FILES, strict=True) if not isinstance(item, Exception)}


def test_bytes_come_back_as_they_came(store: Store) -> None:
    documents = filled(store)
    with store.read() as connection:
        found = load_raw(connection, [*documents, "0" * 16])
    assert found == {identity: path.read_bytes() for identity, path in documents.items()}


def test_bytes_that_were_deleted_are_left_out_and_damaged_ones_are_refused(store: Store) -> None:
    documents = list(filled(store))
    with store.write() as connection:
        connection.execute(update(raw).values(packed=None))
    with store.read() as connection:
        assert load_raw(connection, documents) == {}
    with store.write() as connection:
        connection.execute(update(raw).values(packed=b"no deflated bytes"))
    with store.read() as connection, pytest.raises(StoreError, match="lagebild check"):
        load_raw(connection, documents)


def test_a_bundle_of_a_store_verifies_on_either_database(store: Store) -> None:
    filled(store)
    [(picture, documents)] = draw_with_reports(store, place="EC")
    with store.read() as connection:
        found = load_raw(connection, [d.id for d in documents])
    data = make_bundle(picture, documents, name_of, Making(at=NOW, program="test", raw=found))
    assert verify_bundle(data, "x.zip").place == "EC"
