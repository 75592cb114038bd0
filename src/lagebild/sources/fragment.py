"""A fragment of HTML in a feed becomes its text: blocks joined by an empty line, all of it but scripts and pictures.

A feed's entry has no navigation, so nothing has to be chosen and no tree is needed: one pass, whatever the depth.
"""

from __future__ import annotations

import re
from html import unescape

MAX_ATTRIBUTES = 200  # a tag; design/trust.md
MAX_LINKED = 0.5  # share of a block's characters in links; above it, it says "Weiterlesen"

_MARK = re.compile(r"<(?:(!--)|(!\[CDATA\[)|[!?]|(/?)([a-zA-Z][^\s/>]*+))")
_ATTRIBUTE = re.compile(r"""[\s/]*+(?:([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|(>))""")
_BLANK = re.compile(r"[ \t\n\r\f]+")  # HTML's own list: a no-break space is text
_EMPTY_LINES = re.compile(r"\n{2,}")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.I)
    for name in _words("script style textarea title xmp iframe noembed noframes")
}
_DROPPED = _words("svg math template figure figcaption button select object audio video noscript head nav")
_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr"
)


def text_of_markup(markup: str) -> str:
    """The text of a fragment; "" where it has none.

    Raises:
        ValueError: a tag has more attributes than any page needs.
    """
    text, whole = _reduced(markup, _DROPPED)
    return text if whole else _reduced(markup, frozenset())[0]  # a picture that is never closed would swallow the rest


def _reduced(markup: str, drop: frozenset[str]) -> tuple[str, bool]:
    blocks: list[tuple[str, bool]] = []
    pieces: list[str] = []
    dropping, level, links, linked, position = "", 0, 0, 0, 0

    def finish() -> None:
        nonlocal linked
        text = "\n".join(_BLANK.sub(" ", line).strip(" ") for line in "".join(pieces).split("\v")).strip("\n")
        parts = [part for part in _EMPTY_LINES.split(text) if part.strip()]
        blocks.extend((part, linked > MAX_LINKED * len(text)) for part in parts)
        pieces.clear()
        linked = 0

    while position < len(markup):
        mark = _MARK.search(markup, position)
        if not dropping:
            piece = unescape(markup[position : mark.start() if mark else len(markup)]).replace("\v", " ")
            pieces.append(piece)
            linked += len(piece.strip()) if links else 0
        if mark is None:
            break
        comment, cdata, closing, name = mark.groups()
        if name is None:
            end_mark = "-->" if comment else "]]>" if cdata else ">"
            end = markup.find(end_mark, mark.end())
            if cdata and not dropping:
                pieces.append(markup[mark.end() : end if end >= 0 else len(markup)])
            position = end + len(end_mark) if end >= 0 else len(markup)
            continue
        position = _past_attributes(markup, mark.end())
        tag = name.lower()
        if dropping:
            level += (tag == dropping) * (-1 if closing else 1)
            dropping = dropping if level else ""
        elif not closing and tag in _RAW:
            ended = _RAW[tag].search(markup, position)
            position = ended.start() if ended else len(markup)
        elif not closing and tag in drop:
            dropping, level = tag, 1
        elif tag == "br":
            pieces.append("\v")
        elif tag == "a":
            links = max(0, links + (-1 if closing else 1))
        elif tag not in _INLINE:
            finish()
    finish()
    own = [text for text, link in blocks if not link]
    return "\n\n".join(own or [text for text, _ in blocks]), not dropping


def _past_attributes(markup: str, position: int) -> int:
    for _ in range(MAX_ATTRIBUTES + 1):
        attribute = _ATTRIBUTE.match(markup, position)
        if attribute is None:
            return len(markup)
        position = attribute.end()
        if attribute[2]:
            return position
    raise ValueError(f"a tag with more than {MAX_ATTRIBUTES} attributes")
