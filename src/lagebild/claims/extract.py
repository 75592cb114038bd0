"""Statements and the report's own voice become claims: each unit is held against each frame of the codebook.

The first frame of a dimension that fits a unit and a theme decides. What is decided is written down with its
reasons; what fits a frame but lacks an actor or a place becomes an abstention.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lagebild.actors import Scene
from lagebild.claims.attributes import (
    clause_words,
    denier_of,
    exceptions_of,
    origin_of,
    passage_span,
    provisional_of,
    quantity_of,
    regions_of,
    scope_of,
)
from lagebild.claims.confidence import confidence_of
from lagebild.claims.silence import no_assertion
from lagebild.claims.status import status_of
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit
from lagebild.claims.voices import Voice
from lagebild.claims.when import when
from lagebild.claims.where import host_places, route_places, target_place
from lagebild.claims.who import actors_for
from lagebild.codebook import Codebook, Frame
from lagebild.codebook.frames import MEANINGS
from lagebild.model import Abstention, Act, Claim, Kind, Span, Status

# A posture toward oneself is none: the embassy stands abroad, the traveller goes abroad.
_ABROAD = frozenset(
    {"travel_advice", "citizen_departure", "staff_departure", "family_departure", "mission_status", "evacuation"}
)


# Rules that take actor or place from elsewhere in the text: in a text about holiday traffic they find some, too.
_FROM_AFAR = frozenset({"last spoken of", "the speaker's government", "the place last named", "the report's main place"})


def claims_of_unit(scene: Scene, unit: Unit, voice: Voice, codebook: Codebook) -> Iterator[Claim | Abstention]:
    """Claims and abstentions of one unit; of each dimension the first fitting frame for each theme."""
    decided: set[tuple[str, int, str | None]] = set()
    cues = codebook.lexicon.cues_near(unit.text)
    for frame in codebook.candidates(unit.classes, cues, unit.meanings, (t.kind for t in unit.themes)):
        themes: list[Theme | None] = [None]
        if frame.theme is not None:
            themes = [t for t in unit.themes if t.kind in frame.kinds]
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


def fit(frame: Frame, unit: Unit, codebook: Codebook, theme: Theme | None = None) -> tuple[str, str] | None:
    """(meaning, step) if the frame fits the unit, else None; an empty step is a decision to say nothing."""
    if why_not(frame, unit, codebook) is not None:
        return None
    meanings = unit.meanings
    if theme is not None:
        # "einen Teil seines Personals sowie alle Angehörigen": each group has its own share
        local = {name for name in ("all", "part") if codebook.lexicon.says(name, theme.around)}
        if local:
            meanings = (meanings - {"all", "part"}) | ({"part"} if "part" in local else local)
    return next((m, frame.value[m]) for m in MEANINGS if m in meanings and m in frame.value)


def why_not(frame: Frame, unit: Unit, codebook: Codebook) -> str | None:
    """What keeps a frame from fitting a unit, in words for ``explain``; None if it fits."""
    lexicon = codebook.lexicon
    if frame.event_set.isdisjoint(unit.classes) and not any(unit.holds(lexicon, e) for e in frame.events):
        return "no event of the frame"
    if frame.theme is not None and not any(t.kind in frame.kinds for t in unit.themes):
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
    silent = no_assertion(scene, unit)
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
            target = target_place(scene, unit, actor, others - {actor}, assessor=frame.actor == "assessor")
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
            if frame.dimension in _ABROAD and who in _FROM_AFAR and where in _FROM_AFAR and not scene.speaks_of_foreign_affairs(rescue=frame.dimension == "evacuation"):
                yield Abstention(document=scene.document.key, span=span, rule=frame.id, reason="nothing in the text is about foreign affairs")
                continue
            yield _claim(scene, unit, frame, theme, voice, span, (meaning, step), (actor, who), (place, where), codebook)


def _claim(
    scene: Scene,
    unit: Unit,
    frame: Frame,
    theme: Theme | None,
    voice: Voice,
    span: Span,
    reading: tuple[str, str],
    by: tuple[str, str],
    at: tuple[str, str],
    codebook: Codebook,
) -> Claim:
    """One claim with its reasons."""
    (meaning, step), (actor, who), (place, where) = reading, by, at
    status, why = status_of(scene, unit, frame, meaning, actor, voice)
    if step == "considered" and status is Status.ASSERTED:
        status, why = Status.CONSIDERED, "weighing is no decision"
    as_of = when(scene, unit)
    speaker = voice.text
    if status is Status.DENIED and why.startswith("the sentence"):
        speaker = denier_of(scene, unit) or speaker
    because = (f"frame {frame.id}: {meaning} gives {step}", f"actor: {who}", f"place: {where}", f"status: {why}")
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
        because=because,
        provisional=provisional_of(unit, codebook.lexicon),
        condition=clause_words(scene, unit.condition) if unit.condition is not None else None,
        origin=origin_of(scene, voice),
        quantity=quantity_of(theme),
        confidence=confidence_of(because),
    )
    if frame.dimension != "travel_advice":
        return claim
    scope = scope_of(unit, codebook.lexicon)
    regions = regions_of(scene, unit) if scope == "parts" else ()
    return replace(claim, scope=scope, regions=regions, exceptions=exceptions_of(scene, unit))
