"""Lists of what a store holds, page by page: reports and the quarantine, the latest first.

A page goes on after the last row of the one before and not after so many rows, so that what comes in meanwhile moves
nothing: every row that was there at the beginning comes once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from lagebild.store.codec import day_or_moment, from_micros, to_micros
from lagebild.store.parameters import slices
from lagebild.store.quarantine import Quarantined
from lagebild.store.schema import act, claim, document, quarantine, question, reading
from lagebild.store.schema import raw as raw_table

After = tuple[datetime, str]
"""Moment and id of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which reports; everything that is given must hold.

    Attributes:
        authority: code of the government whose own pages are meant.
        place: code of a place of which something was read in them.
        since, until: aware moments of publication, both inclusive; a report without a date has none.
        known_at: aware moment: those that the desk had then.
        after: moment from which the last report of the page before is known, and its id.
    """

    key: str | None = None
    outlet: str | None = None
    authority: str | None = None
    place: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    known_at: datetime | None = None
    after: After | None = None
    limit: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A report without its text, and what its newest reading holds. Moments are aware and in UTC."""

    id: str
    key: str
    source: str
    outlet: str | None
    title: str | None
    url: str | None
    language: str
    published: date | datetime | None
    retrieved: datetime | None
    known: datetime
    authority: str | None
    place: str | None
    text_hash: str
    raw_hash: str
    deleted: bool
    reading: str | None
    statements: int
    claims: int


def list_reports(connection: Connection, wanted: Wanted) -> list[Listed]:
    """Reports, those known last first."""
    columns = [c for c in document.columns if c.name not in {"text", "seal"}]
    query = select(*columns, document.c.text.is_(None).label("deleted")).where(*_conditions(wanted))
    if wanted.after is not None:
        query = query.where(_beyond(document.c.known, document.c.id, wanted.after))
    rows = connection.execute(query.order_by(document.c.known.desc(), document.c.id).limit(wanted.limit)).all()
    counts: dict[str, tuple[str, int, int]] = {}
    for some in slices(row.id for row in rows):
        read = select(reading.c.document, reading.c.id, reading.c.statements, reading.c.claims)
        for identity, *count in connection.execute(read.where(reading.c.document.in_(some)).order_by(reading.c.made, reading.c.id)):
            counts[identity] = (count[0], count[1], count[2])
    found = []
    for row in rows:
        newest, statements, claims = counts.get(row.id, (None, 0, 0))
        found.append(
            Listed(
                id=row.id,
                key=row.key,
                source=row.source,
                outlet=row.outlet,
                title=row.title,
                url=row.url,
                language=row.language,
                published=day_or_moment(row.published),
                retrieved=None if row.retrieved is None else from_micros(row.retrieved),
                known=from_micros(row.known),
                authority=row.authority,
                place=row.place,
                text_hash=row.text_hash,
                raw_hash=row.raw,
                deleted=bool(row.deleted),
                reading=newest,
                statements=statements,
                claims=claims,
            )
        )
    return found


def newest_quarantined(connection: Connection, *, limit: int, after: After | None = None) -> list[Quarantined]:
    """What was quarantined, the newest first."""
    columns = [c for c in quarantine.columns if c.name != "seal"]
    query = select(*columns, raw_table.c.size).select_from(quarantine.outerjoin(raw_table))
    if after is not None:
        query = query.where(_beyond(quarantine.c.noticed, quarantine.c.id, after))
    rows = connection.execute(query.order_by(quarantine.c.noticed.desc(), quarantine.c.id).limit(limit))
    return [
        Quarantined(
            id=row.id,
            position=row.position,
            what=row.what,
            remedy=row.remedy,
            kept=row.kept,
            noticed=from_micros(row.noticed),
            raw=row.raw,
            size=row.size,
        )
        for row in rows
    ]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name in ("key", "outlet", "authority"):
        if getattr(wanted, name) is not None:
            found.append(document.c[name] == getattr(wanted, name))
    if wanted.since is not None:
        found.append(document.c.moment >= to_micros(wanted.since))
    if wanted.until is not None:
        found.append(document.c.moment <= to_micros(wanted.until))
    if wanted.known_at is not None:
        found.append(document.c.known <= to_micros(wanted.known_at))
    if wanted.place is not None:
        spoken = [select(reading.c.document).select_from(t.join(reading)).where(t.c.place == wanted.place) for t in (claim, act, question)]
        found.append(or_(document.c.place == wanted.place, *(document.c.id.in_(query) for query in spoken)))
    return found


def _beyond(moment: ColumnElement[int], identity: ColumnElement[str], after: After) -> ColumnElement[bool]:
    at = to_micros(after[0])
    return or_(moment < at, and_(moment == at, identity > after[1]))
