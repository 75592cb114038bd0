"""A parsed page becomes blocks of text in reading order, without navigation, teasers, comments and the like.

Each block knows the elements it stands in, so that the main container can be chosen afterwards.
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
_BLANK = re.compile(r"[ \t\n\r\f]+")  # HTML's own list: a no-break space is text


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block boundary, the elements around it from the outside in, and its share of links."""

    text: str
    tag: str
    path: tuple[int, ...]
    linked: float


@dataclass(slots=True)
class Blocks:
    """Blocks of a page, and of its elements those that say they are an article or its body."""

    blocks: list[Block] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Run:
    """Text collected since the last block boundary."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def finish(self, into: list[Block], path: list[tuple[int, str]]) -> None:
        text = "\n".join(_BLANK.sub(" ", line).strip(" ") for line in "".join(self.pieces).split("\v"))
        for part in re.split(r"\n{2,}", text.strip("\n")):
            if part.strip():
                share = min(1.0, self.linked / max(1, len(text)))
                into.append(Block(part, path[-1][1] if path else "", tuple(number for number, _ in path), share))
        self.pieces.clear()
        self.linked = 0


def collect_blocks(tree: LexborHTMLParser, *, drop: bool = True) -> Blocks:
    """Blocks of the whole page; with ``drop=False`` only what is never text (scripts, styles) is left out.

    Works on a stack of its own: a page may be as deep as the guard lets through.
    """
    found = Blocks()
    run = _Run()
    path: list[tuple[int, str]] = []
    counter = links = 0
    pending: list[tuple[LexborNode | None, str]] = [(tree.body, "")]
    while pending:
        node, leaving = pending.pop()
        if node is None:
            if leaving == "a":
                links -= 1
            elif leaving not in _INLINE:
                run.finish(found.blocks, path)
                path.pop()
            continue
        tag = node.tag or ""
        if node.is_text_node:
            piece = (node.text_content or "").replace("\v", " ")
            run.pieces.append(piece)
            run.linked += len(piece.strip()) if links else 0
        elif tag == "br":
            run.pieces.append("\v")
        elif node.is_element_node and _is_dropped(node, tag, drop):
            if tag not in _INLINE:
                run.finish(found.blocks, path)
        elif node.is_element_node:
            if tag == "a":
                links += 1
            elif tag not in _INLINE:
                run.finish(found.blocks, path)
                counter += 1
                path.append((counter, tag))
                if tag == "article":
                    found.articles.append(counter)
                if "articleBody" in (node.attributes.get("itemprop") or ""):
                    found.bodies.append(counter)
            pending.append((None, tag))
            child = node.last_child
            while child is not None:
                pending.append((child, ""))
                child = child.prev
    run.finish(found.blocks, path)
    return found


def _is_dropped(node: LexborNode, tag: str, drop: bool) -> bool:
    if not drop:
        return tag in ("script", "style", "template", "head")
    if tag in _DROPPED:
        return tag != "form" or not _holds_article(node)  # some systems put the whole page into a form
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
    return not words.isdisjoint(_BOXES) and not _holds_article(node)


def _holds_article(node: LexborNode) -> bool:
    return node.css_first("article, main, h1, [itemprop=articleBody]") is not None
