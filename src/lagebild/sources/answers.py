"""What was fetched from a source, and what a reader makes of it: reports, addresses to fetch next, and what was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lagebild.errors import InputError
from lagebild.model.raw import RawReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The body of an answer to a request, unpacked.

    Attributes:
        address: where it came from in the end, after redirects.
        media_type: in lower case without parameters; "" where none was stated.
        charset: as the transport declared it, or None.
        retrieved: aware moment in UTC.
    """

    address: str
    body: bytes
    media_type: str
    charset: str | None
    retrieved: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A page to fetch because a source points to it.

    Attributes:
        address: absolute, http or https.
        key: by which the source names it: the id of a feed's entry, or the address.
        published: as the source states it.
        changed: as the source states it; a page is fetched again when this changes, and never where it is None.
        place: ISO 3166-1 code of the country that an authority's page is about.
    """

    address: str
    key: str
    title: str | None = None
    published: str | datetime | None = None
    changed: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a reader found in an answer, in order."""

    reports: tuple[RawReport, ...] = ()
    links: tuple[Link, ...] = ()
    errors: tuple[InputError, ...] = ()
