"""An official page as it is to be read: which blocks hold postures, in which language, under which headings.

Sections on health, customs or crime use the same words for other things ("von Nachtfahrten wird abgeraten") and
are left out; the table of formulas names them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lagebild.claims.official.markup import Block, BlockKind, read_page
from lagebild.codebook.authorities import authority_language
from lagebild.codebook.official import FormulaTable, load_formulas
from lagebild.model import Document

_GERMAN = frozenset("der die das und wird werden nicht ist sie zu den von für im auf mit".split())
_ENGLISH = frozenset("the and to of is you for should are advise advises not in our with".split())
_LEAST = 2.0  # times as many common words of one language as of the other; official pages have ten times as many
_TITLE = 80  # code points; a longer line that begins like a section's heading is a sentence


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A block that is read, with its words blanked of marks and what stands over it.

    Attributes:
        under: the lowest heading over it, as it stands, or None.
        depth: that heading's level, 0 without one.
        lead: the last paragraph before a list, for its items; "" otherwise.
    """

    block: Block
    words: str
    under: str | None
    depth: int
    lead: str


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """What of a page is read.

    Attributes:
        blanked: the text without marks, of the same length.
        language: "de" or "en"; None where it is neither.
        table: the formulas of that language, or None.
        blocks: in order; headings included where they may state a level.
        german: the text for the German engine, of the same length: what is not read in German is blank.
    """

    blanked: str
    language: str | None
    table: FormulaTable | None
    blocks: tuple[PageBlock, ...]
    german: str

    def block_at(self, offset: int) -> PageBlock | None:
        """The block that holds a code point; None in what is not read."""
        return next((b for b in self.blocks if b.block.begin <= offset < b.block.end), None)

    def items_after(self, block: PageBlock) -> tuple[Block, ...]:
        """The items of the list that a block with a colon at its end opens, over what only divides the list."""
        at = self.blocks.index(block)
        if not block.words.rstrip().endswith(":"):
            return ()
        items: list[Block] = []
        for other in self.blocks[at + 1 :]:
            kind, words = other.block.kind, other.words
            if words.startswith("(") and words.endswith(")") or words.endswith(":") and kind is BlockKind.HEADING:
                continue
            if kind is not BlockKind.ITEM and not (kind is BlockKind.TEXT and _is_item(words)):
                break
            items.append(other.block)
        return tuple(items)


_VERB = re.compile(
    r"\b(?:wird|werden|ist|sind|kann|können|sie|is|are|should|you|we|advises?|travel|which|that)\b", re.I
)


def _is_item(words: str) -> bool:
    """Whether a paragraph reads like an item whose mark was lost: short, no sentence."""
    return len(words) <= _TITLE and words[-1] not in ".:!?" and not _VERB.search(words)


def is_official(document: Document) -> bool:
    """Whether a document is a government's own page."""
    return document.authority is not None


def german_text(document: Document) -> str:
    """What the German stages read of a document, of the same length: all of a report, the postures of a page.

    >>> german_text(Document(key="a", text="Kiew schweigt.", source="-"))
    'Kiew schweigt.'
    """
    return page_of(document).german if is_official(document) else document.text


def page_of(document: Document) -> OfficialPage:
    """What of an official page is read; the same object for the same text."""
    return _page(document.text, authority_language(document.authority or ""))


@lru_cache(maxsize=4)  # a page is asked for by the language stage and by the claims stage, one after the other
def _page(text: str, usual: str | None) -> OfficialPage:
    blanked, blocks = read_page(text)
    language = language_of(blanked) or usual
    table = load_formulas(language) if language else None
    kept = tuple(_kept(blanked, blocks, table)) if table else ()
    letters = [c if c == "\n" else " " for c in blanked]
    if language == "de":
        spans = [(b.block.begin, b.block.end) for b in kept if b.block.kind is not BlockKind.HEADING]
        for (begin, end), following in zip(spans, [*spans[1:], (len(blanked), 0)], strict=False):
            # the gap, too, holds how two blocks hang together
            stop = following[0] if "\n\n" not in blanked[end : following[0]] else end
            letters[begin:stop] = blanked[begin:stop]
    return OfficialPage(blanked=blanked, language=language, table=table, blocks=kept, german="".join(letters))


def language_of(text: str) -> str | None:
    """ "de" or "en" by the commonest words of the first pages; None where neither prevails."""
    words = re.findall(r"[a-zäöüß]+", text[:8000].lower())
    german, english = (sum(w in common for w in words) for common in (_GERMAN, _ENGLISH))
    if german > english * _LEAST:
        return "de"
    return "en" if english > german * _LEAST else None


def _kept(blanked: str, blocks: tuple[Block, ...], table: FormulaTable) -> list[PageBlock]:
    found: list[PageBlock] = []
    skipping = 0  # level of the heading whose section is skipped
    under: str | None = None
    depth, lead = 0, ""
    for block in blocks:
        words = " ".join(blanked[block.begin : block.end].split())
        lower = words.lower()
        level = block.level
        named = len(words) <= _TITLE and not words.endswith(".") and lower.startswith((*table.skip, *table.read))
        if block.kind is BlockKind.TEXT and named:
            level = 2  # a heading whose mark was lost
        if level:
            if not skipping or level <= skipping or lower.startswith(table.read):
                silent = len(words) <= _TITLE and lower.startswith(table.skip) and not lower.startswith(table.read)
                skipping = level if silent else 0
            under, depth, lead = words, level, ""
        elif block.kind is BlockKind.TEXT:
            lead = words
        if skipping:
            continue
        kind = (
            block
            if block.level == level
            else Block(kind=BlockKind.HEADING, begin=block.begin, end=block.end, level=level)
        )
        found.append(PageBlock(kind, words, under, depth, lead if block.kind is BlockKind.ITEM else ""))
    return found
