"""Reports go into a store and come out as the same picture, whatever the order, the batches and the database."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

import lagebild.store
from lagebild import pipeline
from lagebild.codebook import load_codebook
from lagebild.errors import InputError, NotFound
from lagebild.model import Document, Picture
from lagebild.pipeline import (
    Acknowledged,
    draw,
    draw_at,
    draw_with_reports,
    ingest,
    read_documents,
    reread,
    settle,
    stored,
    understand,
)
from lagebild.store import Outcome, Store, Versions, list_quarantine, open_store, standing
from lagebild.store.entries import drop_entries
from lagebild.store.schema import document
from store.reports import CRISIS, FILES, NOON, contents, hours


def take(store: Store, *paths: str | Path, lines: list[dict[str, object]] | None = None, **more: object) -> list[Acknowledged | InputError]:
    stdin = io.BytesIO("\n".join(json.dumps(line) for line in lines).encode()) if lines is not None else None
    given = [str(path) for path in paths] or ["-"]
    return list(ingest(store, given, stdin=stdin, **{"now": NOON, **more}))  # type: ignore[arg-type]


def outcomes(found: list[Acknowledged | InputError]) -> list[str]:
    return [str(item.outcome) if isinstance(item, Acknowledged) else "error" for item in found]


def drawn(paths: list[str]) -> list[Picture]:
    return draw([understand(d) for d in settle(read_documents(paths)) if isinstance(d, Document)])


def empty(store: Store) -> None:
    with store.write() as connection:
        drop_entries(connection, connection.execute(select(document.c.id)).scalars().all())
        for name in ("copy", "anchor", "claim", "act", "question", "abstention", "statement", "reading", "receipt", "quarantine", "document", "raw"):
            connection.execute(text(f"DELETE FROM {name}"))


WHOLE = drawn(FILES)
REPORT = "Die Schweiz hat ihre Botschaft in Khartum geschlossen."


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text is read once in the whole test: what is tested is the store."""
    kept: dict[str, pipeline.Reading] = {}

    def understood(document: Document, codebook: object = None) -> pipeline.Reading:
        if document.id not in kept:
            kept[document.id] = understand(document)
        return kept[document.id]

    monkeypatch.setattr(stored, "understand", understood)


@given(order=st.permutations(FILES), batch=st.sampled_from([1, 3, 50]), cut=st.integers(0, 10), again=st.booleans())
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_picture_is_that_of_the_files(
    store: Store, remembered: None, order: list[str], batch: int, cut: int, again: bool
) -> None:
    empty(store)
    for part in (order[:cut], order[cut:], order if again else []):
        if part:
            assert "error" not in outcomes(take(store, *part, batch=batch))
    assert draw_at(store) == WHOLE
    assert draw_at(store, place="EC") == [p for p in WHOLE if p.place == "EC"]


def test_a_folder_twice_leaves_the_store_as_it_was(store: Store) -> None:
    first = take(store, *FILES)
    assert sorted(outcomes(first)) == ["copy"] + ["new"] * 8 + ["revision"]
    before = contents(store)
    again = take(store, *FILES, now=NOON + hours(30))
    assert outcomes(again) == ["known"] * 10
    assert [a.claims for a in again if isinstance(a, Acknowledged)] == [a.claims for a in first if isinstance(a, Acknowledged)]
    assert contents(store) == before


def test_what_is_acknowledged_is_in_the_store_already(store: Store, address: str, remembered: None) -> None:
    for count, item in enumerate(ingest(store, FILES, now=NOON, batch=1), 1):
        assert isinstance(item, Acknowledged)
        with open_store(address) as other:
            assert len(contents(other)["document"]) >= count


def test_an_ingest_that_is_broken_off_goes_on_where_it_stopped(store: Store, remembered: None) -> None:
    broken = ingest(store, FILES, now=NOON, batch=2)
    for _ in range(3):
        next(broken)
    broken.close()
    assert outcomes(take(store, *FILES)).count("known") == 4
    assert draw_at(store) == WHOLE


