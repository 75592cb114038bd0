"""Everything that a store holds of one place, read once and asked for what was known at any moment.

What changed since yesterday takes the place as it is and as it was: most of the rows are the same, and reading them is
most of the work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, func, null, select

from lagebild.model import Document
from lagebild.store.codec import from_json, from_micros
from lagebild.store.documents import document_of, newest_of_documents, newest_of_lineages, reading_rows
from lagebild.store.parameters import among
from lagebild.store.schema import act, claim, document, question

TABLES = (claim, act, question)
_COLUMNS = (*(c for c in document.columns if c.name != "text"), null().label("text"))


class Holdings:
    """The rows of a place, within one transaction. Limits are microseconds since 1970, None for no limit."""

    def __init__(self, connection: Connection, place: str) -> None:
        self.connection = connection
        self.place = place
        self.bodies = {table: _bodies(connection, table, place) for table in TABLES}
        self.readings = frozenset(reading for found in self.bodies.values() for reading, _ in found)
        self._nouns: dict[Table, list[Any]] = {table: [None] * len(found) for table, found in self.bodies.items()}
        self._reading_rows = reading_rows(connection, self.readings)
        self._pages = _pages(connection, place)
        self._lineages: dict[str, dict[str, Row[Any]]] = defaultdict(dict)
        self._rows: dict[str, Row[Any]] = {}
        self._documents: dict[tuple[str, ...], Document] = {}
        self._shared: tuple[int, Mapping[str, list[int]]] | None = None
        self._need({row.document for row in self._reading_rows} | self._pages.keys())

    def nouns(self, table: Table, kind: type[Any], readings: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        """The nouns of some readings, each with what ``readings`` has for its own; the same noun at every moment."""
        known = self._nouns[table]
        for number, (reading, body) in enumerate(self.bodies[table]):
            if reading in readings:
                if known[number] is None:
                    known[number] = from_json(kind, body)
                yield readings[reading], known[number]

    def newest_readings(self, more: Iterable[str], limit: int | None) -> dict[str, str]:
        """Those of the place's readings, and of ``more``, that were the newest of their documents, with the document's id."""
        wanted = self.readings.union(more)
        rows = self._reading_rows if wanted == self.readings else reading_rows(self.connection, wanted)
        return newest_of_documents(rows, wanted, limit)

    def newest_revisions(self, documents: Iterable[str], limit: int | None) -> dict[str, str | None]:
        """Those of the documents that were the newest of their lineage, each with the id of the one before it."""
        wanted = set(documents)
        self._need(wanted)
        lineages = {self._rows[identity].lineage for identity in wanted}
        return newest_of_lineages((row for lineage in lineages for row in self._lineages[lineage].values()), wanted, limit)

    def pages(self, limit: int | None) -> set[str]:
        """Ids of the authorities' pages on the place."""
        return {identity for identity, known in self._pages.items() if limit is None or known <= limit}

    def shared_keys(self, limit: int | None) -> set[str]:
        """Keys of the place's documents that stood for more than one report in the whole store."""
        if self._shared is None or self._shared[0] != len(self._rows):
            self._shared = len(self._rows), self._find_shared()
        return {key for key, known in self._shared[1].items() if sum(limit is None or first <= limit for first in known) > 1}

    def document(self, identity: str, *, shared: set[str], origin: str, supersedes: str | None) -> Document:
        """A document without its text.

        Args:
            shared: keys under which it cannot be shown, because another report has the same.
        """
        row = self._rows[identity]
        key = f"{row.key}~{row.lineage[:6]}" if row.key in shared else row.key
        made_of = (identity, key, origin, supersedes or "")
        if made_of not in self._documents:
            self._documents[made_of] = document_of(row, key=key, origin=origin, supersedes=supersedes)
        return self._documents[made_of]

    def known(self, identity: str) -> datetime:
        """When the desk had a document."""
        return from_micros(self._rows[identity].known)

    def _need(self, documents: Iterable[str]) -> None:
        """Read the rows of documents and of their other revisions."""
        missing = set(documents) - self._rows.keys()
        if not missing:
            return
        own = select(document.c.lineage).where(among(document.c.id, missing))
        for row in self.connection.execute(select(*_COLUMNS).where(document.c.lineage.in_(own))).all():
            self._rows[row.id] = self._lineages[row.lineage][row.id] = row

    def _find_shared(self) -> dict[str, list[int]]:
        """For each key of more than one report, from when each report of that key was known."""
        own = select(document.c.key).where(among(document.c.id, self._rows))
        several = select(document.c.key).where(document.c.key.in_(own)).group_by(document.c.key)
        keys = set(self.connection.execute(several.having(func.count(document.c.lineage.distinct()) > 1)).scalars())
        found: dict[str, list[int]] = defaultdict(list)
        if keys:
            query = select(document.c.key, func.min(document.c.known)).where(among(document.c.key, keys))
            for key, first in self.connection.execute(query.group_by(document.c.key, document.c.lineage)).all():
                found[key].append(first)
        return found


def _bodies(connection: Connection, table: Table, place: str) -> list[tuple[str, str]]:
    query = select(table.c.reading, table.c.body).where(table.c.place == place)
    # Not row by row: a place may have thousands.
    return [(row[0], row[1]) for row in connection.execute(query.order_by(table.c.reading, table.c.number)).all()]


def _pages(connection: Connection, place: str) -> dict[str, int]:
    query = select(document.c.id, document.c.known).where(document.c.place == place, document.c.authority.is_not(None))
    return {row.id: row.known for row in connection.execute(query).all()}
