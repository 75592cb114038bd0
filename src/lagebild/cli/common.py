"""What commands share: inputs, options, progress, error lines, output."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from lagebild.documents import parse_published
from lagebild.errors import InputError, UsageError
from lagebild.model import Document
from lagebild.pipeline import read_documents

BERLIN = ZoneInfo("Europe/Berlin")

F = TypeVar("F", bound=Callable[..., Any])


def inputs(function: F) -> F:
    """Options and arguments of every command that reads reports."""
    function = click.option("--published", metavar="DATE", help="Datum für Berichte ohne eigenes Datum (ISO 8601).")(function)
    function = click.option("-o", "--output", metavar="FILE", help="Ausgabe in diese Datei statt auf die Standardausgabe.")(function)
    return click.argument("paths", metavar="INPUT...", nargs=-1, required=True)(function)


def own_codebook(function: F) -> F:
    """The option of commands that read claims: a desk's own frames and words beside the shipped ones."""
    return click.option(
        "--codebook", "own", metavar="FILE", help="Eigene Rahmen und Wörter dazu (TOML). / A desk's own codebook file."
    )(function)


class Failures:
    """Counts what could not be read and says so, one line each, on standard error."""

    def __init__(self) -> None:
        self.count = 0

    def documents(self, found: Iterable[Document | InputError]) -> Iterator[Document]:
        """The documents of a stream; its errors become lines."""
        for item in found:
            if isinstance(item, InputError):
                self.tell(item)
            else:
                yield item

    def tell(self, error: InputError) -> None:
        """Count one, and say it."""
        self.count += 1
        click.echo(f"lagebild: {one_line(str(error))}", err=True)

    def leave(self) -> None:
        """End with status 1 if anything failed."""
        if self.count:
            raise click.exceptions.Exit(1)


def one_line(text: str) -> str:
    """A message on one line, without characters that steer a terminal."""
    return "".join(ch if ch.isprintable() else " " for ch in text)


def documents(paths: tuple[str, ...], published: str | None) -> Iterator[Document | InputError]:
    """Documents and errors of the given inputs.

    Raises:
        UsageError: ``published`` is no date.
    """
    return read_documents(paths, published=published_on(published), stdin=sys.stdin.buffer, now=datetime.now(UTC))


def published_on(stated: str | None) -> date | datetime | None:
    """What ``--published`` says; None where it is not given.

    Raises:
        UsageError: it is no date.
    """
    if not stated:
        return None
    try:
        return parse_published(stated)
    except ValueError as error:
        raise UsageError(f"--published {stated}: {error}; write 2022-01-24 or 2022-01-24T10:49:00+01:00") from error


def moment(option: str, stated: str | None, now: datetime, of_a_day: time = time.max) -> datetime | None:
    """A time given as an option: ISO 8601, a day (its last moment), or a time of today in Berlin; None without one.

    Args:
        now: aware moment, for what today is.
        of_a_day: what a day stands for; ``time.min`` for its begin.

    Raises:
        UsageError: it is no time.
    """
    if not stated:
        return None
    try:
        if re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", stated.strip(), re.ASCII):
            of_day = time.fromisoformat(stated.strip().zfill(5 if stated.count(":") == 1 else 8))
            return datetime.combine(now.astimezone(BERLIN), of_day, BERLIN).astimezone(UTC)
        found = parse_published(stated)
    except ValueError as error:
        raise UsageError(f"{option} {stated}: {error}; write 2022-01-24T10:49:00+01:00, 2022-01-24 or 06:00") from error
    if isinstance(found, datetime):
        return found
    return datetime.combine(found, of_a_day, BERLIN).astimezone(UTC)


def progress(found: Iterable[Document], label: str) -> Iterator[Document]:
    """The same documents, with a counter on standard error if it is a terminal."""
    if not sys.stderr.isatty():
        yield from found
        return
    count = 0
    for document in found:
        count += 1
        if count % 5 == 0:
            click.echo(f"\r{label}: {count}", err=True, nl=False)
        yield document
    if count >= 5:
        click.echo("\r" + " " * (len(label) + 12) + "\r", err=True, nl=False)


def write(text: str, output: str | None) -> None:
    """To a file or to standard output, in UTF-8; a lone surrogate can not occur in what was read.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        click.echo(text.encode("utf-8"), nl=not text.endswith("\n"))
        return
    try:
        Path(output).write_text(text if text.endswith("\n") else text + "\n", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); choose another file") from error


def write_bytes(data: bytes, output: str | None, *, text: bool = False) -> None:
    """Bytes as they are to a file or to standard output.

    Args:
        text: whether a terminal may show them.

    Raises:
        UsageError: the file cannot be written, or standard output is a terminal.
    """
    if output is None:
        if sys.stdout.isatty() and not text:
            raise UsageError("this form is no text for a terminal; give -o FILE")
        click.echo(data, nl=False)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written ({error.strerror}); choose another file") from error
