"""``lagebild codebook``: list the ladders and frames, check the examples."""

from __future__ import annotations

import click

from lagebild.checking import check_examples
from lagebild.cli.common import own_codebook
from lagebild.codebook import load_codebook, load_ladders
from lagebild.errors import UsageError


@click.command()
@click.argument("dimension", required=False)
@click.option("--check", is_flag=True, help="Die Beispiele des Codebuchs prüfen. / Run the codebook's examples.")
@own_codebook
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
def codebook(dimension: str | None, check: bool, own: str | None, lang: str) -> None:
    """Leitern, Rahmen und Beispiele des Codebuchs. / The codebook's ladders, frames and examples."""
    book, ladders = load_codebook(own), load_ladders()
    known = [d.name for d in ladders.dimensions]
    if dimension and dimension not in known:
        raise UsageError(f"no dimension {dimension!r}; the dimensions are {', '.join(known)}")
    names = [dimension] if dimension else known
    failed = 0
    for name in names:
        ladder = ladders.dimension(name)
        cases = [e for e in book.examples if e.dimension == name]
        if check:
            failures = list(check_examples(book, name))
            failed += len(failures)
            for failure in failures:
                click.echo(str(failure))
            click.echo(f"{name}: {len(cases) - len(failures)} of {len(cases)} examples right")
            continue
        click.echo(f"{name}  {ladder.long.read(lang)}: {ladder.definition.read(lang)}")
        for step in ladder.steps:
            click.echo(f"  {step.value}  {step.label.read(lang)}")
        for frame in book.of(name):
            values = ", ".join(f"{k} -> {v or 'silence'}" for k, v in frame.value.items())
            click.echo(f"  [{frame.id}] theme {frame.theme or '-'}; events {', '.join(frame.events)}; {values}")
        fires = sum(1 for e in cases if e.expected)
        click.echo(f"  {fires} examples that fire, {len(cases) - fires} that stay silent")
    if failed:
        raise click.exceptions.Exit(1)
