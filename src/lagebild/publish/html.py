"""Pictures as one HTML file that needs nothing else: no network, no script, no second file.

The page is a fixed template filled with labels and passages. Style and script stand inline and
the page's own Content-Security-Policy admits them by hash and nothing besides.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache
from importlib import resources

from jinja2 import PackageLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from lagebild.model import Document, Picture
from lagebild.publish import dates
from lagebild.publish.apparatus import Apparatus, evidence_anchor, field_anchor
from lagebild.publish.evidence import entries, taken_out
from lagebild.publish.plain import slug, soften, tight, visible, web_address
from lagebild.publish.readings import NameOf, Words, outlet, source_line
from lagebild.publish.reports import Shelf, excerpt
from lagebild.publish.rows import text_hash
from lagebild.publish.timeline import ROW, draw
from lagebild.publish.view import order, view


def render_html(
    pictures: Sequence[Picture],
    documents: Iterable[Document],
    name_of: NameOf,
    *,
    lang: str = "de",
    generated: datetime | None = None,
) -> str:
    """One self-contained page, the place with most cells first, all reports at its end.

    Args:
        pictures: one picture a place.
        documents: the reports that their passages lie in.
        name_of: name of an actor or place by code and language.
        lang: "de" or "en" for every label; passages stay in the words of their report.
        generated: the aware moment to print in the foot; without it the page depends on its input alone.

    Raises:
        CodebookError: where a claim names a dimension or value without label.
        UsageError: for another language.
    """
    shelf = Shelf.of(documents)
    words = Words.of(shelf, name_of, lang)
    words.word("evidence")  # refuses another language before anything is set
    views = [view(picture, words) for picture in order(pictures)]
    style, script = _asset("brief.css"), _asset("brief.js")

    def say(when: date | datetime) -> str:
        return dates.say(when, lang)

    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            w=words,
            views=views,
            timelines=[draw(seen) for seen in views],
            row=ROW,
            apparatus=Apparatus.of(views, shelf),
            entries=lambda cell: entries(cell, words),
            taken_out=lambda claims: taken_out(claims, words),
            excerpt=excerpt,
            source=lambda passage: source_line(passage, words),
            outlet=lambda document: outlet(document, words),
            text_hash=text_hash,
            anchor=evidence_anchor,
            field=field_anchor,
            slug=slug,
            say=say,
            generated=generated,
            # Both are files of this package, never text from outside.
            style=Markup(style),
            script=Markup(script),
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


@cache
def _environment() -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=PackageLoader("lagebild.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(visible=visible, tight=tight, soften=soften, web=web_address)
    return environment


@cache
def _asset(name: str) -> str:
    return (resources.files("lagebild.publish") / "templates" / name).read_text("utf-8")


def _hash(inline: str) -> str:
    digest = hashlib.sha256(inline.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
