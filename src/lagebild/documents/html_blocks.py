"""A parsed page becomes blocks of text in reading order, without navigation, teasers, comments and the like.

Each block knows the element it stands in, so that the main container can be chosen afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DROPPED = _words(
    "script style nav header footer aside form noscript template iframe svg math button select input textarea "
    "figure figcaption picture audio video canvas object head dialog menu"
)
_ROLES = _words("navigation banner contentinfo complementary search dialog alertdialog menu menubar form")
# Words of class and id; "headline" or "shadow" must not fall with "head" or "ad", so whole words only.
_BOXES = _words(
    "nav navigation navbar menu breadcrumb breadcrumbs sidebar footer cookie cookies consent gdpr cmp "
    "teaser teasers related recommended recommendation recommendations recirculation comment comments kommentare "
    "leserkommentare social share sharing newsletter promo promotion advert advertisement ad ads anzeige werbung "
    "paywall subscribe subscription outbrain taboola skiplink mehr weiterlesen meistgelesen popup modal"
)
# These hold the article whatever their class says ("page with-sidebar", "article has-comments").
_KEPT = _words("html body main article")
_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_EMPTY_LINES = re.compile(r"\n{2,}")
_BLANK = re.compile(r"[ \t\n\r\f]+")  # HTML's own list: a no-break space is text


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block boundary, the number of the element it stands in, and its share of links."""

    text: str
    element: int
    linked: float


@dataclass(slots=True)
class Blocks:
    """Blocks of a page and its elements, numbered in reading order; inline elements have no number.

    An element's descendants are the numbers up to ``ends[element]``, so being inside is a comparison.
    """

    blocks: list[Block] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)

    def within(self, element: int) -> list[Block]:
        """The blocks inside ``element``."""
        return [block for block in self.blocks if element <= block.element <= self.ends[element]]


@dataclass(slots=True)
class _Run:
    """Text collected since the last block boundary."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def finish(self, into: list[Block], element: int) -> None:
        text = "\n".join(_BLANK.sub(" ", line).strip(" ") for line in "".join(self.pieces).split("\v"))
        for part in _EMPTY_LINES.split(text.strip("\n")):
            if part.strip():
                into.append(Block(part, element, min(1.0, self.linked / len(text))))
        self.pieces.clear()
        self.linked = 0


def collect_blocks(tree: LexborHTMLParser, *, drop: bool = True) -> Blocks:
    """Blocks of the whole page; with ``drop=False`` only what is never text (scripts, styles) is left out.

    Works on a stack of its own: a page may be as deep as the guard lets through.
    """
    found = Blocks()
    run = _Run()
    holders = _article_holders(tree) if drop else None
    current, links = -1, 0
    pending: list[tuple[LexborNode | None, str]] = [(tree.body, "")]
    while pending:
        node, leaving = pending.pop()
        if node is None:
            if leaving == "a":
                links -= 1
            elif leaving not in _INLINE:
                run.finish(found.blocks, current)
                found.ends[current] = len(found.tags) - 1
                current = found.parents[current]
            continue
        tag = node.tag or ""
        if node.is_text_node:
            piece = (node.text_content or "").replace("\v", " ")
            run.pieces.append(piece)
            run.linked += len(piece.strip()) if links else 0
        elif tag == "br":
            run.pieces.append("\v")
        elif node.is_element_node and _is_dropped(node, tag, holders):
            if tag not in _INLINE:
                run.finish(found.blocks, current)
        elif node.is_element_node:
            if tag == "a":
                links += 1
            elif tag not in _INLINE:
                run.finish(found.blocks, current)
                current = _enter(found, node, tag, current)
            pending.append((None, tag))
            child = node.last_child
            while child is not None:
                pending.append((child, ""))
                child = child.prev
    return found


def _enter(found: Blocks, node: LexborNode, tag: str, parent: int) -> int:
    number = len(found.tags)
    found.tags.append(tag)
    found.parents.append(parent)
    found.ends.append(number)
    if tag == "article":
        found.articles.append(number)
    if "articleBody" in (node.attributes.get("itemprop") or ""):
        found.bodies.append(number)
    return number


def _is_dropped(node: LexborNode, tag: str, holders: set[int] | None) -> bool:
    if holders is None:
        return tag in ("script", "style", "template", "head")
    if tag in _DROPPED:
        return tag != "form" or node.mem_id not in holders  # some systems put the whole page into a form
    if tag in _KEPT:
        return False
    attributes: Mapping[str, str | None] = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if (attributes.get("role") or "").lower() in _ROLES:
        return True
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:1000]
    words = {word.lower() for word in _TOKEN.findall(named)}
    return not words.isdisjoint(_BOXES) and node.mem_id not in holders


def _article_holders(tree: LexborHTMLParser) -> set[int]:
    """What stands around an article or its headline is no box, whatever its class says."""
    holders: set[int] = set()
    for found in tree.css("article, main, h1, [itemprop=articleBody]"):
        node: LexborNode | None = found
        while node is not None and node.mem_id not in holders:
            holders.add(node.mem_id)
            node = node.parent
    return holders
