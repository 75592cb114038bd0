"""The list of the US State Department (``/api/TravelAdvisories``) becomes records.

Country and level stand in the title ("Chad - Level 4: Do Not Travel"). ``Category`` looks like ISO 3166 and is not:
its CD is Chad. The list may come back empty, or with a country twice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from lagebild.errors import InputError
from lagebild.sources.advisories.payloads import Entry, advice_of, index_of, load_json, places_of
from lagebild.sources.advisories.records import AdvisoryIndex, AdvisoryRecord
from lagebild.sources.advisories.values import address_of, moment, text_of

AUTHORITY = "US"
_LEVEL = re.compile(r"\s*[-–—:]\s*Level\s*([0-9])\b\s*[:.–-]?\s*", re.I)
_OTHER = re.compile(r"\s+[-–—]\s+(?:see\b.*|exercise\b.*|other\b.*)\Z|\s+travel advisory\Z", re.I)


def read_us_state(payload: bytes, where: str = "TravelAdvisories") -> AdvisoryIndex:
    """The records of the list.

    Args:
        payload: the answer's body, unpacked.
        where: its name or address, for messages.

    Raises:
        InputError: the payload is no JSON, empty, or no list (as in an answer of status 403 or 429).
    """
    return index_of(AUTHORITY, load_json(payload, where), where, _record)


def _record(row: dict[str, Any], where: str) -> Entry:
    title = text_of(row, "Title")
    if title is None:
        yield InputError(where, "has no title", "report it to the authority")
        return
    level = _LEVEL.search(title)
    name = title[: level.start()] if level else _OTHER.sub("", title)
    where, places = places_of(name, where)
    if isinstance(places, InputError):
        yield places
        return
    eastern = ZoneInfo("America/New_York")
    updated = moment(row.get("Updated"), eastern) or moment(row.get("Published"), eastern)
    advice = yield from advice_of(AUTHORITY, [level[1]] if level else [], updated, where)
    if level:
        advice = tuple(replace(a, stated=title[level.start() :].lstrip(" -–—:")) for a in advice)
    for place in places:
        yield AdvisoryRecord(
            authority=AUTHORITY,
            place=place,
            name=name,
            where=where,
            advice=advice,
            updated=updated,
            effective=moment(row.get("Published"), eastern),
            title=title,
            change=None,
            content=text_of(row, "Summary"),
            url=address_of(row, "Link"),
        )
