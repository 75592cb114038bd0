"""``lagebild bundle`` and ``lagebild verify``: what a cell or a place rests on, to hand on, and the check of it."""

from __future__ import annotations

import hashlib
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from lagebild import __version__
from lagebild.cli.common import moment, one_line, write_bytes
from lagebild.cli.stored import store_option
from lagebild.codebook import load_ladders
from lagebild.errors import InputError, UsageError
from lagebild.pipeline import draw_with_reports, name_of
from lagebild.publish import MAX_BUNDLE, Making, make_bundle, of_cell, verify_bundle


@click.command()
@store_option
@click.option("--place", metavar="CODE", required=True, help="Der Ort, etwa UA.")
@click.option("--actor", metavar="CODE", help="Mit --dimension: nur diese Zelle. / With --dimension: this cell alone.")
@click.option("--dimension", type=click.Choice([d.name for d in load_ladders().dimensions]))
@click.option("--valid-at", "valid", metavar="TIME", help="Was zu dieser Zeit galt. / What held at that time.")
@click.option("--known-at", "known", metavar="TIME", help="Was man zu dieser Zeit wusste. / What was known at that time.")
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("-o", "--output", metavar="FILE", required=True, help="Das Archiv (.zip).")
def bundle(
    address: str,
    place: str,
    actor: str | None,
    dimension: str | None,
    valid: str | None,
    known: str | None,
    lang: str,
    output: str,
) -> None:
    """Ein Ort oder eine Zelle mit allen Belegen als Archiv. / A place or a cell with all its evidence as an archive.

    Nennt die SHA-256 des Archivs: an anderem Ort aufheben. / Prints the archive's SHA-256: keep it elsewhere.
    """
    from lagebild.store import load_raw, open_store  # the other commands start sooner without a database

    if bool(actor) != bool(dimension):
        raise UsageError("a cell needs both --actor and --dimension; leave out both for the whole place")
    now = datetime.now(UTC)
    valid_at, known_at = moment("--valid-at", valid, now), moment("--known-at", known, now)
    with open_store(address, create=False) as store:
        [(picture, documents)] = draw_with_reports(store, place=place.upper(), valid_at=valid_at, known_at=known_at)
        with store.read() as connection:
            raw = load_raw(connection, [d.id for d in documents])
    if actor and dimension:
        picture = of_cell(picture, actor.upper(), dimension)
    making = Making(at=now.replace(microsecond=0), program=f"lagebild {__version__}", lang=lang, raw=raw)
    data = make_bundle(picture, documents, name_of, making)
    verify_bundle(data, output)
    write_bytes(data, output)
    click.echo(f"{hashlib.sha256(data).hexdigest()}  {output}")


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False))
@click.option("--sha256", metavar="HASH", help="Die beim Machen genannte Prüfsumme. / The hash printed when it was made.")
def verify(file: str, sha256: str | None) -> None:
    """Ist ein Belegpaket, wie es gemacht wurde? / Is an evidence bundle as it was made?

    Status 0: ja / it is; 1: nein, und was nicht / it is not, and what; 2: falscher Aufruf / wrong usage.
    """
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(MAX_BUNDLE + 1)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); give a bundle") from error
    try:
        found = verify_bundle(data, file, sha256=sha256)
    except InputError as error:
        click.echo(one_line(f"does not verify: {error}"))
        sys.stdout.flush()
        raise click.exceptions.Exit(1) from None
    known = f", as known at {found.known_at}" if found.known_at else ""
    click.echo(
        one_line(
            f"verifies: {found.place}{known}, made {found.made}; {found.claims} claims, {found.passages} passages in "
            f"{found.reports} reports; SHA-256 {found.sha256}"
        )
    )
