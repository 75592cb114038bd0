"""What could not be read, or only in part: kept with its bytes and shown, never dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from lagebild.store.codec import from_micros
from lagebild.store.schema import quarantine
from lagebild.store.schema import raw as raw_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """One thing that was wrong with an input.

    Attributes:
        position: file, with line or byte where there is one.
        what, remedy: what is wrong, and what the person can do about it.
        kept: whether the report was kept all the same, without what is wrong with it.
        noticed: aware moment in UTC.
        raw: SHA-256 of the bytes it is about, in hexadecimal digits, or None.
        size: number of those bytes, or None.
    """

    id: str
    position: str
    what: str
    remedy: str
    kept: bool
    noticed: datetime
    raw: str | None
    size: int | None


def list_quarantine(connection: Connection) -> Iterator[Quarantined]:
    """All of it, in the order in which it was noticed."""
    columns = [c for c in quarantine.columns if c.name != "seal"]
    query = select(*columns, raw_table.c.size).select_from(quarantine.outerjoin(raw_table))
    for row in connection.execute(query.order_by(quarantine.c.noticed, quarantine.c.position, quarantine.c.id)):
        yield Quarantined(
            id=row.id,
            position=row.position,
            what=row.what,
            remedy=row.remedy,
            kept=row.kept,
            noticed=from_micros(row.noticed),
            raw=row.raw,
            size=row.size,
        )
