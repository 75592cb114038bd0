"""``lagebild sources``: what a desk listens to and how that goes; declaring more, OPML in and out."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lagebild.cli.common import BERLIN, Failures, one_line, write
from lagebild.cli.stored import store_option
from lagebild.collect.health import is_stale, load_sources
from lagebild.errors import UsageError
from lagebild.sources.declaration import (
    Declaration,
    Form,
    SourceKind,
    as_line,
    declare,
    official_sources,
    read_declarations,
)
from lagebild.sources.opml import read_opml, write_opml

if TYPE_CHECKING:
    from lagebild.store.listening import Heard

_WORDS = {
    "de": {
        "never": "noch nie gefragt", "well": "in Ordnung", "stale": "still seit {}", "failures": "{}-mal in Folge gescheitert: {}",
        "success": "zuletzt erreicht", "change": "zuletzt geändert", "kept": "Berichte", "refused": "ausgesondert", "state": "Zustand", "name": "Quelle",
    },
    "en": {
        "never": "never asked", "well": "well", "stale": "silent since {}", "failures": "failed {} times in a row: {}",
        "success": "last reached", "change": "last changed", "kept": "reports", "refused": "quarantined", "state": "state", "name": "source",
    },
}  # fmt: skip

file_option = click.option(
    "--sources", "file", metavar="FILE", default="sources.toml", show_default=True, help="Die Quellen des Desks (TOML). / The desk's sources."
)


@click.group(invoke_without_command=True)
@file_option
@store_option
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.pass_context
def sources(context: click.Context, file: str, address: str, form: str, lang: str) -> None:
    """Die Quellen des Desks und wie es um sie steht. / What a desk listens to, and how that goes."""
    context.obj = file
    if context.invoked_subcommand is not None:
        return
    declared = load_sources(file).sources
    heard = _heard(address)
    now = datetime.now(UTC)
    if form == "jsonl":
        rows = [json.dumps(row_of(source, heard.get(source.name), now), ensure_ascii=False) for source in declared]
    else:
        rows = table_of([(source, heard.get(source.name)) for source in declared], now, lang)
    if rows:
        write("\n".join(rows), None)


@sources.command("add")
@click.argument("name")
@click.argument("address")
@click.option("--form", type=click.Choice([str(f) for f in Form]), help="Wie sie gelesen wird; feed, wenn nichts gesagt ist. / How it is read.")
@click.option("--kind", type=click.Choice([str(k) for k in SourceKind]), help="outlet, wenn nichts gesagt ist. / Who speaks there.")
@click.option("--title", help="Name für Menschen. / Its name for people.")
@click.option("--language", metavar="xx")
@click.option("--every", metavar="SPAN", help="10m, 2h, 1d")
@click.option("--authority", metavar="XX", help="Land der Behörde. / Country of the authority.")
@click.option("--place", metavar="XX", help="Land, von dem die Seite handelt. / Country that the page is about.")
@click.option("--reliability", metavar="A-F")
@click.option("--licence")
@click.option("--terms")
@click.pass_obj
def add(file: str, /, name: str, address: str, **stated: Any) -> None:
    """Eine Quelle in die Datei schreiben. / Declare a source."""
    _append(file, [declare(name, address=address, **stated)])


@sources.command("remove")
@click.argument("name")
@click.pass_obj
def remove(file: str, name: str) -> None:
    """Eine Quelle nicht mehr hören; was von ihr kam, bleibt. / Listen to a source no more; what came from it stays."""
    path = Path(file)
    text = _text(file)
    known = {source.name for source in read_declarations(text.encode(), file).sources}
    if name not in known:
        raise UsageError(f"{file}: no source {name!r}; there are {', '.join(sorted(known))}")
    lines = [line for line in text.splitlines() if not re.match(rf"\s*\"?{re.escape(name)}\"?\s*=", line)]
    if name in {source.name for source in official_sources()}:
        lines = _with_lines(lines, [f"{name} = false"])
    fresh = "\n".join(lines) + "\n"
    if name in {source.name for source in read_declarations(fresh.encode(), file).sources}:
        raise UsageError(f"{file}: {name!r} is not declared on a line of its own; take it out by hand")
    _replace(path, fresh)


@sources.command("import")
@click.argument("opml")
@click.pass_obj
def import_(file: str, opml: str) -> None:
    """Die Feeds einer OPML-Datei dazunehmen. / Add the feeds of an OPML file."""
    failures = Failures()
    found, errors = read_opml(_bytes(Path(opml)), opml)
    for error in errors:
        failures.tell(error)
    declared = read_declarations(_text(file).encode(), file).sources
    there, names = {source.address for source in declared}, {source.name for source in declared}
    fresh = []
    for source in found:
        if source.address in there:
            continue
        name, number = source.name, 2
        while name in names:
            name, number = f"{source.name[:60]}-{number}", number + 1
        names.add(name)
        there.add(source.address)
        stated = {f.name: getattr(source, f.name) for f in fields(source) if f.name != "name"}
        fresh.append(Declaration(name=name, **stated))
    if fresh:
        _append(file, fresh)
    click.echo(f"{len(fresh)} added, {len(found) - len(fresh)} already there")
    failures.leave()


@sources.command("export")
@click.option("-o", "--output", metavar="FILE")
@click.pass_obj
def export(file: str, output: str | None) -> None:
    """Die Feeds als OPML. / The feeds as OPML."""
    write(write_opml([s for s in load_sources(file).sources if s.form in (Form.FEED, Form.LINKED)]), output)


def row_of(source: Declaration, heard: Heard | None, now: datetime) -> dict[str, object]:
    """A source for programs."""
    row: dict[str, object] = {f.name: getattr(source, f.name) for f in fields(source)}
    moments = ("polled", "succeeded", "changed", "due")
    known = {name: getattr(heard, name) if heard else None for name in (*moments, "failures", "problem", "kept", "refused")}
    for name in moments:
        value = known[name]
        known[name] = value.isoformat() if isinstance(value, datetime) else None
    return {**row, "stale": is_stale(source, heard, now), **known}


def table_of(declared: list[tuple[Declaration, Heard | None]], now: datetime, lang: str) -> list[str]:
    """Lines for people; what is wrong stands first."""
    words = _WORDS[lang]
    head = [words[k] for k in ("name", "success", "change", "kept", "refused", "state")]
    rows = [head]
    for source, heard in sorted(declared, key=lambda pair: not _is_wrong(pair[0], pair[1], now)):
        state = words["never"]
        if heard is not None and heard.polled is not None:
            state = words["well"]
            if heard.failures:
                state = words["failures"].format(heard.failures, heard.problem or "")
            elif is_stale(source, heard, now):
                state = words["stale"].format(_time(heard.succeeded))
        counts = [str(heard.kept), str(heard.refused)] if heard else ["0", "0"]
        moments = [_time(heard.succeeded), _time(heard.changed)] if heard else ["–", "–"]
        rows.append([source.name, *moments, *counts, one_line(state)])
    widths = [max(len(row[n]) for row in rows) for n in range(5)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row[:5], widths, strict=True)), row[5]]) for row in rows]


def _is_wrong(source: Declaration, heard: Heard | None, now: datetime) -> bool:
    return heard is not None and (heard.failures > 0 or is_stale(source, heard, now))


def _time(moment: datetime | None) -> str:
    return "–" if moment is None else f"{moment.astimezone(BERLIN):%Y-%m-%d %H:%M}"


def _heard(address: str) -> dict[str, Heard]:
    from lagebild.store import open_store
    from lagebild.store.listening import heard_of

    if "://" not in address and not Path(address).exists():
        return {}
    with open_store(address, create=False) as store, store.read() as connection:
        return heard_of(connection)


def _append(file: str, declared: list[Declaration]) -> None:
    path, text = Path(file), _text(file)
    names = {source.name for source in read_declarations(text.encode(), file).sources}
    for source in declared:
        if source.name in names:
            raise UsageError(f"{file}: there is a source {source.name!r} already; choose another name")
    fresh = "\n".join(_with_lines(text.splitlines(), [as_line(source) for source in declared])) + "\n"
    read_declarations(fresh.encode(), file)
    _replace(path, fresh)


def _text(file: str) -> str:
    """The desk's file; empty before anything was declared."""
    path = Path(file)
    try:
        return _bytes(path).decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{file}: no TOML ({error}); save it as UTF-8") from error


def _with_lines(lines: list[str], more: list[str]) -> list[str]:
    """Lines at the end of the table of sources."""
    begin = next((n for n, line in enumerate(lines) if re.fullmatch(r"\s*\[sources\]\s*(#.*)?", line)), None)
    if begin is None:
        return [*lines, *([""] if lines else []), "[sources]", *more]
    end = next((n for n in range(begin + 1, len(lines)) if re.match(r"\s*\[", lines[n])), len(lines))
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], *more, *lines[end:]]


def _replace(path: Path, text: str) -> None:
    """The whole file or none of it."""
    try:
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(text, encoding="utf-8", newline="")
        fresh.replace(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}); check the folder") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the name") from error
