"""What the ordinary frames read on an official page in German becomes the authority's own postures, and nothing else.

The frames decide what is said; here stands what only such pages need: whose words they are, which country they are
about, lists of regions, references to advice stated elsewhere, and the formulas that no report uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lagebild.actors import Scene
from lagebild.claims.official.formulas import hits_in
from lagebild.claims.official.markup import BlockKind
from lagebild.claims.official.page import OfficialPage, PageBlock
from lagebild.claims.official.regions import Where, countries_in, german_where
from lagebild.claims.official.sentences import sentences_of
from lagebild.codebook.advisory_levels import level_of
from lagebild.codebook.authorities import authority_name
from lagebild.codebook.official import Formula, FormulaTable
from lagebild.model import Abstention, Claim, Document, Span, Status

# An advisory page states these; troops and other governments' acts are background there.
_OWN = frozenset(
    {
        "travel_advice",
        "citizen_departure",
        "staff_departure",
        "family_departure",
        "mission_status",
        "evacuation",
        "threat_assessment",
    }
)
_SEVERAL = frozenset({"mission_status", "threat_assessment"})
_REFERABLE = frozenset({"travel_advice", "citizen_departure"})
_WITH_NUMBERS = frozenset({"AT"})
_NUMBERED = re.compile(r"\b(?:sicherheits|warn|gefahren|reisewarn)?stufe\s+([1-6])\b", re.I)
_FOR_NOW = re.compile(r"\b(?:derzeit|zurzeit|vorerst|bis auf [Ww]eiteres|vorübergehend|vorläufig|aktuell)\b")
_CUT = 470  # code points; the frames cut longer passages, and the list of regions with them
_DEEP = 4  # level from which on a heading names an area and not a subject: "#### *Krim*"


def own_postures(scene: Scene, page: OfficialPage, read: Iterable[Claim]) -> Iterator[Claim | Abstention]:
    """Claims of the page's authority in order of the text, each once; what is dropped comes as an abstention.

    The same words again, at the top and under their own heading, are one claim.

    Args:
        scene: the page's names, over its text without marks.
        page: its blocks.
        read: what the frames made of it.
    """
    document = scene.document
    found: list[Claim | Abstention] = [f for claim in _by_formula(document, page) for f in _placed(scene, page, claim)]
    stated = [c for c in found if isinstance(c, Claim)]
    for claim in read:
        if any(_says_it(formula, claim) for formula in stated):
            continue
        found.extend(_own(scene, page, claim))
    found.sort(key=lambda f: f.passage.span.begin if isinstance(f, Claim) else f.span.begin)
    seen: set[tuple[object, ...]] = set()
    for item in found:
        if isinstance(item, Claim):
            words = " ".join(page.blanked[item.passage.span.begin : item.passage.span.end].split())
            key = (
                item.dimension,
                item.place,
                item.value,
                item.scope,
                item.regions,
                item.exceptions,
                item.detail,
                words,
            )
            if key in seen:
                continue
            seen.add(key)
        yield item


def _says_it(formula: Claim, claim: Claim) -> bool:
    """Whether a formula has read the same words; of a mission or a danger one sentence may tell two things."""
    if formula.dimension != claim.dimension or not formula.passage.span.overlaps(claim.passage.span):
        return False
    return claim.dimension not in _SEVERAL or formula.value == claim.value


def _own(scene: Scene, page: OfficialPage, claim: Claim) -> Iterator[Claim | Abstention]:
    document, span, table = scene.document, claim.passage.span, page.table
    block = page.block_at(span.begin)
    if table is None or block is None or block.block.kind is BlockKind.HEADING:
        return
    sentence = _sentence_at(page, block, span.begin)
    text = page.blanked[sentence.begin : sentence.end]
    reason = _why_not(document, claim, table, text, page.blanked[span.begin : span.end])
    if reason is not None:
        yield Abstention(document=document.key, span=span, rule=claim.rule, reason=reason)
        return
    claim = replace(claim, statement=None, speaker=authority_name(document.authority or "") or document.outlet)
    if document.place is None:
        yield replace(claim, id="")
        return
    claim = replace(claim, id="", place=document.place)
    if claim.dimension == "travel_advice":
        yield from _advice(scene, page, block, sentence, claim)
    else:
        yield from _placed(scene, page, claim)


def _why_not(document: Document, claim: Claim, table: FormulaTable, sentence: str, words: str) -> str | None:
    """Why a claim is none of the authority's own, in words for ``explain``; None if it is one."""
    if claim.actor != document.authority:
        return f"what {claim.actor} does is told on a page of {document.authority}"
    if claim.dimension not in _OWN:
        return "background on a page of advice"
    if table.boilerplate.search(sentence):
        return "stands on every page"
    stated = (
        _NUMBERED.search(sentence)
        if document.authority in _WITH_NUMBERS and claim.dimension == "travel_advice"
        else None
    )
    if stated and level_of(document.authority or "", stated[1], document.day) is None:
        return f"level {stated[1]}, which no ladder of the day knows"
    if claim.dimension in _REFERABLE and table.references.search(sentence):
        return "points to advice that is stated elsewhere"
    if claim.dimension == "threat_assessment":
        if claim.value == "none" and "keine" not in words.lower():
            return "a negation that is about something else"
        if not table.threat.search(words) and not table.threat.search(sentence):
            return "tells of danger without assessing it"
        if re.match(r"\s*(?:aufgrund|wegen|infolge|nach)\b", words, re.I) and not table.threat.search(words):
            return "names danger as a reason for something else"
    return None


