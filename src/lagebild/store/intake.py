"""Raw reports become arrivals: with their notes, the moment from which they count as known, and what is left to read.

A document that the store holds with a reading of the current versions is not read again; its receipt is kept all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from lagebild.documents import build_documents
from lagebild.documents.dates import as_moment
from lagebild.errors import InputError
from lagebild.model import Document
from lagebild.model.raw import RawReport
from lagebild.store.connect import Store
from lagebild.store.load import known_documents, load_document
from lagebild.store.rows import Arrival, lineage_of
from lagebild.store.versions import Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How reports are taken in.

    Attributes:
        now: aware moment of reading.
        published: date of what states none.
        received: "now" for what comes in now; "stated" for an archive, whose reports count as known from when it
            retrieved them, or else from their publication.
        versions: what readings are made by.
    """

    now: datetime
    versions: Versions
    published: date | datetime | None = None
    received: Literal["now", "stated"] = "now"


def take_in(
    store: Store, reports: Iterable[RawReport | InputError], terms: Terms
) -> Iterator[tuple[Arrival, Document | None]]:
    """An arrival for each report, and its document where that has to be read; in the order of the input.

    Args:
        reports: what a source yields; a note that stands before its report comes with it.

    Raises:
        StoreError: the store cannot be read.
    """
    door = _Door(store, terms)
    notes: list[InputError] = []
    for report in reports:
        if notes and notes[0].where != report.where:
            yield _refused(notes, terms.now), None
            notes = []
        if isinstance(report, InputError):
            notes.append(report)
            continue
        document: Document | None = None
        for found in build_documents([report], published=terms.published):
            if isinstance(found, InputError):
                notes.append(found)
            else:
                document = found
        if document is None:
            yield _refused(notes, terms.now), None
        else:
            yield door.let_in(report, document, notes)
        notes = []
    if notes:
        yield _refused(notes, terms.now), None


def _refused(notes: Sequence[InputError], now: datetime) -> Arrival:
    return Arrival(source=notes[0].where, position=notes[0].where, known=now, made=now, errors=tuple(notes))


class _Door:
    """Remembers what came in lately, because what waits for its commit is not in the store yet."""

    def __init__(self, store: Store, terms: Terms) -> None:
        self.store, self.terms = store, terms
        self.seen: set[str] = set()
        self.latest: dict[str, datetime] = {}

    def let_in(
        self, report: RawReport, document: Document, notes: Sequence[InputError]
    ) -> tuple[Arrival, Document | None]:
        retrieved = report.retrieved or self.terms.now
        document = replace(document, retrieved=retrieved)
        arrival = Arrival(
            source=report.source,
            position=report.where,
            raw=report.raw if report.raw is not None else _bytes_of(report.body),
            retrieved=retrieved,
            known=self._known(report, document),
            made=self.terms.now,
            document=document,
            errors=tuple(notes),
        )
        if document.id in self.seen:
            return arrival, None
        self.seen.add(document.id)
        with self.store.read() as connection:
            held = known_documents(connection, [document.id]).get(document.id)
            if held is None:
                return arrival, document
            if held.versions == self.terms.versions:
                return arrival, None
            # What was kept first decides on date and outlet, now as then.
            return arrival, load_document(connection, document.id)

    def _known(self, report: RawReport, document: Document) -> datetime:
        known = self.terms.now
        if self.terms.received == "stated":
            stated = as_moment(document.published) if document.published is not None else self.terms.now
            known = report.retrieved or stated
        if document.published is None and document.id not in self.seen:
            # Of two revisions without a date that come in together, the later in the input is the later one.
            lineage = lineage_of(document)
            if lineage in self.latest:
                known = max(known, self.latest[lineage] + timedelta(microseconds=1))
            self.latest[lineage] = known
        return known


def _bytes_of(body: bytes | str) -> bytes:
    return body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
