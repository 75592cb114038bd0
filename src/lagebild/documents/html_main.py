"""Of a page's blocks those of the report are chosen: its container, without teasers and discussions inside it.

The rules are general: what a block is follows from its links, its headings and what stands around it. Which
element holds the report is said by the page (article, articleBody), by its headline, or by where the text is densest.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from lagebild.documents.html_blocks import Block, Blocks
from lagebild.documents.html_offer import is_offer

MAX_LINKED = 0.5  # share of a block's characters in links; above it, it is a list of other articles
LEAST_PARAGRAPH = 40  # characters; "Mehr zum Thema" and image credits are shorter, sentences rarely
MAX_MARKED = 50  # elements marked as an article that are tried; the first few of a page hold the main one
MAX_TEASER = 700  # characters below a linked headline that still announce another report
MAX_LEAD = 8  # blocks between the headline and the text; above it the headline is that of the outlet
NEAR_HEADLINE = 1.2  # what text counts more in a container that holds the headline, too
LEAST_HEADED = 0.15  # share of the page's text that an article with the page's headline must hold

_PARAGRAPHS = frozenset(("p", "li", "blockquote", "pre", "dd", "dt"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Headings and first words that announce other reports, or readers' own words.
_OTHERS = re.compile(
    r"(?:mehr zum thema|mehr (?:dazu|lesen)|lesen sie (?:auch|hier|mehr)|auch interessant|das könnte (?:sie|dich)|"
    r"meistgelesen|ähnliche (?:beiträge|artikel|themen)|weitere (?:artikel|beiträge|themen|meldungen|nachrichten)|"
    r"zum thema|aus dem ressort|verwandte (?:artikel|themen)|empfehlungen|newsletter|pressekontakt|teilen|schlagw[oö]rt)",
    re.I,
)
_DISCUSSION = re.compile(
    r"(?:(?:\d+ )?(?:leserkommentare|kommentare|leserbriefe|postings)|\d+ (?:kommentar|beiträge)|diskutieren sie)\b"
    r"(?: (?:mit|zum artikel|zu diesem artikel|lesen|schreiben))?(?: ?\(?\d+\)?)?\W*\Z",
    re.I,
)
_REPLY = re.compile(r"(?:antworten|reply|melden|kommentar melden)(?:\W+(?:melden|teilen|antworten|\d+))*\W*\Z", re.I)
_MARKED_AD = re.compile(r"(?:Anzeige|Werbung|ANZEIGE|WERBUNG)(?::|\Z)")


def main_blocks(page: Blocks, title: str | None) -> tuple[list[Block], bool]:
    """Blocks of the report in reading order, and whether an offer to subscribe was left out at their end.

    Args:
        page: all blocks that may be text.
        title: the headline that the page states, or None.
    """
    return _Choice(page, title).result()


class _Choice:
    """Which blocks of a page are out, and what each of the others weighs."""

    def __init__(self, page: Blocks, title: str | None) -> None:
        self.page = page
        self.out = [block.linked > MAX_LINKED or _MARKED_AD.match(block.text) is not None for block in page.blocks]
        self.title = _plain(title or "")
        self.gone: set[int] = set()
        self.headline = self._find_headline()
        self._weigh()
        if self.sums[-1]:
            self._leave_out_teasers()
            self._weigh()

    def result(self) -> tuple[list[Block], bool]:
        page = self.page
        if self.sums[-1]:
            chosen = [k for first, last in self._choose() for k in range(first, last) if not self.out[k]]
        else:
            chosen = [k for k, out in enumerate(self.out) if not out]
        chosen = self._without_places(chosen)
        if chosen and self._is_title(page.blocks[chosen[0]]):
            chosen = chosen[1:]
        offer = False
        while chosen and (self._is_heading(chosen[-1]) or is_offer(page.blocks[chosen[-1]].text)):
            offer = offer or is_offer(page.blocks[chosen[-1]].text)
            chosen.pop()
        return [page.blocks[k] for k in chosen], offer

    def _weigh(self) -> None:
        self.weights = [
            0 if out or len(block.text) < LEAST_PARAGRAPH or block.place == "header" else len(block.text)
            for block, out in zip(self.page.blocks, self.out, strict=True)
        ]
        self.sums = [0, *accumulate(self.weights)]

    def _is_heading(self, k: int) -> bool:
        return self.page.tags[self.page.blocks[k].element] in _HEADINGS

    def _is_title(self, block: Block) -> bool:
        plain = _plain(block.text)
        return plain == self.title or (self.page.tags[block.element] == "h1" and plain in self.title)

    def _find_headline(self) -> int | None:
        """The block with the headline: one that is the stated title, else the only h1."""
        blocks, tags = self.page.blocks, self.page.tags
        if self.title:
            for k, block in enumerate(blocks):
                if not self.out[k] and self._is_title(block):
                    return k
        first = [k for k, block in enumerate(blocks) if tags[block.element] == "h1"]
        return first[0] if len(first) == 1 else None

    def _holds_headline(self, element: int) -> bool:
        return self.headline is not None and self.page.firsts[element] <= self.headline < self.page.lasts[element]

    def _leave_out(self, element: int, first: int | None = None) -> None:
        if element in self.gone:
            return
        self.gone.add(element)
        begin = self.page.firsts[element] if first is None else first
        self.out[begin : self.page.lasts[element]] = [True] * (self.page.lasts[element] - begin)

    def _weight(self, element: int, after: int = 0) -> int:
        """What the blocks in an element weigh, those before ``after`` left out."""
        last = self.page.lasts[element]
        return self.sums[last] - self.sums[min(last, max(after, self.page.firsts[element]))]

    def _leave_out_teasers(self) -> None:
        """Teasers have a linked headline and few words, boxes a heading that says so, discussions replies."""
        page, total = self.page, self.sums[-1]
        for k, block in enumerate(page.blocks):
            if k == self.headline:
                continue
            around = page.parents[block.element] if page.tags[block.element] in _HEADINGS | _PARAGRAPHS else block.element
            if around < 0:
                continue
            heading = self._is_heading(k)
            if len(block.text) <= 2 * LEAST_PARAGRAPH and _DISCUSSION.match(block.text) and heading:
                self._leave_out(around, k)
            elif block.linked > MAX_LINKED and heading and not self._is_title(block):
                self._leave_out_around(around, min(MAX_TEASER, total // 2))
            elif heading and _OTHERS.match(block.text):
                self.out[k] = True
                self._leave_out_around(around, total // 3)
            elif len(block.text) <= LEAST_PARAGRAPH and _REPLY.match(block.text):
                self._leave_out_around(around, min(2 * MAX_TEASER, total // 2))

    def _leave_out_around(self, element: int, most: int) -> None:
        """The first element outwards that holds text, if it is not more than a box may hold."""
        page = self.page
        while element >= 0 and page.tags[element] not in ("body", "main") and not self._holds_headline(element):
            weight = self._weight(element)
            if weight > most:
                return
            if weight:
                self._leave_out(element)
                return
            element = page.parents[element]

    def _choose(self) -> list[tuple[int, int]]:
        """Ranges of blocks: what says that it is the body, else the article, else the densest container."""
        page, after, total = self.page, 0, self.sums[-1]
        # What stands before the headline does not count, where enough comes after it.
        if self.headline is not None and 3 * (total - self.sums[self.headline]) >= total:
            after, total = self.headline, total - self.sums[self.headline]
        for element in (*page.bodies, *page.articles)[:MAX_MARKED]:
            weight = self._weight(element, after)
            # Teasers are articles too: what holds less than half of the text must hold the headline.
            if 2 * weight > total or (self._holds_headline(element) and weight > LEAST_HEADED * total):
                self._leave_out_nested(element)
                return [*self._lead(element), (page.firsts[element], page.lasts[element])]
        best = self._densest(after)
        alike = [best]
        if page.classes[best]:
            alike = [
                element
                for element in range(len(page.tags))
                if self._kind(element) == self._kind(best) and self._weight(element, after)
            ]
        return [*self._lead(alike[0]), *((page.firsts[element], page.lasts[element]) for element in alike)]

    def _leave_out_nested(self, outer: int) -> None:
        """Articles inside the article are comments and teasers, unless they are most of it, as in a live blog."""
        page = self.page
        inside = [e for e in page.articles if e > outer and page.lasts[e] <= page.lasts[outer] and not self._holds_headline(e)]
        if 2 * sum(map(self._weight, inside)) < self._weight(outer):
            for element in inside:
                self._leave_out(element)

    def _lead(self, element: int) -> list[tuple[int, int]]:
        """Paragraphs between the headline and the container that was chosen."""
        first = self.page.firsts[element]
        if self.headline is None or not 0 < first - self.headline - 1 <= MAX_LEAD:
            return []
        return [(k, k + 1) for k in range(self.headline + 1, first) if not self.out[k] and len(self.page.blocks[k].text) >= LEAST_PARAGRAPH and self.page.blocks[k].place != "figure"]

    def _densest(self, after: int) -> int:
        """The container with the most text close to it.

        A paragraph counts in full for the element around it, by half for the next and by a third for the one
        after, so that wrappers around single paragraphs lose against what holds them all, and the page as a whole
        loses against both. Where each paragraph has wrappers of its own, they do not count as elements.
        """
        page = self.page
        single = [last - first == 1 for first, last in zip(page.firsts, page.lasts, strict=True)]
        wrappers = Counter(self._kind(element) for element, alone in enumerate(single) if alone)
        scores: dict[int, float] = {}
        for k, weight in enumerate(self.weights):
            if not weight or k < after:
                continue
            element = page.blocks[k].element
            outermost = element
            while page.parents[outermost] >= 0 and single[page.parents[outermost]]:
                outermost = page.parents[outermost]
            if single[outermost] and wrappers[self._kind(outermost)] > 1:
                element = page.parents[outermost]
            elif page.tags[element] in _PARAGRAPHS:
                element = page.parents[element]
            for distance in (1, 2, 3):
                if element >= 0:
                    scores[element] = scores.get(element, 0.0) + weight / distance
                    element = page.parents[element]
        for element in scores:
            if self._holds_headline(element) and page.tags[element] != "body":
                scores[element] *= NEAR_HEADLINE
        return max(scores, key=lambda element: (scores[element], element))

    def _kind(self, element: int) -> tuple[int, str, str]:
        """Where it stands and how it is called: elements alike are one list."""
        return self.page.parents[element], self.page.tags[element], self.page.classes[element]

    def _without_places(self, chosen: list[int]) -> list[int]:
        """Captions stay where they are most of the text, as in a gallery; of a header its sentences stay."""
        blocks = self.page.blocks
        captions = sum(self.weights[k] for k in chosen if blocks[k].place == "figure")
        gallery = 2 * captions > sum(self.weights[k] for k in chosen)
        return [
            k
            for k in chosen
            if not blocks[k].place
            or (blocks[k].place == "figure" and gallery)
            or (blocks[k].place == "header" and len(blocks[k].text) >= LEAST_PARAGRAPH)
        ]


def _plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split()).casefold()
