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
# Levels that may stay uncounted: lists of two kinds in one another, and
MAX_HIDDEN = 1_000  # < in CDATA sections; drawings have style sheets there, without any
# Sum of the open formatting elements over all tags: each may be created anew in each block.
MAX_FORMATTING = 1_000_000

_OTHER = re.compile(r"<[/!?]")
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)")
# A tag as nearly all are written, in one go; what does not fit is taken apart attribute by attribute.
_PLAIN_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*+)(?:\s++[a-zA-Z_:@][\w:.@-]*+(?:=(?:"[^"]*+"|'[^']*+'|[^\s>"'=<`/]++(?=[\s>])))?+){0,200}+\s*+(/?)>"""
)
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
_RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in _RAW}
# https://html.spec.whatwg.org/#parsing-main-inforeign: these end a drawing without an end tag.
_BREAKOUT = _words(
    "b big blockquote body br center code dd div dl dt em embed font h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
    "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
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
    hidden, item, left_foreign = 0, "", False
    while (start := markup.find("<", position)) >= 0:
        plain = _PLAIN_TAG.match(markup, start)
        tag = plain or _TAG.match(markup, start)
        if tag is None:
            if not _OTHER.match(markup, start):
                position = start + 1
                continue
            position = _past_other(markup, start, foreign > 0)
            # Whether a CDATA section is one depends on the parser's state; so it may not hide much markup.
            hidden += markup.count("<", start + 1, position) if markup.startswith("<![", start) else 0
            if hidden > MAX_HIDDEN:
                raise _RefusedError(f"CDATA sections with more than {MAX_HIDDEN} tags")
            continue
        if hidden > MAX_HIDDEN:
            raise _RefusedError(f"more than {MAX_HIDDEN} changes between kinds of lists")
        tags += 1
        work += formatting
        if tags > MAX_TAGS or work > MAX_FORMATTING:
            raise _RefusedError(f"more than {MAX_TAGS} tags, or too many left open")
        name = tag[2].lower()
        if plain:
            position, self_closing = plain.end(), plain[3] == "/"
        else:
            position, self_closing = _past_attributes(markup, tag.end())
        if tag[1]:
            if open_elements and open_elements[-1] == name:
                open_elements.pop()
                foreign -= name in ("svg", "math")
                formatting -= name in _FORMATTING
                continue
            left_foreign = left_foreign or (foreign > 0 and open_elements[-1] != name)
            foreign, formatting = _close(open_elements, name, foreign, formatting)
            continue
        if not foreign and name in _RAW:
            end = _RAW_ENDS[name].search(markup, position)
            position = end.start() if end else len(markup)
            continue
        if name in ("li", "dd", "dt"):
            # Items of one kind close one another; <li><dd><li><dd> nests.
            hidden += item != name[0]
            item = name[0]
        if name in ("svg", "math"):
            foreign += 1
            left_foreign = left_foreign and foreign > 1
        elif not foreign and (name in _VOID or name in _IMPLIED):
            continue
        left_foreign = left_foreign or (foreign > 0 and name in _BREAKOUT)
        if foreign and self_closing and not left_foreign:
            foreign -= name in ("svg", "math")
            continue
        if name == "a" and not foreign and "a" in open_elements:
            foreign, formatting = _close(open_elements, "a", foreign, formatting)
        open_elements.append(name)
        formatting += name in _FORMATTING
        if len(open_elements) > MAX_DEPTH:
            raise _RefusedError(f"elements nested deeper than {MAX_DEPTH}")


def _past_other(markup: str, start: int, foreign: bool) -> int:
    """Position after a comment, a declaration or a CDATA section."""
    if markup.startswith("<!--", start):
        end = _COMMENT_END.match(markup, start + 4) or _COMMENT_LATER_END.search(markup, start + 4)
        return end.end() if end else len(markup)
    end_mark = "]]>" if foreign and markup.startswith("<![CDATA[", start) else ">"
    close = markup.find(end_mark, start)
    return len(markup) if close < 0 else close + len(end_mark)


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
        if foreign or name in _EXACT or open_elements[at] not in _FORMATTING | _INLINE:
            return foreign, formatting
        at -= 1
    if at >= 0:
        open_elements[at:] = [inner for inner in open_elements[at + 1 :] if inner in _FORMATTING]
        foreign -= name in ("svg", "math")
        formatting -= name in _FORMATTING
    return foreign, formatting
