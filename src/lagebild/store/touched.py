"""Which places a change of the store touched: what was drawn of the others stands as it is.

Every transaction that writes counts one further and leaves that number at the places it touched, so that a reader sees
from a few small rows whether a picture that he has is still the picture. Everything here can be made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects import postgresql

from lagebild.store.codec import from_micros
from lagebild.store.parameters import slices
from lagebild.store.schema import act, claim, copy, document, question, reading, touched

EVERYWHERE = "*"
_COUNTER = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """The last change of a place.

    Attributes:
        number: of the change, rising; changes of everything count for each place.
        everywhere: of the last change that may show anywhere.
        early: of the last change that told something which had been known before, as an archive does. The others
            change no picture of an earlier hour.
        moment: aware, in UTC: the latest time from which something that touched it is known.
    """

    number: int
    everywhere: int
    early: int
    moment: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a change brings for a place.

    Attributes:
        known: the latest time, in microseconds, from which something of it is known; None where that is not new.
        early: something of it was known before it came in.
    """

    known: int | None = None
    early: bool = False


def touch(connection: Connection, places: Mapping[str, News]) -> int:
    """Note a change in a transaction of the only writer, and give its number."""
    number = connection.execute(select(touched.c.number).where(touched.c.place == _COUNTER)).scalar_one_or_none()
    if number is None:
        _put(connection, [{"place": _COUNTER, "number": 1, "early": 0, "moment": None}])
        number = 0
    number += 1
    connection.execute(update(touched).where(touched.c.place == _COUNTER).values(number=number))
    if places:
        rows = [{"place": p, "number": number, "early": number if n.early else 0, "moment": n.known} for p, n in sorted(places.items())]
        _put(connection, rows)
    return number


def touch_everything(connection: Connection) -> int:
    """Note a change that may show anywhere: a decision, an import, texts let go."""
    return touch(connection, {EVERYWHERE: News(early=True)})


def touch_anew(connection: Connection) -> int:
    """Note a change of every place there is, as after an import: with the latest time from which each is known."""
    latest: dict[str, News] = {}
    for table in (claim, act, question):
        query = select(table.c.place, func.max(document.c.known)).select_from(table.join(reading).join(document))
        for place, known in connection.execute(query.where(table.c.place.is_not(None)).group_by(table.c.place)):
            old = latest[place].known if place in latest else None
            latest[place] = News(known=max(known, old or known), early=True)
    touch(connection, latest)
    return touch_everything(connection)


def last_change(connection: Connection) -> int:
    """The number of the last change of the whole store; 0 before the first."""
    return connection.execute(select(touched.c.number).where(touched.c.place == _COUNTER)).scalar_one_or_none() or 0


def touches(connection: Connection, places: Iterable[str] | None = None) -> dict[str, Touch]:
    """The last change of each place that was ever touched; of those given only."""
    columns = (touched.c.place, touched.c.number, touched.c.early, touched.c.moment)
    query = select(*columns).where(touched.c.place != _COUNTER)
    if places is not None:
        query = query.where(touched.c.place.in_([EVERYWHERE, *places]))
    rows = connection.execute(query).all()
    everywhere = max((number for place, number, _, _ in rows if place == EVERYWHERE), default=0)
    return {
        place: Touch(
            number=max(number, everywhere),
            everywhere=everywhere,
            early=max(early, everywhere),
            moment=None if moment is None else from_micros(moment),
        )
        for place, number, early, moment in rows
        if place != EVERYWHERE
    }


def places_of(connection: Connection, documents: Iterable[str]) -> set[str]:
    """All places that any reading of these documents, of their other revisions and of their copies, speaks of."""
    found: set[str] = set()
    for some in slices(documents):
        lineages = select(document.c.lineage).where(document.c.id.in_(some))
        ids = set(connection.execute(select(document.c.id).where(document.c.lineage.in_(lineages))).scalars())
        for one, other in ((copy.c.document, copy.c.other), (copy.c.other, copy.c.document)):
            ids.update(connection.execute(select(one).where(other.in_(some))).scalars())
        for table in (claim, act, question):
            query = select(table.c.place).select_from(table.join(reading)).where(table.c.place.is_not(None)).distinct()
            for part in slices(ids):
                found.update(connection.execute(query.where(reading.c.document.in_(part))).scalars())
        own = select(document.c.place).where(document.c.id.in_(some), document.c.place.is_not(None))
        found.update(connection.execute(own).scalars())
    return found


def _put(connection: Connection, rows: list[dict[str, Any]]) -> None:
    if connection.dialect.name == "sqlite":
        sql = (
            "INSERT INTO touched (place, number, early, moment) VALUES (?, ?, ?, ?) ON CONFLICT (place) DO UPDATE SET "
            "number = excluded.number, early = max(excluded.early, touched.early), "
            "moment = max(coalesce(excluded.moment, touched.moment), coalesce(touched.moment, excluded.moment))"
        )
        connection.exec_driver_sql(sql, [(row["place"], row["number"], row["early"], row["moment"]) for row in rows])
        return
    put = postgresql.insert(touched).values(rows)
    later = {"number": put.excluded.number, "early": text("GREATEST(excluded.early, touched.early)")}
    later["moment"] = text("GREATEST(excluded.moment, touched.moment)")
    connection.execute(put.on_conflict_do_update(index_elements=["place"], set_=later))
