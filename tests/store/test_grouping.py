"""Copies among thousands of reports are grouped by what they go back to, as they come in, batch by batch."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lagebild.model import Document
from lagebild.store import Arrival, Store, open_store, record
from lagebild.store.origins import origins_of
from store.reports import NOON, hours
from store.reprints import Printed, printed


def grouped(address: str, texts: list[Printed]) -> dict[int, str]:
    """The origin that the store gives to each text."""
    documents = [
        Document(key=f"r{k}", text=item.text, source=f"paper-{k % 40}", published=NOON + hours(item.hours)) for k, item in enumerate(texts)
    ]
    with open_store(address) as store:
        for begin in range(0, len(documents), 50):
            batch = [
                Arrival(source=d.source, position=f"{d.source}:{d.key}", known=NOON, made=NOON, raw=d.text.encode(), document=d)
                for d in documents[begin : begin + 50]
            ]
            with store.write() as connection:
                record(connection, *batch)
        with store.read() as connection:
            found = origins_of(connection, {d.id for d in documents}, None)
    return {k: found[d.id] for k, d in enumerate(documents)}


def pairs(sizes: Counter[object]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def precision_and_recall(texts: list[Printed], found: dict[int, str]) -> tuple[float, float]:
    """Of pairs: those grouped that belong together, and those that belong together that are grouped."""
    true = pairs(Counter(item.origin for item in texts))
    told = pairs(Counter(found.values()))
    both = pairs(Counter((item.origin, found[k]) for k, item in enumerate(texts)))
    return both / told, both / true


def test_an_agency_text_under_five_outlets_is_one_origin(store: Store) -> None:
    wire = (
        "Togo - Norwegen hat am Montag seine Botschaft in Lomé geschlossen. Das teilte das Außenministerium in Oslo mit. Die Mitarbeiter "
        "seien nach Accra gebracht worden, hieß es weiter. Wann die Vertretung wieder öffnet, ließ ein Sprecher offen. In den Tagen zuvor "
        "hatten mehrere Staaten ihre Angehörigen zur Ausreise aufgerufen."
    )
    printed_as = [wire, f"Norwegen geht\n\n{wire}", f"Oslo zieht Diplomaten ab\n\nVon Ute Kern\n\n{wire}", wire.rpartition(" In den")[0], wire.upper()]
    documents = [
        Document(key=f"r{n}", text=words, source="x", outlet=f"Blatt {n}", published=NOON + hours(n)) for n, words in enumerate(printed_as)
    ]
    for one in documents:
        with store.write() as connection:
            record(connection, Arrival(source="x", position=one.key, known=NOON, made=NOON, raw=one.text.encode(), document=one))
    with store.read() as connection:
        assert set(origins_of(connection, {d.id for d in documents}).values()) == {documents[0].id}


@pytest.mark.parametrize("count", [1_500, pytest.param(20_000, marks=[pytest.mark.long, pytest.mark.timeout(900)])])
def test_copies_among_thousands_are_grouped(count: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = printed(count, copies=0.3, seed=count)
    precision, recall = precision_and_recall(texts, grouped(str(tmp_path / "lagebild.db"), texts))
    with capsys.disabled():
        print(f" {count} reports, 30 % copies: precision {precision:.4f}, recall {recall:.4f} of pairs")
    assert precision >= 0.98
    assert recall >= 0.98
