"""``lagebild brief``: the situation picture of what was read."""

from __future__ import annotations

import json
import os
import shutil
import sys
from datetime import UTC, datetime

import click

from lagebild.cli.common import Failures, documents, inputs, own_codebook, progress, write
from lagebild.codebook import load_codebook
from lagebild.pipeline import draw, name_of, settle, understand
from lagebild.publish import picture_to_json, render_html, render_table


@click.command()
@inputs
@own_codebook
@click.option("--place", metavar="CODE", help="Nur dieser Ort, etwa UA oder EASTERN_EUROPE.")
@click.option("--format", "form", type=click.Choice(["table", "html", "json"]), default="table", show_default=True)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("--width", type=click.IntRange(40, 400), help="Breite der Tabelle in Zeichen.")
def brief(
    paths: tuple[str, ...],
    output: str | None,
    published: str | None,
    own: str | None,
    place: str | None,
    form: str,
    lang: str,
    width: int | None,
) -> None:
    """Das Lagebild jedes Ortes, von dem die Berichte handeln. / The situation picture of each place."""
    failures = Failures()
    book = load_codebook(own)
    found = list(failures.documents(settle(documents(paths, published))))
    readings = [understand(d, book) for d in progress(found, "lagebild")]
    if not readings and form != "json":
        # "Nothing is stated" would be wrong: nothing was read.
        click.echo("lagebild: no report was read, so there is no picture", err=True)
        raise click.exceptions.Exit(1)
    pictures = draw(readings, place=place.upper() if place else None)
    texts = [r.document for r in readings]
    if form == "json":
        write(json.dumps(picture_to_json(pictures, texts, name_of), ensure_ascii=False, indent=1), output)
    elif form == "html":
        write(render_html(pictures, texts, name_of, lang=lang, generated=datetime.now(UTC)), output)
    else:
        terminal = output is None and sys.stdout.isatty()
        columns = width or (shutil.get_terminal_size((100, 24)).columns if terminal else 120)
        colour = terminal and "NO_COLOR" not in os.environ
        write(render_table(pictures, texts, name_of, lang=lang, width=max(40, columns), colour=colour), output)
    failures.leave()
