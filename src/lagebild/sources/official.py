"""Official travel advice as a source: a fetched list or page becomes reports, and addresses of pages to fetch next.

A list gives a report for each country, with the level as the authority states it, and a link to the country's own page
where that is published as data. A page gives a report with its text, and the page's own history where it states one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.advisories import (
    AdvisoryIndex,
    AdvisoryRecord,
    read_australia,
    read_auswaertiges_amt,
    read_canada,
    read_govuk,
    read_us_state,
    reports_of,
)
from lagebild.sources.advisories.payloads import load_json
from lagebild.sources.answers import Answer, Found, Link
from lagebild.sources.declaration import Declaration, Form

_READERS: dict[Form, Callable[[bytes, str], AdvisoryIndex]] = {
    Form.AUSWAERTIGES_AMT: read_auswaertiges_amt,
    Form.GOVUK: read_govuk,
    Form.US_STATE: read_us_state,
    Form.CANADA: read_canada,
    Form.AUSTRALIA: read_australia,
}
OFFICIAL = frozenset(_READERS)
# Whose pages are published as data beside the list. The others' pages are HTML of no stated form.
_PAGED = frozenset({Form.AUSWAERTIGES_AMT, Form.GOVUK})


def read_official(answer: Answer, source: Declaration) -> Found:
    """What an authority's answer holds; whether it is the list or one country's page shows in its shape.

    Args:
        answer: its body unpacked; messages name its address.
        source: of a form in ``OFFICIAL``.

    Returns:
        Reports and links in the order of the answer; what in it could not be read, and countries that no code is
        known for, among the errors.

    Raises:
        ValueError: the source is declared with another form.
    """
    read = _READERS.get(source.form)
    if read is None:
        raise ValueError(f"{source.name}: {source.form} is no form of official advice")
    try:
        index = read(answer.body, answer.address)
        listed = source.form not in _PAGED or _is_list(load_json(answer.body, answer.address), source.form)
    except InputError as error:
        return Found(errors=(error,))
    paged = listed and source.form in _PAGED
    reports = tuple(reports_of(index.records, now=answer.retrieved, payload=answer.body, listed=paged))
    links = tuple(_links(index.records, answer.address, source.form)) if paged else ()
    errors = [*index.errors, *(_silent(index.records) if not listed else _wordless(index.records, reports))]
    errors += _undated(links)
    if not index.records and not errors:
        errors.append(InputError(answer.address, "holds no entries", "the authority may be out of order; fetch it again later"))
    return Found(reports=reports, links=links, errors=tuple(errors))


def _is_list(data: Any, form: Form) -> bool:
    """A list of the Auswärtiges Amt names its entries or has several; one of GOV.UK has children."""
    if form is Form.GOVUK:
        details = data.get("details")
        return not (isinstance(details, dict) and "country" in details)
    response = data["response"]
    return "contentList" in response or sum(key.isdecimal() for key in response) > 1


def _links(records: Iterable[AdvisoryRecord], address: str, form: Form) -> Iterator[Link]:
    """A link for each page, beside the list that names it: a server that mirrors the list mirrors its pages."""
    seen: set[str] = set()
    for record in records:
        if record.url is None:
            continue
        if form is Form.GOVUK:
            page = urljoin(address, "/api/content" + urlsplit(record.url).path)
        else:
            page = f"{address.partition('?')[0].rstrip('/')}/{record.url.rpartition('/')[2]}"
        if page in seen:
            continue  # one page on two places
        seen.add(page)
        changed = record.updated.isoformat() if record.updated is not None else None
        yield Link(address=page, key=page, title=record.title, published=record.updated, changed=changed, place=record.place)


def _silent(records: Iterable[AdvisoryRecord]) -> Iterator[InputError]:
    for record in records:
        if record.content is None:
            yield InputError(record.where, "the page holds no text", "fetch it again later; its level alone was kept")


def _wordless(records: Iterable[AdvisoryRecord], reports: Iterable[RawReport]) -> Iterator[InputError]:
    told = {report.where for report in reports}
    for record in records:
        if record.where not in told:
            yield InputError(record.where, "states nothing in words", "no report was made of it; look at the authority's page")


def _undated(links: Iterable[Link]) -> Iterator[InputError]:
    for link in links:
        if link.changed is None:
            what = f"{link.title or link.place!r} states no time of its last change"
            yield InputError(link.address, what, "its page is fetched once and not again; fetch it by hand")
