"""A feed, RSS or Atom, becomes raw reports or links to pages, one an entry; what cannot be used is named.

To be called in a worker: the guard bounds what the parser sees, the worker what it may cost.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import Any

import feedparser

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.answers import Answer, Found, Link
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.feed_dates import doubt, iso_moment
from lagebild.sources.feed_guard import guard
from lagebild.sources.fields import take_fields
from lagebild.sources.fragment import text_of_markup

MAX_TITLE = 2_000  # characters; a headline has some hundred
MAX_KEY = 500
_HTML = ("text/html", "application/xhtml+xml")
_TELL = "tell the publisher"


def read_feed(answer: Answer, source: Declaration) -> Found:
    """The reports of a feed, or its links where the source is declared as linked, in the order of the feed.

    The same id twice stays twice where the texts differ: the later is a revision of the earlier.

    Raises:
        InputError: it is no feed, is refused by the guard, or has entries of which none can be used.
    """
    where = answer.address
    guarded = guard(answer.body, answer.charset, where)
    feed = _parse(guarded.markup, where)
    errors = list(guarded.notes)
    entries: list[Any] = feed["entries"]
    raws: tuple[bytes | None, ...] = guarded.entries
    if len(raws) != len(entries):  # a feed so broken that it is not certain which bytes belong to which entry
        raws = (None,) * len(entries)
    if guarded.broken_off and entries:
        entries = entries[:-1]
        errors.append(InputError(where, f"breaks off within entry {len(entries) + 1}", "fetch it again; that entry was left out"))
    elif feed["bozo"]:
        reason = " ".join(str(feed.get("bozo_exception", "")).split())[:100]
        errors.append(InputError(where, f"no well-formed XML ({reason})", f"{_TELL}; what could be read was read"))
    outlet = source.title or _plain(dict.get(feed["feed"], "title")) or None
    reader = _Reader(answer, source, outlet)
    for number, (entry, raw) in enumerate(zip(entries, raws, strict=False), 1):
        errors.extend(note.about(raw) for note in reader.take(entry, raw, f"{where}, entry {number}"))
    if reader.undated:
        errors.append(InputError(where, f"{reader.undated} entries state no date", f"{_TELL}; they were read without one"))
    if len(entries) < len(guarded.entries) and not guarded.broken_off:
        what = f"{len(guarded.entries)} entries, of which {len(entries)} could be parsed"
        errors.append(InputError(where, what, _TELL))
    if guarded.entries and not reader.reports and not reader.links:
        first = errors[0].what if errors else "not parsed"
        raise InputError(where, f"{len(guarded.entries)} entries and none that can be used ({first})", _TELL)
    return Found(reports=tuple(reader.reports), links=tuple(reader.links), errors=tuple(errors))


def _parse(markup: bytes, where: str) -> dict[str, Any]:
    try:
        # A stream: given bytes or text, feedparser looks for a file of that name first. Addresses in the text are
        # not resolved: that would write the text anew with an old parser, and only the text is kept.
        parsed: dict[str, Any] = feedparser.parse(
            io.BytesIO(markup),
            response_headers={"content-type": "application/xml; charset=utf-8", "content-location": where},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except MemoryError:
        raise
    except Exception as error:  # its handlers meet broken feeds with errors of every kind
        what = f"the parser gave up on it ({type(error).__name__}: {' '.join(str(error).split())[:100]})"
        raise InputError(where, what, f"{_TELL}; nothing of it was read") from None
    return parsed


class _Reader:
    """Collects what the entries of one feed give."""

    def __init__(self, answer: Answer, source: Declaration, outlet: str | None) -> None:
        self.reports: list[RawReport] = []
        self.links: list[Link] = []
        self.undated = 0
        self._answer, self._source, self._outlet = answer, source, outlet
        self._seen: set[tuple[str, str]] = set()

    def take(self, entry: Any, raw: bytes | None, where: str) -> Iterator[InputError]:
        """Add the entry's report or link, and yield what is wrong with it."""
        title = _plain(dict.get(entry, "title"), entry.get("title_detail"))
        if len(title) > MAX_TITLE:
            yield InputError(where, f"a title of {len(title)} characters", f"{_TELL}; it was left out")
            title = ""
        link, own_id = dict.get(entry, "link"), dict.get(entry, "id")
        if link == own_id and not str(link).lower().startswith("http"):
            link = None  # an id such as tag:... or urn:...; feedparser takes it for the address where there is none
        fields, notes = take_fields({"url": link, "title": title}, where)
        yield from notes
        try:
            text = _text(entry)
        except ValueError as error:
            yield InputError(where, str(error), f"{_TELL}; the entry was left out")
            return
        key = str(own_id or fields.url or "").strip()
        if not key or len(key) > MAX_KEY:
            key = "sha256:" + hashlib.sha256(f"{key}\0{title}\0{text}".encode()).hexdigest()
        linked = self._source.form is Form.LINKED
        if linked and fields.url is None:
            yield InputError(where, "points to no page", f"{_TELL}; the entry was left out")
            return
        if not linked and not text:
            yield InputError(where, "holds no text", "declare the source as linked, so that its pages are fetched")
            return
        content = fields.url or "" if linked else text
        if (key, content) in self._seen:
            return
        self._seen.add((key, content))
        published = yield from self._published(entry, where)
        if linked:
            updated = dict.get(entry, "updated") or dict.get(entry, "published")
            self.links.append(
                Link(
                    address=content,
                    key=key,
                    title=fields.title,
                    published=published,
                    changed=str(updated).strip()[:100] if updated else None,
                    place=self._source.place,
                )
            )
            return
        self.reports.append(
            RawReport(
                key=key,
                source=self._source.name,
                where=f"{self._source.name}#{key}",  # the same wherever it stands in the feed
                media_type="text/plain",
                body=text,
                published=published,
                outlet=_plain((dict.get(entry, "source") or {}).get("title"))[:MAX_TITLE] or self._outlet,
                url=fields.url,
                title=fields.title,
                retrieved=self._answer.retrieved,
                authority=self._source.authority,
                place=self._source.place,
                raw=raw,
            )
        )

    def _published(self, entry: Any, where: str) -> Any:
        for name in ("published", "updated", "created"):
            stated = dict.get(entry, name)
            if not stated:
                continue
            moment = iso_moment(str(stated))
            if moment is None:
                what = f"the date {str(stated)[:40]!r} cannot be read"
                yield InputError(where, what, f"{_TELL}; the entry was kept without one")
            elif odd := doubt(moment, self._answer.retrieved):
                # A clock that lies must not make a report the newest for years.
                yield InputError(where, odd, f"{_TELL}; the entry was kept without one, and counts from when it came")
                return None
            return moment
        self.undated += 1
        return None


def _text(entry: Any) -> str:
    """The entry's content, else its summary; raises ValueError for markup that no page needs."""
    contents = [(item.get("value"), item) for item in dict.get(entry, "content") or ()]
    contents.sort(key=lambda item: -len(item[0] or ""))
    for value, detail in (*contents, (dict.get(entry, "summary"), entry.get("summary_detail"))):
        if text := _plain(value, detail, keep_lines=True):
            return text
    return ""


def _plain(value: object, detail: Any = None, *, keep_lines: bool = False) -> str:
    """Text without markup; a title stands on one line."""
    if not isinstance(value, str):
        return ""
    kind = detail.get("type") if isinstance(detail, dict) else "text/html"
    # Much that is declared as HTML is none: there, line ends are the paragraphs.
    text = text_of_markup(value) if kind in _HTML and ("<" in value or "&" in value) else value.strip()
    return text if keep_lines else " ".join(text.split())