def test_what_is_wrong_is_quarantined_and_the_rest_goes_on(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": \n' + json.dumps({"text": REPORT, "url": "nonsense", "published": "gestern"}).encode())
    found = take(store, path, tmp_path / "nowhere.txt")
    assert outcomes(found) == ["error", "error", "error", "new", "error"]
    with store.read() as connection:
        kept = [(q.what.split(" (")[0], q.kept, q.size) for q in list_quarantine(connection)]
    line = len(path.read_bytes().splitlines(keepends=True)[1])
    assert sorted(kept, key=str) == sorted(
        [
            ("no JSON", False, 10),
            ("'nonsense' is no web address", True, line),
            ("the date cannot be read", True, line),
            ("there is no such file", False, None),
        ],
        key=str,
    )
    take(store, path, tmp_path / "nowhere.txt", now=NOON + hours(1))
    with store.read() as connection:
        assert len(list(list_quarantine(connection))) == 4


def test_a_desk_sees_what_it_knew_then(store: Store) -> None:
    take(store, *FILES[:5], now=NOON)
    take(store, *FILES[5:], now=NOON + hours(5))
    assert draw_at(store, known_at=NOON - hours(1)) == []
    before = draw_at(store, place="EC", known_at=NOON + hours(4))[0]
    assert before.known_at == NOON + hours(4)
    assert before.cells == drawn(FILES[:5])[0].cells
    assert draw_at(store, place="EC")[0].cells == WHOLE[0].cells


def test_an_archive_is_known_from_when_its_reports_appeared(store: Store) -> None:
    take(store, *FILES, received="stated")
    at = datetime(2025, 11, 19, 7, tzinfo=UTC)
    assert draw_at(store, place="EC", known_at=at)[0].cells == drawn(FILES[:5])[0].cells


def test_a_web_archive_states_when_it_was_retrieved(store: Store, tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + REPORT.encode()
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nWARC-Date: 2025-11-19T08:00:00Z\r\n"
        b"Content-Length: %d\r\n\r\n" % len(block)
    )
    (tmp_path / "a.warc").write_bytes(head + block + b"\r\n\r\n")
    take(store, tmp_path / "a.warc", received="stated")
    known = datetime(2025, 11, 19, 8, tzinfo=UTC)
    with store.read() as connection:
        assert standing(connection, "SD", known_at=known).documents[0].retrieved == known


def test_a_report_without_any_time_is_known_now(store: Store) -> None:
    take(store, lines=[{"text": REPORT}], received="stated")
    assert draw_at(store, known_at=NOON - hours(1)) == []
    assert len(draw_at(store, known_at=NOON)) == 1


def test_of_undated_revisions_in_one_file_the_later_one_stands(store: Store) -> None:
    for first, last in (("geschlossen", "eröffnet"), ("eröffnet", "geschlossen")):
        lines: list[dict[str, object]] = [
            {"id": first, "text": f"Die Schweiz hat ihre Botschaft in Khartum {word}. ({first})"} for word in (first, last)
        ]
        assert outcomes(take(store, lines=lines)) == ["new", "revision"]
    with store.read() as connection:
        ends = {d.key: d.text.split()[-2] for d in standing(connection, "SD").documents}
    assert ends == {"geschlossen": "eröffnet.", "eröffnet": "geschlossen."}


def test_valid_at_leaves_out_what_came_later(store: Store) -> None:
    take(store, *FILES)
    at = datetime(2025, 11, 19, 7, tzinfo=UTC)
    [picture] = draw_at(store, place="EC", valid_at=at)
    assert picture.valid_at == at
    assert picture.cells
    assert all((c.as_of or "") <= "2025-11-19" for cell in picture.cells for c in cell.history)


def test_a_place_nobody_spoke_of_is_not_found(store: Store) -> None:
    take(store, lines=[{"text": REPORT}])
    with pytest.raises(NotFound, match="SD"):
        draw_at(store, place="XX")


def test_pictures_come_with_the_reports_they_rest_on(store: Store) -> None:
    take(store, *FILES)
    for picture, reports in draw_with_reports(store):
        texts = {d.key: d.text for d in reports}
        for cell in picture.cells:
            for c in cell.history:
                assert texts[c.passage.document][c.passage.span.begin : c.passage.span.end] == c.passage.exact


def test_reports_are_read_again_when_the_rules_have_changed(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    older = Versions(rules="0" * 12, codebook="0" * 12)
    with monkeypatch.context() as patched:
        patched.setattr(lagebild.store, "current_versions", lambda _: older)
        take(store, FILES[0], lines=None)
    before = contents(store)["reading"]
    assert [a.outcome for a in reread(store, now=NOON + hours(1))] == [Outcome.KNOWN]
    assert list(reread(store, now=NOON + hours(2))) == []
    after = contents(store)["reading"]
    assert len(after) == 2
    assert set(before) < set(after)
    assert draw_at(store) == drawn(FILES[:1])


def test_an_ingest_with_new_rules_reads_known_reports_again(store: Store, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[noun]\nmission = ["Kanzleigebäude"]\n', encoding="utf-8")
    take(store, lines=[{"text": REPORT}])
    assert outcomes(take(store, lines=[{"text": REPORT}], codebook=load_codebook(str(own)))) == ["known"]
    assert len(contents(store)["reading"]) == 2


def test_a_date_for_reports_without_one_is_theirs(store: Store) -> None:
    take(store, lines=[{"text": REPORT}], published=datetime(2025, 11, 19, 8, tzinfo=UTC))
    [picture] = draw_at(store)
    assert picture.cells[0].as_of in {"2025-11-19", None}
    with store.read() as connection:
        assert standing(connection, "SD").documents[0].published == datetime(2025, 11, 19, 8, tzinfo=UTC)


def test_the_samples_are_there() -> None:
    assert len(FILES) == 10
    assert CRISIS.is_dir()
