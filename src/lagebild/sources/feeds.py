"""RSS and Atom: what a feed holds becomes reports, or addresses of pages where it only points to them.

feedparser takes it apart, after ``xml_guard`` made it harmless; only bytes are given to it, for a text it would open.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from html import unescape
from typing import Any

import feedparser

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.advisories.reports import plain_lines
from lagebild.sources.answers import Answer, Found, Link
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.xml_guard import make_harmless

MAX_ITEMS = 5_000
MAX_TEXT = 1_000_000  # code points of one entry
_MAX_FIELD = 2_000  # characters of a title, an address or an id
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)  # a clock may be wrong by a zone, not by more
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.I)
_END = re.compile(r"</(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.{0,2000}-->\s*)?\Z", re.I | re.S)
_BLANKS = re.compile(r"\s+")


def read_feed(answer: Answer, source: Declaration) -> Found:
    """Reports of a feed, or the links of one that is declared as ``linked``.

    An entry's text is its content, else its summary, else its title. A date that cannot be is left out with a note:
    the report then counts from when it came.

    Raises:
        InputError: it is no feed, or none that can be read without harm.
    """
    where = source.name
    harmless = make_harmless(answer.body, answer.charset, where, items=MAX_ITEMS)
    parsed: Any = feedparser.parse(
        harmless.text.encode("utf-8"),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": answer.address},
        sanitize_html=False,
    )
    notes = list(harmless.notes)
    if not parsed.entries and not parsed.get("version"):
        raise InputError(where, "is no feed", "look at the address in a browser; a page is declared with form = \"page\"")
    if not parsed.entries and parsed.get("bozo"):
        raise InputError(where, f"is a damaged feed without entries ({_short(parsed.get('bozo_exception'))})", "it is asked again later")
    if parsed.get("bozo") and not isinstance(parsed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        notes.append(InputError(where, f"the feed is damaged ({_short(parsed.get('bozo_exception'))})", "what could be read was read"))
    entries = parsed.entries[:MAX_ITEMS]
    if len(parsed.entries) < MAX_ITEMS and not _END.search(harmless.text):
        # Whatever broke off came within the last entry: half a text is no report.
        entries = entries[:-1]
        notes.append(InputError(where, "the feed breaks off", "its last entry was left out; it is asked again later"))
    reader = _Reader(answer, source, _words(parsed.feed.get("title")))
    for entry in entries:
        reader.read(entry)
    if entries and not reader.reports and not reader.links:
        notes.append(InputError(where, "the feed has entries and none with a text or an address", "look at it by hand"))
    return Found(reports=tuple(reader.reports), links=tuple(reader.links), errors=(*notes, *reader.notes))


class _Reader:
    """Entries one after the other."""

    def __init__(self, answer: Answer, source: Declaration, title: str | None) -> None:
        self.answer, self.source, self.title = answer, source, title
        self.reports: list[RawReport] = []
        self.links: list[Link] = []
        self.notes: list[InputError] = []
        self._seen: set[tuple[str, str]] = set()

    def read(self, entry: dict[str, Any]) -> None:
        title, address = _words(entry.get("title")), _address(entry.get("link"))
        markup = _markup_of(entry)
        text = (_text(*markup) if markup else "") or title or ""
        digest = blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
        key = _words(entry.get("id")) or address or f"{self.source.name}-{digest}"
        where = f"{self.source.name}#{key}"
        published = self._moment(entry, where)
        if (key, digest) in self._seen:
            return
        self._seen.add((key, digest))
        if self.source.form is Form.LINKED:
            if address is None:
                self.notes.append(InputError(where, "the entry has no web address", "declare the feed with form = \"feed\""))
                return
            changed = _words(dict.get(entry, "updated"))
            self.links.append(
                Link(address=address, key=key, title=title, published=published, changed=changed, place=self.source.place)
            )
            return
        if not text.strip():
            self.notes.append(InputError(where, "the entry has no text", "declare the feed with form = \"linked\" if its pages have one"))
            return
        if len(text) > MAX_TEXT:
            self.notes.append(InputError(where, f"the text is longer than {MAX_TEXT} characters", "it was not read"))
            return
        aggregated = entry.get("source")
        outlet = _words(aggregated.get("title")) if isinstance(aggregated, Mapping) else None
        self.reports.append(
            RawReport(
                key=key,
                source=self.source.name,
                where=where,
                media_type="text/plain",
                body=text,
                published=published,
                outlet=outlet or self.source.title or self.title,
                url=address,
                title=title,
                retrieved=self.answer.retrieved,
                authority=self.source.authority,
                place=self.source.place,
                raw=(markup[0] if markup else text).encode("utf-8", "replace"),
            )
        )

    def _moment(self, entry: dict[str, Any], where: str) -> datetime | None:
        # Past feedparser's own look-up, which takes one date for the other.
        stated = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        words = _words(dict.get(entry, "published") or dict.get(entry, "updated"))
        try:
            moment = datetime.fromtimestamp(calendar.timegm(stated), UTC) if stated else None
        except (ValueError, OverflowError, OSError, TypeError):
            moment = None
        if moment is not None and _EARLIEST <= moment <= self.answer.retrieved + _AHEAD:
            return moment
        if words is not None:
            what = f"the date {words[:60]!r} " + ("cannot be read" if moment is None else "cannot be: it lies too far away")
            self.notes.append(InputError(where, what, "the report counts from when it came"))
        return None



def _markup_of(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    """The longest of content and summary, with its media type."""
    found: list[tuple[str, str]] = []
    for part in [*(entry.get("content") or []), entry.get("summary_detail")]:
        if isinstance(part, Mapping) and isinstance(part.get("value"), str) and part["value"].strip():
            found.append((part["value"], str(part.get("type") or "text/html")))
    return max(found, key=lambda pair: len(pair[0])) if found else None


def _text(markup: str, kind: str) -> str:
    if kind == "text/plain":
        return markup.strip()
    return (plain_lines(markup) if "<" in markup else unescape(markup)).strip()


def _words(value: object) -> str | None:
    """A short field on one line."""
    if not isinstance(value, str):
        return None
    text = unescape(re.sub(r"<[^>]{0,300}>", "", value)) if "<" in value or "&" in value else value
    text = _BLANKS.sub(" ", text).strip()[:_MAX_FIELD]
    return text or None


def _address(value: object) -> str | None:
    found = value.strip() if isinstance(value, str) else ""
    return found if len(found) <= _MAX_FIELD and _ADDRESS.match(found) else None


def _short(error: object) -> str:
    return " ".join(str(error).split())[:120]
