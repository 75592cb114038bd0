"""What a source may state beside a report's text: id, published, outlet, url, title; for official pages authority, place.

A field that cannot be used is left out and noted; the report itself goes on. Only a wrong ``authority`` or ``place``
refuses the report: without them a government's own page would be read as news, and its claims given to others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lagebild.codebook.countries import state_codes
from lagebild.errors import InputError
from lagebild.model.raw import RawReport

MOST_ID = 2_000  # bytes; PostgreSQL finds rows by no more than 2,704
_SURROGATE = re.compile("[\ud800-\udfff]")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a source states beside the text; None where it says nothing usable.

    ``authority`` and ``place`` are ISO 3166-1 alpha-2 codes in capitals.
    """

    id: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    authority: str | None = None
    place: str | None = None


def take_fields(stated: Mapping[str, object], where: str) -> tuple[Fields, list[InputError]]:
    """The known fields of ``stated`` and a note for each that cannot be used; other keys are ignored.

    Raises:
        InputError: ``authority`` or ``place`` is no code of a known state, or ``place`` stands alone.
    """
    notes: list[InputError] = []
    taken = {
        name: _take(name, stated.get(name), where, notes) for name in ("id", "published", "outlet", "url", "title")
    }
    authority, place = (_state(name, stated.get(name), where) for name in ("authority", "place"))
    if place and not authority:
        raise InputError(where, '"place" stands without "authority"', "say whose page it is, or leave both out")
    return Fields(**taken, authority=authority, place=place), notes


def text_report(
    fields: Fields, text: str, *, key: str, source: str, where: str, now: datetime | None, raw: bytes | None = None
) -> RawReport:
    """The report of a text that is decoded, with its fields; ``key`` serves where they state no id."""
    return RawReport(
        key=fields.id or key,
        source=source,
        where=where,
        media_type="text/plain",
        body=text,
        published=fields.published,
        outlet=fields.outlet,
        url=fields.url,
        title=fields.title,
        retrieved=now,
        authority=fields.authority,
        place=fields.place,
        raw=raw,
    )


def unstorable(text: str) -> str | None:
    """Why ``text`` cannot be kept as Unicode text, or None where it can."""
    found = _SURROGATE.search(text)
    if found:
        return f"a lone surrogate (\\u{ord(found[0]):04x}) at character {found.start()}"
    at = text.find("\0")
    return f"a NUL character at character {at}" if at >= 0 else None


def _take(name: str, value: object, where: str, notes: list[InputError]) -> str | None:
    if value is None:
        return None
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)  # numbered reports are common, and 12 and "12" are the same id
    if not isinstance(value, str):
        notes.append(InputError(where, f'"{name}" is no text', f'put "{name}" in quotation marks; it was left out'))
        return None
    if reason := unstorable(value):
        notes.append(InputError(where, f'"{name}" holds {reason}', "remove it; the field was left out"))
        return None
    value = value.strip()
    if name == "id" and len(value.encode("utf-8")) > MOST_ID:
        notes.append(InputError(where, f'"id" has more than {MOST_ID} bytes', "give a shorter one; it was left out"))
        return None
    if name == "url" and value and not _ADDRESS.match(value):
        # An address ends up as a link: javascript: and data: must never get that far.
        notes.append(
            InputError(where, f"{value[:80]!r} is no web address", "give http:// or https://; it was left out")
        )
        return None
    return value or None


def _state(name: str, value: object, where: str) -> str | None:
    """The code of a state in capitals, None where nothing is stated; raises InputError for anything else."""
    if value is None or isinstance(value, str) and not value.strip():
        return None
    code = value.strip().upper() if isinstance(value, str) else ""
    if code in state_codes():
        return code
    usual = {"UK": "GB", "EL": "GR"}.get(code)
    remedy = f"write {usual}" if usual else "write two letters such as DE or LB"
    raise InputError(where, f"\"{name}\" is {str(value)[:40]!r} and no ISO 3166-1 code of a state", f"{remedy}; the report was not read")
