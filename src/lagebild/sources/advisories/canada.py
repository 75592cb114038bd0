"""Canada's index (``index-alpha-eng.json``) becomes records; so does the plain list that archives derive from it.

The index goes by ISO code and states the level as a number and in words, with or without "(with regional advisories)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from lagebild.codebook.countries import known_codes
from lagebild.errors import InputError
from lagebild.sources.advisories.payloads import Entry, advice_of, collect, index_of, load_json, places_of
from lagebild.sources.advisories.records import AdvisoryIndex, AdvisoryRecord
from lagebild.sources.advisories.values import address_of, moment, text_of

AUTHORITY = "CA"
_REGIONAL = re.compile(r"\s*\(with regional advisories\)", re.I)
_PAGE = "https://travel.gc.ca/destinations/"


def read_canada(payload: bytes, where: str = "index-alpha-eng.json") -> AdvisoryIndex:
    """The records of the index, or of a list of ``{destination, risk_level, last_updated, details_url}``.

    Args:
        payload: the answer's body, unpacked.
        where: its name or address, for messages.

    Raises:
        InputError: the payload is no JSON, or neither of the two.
    """
    data = load_json(payload, where)
    if isinstance(data, list):
        return index_of(AUTHORITY, data, where, _listed)
    countries = data.get("data") if isinstance(data, dict) else None
    if not isinstance(countries, dict) or not countries:
        raise InputError(where, '"data" is missing or empty', "check the address, or fetch it again later")
    return collect(AUTHORITY, _indexed(countries, where))


def _indexed(countries: dict[str, Any], where: str) -> Iterator[AdvisoryRecord | InputError]:
    for code, row in countries.items():
        at = f"{where}: {code}"
        if not isinstance(row, dict):
            yield InputError(at, "is no object", "report it to the authority")
        elif code.upper() not in known_codes():
            name = text_of(row, "country-eng") or text_of(row, "eng", "name")
            yield InputError(at, f"{code!r} ({name}) is no known country code", "the entry was left out")
        else:
            yield from _entry(row, code.upper(), at)


def _entry(row: dict[str, Any], place: str, where: str) -> Entry:
    words = text_of(row, "eng", "advisory-text")
    published = row.get("date-published")
    stamps = published if isinstance(published, dict) else {"asp": published}
    updated = moment(stamps.get("timestamp")) or moment(stamps.get("asp"))
    state = row.get("advisory-state")
    stated = str(state) if isinstance(state, int) and not isinstance(state, bool) else _REGIONAL.sub("", words or "")
    slug = text_of(row, "eng", "url-slug")
    advice = yield from advice_of(AUTHORITY, [stated] if stated else [], updated, where)
    regional = row.get("has-regional-advisory")
    yield AdvisoryRecord(
        authority=AUTHORITY,
        place=place,
        name=text_of(row, "country-eng") or text_of(row, "eng", "name") or place,
        where=where,
        advice=advice,
        regional=bool(regional) if regional in (0, 1) else _regional(words),
        updated=updated,
        title=words,
        change=text_of(row, "eng", "recent-updates"),
        url=_PAGE + slug if slug else None,
    )


def _listed(row: dict[str, Any], where: str) -> Entry:
    name = text_of(row, "destination")
    where, places = places_of(name, where)
    if isinstance(places, InputError):
        yield places
        return
    words = text_of(row, "risk_level")
    updated = moment(row.get("last_updated"), ZoneInfo("America/Toronto"))
    advice = yield from advice_of(AUTHORITY, [_REGIONAL.sub("", words)] if words else [], updated, where)
    for place in places:
        yield AdvisoryRecord(
            authority=AUTHORITY,
            place=place,
            name=name or place,
            where=where,
            advice=advice,
            regional=_regional(words),
            updated=updated,
            title=words,
            url=address_of(row, "details_url"),
        )


def _regional(words: str | None) -> bool | None:
    return bool(_REGIONAL.search(words)) if words else None