def _advice(
    scene: Scene, page: OfficialPage, block: PageBlock, sentence: Span, claim: Claim
) -> Iterator[Claim | Abstention]:
    """The advice with its scope, for each country it names that the page is about."""
    document = scene.document
    text, span = page.blanked[sentence.begin : sentence.end], claim.passage.span
    items = [page.blanked[b.begin : b.end] for b in page.items_after(block)] if text.rstrip().endswith(":") else []
    if span.end - span.begin < _CUT:
        text = page.blanked[span.begin : span.end]
    where = german_where(text, document.place or "", items, _following(page, block, sentence))
    if where.scope is None and not where.elsewhere:
        reason = "a place that was named before"
        yield Abstention(document=document.key, span=span, rule=claim.rule, reason=reason)
    elif where.scope is not None:
        yield _stated(claim, document.place or "", where)
    for code, region in where.elsewhere:
        if not _named_in_title(scene, page, code):
            reason = f"advice about {code} on a page about {document.place}"
            yield Abstention(document=document.key, span=claim.passage.span, rule=claim.rule, reason=reason)
        else:
            scope = "parts" if region else "country"
            yield _stated(claim, code, Where(scope=scope, regions=(region,) if region else ()))


def _stated(claim: Claim, place: str, where: Where) -> Claim:
    return replace(claim, id="", place=place, scope=where.scope, regions=where.regions, exceptions=where.exceptions)


def _placed(scene: Scene, page: OfficialPage, claim: Claim) -> Iterator[Claim | Abstention]:
    """The claim at the page's country, or at the one it names instead if the page is about that one, too."""
    own, span = scene.document.place, claim.passage.span
    codes = countries_in(page.blanked[span.begin : span.end])
    if (
        not codes
        or own in codes
        or claim.dimension == "threat_assessment"
        and not _named_in_title(scene, page, codes[0])
    ):
        yield replace(claim, id="")  # attacks out of Iran are a threat here
    elif _named_in_title(scene, page, codes[0]):
        yield replace(claim, id="", place=codes[0])
    else:
        reason = f"about {codes[0]} on a page about {own}"
        yield Abstention(document=scene.document.key, span=span, rule=claim.rule, reason=reason)


