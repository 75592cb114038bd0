"""A disk that forgets: flipped bits, pages of zeros and missing ends of a SQLite store are all found by ``check``."""

from __future__ import annotations

import json
import shutil
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from lagebild.pipeline import ingest
from lagebild.store import open_store
from lagebild.store.care import check_store
from store.faults.damage import WAYS, readable
from store.faults.pages import live_pages, live_ranges
from store.reports import FILES, NOON, hours, long_text

SEED = 20251123


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table, texts longer than a page, and free pages."""
    folder = tmp_path_factory.mktemp("sound")
    lines = [
        {"id": "long", "text": long_text("wort", 3_000), "title": "Lang", "url": "https://example.org/a"},
        {"id": "bad", "text": "Die Schweiz hat ihre Botschaft in Khartum geschlossen.", "published": "gestern"},
        {"id": "empty", "text": ""},
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with open_store(str(folder / "s.db")) as store:
        list(ingest(store, [*FILES, str(folder / "a.jsonl")], now=NOON, batch=3))
        list(ingest(store, [FILES[0], str(folder / "a.jsonl")], now=NOON + hours(1)))
        with store.write() as connection:
            connection.exec_driver_sql("CREATE TABLE gone (x)")
            connection.exec_driver_sql("INSERT INTO gone VALUES (zeroblob(50000))")
            connection.exec_driver_sql("DROP TABLE gone")
    assert list(check_store(str(folder / "s.db"))) == []
    return folder / "s.db"


@pytest.mark.parametrize(
    ("way", "count"),
    [
        ("flip", 40),
        ("zero", 10),
        ("cut", 10),
        pytest.param("flip", 2_000, marks=[pytest.mark.long, pytest.mark.timeout(900)]),
        pytest.param("zero", 50, marks=pytest.mark.long),
        pytest.param("cut", 50, marks=pytest.mark.long),
    ],
)
def test_damage_to_live_content_is_found(sound: Path, tmp_path: Path, way: str, count: int) -> None:
    whole, path = readable(sound), tmp_path / "damaged.db"
    found = harmless = 0
    for what, data in islice(WAYS[way](sound, Random(SEED)), count):
        path.write_bytes(data)
        if list(check_store(str(path))):
            found += 1
        else:
            # FTS5 keeps a mark of deletion that no reader looks at where an entry has places, too.
            assert readable(path) == whole, f"{what} was not found"
            harmless += 1
    print(f"{way}: {found} of {count} found, {harmless} changed nothing that can be read")
    assert found + harmless == count
    assert harmless == 0 or way == "flip"
    assert harmless <= max(2, count * 0.02)


def test_live_content_is_most_of_the_pages_and_no_more(sound: Path) -> None:
    size = sound.stat().st_size
    ranges = sorted(live_ranges(sound), key=lambda found: found.start)
    assert all(one.stop <= other.start for one, other in zip(ranges, ranges[1:], strict=False))
    assert 0.5 * size < sum(map(len, ranges)) < size
    assert len(live_pages(sound)) < size // 4096  # there are free ones


def test_a_report_that_came_in_stands_in_what_can_be_read(sound: Path, tmp_path: Path) -> None:
    shutil.copy(sound, tmp_path / "copy.db")
    with open_store(str(tmp_path / "copy.db")) as store, store.write() as connection:
        connection.exec_driver_sql("UPDATE words SET terms = terms || ' x' WHERE rowid = (SELECT min(id) FROM entry)")
    assert readable(tmp_path / "copy.db") != readable(sound)
