"""Reports for the tests of the store, and what a store holds as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lagebild.claims import ClaimReading
from lagebild.model import Abstention, Claim, Document, Event, OpenKind, OpenQuestion, Span, Statement, Status
from lagebild.model.statement import Kind
from lagebild.store import Arrival, Store, Versions
from lagebild.store.schema import PEOPLE, metadata, touched

CRISIS = Path(__file__).resolve().parents[2] / "samples" / "crisis"
FILES = sorted(str(path) for path in CRISIS.glob("*.txt"))
NOON = datetime(2025, 11, 20, 12, tzinfo=UTC)
VERSIONS = Versions(rules="0" * 12, codebook="1" * 12)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def document(key: str = "a", text: str = "Die Schweiz schloss ihre Botschaft.", **more: Any) -> Document:
    return Document(**{"key": key, "text": text, "source": "reports.jsonl", "retrieved": NOON, **more})


def claim(source: Document, value: str = "closed", place: str = "SD", **more: Any) -> Claim:
    passage = source.passage(Span(0, min(11, len(source.text))))
    fields = {"actor": "CH", "dimension": "mission_status", "status": Status.ASSERTED, "rule": "frame", "origin": source.id}
    return Claim(**{**fields, "place": place, "value": value, "passage": passage, **more})


def arrival(source: Document, *claims: Claim, known: datetime = NOON, **more: Any) -> Arrival:
    """A report with the claims given, and one of everything else."""
    passage = source.passage(Span(0, min(11, len(source.text))))
    place = claims[0].place if claims else "SD"
    found = ClaimReading(
        claims=claims,
        acts=(Event(actor="CH", kind="warns", passage=passage, rule="act", place=place),),
        open=(OpenQuestion(kind=OpenKind.EVADED, passage=passage, rule="gap", place=place),),
        abstentions=(Abstention(document=source.key, span=passage.span, rule="frame", reason="kein Ort"),),
    )
    said = Statement(document=source.key, content=(passage.span,), kind=Kind.INDIRECT, rule="frame")
    fields = {
        "source": source.source,
        "position": f"{source.source}:{source.key}",
        "raw": source.text.encode(),
        "retrieved": NOON,
        "known": known,
        "made": known,
        "document": source,
        "statements": (said,),
        "claims": found,
        "versions": VERSIONS,
    }
    return Arrival(**{**fields, **more})


def contents(store: Store, *, without: Sequence[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, sorted."""
    with store.read() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            # A count of changes is not what a store holds, nor is who may look at it.
            if table is not touched and table not in PEOPLE and table.name not in without
        }


def long_text(name: str, words: int = 120) -> str:
    """A text whose words occur in no other one of another name."""
    return " ".join(f"{name}{number}" for number in range(words)) + "."


def day(text: str) -> date:
    return date.fromisoformat(text)


__all__ = [
    "CRISIS",
    "FILES",
    "NOON",
    "VERSIONS",
    "arrival",
    "claim",
    "contents",
    "day",
    "document",
    "hours",
    "long_text",
]
