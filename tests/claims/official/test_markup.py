from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.claims.official.markup import BlockKind, read_page
from lagebild.claims.official.page import language_of
from lagebild.claims.official.sentences import sentences_of

MARKS = st.text(st.sampled_from("*_#-[]()<>&;: \n\r\u00a0.a1Ä|`/!pli"), max_size=200)


@given(MARKS | st.text(max_size=200))
def test_blanking_moves_no_offset_and_blocks_lie_in_order(text: str) -> None:
    blanked, blocks = read_page(text)
    assert len(blanked) == len(text)
    ends = [0]
    for block in blocks:
        assert ends[-1] <= block.begin < block.end <= len(text)
        ends.append(block.end)


@given(st.text(max_size=200))
def test_words_are_never_changed(text: str) -> None:
    blanked, _ = read_page(text)
    changed = {(a, b) for a, b in zip(text, blanked, strict=True) if a != b}
    assert all(b in ' \n,&"' for _, b in changed)


@given(st.text(max_size=300))
def test_sentences_cover_the_words_in_order(text: str) -> None:
    spans = list(sentences_of(text, 0, len(text)))
    assert "".join("".join(text[s.begin : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.begin for a, b in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# A\n\nb", ["heading", "text"]),
        ("a\nb", ["text"]),
        ("* a\n* b\n\nc", ["item", "item", "text"]),
        ("**- in a**\n- b", ["item", "item"]),
        ("*Lage*", ["text"]),
        ("<ul><li>a</li><li><p>b</p></li></ul>", ["item", "item"]),
    ],
)
def test_lines_become_blocks(text: str, kinds: list[str]) -> None:
    assert [b.kind for b in read_page(text)[1]] == [BlockKind(k) for k in kinds]


def test_links_keep_their_words_and_lose_their_address() -> None:
    text = 'Siehe die [Reisewarnung.](https://example.org/a_(b) "Titel") Ende.'
    blanked, _ = read_page(text)
    assert " ".join(blanked.split()) == "Siehe die Reisewarnung. Ende."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vor Reisen in die Provinz wird gewarnt, und das ist neu.", "de"),
        ("You should not travel to the north.", "en"),
        ("Xyz.", None),
    ],
)
def test_the_language_is_told_by_common_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Embassy is open. It works.", 2),
        ("Am 4. Oktober 2022 begann es. Danach nicht.", 2),
        ("FCDO advises (see below). Leave.", 2),
    ],
)
def test_abbreviations_and_ordinals_end_no_sentence(text: str, count: int) -> None:
    assert len(list(sentences_of(text, 0, len(text)))) == count
