"""``lagebild check``: the commands that look after a store."""

from __future__ import annotations

import sys

import click

from lagebild.cli.common import one_line
from lagebild.cli.stored import store_option


def _tell(what: str, count: int) -> None:
    """How far it is, on a terminal."""
    if sys.stderr.isatty():
        click.echo(f"\rlagebild: {what} {count or '…'}" + " " * 12, err=True, nl=False)


def _wipe() -> None:
    if sys.stderr.isatty():
        click.echo("\r" + " " * 40 + "\r", err=True, nl=False)


@click.command()
@store_option
def check(address: str) -> None:
    """Ist im Speicher alles, wie es geschrieben wurde? / Is everything in the store as it was written?"""
    from lagebild.store.care import check_store  # the other commands start sooner without a database

    count = 0
    for finding in check_store(address, _tell):
        _wipe()
        click.echo(one_line(str(finding)))
        count += 1
    _wipe()
    if count:
        raise click.exceptions.Exit(1)
    click.echo("nothing is wrong")
