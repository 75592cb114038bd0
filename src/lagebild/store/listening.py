"""Where listening to sources stands: when each is asked again, what it said last, which of its pages are there.

Two programs on one store take turns: a source is held by one of them for a while, and what one has done the other sees.
All of it may be lost: then everything is asked for once more, and nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, select, update

from lagebild.store.codec import from_micros, to_micros
from lagebild.store.connect import Store
from lagebild.store.parameters import slices
from lagebild.store.schema import listening, page

LONGEST_WAIT = timedelta(days=2)
"""No source waits longer. A date beyond it was written by a clock that was wrong, and does not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known of a source; moments are aware and in UTC.

    Attributes:
        due: not asked before.
        etag, modified: of the last answer, to ask whether it has changed.
        digest: SHA-256 of its body.
        whole: when it was last asked for all of it.
        failures: in a row; ``problem`` says the last one.
        kept, refused: reports kept, and things quarantined, in all.
    """

    name: str
    address: str
    due: datetime
    whole: datetime
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
    polled: datetime | None = None
    succeeded: datetime | None = None
    changed: datetime | None = None
    failures: int = 0
    problem: str | None = None
    kept: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """A page that a source pointed to.

    Attributes:
        changed: what the source said of its last change when it was fetched.
        fetched: None where it never could be.
    """

    changed: str | None
    fetched: datetime | None
    failures: int
    due: datetime


_MOMENTS = frozenset(("due", "whole", "polled", "succeeded", "changed"))
_COLUMNS = tuple(f.name for f in fields(Heard))
_EARLY = 0  # microseconds: 1970


def hold(
    store: Store,
    name: str,
    address: str,
    *,
    now: datetime,
    holder: str,
    until: datetime,
    waits: bool = True,
    gone: Callable[[str], bool] = lambda _: False,
) -> Heard | None:
    """Take a source to ask it, unless another program has it or it is not due.

    Args:
        holder: the asking program.
        until: when it has surely ended; then the source is free again.
        waits: ask only when it is due; a wait after a failure is kept in any case.
        gone: whether another holder is known to run no more.

    Returns:
        What is known of it, or None where it is to be left alone now.
    """
    instant = to_micros(now)
    with store.write() as connection:
        row = connection.execute(select(listening).where(listening.c.name == name)).one_or_none()
        if row is None or row.address != address:
            values = {"address": address, "due": _EARLY, "whole": _EARLY, "held": to_micros(until), "holder": holder}
            fresh = {"failures": 0, "kept": 0, "refused": 0, **dict.fromkeys(("etag", "modified", "digest", "problem"))}
            if row is None:
                connection.execute(insert(listening).values(name=name, **values, **fresh))
            else:
                fresh = {**fresh, "kept": row.kept, "refused": row.refused}
                connection.execute(update(listening).where(listening.c.name == name).values(**values, **fresh))
            row = connection.execute(select(listening).where(listening.c.name == name)).one()
            return _heard(row)
        longest = instant + to_span(LONGEST_WAIT)
        if row.holder not in (None, holder) and instant < row.held <= longest and not gone(row.holder):
            return None
        if instant < row.due <= longest and (waits or row.failures):
            return None
        values = {"holder": holder, "held": to_micros(until)}
        connection.execute(update(listening).where(listening.c.name == name).values(**values))
        return _heard(row)


def hold_on(store: Store, name: str, *, holder: str, until: datetime) -> None:
    """Keep a source that is still being asked."""
    mine = (listening.c.name == name) & (listening.c.holder == holder)
    with store.write() as connection:
        connection.execute(update(listening).where(mine).values(held=to_micros(until)))


def let_go(store: Store, heard: Heard, *, holder: str) -> bool:
    """Write down what came of asking, and let others have the source.

    Returns:
        Whether it was still this program's; otherwise nothing is written, since another one knows better.
    """
    values: dict[str, Any] = {}
    for name in _COLUMNS:
        value = getattr(heard, name)
        values[name] = to_micros(value) if name in _MOMENTS and value is not None else value
    with store.write() as connection:
        mine = (listening.c.name == heard.name) & (listening.c.holder == holder)
        done = connection.execute(update(listening).where(mine).values(**values, holder=None, held=_EARLY))
        return bool(done.rowcount)


def heard_of(connection: Connection) -> dict[str, Heard]:
    """What is known of every source that was ever asked, by name."""
    return {row.name: _heard(row) for row in connection.execute(select(listening))}


def known_pages(connection: Connection, source: str, addresses: Iterable[str]) -> dict[str, KnownPage]:
    """Those of the pages that were asked for already, by address."""
    found: dict[str, KnownPage] = {}
    for some in slices(addresses):
        for row in connection.execute(select(page).where(page.c.source == source, page.c.address.in_(some))):
            found[row.address] = KnownPage(
                changed=row.changed,
                fetched=None if row.fetched is None else from_micros(row.fetched),
                failures=row.failures,
                due=from_micros(row.due),
            )
    return found


def write_pages(store: Store, source: str, pages: Mapping[str, KnownPage]) -> None:
    """Write down what came of pages, by address."""
    if not pages:
        return
    with store.write() as connection:
        there = known_pages(connection, source, pages)
        for address, one in pages.items():
            values = {
                "changed": one.changed,
                "fetched": None if one.fetched is None else to_micros(one.fetched),
                "failures": one.failures,
                "due": to_micros(one.due),
            }
            if address in there:
                same = (page.c.source == source) & (page.c.address == address)
                connection.execute(update(page).where(same).values(**values))
            else:
                connection.execute(insert(page).values(source=source, address=address, **values))


def to_span(span: timedelta) -> int:
    """Microseconds."""
    return span // timedelta(microseconds=1)


def _heard(row: Any) -> Heard:
    values: dict[str, Any] = {}
    for name in _COLUMNS:
        value = getattr(row, name)
        values[name] = from_micros(value) if name in _MOMENTS and value is not None else value
    return Heard(**values)
