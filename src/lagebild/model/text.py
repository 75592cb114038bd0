"""Spans, passages and documents: the ground every other noun stands on.

Offsets are half-open ranges of Unicode code points into ``Document.text``, which is kept
exactly as it came (combining characters, zero-width and bidi characters included).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_BERLIN = ZoneInfo("Europe/Berlin")


def content_id(*parts: str) -> str:
    """Sixteen hexadecimal digits that depend on every part and on their boundaries."""
    raw = [part.encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([piece for part in raw for piece in (len(part).to_bytes(8, "big"), part)])).hexdigest()[:16]


def local_day(published: date | datetime | None) -> date | None:
    """The calendar day in Berlin."""
    return published.astimezone(_BERLIN).date() if isinstance(published, datetime) else published


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[begin, end)`` of code points in a document's text."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            raise ValueError(f"no span: {self.begin}:{self.end}")

    def overlaps(self, other: Span) -> bool:
        return self.begin < other.end and other.begin < self.end

    def contains(self, other: Span) -> bool:
        return self.begin <= other.begin and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One clean text of a report in one revision.

    Attributes:
        key: the id as given, or the file's stem; stable over revisions.
        id: hash of key and text; one per revision.
        source: where it was read from (a file name, a feed's address).
        outlet: who published it, if known.
        published: a day, an aware moment, or None; None leaves relative times unresolved.
        retrieved: aware moment in UTC at which it was read, or None.
        origin: groups copies of one agency text; None until copies have been looked for.
        supersedes: the id of the revision that this one replaces.
        authority: code of the government whose own page this is; None for a news report.
        place: code of the country that an authority's page is about.
    """

    key: str
    text: str
    source: str
    id: str = ""
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "de"
    published: date | datetime | None = None
    retrieved: datetime | None = None
    origin: str | None = None
    supersedes: str | None = None
    authority: str | None = None
    place: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.key, self.text))

    @property
    def day(self) -> date | None:
        """The calendar day of publication in Berlin, where the reports that are read are written."""
        return local_day(self.published)

    def passage(self, span: Span) -> Passage:
        """The passage at ``span``; raises ValueError where the text is shorter."""
        if span.end > len(self.text):
            raise ValueError(f"{self.key}: {span.begin}:{span.end} lies outside {len(self.text)} code points")
        return Passage(document=self.key, span=span, exact=self.text[span.begin : span.end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words of a document with their place: ``text[begin:end] == exact``, always."""

    document: str
    span: Span
    exact: str
