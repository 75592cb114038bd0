"""Raw reports become documents: HTML is reduced to its main text, dates are read, unusable texts refused.

Errors that come in go out in the same place, so a batch keeps its order.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from lagebild.codebook.authorities import authority_language
from lagebild.documents.dates import parse_published
from lagebild.documents.encoding import decode_declared
from lagebild.documents.html import extract_page
from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.model.text import Document

# Code points. design/trust.md: 1 MB of text a document. The longest report has some 50,000;
# what is longer is a book or an attack, and every later stage would pay for it.
MAX_TEXT = 1_000_000


def build_documents(
    reports: Iterable[RawReport | InputError], *, published: date | datetime | None = None
) -> Iterator[Document | InputError]:
    """Turn raw reports into documents, one by one.

    Args:
        reports: what a source yields; its errors are passed on.
        published: the date of reports that state none; one that states a date which cannot be
            read keeps None, because it has a date and this is not it.

    Yields:
        A document per usable report, and an InputError for each report that is refused and for
        each date or encoding that was not usable, the latter beside the document.
    """
    default = None if published is None else parse_published(published)
    for report in reports:
        if isinstance(report, InputError):
            yield report
            continue
        try:
            for found in _build(report, default):
                yield found.about(report.raw) if isinstance(found, InputError) else found
        except InputError as error:
            yield error.about(report.raw)


def _build(report: RawReport, default: date | datetime | None) -> Iterator[Document | InputError]:
    text, stated = report.body, report.published
    title, outlet, url = report.title, report.outlet, report.url
    if report.media_type == "text/html":
        page = extract_page(report.body, charset=report.charset, where=report.where, address=report.url)
        yield from page.notes
        text = page.text
        stated = stated or page.published
        title, outlet, url = title or page.title, outlet or page.outlet, url or page.url
    elif report.media_type != "text/plain":
        raise InputError(report.where, f"{report.media_type!r} is not a known format", "save the report as text")
    if isinstance(text, bytes):
        text, notes = decode_declared(text, report.charset, report.where)
        yield from notes
    _refuse_unusable(text, report.where)
    when = default
    if stated is not None:
        try:
            when = parse_published(stated)
        except ValueError as error:
            when = None
            remedy = "write it as 2022-01-24 or 2022-01-24T08:15:00Z; the document was kept without a date"
            yield InputError(report.where, f"the date cannot be read ({error})", remedy)
    yield Document(
        key=report.key,
        text=text,
        source=report.source,
        title=title,
        outlet=outlet,
        url=url,
        published=when,
        retrieved=report.retrieved,
        language=(authority_language(report.authority) if report.authority else None) or "de",
        authority=report.authority,
        place=report.place,
    )


def _refuse_unusable(text: str, where: str) -> None:
    if not text:
        raise InputError(where, "the text is empty", "put the report's text into it, or leave it out")
    if len(text) > MAX_TEXT:
        raise InputError(where, f"the text is longer than {MAX_TEXT} characters", "split it into single reports")
    if (at := text.find("\0")) >= 0:
        raise InputError(where, f"a NUL character at character {at}", "remove it; PostgreSQL cannot keep it")
    # Zero-width characters alone are no text either, and str.isspace does not know them.
    if all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf") for c in text):
        raise InputError(where, "the text holds nothing but blanks", "put the report's text into it, or leave it out")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(where, f"a lone surrogate at character {error.start}", "save it as UTF-8") from None
