"""Units become acts: who did what to whom, when. An act fills the timeline and never a cell."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.actors import Scene
from lagebild.claims.agents import agents
from lagebild.claims.attributes import passage_span
from lagebild.claims.unit import Unit
from lagebild.claims.voices import Voice
from lagebild.claims.when import when
from lagebild.codebook.acts import ActKind, acts_by_noun, acts_by_verb
from lagebild.model import Event, Status


def acts_of(scene: Scene, unit: Unit, voice: Voice) -> Iterator[Event]:
    """Acts of one unit: only where a government acts by name."""
    yield from _named(scene, unit, voice)
    clause = unit.head
    words: set[str] | None = None
    for kind, others in acts_by_verb().get(clause.lemma, ()):
        if clause.negation or unit.conditional:
            return
        if others:
            words = words or set(unit.text.split())
            if not words.issuperset(others):
                continue
        if kind.without and any(t.lower in kind.without for t in clause.tokens):
            continue
        actors = [r for r in agents(scene, unit) if r.code and len(r.code) <= 14]
        if not actors and voice.codes and any(t.lower in {"wir", "man"} for t in clause.tokens):
            codes = list(voice.codes)
        else:
            codes = list(dict.fromkeys(r.code for r in actors if r.code))
        if codes and set(codes) < set(voice.codes):
            # "Die NATO, aber auch die EU lehnen ab": the statement knows the whole subject
            codes = list(voice.codes)
        span = passage_span(scene, unit)
        for code in codes:
            target = _target(scene, unit, kind, code)
            if (
                target is None
                and kind.kind in {"talks", "aids", "consults", "endorses", "criticises", "rejects"}
                and not codes
            ):
                continue
            third = bool(voice.codes) and code not in voice.codes or voice.hearsay
            yield Event(
                actor=code,
                kind=kind.kind,
                target=target,
                place=next((h for h in scene.hosts), None),
                passage=scene.document.passage(span),
                rule=f"act {kind.kind}",
                as_of=when(scene, unit),
                status=Status.REPORTED if third else Status.ASSERTED,
                speaker=voice.text,
                via=voice.via,
                confidence=0.7,
            )
        if codes:
            return


def _named(scene: Scene, unit: Unit, voice: Voice) -> Iterator[Event]:
    """Acts that a noun tells: "Gespräche zwischen amerikanischen und russischen Diplomaten", "Forderung Russlands"."""
    if unit.conditional:
        return
    for k, phrase in enumerate(unit.phrases):
        kind = acts_by_noun().get(phrase.head.lower)
        if kind is not None:
            following = unit.phrases[k + 1] if k + 1 < len(unit.phrases) else None
            tokens = list(phrase.tokens)
            if following is not None and following.preposition in {"zwischen", "mit"}:
                tokens += following.tokens
            codes = list(dict.fromkeys(n.code for n in scene.names_in(tokens) if n.code))
            if kind.kind == "talks" and len(codes) < 2 or not codes:
                continue
            yield Event(
                actor=codes[0],
                kind=kind.kind,
                target=codes[1] if len(codes) > 1 else None,
                place=next(iter(scene.hosts), None),
                passage=scene.document.passage(passage_span(scene, unit)),
                rule=f"act {kind.kind} by noun",
                as_of=when(scene, unit),
                status=Status.REPORTED if voice.hearsay else Status.ASSERTED,
                speaker=voice.text,
                via=voice.via,
                confidence=0.6,
            )
            return


def _target(scene: Scene, unit: Unit, kind: ActKind, actor: str) -> str | None:
    head = unit.head
    for phrase in scene.phrases[(unit.sentence.index, head.index)]:
        if phrase.preposition in kind.target:
            for reference in scene.actors_of(phrase, unit.sentence, head):
                if reference.code and reference.code != actor:
                    return reference.code
    return None
