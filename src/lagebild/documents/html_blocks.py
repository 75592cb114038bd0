"""A parsed page becomes blocks of text in reading order, without navigation, teasers, comments and the like.

Each block knows the element it stands in, so that the main container can be chosen afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lagebild.documents.html_offer import is_offer


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DROPPED = _words(
    "script style nav footer aside form noscript template iframe svg math button select input textarea "
    "picture audio video canvas object head dialog menu"
)
_ROLES = _words("navigation banner contentinfo complementary search dialog alertdialog menu menubar form")
_HEADINGS = _words("h1 h2 h3 h4 h5 h6 summary")
# Words of class and id; "headline" or "shadow" must not fall with "head" or "ad", so whole words only.
_BOXES = _words(
    "nav navigation navbar menu breadcrumb breadcrumbs sidebar footer cookie cookies consent gdpr cmp "
    "teaser teasers related recommended recommendation recommendations recirculation recirc comment comments "
    "kommentar kommentare leserkommentare social share sharing newsletter signup promo promotion advert "
    "advertisement ad ads anzeige werbung outbrain taboola skiplink mehr weiterlesen meistgelesen popup modal "
    "credit credits copyright pressekontakt kontakt widget widgets"
)
# What is named so holds an offer, or the text that is behind it; only its words tell.
_WALLS = _words("paywall subscribe subscriber subscribers subscription abo paid piano offer")
# These hold the article whatever their class says ("page with-sidebar", "article has-comments").
_KEPT = _words("html body main article blockquote")
_INLINE = _words(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_TOKEN = re.compile(r"[a-z]+|[A-Z][a-z]*|[A-Z]+(?![a-z])")
_EMPTY_LINES = re.compile(r"\n{2,}")
_BLANK = re.compile(r"[ \t\n\r\f]+")  # HTML's own list: a no-break space is text


_HIDING = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_HIDERS = _words("hidden aria-hidden style")
_ADS = _words("data-ad data-ads data-ad-slot data-ad-unit data-ad-client")
MAX_SIGN_UPS, MAX_OUTWARDS = 20, 6  # forms looked at, and elements around each
LEAST_FORM = 1_000  # characters; a form with more holds a page, and not only fields
MAX_BOX = 600  # characters around a form for an address that still are its sign-up and no report


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text without a block boundary, the number of the element it stands in, and its share of links.

    ``place`` is "figure" or "header" for what stands inside one, else empty.
    """

    text: str
    element: int
    linked: float
    place: str = ""


@dataclass(slots=True)
class Blocks:
    """Blocks of a page and its elements, numbered in reading order; inline elements have no number.

    ``classes`` holds the first class of each; the others say what state it is in ("tab active").
    An element's blocks are ``blocks[firsts[element] : lasts[element]]``; ``offer`` says that an offer to
    subscribe was left out.
    """

    blocks: list[Block] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    bodies: list[int] = field(default_factory=list)
    articles: list[int] = field(default_factory=list)
    offer: bool = False


