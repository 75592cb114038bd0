"""Claims and documents in one line each, for pictures drawn by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from lagebild.model import Claim, Document, Passage, Picture, Span, Status
from lagebild.picture import fold_place

DAYS = {"mo": date(2025, 11, 17), "tu": date(2025, 11, 18), "we": date(2025, 11, 19), "th": date(2025, 11, 20)}
DOCUMENTS = {key: Document(key=key, text=key * 400, source="hand", published=day) for key, day in DAYS.items()}


def claim(day: str, actor: str, dimension: str, value: str, status: str = "asserted", **more: Any) -> Claim:
    """A claim in the report of that day (mo, tu, we, th) about Ecuador, at ``at`` code points."""
    at = more.pop("at", 0)
    span = Span(at, at + 4)
    return Claim(
        actor=actor,
        dimension=dimension,
        place=more.pop("place", "EC"),
        value=value,
        status=Status(status),
        passage=Passage(document=day, span=span, exact=DOCUMENTS[day].text[span.begin : span.end]),
        rule="by hand",
        **more,
    )


def draw(*claims: Claim, place: str = "EC") -> Picture:
    return fold_place(place, claims, (), (), DOCUMENTS)
