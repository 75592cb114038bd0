"""A store goes out as JSON Lines and comes back, on either database, and nothing changed gets in."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from lagebild.errors import StoreError
from lagebild.pipeline import draw_at, ingest
from lagebild.store import Store, open_store
from lagebild.store.care import check_store
from lagebild.store.care.exchange import export_lines, import_lines, verify_lines
from lagebild.store.search import Query, search
from store.reports import FILES, NOON, contents


@pytest.fixture
def filled(store: Store) -> Store:
    assert list(ingest(store, FILES, now=NOON, received="stated"))
    return store


def exported(store: Store) -> list[bytes]:
    with store.read() as connection:
        return list(export_lines(connection))


def imported(store: Store, lines: list[bytes]) -> None:
    verify_lines(lines, "x.jsonl")
    with store.write() as connection:
        import_lines(connection, lines, "x.jsonl")


def test_an_export_makes_the_same_store_elsewhere(filled: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = exported(filled)
    with open_store(str(tmp_path_factory.mktemp("other") / "other.db")) as other:
        imported(other, lines)
        assert contents(other) == contents(filled)
        assert exported(other) == lines
        assert draw_at(other) == draw_at(filled)
        assert found(other) == found(filled)
        assert list(check_store(other.address)) == []
        imported(other, lines)
        assert exported(other) == lines


def test_a_store_with_other_reports_gets_those_of_the_export_beside_them(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(str(tmp_path_factory.mktemp("other") / "other.db")) as other:
        assert list(ingest(other, FILES[:1] + FILES[3:], now=NOON, received="stated"))
        assert list(ingest(store, FILES[1:3], now=NOON, received="stated"))
        imported(other, exported(store))
        [picture] = draw_at(other, place="EC")
        # The reprint has found the agency's report that was there already.
        cell = picture.cell("US", "staff_departure")
        assert cell is not None
        assert cell.origins == 1


def found(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as connection:
        hits = search(connection, Query(words="Botschaft", place="EC", limit=100))
    assert len(hits) > 5
    return [(hit.kind, hit.passage.exact if hit.passage else None) for hit in hits]


CHANGES: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "a letter": lambda lines: [line.replace(b"Quito", b"Lima", 1) if b"Quito" in line else line for line in lines],
    "a line left out": lambda lines: lines[:5] + lines[6:],
    "a line twice": lambda lines: [*lines[:5], lines[4], *lines[5:]],
    "no end": lambda lines: lines[:-1],
    "an end too early": lambda lines: [*lines[:9], lines[-1]],
    "more behind the end": lambda lines: [*lines, lines[4]],
    "no beginning": lambda lines: lines[1:],
    "half a line": lambda lines: [*lines[:4], lines[4][:40], *lines[5:]],
    "another form": lambda lines: [b'{"lagebild":"store","form":99}\n', *lines[1:]],
    "another table": lambda lines: [line.replace(b'"table":"claim"', b'"table":"klaim"') for line in lines],
    "a list": lambda lines: [lines[0], b"[1]\n", *lines[1:]],
    "nothing": lambda lines: [],
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_on_the_way_is_refused_before_anything_is_written(change: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_store(str(tmp_path_factory.mktemp("store") / "s.db")) as store:
        assert list(ingest(store, FILES[:2], now=NOON))
        lines = CHANGES[change](exported(store))
    with pytest.raises(StoreError):
        verify_lines(lines, "x.jsonl")


def test_each_line_is_one_row_that_a_person_can_read(filled: Store) -> None:
    values = [json.loads(line) for line in exported(filled)]
    assert values[0] == {"lagebild": "store", "form": 1}
    assert {v["table"] for v in values[1:-1]} >= {"raw", "receipt", "document", "reading", "claim"}
    assert values[-1]["end"]["document"] == 10
