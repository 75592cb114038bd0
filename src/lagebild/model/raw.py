"""A report as a source hands it over: bytes or decoded text, with what the source says about it.

Sources make it, documents turn it into a ``Document``; nothing in it has been judged yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReport:
    """One report before extraction.

    Attributes:
        key: the id as given, the file's stem, or the address of an archived page.
        source: the file, feed or archive it came from; the same for every report in it.
        where: the place in the source to name in messages, such as ``reports.jsonl:12``.
        media_type: ``text/plain`` or ``text/html``, without parameters.
        body: bytes where the encoding still has to be found (HTML), else text exactly as given.
        charset: the encoding that the transport declared for a body of bytes, or None.
        published: a moment or day, or the words in which the source gives it, or None.
        outlet: who published it, as far as the source says so.
        url: its address, http or https, or None.
        title: its headline, or None.
        retrieved: aware moment in UTC at which it was read or archived, or None.
        authority: code of the government whose own page it is; None for a news report.
        place: code of the country that an authority's page is about, or None.
        raw: the bytes as they came: the file's, the line's, the archived answer's with its head; None where
            the report did not come as bytes.
    """

    key: str
    source: str
    where: str
    media_type: str
    body: bytes | str
    charset: str | None = None
    published: str | date | datetime | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    retrieved: datetime | None = None
    authority: str | None = None
    place: str | None = None
    raw: bytes | None = None
