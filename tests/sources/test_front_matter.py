from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import InputError
from lagebild.sources.front_matter import split_front_matter

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def test_fields_are_the_words_that_stand_there() -> None:
    block = "---\nid: 007\npublished: 2022-01-24\ntitle: 'null'\nurl:\noutlet: null\n---\n\n \n  Text\n"
    fields, text = split_front_matter(block, "a")
    assert fields == {"id": "007", "published": "2022-01-24", "title": "null", "url": None, "outlet": None}
    assert text == "  Text\n"


def test_a_text_without_a_block_is_left_alone() -> None:
    assert split_front_matter("\n---\nKiew\n---\n", "a") == ({}, "\n---\nKiew\n---\n")
    assert split_front_matter("--- Kiew\n---\n", "a") == ({}, "--- Kiew\n---\n")


def test_an_empty_block_has_no_fields() -> None:
    assert split_front_matter("---\n---\nText", "a") == ({}, "Text")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nid: a\nText", "a:1: the front matter does not end"),
        ("---\nid: [a\n---\nText", "the front matter is no YAML"),
        ("---\ntitle: Kiew: die Lage\n---\nText", "a:2: the front matter is no YAML"),
        ("---\nid: \x01\n---\nText", "the front matter is no YAML"),
        ("---\nein Satz\n---\nText", "holds no fields"),
        ("---\nid: a\nid: b\n---\nText", "a:3: the front matter states 'id' twice"),
        ("---\nid: " + "[" * 10_000 + "\n---\nText", "the front matter is no YAML"),
    ],
)
def test_a_broken_block_is_refused(text: str, expected: str) -> None:
    with pytest.raises(InputError) as caught:
        split_front_matter(text, "a")
    assert expected in str(caught.value)


def test_tags_run_no_constructor() -> None:
    fields, _ = split_front_matter("---\nid: !!python/object/apply:os.system [x]\ntitle: !!int abc\n---\nText", "a")
    assert fields["title"] == "abc"


@given(TEXTS, TEXTS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_text_survives_behind_a_block(title: str, text: str, end: str) -> None:
    block = yaml.safe_dump({"title": title}).replace("\n", end)
    kept = "x" + text  # blank lines directly behind the block are dropped
    fields, rest = split_front_matter(f"---{end}{block}---{end}{end}{kept}", "a")
    assert (fields, rest) == ({"title": title}, kept)
