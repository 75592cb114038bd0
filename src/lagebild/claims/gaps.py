"""What a report shows to be unknown: asked and not answered, evaded, or presupposed and lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lagebild.actors import Scene
from lagebild.claims.voices import resolve_speaker
from lagebild.codebook import Lexicon
from lagebild.model import Act, OpenKind, OpenQuestion, Span, Statement

_ALSO = frozenset({"auch", "ebenfalls", "außerdem", "zudem", "ferner", "darüber"})
_EVASIVE = ("ausweichend", "ließ offen", "liess offen", "offengelassen", "wich aus", "offen ließ", "ließ die frage")


def find_gaps(scene: Scene, statements: Sequence[Statement], lexicon: Lexicon) -> Iterator[OpenQuestion]:
    """Open questions of one document in order of the text."""
    place = scene.hosts[0] if scene.hosts else None
    taken: set[int] = set()
    text = scene.document.text
    for statement in statements:
        if statement.act is not Act.DECLINES:
            continue
        sentence = scene.analysis.sentence_at(statement.content[0].begin)
        if sentence.index in taken:
            continue
        taken.add(sentence.index)
        codes, _ = resolve_speaker(scene, statement, lexicon)
        speaker = " ".join(text[s.begin : s.end] for s in statement.speaker) or None
        yield OpenQuestion(
            kind=OpenKind.DECLINED,
            passage=scene.document.passage(Span(sentence.begin, sentence.end)),
            rule=f"declined ({statement.rule})",
            place=place,
            actor=codes[0] if codes else None,
            speaker=speaker,
        )
    for sentence in scene.analysis.sentences:
        lower = text[sentence.begin : sentence.end].lower()
        if sentence.index not in taken and any(w in lower for w in _EVASIVE):
            owner = next((r for r in scene.references if r.sentence == sentence.index and r.code and r.office), None)
            yield OpenQuestion(
                kind=OpenKind.EVADED,
                passage=scene.document.passage(Span(sentence.begin, sentence.end)),
                rule="evaded",
                place=place,
                actor=owner.code if owner else None,
            )
    if scene.analysis.sentences:
        yield from _presupposed(scene, place)


def _presupposed(scene: Scene, place: str | None) -> Iterator[OpenQuestion]:
    """ "genehmigte auch ..." in the first sentence points to a measure that the text has lost."""
    first = scene.analysis.sentences[0]
    for clause in first.clauses[:1]:
        verb = clause.finite
        if verb is None:
            continue
        k = next((i for i, t in enumerate(clause.tokens) if t is verb), -1)
        following = clause.tokens[k + 1] if 0 <= k < len(clause.tokens) - 1 else None
        # "Auch Frankreich zieht ab" adds an actor, "genehmigte auch die Ausreise" adds a measure.
        if following is not None and following.lower in _ALSO:
            owner = next((r for r in scene.references if r.sentence == 0 and r.code), None)
            yield OpenQuestion(
                kind=OpenKind.PRESUPPOSED,
                passage=scene.document.passage(Span(clause.begin, clause.end)),
                rule="presupposed by an additive particle at the report's start",
                place=place,
                actor=owner.code if owner else None,
            )
