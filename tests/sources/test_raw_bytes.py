"""The bytes of every report are handed on as they came, and those of what is refused as far as they are at hand."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from lagebild.documents import build_documents
from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources import read_raw
from lagebild.sources.advisories import AdvisoryRecord, reports_of


def read(path: Path, content: bytes) -> list[RawReport | InputError]:
    path.write_bytes(content)
    return list(read_raw([str(path)]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"\xef\xbb\xbf---\r\nid: x\r\n---\r\n\r\nText\r\n"),
        ("a.html", b"<!doctype html><meta charset=latin1><p>K\xf6ln"),
    ],
)
def test_a_file_is_handed_on_byte_for_byte(tmp_path: Path, name: str, content: bytes) -> None:
    [report] = read(tmp_path / name, content)
    assert isinstance(report, RawReport)
    assert report.raw == content


def test_a_json_line_is_handed_on_with_its_line_end() -> None:
    lines = [b'{"text":  "eins"}\r\n', b'{"text": "zwei"}']
    found = list(read_raw(["-"], stdin=io.BytesIO(b"".join(lines))))
    assert [item.raw for item in found] == lines


def test_an_archived_answer_is_handed_on_with_its_head(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Ein Absatz"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: %d\r\n\r\n"
    [report] = read(tmp_path / "a.warc", head % len(block) + block + b"\r\n\r\n")
    assert isinstance(report, RawReport)
    assert report.raw == block


def test_a_refused_answer_of_an_archive_has_its_bytes(tmp_path: Path) -> None:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nxyz"
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Length: %d\r\n\r\n"
    [error] = read(tmp_path / "a.warc", head % len(block) + block + b"\r\n\r\n")
    assert isinstance(error, InputError)
    assert error.raw == block


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt", b"Kiew\nAu\xdfenamt"), ("a.html", b"%PDF-1.7"), ("a.jsonl", b'{"text": 5}'), ("a.jsonl", b'{"text": ')],
)
def test_what_is_refused_has_its_bytes(tmp_path: Path, name: str, content: bytes) -> None:
    [error] = read(tmp_path / name, content)
    assert isinstance(error, InputError)
    assert error.raw == content


def test_a_report_refused_later_has_its_bytes(tmp_path: Path) -> None:
    [error] = build_documents(read(tmp_path / "a.html", b"<p></p>"))
    assert isinstance(error, InputError)
    assert error.raw == b"<p></p>"


def test_a_note_beside_a_report_has_the_bytes_of_the_report(tmp_path: Path) -> None:
    note, report = read(tmp_path / "a.txt", b"---\nurl: nonsense\n---\nText")
    assert isinstance(note, InputError)
    assert isinstance(report, RawReport)
    assert note.raw == report.raw


def test_no_more_than_a_megabyte_is_kept_of_what_is_refused(tmp_path: Path) -> None:
    [error] = read(tmp_path / "a.txt", b"x" * 5_000_000)
    assert isinstance(error, InputError)
    assert error.raw == b"x" * 1_000_000
    assert InputError("a", "b", "c").raw is None


def test_the_report_of_an_advisory_holds_the_answer_it_stands_in() -> None:
    record = AdvisoryRecord(authority="DE", place="EC", name="Ecuador", where="detail: 1", content="Text")
    [report] = reports_of([record], payload=b"{}")
    assert report.raw == b"{}"
