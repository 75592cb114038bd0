from __future__ import annotations

import gzip
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources import read_raw

NOW = datetime(2022, 1, 24, 12, tzinfo=UTC)


def read(*paths: object, stdin: bytes | None = None) -> tuple[list[RawReport], list[str]]:
    items = list(
        read_raw([str(path) for path in paths], stdin=io.BytesIO(stdin) if stdin is not None else None, now=NOW)
    )
    return [i for i in items if isinstance(i, RawReport)], [str(i) for i in items if isinstance(i, InputError)]


def test_a_text_file_is_kept_exactly_and_named_after_its_stem(tmp_path: Path) -> None:
    text = "Erste Zeile\r\n\r\nu\u0308ber \u202eabc\u202c \u200bKiew\r\n"
    (tmp_path / "bericht.1.txt").write_bytes(text.encode())
    [report], errors = read(tmp_path / "bericht.1.txt")
    assert (report.key, report.body, report.retrieved, errors) == ("bericht.1", text, NOW, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes("Außenministerium".encode(encoding))
    [report], errors = read(tmp_path / "a.txt")
    assert (report.body, errors) == ("Außenministerium", [])


def test_broken_utf_8_is_refused_with_line_and_byte(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Kiew\nAu\xdfenamt")
    reports, [error] = read(tmp_path / "a.txt")
    assert not reports
    assert "a.txt:2: byte 7 of the file (0xDF) is not UTF-8; save the file as UTF-8" in error


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", b"Kiew\0Kiew", "NUL"),
        ("a.txt", b'{"id": "a", "text": "b"}', "rename it to .jsonl"),
        ("a.txt", b"\xef\xbb\xbf<!DOCTYPE html><p>x", "rename it to .html"),
        ("a.html", b"", "is empty"),
        ("a.html", b'{"text": "b"}', "rename it to .jsonl"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b"\n \n", "is empty"),
        ("a.warc", b"", "is empty"),
        ("a.warc", b"nonsense " * 50, "damaged"),
        ("a.pdf", b"%PDF-1.7", "not a known format"),
        ("a", b"Text", "not a known format"),
        (".txt", b"Text", "not a known format"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, expected: str) -> None:
    (tmp_path / name).write_bytes(content)
    reports, [error] = read(tmp_path / name)
    assert not reports
    assert expected in error
    assert str(tmp_path / name) in error


def test_a_missing_file_does_not_stop_the_next(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Text")
    reports, errors = read(tmp_path / "a.txt", "nul\0byte.txt", tmp_path / "b.txt")
    assert [r.key for r in reports] == ["b"]
    assert "a.txt: there is no such file" in errors[0]
    assert "nul\\x00byte.txt: cannot be read" in errors[1]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/c.txt", "c.docx", "A.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text")
    (tmp_path / "leer").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "weg.txt").symlink_to(tmp_path / "nicht da")
    reports, errors = read(tmp_path)
    assert [r.key for r in reports] == ["A", "z", "b"]
    assert [e.split(": ")[1].split(";")[0] for e in errors] == [
        "not a known format",
        "the folder holds no files",
        "a link to a folder, not followed",
        "there is no such file",
    ]


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "neither a file nor a folder" in read(tmp_path / "a.txt")[1][0]


def test_a_name_that_is_no_unicode_becomes_a_printable_key(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"\xff\n.txt")).write_text("Text")
    [report], _ = read(tmp_path)
    assert report.key == "\\xff\\n"


def test_standard_input_is_json_lines_and_stays_open() -> None:
    stdin = io.BytesIO(b'{"text": "a"}\n')
    [report] = list(read_raw(["-"], stdin=stdin))
    assert isinstance(report, RawReport)
    assert (report.key, report.source, report.where, stdin.closed) == ("stdin:1", "-", "-:1", False)
    assert "no standard input" in read("-")[1][0]


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Text")
    stream = read_raw([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(next(stream), RawReport)
    (tmp_path / "b.txt").write_text("Erst jetzt geschrieben")
    assert isinstance(next(stream), RawReport)


@pytest.mark.timeout(60)
def test_an_overlong_text_file_is_refused_quickly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10_000_000)
    assert "longer than" in read(tmp_path / "a.txt")[1][0]


def warc(body: bytes, *, head: bytes = b"Content-Type: text/html; charset=utf-8", status: bytes = b"200 OK") -> bytes:
    block = b"HTTP/1.1 " + status + b"\r\n" + head + b"\r\n\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\n"
        b"WARC-Date: 2022-01-23T05:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: " + str(len(block)).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    )


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_gives_its_pages(tmp_path: Path, name: str) -> None:
    pages = [
        warc(b"<p>Eins"),
        warc(b"nicht da", status=b"404 Not Found"),
        warc(gzip.compress(b"<p>Zwei"), head=b"Content-Type: text/html\r\nContent-Encoding: gzip"),
        warc(b"4\r\nDrei\r\n0\r\n\r\n", head=b"Content-Type: text/plain\r\nTransfer-Encoding: chunked"),
        warc(b"\x89PNG", head=b"Content-Type: image/png"),
    ]
    packed = [gzip.compress(page) for page in pages] if name.endswith("gz") else pages
    (tmp_path / name).write_bytes(b"".join(packed))
    reports, errors = read(tmp_path / name)
    assert [(r.body, r.media_type) for r in reports] == [
        (b"<p>Eins", "text/html"),
        (b"<p>Zwei", "text/html"),
        ("Drei", "text/plain"),
    ]
    assert not errors
    assert reports[0].key == reports[0].url == "https://example.org/a"
    assert (reports[0].retrieved, reports[0].charset) == (datetime(2022, 1, 23, 5, tzinfo=UTC), "utf-8")


@pytest.mark.parametrize("cut", [15, 60, 150])
def test_a_record_that_is_cut_short_is_an_error_after_the_good_ones(tmp_path: Path, cut: int) -> None:
    page = warc(b"<p>Ein Absatz")
    (tmp_path / "a.warc").write_bytes(page + page[:-cut])
    reports, errors = read(tmp_path / "a.warc")
    assert len(reports) == len(errors) == 1
    assert "cut short" in errors[0]


def test_a_packed_bomb_in_an_archive_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(50_000_000))
    head = b"Content-Type: text/html\r\nContent-Encoding: "
    twice = warc(gzip.compress(bomb), head=head + b"gzip, gzip")
    (tmp_path / "a.warc").write_bytes(warc(bomb, head=head + b"gzip") + twice + warc(b"x", head=head + b"br"))
    reports, errors = read(tmp_path / "a.warc")
    assert not reports
    assert ["unpacks to more" in errors[0], "gzip, gzip" in errors[1], "'br'" in errors[2]] == [True] * 3


def test_an_archive_without_a_page_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(warc(b"x", status=b"404 Not Found"))
    assert "holds no page among 1 records" in read(tmp_path / "a.warc")[1][0]
