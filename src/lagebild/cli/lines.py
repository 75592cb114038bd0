"""``lagebild statements`` and ``lagebild claims``: JSON Lines, one document or one claim a line."""

from __future__ import annotations

import json
from typing import Any

import click

from lagebild.cli.common import Failures, documents, inputs, own_codebook, progress, write
from lagebild.codebook import load_codebook
from lagebild.model import Abstention, Claim
from lagebild.pipeline import settle, state, understand
from lagebild.statements import statements_to_gold_shape

_format = click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)

_sure = click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="Nur was mit dieser Wahrscheinlichkeit stimmt. / Only what is right with this probability.",
)


_BREAKS = {ord(character): f"\\u{ord(character):04x}" for character in "\x85\u2028\u2029"}


class Sink:
    """Lines that go out at once to standard output, or together into a file."""

    def __init__(self, output: str | None) -> None:
        self.output = output
        self.kept: list[str] = []

    def line(self, value: dict[str, Any]) -> None:
        # Within a string these are letters to JSON, but many a reader of lines would break one there.
        text = json.dumps(value, ensure_ascii=False).translate(_BREAKS)
        if self.output is None:
            click.echo(text.encode("utf-8"))
        else:
            self.kept.append(text)

    def close(self) -> None:
        if self.output is not None:
            write("".join(line + "\n" for line in self.kept), self.output)


@click.command()
@inputs
@_format
@_sure
def statements(
    paths: tuple[str, ...], output: str | None, published: str | None, form: str, min_confidence: float
) -> None:
    """Wer was gesagt haben soll: eine Zeile je Bericht. / Who is reported to have said what."""
    failures, sink = Failures(), Sink(output)
    for document in progress(failures.documents(documents(paths, published)), "lagebild"):
        sure = [s for s in state(document) if s.confidence >= min_confidence]
        sink.line(statements_to_gold_shape(document, sure))
    sink.close()
    failures.leave()


def claim_line(claim: Claim) -> dict[str, Any]:
    """A claim in the shape of the contract: offsets in code points, ``passage`` the exact text at begin:end."""
    span = claim.passage.span
    return {
        "id": claim.id,
        "document": claim.passage.document,
        "actor": claim.actor,
        "dimension": claim.dimension,
        "place": claim.place,
        "value": claim.value,
        "status": str(claim.status),
        "begin": span.begin,
        "end": span.end,
        "passage": claim.passage.exact,
        "scope": claim.scope,
        "regions": list(claim.regions),
        "exceptions": list(claim.exceptions),
        "as_of": claim.as_of,
        "provisional": claim.provisional,
        "condition": claim.condition,
        "detail": claim.detail,
        "quantity": claim.quantity,
        "speaker": claim.speaker,
        "speaker_actor": claim.speaker_actor,
        "via": list(claim.via),
        "origin": claim.origin,
        "confidence": claim.confidence,
        "statement": claim.statement,
        "rule": claim.rule,
    }


def abstention_line(abstention: Abstention, text: str) -> dict[str, Any]:
    """A decision not taken, with the words it was about."""
    return {
        "document": abstention.document,
        "begin": abstention.span.begin,
        "end": abstention.span.end,
        "passage": text[abstention.span.begin : abstention.span.end],
        "rule": abstention.rule,
        "reason": abstention.reason,
        "candidates": list(abstention.candidates),
    }


@click.command()
@inputs
@own_codebook
@_format
@click.option("--abstentions", is_flag=True, help="Stattdessen zeigen, was gesehen und nicht entschieden wurde.")
@_sure
def claims(
    paths: tuple[str, ...],
    output: str | None,
    published: str | None,
    own: str | None,
    form: str,
    abstentions: bool,
    min_confidence: float,
) -> None:
    """Was Regierungen tun: eine Zeile je Aussage. / Claims about postures, one a line."""
    failures, sink, book = Failures(), Sink(output), load_codebook(own)
    # Copies and revisions need the whole batch; texts are small beside what is read from them.
    for document in progress(failures.documents(settle(documents(paths, published))), "lagebild"):
        found = understand(document, book).claims.surer_than(min_confidence)
        if abstentions:
            for abstention in found.abstentions:
                sink.line(abstention_line(abstention, document.text))
        else:
            for claim in found.claims:
                sink.line(claim_line(claim))
    sink.close()
    failures.leave()
