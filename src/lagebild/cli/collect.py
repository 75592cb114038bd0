"""``lagebild collect``: ask the sources, once or again and again, and keep what they say."""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from lagebild import __version__
from lagebild.cli.common import Failures, one_line, own_codebook
from lagebild.cli.sources import file_option
from lagebild.cli.stored import store_option
from lagebild.codebook import load_codebook
from lagebild.collect.health import load_sources
from lagebild.errors import UsageError
from lagebild.sources.declaration import LEAST_EVERY, Declaration, span_of

if TYPE_CHECKING:
    from lagebild.collect import Polled


@click.command("collect")
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@file_option
@store_option
@click.option("--every", metavar="SPAN", help="Immer wieder, statt einmal: 10m, 1h. / Again and again; for sources that state no pace of their own.")
@click.option("--network", "networks", metavar="CIDR", multiple=True, help="Eigenes Netz, in dem Quellen liegen dürfen. / A network of the desk's own.")
@click.option("--contact", help="Unter welcher Adresse der Desk zu erreichen ist. / Where publishers reach the desk.")
@own_codebook
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
def collect_command(
    names: tuple[str, ...], file: str, address: str, every: str | None, networks: tuple[str, ...], contact: str | None, own: str | None, form: str
) -> None:
    """Die Quellen abfragen und aufnehmen, was neu ist. / Ask the sources, and keep what is new."""
    from lagebild.collect import Collector, Ears
    from lagebild.fetch import Client, Reach
    from lagebild.fetch.pace import PAUSE, Pace
    from lagebild.sources.workers import Workers
    from lagebild.store import open_store

    declared = load_sources(file)
    wanted = _wanted(declared.sources, names, every)
    contact = contact or declared.contact
    agent = f"Lagebild/{__version__}" + (f" (+{contact})" if contact else "")
    reach = Reach.of((*declared.networks, *networks))
    book = load_codebook(own)
    failures, counts, stop = Failures(), Counter[str](), threading.Event()

    def told(polled: Polled) -> None:
        for name in ("new", "revised", "copies", "known", "pages"):
            counts[name] += getattr(polled, name)
        for error in polled.errors:
            failures.tell(error)
        if polled.problem is not None:
            failures.count += 1
            click.echo(f"lagebild: {polled.source}: {one_line(polled.problem)}", err=True)
        if form == "jsonl":
            click.echo(json.dumps(_row(polled), ensure_ascii=False))
        elif every is not None or sys.stderr.isatty():
            click.echo(_line(polled), err=True)

    with open_store(address) as store, Workers(count=4) as workers:
        client = Client(agent, reach=reach)
        collector = Collector(store, wanted, Ears(client=client, workers=workers, pace=Pace(PAUSE)), codebook=book)
        if every is None:
            for polled in collector.once():
                told(polled)
        else:
            before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGINT, signal.SIGTERM)}
            try:
                for polled in collector.keep_on(stop):
                    told(polled)
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)
    if form == "text":
        click.echo(
            f"{counts['new']} new, {counts['revised']} revisions, {counts['copies']} copies, {counts['known']} already known, "
            f"{counts['pages']} pages, {failures.count} quarantined or failed"
        )
    failures.leave()


def _wanted(declared: tuple[Declaration, ...], names: tuple[str, ...], every: str | None) -> list[Declaration]:
    known = {source.name for source in declared}
    for name in names:
        if name not in known:
            raise UsageError(f"no source {name!r}; there are {', '.join(sorted(known)) or 'none'}")
    found = [source for source in declared if not names or source.name in names]
    if every is None:
        return found
    try:
        seconds = span_of(every)
    except ValueError as error:
        raise UsageError(f"--every: {error}") from error
    if seconds < LEAST_EVERY:
        raise UsageError(f"--every {every}: give {LEAST_EVERY}s or more; publishers are not to be asked more often")
    usual = Declaration(name="", address="").every
    return [replace(source, every=seconds) if source.every == usual else source for source in found]


def _row(polled: Polled) -> dict[str, object]:
    row: dict[str, object] = {name: getattr(polled, name) for name in ("source", "new", "revised", "copies", "known", "pages", "left", "unchanged", "problem")}
    row["errors"] = [str(error) for error in polled.errors]
    return row


def _line(polled: Polled) -> str:
    row = _row(polled)
    if row["problem"]:
        return f"{row['source']}: {one_line(str(row['problem']))}"
    if row["unchanged"]:
        return f"{row['source']}: unchanged"
    return f"{row['source']}: {row['new']} new, {row['revised']} revisions, {row['copies']} copies, {row['known']} known, {row['pages']} pages"
