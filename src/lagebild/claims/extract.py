"""Statements and the report's own voice become claims: each unit is held against each frame of the codebook.

The first frame of a dimension that fits a unit and a theme decides. What is decided is written down with its
reasons; what fits a frame but lacks an actor or a place becomes an abstention.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from lagebild.actors import NameKind, Scene
from lagebild.claims.agents import agents
from lagebild.claims.status import DENYING, status_of
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit
from lagebild.claims.voices import Voice
from lagebild.claims.when import when
from lagebild.claims.where import host_places, route_places, target_place
from lagebild.claims.who import actors_for
from lagebild.codebook import Codebook, Frame, Lexicon
from lagebild.codebook.frames import MEANINGS
from lagebild.language import Clause, ClauseKind
from lagebild.model import Abstention, Act, Claim, Kind, Span, Status

_KINDS = {
    "staff": {"staff", "head_of_mission"},
    "family": {"family"},
    "citizen": {"citizen"},
    "people": {"citizen", "people"},
    "mission": {"mission"},
    "forces": {"forces"},
}
# A posture toward oneself is none: the embassy stands abroad, the traveller goes abroad.
_ABROAD = frozenset(
    {"travel_advice", "citizen_departure", "staff_departure", "family_departure", "mission_status", "evacuation"}
)
_LONGEST = 480  # code points of a passage; the reader must see it at one glance


def claims_of_unit(scene: Scene, unit: Unit, voice: Voice, codebook: Codebook) -> Iterator[Claim | Abstention]:
    """Claims and abstentions of one unit; of each dimension the first fitting frame for each theme."""
    decided: set[tuple[str, int, str | None]] = set()
    for frame in codebook.frames:
        if not frame.by_cue and frame.event_set.isdisjoint(unit.classes):
            continue
        themes: list[Theme | None] = [None]
        if frame.theme is not None:
            themes = [t for t in unit.themes if t.kind in _kinds(frame)]
        for theme in themes:
            key = (frame.dimension, theme.phrase.begin if theme is not None else -1, theme.owner if theme is not None else None)
            if key in decided or (frame.dimension, -1, None) in decided:
                continue
            value = fit(frame, unit, codebook, theme)
            if value is None:
                continue
            meaning, step = value
            decided.add(key)
            if step:
                yield from _claims(scene, unit, frame, theme, voice, meaning, step, codebook)


def _kinds(frame: Frame) -> set[str]:
    """Theme kinds that a frame's theme admits; "mission|staff" is either."""
    return set().union(*(_KINDS[name] for name in (frame.theme or "").split("|")))


def fit(frame: Frame, unit: Unit, codebook: Codebook, theme: Theme | None = None) -> tuple[str, str] | None:
    """(meaning, step) if the frame fits the unit, else None; an empty step is a decision to say nothing."""
    if why_not(frame, unit, codebook) is not None:
        return None
    meanings = unit.meanings
    if theme is not None:
        # "einen Teil seines Personals sowie alle Angehörigen": each group has its own share
        local = {name for name in ("all", "part") if codebook.lexicon.cue(name, theme.around)}
        if local:
            meanings = (meanings - {"all", "part"}) | ({"part"} if "part" in local else local)
    return next((m, frame.value[m]) for m in MEANINGS if m in meanings and m in frame.value)


def why_not(frame: Frame, unit: Unit, codebook: Codebook) -> str | None:
    """What keeps a frame from fitting a unit, in words for ``explain``; None if it fits."""
    lexicon = codebook.lexicon
    if frame.event_set.isdisjoint(unit.classes) and not any(unit.holds(lexicon, e) for e in frame.events):
        return "no event of the frame"
    if frame.theme is not None and not any(t.kind in _kinds(frame) for t in unit.themes):
        return f"nobody of the group {frame.theme!r}"
    for need in frame.need_sets:
        if need.isdisjoint(unit.classes) and not any(unit.holds(lexicon, part) for part in need):
            return f"lacks {'|'.join(sorted(need))}"
    for name in frame.without:
        if unit.holds(lexicon, name):
            return f"silenced by {name}"
    for guard in ("negated", "lifted"):
        # A negation that the frame does not know how to read silences it.
        if guard in unit.meanings and guard not in frame.value:
            return f"{guard}, and the frame has no reading for that"
    if not any(m in unit.meanings and m in frame.value for m in MEANINGS):
        return "none of its meanings holds"
    return None


def _claims(
    scene: Scene,
    unit: Unit,
    frame: Frame,
    theme: Theme | None,
    voice: Voice,
    meaning: str,
    step: str,
    codebook: Codebook,
) -> Iterator[Claim | Abstention]:
    span = passage_span(scene, unit)
    if unit.conditional == "inside" and meaning != "voluntary":
        yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason="stands inside a condition")
        return
    silent = _no_assertion(scene, unit)
    if silent:
        yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason=silent)
        return
    actors = actors_for(scene, unit, theme, frame, voice, codebook.lexicon)
    if not actors:
        yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason="no actor could be tied to it")
        return
    statement = unit.statement
    told = statement is not None and not any(unit.begin <= c.begin < unit.end for c in statement.cue)
    if statement is not None and told and statement.act is Act.DEMANDS and statement.kind is not Kind.REPORTED:
        # "Ein Abgeordneter forderte, die Regierung solle ...": a demand on somebody else tells nothing of him
        actors = [(code, who) for code, who in actors if code in voice.codes or unit.declined]
    others = frozenset(code for code, _ in actors)
    for actor, who in actors:
        if frame.place == "target":
            target = target_place(scene, unit, actor, assessor=frame.actor == "assessor")
            places = [target] if target is not None else []
        else:
            places = host_places(scene, unit, actor, theme, others - {actor})
        if frame.dimension == "travel_advice" and scope_of(unit, codebook.lexicon) == "route":
            places = route_places(scene, unit, actor) or places
        places = [p for p in places if p[0] != actor or frame.dimension not in _ABROAD]
        if not places:
            yield Abstention(
                document=scene.document.key, span=span, rule=frame.id, reason="no place could be tied to it"
            )
        for place, where in places:
            yield _claim(scene, unit, frame, theme, voice, (meaning, step), (actor, who), (place, where), codebook)


