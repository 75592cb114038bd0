"""What one government advises about one country, as its payload states it.

A record never says more than the payload: without a level its advice is empty, which is not the lowest level.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lagebild.errors import InputError


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
        states: the level's fields as the payload writes them, a line each, where no words of it state the level.
        updated: aware moment in UTC of the last change, or None.
        effective: aware moment in UTC from which it holds, or None.
        title: the entry's own title, or None.
        change: the authority's own words on what changed last, or None.
        content: text of the page, HTML or plain, or None in an index.
        url: address of the page, or None.
        history: the authority's own (day, words) on each change of its page, in the payload's order.
    """

    authority: str
    place: str
    name: str
    where: str
    advice: tuple[Advice, ...] = ()
    regional: bool | None = None
    flags: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    updated: datetime | None = None
    effective: datetime | None = None
    title: str | None = None
    change: str | None = None
    content: str | None = None
    url: str | None = None
    history: tuple[tuple[date, str], ...] = ()

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
