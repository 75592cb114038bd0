"""Which reader a source's form asks for; all of this runs in a worker process, on what came from outside."""

from __future__ import annotations

from lagebild.documents.html import extract_page
from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.answers import Answer, Found, Link
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.feeds import read_feed
from lagebild.sources.official import read_official

_HTML = frozenset(("text/html", "application/xhtml+xml", ""))


def read_answer(answer: Answer, source: Declaration) -> Found:
    """What a source's own address says."""
    if source.form in (Form.FEED, Form.LINKED):
        return read_feed(answer, source)
    if source.form is Form.PAGE:
        return read_page(answer, source, Link(address=source.address, key=source.name, place=source.place))
    return read_official(answer, source)


def read_linked(answer: Answer, source: Declaration, link: Link) -> Found:
    """What a page says to which a source points."""
    if source.form in (Form.FEED, Form.LINKED, Form.PAGE):
        return read_page(answer, source, link)
    return read_official(answer, source)


def read_page(answer: Answer, source: Declaration, link: Link) -> Found:
    """The main text of a page as a report; the page's own date and title come before those of the link to it."""
    where = answer.address
    if answer.media_type == "text/plain":
        report = RawReport(
            key=link.key, source=source.name, where=where, media_type="text/plain", body=answer.body, charset=answer.charset,
            published=link.published, outlet=source.title, url=where, title=link.title, retrieved=answer.retrieved,
            authority=source.authority, place=link.place or source.place, raw=answer.body,
        )  # fmt: skip
        return Found(reports=(report,))
    if answer.media_type not in _HTML:
        what = f"is {answer.media_type[:60]!r} and no page of text"
        return Found(errors=(InputError(where, what, "nothing can be read from it").about(answer.body),))
    try:
        page = extract_page(answer.body, charset=answer.charset, where=where, address=answer.address)
    except InputError as error:
        return Found(errors=(error.about(answer.body),))
    report = RawReport(
        key=link.key,
        source=source.name,
        where=where,
        media_type="text/plain",
        body=page.text,
        published=page.published or link.published,
        outlet=source.title or page.outlet,
        url=page.url or where,
        title=page.title or link.title,
        retrieved=answer.retrieved,
        authority=source.authority,
        place=link.place or source.place,
        raw=answer.body,
    )
    return Found(reports=(report,), errors=tuple(note.about(answer.body) for note in page.notes))