def _claim(
    scene: Scene,
    unit: Unit,
    frame: Frame,
    theme: Theme | None,
    voice: Voice,
    reading: tuple[str, str],
    by: tuple[str, str],
    at: tuple[str, str],
    codebook: Codebook,
) -> Claim:
    """One claim with its reasons."""
    (meaning, step), (actor, who), (place, where) = reading, by, at
    span = passage_span(scene, unit)
    status, why = status_of(scene, unit, frame, meaning, actor, voice)
    if step == "considered" and status is Status.ASSERTED:
        status, why = Status.CONSIDERED, "weighing is no decision"
    as_of = when(scene, unit)
    speaker = voice.text
    if status is Status.DENIED and why.startswith("the sentence"):
        speaker = denier_of(scene, unit) or speaker
    claim = Claim(
        actor=actor,
        dimension=frame.dimension,
        place=place,
        value=step,
        status=status,
        passage=scene.document.passage(span),
        rule=frame.id,
        detail=frame.detail or (theme.detail if theme is not None else None),
        as_of=as_of,
        speaker=speaker,
        speaker_actor=voice.codes[0] if voice.codes else None,
        via=voice.via,
        statement=unit.statement.id if unit.statement is not None else None,
        because=(f"frame {frame.id}: {meaning} gives {step}", f"actor: {who}", f"place: {where}", f"status: {why}"),
        provisional=provisional_of(unit, codebook.lexicon),
        condition=_words(scene, unit.condition) if unit.condition is not None else None,
        origin=origin_of(scene, voice),
        quantity=quantity_of(theme),
        confidence=0.7,
    )
    if frame.dimension != "travel_advice":
        return claim
    scope = scope_of(unit, codebook.lexicon)
    regions = regions_of(scene, unit) if scope == "parts" else ()
    return replace(claim, scope=scope, regions=regions, exceptions=exceptions_of(scene, unit))


_LONG_AGO = re.compile(r"vor (?:über |mehr als |rund |fast )?(?:[3-9]|\d{2,}) jahren|\b1[89]\d\d\b(?! (?:soldat|mann|bürger|deutsch|personen|menschen|blauhelm))|jahrhundert")

# Clauses that tell what is meant to be, might be, or is asked, and not what is.
_PURPOSE = frozenset({"damit", "um", "bevor", "ehe", "als ob", "anstatt", "statt"})


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


def _no_assertion(scene: Scene, unit: Unit) -> str | None:
    """Why a unit asserts nothing: a purpose, or a question that nobody answers."""
    head = unit.head
    if head.conjunction in _PURPOSE:
        return f"a clause with {head.conjunction!r} asserts nothing"
    if any(t.text == "?" for t in unit.sentence.tokens[-2:]) and head.end >= unit.sentence.clauses[-1].begin - 3:
        return "a question"
    if head.index == 0 and head.kind is ClauseKind.VERB_FIRST and head.finite is not None and head.finite.mood == "konj2":
        return "what would have been"
    if head.conjunction in {"dass", "daß"} and _demanded(unit):
        return "what somebody else demands"
    if head.lemma in {"fordern", "verlangen"} and len(unit.clauses) > 1:
        return "what somebody else demands"
    if unit.conditional == "under" and head.finite is not None and head.finite.lower in {"würde", "würden"}:
        return "what would be"
    if head.finite is not None and head.finite.lower in {"müsste", "müssten"} and agents(scene, unit):
        return "what somebody wishes a government did"
    if _LONG_AGO.search(unit.text):
        return "history"
    declined = unit.statement is not None and unit.statement.act is Act.DECLINES
    if head.conjunction == "ob" and not declined and not unit.declined and not unit.classes & {"consider", "review"}:
        return "a question"
    return None


_DEMAND = frozenset({"ziel", "forderung", "bedingung", "voraussetzung", "wunsch", "ultimatum", "anliegen"})
_DEMANDING = frozenset({"fordern", "verlangen", "wünschen", "bestehen", "pochen", "dringen", "erwarten"})


def _demanded(unit: Unit) -> bool:
    """ "Erklärtes Ziel Russlands ist es, dass die NATO abzieht": a demand tells nothing of who would have to meet it."""
    parent = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if parent is None:
        return False
    if parent.modal == "wollen" and parent.lemma in {"erreichen", "durchsetzen", "erzwingen", "sehen"}:
        return True
    return parent.lemma in _DEMANDING or any(
        t.lower.rstrip("en") in _DEMAND or t.lower in _DEMAND for t in parent.tokens
    )


def scope_of(unit: Unit, lexicon: Lexicon) -> str:
    """ "route", "parts" or "country" of a travel advice, by the clause's own words."""
    if lexicon.cue("route", unit.text):
        return "route"
    if "part_warning" in unit.classes or (lexicon.cue("partial", unit.text) and not lexicon.cue("whole", unit.text)):
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
    if lexicon.cue("provisional", unit.text):
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


def _words(scene: Scene, clause: Clause) -> str:
    return scene.document.text[clause.begin : clause.end]


def passage_span(scene: Scene, unit: Unit) -> Span:
    """The words of a unit from its first to its last, with a quotation mark whose partner is among them."""
    begin, end = unit.begin, unit.end
    text = scene.document.text
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
