"""Australia's export of destinations becomes records.

There is no ISO code and no number; titles and texts hold entities and stray markup (``&amp;**``). Beside the overall
level ``field_advice_levels`` names others for parts of a country, one sentence each.
"""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from lagebild.codebook.advisory_levels import level_of
from lagebild.errors import InputError
from lagebild.sources.advisories.payloads import Entry, advice_of, index_of, load_json, places_of
from lagebild.sources.advisories.records import Advice, AdvisoryIndex, AdvisoryRecord
from lagebild.sources.advisories.values import address_of, text_of

AUTHORITY = "AU"
_LEVELS = (
    r"Exercise normal safety precautions|Exercise a high degree of caution|Reconsider your need to travel|Do not travel"
)
_PART = re.compile(rf"(?:\A|,\s)(?=(?:{_LEVELS})\b)")
_LEVEL = re.compile(_LEVELS)
_MARKS = re.compile(r"&?\*\*&?")


def read_australia(payload: bytes, where: str = "destinations-export") -> AdvisoryIndex:
    """The records of the export.

    Args:
        payload: the answer's body, unpacked.
        where: its name or address, for messages.

    Raises:
        InputError: the payload is no JSON or no list.
    """
    return index_of(AUTHORITY, load_json(payload, where), where, _record)


def clean(text: str | None) -> str | None:
    """A text without the entities, some of them escaped twice, and marks that the export leaves in it."""
    if text is None:
        return None
    return " ".join(_MARKS.sub("", html.unescape(html.unescape(text))).replace("\u00a0", " ").split()) or None


def _record(row: dict[str, Any], where: str) -> Entry:
    name = clean(text_of(row, "title"))
    where, places = places_of(name, where)
    if isinstance(places, InputError):
        yield places
        return
    updated = _changed(text_of(row, "changed"))
    stated = clean(text_of(row, "field_overall_advice_level"))
    words = clean(text_of(row, "field_advice_levels")) or ""
    advice = yield from advice_of(AUTHORITY, [stated] if stated else [], updated, where)
    advice += _parts(words, stated, updated)
    for place in places:
        yield AdvisoryRecord(
            authority=AUTHORITY,
            place=place,
            name=name or place,
            where=where,
            advice=advice,
            regional=any(a.scope == "parts" for a in advice) if words else None,
            states=tuple(_said(piece) for piece in _PART.split(words) if piece),
            updated=updated,
            title=words or None,
            change=clean(text_of(row, "field_last_update_notes")),
            content=clean(text_of(row, "field_last_update")),
            url=address_of(row, "field_url"),
        )


def _parts(words: str, overall: str | None, on: datetime | None) -> tuple[Advice, ...]:
    """Advice for parts: each piece after the first, or a first piece of another level than the overall one."""
    found: list[Advice] = []
    pieces = [piece for piece in _PART.split(words) if piece]
    for n, piece in enumerate(pieces):
        label = _LEVEL.match(piece)
        level = level_of(AUTHORITY, label[0], on.date() if on else None) if label else None
        if label is None or level is None or n == 0 and label[0] == overall:
            continue
        found.append(Advice(value=level.value, scope="parts", stated=_said(piece)))
    return tuple(found)


def _said(piece: str) -> str:
    """The sentence without the label before it: "Do not travel Do not travel to the area ..."."""
    label = _LEVEL.match(piece)
    said = piece[label.end() :].lstrip(" .").rstrip() if label else ""
    return said if _LEVEL.match(said) else piece.strip()


def _changed(text: str | None) -> datetime | None:
    """ "Sun, 2026-03-01 10:29", in Canberra's time as far as the export tells."""
    found = re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d", text or "")
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[0]).replace(tzinfo=ZoneInfo("Australia/Sydney")).astimezone(ZoneInfo("UTC"))
    except ValueError:
        return None
