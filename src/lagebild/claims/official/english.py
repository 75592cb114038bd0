"""Official pages in English become claims by the table of formulas; what it does not know becomes an abstention.

The passage is the sentence that holds the formula; the place is the country that the page is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lagebild.claims.official.formulas import Hit, english_date, hits_in
from lagebild.claims.official.markup import BlockKind
from lagebild.claims.official.page import OfficialPage, PageBlock
from lagebild.claims.official.regions import Where, english_where
from lagebild.claims.official.sentences import sentences_of
from lagebild.codebook.authorities import authority_name
from lagebild.codebook.official import FormulaTable
from lagebild.model import Abstention, Claim, Document, Span, Status

# Dates in sentences on advice are those of events; in these they are the step's own.
_DATED = frozenset({"staff_departure", "family_departure", "mission_status", "evacuation"})
_FOR_NOW = re.compile(r"\b(?:temporar\w+|for now|until further notice|at present|for the time being)\b", re.I)
_ENTRY = re.compile(r"\A\s*(?:\d{1,2}\s+[A-Z][a-z]+|[A-Z][a-z]+\s+\d{1,2},)\s+\d{4}\s*(?:\n|\Z)")
_YEAR = re.compile(r"\d{4}(?:\s*\(\d+ updates?\))?")  # over a year's entries
_LONGEST = 480  # code points of a passage, as in claims/extract.py


def read_english(document: Document, page: OfficialPage) -> Iterator[Claim | Abstention]:
    """Claims and abstentions of a page in English, in order of the text."""
    table = page.table
    if table is None or document.authority is None:
        return
    seen: set[tuple[object, ...]] = set()
    for found in _found(document, page, table):
        if isinstance(found, Claim):
            words = " ".join(found.passage.exact.split())
            key = (found.dimension, found.value, found.scope, found.regions, found.detail, found.as_of, words)
            if key in seen:
                continue  # a summary repeats what stands below
            seen.add(key)
        yield found


def _found(document: Document, page: OfficialPage, table: FormulaTable) -> Iterator[Claim | Abstention]:
    for block, begin, entry in _dated(page):
        for span in sentences_of(page.blanked, begin, block.block.end):
            yield from _sentence(document, page, table, block, span, entry)


def _dated(page: OfficialPage) -> Iterator[tuple[PageBlock, int, str | None]]:
    """Each block with where its words begin, and the date over it if it is an entry of a page's history of changes."""
    entry: str | None = None
    for block in page.blocks:
        begin = block.block.begin
        dated = _ENTRY.match(page.blanked[begin : block.block.end])
        if dated:
            entry = english_date(dated[0])
            begin += dated.end()
        elif block.block.kind is BlockKind.HEADING and not _YEAR.fullmatch(block.words):
            entry = None
        elif not re.search(r"\w", block.words):
            entry = None  # a rule
        yield block, begin, entry


def entries_of(page: OfficialPage) -> Iterator[tuple[str, Span]]:
    """The dated entries of a page's own history of changes: the day as ISO 8601, and the words of a paragraph."""
    for block, begin, entry in _dated(page):
        heading = block.block.kind is BlockKind.HEADING or _YEAR.fullmatch(block.words) is not None
        if entry is not None and begin < block.block.end and not heading:
            yield entry, Span(begin, block.block.end)


def _sentence(
    document: Document, page: OfficialPage, table: FormulaTable, block: PageBlock, span: Span, entry: str | None
) -> Iterator[Claim | Abstention]:
    text = page.blanked[span.begin : span.end]
    if table.boilerplate.search(text):
        return
    hits = list(hits_in(text, table, document.authority or ""))
    if hits and (table.conditional.match(block.lead) or table.conditional.match(text)):
        yield _abstain(document, span, hits[0].formula.id, "holds only for those who travel all the same")
        return
    if not hits:
        if table.lifted.search(text):
            yield _abstain(
                document, span, "official step lifted", "a step is taken back, and none is named as remaining"
            )
        elif table.references.search(text):
            yield _abstain(document, span, "official reference", "points to advice that is stated elsewhere")
        elif table.watch.search(text) and block.block.kind is not BlockKind.HEADING:
            yield _abstain(
                document, span, "official table", "speaks of a posture in words that the table does not know"
            )
        return
    for hit in hits:
        yield from _claims(document, page, block, span, hit, entry)


def _claims(
    document: Document, page: OfficialPage, block: PageBlock, span: Span, hit: Hit, entry: str | None
) -> Iterator[Claim | Abstention]:
    formula = hit.formula
    if document.place is None:
        yield _abstain(document, span, formula.id, "the page does not say which country it is about")
        return
    text = page.blanked[span.begin : span.end]
    where = Where(scope=None)
    if formula.dimension == "travel_advice":
        items = [page.blanked[b.begin : b.end] for b in page.items_after(block)] if text.rstrip().endswith(":") else []
        near = "within " if text[: hit.end].lower().rstrip().endswith("within") else ""
        where = english_where(near + (hit.where or ""), document.place, items)
        if where.scope is None:
            named = ", ".join(code for code, _ in where.elsewhere)
            yield _abstain(document, span, formula.id, f"advice about another country ({named})")
            return
    name = authority_name(document.authority or "") or document.outlet
    yield Claim(
        actor=document.authority or "",
        dimension=formula.dimension,
        place=document.place,
        value=formula.value,
        status=Status.ASSERTED,
        passage=document.passage(_passage(document, span, hit)),
        rule=f"official {formula.id}",
        scope=(formula.scope or where.scope) if formula.dimension == "travel_advice" else None,
        regions=where.regions,
        exceptions=where.exceptions,
        detail=formula.detail,
        as_of=_as_of(document, formula.dimension, text, entry),
        provisional=_FOR_NOW.search(text) is not None,
        confidence=0.9,
        speaker=name,
        speaker_actor=document.authority,
        origin=document.origin or document.id,
        because=(
            f"formula {formula.id} gives {formula.value}",
            "actor: whose own page it is",
            "place: the country that the page is about",
            "status: the authority's own voice",
        ),
    )


def _passage(document: Document, span: Span, hit: Hit) -> Span:
    """The sentence, with the bracket of a link it begins with; of one too long for a glance the formula and what follows."""
    if span.end - span.begin <= _LONGEST:
        return Span(span.begin - (document.text[span.begin - 1 : span.begin] == "["), span.end)
    begin = span.begin + hit.begin
    return Span(begin, max(span.begin + hit.end, min(span.end, begin + _LONGEST)))


def _as_of(document: Document, dimension: str, text: str, entry: str | None) -> str | None:
    day = document.day.isoformat() if document.day is not None else None
    stated = english_date(text) if dimension in _DATED else None
    if stated is not None and (day is None or stated <= day):
        return stated
    return entry or day


def _abstain(document: Document, span: Span, rule: str, reason: str) -> Abstention:
    return Abstention(document=document.key, span=span, rule=rule, reason=reason)
