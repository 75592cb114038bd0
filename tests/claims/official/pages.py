"""Official pages in a line, read by the whole pipeline."""

from __future__ import annotations

from datetime import date

from lagebild.claims import ClaimReading
from lagebild.model import Claim, Document
from lagebild.pipeline import understand


def page(text: str, authority: str = "DE", place: str | None = "EC", day: date | None = date(2025, 11, 18)) -> Document:
    return Document(key="page", text=text, source="hand", authority=authority, place=place, published=day)


def read(text: str, authority: str = "DE", place: str | None = "EC") -> ClaimReading:
    return understand(page(text, authority, place)).claims


def steps(text: str, authority: str = "DE", place: str | None = "EC") -> list[tuple[str, str]]:
    """(dimension, value) of every claim in order of the text."""
    return [(c.dimension, c.value) for c in read(text, authority, place).claims]


def advice(text: str, authority: str = "DE", place: str | None = "EC") -> list[Claim]:
    return [c for c in read(text, authority, place).claims if c.dimension == "travel_advice"]
