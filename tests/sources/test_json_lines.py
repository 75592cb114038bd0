from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources import read_raw

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(content: bytes) -> tuple[list[RawReport], list[str]]:
    items = list(read_raw(["-"], stdin=io.BytesIO(content)))
    return [i for i in items if isinstance(i, RawReport)], [str(i) for i in items if isinstance(i, InputError)]


def test_a_broken_json_line_does_not_stop_the_good_ones() -> None:
    reports, errors = read(b'{"id": "a", "text": "x"}\n{"id": "b", "text": \r\n\n{"id": 3, "text": "y", "more": 1}')
    assert [r.key for r in reports] == ["a", "3"]
    assert len(errors) == 1
    assert errors[0].startswith("-:2: no JSON")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'["a"]', "a list and not an object"),
        (b"null", "null and not an object"),
        (b"{}", '"text" is missing'),
        (b'{"text": null}', '"text" is missing'),
        (b'{"text": 5}', '"text" is a number'),
        (b'{"text": {}}', '"text" is an object'),
        (b'{"text": "a\\ud800b"}', "a lone surrogate (\\ud800) at character 1"),
        (b'{"text": "a\\u0000b"}', "a NUL character at character 1"),
        (b'{"text": "Au\xdfenamt"}', "byte 12 of the line (0xDF) is not UTF-8"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"text": ' + b"1" * 5_000 + b"}", "too large"),
    ],
)
def test_an_unusable_line_is_refused_with_its_reason(line: bytes, expected: str) -> None:
    reports, errors = read(b'{"text": "vorher"}\n' + line + b'\n{"text": "nachher"}\n')
    assert [r.body for r in reports] == ["vorher", "nachher"]
    assert expected in errors[0]
    assert errors[0].startswith("-:2: ")


def test_an_unusable_field_is_left_out_and_noted() -> None:
    line = {"text": "x", "id": True, "title": 5, "outlet": "a\0", "url": "javascript:alert(1)", "published": ["x"]}
    [report], errors = read(json.dumps(line).encode())
    assert (report.key, report.title, report.outlet, report.url, report.published) == (
        "stdin:1",
        None,
        None,
        None,
        None,
    )
    assert len(errors) == 5


def test_an_empty_field_is_missing_and_not_empty() -> None:
    [report], errors = read(b'{"text": "x", "id": " ", "title": "", "outlet": null}')
    assert (report.key, report.title, report.outlet, errors) == ("stdin:1", None, None, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_lines_with_a_byte_order_mark_are_read(encoding: str) -> None:
    reports, errors = read('{"text": "Öl"}\n{"text": "Ü"}'.encode(encoding))
    assert ([r.body for r in reports], errors) == (["Öl", "Ü"], [])


def test_a_broken_utf_16_stream_ends_in_an_error() -> None:
    reports, errors = read('{"text": "Öl"}\n'.encode("utf-16") + b"x")
    assert [r.body for r in reports] in (["Öl"], [])
    assert "UTF-16" in errors[0]


def test_a_picture_is_refused_once_and_not_line_by_line() -> None:
    assert len(read(b"\x89PNG\n" * 100)[1]) == 1


@pytest.mark.timeout(60)
def test_a_line_over_the_limit_is_read_past() -> None:
    reports, errors = read(b'{"text": "' + b"x" * 40_000_000 + b'"}\n{"id": "b", "text": "y"}')
    assert [r.key for r in reports] == ["b"]
    assert "-:1: the line is longer than" in errors[0]


@given(TEXTS, st.booleans())
def test_any_text_survives_json_lines(text: str, ascii_only: bool) -> None:
    line = json.dumps({"id": "a", "text": text}, ensure_ascii=ascii_only).encode()
    [report], errors = read(line + b"\n")
    assert (report.body, errors) == (text, [])


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything(content: bytes) -> None:
    list(read_raw(["-"], stdin=io.BytesIO(content)))
