"""What the readers of all authorities share: a payload becomes entries with their places and levels, those an index."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import datetime
from typing import Any

from lagebild.codebook.advisory_levels import level_of
from lagebild.codebook.countries import country_codes
from lagebild.errors import InputError
from lagebild.sources.advisories.records import Advice, AdvisoryIndex, AdvisoryRecord

MAX_BYTES = 15_000_000  # design/trust.md: 15 MB unpacked; the largest index has half a megabyte

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


def _rows(found: object, where: str) -> Iterator[tuple[dict[str, Any], str] | InputError]:
    """The objects of a list with their places; what is no object comes as an InputError."""
    if not isinstance(found, list):
        raise InputError(where, "is no list of advisories", "check the address")
    for n, row in enumerate(found, 1):
        at = f"{where}: entry {n}"
        yield (row, at) if isinstance(row, dict) else InputError(at, "is no object", "report it to the authority")


def places_of(name: str | None, where: str) -> tuple[str, tuple[str, ...] | InputError]:
    """``where`` with the entry's name, and the codes of that English name of a country or what is wrong with it."""
    where = where if name is None else f"{where} ({name})"
    codes = country_codes(name) if name else ()
    if codes:
        return where, codes
    what = f"{name!r} is no country that is known by that name" if name else "names no country"
    remedy = "add the name to country_names_en.toml if it is one; the entry was left out"
    return where, InputError(where, what, remedy)


def advice_of(
    authority: str, stated: Iterable[str], updated: datetime | None, where: str
) -> Generator[InputError, None, tuple[Advice, ...]]:
    """The steps that levels are on their government's ladder of the day; what is no level of it comes as an error."""
    found: list[Advice] = []
    for words in stated:
        level = level_of(authority, words, updated.date() if updated else None)
        if level is None:
            remedy = "add it to advisory_levels.toml if it is new; the entry was kept without a level"
            yield InputError(where, f"{words[:60]!r} is no known level of {authority}", remedy)
        else:
            found.append(Advice(value=level.value, scope=level.scope, stated=words))
    return tuple(found)


def index_of(authority: str, found: object, where: str, read: Callable[[dict[str, Any], str], Entry]) -> AdvisoryIndex:
    """An index of what ``read`` makes of each object of a list; errors go through in their place."""
    return collect(authority, _each(_rows(found, where), read))


def _each(
    found: Iterable[tuple[dict[str, Any], str] | InputError], read: Callable[[dict[str, Any], str], Entry]
) -> Entry:
    for item in found:
        if isinstance(item, InputError):
            yield item
        else:
            yield from read(*item)
