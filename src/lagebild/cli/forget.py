"""``lagebild forget``: texts are deleted, hashes and what was read from them stay."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime

import click

from lagebild.cli.common import moment
from lagebild.cli.stored import store_option
from lagebild.errors import UsageError


@click.command()
@store_option
@click.option("--source", metavar="NAME", help="Texte aus dieser Datei oder von dieser Adresse. / From this file or address.")
@click.option("--outlet", metavar="NAME", help="Texte dieses Mediums. / Of this outlet.")
@click.option("--document", "key", metavar="ID", help="Dieser Bericht in allen Fassungen. / This report.")
@click.option("--before", metavar="TIME", help="Was vorher bekannt wurde. / What became known before.")
@click.option("--reason", metavar="TEXT", help="Warum; bleibt als Zeuge. / Why; it is kept as witness.")
@click.option("--author", metavar="NAME", help="Wer; sonst der angemeldete Benutzer. / Who, else the user logged in.")
@click.option("--dry-run", is_flag=True, help="Nur zählen. / Only count.")
def forget(
    address: str,
    source: str | None,
    outlet: str | None,
    key: str | None,
    before: str | None,
    reason: str | None,
    author: str | None,
    dry_run: bool,
) -> None:
    """Texte löschen; Hashes und Lagebild bleiben. / Delete texts; hashes and the picture stay."""
    from lagebild.store import open_store  # the other commands start sooner without a database
    from lagebild.store.care.retention import Choice, chosen, compact
    from lagebild.store.care.retention import forget as let_go

    now = datetime.now(UTC)
    choice = Choice(source=source, outlet=outlet, key=key, before=moment("--before", before, now))
    if not dry_run and not (reason or "").strip():
        raise UsageError("a deletion leaves a witness; say why with --reason")
    with open_store(address, create=False) as store:
        with store.read() as connection:
            count = len(chosen(connection, choice))
        if dry_run:
            click.echo(f"{count} texts would be deleted")
            return
        with store.write() as connection:
            count = let_go(connection, chosen(connection, choice), author=author or getpass.getuser(), reason=str(reason), now=now)
        compact(store)
    click.echo(f"{count} texts deleted; hashes, dates and values stay")
