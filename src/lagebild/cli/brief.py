"""``lagebild brief``: the situation picture of what was read."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from lagebild.cli.common import Failures, documents, inputs, own_codebook, progress
from lagebild.cli.forms import EMPTY, Form, print_pictures, shown_as
from lagebild.codebook import load_codebook
from lagebild.pipeline import draw, settle, understand


@click.command()
@inputs
@own_codebook
@click.option("--place", metavar="CODE", help="Nur dieser Ort, etwa UA oder EASTERN_EUROPE.")
@shown_as
def brief(
    paths: tuple[str, ...],
    output: str | None,
    published: str | None,
    own: str | None,
    place: str | None,
    form: str,
    lang: str,
    width: int | None,
    bom: bool,
) -> None:
    """Das Lagebild jedes Ortes, von dem die Berichte handeln. / The situation picture of each place."""
    failures = Failures()
    book = load_codebook(own)
    found = list(failures.documents(settle(documents(paths, published))))
    readings = [understand(d, book) for d in progress(found, "lagebild")]
    if not readings and form not in EMPTY:
        # "Nothing is stated" would be wrong: nothing was read.
        click.echo("lagebild: no report was read, so there is no picture", err=True)
        raise click.exceptions.Exit(1)
    pictures = draw(readings, place=place.upper() if place else None)
    texts = [r.document for r in readings]
    print_pictures(pictures, texts, Form(name=form, lang=lang, width=width, bom=bom, output=output), now=datetime.now(UTC))
    failures.leave()
