"""Reports as a reader opens them: found by passage, cut into sentences around it, and marked.

A passage is looked up by key or id and shown only where the text holds its exact words at its
offsets; otherwise the passage stands alone, without context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from lagebild.model import Document, Passage, Span

# An end of a sentence, for display only: "am 24. Januar" and "z. B." must not end one.
_END = re.compile(r"(?<![\s.(][A-Za-zÄÖÜäöü])(?<!\d)[.!?…][\"“”«»‘’)\]]*(?=\s+[\"„“”»«‚‘(]?[A-ZÄÖÜ0-9])|\n\s*\n")
_SHORTENED = re.compile(r"\b(?:Dr|Prof|Nr|Abs|Art|St|bzw|ca|usw|Mio|Mrd|Hr|Fr|vgl|Jan|Feb|Sept|Okt|Nov|Dez)$")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_CONTEXT_LIMIT = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A passage between the sentence before and the sentence after, in code points of its text."""

    before: str
    exact: str
    after: str
    cut_before: bool = False
    cut_after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a report's text; its numbers are those of passages that cover, begin and end there."""

    text: str
    marks: tuple[int, ...]
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(slots=True)
class Shelf:
    """The documents of a publication in their order, found by a passage's key or id."""

    documents: tuple[Document, ...]
    texts: bool = True
    _by_key: dict[str, list[Document]] = field(default_factory=dict)

    @classmethod
    def of(cls, documents: Iterable[Document], *, texts: bool = True) -> Shelf:
        """A shelf in the order given; a later revision of a key is preferred.

        Args:
            texts: the documents have their texts; without them a passage is found by the name of its report alone.
        """
        shelf = cls(tuple(documents), texts)
        for document in shelf.documents:
            for name in dict.fromkeys((document.key, document.id)):
                shelf._by_key.setdefault(name, []).insert(0, document)
        return shelf

    def find(self, passage: Passage) -> Document | None:
        """The newest revision that holds the passage's words at its offsets, or None."""
        for document in self._by_key.get(passage.document, []):
            if not self.texts or document.text[passage.span.begin : passage.span.end] == passage.exact:
                return document
        return None

    def named(self, key: str) -> Document | None:
        """The newest revision of that key or id, whatever it says."""
        return next(iter(self._by_key.get(key, [])), None)


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, without the white space between them; good enough to look at."""
    spans = []
    begin = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _SHORTENED.search(text, begin, match.start()):
            continue
        end = match.start() if match.group().startswith("\n") else match.end()
        spans.append((begin, end))
        begin = match.end()
    spans.append((begin, len(text)))
    return tuple(Span(b, e) for b, e in (_trim(text, b, e) for b, e in spans) if b < e)


def excerpt(document: Document, span: Span) -> Excerpt:
    """The passage with the rest of its sentences, one sentence before and one after."""
    around = sentences(document.text)
    touched = [n for n, s in enumerate(around) if s.overlaps(span)]
    first = max(0, touched[0] - 1) if touched else 0
    last = min(len(around) - 1, touched[-1] + 1) if touched else -1
    begin = min(around[first].begin, span.begin) if touched else span.begin
    end = max(around[last].end, span.end) if touched else span.end
    cut_before, cut_after = begin < span.begin - _CONTEXT_LIMIT, end > span.end + _CONTEXT_LIMIT
    begin, end = max(begin, span.begin - _CONTEXT_LIMIT), min(end, span.end + _CONTEXT_LIMIT)
    text = document.text
    return Excerpt(
        before=text[begin : span.begin],
        exact=text[span.begin : span.end],
        after=text[span.end : end],
        cut_before=cut_before,
        cut_after=cut_after,
    )


def mark(document: Document, spans: list[Span]) -> list[list[Piece]]:
    """The text as paragraphs of pieces, each knowing which of the spans (by index) cover it."""
    text = document.text
    paragraphs: list[list[Piece]] = []
    begin = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[begin:end].strip():
            paragraphs.append(_pieces(text, Span(begin, end), spans))
        begin = gap.end() if gap else end
    return _with_edges(paragraphs)


def _pieces(text: str, paragraph: Span, spans: list[Span]) -> list[Piece]:
    inside = {n: s for n, s in enumerate(spans) if s.overlaps(paragraph)}
    cuts = {paragraph.begin, paragraph.end}
    for span in inside.values():
        cuts |= {max(span.begin, paragraph.begin), min(span.end, paragraph.end)}
    edges = sorted(cuts)
    return [
        Piece(text=text[b:e], marks=tuple(n for n, s in inside.items() if s.begin <= b and e <= s.end))
        for b, e in pairwise(edges)
    ]


def _with_edges(paragraphs: list[list[Piece]]) -> list[list[Piece]]:
    first: dict[int, Piece] = {}
    last: dict[int, Piece] = {}
    for piece in (piece for paragraph in paragraphs for piece in paragraph):
        for n in piece.marks:
            first.setdefault(n, piece)
            last[n] = piece
    return [
        [
            replace(
                piece,
                begins=tuple(n for n in piece.marks if first[n] is piece),
                ends=tuple(n for n in piece.marks if last[n] is piece),
            )
            for piece in paragraph
        ]
        for paragraph in paragraphs
    ]


def _trim(text: str, begin: int, end: int) -> tuple[int, int]:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    return begin, end
