"""Statements and the report's own voice become claims: each unit is held against each frame of the codebook.

The first frame of a dimension that fits a unit and a theme decides. What is decided is written down with its
reasons; what fits a frame but lacks an actor or a place becomes an abstention.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lagebild.actors import Scene
from lagebild.claims.status import status_of
from lagebild.claims.themes import Theme
from lagebild.claims.units import Unit, build_units
from lagebild.claims.when import when
from lagebild.claims.where import host_place, target_place
from lagebild.claims.who import Voice, actors_for, voice_of
from lagebild.codebook import Codebook, Frame, load_codebook
from lagebild.codebook.frames import MEANINGS
from lagebild.model import Abstention, Claim, Span, Statement

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


def find_claims(
    scene: Scene, statements: Sequence[Statement], codebook: Codebook | None = None
) -> Iterator[Claim | Abstention]:
    """Claims and abstentions of one document in order of the text.

    Args:
        scene: the document's actors and places.
        statements: what the statements stage found in it.
        codebook: the shipped one by default.
    """
    codebook = codebook or load_codebook()
    lexicon = codebook.lexicon
    ordered = list(statements)
    seen: set[tuple[str, str, str, str, str]] = set()
    for sentence in scene.analysis.sentences:
        near = [s for s in ordered if any(c.begin < sentence.end and sentence.begin < c.end for c in s.content)]
        for unit in build_units(scene, sentence, lexicon, near):
            for found in _read(scene, unit, codebook):
                if isinstance(found, Claim):
                    key = (found.actor, found.dimension, found.place, found.value, f"{found.status}{found.passage.span.begin}")
                    if key in seen:
                        continue
                    seen.add(key)
                yield found


def _read(scene: Scene, unit: Unit, codebook: Codebook) -> Iterator[Claim | Abstention]:
    voice = voice_of(scene, unit, codebook.lexicon)
    decided: set[tuple[str, int]] = set()
    for frame in codebook.frames:
        themes: list[Theme | None] = [None]
        if frame.theme is not None:
            themes = [t for t in unit.themes if t.kind in _KINDS[frame.theme]]
        for theme in themes:
            key = (frame.dimension, theme.phrase.begin if theme is not None else -1)
            if key in decided or (frame.dimension, -1) in decided:
                continue
            value = fit(frame, unit, codebook)
            if value is None:
                continue
            meaning, step = value
            decided.add(key)
            if step:
                yield from _claims(scene, unit, frame, theme, voice, meaning, step)


def fit(frame: Frame, unit: Unit, codebook: Codebook) -> tuple[str, str] | None:
    """(meaning, step) if the frame fits the unit, else None; an empty step is a decision to say nothing."""
    lexicon = codebook.lexicon
    if not any(unit.holds(lexicon, e) for e in frame.events):
        return None
    for need in frame.needs:
        if not any(unit.holds(lexicon, part) for part in need.split("|")):
            return None
    if any(unit.holds(lexicon, name) for name in frame.without):
        return None
    for guard in ("negated", "lifted"):
        # A negation that the frame does not know how to read silences it.
        if guard in unit.meanings and guard not in frame.value:
            return None
    for meaning in MEANINGS:
        if meaning in unit.meanings and meaning in frame.value:
            return meaning, frame.value[meaning]
    return None


def _claims(
    scene: Scene, unit: Unit, frame: Frame, theme: Theme | None, voice: Voice, meaning: str, step: str
) -> Iterator[Claim | Abstention]:
    span = passage_span(scene, unit)
    if unit.conditional == "inside" and meaning != "voluntary":
        yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason="stands inside a condition")
        return
    actors = actors_for(scene, unit, theme, frame.actor, voice)
    if not actors:
        yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason="no actor could be tied to it")
        return
    for actor, who in actors:
        found = target_place(scene, unit, actor) if frame.place == "target" else host_place(scene, unit, actor, theme)
        if found is None or (found[0] == actor and frame.dimension in _ABROAD):
            yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason="no place could be tied to it")
            continue
        place, where = found
        status, why = status_of(scene, unit, frame, meaning, actor, voice)
        as_of = when(scene, unit)
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
            speaker=voice.text,
            speaker_actor=voice.codes[0] if voice.codes else None,
            via=voice.via,
            statement=unit.statement.id if unit.statement is not None else None,
            because=(f"frame {frame.id}: {meaning} gives {step}", f"actor: {who}", f"place: {where}", f"status: {why}"),
            confidence=0.7,
        )
        yield claim if frame.dimension != "travel_advice" else replace(claim, scope=scope_of(unit, scene))


def scope_of(unit: Unit, scene: Scene) -> str:
    """"route", "parts" or "country" of a travel advice, by the clause's own words."""
    from lagebild.codebook import load_lexicon

    lexicon = load_lexicon()
    if lexicon.cue("route", unit.text):
        return "route"
    if "part_warning" in unit.classes or lexicon.cue("partial", unit.text) and not lexicon.cue("whole", unit.text):
        return "parts"
    return "country"


def passage_span(scene: Scene, unit: Unit) -> Span:
    """The words of a unit from its first to its last, with quotation marks that touch them."""
    begin, end = unit.begin, unit.end
    if end - begin > _LONGEST:
        begin, end = unit.head.begin, min(unit.head.end, unit.head.begin + _LONGEST)
        text = scene.document.text
        while end < len(text) and end > begin and text[end - 1].isalnum() and text[end : end + 1].isalnum():
            end -= 1
    return Span(begin, end)
