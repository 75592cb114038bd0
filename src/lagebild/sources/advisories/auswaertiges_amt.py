"""Open data of the Auswärtiges Amt (``/opendata/travelwarning`` and ``/opendata/travelwarning/{id}``) become records.

The four flags are all it states about a level. All of them false says nothing: "dringend abgeraten" and "dringend
aufgefordert" stand in the text alone, which only the detail holds.
"""

from __future__ import annotations

from typing import Any

from lagebild.codebook.countries import known_codes
from lagebild.errors import InputError
from lagebild.sources.advisories.payloads import Entry, advice_of, collect, load_json
from lagebild.sources.advisories.records import Advice, AdvisoryIndex, AdvisoryRecord
from lagebild.sources.advisories.values import moment, text_of

AUTHORITY = "DE"
# The country first; situationWarning and situationPartWarning are the same two steps for one situation (Covid-19).
FLAGS = ("warning", "situationWarning", "partialWarning", "situationPartWarning")
_PAGE = "https://www.auswaertiges-amt.de/opendata/travelwarning/"


def read_auswaertiges_amt(payload: bytes, where: str = "travelwarning") -> AdvisoryIndex:
    """The records of an index or of one country's detail.

    Args:
        payload: the answer's body, unpacked.
        where: its name or address, for messages.

    Raises:
        InputError: the payload is no JSON, or the empty object with which the authority reports an error.
    """
    data = load_json(payload, where)
    response = data.get("response") if isinstance(data, dict) else None
    if not isinstance(response, dict):
        raise InputError(where, '"response" is missing', "check the address; it ends in /opendata/travelwarning")
    entries = [(key, entry) for key, entry in response.items() if key.isdecimal()]
    if not entries:
        raise InputError(
            where, "holds no entries", "the authority answers so when it is out of order; fetch it again later"
        )
    return collect(AUTHORITY, (item for key, entry in entries for item in _record(entry, key, f"{where}: {key}")))


def _record(entry: Any, key: str, where: str) -> Entry:
    if not isinstance(entry, dict):
        yield InputError(where, "is no object", "report it to the authority")
        return
    # The published interface description writes CountryCode, the answers countryCode.
    name = text_of(entry, "countryName") or text_of(entry, "CountryName")
    code = (text_of(entry, "countryCode") or text_of(entry, "CountryCode") or "").upper()
    if code not in known_codes():
        what = f"{code!r} ({name}) is no known country code" if code else f"{name!r} has no country code"
        yield InputError(where, what, "the entry was left out; report it to the authority")
        return
    updated = moment(entry.get("lastModified"))
    flags = tuple(flag for flag in FLAGS if entry.get(flag) is True)
    advice: dict[tuple[str, str | None], Advice] = {}
    for step in (yield from advice_of(AUTHORITY, flags, updated, where)):
        advice.setdefault((step.value, step.scope), step)
    content = entry.get("content")
    yield AdvisoryRecord(
        authority=AUTHORITY,
        place=code,
        name=(name or code).rstrip("*"),
        where=where,
        advice=tuple(advice.values()),
        regional=True if any("art" in flag for flag in flags) else None,
        flags=flags,
        states=tuple(f"{flag}: {str(entry[flag]).lower()}" for flag in FLAGS if isinstance(entry.get(flag), bool)),
        updated=updated,
        effective=moment(entry.get("effective")),
        title=text_of(entry, "title"),
        change=text_of(entry, "lastChanges"),
        content=content if isinstance(content, str) and content.strip() else None,
        url=_PAGE + key,
    )
