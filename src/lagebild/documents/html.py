"""A news page as bytes or text becomes its main text, with headline, dates and outlet as it states them.

The page is checked before it is parsed, and nothing is ever fetched. A page that has text but no
recognisable article is an error, never an empty document. The same page gives the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from lagebild.documents.encoding import decode_declared
from lagebild.documents.html_blocks import collect_blocks
from lagebild.documents.html_guard import check_markup
from lagebild.documents.html_main import main_blocks
from lagebild.documents.html_metadata import read_metadata
from lagebild.errors import InputError

LEAST_SHOWN = 0.5  # share of the article's text in JSON-LD that the page must show; below it, that text is taken

_MARKED = re.compile(r"</?[a-z]|&#?\w{1,30};", re.I)
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The main text, blocks joined by an empty line, and what the page says about itself.

    Dates are as the page writes them; ``notes`` say what was not as it should be, though the text was read.
    """

    text: str
    title: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    authors: tuple[str, ...]
    url: str | None
    language: str | None
    notes: tuple[InputError, ...]


def extract_page(body: bytes | str, *, charset: str | None = None, where: str, address: str | None = None) -> Page:
    """Reduce a page to its article.

    Args:
        body: the page as sent, or already decoded.
        charset: the encoding that the transport declared for bytes.
        where: the place to name in errors.
        address: where the page came from, for addresses in it that are relative.

    Raises:
        InputError: the page is too large or too deep to parse, or no article was found in it.
    """
    markup, notes = (body, []) if isinstance(body, str) else decode_declared(body, charset, where)
    tree = _parse(markup, where)
    stated = read_metadata(tree, address)
    page = collect_blocks(tree)
    blocks, offer = main_blocks(page, stated.title)
    texts = [block.text for block in blocks]
    if stated.body and sum(map(len, texts)) < LEAST_SHOWN * len(stated.body):
        texts = _body_texts(stated.body, where) or texts
    if not texts:
        if collect_blocks(tree, drop=False).blocks:
            raise InputError(where, "there is text, but no article was found in it", "save the report as .txt")
        raise InputError(where, "the page holds no text", "save the page after it has loaded, or as .txt")
    if stated.closed or offer or page.offer:
        what = "the page says that the rest of the article is for subscribers"
        notes.append(InputError(where, what, "save the whole article as .txt; what the page shows was kept"))
    return Page(
        text="\n\n".join(texts),
        title=stated.title,
        published=stated.published,
        modified=stated.modified,
        outlet=stated.outlet,
        authors=stated.authors,
        url=stated.url,
        language=stated.language,
        notes=tuple(notes),
    )


def _parse(markup: str, where: str) -> LexborHTMLParser:
    check_markup(markup, where)
    try:
        return LexborHTMLParser(markup)
    except (ValueError, RuntimeError) as error:
        raise InputError(where, f"no HTML ({error})", "save the report as .txt") from None


def _body_texts(body: str, where: str) -> list[str]:
    """Paragraphs of a text from JSON-LD, which may be markup itself."""
    if _MARKED.search(body):
        try:
            tree = _parse(body.replace("\n", "<br><br>"), where)
        except InputError:
            return []  # what the page shows is read all the same
        return [block.text for block in collect_blocks(tree).blocks]
    return [line for line in _LINES.split(body.replace("\0", "").strip()) if line]
