"""``lagebild search``: what a store holds about words, a place, an actor, a span of time."""

from __future__ import annotations

import shutil
import sys
import textwrap
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

import click

from lagebild.cli.common import BERLIN, moment, one_line
from lagebild.cli.lines import claim_line
from lagebild.cli.stored import say_line, store_option
from lagebild.model import Claim, Document, Statement
from lagebild.pipeline import name_of
from lagebild.publish import decided_to_json, render_decided

if TYPE_CHECKING:
    from lagebild.store import Found

_KINDS = ("document", "statement", "claim")


@click.command("search")
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@store_option
@click.option("--place", metavar="CODE", help="Nur über diesen Ort, etwa UA. / Only about this place.")
@click.option("--actor", metavar="CODE", help="Nur über diesen Akteur, etwa US. / Only about this actor.")
@click.option("--dimension", metavar="NAME", help="Nur Aussagen dieser Dimension. / Only claims of this dimension.")
@click.option("--status", metavar="NAME", help="Nur Aussagen mit diesem Status. / Only claims of this status.")
@click.option("--outlet", metavar="NAME", help="Nur aus diesem Medium. / Only from this outlet.")
@click.option("--kind", type=click.Choice(_KINDS), help="Nur Berichte, Äußerungen oder Aussagen. / Only entries of this kind.")
@click.option("--since", metavar="TIME", help="Ab dieser Zeit veröffentlicht. / Published from then on.")
@click.option("--until", metavar="TIME", help="Bis zu dieser Zeit veröffentlicht. / Published until then.")
@click.option("--known-at", "known", metavar="TIME", help="Was man zu dieser Zeit hatte. / What one had by then.")
@click.option("--order", type=click.Choice(["newest", "ranked"]), default="newest", show_default=True)
@click.option("--limit", type=click.IntRange(1, 1_000), default=20, show_default=True, help="Höchstens so viele. / At most.")
@click.option("--before", type=int, metavar="ID", help="Weiter nach dem Treffer mit dieser Nummer (id in jsonl). / Go on after this hit.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def search_command(
    words: tuple[str, ...], address: str, since: str | None, until: str | None, known: str | None, form: str, **more: Any
) -> None:
    """Im Speicher suchen: alle Wörter, in jeder Form, auch in Zusammensetzungen. / Search a store by words and more.

    "Warnung" findet auch "Reisewarnungen"; Warn* steht für jedes Wort, das so beginnt. / A last * stands for any ending.
    """
    from lagebild.store import Query, open_store, search  # the other commands start sooner without a database

    now = datetime.now(UTC)
    query = Query(
        words=" ".join(words),
        since=moment("--since", since, now, time.min),
        until=moment("--until", until, now),
        known_at=moment("--known-at", known, now),
        **more,
    )
    with open_store(address, create=False) as store, store.read() as connection:
        found = search(connection, query)
    width = max(40, shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100)
    for number, hit in enumerate(found):
        if form == "jsonl":
            say_line(hit_line(hit))
        else:
            click.echo(("\n" if number else "") + _shown(hit, width))
    if not found:
        click.echo("lagebild: nothing found", err=True)
        raise click.exceptions.Exit(1)


def hit_line(hit: Found) -> dict[str, Any]:
    """A hit as a line: its passage with offsets in code points, and the claim or the statement it is."""
    document = hit.document
    line: dict[str, Any] = {
        "id": str(hit.id),  # more than 53 bits: many a reader of JSON would round the number
        "kind": hit.kind,
        "document": {
            "key": document.key,
            "id": document.id,
            "outlet": document.outlet,
            "published": document.published.isoformat() if document.published is not None else None,
            "url": document.url,
            "title": document.title,
        },
        "passage": None,
    }
    if hit.passage is not None:
        span = hit.passage.span
        line["passage"] = {"begin": span.begin, "end": span.end, "exact": hit.passage.exact}
    if isinstance(hit.noun, Claim):
        line["claim"] = {**claim_line(hit.noun), "decided": [decided_to_json(d) for d in hit.noun.decided]}
    elif isinstance(hit.noun, Statement):
        line["statement"] = {
            "id": hit.noun.id,
            "type": str(hit.noun.kind),
            "act": str(hit.noun.act),
            "speaker": _speaker(hit.noun, document) or None,
            "content": [[s.begin, s.end] for s in hit.noun.content],
            "confidence": hit.noun.confidence,
        }
    return line


def _speaker(statement: Statement, document: Document) -> str:
    return " … ".join(document.text[s.begin : s.end] for s in statement.speaker)


def _shown(hit: Found, width: int) -> str:
    """Three lines and more: when and where, what it is, the passage."""
    document, noun = hit.document, hit.noun
    published = document.published
    if isinstance(published, datetime):
        when = f"{published.astimezone(BERLIN):%Y-%m-%d %H:%M}"
    else:
        when = published.isoformat() if published else "----------"
    head = " · ".join(part for part in (when, document.outlet, document.title, document.key) if part)
    lines = [textwrap.shorten(one_line(head), width, placeholder=" …")]
    if isinstance(noun, Claim):
        what = " · ".join((name_of(noun.actor, "de"), noun.dimension, name_of(noun.place, "de"), noun.value, str(noun.status)))
        lines.append(f"  {one_line(what)}")
    elif isinstance(noun, Statement) and (speaker := _speaker(noun, document)):
        lines.append(f"  {one_line(speaker)}:")
    passage = " ".join(one_line(hit.passage.exact if hit.passage else "(deleted)").split())
    lines += textwrap.wrap(f"„{passage}“", width, initial_indent="  ", subsequent_indent="  ", max_lines=4, placeholder=" …")
    if isinstance(noun, Claim):
        for said in render_decided(noun, name_of):
            lines += textwrap.wrap(f"✎ {said}", width, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)
