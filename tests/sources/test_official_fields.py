from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from lagebild.documents import build_documents
from lagebild.errors import InputError
from lagebild.model import Document
from lagebild.sources import read_raw


def from_lines(*lines: dict[str, object]) -> list[Document | InputError]:
    stream = io.BytesIO("\n".join(json.dumps(line) for line in lines).encode())
    return list(build_documents(read_raw(["-"], stdin=stream)))


def test_front_matter_says_whose_page_it_is_and_about_which_country(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(
        "---\nauthority: de\nplace: LB\npublished: 2024-06-26\n---\n## Aktuelles\n\nText.\n", encoding="utf-8"
    )
    [document] = build_documents(read_raw([str(path)]))
    assert isinstance(document, Document)
    assert (document.authority, document.place, document.key) == ("DE", "LB", "page")


def test_json_lines_say_so_too_and_news_say_neither() -> None:
    page, news = from_lines(
        {"text": "a", "authority": "GB", "place": "UA"}, {"text": "b", "authority": None, "place": ""}
    )
    assert isinstance(page, Document)
    assert isinstance(news, Document)
    assert (page.authority, page.place, page.language) == ("GB", "UA", "en")
    assert (news.authority, news.place) == (None, None)


def test_an_authority_may_stand_without_a_place() -> None:
    [page] = from_lines({"text": "a", "authority": "US"})
    assert isinstance(page, Document)
    assert (page.authority, page.place) == ("US", None)


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        ({"authority": "UK", "place": "UA"}, "-:1: \"authority\" is 'UK' and no ISO 3166-1 code of a state; write GB"),
        ({"authority": "Germany"}, "\"authority\" is 'Germany'"),
        ({"authority": "EU"}, "\"authority\" is 'EU'"),
        ({"authority": "DE", "place": "LBN"}, "\"place\" is 'LBN'"),
        ({"authority": 49}, "\"authority\" is '49'"),
        ({"authority": ["DE"]}, '"authority" is'),
        ({"place": "UA"}, '"place" stands without "authority"'),
    ],
)
def test_a_wrong_code_refuses_the_report_and_the_next_one_is_read(stated: dict[str, object], message: str) -> None:
    error, good = from_lines({"text": "a", **stated}, {"text": "b"})
    assert isinstance(error, InputError)
    assert message in str(error)
    assert "the report was not read" in str(error) or "leave both out" in str(error)
    assert isinstance(good, Document)


def test_a_wrong_code_in_front_matter_is_one_line_naming_the_file(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("---\nauthority: Deutschland\n---\nText.\n", encoding="utf-8")
    [error] = build_documents(read_raw([str(path)]))
    assert isinstance(error, InputError)
    assert str(error).startswith(f"{path}: \"authority\" is 'Deutschland'")
