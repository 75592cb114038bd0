"""``lagebild export`` and ``lagebild import``: a whole store as JSON Lines, and back."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

import click

from lagebild.cli.stored import store_option
from lagebild.errors import UsageError


@click.command("export")
@store_option
@click.option("-o", "--output", metavar="FILE", help="Ausgabe in diese Datei statt auf die Standardausgabe.")
def export_command(address: str, output: str | None) -> None:
    """Den ganzen Speicher als JSON Lines ausgeben. / The whole store as JSON Lines."""
    from lagebild.store import open_store  # the other commands start sooner without a database
    from lagebild.store.care.exchange import export_lines

    with ExitStack() as stack:
        try:
            out = stack.enter_context(Path(output).open("wb")) if output else sys.stdout.buffer
        except OSError as error:
            raise UsageError(f"{output}: cannot be written ({error.strerror}); choose another file") from error
        store = stack.enter_context(open_store(address, create=False))
        connection = stack.enter_context(store.read())
        for line in export_lines(connection):
            out.write(line)


@click.command("import")
@click.argument("source", metavar="FILE")
@store_option
def import_command(source: str, address: str) -> None:
    """Einen ausgegebenen Speicher einlesen, nachdem er geprüft ist. / Read an export into a store, once it is verified."""
    from lagebild.store import open_store  # the other commands start sooner without a database
    from lagebild.store.care.exchange import import_lines, lines_of, verify_lines

    with ExitStack() as stack:
        if source == "-":
            # It is read twice: verified first, then written.
            stream: BinaryIO = cast(BinaryIO, stack.enter_context(TemporaryFile()))
            while piece := sys.stdin.buffer.read(1 << 20):
                stream.write(piece)
        else:
            try:
                stream = stack.enter_context(Path(source).open("rb"))
            except OSError as error:
                raise UsageError(f"{source}: cannot be read ({error.strerror}); check the name") from error
        verify_lines(lines_of(stream), source)
        store = stack.enter_context(open_store(address))
        with store.write() as connection:
            counts = import_lines(connection, lines_of(stream), source)
    click.echo(f"{counts['document']} documents, {counts['reading']} readings, {counts['claim']} claims, {counts['decision']} decisions")