@dataclass(slots=True)
class _Run:
    """Text collected since the last block boundary, and how many links, figures and headers are open."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    places: list[str] = field(default_factory=list)

    def finish(self, into: list[Block], element: int) -> None:
        if not self.pieces:
            return
        joined = "".join(self.pieces)
        self.pieces.clear()
        linked, self.linked = self.linked, 0
        if "\v" in joined:
            text = "\n".join(_BLANK.sub(" ", line).strip(" ") for line in joined.split("\v")).strip("\n")
            parts = _EMPTY_LINES.split(text)
        else:
            text = _BLANK.sub(" ", joined).strip(" ")
            parts = [text]
        for part in parts:
            if part.strip():
                place = self.places[-1] if self.places else ""
                into.append(Block(part, element, min(1.0, linked / len(text)), place))


def collect_blocks(tree: LexborHTMLParser, *, drop: bool = True) -> Blocks:
    """Blocks of the whole page; with ``drop=False`` only what is never text (scripts, styles) is left out.

    Works on a stack of its own: a page may be as deep as the guard lets through.
    """
    found = Blocks()
    run = _Run()
    rules = _Rules(tree) if drop else None
    current = -1
    # A tag on the stack closes the element of that name; inline elements other than links need no end.
    pending: list[LexborNode | str | None] = [tree.body]
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if isinstance(node, str):
            if node == "a":
                run.links -= 1
            else:
                run.finish(found.blocks, current)
                found.lasts[current] = len(found.blocks)
                current = found.parents[current]
                if node in ("figure", "figcaption", "header"):
                    run.places.pop()
            continue
        tag = node.tag or ""
        if tag == "-text":
            piece = node.text_content or ""
            run.pieces.append(piece.replace("\v", " "))
            run.linked += len(piece.strip()) if run.links else 0
            continue
        if tag == "br":
            run.pieces.append("\v")
            continue
        if not node.is_element_node:
            continue
        attributes: Mapping[str, str | None] = node.attributes
        inline = tag in _INLINE
        if rules.drops(node, tag, attributes) if rules else tag in ("script", "style", "template", "head"):
            if not inline:
                run.finish(found.blocks, current)
            continue
        if tag == "a":
            # A link to a place on the page itself leads to no other report.
            elsewhere = not (attributes.get("href") or "#").startswith("#")
            run.links += elsewhere
            if elsewhere:
                pending.append("a")
        elif not inline:
            run.finish(found.blocks, current)
            current = _enter(found, tag, attributes, current)
            pending.append(tag)
            if tag in ("figure", "figcaption", "header"):
                run.places.append("header" if tag == "header" else "figure")
        child = node.last_child
        while child is not None:
            pending.append(child)
            child = child.prev
    found.offer = rules is not None and rules.offer
    return found


def _enter(found: Blocks, tag: str, attributes: Mapping[str, str | None], parent: int) -> int:
    number = len(found.tags)
    found.tags.append(tag)
    found.classes.append((attributes.get("class") or "").strip().partition(" ")[0])
    found.parents.append(parent)
    found.firsts.append(len(found.blocks))
    found.lasts.append(len(found.blocks))
    if tag == "article":
        found.articles.append(number)
    if "articleBody" in (attributes.get("itemprop") or ""):
        found.bodies.append(number)
    return number


class _Rules:
    """What of a page is never its report: by elements, roles, names, and by being hidden."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.offer = False
        self._holders = _holders(tree, "article, main, h1, [itemprop=articleBody]")
        self._sign_ups = {box for node in tree.css("input[type=email], input[type=password]")[:MAX_SIGN_UPS] for box in _sign_up(node)}
        # What a click opens is part of the text, closed or not: accordions and tabs of travel advice.
        stated = (node.attributes["aria-controls"] or "" for node in tree.css("[aria-controls]"))
        self._opened = {name for names in stated for name in names.split()}

    def drops(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> bool:
        if tag in _DROPPED:
            if tag == "button":
                return node.parent is None or node.parent.tag not in _HEADINGS
            # Some systems put the whole page into a form.
            return tag != "form" or (node.mem_id not in self._holders and len(node.text(deep=True)) < LEAST_FORM)
        if tag in _KEPT:
            return False
        if tag == "header":
            return node.mem_id not in self._holders
        if "-" in tag and _is_box(tag) and node.mem_id not in self._holders:
            return True
        if self._sign_ups and node.mem_id in self._sign_ups:
            return True
        if not attributes:
            return False
        if not _HIDERS.isdisjoint(attributes) and self._is_hidden(attributes):
            return True
        if not _ADS.isdisjoint(attributes):
            return True
        if "role" in attributes and (attributes["role"] or "").lower() in _ROLES:
            return True
        if "class" not in attributes and "id" not in attributes:
            return False
        named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"[:1000]
        if _is_box(named):
            return node.mem_id not in self._holders
        if _is_wall(named) and node.mem_id not in self._holders and is_offer(node.text(deep=True)):
            self.offer = True
            return True
        return False

    def _is_hidden(self, attributes: Mapping[str, str | None]) -> bool:
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if not hidden and "style" in attributes:
            hidden = _HIDING.search((attributes["style"] or "")[:1000]) is not None
        if not hidden or attributes.get("role") == "tabpanel":
            return False
        return (attributes.get("id") or "") not in self._opened


@lru_cache(maxsize=4096)
def _is_box(named: str) -> bool:
    return not _BOXES.isdisjoint(word.lower() for word in _TOKEN.findall(named))


@lru_cache(maxsize=4096)
def _is_wall(named: str) -> bool:
    return not _WALLS.isdisjoint(word.lower() for word in _TOKEN.findall(named))


def _sign_up(node: LexborNode) -> Iterator[int]:
    """The form around an input, and what stands around the form as long as it is short."""
    box = node.parent
    for _ in range(MAX_OUTWARDS):
        if box is None or box.tag in _KEPT or box.css_first("h1") is not None or len(box.text(deep=True)) > MAX_BOX:
            return
        yield box.mem_id
        box = box.parent


def _holders(tree: LexborHTMLParser, selector: str) -> set[int]:
    """What stands around an article or its headline is no box, whatever its class says."""
    holders: set[int] = set()
    for found in tree.css(selector):
        node: LexborNode | None = found
        while node is not None and node.mem_id not in holders:
            holders.add(node.mem_id)
            node = node.parent
    return holders
