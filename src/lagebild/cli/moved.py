"""``lagebild changes``, ``history`` and ``review``: what became of a picture and of one cell, and what to look at again."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import UTC, datetime

import click

from lagebild.cli.common import BERLIN, moment, write
from lagebild.cli.stored import store_option
from lagebild.codebook.ladders import load_ladders
from lagebild.errors import NotFound, UsageError
from lagebild.picture import due_for_review, history_of
from lagebild.picture.review import DAYS
from lagebild.pipeline import changes, draw_with_reports, name_of
from lagebild.publish import (
    changes_to_json,
    draw_map,
    due_to_json,
    history_to_json,
    marks_of,
    render_changes,
    render_decisions,
    render_due,
    render_history,
    render_map,
    render_revisions,
    revisions_to_json,
)

_form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_lang = click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
_output = click.option("-o", "--output", metavar="FILE", help="Ausgabe in diese Datei statt auf die Standardausgabe.")


@click.command("changes")
@store_option
@click.option("--since", metavar="TIME", required=True, help="Seit wann, etwa 06:00. / Since when.")
@click.option("--until", metavar="TIME", help="Bis wann; sonst bis jetzt. / Until when, else now.")
@click.option("--place", metavar="CODE", help="Nur dieser Ort. / Only this place.")
@click.option("--all", "everything", is_flag=True, help="Auch Wiederholungen und nachgetragene Schritte. / Repetitions, too.")
@click.option("--format", "form", type=click.Choice(["text", "json", "svg"]), default="text", show_default=True)
@_lang
@_output
def changes_command(
    address: str, since: str, until: str | None, place: str | None, everything: bool, form: str, lang: str, output: str | None
) -> None:
    """Was sich geändert hat: alter und neuer Stand mit Fundstellen. / What changed, old and new, with passages.

    TIME: 2022-01-24T10:49:00+01:00, 2022-01-24 (der ganze Tag / all day) oder/or 06:00 (heute / today, Berlin).
    """
    from lagebild.store import open_store  # the other commands start sooner without a database

    now = datetime.now(UTC)
    begin, end = moment("--since", since, now), moment("--until", until, now)
    if begin is None or (end is not None and end < begin):
        raise UsageError(f"--until {until} lies before --since {since}; exchange them")
    with open_store(address, create=False) as store:
        moved = changes(store, since=begin, until=end, place=place.upper() if place else None, all_of_them=everything)
    if form == "json":
        write(json.dumps([changes_to_json(m, name_of) for m in moved], ensure_ascii=False, indent=1), output)
    elif form == "svg":
        write(render_map(draw_map(marks_of(moved, name_of, lang=lang), name_of, lang=lang)), output)
    else:
        write(render_changes(moved, name_of, lang=lang, width=_columns(output)), output)


@click.command()
@store_option
@click.option("--place", metavar="CODE", required=True)
@click.option("--actor", metavar="CODE", required=True)
@click.option("--dimension", type=click.Choice([d.name for d in load_ladders().dimensions]), required=True)
@click.option("--known-at", "known", metavar="TIME", help="Was man zu dieser Zeit wusste. / What was known at that time.")
@_form
@_lang
@_output
def history(
    address: str, place: str, actor: str, dimension: str, known: str | None, form: str, lang: str, output: str | None
) -> None:
    """Die Geschichte einer Zelle, Schritt für Schritt. / The history of one cell, step by step."""
    from lagebild.store import open_store  # the other commands start sooner without a database

    known_at = moment("--known-at", known, datetime.now(UTC))
    with open_store(address, create=False) as store:
        [(picture, documents)] = draw_with_reports(store, place=place.upper(), known_at=known_at)
    cell = picture.cell(actor.upper(), dimension)
    if cell is None:
        named = ", ".join(f"{c.actor} {c.dimension}" for c in picture.cells) or "none"
        raise NotFound(f"nothing is stated on {actor.upper()} {dimension} at {place.upper()}; cells that are there: {named}")
    steps = history_of(cell, {d.key: d for d in documents})
    if form == "json":
        write(json.dumps(history_to_json(steps, documents), ensure_ascii=False, indent=1), output)
    else:
        write(render_history(steps, documents, name_of, lang=lang, width=_columns(output)), output)


@click.command()
@click.argument("key", metavar="[ID]", required=False)
@store_option
@_form
@_lang
@_output
def revisions(key: str | None, address: str, form: str, lang: str, output: str | None) -> None:
    """Geänderte Berichte: welche Aussagen entfielen, welche hinzukamen. / Changed reports: claims gone and new."""
    from lagebild.store import open_store, revisions_of  # the other commands start sooner without a database

    with open_store(address, create=False) as store, store.read() as connection:
        found = revisions_of(connection, key)
    if key is not None and not found:
        raise NotFound(f"no report with id {key!r} is in the store; 'lagebild search' finds reports by their words")
    told = [[(r.document, r.known, r.claims) for r in report] for report in found]
    if form == "json":
        write(json.dumps([revisions_to_json(report) for report in told], ensure_ascii=False, indent=1), output)
    else:
        write("\n".join(render_revisions(report, name_of, lang=lang, width=_columns(output)) for report in told) or "0\n", output)


@click.command()
@store_option
@click.option("--place", metavar="CODE", help="Nur dieser Ort. / Only this place.")
@click.option("--days", type=click.IntRange(0, 365), default=DAYS, show_default=True, help="Tage nach der letzten Bestätigung. / Days after it was last confirmed.")
@click.option("--by", metavar="DATE", help="Fällig bis zu diesem Tag; sonst heute. / Due by this day, else today.")
@_form
@_lang
@_output
def review(address: str, place: str | None, days: int, by: str | None, form: str, lang: str, output: str | None) -> None:
    """Vorläufiges und Offenes, das jemand wieder ansehen sollte. / What holds only for now and is due for review.

    Darunter Entscheidungen, deren Worte der Bericht nicht mehr enthält. / Below it, decisions whose words are gone.
    """
    from lagebild.store import dangling, open_store  # the other commands start sooner without a database

    now = datetime.now(UTC)
    last = (moment("--by", by, now) or now).astimezone(BERLIN).date()
    with open_store(address, create=False) as store:
        drawn = draw_with_reports(store, place=place.upper() if place else None)
        with store.read() as connection:
            lost = [(d, None) for d in dangling(connection) if place is None or (d.about and d.about.place == place.upper())]
    documents = [d for _, reports in drawn for d in reports]
    found = [item for shown, reports in drawn for item in due_for_review(shown, {d.key: d for d in reports}, days=days) if item.due <= last]
    if form == "json":
        write(json.dumps([due_to_json(item, documents) for item in found], ensure_ascii=False, indent=1), output)
    else:
        width = _columns(output)
        told = f"\n{load_ladders().label('word.dangling', lang)}\n\n{render_decisions(lost, name_of, lang=lang, width=width)}" if lost else ""
        write(render_due(found, documents, name_of, lang=lang, width=width) + told, output)


def _columns(output: str | None) -> int:
    return shutil.get_terminal_size((100, 24)).columns if output is None and sys.stdout.isatty() else 100
