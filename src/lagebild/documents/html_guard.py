"""Markup passes through unchanged, or is refused before a parser sees it.

HTML parsers take time in proportion to tags times open elements, and more where formatting
elements stay open: lexbor needed 14 s for 100,000 nested div and 184 s for 100,000 open <b id=...>
(measured 2026, 2 cores). One pass over the text bounds both. Closing tags count only where they
surely close something, so the depth assumed is never much below the real one.
"""

from __future__ import annotations

import re

from lagebild.errors import InputError

MAX_SIZE = 15_000_000  # bytes or characters; design/trust.md
MAX_ATTRIBUTES = 200  # a tag; design/trust.md: 200,000 took every parser over 20 s
MAX_DEPTH = 256  # design/trust.md; deep news pages have 40
MAX_TAGS = 250_000  # live tickers of a whole day have some 50,000
# Sum of the open formatting elements over all tags: each may be created anew in each block.
MAX_FORMATTING = 1_000_000

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"""[\s/]*+(?:([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|(>))""")
_COMMENT_END = re.compile(r"-?>")
_COMMENT_LATER_END = re.compile(r"--!?>")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID = _words("area base br col embed hr img input link meta param source track wbr")
# Elements whose end tag may be missing: they cannot hold one another without another element between.
_IMPLIED = _words("html head body p li dt dd tr td th tbody thead tfoot colgroup caption option")
_FORMATTING = _words("a b big code em font i nobr s small strike strong tt u")
_INLINE = _words("span label abbr cite q time sub sup ins del mark var kbd samp dfn bdi bdo data")
_RAW = _words("script style textarea title xmp iframe noembed noframes")
_EXACT = frozenset(("form", "svg", "math"))  # closing these leaves open what stands inside


class _RefusedError(Exception):
    pass


def check_markup(markup: str, where: str) -> None:
    """Raise InputError where ``markup`` would cost a parser more than a page of news may."""
    try:
        if len(markup) > MAX_SIZE:
            raise _RefusedError(f"longer than {MAX_SIZE} characters")
        _scan(markup)
    except _RefusedError as refusal:
        raise InputError(
            where, f"markup that is no news page: {refusal}", "save the article alone, or as .txt"
        ) from None


def _scan(markup: str) -> None:
    open_elements: list[str] = []
    foreign = formatting = work = tags = position = 0
    while (start := markup.find("<", position)) >= 0:
        tag = _TAG.match(markup, start)
        if tag is None:
            position = _past_other(markup, start)
            continue
        tags += 1
        work += formatting
        if tags > MAX_TAGS or work > MAX_FORMATTING:
            raise _RefusedError(f"more than {MAX_TAGS} tags, or too many left open")
        name = tag[2].lower()
        position, self_closing = _past_attributes(markup, tag.end())
        if tag[1]:
            foreign, formatting = _close(open_elements, name, foreign, formatting)
            continue
        if not foreign and name in _RAW:
            end = re.compile(rf"</{name}(?=[\s/>])", re.I).search(markup, position)
            position = end.start() if end else len(markup)
            continue
        if name in ("svg", "math"):
            foreign += 1
        elif not foreign and (name in _VOID or name in _IMPLIED):
            continue
        if foreign and self_closing:
            foreign -= name in ("svg", "math")
            continue
        if name == "a" and "a" in open_elements:
            foreign, formatting = _close(open_elements, "a", foreign, formatting)
        open_elements.append(name)
        formatting += name in _FORMATTING
        if len(open_elements) > MAX_DEPTH:
            raise _RefusedError(f"elements nested deeper than {MAX_DEPTH}")


def _past_other(markup: str, start: int) -> int:
    """Position after a comment, a declaration, or a < that opens nothing."""
    if markup.startswith("<!--", start):
        end = _COMMENT_END.match(markup, start + 4) or _COMMENT_LATER_END.search(markup, start + 4)
        return end.end() if end else len(markup)
    if markup.startswith("<![CDATA[", start):
        close = markup.find("]]>", start)
        return start + 9 if close < 0 else close + 3
    if markup.startswith(("<!", "<?", "</"), start):
        close = markup.find(">", start)
        return len(markup) if close < 0 else close + 1
    return start + 1


def _past_attributes(markup: str, position: int) -> tuple[int, bool]:
    for _ in range(MAX_ATTRIBUTES + 1):
        attribute = _ATTRIBUTE.match(markup, position)
        if attribute is None:
            return len(markup), False
        position = attribute.end()
        if attribute[2]:
            return position, markup[position - 2] == "/"
    raise _RefusedError(f"a tag with more than {MAX_ATTRIBUTES} attributes")


def _close(open_elements: list[str], name: str, foreign: int, formatting: int) -> tuple[int, int]:
    """Take off what the end tag of ``name`` surely closes; formatting inside stays, as it is opened anew."""
    at = len(open_elements) - 1
    while at >= 0 and open_elements[at] != name:
        if name in _EXACT or open_elements[at] not in _FORMATTING | _INLINE:
            return foreign, formatting
        at -= 1
    if at >= 0:
        open_elements[at:] = [inner for inner in open_elements[at + 1 :] if inner in _FORMATTING]
        foreign -= name in ("svg", "math")
        formatting -= name in _FORMATTING
    return foreign, formatting
