"""What readings left open: abstentions of the rules and questions that a report leaves, each with its words and an id.

Neither has an id in its reading; here it is the document's id and eight digits of what was left open, so that it lasts
over readings that leave the same open, and is found without looking through the store.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from lagebild.model import Abstention, OpenQuestion, Span, content_id
from lagebild.store.codec import from_json
from lagebild.store.schema import abstention, document, question, reading

_DIGITS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a target names, for checking an answer to it: where it lies, and the whole text around it."""

    document: str
    key: str
    lineage: str
    span: Span
    text: str | None


def open_id(document_id: str, noun: Abstention | OpenQuestion) -> str:
    """The id of what a reading of that revision left open."""
    if isinstance(noun, Abstention):
        parts = ("abstention", noun.rule, f"{noun.span.begin}:{noun.span.end}")
    else:
        span = noun.passage.span
        parts = (str(noun.kind), noun.rule, f"{span.begin}:{span.end}")
    return f"{document_id}-{content_id(*parts)[:_DIGITS]}"


def find_open(connection: Connection, identity: str) -> Asked | None:
    """What an id names, in any reading of its document; None where no reading left that open."""
    document_id = identity.rpartition("-")[0]
    row = connection.execute(select(document).where(document.c.id == document_id)).one_or_none()
    if row is None:
        return None
    for table, kind in ((abstention, Abstention), (question, OpenQuestion)):
        query = select(table.c.body).select_from(table.join(reading)).where(reading.c.document == document_id)
        for body in connection.execute(query).scalars():
            noun: Abstention | OpenQuestion = from_json(kind, body)  # type: ignore[assignment]
            if open_id(document_id, noun) == identity:
                span = noun.span if isinstance(noun, Abstention) else noun.passage.span
                return Asked(document=row.id, key=row.key, lineage=row.lineage, span=span, text=row.text)
    return None
