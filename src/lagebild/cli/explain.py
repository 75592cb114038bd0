"""``lagebild explain``: which rule fired on which words, and what was considered and rejected."""

from __future__ import annotations

import click

from lagebild.cli.common import Failures, documents, inputs, write
from lagebild.errors import NotFound, UsageError
from lagebild.explanation import explain_claim, explain_sentence
from lagebild.pipeline import settle


@click.command()
@inputs
@click.option("--claim", "claim_id", metavar="ID", help="Kennung einer Aussage aus `lagebild claims`.")
@click.option("--sentence", "words", metavar="TEXT", help="Worte aus dem Satz, der erklärt werden soll.")
def explain(
    paths: tuple[str, ...], output: str | None, published: str | None, claim_id: str | None, words: str | None
) -> None:
    """Warum es so gelesen wurde. / Why it was read so."""
    if bool(claim_id) == bool(words):
        raise UsageError("explain needs either --claim ID or --sentence TEXT")
    failures = Failures()
    parts: list[str] = []
    for document in failures.documents(settle(documents(paths, published))):
        if claim_id:
            parts.extend(explain_claim(document, claim_id))
        elif words:
            parts.extend(explain_sentence(document, words))
    if not parts:
        what = f"claim {claim_id!r}" if claim_id else f"sentence with {words!r}"
        raise NotFound(f"no {what} in the input; see `lagebild claims` for ids, or copy words from the text")
    write("\n".join(parts), output)
    failures.leave()
