"""GOV.UK travel advice (``/api/content/foreign-travel-advice`` and ``…/{country}``) becomes records.

The index holds no level, only what changed last, in words. A page states its codes in ``alert_status``; an empty list
there is a statement, that the office advises against no travel. That staff were withdrawn stands in prose alone.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from lagebild.errors import InputError
from lagebild.sources.advisories.payloads import Entry, advice_of, collect, index_of, load_json, places_of
from lagebild.sources.advisories.records import Advice, AdvisoryIndex, AdvisoryRecord
from lagebild.sources.advisories.values import address_of, moment, text_of

AUTHORITY = "GB"
_SITE = "https://www.gov.uk"


def read_govuk(payload: bytes, where: str = "foreign-travel-advice") -> AdvisoryIndex:
    """The records of the index or of one country's page.

    Args:
        payload: the answer's body, unpacked.
        where: its name or address, for messages.

    Raises:
        InputError: the payload is no JSON, or neither an index nor a page.
    """
    data = load_json(payload, where)
    details = data.get("details") if isinstance(data, dict) else None
    if isinstance(details, dict) and "country" in details:
        return collect(AUTHORITY, _record(data, where))
    links = data.get("links") if isinstance(data, dict) else None
    if not isinstance(links, dict) or "children" not in links:
        raise InputError(where, "neither an index nor a country's page", "check the address")
    return index_of(AUTHORITY, links["children"], where, _record)


def _record(row: dict[str, Any], where: str) -> Entry:
    details = row.get("details")
    details = details if isinstance(details, dict) else {}
    name = text_of(details, "country", "name")
    where, places = places_of(name, where)
    if isinstance(places, InputError):
        yield places
        return
    updated = moment(details.get("updated_at")) or moment(row.get("public_updated_at"))
    codes = details.get("alert_status")
    flags = tuple(str(code) for code in codes) if isinstance(codes, list) else ()
    advice = yield from advice_of(AUTHORITY, flags, updated, where)
    if codes == []:
        advice = (Advice(value="normal", scope="country", stated="alert_status []"),)
    path = text_of(row, "base_path")
    history = yield from _history(details.get("change_history") or row.get("change_history") or [], where)
    for place in places:
        yield AdvisoryRecord(
            authority=AUTHORITY,
            place=place,
            name=name or place,
            where=where,
            advice=tuple(sorted(advice, key=lambda a: a.scope != "country")),
            regional=any(a.scope == "parts" for a in advice) if isinstance(codes, list) else None,
            flags=flags,
        states=tuple(f"alert_status: {code}" for code in flags or ["[]"]) if isinstance(codes, list) else (),
            updated=updated,
            title=text_of(row, "title"),
            change=text_of(details, "change_description"),
            content="\n".join(_parts(details)) or None,
            url=address_of(row, "web_url") or (_SITE + path if path and path.startswith("/") else None),
            history=history,
        )


def _parts(details: dict[str, Any]) -> Iterator[str]:
    """The page's own HTML: its summary, then each part under its title."""
    if isinstance(details.get("summary"), str):
        yield details["summary"]
    parts = details.get("parts")
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and isinstance(part.get("body"), str):
            yield f"<h2>{part.get('title') or ''}</h2>\n{part['body']}"


def _history(rows: object, where: str) -> Generator[InputError, None, tuple[tuple[date, str], ...]]:
    """The page's ``change_history``: the day in London and the note of each change."""
    told: list[tuple[date, str]] = []
    for n, row in enumerate(rows if isinstance(rows, list) else [], 1):
        when = moment(row.get("public_timestamp")) if isinstance(row, dict) else None
        note = row.get("note") if isinstance(row, dict) else None
        if when is None or not isinstance(note, str):
            yield InputError(where, f"change {n} of the page's history has no time or no note", "it was left out")
        elif note.strip():
            told.append((when.astimezone(ZoneInfo("Europe/London")).date(), note))
    return tuple(told)
