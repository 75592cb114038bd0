from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.documents import build_documents
from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.model.text import Document


def raw(body: bytes | str, media_type: str = "text/plain", **more: object) -> RawReport:
    return RawReport(key="a", source="a", where="a:1", media_type=media_type, body=body, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", "the text is empty"),
        (" \r\n\t\u00a0", "nothing but blanks"),
        ("\u200b\ufeff \u202e", "nothing but blanks"),
        ("a\0", "NUL"),
        ("a\ud800", "lone surrogate"),
        ("x" * 1_000_001, "longer than 1000000 characters"),
    ],
)
def test_a_text_that_is_none_is_refused(body: str, expected: str) -> None:
    [error] = build_documents([raw(body)])
    assert isinstance(error, InputError)
    assert expected in str(error)


def test_an_unreadable_date_is_noted_and_the_document_kept() -> None:
    note, document = build_documents([raw("Text", published="gestern")], published=date(2022, 1, 1))
    assert isinstance(note, InputError)
    assert "a:1: the date cannot be read" in str(note)
    assert isinstance(document, Document)
    assert document.published is None


def test_a_default_date_serves_only_where_there_is_none() -> None:
    first, second = build_documents([raw("x"), raw("y", published="2022-01-24T08:00Z")], published=date(2022, 1, 1))
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, second.published) == (date(2022, 1, 1), datetime(2022, 1, 24, 8, tzinfo=UTC))


def test_errors_pass_through_in_their_place() -> None:
    error = InputError("b", "x", "y")
    assert list(build_documents([raw("x"), error, raw("y")]))[1] is error


def test_an_unknown_format_is_refused() -> None:
    [error] = build_documents([raw("x", "image/png")])
    assert "not a known format" in str(error)


def test_a_plain_page_of_an_archive_is_decoded_as_declared() -> None:
    [document] = build_documents([raw("Öl".encode("cp1252"), charset="iso-8859-1")])
    assert isinstance(document, Document)
    assert document.text == "Öl"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), min_size=1).filter(lambda t: not t.isspace()))
def test_a_plain_text_is_never_changed(text: str) -> None:
    [document] = build_documents([raw(text)])
    assert isinstance(document, Document)
    assert document.text == text


@given(st.text(), st.booleans())
def test_nothing_is_ever_silently_empty(body: str, html: bool) -> None:
    items = list(build_documents([raw(body, "text/html" if html else "text/plain")]))
    assert items
    assert all(isinstance(item, InputError) or item.text.strip() for item in items)
