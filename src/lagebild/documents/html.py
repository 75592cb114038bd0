"""A news page as bytes or text becomes its main text, with headline, date and outlet as it states them.

The page is checked before it is parsed, and nothing is ever fetched. A page that has text but no
recognisable article is an error, never an empty document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from lagebild.documents.encoding import decode_declared
from lagebild.documents.html_blocks import Block, Blocks, collect_blocks
from lagebild.documents.html_guard import check_markup
from lagebild.documents.html_metadata import read_metadata
from lagebild.errors import InputError

MAX_LINKED = 0.5  # share of a block's characters in links; above it, it is a list of other articles
LEAST_PARAGRAPH = 40  # characters; "Mehr zum Thema" and image credits are shorter, sentences rarely
MAX_MARKED = 50  # elements marked as an article that are tried; the first few of a page hold the main one


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The main text, blocks joined by an empty line, and what the page says about itself."""

    text: str
    title: str | None
    published: str | None
    outlet: str | None
    url: str | None
    notes: tuple[InputError, ...]


def extract_page(body: bytes | str, *, charset: str | None = None, where: str) -> Page:
    """Reduce a page to its article.

    Args:
        body: the page as sent, or already decoded.
        charset: the encoding that the transport declared for bytes.
        where: the place to name in errors.

    Raises:
        InputError: the page is too large or too deep to parse, or no article was found in it.
    """
    markup, notes = (body, []) if isinstance(body, str) else decode_declared(body, charset, where)
    check_markup(markup, where)
    try:
        tree = LexborHTMLParser(markup)
    except (ValueError, RuntimeError) as error:
        raise InputError(where, f"no HTML ({error})", "save the report as .txt") from None
    stated = read_metadata(tree)
    page = collect_blocks(tree)
    blocks = _main_blocks(page)
    if blocks and page.tags[blocks[0].element] == "h1" and blocks[0].text == stated.title:
        blocks = blocks[1:]
    if not blocks:
        if collect_blocks(tree, drop=False).blocks:
            raise InputError(where, "there is text, but no article was found in it", "save the report as .txt")
        raise InputError(where, "the page holds no text", "save the page after it has loaded, or as .txt")
    return Page(
        text="\n\n".join(block.text for block in blocks),
        title=stated.title,
        published=stated.published,
        outlet=stated.outlet,
        url=stated.url,
        notes=tuple(notes),
    )


def _main_blocks(page: Blocks) -> list[Block]:
    """Blocks of the article: what says that it is its body, else the article, else the densest container."""
    total = _weight(page.blocks)
    if total == 0:
        return [block for block in page.blocks if block.linked <= MAX_LINKED]
    # Teasers are articles too: what holds less than half of the page's paragraphs is not the article.
    for element in (*page.bodies, *page.articles)[:MAX_MARKED]:
        inside = page.within(element)
        if 2 * _weight(inside) > total:
            return [block for block in inside if block.linked <= MAX_LINKED]
    return [block for block in page.within(_densest(page)) if block.linked <= MAX_LINKED]


def _densest(page: Blocks) -> int:
    """The container with the most text close to it: a paragraph counts in full for the element around
    it, by half for the next and by a third for the one after, so that wrappers around single
    paragraphs lose against what holds them all, and the page as a whole loses against both."""
    scores: dict[int, float] = {}
    for block in filter(_is_paragraph, page.blocks):
        element = block.element
        if page.tags[element] in ("p", "li", "blockquote", "pre"):
            element = page.parents[element]
        for distance in (1, 2, 3):
            if element >= 0:
                scores[element] = scores.get(element, 0.0) + len(block.text) / distance
                element = page.parents[element]
    return max(scores, key=lambda element: (scores[element], element))


def _is_paragraph(block: Block) -> bool:
    return len(block.text) >= LEAST_PARAGRAPH and block.linked <= MAX_LINKED


def _weight(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in filter(_is_paragraph, blocks))
