"""Lagebild: German reports as attributed statements, claims about postures, and a situation picture.

The way of the data: source -> document -> statement -> claim -> picture -> publication.

    >>> import lagebild
    >>> reading = lagebild.read_text("Die Schweiz hat ihre Botschaft in Khartum geschlossen.")
    >>> [(c.actor, c.dimension, c.place, c.value) for c in reading.claims.claims]
    [('CH', 'mission_status', 'SD', 'closed')]
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from lagebild.errors import InputError, LagebildError
from lagebild.model import Claim, Document, Passage, Picture, Span, Statement
from lagebild.pipeline import Reading, draw, read_documents, settle, understand

__version__ = "0.1.0"


def read_text(text: str, *, key: str = "text", published: date | datetime | None = None, outlet: str | None = None) -> Reading:
    """Read one report given as a string.

    Args:
        text: the report; offsets in the result are code points into exactly this string.
        key: its id.
        published: its day or moment; without it relative times stay unresolved.
        outlet: who published it.
    """
    return understand(Document(key=key, text=text, source="string", published=published, outlet=outlet))


def read_files(*paths: str) -> tuple[list[Reading], list[InputError]]:
    """Read files and folders; what could not be read comes back as the second list."""
    readings: list[Reading] = []
    errors: list[InputError] = []
    for item in settle(read_documents(paths)):
        if isinstance(item, InputError):
            errors.append(item)
        else:
            readings.append(understand(item))
    return readings, errors


def picture(readings: Sequence[Reading], place: str | None = None) -> list[Picture]:
    """Situation pictures of the places that readings speak of, the one with most cells first."""
    return draw(readings, place=place)


__all__ = [
    "Claim",
    "Document",
    "InputError",
    "LagebildError",
    "Passage",
    "Picture",
    "Reading",
    "Span",
    "Statement",
    "picture",
    "read_files",
    "read_text",
]
