"""Levels of governments' own systems become steps of travel advice, by the ladder that was valid on the day.

Data in ``data/advisory_levels.toml``. Austria had six levels until 30 September 2025 and has four since: level 4
of the one is not level 4 of the other, so a level without a day is read only where one ladder ever held.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.codebook.ladders import load_ladders
from lagebild.errors import CodebookError

_SCOPES = (None, "country", "parts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a government's system.

    Attributes:
        key: how a payload names it: a number, a code or a flag.
        words: how it is written out.
        value: the step of travel_advice.
        scope: "country" or "parts"; None where the level does not tell.
    """

    key: str
    value: str
    words: tuple[str, ...] = ()
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelLadder:
    """A government's levels, lowest first, with the first and the last day on which they held."""

    country: str
    levels: tuple[Level, ...]
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the ladder was valid on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )

    def level(self, stated: str) -> Level | None:
        """The level of that key or with those words, letters of any case; None for another one."""
        folded = " ".join(stated.split()).casefold()
        for level in self.levels:
            if folded in {level.key.casefold(), *(w.casefold() for w in level.words)}:
                return level
        return None


def level_of(country: str, stated: str, on: date | None) -> Level | None:
    """What ``stated`` means on that country's ladder.

    Args:
        country: code of the government that advises.
        stated: key or words of the level.
        on: the day for which it is stated; None where the payload has none.

    Returns:
        None where no ladder of that day knows the level, or several might hold and they differ.

    >>> from datetime import date
    >>> level_of("AT", "4", date(2025, 9, 30)).value, level_of("AT", "4", date(2025, 10, 1)).value
    ('avoid_nonessential', 'warning')
    """
    ladders = [ladder for ladder in load_levels() if ladder.country == country and (on is None or ladder.holds(on))]
    found = {ladder.level(stated) for ladder in ladders}
    return found.pop() if len(found) == 1 else None


@cache
def load_levels() -> tuple[LevelLadder, ...]:
    """The ladders that come with the package.

    Raises:
        CodebookError: the file is broken, a value is no step, or two ladders of a country overlap.
    """
    where = "advisory_levels.toml"
    return parse_levels((files("lagebild.codebook") / "data" / where).read_text(encoding="utf-8"), where)


def parse_levels(text: str, where: str) -> tuple[LevelLadder, ...]:
    """Ladders from the text of a TOML file; raises CodebookError as :func:`load_levels` does."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}; mend the file") from error
    ladders = tuple(_ladder(entry, where) for entry in data.get("ladder", ()))
    for k, one in enumerate(ladders):
        for other in ladders[:k]:
            if one.country == other.country and _overlap(one, other):
                raise CodebookError(f"{where}: two ladders of {one.country} hold on the same day; mend their dates")
    return ladders


def _ladder(entry: Any, where: str) -> LevelLadder:
    country = entry.get("country", "?")
    days = []
    for name in ("valid_from", "valid_until"):
        day = entry.get(name)
        if day is not None and type(day) is not date:
            raise CodebookError(
                f"{where}: {country}: {name} is no day; write it as 2025-09-30, without quotation marks"
            )
        days.append(day)
    levels = tuple(_levels(entry, f"{where}: {country}"))
    if not levels:
        raise CodebookError(f"{where}: {country} has no levels; add them or remove the ladder")
    return LevelLadder(country=country, levels=levels, valid_from=days[0], valid_until=days[1])


def _levels(entry: Any, where: str) -> Iterator[Level]:
    steps = [step.value for step in load_ladders().dimension("travel_advice").steps]
    for raw in entry.get("levels", ()):
        if raw.get("value") not in steps:
            raise CodebookError(
                f"{where}: {raw.get('value')!r} is no step of travel_advice; use one of {', '.join(steps)}"
            )
        if raw.get("scope") not in _SCOPES or not isinstance(raw.get("key"), str):
            raise CodebookError(
                f"{where}: level {raw} needs a key in quotation marks, and scope country, parts or none"
            )
        yield Level(key=raw["key"], value=raw["value"], words=tuple(raw.get("words", ())), scope=raw.get("scope"))


def _overlap(one: LevelLadder, other: LevelLadder) -> bool:
    first, second = sorted((one, other), key=lambda ladder: ladder.valid_from or date.min)
    return (first.valid_until or date.max) >= (second.valid_from or date.min)
