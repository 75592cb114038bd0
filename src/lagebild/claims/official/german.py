"""What the ordinary frames read on an official page in German becomes the authority's own postures, and nothing else.

The frames decide what is said; here stands what only such pages need: whose words they are, which country they are
about, lists of regions, references to advice stated elsewhere, and the formulas that no report uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lagebild.actors import NameKind, Scene
from lagebild.claims.official.formulas import hits_in
from lagebild.claims.official.markup import BlockKind
from lagebild.claims.official.page import OfficialPage, PageBlock
from lagebild.claims.official.regions import Where, german_where
from lagebild.claims.official.sentences import sentences_of
from lagebild.claims.when import day_of
from lagebild.codebook.authorities import authority_name
from lagebild.codebook.official import FormulaTable
from lagebild.model import Abstention, Claim, Document, Span, Status

# An advisory page states these; troops and other governments' acts are background there.
_OWN = frozenset(
    {"travel_advice", "citizen_departure", "staff_departure", "family_departure", "mission_status", "evacuation", "threat_assessment"}
)
_REFERABLE = frozenset({"travel_advice", "citizen_departure"})
_THERE = frozenset({"in", "im", "auf", "an", "für", "nach", "into"})
_FOR_NOW = re.compile(r"\b(?:derzeit|zurzeit|vorerst|bis auf [Ww]eiteres|vorübergehend|vorläufig|aktuell)\b")
_DEEP = 4  # level from which on a heading names an area and not a subject: "#### *Krim*"


def own_postures(scene: Scene, page: OfficialPage, read: Iterable[Claim]) -> Iterator[Claim | Abstention]:
    """Claims of the page's authority in order of the text, each once; what is dropped comes as an abstention.

    Args:
        scene: the page's names, over its text without marks.
        page: its blocks.
        read: what the frames made of it.
    """
    document = scene.document
    found: list[Claim | Abstention] = list(_by_formula(document, page))
    stated = [(c.dimension, c.passage.span) for c in found if isinstance(c, Claim)]
    for claim in read:
        span = claim.passage.span
        if any(d == claim.dimension and s.overlaps(span) for d, s in stated):
            continue
        found.extend(_own(scene, page, claim))
    found.sort(key=lambda f: f.passage.span.begin if isinstance(f, Claim) else f.span.begin)
    seen: set[tuple[object, ...]] = set()
    for item in found:
        if isinstance(item, Claim):
            words = " ".join(page.blanked[item.passage.span.begin : item.passage.span.end].split())
            key = (item.dimension, item.place, item.value, item.scope, item.regions, item.exceptions, item.detail, words)
            if key in seen:
                continue  # the advice stands at the top and again under its own heading
            seen.add(key)
        yield item


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
    elif claim.dimension == "travel_advice":
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


def _advice(scene: Scene, page: OfficialPage, block: PageBlock, sentence: Span, claim: Claim) -> Iterator[Claim | Abstention]:
    """The advice with its scope, for each country it names that the page is about."""
    document = scene.document
    text = page.blanked[sentence.begin : sentence.end]
    items = [page.blanked[b.begin : b.end] for b in page.items_after(block)] if text.rstrip().endswith(":") else []
    where = german_where(text, document.place or "", items, _following(page, block, sentence))
    if where.scope is not None:
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
    own = scene.document.place
    codes = _named_places(scene, claim.passage.span)
    if not codes or own in codes:
        yield replace(claim, id="")
        return
    for code in codes:
        if _named_in_title(scene, page, code):
            yield replace(claim, id="", place=code)
        elif claim.dimension == "threat_assessment":
            yield replace(claim, id="")  # attacks out of Iran are a threat here
        else:
            reason = f"about {code} on a page about {own}"
            yield Abstention(document=scene.document.key, span=claim.passage.span, rule=claim.rule, reason=reason)
        return


def _named_places(scene: Scene, span: Span) -> list[str]:
    """Codes of the countries in which something is said to be, in a range of the text."""
    found = [p.code for p in scene.places_between(span.begin, span.end) if p.preposition in _THERE and p.kind is not NameKind.ADJECTIVE]
    return list(dict.fromkeys(found))


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
    table, authority, place = page.table, document.authority, document.place
    if table is None or authority is None or place is None:
        return
    for block in page.blocks:
        if block.block.kind is BlockKind.HEADING:
            continue
        for span in sentences_of(page.blanked, block.block.begin, block.block.end):
            text = page.blanked[span.begin : span.end]
            if table.boilerplate.search(text):
                continue
            for hit in hits_in(text, table, authority):
                if _about_another(text, place):
                    continue
                formula = hit.formula
                advice = formula.dimension == "travel_advice"
                where = german_where(text, place) if advice else Where(scope=None)
                yield Claim(
                    actor=authority,
                    dimension=formula.dimension,
                    place=place,
                    value=formula.value,
                    status=Status.ASSERTED,
                    passage=document.passage(span),
                    rule=f"official {formula.id}",
                    scope=where.scope,
                    regions=where.regions,
                    exceptions=where.exceptions,
                    detail=_area(block) if formula.dimension == "mission_status" else formula.detail,
                    as_of=day_of(document.day),
                    provisional=_FOR_NOW.search(text) is not None,
                    confidence=0.9,
                    speaker=authority_name(authority) or document.outlet,
                    speaker_actor=authority,
                    origin=document.origin or document.id,
                    because=(f"formula {formula.id} gives {formula.value}", "actor: whose own page it is", "place: the country that the page is about"),
                )


def _area(block: PageBlock) -> str | None:
    """The area under whose own heading a block stands: "#### *Krim*"."""
    return block.under if block.depth >= _DEEP else None


def _about_another(text: str, place: str) -> bool:
    """Whether a sentence says that it is about citizens or help in another country."""
    where = german_where("Vor Reisen " + " ".join(re.findall(r"\bin (?:der |dem |den )?[A-ZÄÖÜ][\wäöüß-]+", text)) + " wird gewarnt.", place)
    return where.scope is None and bool(where.elsewhere)
