"""What a claim carries besides its value: passage, scope, regions, number, origin, whether it holds only for now."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left

from lagebild.actors import NameKind, Scene
from lagebild.claims.status import DENYING
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit
from lagebild.claims.voices import Voice
from lagebild.codebook import Lexicon
from lagebild.language import Clause
from lagebild.model import Span

_LONGEST = 480  # code points of a passage; the reader must see it at one glance


def denier_of(scene: Scene, unit: Unit) -> str | None:
    """Who rejects the report that a unit is the content of: the subject of the clause that denies."""
    own = {c.index for c in unit.clauses}
    for clause in unit.sentence.clauses:
        if clause.index in own or clause.lemma not in DENYING:
            continue
        for phrase in scene.phrases[(unit.sentence.index, clause.index)]:
            if not phrase.preposition and scene.actors_of(phrase, unit.sentence, clause):
                return scene.document.text[phrase.begin : phrase.end]
    return None


_THERE = frozenset({"dort", "dorthin", "dahin", "hierhin", "davon"})


def scope_of(unit: Unit, lexicon: Lexicon) -> str:
    """ "route", "parts" or "country" of a travel advice, by the clause's own words or those that it points to."""
    if lexicon.says("route", unit.text):
        return "route"
    if "part_warning" in unit.classes or (lexicon.says("partial", unit.text) and not lexicon.says("whole", unit.text)):
        return "parts"
    if not _THERE.isdisjoint(unit.text.split()):
        # "Für die Provinz Guayas geht es weiter: Dorthin wird von Reisen abgeraten"
        before = " ".join(t.lower for t in unit.sentence.tokens if t.end <= unit.begin)
        if lexicon.says("partial", before) and not lexicon.says("whole", before):
            return "parts"
    return "country"


_ABOUT = frozenset(
    "weniger mehr als rund etwa bis zu knapp mindestens über fast gut circa ungefähr annähernd höchstens".split()
)


def quantity_of(theme: Theme | None) -> str | None:
    """The number in a group's phrase in the text's words: "weniger als 200", "mehreren tausend"."""
    if theme is None:
        return None
    tokens = theme.phrase.tokens[: theme.phrase.core]
    if not any(t.tag == "CARD" or t.lower in {"tausend", "hundert", "dutzend", "tausende", "hunderte"} for t in tokens):
        return None
    before = [t for t in theme.clause.tokens if t.index < tokens[0].index][-2:]
    words = [t.text for t in before if t.lower in _ABOUT]
    words += [
        t.text
        for t in tokens
        if t.tag == "CARD" or t.lower in _ABOUT or t.lower.startswith(("mehrere", "tausend", "hundert"))
    ]
    return " ".join(words) or None


def regions_of(scene: Scene, unit: Unit) -> tuple[str, ...]:
    """Names of towns and regions in a unit."""
    tokens = [t for c in unit.clauses for t in c.tokens]
    return tuple(dict.fromkeys(n.text for n in scene.names_in(tokens) if n.kind in {NameKind.CITY, NameKind.AREA}))


_EXCEPT = ("ausgenommen", "ausnahme", "außer", "ausser", "abgesehen")


def exceptions_of(scene: Scene, unit: Unit) -> tuple[str, ...]:
    """Names after "ausgenommen" or "mit Ausnahme" in the unit's sentence or at the start of the next one."""
    sentences = scene.analysis.sentences
    here = unit.sentence.tokens
    after = next((k for k, t in enumerate(here) if t.lower.startswith(_EXCEPT)), None)
    tokens = here[after:] if after is not None else []
    if not tokens and unit.sentence.index + 1 < len(sentences):
        following = sentences[unit.sentence.index + 1].tokens
        if following[0].lower.startswith(_EXCEPT):
            tokens = following
    return tuple(dict.fromkeys(n.text for n in scene.names_in(tokens) if n.kind is NameKind.CITY))


def provisional_of(unit: Unit, lexicon: Lexicon) -> bool:
    """Whether the clause or a "solange" beside it says that the step holds only for now."""
    if lexicon.says("provisional", unit.text):
        return True
    return any(c.conjunction == "solange" for c in unit.sentence.clauses)


def origin_of(scene: Scene, voice: Voice) -> str:
    """What counts as one source: the outlet that the report cites, else the report's own text or its agency's."""
    if voice.hearsay and voice.via:
        cited = outlet_key(" ".join(voice.via))
        if cited:
            return cited
    return scene.document.origin or scene.document.id


_NO_NAME = frozenset(
    """der die das den dem des ein eine einen einem einer eines bericht berichts berichte berichten zeitung zeitungen medien
    medienberichten medienberichte zufolge laut nach von vom im in angaben wie unter berufung auf und us-zeitung insider
    insidern kreise kreisen magazin nachrichtenagentur agentur sender tageszeitung blatt portal nachrichtenmagazin informationen
    presse presseberichten wonach quellen""".split()
)


def outlet_key(words: str) -> str | None:
    """The name of a cited outlet in small letters, without what stands around it; None if no name is left."""
    kept = [w for w in (raw.strip("„“”\"»«‚‘’'(),.:;") for raw in words.split()) if w and w.lower() not in _NO_NAME]
    return " ".join(_uninflected(w.lower()) for w in kept) or None


def _uninflected(word: str) -> str:
    """A word without its German ending: "Neuen Zürcher" and "Neue Zürcher" are one paper, "des Standards" is "Standard"."""
    return re.sub(r"(?:en|em|er|es|e|s|n)$", "", word) if len(word) > 4 else re.sub(r"(?:en|e)$", "", word)


def clause_words(scene: Scene, clause: Clause) -> str:
    return scene.document.text[clause.begin : clause.end]


def passage_span(scene: Scene, unit: Unit) -> Span:
    """The words of a unit from its first to its last, with a quotation mark whose partner is among them."""
    begin, end = unit.begin, unit.end
    text = scene.document.text
    for clause in unit.above:
        # "Sie sollten nicht darauf bauen, dass der Staat sie ausfliegt": a reader must see what turns it round
        if max(end, clause.end) - min(begin, clause.begin) <= _LONGEST:
            begin, end = min(begin, clause.begin), max(end, clause.end)
    if end - begin > _LONGEST:
        begin, end = unit.head.begin, min(unit.head.end, unit.head.begin + _LONGEST)
        while end < len(text) and end > begin and text[end - 1].isalnum() and text[end : end + 1].isalnum():
            end -= 1
    quotations = scene.analysis.quotations
    start = bisect_left(quotations, begin - 1, key=lambda q: q.begin)
    for quotation in itertools.takewhile(lambda q: q.begin < unit.end, quotations[start : start + 50]):
        if begin <= quotation.begin < end == quotation.inner_end and quotation.closed:
            end = quotation.end
        elif begin == quotation.inner_begin and quotation.end <= end:
            begin = quotation.begin
    return Span(begin, end)
