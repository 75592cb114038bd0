"""``lagebild ingest``, ``quarantine``, ``picture`` and ``reread``: the commands over a store."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, TypeVar

import click

from lagebild.cli.common import Failures, moment, one_line, own_codebook, published_on
from lagebild.cli.forms import EMPTY, Form, print_pictures, shown_as
from lagebild.codebook import load_codebook
from lagebild.errors import InputError
from lagebild.model import Document
from lagebild.pipeline import (
    Acknowledged,
    draw_with_reports,
    ingest,
    reread,
)

F = TypeVar("F", bound=Callable[..., Any])

_form = click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)


def store_option(function: F) -> F:
    """The option of every command over a store."""
    return click.option(
        "--store",
        "address",
        metavar="FILE|URL",
        default="lagebild.db",
        show_default=True,
        help="Der Speicher: eine Datei (SQLite) oder postgresql://... / The store.",
    )(function)


@click.command("ingest")
@click.argument("paths", metavar="INPUT...", nargs=-1, required=True)
@store_option
@click.option("--published", metavar="DATE", help="Datum für Berichte ohne eigenes Datum (ISO 8601).")
@click.option(
    "--received",
    type=click.Choice(["now", "stated"]),
    default="now",
    show_default=True,
    help="Ab wann ein Bericht als bekannt gilt: jetzt, oder wie er es selbst angibt (Archive). / Known from when.",
)
@own_codebook
@_form
def ingest_command(
    paths: tuple[str, ...], address: str, published: str | None, received: Any, own: str | None, form: str
) -> None:
    """Berichte lesen und in den Speicher legen. / Read reports into a store."""
    from lagebild.store import open_store  # the other commands start sooner without a database

    failures, counts = Failures(), Counter[str]()
    book = load_codebook(own)
    with open_store(address) as store:
        found = ingest(
            store,
            paths,
            now=datetime.now(UTC),
            published=published_on(published),
            stdin=sys.stdin.buffer,
            received=received,
            codebook=book,
        )
        for item in counted(acknowledged(found, failures)):
            counts[str(item.outcome)] += 1
            if form == "jsonl":
                say_line({"key": item.key, "document": item.document, "outcome": str(item.outcome), "claims": item.claims})
    if form == "text":
        click.echo(
            f"{counts['new']} new, {counts['revision']} revisions, {counts['copy']} copies, "
            f"{counts['known']} already known, {failures.count} quarantined"
        )
    failures.leave()


def acknowledged(found: Iterable[Acknowledged | InputError], failures: Failures) -> Iterator[Acknowledged]:
    """The acknowledgements of a stream; its errors become lines."""
    for item in found:
        if isinstance(item, InputError):
            failures.tell(item)
        else:
            yield item


def counted(found: Iterable[Acknowledged]) -> Iterator[Acknowledged]:
    """The same acknowledgements, with a counter on standard error if it is a terminal."""
    if not sys.stderr.isatty():
        yield from found
        return
    count = 0
    for item in found:
        count += 1
        if count % 10 == 0:
            click.echo(f"\rlagebild: {count}", err=True, nl=False)
        yield item
    if count >= 10:
        click.echo("\r" + " " * 24 + "\r", err=True, nl=False)


def say_line(value: dict[str, Any]) -> None:
    """A line of JSON that whoever reads along has at once."""
    click.echo(json.dumps(value, ensure_ascii=False).encode("utf-8"))
    sys.stdout.flush()


@click.command()
@store_option
@_form
def quarantine(address: str, form: str) -> None:
    """Was nicht oder nur zum Teil gelesen werden konnte. / What could not be read, or only in part."""
    from lagebild.store import list_quarantine, open_store  # the other commands start sooner without a database

    with open_store(address, create=False) as store, store.read() as connection:
        found = list(list_quarantine(connection))
    for item in found:
        if form == "jsonl":
            say_line(
                {
                    "id": item.id,
                    "position": item.position,
                    "what": item.what,
                    "remedy": item.remedy,
                    "kept": item.kept,
                    "noticed": item.noticed.isoformat(),
                    "raw": item.raw,
                    "size": item.size,
                }
            )
        else:
            kept = "kept" if item.kept else "refused"
            click.echo(one_line(f"{item.noticed:%Y-%m-%dT%H:%M:%SZ}  {kept:7}  {item.position}: {item.what}; {item.remedy}"))


@click.command()
@store_option
@click.option("--place", metavar="CODE", help="Nur dieser Ort, etwa UA oder EASTERN_EUROPE.")
@click.option("--valid-at", "valid", metavar="TIME", help="Was zu dieser Zeit galt. / What held at that time.")
@click.option("--known-at", "known", metavar="TIME", help="Was man zu dieser Zeit wusste. / What was known at that time.")
@shown_as
@click.option("-o", "--output", metavar="FILE", help="Ausgabe in diese Datei statt auf die Standardausgabe.")
def picture(
    address: str,
    place: str | None,
    valid: str | None,
    known: str | None,
    form: str,
    lang: str,
    width: int | None,
    bom: bool,
    output: str | None,
) -> None:
    """Das Lagebild aus dem Speicher, auch wie es früher bekannt war. / The picture from a store, as of any time.

    TIME: 2022-01-24T10:49:00+01:00, 2022-01-24 (der ganze Tag / all day) oder/or 06:00 (heute / today, Berlin).
    """
    from lagebild.store import open_store  # the other commands start sooner without a database

    now = datetime.now(UTC)
    valid_at, known_at = moment("--valid-at", valid, now), moment("--known-at", known, now)
    with open_store(address, create=False) as store:
        drawn = draw_with_reports(store, place=place.upper() if place else None, valid_at=valid_at, known_at=known_at)
    if not drawn and form not in EMPTY:
        # "Nothing is stated" would be wrong: nothing had been read.
        click.echo("lagebild: the store held no report with a claim then, so there is no picture", err=True)
        raise click.exceptions.Exit(1)
    pictures = [shown for shown, _ in drawn]
    texts = in_order(document for _, reports in drawn for document in reports)
    print_pictures(pictures, texts, Form(name=form, lang=lang, width=width, bom=bom, output=output), now=now)


def in_order(reports: Iterable[Document]) -> list[Document]:
    """Each report once, by day of publication."""
    return sorted({d.id: d for d in reports}.values(), key=lambda d: (d.day.isoformat() if d.day else "9", d.key, d.id))


@click.command("reread")
@store_option
@own_codebook
def reread_command(address: str, own: str | None) -> None:
    """Neu lesen, was mit älteren Regeln gelesen wurde. / Read again what older rules or codebooks have read."""
    from lagebild.store import open_store  # the other commands start sooner without a database

    book = load_codebook(own)
    with open_store(address, create=False) as store:
        count = sum(1 for _ in counted(reread(store, now=datetime.now(UTC), codebook=book)))
    click.echo(f"{count} read again")
