"""The claims stage of one document: units once, claims, acts and gaps from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lagebild.actors import Scene
from lagebild.claims.acts import acts_of
from lagebild.claims.extract import claims_of_unit
from lagebild.claims.gaps import find_gaps
from lagebild.claims.genre import is_no_report_of_state
from lagebild.claims.official import is_official, read_official
from lagebild.claims.same_step import answer, same_step
from lagebild.claims.themes import Theme
from lagebild.claims.units import build_units
from lagebild.claims.voices import voice_of
from lagebild.codebook import Codebook, load_codebook
from lagebild.model import Abstention, Claim, Event, OpenQuestion, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReading:
    """What one document says about postures, in order of the text."""

    claims: tuple[Claim, ...]
    acts: tuple[Event, ...]
    open: tuple[OpenQuestion, ...]
    abstentions: tuple[Abstention, ...]

    def surer_than(self, threshold: float) -> ClaimReading:
        """The same reading with every claim below a confidence (0 to 1) turned into an abstention that names it."""
        unsure = [claim for claim in self.claims if claim.confidence < threshold]
        if not unsure:
            return self
        doubts = (
            Abstention(
                document=claim.passage.document,
                span=claim.passage.span,
                rule=claim.rule,
                reason=f"confidence {claim.confidence:.2f} is below {threshold:.2f}",
                candidates=(f"{claim.actor} · {claim.dimension} · {claim.place} · {claim.value} · {claim.status}",),
            )
            for claim in unsure
        )
        kept = tuple(claim for claim in self.claims if claim.confidence >= threshold)
        return replace(self, claims=kept, abstentions=(*self.abstentions, *doubts))


def statements_by_sentence(scene: Scene, statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """Statements by the index of each sentence that their content reaches into."""
    found: dict[int, list[Statement]] = {}
    for statement in statements:
        reached: set[int] = set()
        for span in statement.content:
            first = scene.analysis.sentence_at(span.begin).index
            last = scene.analysis.sentence_at(max(span.begin, span.end - 1)).index
            reached.update(range(first, last + 1))
        for index in sorted(reached):
            found.setdefault(index, []).append(statement)
    return found


def _silence(scene: Scene) -> ClaimReading:
    """An abstention over the whole text: it speaks of art or sport."""
    whole = Abstention(
        document=scene.document.key,
        span=Span(0, len(scene.document.text)),
        rule="genre",
        reason="a text about culture or sport without any government office",
    )
    return ClaimReading(claims=(), acts=(), open=(), abstentions=(whole,))


def read_claims(scene: Scene, statements: Sequence[Statement], codebook: Codebook | None = None) -> ClaimReading:
    """Read one document.

    Args:
        scene: the document's actors and places.
        statements: what the statements stage found in it.
        codebook: the shipped one by default.
    """
    codebook = codebook or load_codebook()
    claims: list[Claim] = []
    acts: list[Event] = []
    abstentions: list[Abstention] = []
    seen: set[tuple[str, str, str, str, str, int]] = set()
    official = is_official(scene.document)
    if official:
        statements = ()  # a page speaks for itself, whatever looks like a statement in it
    elif is_no_report_of_state(scene.analysis):
        return _silence(scene)
    earlier: list[Theme] = []
    last: list[Claim] = []
    last_sentence = 0
    by_sentence = statements_by_sentence(scene, statements)
    for sentence in scene.analysis.sentences:
        near = by_sentence.get(sentence.index, [])
        themes: list[Theme] = []
        for unit in build_units(scene, sentence, codebook.lexicon, near, earlier):
            if "expel" not in unit.classes:
                # Who is expelled is ordered out by the host, not by his own government.
                themes.extend(unit.themes)
            voice = voice_of(scene, unit, codebook.lexicon)
            acts.extend(acts_of(scene, unit, voice))
            made: list[Claim | Abstention] = list(claims_of_unit(scene, unit, voice, codebook))
            if not any(isinstance(m, Claim) for m in made) and sentence.index - last_sentence <= 2:
                made.extend(same_step(scene, unit, codebook.lexicon, last))
                made.extend(answer(scene, unit, codebook.lexicon, last))
            fresh = [m for m in made if isinstance(m, Claim)]
            if fresh:
                last, last_sentence = fresh, sentence.index
            for found in made:
                if isinstance(found, Abstention):
                    abstentions.append(found)
                    continue
                key = (found.actor, found.dimension, found.place, found.value, found.status, found.passage.span.begin)
                if key not in seen:
                    seen.add(key)
                    claims.append(found)
        earlier = themes or earlier
    if official:
        found_there = list(read_official(scene, claims))
        own = tuple(f for f in found_there if isinstance(f, Claim))
        dropped = (f for f in found_there if isinstance(f, Abstention))
        return ClaimReading(claims=own, acts=(), open=(), abstentions=(*abstentions, *dropped))
    gaps = find_gaps(scene, statements, codebook.lexicon)
    return ClaimReading(claims=tuple(claims), acts=tuple(acts), open=tuple(gaps), abstentions=tuple(abstentions))
