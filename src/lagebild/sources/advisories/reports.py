"""Advisory records that hold words become raw reports, so that the claims stage can read what no level shows.

HTML is put into lines that keep what matters for reading: headings, list items, paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html.parser import HTMLParser

from lagebild.codebook.authorities import authority_name
from lagebild.model.raw import RawReport
from lagebild.sources.advisories.records import AdvisoryRecord

_DROPPED = frozenset({"script", "style", "noscript", "template", "head"})
_BLOCKS = frozenset("p div section article ul ol table tr blockquote dl dt dd address figure".split())
_HEADINGS = {f"h{n}": "#" * n + " " for n in range(1, 7)}
# Where the level stands in the title of an entry, its words belong to the text.
_TITLED = frozenset({"US", "CA"})
LIST = "list"  # in the keys of reports made from a list, which states other things than the page it lists


def reports_of(
    records: Iterable[AdvisoryRecord],
    *,
    now: datetime | None = None,
    payload: bytes | None = None,
    listed: bool = False,
) -> Iterator[RawReport]:
    """A report for each record that holds words: its level as stated, what changed, and the page.

    A history of the page that the record holds comes as a report of its own, since what it tells is past.

    Args:
        records: of any authority.
        now: aware moment in UTC at which they were read, or None.
        payload: the answer that the records stand in, to be kept with each report.
        listed: whether they come from a list beside which there is a page for each; such a report says what the
            list says, also that no level is set.
    """
    for record in records:
        parts = [record.title if listed or record.authority in _TITLED else None, record.change]
        # A page of the Auswärtiges Amt says in words what its flags say; others may state a level as a code alone.
        parts += record.states if listed or record.content is None or record.authority != "DE" else ()
        texts = list(dict.fromkeys(plain_lines(part).strip() for part in (*parts, record.content) if part))
        if any(texts):
            yield _report(record, _key(record, listed), "\n\n".join(text for text in texts if text), now, payload)
        if record.history:
            told = "\n\n".join(f"{day.day} {day:%B %Y}\n{plain_lines(note).strip()}" for day, note in record.history)
            key = f"{record.authority}-{record.place}-history".lower()
            yield _report(record, key, told, now, payload)


def _report(record: AdvisoryRecord, key: str, body: str, now: datetime | None, payload: bytes | None) -> RawReport:
    return RawReport(
        key=key,
        source=record.where,
        where=record.where,
        media_type="text/plain",
        body=body + "\n",
        published=record.updated,
        outlet=authority_name(record.authority),
        url=record.url,
        title=record.title,
        retrieved=now,
        authority=record.authority,
        place=record.place,
        raw=payload,
    )


def _key(record: AdvisoryRecord, listed: bool) -> str:
    """Its day is part of the key: a page of yesterday was valid yesterday, and no misprint that today's corrects."""
    day = [record.updated.date().isoformat()] if record.updated else []
    return "-".join([record.authority, record.place, *([LIST] if listed else []), *day]).lower()


def plain_lines(markup: str) -> str:
    """HTML or plain text as lines: "## " before a heading, "* " before a list item, an empty line between blocks.

    >>> plain_lines("<h2>Aktuelles</h2><p>Meiden&nbsp;Sie</p><ul><li>A</li><li>B</li></ul>")
    '## Aktuelles\\n\\nMeiden Sie\\n\\n* A\\n* B'
    """
    if "<" not in markup:
        return markup.replace("\r\n", "\n")
    reader = _Lines()
    reader.feed(markup)
    reader.close()
    return reader.finish()


class _Lines(HTMLParser):
    """Collects lines; works on a stream of tags, so that no depth of nesting can hurt."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._mark = ""
        self._dropped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self._dropped += 1
        elif tag in _HEADINGS:
            self._break(_HEADINGS[tag])
        elif tag == "li":
            self._break("* ")
        elif tag == "br":
            self._words.append("\n")
        elif tag in _BLOCKS and not (self._mark and not self._text()):
            self._break("")  # "<li><p>A</p></li>" is one item

    def handle_endtag(self, tag: str) -> None:
        if tag in _DROPPED:
            self._dropped = max(0, self._dropped - 1)
        elif tag in _HEADINGS or tag == "li" or tag in _BLOCKS:
            self._break("")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self._words.append(" ".join(data.replace("\u00a0", " ").split(" ")).replace("\n", " ").replace("\r", " "))

    def _text(self) -> str:
        lines = "".join(self._words).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines).strip("\n")

    def _break(self, mark: str) -> None:
        text = self._text()
        if text.strip():
            together = self._mark == "* " and self._lines and self._lines[-1].startswith("* ")
            if self._lines and not together:
                self._lines.append("")
            self._lines.append(self._mark + text)
        self._words.clear()
        self._mark = mark

    def finish(self) -> str:
        self._break("")
        return "\n".join(self._lines)