def _named_in_title(scene: Scene, page: OfficialPage, code: str) -> bool:
    """Whether the page's title names a country: "Israel: ... (Palästinensische Gebiete - Gazastreifen)"."""
    title = scene.document.title or next((b.words for b in page.blocks if b.block.kind is BlockKind.HEADING), "")
    name = scene.gazetteer.name_of(code)
    return name in title


def _sentence_at(page: OfficialPage, block: PageBlock, offset: int) -> Span:
    """The sentence around a code point, from its block and over blocks that it runs through."""
    end = block.block.end
    for other in page.blocks[page.blocks.index(block) + 1 :]:
        if other.block.kind is BlockKind.HEADING or "\n\n" in page.blanked[end : other.block.begin]:
            break
        end = other.block.end
    for span in sentences_of(page.blanked, block.block.begin, end):
        if span.begin <= offset < span.end:
            return span
    return Span(block.block.begin, end)


def _following(page: OfficialPage, block: PageBlock, sentence: Span) -> str:
    """The next sentence of the block or the paragraph after it, for "Ausgenommen sind ..."."""
    rest = page.blanked[sentence.end : block.block.end].strip()
    if rest:
        return rest
    after = page.blocks[page.blocks.index(block) + 1 :]
    following = next((b for b in after if b.block.kind is not BlockKind.ITEM), None)
    return following.words if following is not None and following.block.kind is BlockKind.TEXT else ""


def _by_formula(document: Document, page: OfficialPage) -> Iterator[Claim]:
    """Claims of the formulas that no report uses."""
    table, authority = page.table, document.authority
    if table is None or authority is None or document.place is None:
        return
    for block in page.blocks:
        if block.block.kind is BlockKind.HEADING:
            continue
        for span in sentences_of(page.blanked, block.block.begin, block.block.end):
            text = page.blanked[span.begin : span.end]
            if table.boilerplate.search(text):
                continue
            for hit in hits_in(text, table, authority):
                yield _formula_claim(document, block, span, text, hit.formula)
            yield from _level(document, block, span, text)


def _formula_claim(document: Document, block: PageBlock, span: Span, text: str, formula: Formula) -> Claim:
    authority, place = document.authority or "", document.place or ""
    where = german_where(text, place) if formula.dimension == "travel_advice" else Where(scope=None)
    return Claim(
        actor=authority,
        dimension=formula.dimension,
        place=place,
        value=formula.value,
        status=Status.ASSERTED,
        passage=document.passage(span),
        rule=f"official {formula.id}",
        scope=formula.scope or where.scope,
        regions=where.regions,
        exceptions=where.exceptions,
        detail=_area(block) if formula.dimension == "mission_status" else formula.detail,
        as_of=document.day.isoformat() if document.day is not None else None,
        # "die sich derzeit dort aufhalten, sollten ausreisen": for now is where they are, not the call
        provisional=formula.dimension != "citizen_departure" and _FOR_NOW.search(text) is not None,
        confidence=0.9,
        speaker=authority_name(authority) or document.outlet,
        speaker_actor=authority,
        origin=document.origin or document.id,
        because=(
            f"formula {formula.id} gives {formula.value}",
            "actor: whose own page it is",
            "place: the country that the page is about",
            "status: the authority's own voice",
        ),
    )


def _level(document: Document, block: PageBlock, span: Span, text: str) -> Iterator[Claim]:
    """ "Sicherheitsstufe 4", which means another step in Austria before October 2025 than since."""
    stated = _NUMBERED.search(text) if document.authority in _WITH_NUMBERS else None
    level = level_of(document.authority or "", stated[1], document.day) if stated else None
    if stated is None or level is None:
        return
    step = Formula.of_level(f"level {stated[1]}", level.value)
    claim = _formula_claim(document, block, span, text, step)
    # A level that is the country's by its number may still be named for a region.
    yield claim if claim.regions else replace(claim, id="", scope=level.scope or claim.scope)


def _area(block: PageBlock) -> str | None:
    """The area under whose own heading a block stands: "#### *Krim*"."""
    return block.under if block.depth >= _DEEP else None
