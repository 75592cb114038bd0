"""What one government advises about one country, as its payload states it, and what all readers share.

A record never says more than the payload: without a level its advice is empty, which is not the lowest level.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from lagebild.codebook.advisory_levels import level_of
from lagebild.codebook.countries import country_codes
from lagebild.errors import InputError

MAX_BYTES = 15_000_000  # design/trust.md: 15 MB unpacked; the largest index has half a megabyte
_MILLISECONDS = 100_000_000_000  # as seconds the year 5138, as milliseconds March 1973


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """One step of travel advice.

    Attributes:
        value: a step of travel_advice.
        scope: "country" or "parts"; None where the level does not tell.
        stated: the words, code or flag of the payload.
    """

    value: str
    scope: str | None
    stated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryRecord:
    """One entry of a payload.

    Attributes:
        authority: code of the government that advises.
        place: code of the country it is about, ISO 3166-1 alpha-2.
        name: the country as the payload names it.
        where: the entry's place in the payload, for messages.
        advice: what is advised, the country first; empty where no level is stated, which is never *normal*.
        regional: whether there is other advice for parts of the country; None where nothing is said.
        flags: names of the flags that are set.
        updated: aware moment in UTC of the last change, or None.
        effective: aware moment in UTC from which it holds, or None.
        title: the entry's own title, or None.
        change: the authority's own words on what changed last, or None.
        content: text of the page, HTML or plain, or None in an index.
        url: address of the page, or None.
    """

    authority: str
    place: str
    name: str
    where: str
    advice: tuple[Advice, ...] = ()
    regional: bool | None = None
    flags: tuple[str, ...] = ()
    updated: datetime | None = None
    effective: datetime | None = None
    title: str | None = None
    change: str | None = None
    content: str | None = None
    url: str | None = None

    def says(self, scope: str) -> Advice | None:
        """The first advice of that scope."""
        return next((a for a in self.advice if a.scope == scope), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryIndex:
    """The records of one payload in its order, and what in it could not be read.

    Attributes:
        authority: code of the government that advises.
        records: one a country.
        errors: entries without a country or with an unknown level, each with its place.
    """

    authority: str
    records: tuple[AdvisoryRecord, ...]
    errors: tuple[InputError, ...]


Entry = Iterator[AdvisoryRecord | InputError]


def collect(authority: str, found: Iterable[AdvisoryRecord | InputError]) -> AdvisoryIndex:
    """An index of what a reader yields: of several entries on one country the one changed last is kept."""
    kept: dict[str, AdvisoryRecord] = {}
    errors: list[InputError] = []
    for item in found:
        if isinstance(item, InputError):
            errors.append(item)
            continue
        other = kept.get(item.place)
        if other is None or (item.updated is not None and (other.updated is None or item.updated > other.updated)):
            kept[item.place] = item
        elif item.updated == other.updated and item.advice != other.advice:
            remedy = "ask the authority's page which holds; the first was kept"
            errors.append(InputError(item.where, f"{item.name!r} stands there twice with different levels", remedy))
    return AdvisoryIndex(authority=authority, records=tuple(kept.values()), errors=tuple(errors))


def load_json(payload: bytes, where: str) -> Any:
    """The payload's value; raises InputError for what is no JSON, is empty, or is larger than any list."""
    if len(payload) > MAX_BYTES:
        raise InputError(
            where, f"longer than {MAX_BYTES} bytes", "check the address; no list of advisories is that long"
        )
    if not payload.strip():
        raise InputError(where, "is empty", "fetch it again later")
    try:
        value = json.loads(payload.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(where, f"byte {error.start} is not UTF-8", "fetch it again") from None
    except json.JSONDecodeError as error:
        what = f"no JSON ({error.msg} at character {error.pos})"
        raise InputError(where, what, "fetch it again; an error page may have come instead") from None
    except (ValueError, RecursionError):
        raise InputError(where, "JSON that is nested too deep or holds too large a number", "fetch it again") from None
    if value in ({}, []):
        raise InputError(
            where, "holds no entries", "the authority answers so when it is out of order; fetch it again later"
        )
    return value


def rows(found: object, where: str) -> Iterator[tuple[dict[str, Any], str] | InputError]:
    """The objects of a list with their places; what is no object comes as an InputError."""
    if not isinstance(found, list):
        raise InputError(where, "is no list of advisories", "check the address")
    for n, row in enumerate(found, 1):
        at = f"{where}: entry {n}"
        yield (row, at) if isinstance(row, dict) else InputError(at, "is no object", "report it to the authority")


def text_of(row: dict[str, Any], *path: str) -> str | None:
    """The text at the end of a path of keys, entities resolved, white space pressed; None where there is none."""
    value: object = row
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).replace("\u00a0", " ").split()) or None


def address_of(row: dict[str, Any], *path: str) -> str | None:
    """A web address; None for anything else, since it may end up as a link."""
    value = text_of(row, *path)
    return value if value and re.match(r"https?://[^\s<>\"]+\Z", value) else None


def places_of(name: str | None, where: str) -> tuple[str, ...] | InputError:
    """Codes of a country's English name, or what is wrong with it."""
    codes = country_codes(name) if name else ()
    if codes:
        return codes
    what = f"{name!r} is no country that is known by that name" if name else "names no country"
    return InputError(where, what, "add the name to country_names_en.toml if it is one; the entry was left out")


def moment(value: object, zone: tzinfo | None = None) -> datetime | None:
    """An aware moment in UTC from seconds or milliseconds since 1970, or from ISO 8601; None for anything else.

    Args:
        zone: the zone of a text that states none; without it such a text is none.
    """
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if value <= 0:
                return None
            return datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC)
        if not isinstance(value, str):
            return None
        found = datetime.fromisoformat(value.strip())
        if found.tzinfo is None:
            if zone is None:
                return None
            found = found.replace(tzinfo=zone)
        return found.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def advice_of(authority: str, stated: str, updated: datetime | None, where: str) -> Advice | InputError:
    """The step that a level is on its government's ladder of the day, or what is wrong with it."""
    level = level_of(authority, stated, updated.date() if updated else None)
    if level is None:
        remedy = "add it to advisory_levels.toml if it is new; the entry was kept without a level"
        return InputError(where, f"{stated[:60]!r} is no known level of {authority}", remedy)
    return Advice(value=level.value, scope=level.scope, stated=stated)


def each(
    found: Iterable[tuple[dict[str, Any], str] | InputError], read: Callable[[dict[str, Any], str], Entry]
) -> Entry:
    """What ``read`` makes of each row; errors go through in their place."""
    for item in found:
        if isinstance(item, InputError):
            yield item
        else:
            yield from read(*item)
