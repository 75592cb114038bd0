"""Why something was read as it was: the same stages once more, with what they saw and rejected written down."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.actors import Scene, speech_frames
from lagebild.claims import read_claims
from lagebild.claims.extract import why_not
from lagebild.claims.official import german_text
from lagebild.claims.units import build_units
from lagebild.claims.voices import voice_of
from lagebild.codebook import load_codebook
from lagebild.language import Analysis, Clause, Sentence, analyse
from lagebild.model import Abstention, Claim, Document, Span, Statement
from lagebild.statements import find_statements


def explain_claim(document: Document, claim_id: str) -> list[str]:
    """Lines about one claim of a document, [] if the document holds no such claim."""
    analysis, statements, scene = _read(document)
    reading = read_claims(scene, statements)
    claim = next((c for c in reading.claims if c.id == claim_id), None)
    if claim is None:
        return []
    lines = [
        f"{claim.id}  {claim.actor} · {claim.dimension} · {claim.place} · {claim.value} ({claim.status})",
        f"  passage {claim.passage.span.begin}:{claim.passage.span.end}  {_flat(claim.passage.exact)}",
        f"  rule {claim.rule}",
        *(f"  {reason}" for reason in claim.because),
    ]
    if claim.speaker or claim.via:
        lines.append(f"  speaker {claim.speaker or '-'}; chain {' -> '.join(claim.via) or '-'} -> this report")
    sentence = analysis.sentence_at(claim.passage.span.begin)
    return [*lines, *_sentence(document, sentence, statements, scene)]


def explain_sentence(document: Document, words: str) -> list[str]:
    """Lines about each sentence of a document that holds ``words``, [] if none does."""
    at = document.text.find(words)
    if at < 0:
        return []
    analysis, statements, scene = _read(document)
    lines: list[str] = []
    last = -1
    while at >= 0:
        sentence = analysis.sentence_at(at)
        if sentence.index != last:
            lines.extend(_sentence(document, sentence, statements, scene))
            last = sentence.index
        at = document.text.find(words, at + 1)
    return lines


def _read(document: Document) -> tuple[Analysis, list[Statement], Scene]:
    analysis = analyse(german_text(document))
    statements = list(find_statements(document, analysis))
    return analysis, statements, Scene(document, analysis, frames=speech_frames(statements))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _sentence(document: Document, sentence: Sentence, statements: list[Statement], scene: Scene) -> Iterator[str]:
    text = document.text
    yield f"sentence {sentence.begin}:{sentence.end} of {document.key}  {_flat(text[sentence.begin : sentence.end])}"
    yield "  tokens"
    for token in sentence.tokens:
        mood = f"  {token.mood}" if token.mood else ""
        yield f"    {token.begin}:{token.end}  {token.text}  {token.tag}  {token.lemma}{mood}"
    yield "  clauses"
    for clause in sentence.clauses:
        yield f"    {clause.index}  {_clause(clause)}"
    yield "  names"
    tokens = scene.analysis.tokens
    for reference in scene.references:
        if reference.sentence == sentence.index:
            words = " ".join(t.text for t in tokens[reference.first : reference.last + 1])
            yield f"    {words}  ->  {reference.code or 'not resolved'}  ({reference.rule})"
    yield "  statements"
    for statement in statements:
        if any(s.begin < sentence.end and sentence.begin < s.end for s in statement.content):
            yield f"    {statement.kind}, {statement.act}, rule {statement.rule}, confidence {statement.confidence:.2f}"
            for name in ("content", "speaker", "cue", "frame", "addressee"):
                spans: tuple[Span, ...] = getattr(statement, name)
                for span in spans:
                    yield f"      {name} {span.begin}:{span.end}  {_flat(text[span.begin : span.end])}"
    yield "  claims"
    yield from _frames(sentence, statements, scene)


def _clause(clause: Clause) -> str:
    marks = [
        name
        for name, on in (
            ("passive", clause.passive),
            ("perfect", clause.perfect),
            ("pluperfect", clause.past_perfect),
            (f"modal {clause.modal}", bool(clause.modal)),
            ("negated", bool(clause.negation)),
            (f"{clause.mood}", clause.mood is not None),
        )
        if on
    ]
    hangs = f" on {clause.parent}" if clause.parent is not None else ""
    words = " ".join(t.text for t in clause.tokens)
    return f"{clause.kind}{hangs}, verb {clause.lemma or '-'} [{', '.join(marks)}]  {words}"


def _frames(sentence: Sentence, statements: list[Statement], scene: Scene) -> Iterator[str]:
    codebook = load_codebook()
    near = [s for s in statements if any(c.begin < sentence.end and sentence.begin < c.end for c in s.content)]
    for unit in build_units(scene, sentence, codebook.lexicon, near):
        words = scene.document.text[unit.begin : unit.end]
        themes = ", ".join(f"{t.kind} ({t.owner or 'owner open'})" for t in unit.themes) or "none"
        yield f"    unit  {_flat(words)}"
        yield f"      themes: {themes}; meanings: {', '.join(sorted(unit.meanings))}"
        yield f"      classes: {', '.join(sorted(unit.classes)) or 'none'}"
        voice = voice_of(scene, unit, codebook.lexicon)
        if voice.text or voice.via:
            yield f"      voice: {voice.text or '-'} -> {', '.join(voice.codes) or 'not resolved'}"
        for frame in codebook.frames:
            reason = why_not(frame, unit, codebook)
            if reason is None:
                yield f"      {frame.id}: fits"
            elif not reason.startswith("no event"):
                yield f"      {frame.id}: rejected, {reason}"
    reading = read_claims(scene, statements, codebook)
    inside = Span(sentence.begin, sentence.end)
    for claim in reading.claims:
        if isinstance(claim, Claim) and inside.overlaps(claim.passage.span):
            yield f"    claim {claim.id}  {claim.actor} · {claim.dimension} · {claim.place} · {claim.value} ({claim.status})"
            yield from (f"      {reason}" for reason in claim.because)
    for abstention in reading.abstentions:
        if isinstance(abstention, Abstention) and inside.overlaps(abstention.span):
            yield f"    abstained: {abstention.rule}: {abstention.reason}"
