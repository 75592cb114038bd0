"""The forms in which ``brief`` and ``picture`` print pictures: one set of options, one place that chooses."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import click

from lagebild.cli.common import write, write_bytes
from lagebild.model import Document, Picture
from lagebild.pipeline import name_of
from lagebild.publish import (
    picture_to_geojson,
    picture_to_json,
    render_csv,
    render_html,
    render_jsonl,
    render_pdf,
    render_table,
)

F = TypeVar("F", bound=Callable[..., Any])

FORMS = ("table", "html", "pdf", "json", "csv", "jsonl", "geojson")
EMPTY = frozenset({"json", "csv", "jsonl", "geojson"})
"""Forms for programs: without any picture they are empty and no error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How pictures are asked for.

    Attributes:
        name: one of FORMS.
        lang: "de" or "en".
        width: of a table, in characters; None for the terminal's.
        bom: whether CSV begins with a byte order mark.
        output: a file, or None for standard output.
    """

    name: str
    lang: str
    width: int | None
    bom: bool
    output: str | None


def shown_as(function: F) -> F:
    """The options of every command that prints pictures."""
    function = click.option("--bom", is_flag=True, help="CSV mit BOM, für Excel. / CSV with a byte order mark.")(function)
    function = click.option("--width", type=click.IntRange(40, 400), help="Breite der Tabelle in Zeichen.")(function)
    function = click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)(function)
    return click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)(function)


def print_pictures(pictures: Sequence[Picture], documents: Sequence[Document], form: Form, *, now: datetime) -> None:
    """Print them to standard output or to the form's file.

    Args:
        documents: the reports that their passages lie in.
        now: aware moment for the foot of a page.

    Raises:
        UsageError: the file cannot be written, or what makes a PDF is not installed.
    """
    lang, output = form.lang, form.output
    if form.name == "pdf":
        write_bytes(render_pdf(pictures, documents, name_of, lang=lang, generated=now), output)
    elif form.name == "html":
        write(render_html(pictures, documents, name_of, lang=lang, generated=now), output)
    elif form.name == "json":
        write(json.dumps(picture_to_json(pictures, documents, name_of), ensure_ascii=False, indent=1), output)
    elif form.name == "geojson":
        write(json.dumps(picture_to_geojson(pictures, documents, name_of, lang=lang), ensure_ascii=False), output)
    elif form.name == "csv":
        write_bytes(render_csv(pictures, documents, name_of, lang=lang, bom=form.bom).encode("utf-8"), output, text=True)
    elif form.name == "jsonl":
        write_bytes(render_jsonl(pictures, documents, name_of, lang=lang).encode("utf-8"), output, text=True)
    else:
        terminal = output is None and sys.stdout.isatty()
        columns = form.width or (shutil.get_terminal_size((100, 24)).columns if terminal else 120)
        colour = terminal and "NO_COLOR" not in os.environ
        write(render_table(pictures, documents, name_of, lang=lang, width=max(40, columns), colour=colour), output)
