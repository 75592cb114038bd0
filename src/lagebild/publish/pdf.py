"""Pictures as PDF: the matrix, the evidence, the sources, A4 landscape, tagged (PDF/UA-1).

What is printed is made here as plain values and goes into the template ``brief.typ`` as JSON: nothing from a report is
ever read as markup. The type is set by typst, which is an optional package, with the fonts that it holds and no others,
so that the same input gives the same bytes on every machine. Its threads do not survive a fork: a process that has set
a page must not fork others that set one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from lagebild.errors import LagebildError, UsageError
from lagebild.model import Document, Passage, Picture
from lagebild.publish import dates
from lagebild.publish.evidence import Entry, Group, entries
from lagebild.publish.plain import one_line, tight, visible, web_address
from lagebild.publish.readings import NameOf, Reading, Words, outlet, source_line
from lagebild.publish.reports import Shelf, excerpt
from lagebild.publish.rows import text_hash
from lagebild.publish.view import CellView, PictureView, Row, order, passages, view

Json = dict[str, Any]

STANDARD = "ua-1"
_LONG = re.compile(r"[^\s\u00ad\u200b]{40,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_WORD = 15  # characters of a name that fit beside the matrix
_NAMED = 3  # places in the title, which stands in the foot of every page
_TITLE = 90
# Nothing that a report says in earnest is as long; without a limit one bad report would hold up the whole page.
_FIELD = 600
_PASSAGE = 4_000
_ADDRESS = 2_000  # a longer address is printed, cut, and no link: the compiler refuses it
_TALL = 900  # characters in a cell of the matrix: a row with a longer one may go over to the next page
_PLAIN = re.compile("[\n -\u017f\u2010-\u2015\u2018-\u201e\u2026\u20ac\u2192\u27e8\u27e9]*")
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')


def render_pdf(
    pictures: Sequence[Picture],
    documents: Iterable[Document],
    name_of: NameOf,
    *,
    lang: str = "de",
    generated: datetime | None = None,
) -> bytes:
    """The pictures as one PDF, the place with most cells first, the sources at its end.

    Args:
        pictures: one picture a place.
        documents: the reports that their passages lie in.
        name_of: name of an actor or place by code and language.
        lang: "de" or "en" for every label; passages stay in the words of their report.
        generated: the aware moment to print in the foot and to date the file by; without it the bytes depend on the
            input alone.

    Raises:
        CodebookError: where a claim names a dimension or value without label.
        UsageError: for another language, or where the package typst is missing.
        LagebildError: the page could not be set.
    """
    words = Words.of(Shelf.of(documents), name_of, lang)
    words.word("evidence")  # refuses another language before anything is set
    views = [view(picture, words) for picture in order(pictures)]
    text = json.dumps(_Setter(words, views).whole(generated), ensure_ascii=False)
    return _typeset(_shown(text), generated)


class _Setter:
    """The pictures as values of JSON for the template; evidence and sources are numbered through."""

    def __init__(self, words: Words, views: Sequence[PictureView]) -> None:
        self.words = words
        self.views = views
        cited = (words.shelf.find(p) for seen in views for p in passages(seen.picture))
        ids = {document.id for document in cited if document}
        self.sources = [document for document in words.shelf.documents if document.id in ids]
        self.numbers = {document.id: n for n, document in enumerate(self.sources, 1)}
        self.cells = {id(cell): n for n, cell in enumerate((c for seen in views for c in seen.cells), 1)}

    def whole(self, generated: datetime | None) -> Json:
        words = self.words
        names = [seen.place for seen in self.views]
        more = f" + {len(names) - _NAMED}" if len(names) > _NAMED else ""
        return {
            "lang": words.lang,
            "title": f"Lagebild – {', '.join(names[:_NAMED])}{more}"[:_TITLE] if names else "Lagebild",
            "date": None if generated is None else [*generated.astimezone(UTC).timetuple()[:6]],
            "generated": None if generated is None else f"{words.word('generated')} {dates.say(generated, words.lang)}",
            "words": {key: words.word(key) for key in _WORDS},
            "dimensions": [words.soft(d.name) for d in words.ladders.dimensions],
            "places": [self.place(seen) for seen in self.views],
            "sources": [self.source(document) for document in self.sources],
        }

    def place(self, seen: PictureView) -> Json:
        return {
            "name": broken(seen.place),
            "known": seen.known,
            "rows": [self.row(row) for row in seen.rows],
            "conflicts": [
                {
                    "title": line.title,
                    "sides": [
                        broken(f"{name}: {reading.plain(marks=False)} ({reading.speaker})") for name, reading in (line.left, line.right)
                    ],
                    "kind": line.kind,
                }
                for line in seen.conflicts
            ],
            "open": [
                {"kind": broken(f"{o.kind} ({o.who})" if o.who else o.kind), **self.quoted(o.question.passage)} for o in seen.open
            ],
            "acts": [
                {
                    "when": broken(a.when),
                    "who": broken(" ".join(part for part in (a.actor, a.does, a.target) if part)),
                    "status": broken(a.status) if a.status else None,
                    **self.quoted(a.event.passage),
                }
                for a in seen.acts
            ],
            "evidence": [self.evidence(cell) for cell in seen.cells],
        }

    def row(self, row: Row) -> Json:
        cells = [self.cell(cell) if cell else None for cell in row.cells]
        longest = max((_length(cell) for cell in row.cells if cell), default=0)
        too_long = any(len(word) > _WORD for word in row.name.split())
        return {"name": broken(row.name), "long": too_long, "cells": cells, "whole": longest < _TALL}

    def cell(self, cell: CellView) -> Json:
        return {
            "number": self.cells[id(cell)],
            "lead": self.reading(cell.lead),
            "against": [self.reading(reading) for reading in cell.against],
            "also": [self.reading(reading) for reading in cell.also],
            "disputed": broken(", ".join(cell.disputed_by)) or None,
        }

    def reading(self, reading: Reading) -> Json:
        provisional = None
        if reading.provisional:
            provisional = self.words.word("provisional")
            if reading.condition:
                provisional += f": {broken(reading.condition)}"
        return {
            "status": reading.status,
            "step": reading.soft,
            "lead": broken(" ".join(part for part in (reading.lead, reading.verdict) if part)),
            "note": broken(reading.note) if reading.note else None,
            "provisional": provisional,
            "by": broken(reading.speaker),
            "day": broken(reading.day),
            "tint": reading.tint,
        }

    def evidence(self, cell: CellView) -> Json:
        words, source = self.words, cell.cell
        origins = words.count("origin", source.origins) if source.origins else words.word("origin_none")
        return {
            "number": self.cells[id(cell)],
            "title": broken(f"{cell.actor} · {words.label(f'{source.dimension}.long')}"),
            "value": [broken(r.plain(marks=False)) for r in (cell.lead, *cell.against)],
            "origins": origins + (f" · {words.label(f'conflict.{source.conflict}')}" if source.conflict else ""),
            "entries": [entry for group in entries(cell, words) for entry in self.group(group)],
        }

    def group(self, group: Group) -> Iterator[Json]:
        for n, entry in enumerate((*group.entries, *group.copies)):
            copy = n >= len(group.entries)
            title = self.words.word("same_origin") if copy else self.words.word(group.title)
            yield {"group": title, **self.entry(entry, named=group.title != "supporting" and not copy, copy=copy)}

    def entry(self, entry: Entry, *, named: bool, copy: bool) -> Json:
        words = self.words
        notes = []
        if entry.asked:
            notes.append(f"{words.word('declined_about')}: {entry.asked}")
        if entry.condition:
            notes.append(f"{words.word('provisional')}, {words.word('condition')}: {broken(entry.condition)}")
        return {
            "value": broken(f"{entry.actor}: {entry.reading.plain(marks=False)}") if named else None,
            "chain": broken(" → ".join(entry.chain)),
            "notes": notes,
            "rule": broken(visible(f"{words.word('rule')}: {entry.claim.rule}")),
            # A copy has the same sentences around it.
            **self.quoted(entry.passage, around=not copy),
        }

    def quoted(self, passage: Passage, *, around: bool = False) -> Json:
        """The words of a passage with their source; ``around`` with the sentences beside them."""
        document = self.words.shelf.find(passage)
        cut = excerpt(document, passage.span) if document and around else None
        before, after = (cut.before, cut.after) if cut else ("", "")
        return {
            "before": broken(f"{'… ' if cut and cut.cut_before else ''}{tight(before)}", _PASSAGE),
            "exact": broken(tight(passage.exact), _PASSAGE),
            "after": broken(f"{tight(after)}{' …' if cut and cut.cut_after else ''}", _PASSAGE),
            "lang": self.tongue(document),
            "from": broken(source_line(passage, self.words)),
            "source": self.numbers[document.id] if document else None,
        }

    def source(self, document: Document) -> Json:
        return {
            "outlet": broken(outlet(document, self.words)),
            "title": broken(one_line(document.title or document.key)),
            "key": broken(one_line(document.key)),
            "published": self.say(document.published),
            "retrieved": self.say(document.retrieved),
            "url": _target(document.url),
            "address": broken(one_line(document.url)) if document.url else None,
            "sha256": text_hash(document) if document.text else None,
            "lang": self.tongue(document),
        }

    def say(self, when: date | datetime | None) -> str | None:
        return None if when is None else dates.say(when, self.words.lang)

    def tongue(self, document: Document | None) -> str:
        stated = document.language if document else self.words.lang
        return stated if _LANGUAGE.fullmatch(stated) else self.words.lang


def _length(cell: CellView) -> int:
    return sum(len(r.plain()) + len(r.speaker) + len(r.condition or "") for r in (cell.lead, *cell.against, *cell.also))


def _target(url: str | None) -> str | None:
    """Where a link leads, in ASCII, so that no sign of it is ever written out as one without a glyph."""
    address = web_address(url)
    target = quote(address, safe="%:/?#[]@!$&'()*+,;=~-._") if address else None
    return target if target and len(target) <= _ADDRESS else None


_WORDS = """matrix government evidence conflicts versus not_known acts when act passage report read_as disputed_by conflict
    sources page_of outlet title_and_address published retrieved text_hash source_number hash_note nothing source_undated not_retrieved""".split()


def broken(text: str, most: int = _FIELD) -> str:
    """The text as it fits on a page: with places to break (U+200B) in what is longer than any word, and cut in its
    middle, with […], where it has more than ``most`` characters."""
    if len(text) > most:
        text = f"{text[: most // 2]} […] {text[-(most // 2) :]}"
    return _LONG.sub(lambda match: re.sub(r"(.{10})(?=.)", "\\1\u200b", match.group()), text)


def _shown(text: str) -> str:
    """The text with every character that no font of the compiler has written out, as ⟨U+1F600⟩."""
    odd = sorted(set(_PLAIN.sub("", text)) - {"\u00ad", "\u200b"})
    if not odd:
        return text
    missing = _missing(odd)
    return re.sub(f"[{re.escape(''.join(missing))}]", lambda m: f"⟨U+{ord(m.group()):04X}⟩", text) if missing else text


def _missing(odd: list[str]) -> list[str]:
    """Those of the characters that cannot be shown: the compiler itself names them when a page of them is set."""
    probe = '#set document(title: "x")\n#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))\n'
    probe += "#for c in json(bytes(sys.inputs.data)) [#c #text(weight: 700, c) #text(style: \"italic\", c) \\ ]"
    gone: list[str] = []
    while odd:
        try:
            _compile(probe, json.dumps(odd), None)
        except _typst().TypstError as error:
            named = {char for word in _MISSING.findall(error.diagnostic) for char in word}
            # Where the compiler speaks otherwise than it did, nothing odd is trusted to it.
            new = [char for char in odd if char in named] or odd
            gone += new
            odd = [char for char in odd if char not in set(new)]
        else:
            break
    return gone


def _typeset(data: str, generated: datetime | None) -> bytes:
    template = (resources.files("lagebild.publish") / "templates" / "brief.typ").read_text("utf-8")
    try:
        return _compile(template, data, generated)
    except _typst().TypstError as error:
        raise LagebildError(f"the PDF cannot be set ({error.message}); take --format html, and report this") from error


def _compile(source: str, data: str, generated: datetime | None) -> bytes:
    made: bytes = _typst().compile(
        source.encode("utf-8"),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"data": data},
        pdf_standards=STANDARD,
        timestamp=(generated or datetime(1980, 1, 1, tzinfo=UTC)).astimezone(UTC).replace(microsecond=0),
    )
    return made


@cache
def _fonts() -> Any:
    return _typst().Fonts(include_system_fonts=False)


@cache
def _typst() -> Any:
    try:
        import typst
    except ImportError:
        raise UsageError("a PDF needs the package typst; pip install 'lagebild[desk]'") from None
    return typst
