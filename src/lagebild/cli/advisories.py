"""``lagebild advisories``: a government's list of advice as a table, or what changed between two of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click

from lagebild.cli.common import Failures, write
from lagebild.codebook.ladders import load_ladders
from lagebild.errors import UsageError
from lagebild.pipeline import name_of
from lagebild.sources.advisories import (
    Advice,
    AdvisoryIndex,
    AdvisoryRecord,
    compare_indexes,
    read_australia,
    read_auswaertiges_amt,
    read_canada,
    read_govuk,
    read_us_state,
)

_READERS: dict[str, Callable[[bytes, str], AdvisoryIndex]] = {
    "DE": read_auswaertiges_amt,
    "GB": read_govuk,
    "US": read_us_state,
    "CA": read_canada,
    "AU": read_australia,
}


@click.command()
@click.argument("payload")
@click.argument("later", required=False)
@click.option("--authority", type=click.Choice(list(_READERS)), required=True, help="Wessen Liste es ist. / Whose list it is.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.option("--lang", type=click.Choice(["de", "en"]), default="de", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Ausgabe in diese Datei statt auf die Standardausgabe.")
def advisories(payload: str, later: str | None, authority: str, form: str, lang: str, output: str | None) -> None:
    """Die Reisehinweise einer Regierung, oder was sich zwischen zwei Listen geändert hat.

    A government's travel advice from its published list, or what changed between PAYLOAD and LATER.
    """
    failures = Failures()
    first = _read(payload, authority, failures)
    if later is None:
        rows: list[object] = [_row(record) for record in first.records]
        lines = [_line(record, lang) for record in first.records]
    else:
        changes = list(compare_indexes(first, _read(later, authority, failures)))
        rows = [{"place": c.place, "kind": str(c.kind), "says": c.says, "before": _row(c.before), "after": _row(c.after)} for c in changes]
        lines = [f"{name_of(c.place, lang)}  {c.kind}: {_said(c.before, lang)} → {_said(c.after, lang)}" for c in changes]
    told = [json.dumps(row, ensure_ascii=False) for row in rows] if form == "jsonl" else lines
    if told:
        write("\n".join(told), output)
    failures.leave()


def _read(path: str, authority: str, failures: Failures) -> AdvisoryIndex:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    index = _READERS[authority](data, path)
    for wrong in index.errors:
        failures.tell(wrong)
    return index


def _line(record: AdvisoryRecord, lang: str) -> str:
    day = f"{record.updated:%Y-%m-%d}  " if record.updated is not None else ""
    return f"{day}{name_of(record.place, lang)}  {_said(record, lang)}"


def _said(record: AdvisoryRecord | None, lang: str) -> str:
    """What is advised, in the ladder's words; a level that is not stated is never the lowest one."""
    none = {"de": "keine Stufe genannt", "en": "no level stated"}[lang]
    if record is None:
        return {"de": "nicht auf der Liste", "en": "not on the list"}[lang]
    return "; ".join(dict.fromkeys(_step(a, lang) for a in record.advice)) or none


def _step(advice: Advice, lang: str) -> str:
    label = load_ladders().label(f"travel_advice.{advice.value}", lang)
    parts = {"de": " (Landesteile)", "en": " (parts)"}[lang]
    return label + (parts if advice.scope == "parts" else "")


def _row(record: AdvisoryRecord | None) -> dict[str, object] | None:
    if record is None:
        return None
    return {
        "authority": record.authority,
        "place": record.place,
        "name": record.name,
        "advice": [{"value": a.value, "scope": a.scope, "stated": a.stated} for a in record.advice],
        "regional": record.regional,
        "updated": record.updated.isoformat() if record.updated is not None else None,
        "title": record.title,
        "url": record.url,
    }
