"""``lagebild check``, ``backup`` and ``restore``: the commands that look after a store."""

from __future__ import annotations

import sys
from pathlib import Path

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


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@click.option("--force", is_flag=True, help="Auch einen Speicher, der die Prüfung nicht besteht. / Even if check complains.")
def backup(file: Path, address: str, force: bool) -> None:
    """Den Speicher in eine geprüfte Datei sichern. / Write a checked copy of the store to a file."""
    from lagebild.store.care import back_up

    done = back_up(address, file, force=force, tell=_tell)
    _wipe()
    click.echo(f"{done.documents} documents, contents {done.digest or 'unknown'}")


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@store_option
@click.option("--force", is_flag=True, help="Ersetzen, was da ist; auch eine ungeprüfte Sicherung. / Replace what is there.")
def restore_command(file: Path, address: str, force: bool) -> None:
    """Eine Sicherung zum Speicher machen, auch auf die andere Datenbank. / Make a store of a backup."""
    from lagebild.store.care import restore

    done = restore(file, address, force=force, tell=_tell)
    _wipe()
    click.echo(f"{done.documents} documents, contents {done.digest or 'unknown'}")
