"""What newest readings left open is listed page by page, the newest reports first, with what has been answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, and_, null, or_, select

from lagebild.model import Abstention, LeftOpen, OpenQuestion, Passage, Span
from lagebild.store.codec import from_json, to_micros
from lagebild.store.decided import covers
from lagebild.store.decisions import standing_answers
from lagebild.store.documents import document_of, newest_readings, newest_revisions
from lagebild.store.parameters import slices
from lagebild.store.schema import abstention, act, claim, document, question, reading
from lagebild.store.unanswered import open_id

_TOGETHER = 100  # documents
_MOST = 1_000


def abstentions(
    connection: Connection,
    *,
    place: str | None = None,
    document_key: str | None = None,
    known_at: datetime | None = None,
    limit: int = 50,
    after: str | None = None,
) -> list[LeftOpen]:
    """What the newest readings of the newest revisions left open, that of the newest reports first.

    Args:
        place: only in reports that say something about this place.
        document_key: only in this report: its key, or the id of a revision.
        known_at: aware moment: what had been read and answered then.
        limit: at most so many, 1,000 or less.
        after: of an earlier answer the id of the last one, to go on from.
    """
    limit = min(limit, _MOST)
    found: list[LeftOpen] = []
    for some in _documents(connection, place, document_key, known_at, after):
        items = _left_open(connection, some, known_at)
        if after is not None:
            ids = [item.id for item in items]
            items = items[ids.index(after) + 1 :] if after in ids else items
        found += items
        if len(found) >= limit:
            break
    return _answered(connection, found, known_at)[:limit]


def _documents(
    connection: Connection, place: str | None, key: str | None, known_at: datetime | None, after: str | None
) -> Iterator[Sequence[Row[Any]]]:
    """Documents in which something may be open, the newest first, some at a time."""
    columns = [c for c in document.columns if c.name != "text"]
    query = select(*columns, null().label("text")).order_by(document.c.known.desc(), document.c.id.desc())
    if known_at is not None:
        query = query.where(document.c.known <= to_micros(known_at))
    if key is not None:
        query = query.where(or_(document.c.key == key, document.c.id == key))
    if place is not None:
        parts = (select(t.c.reading).where(t.c.place == place) for t in (claim, act, question))
        spoken = (document.c.id.in_(select(reading.c.document).where(reading.c.id.in_(part))) for part in parts)
        query = query.where(or_(document.c.place == place, *spoken))
    at: tuple[int, str] | None = None
    inclusive = True  # of the document that the last page ended in: it may hold more
    if after is not None:
        first = connection.execute(select(document.c.known, document.c.id).where(document.c.id == after.rpartition("-")[0])).one_or_none()
        if first is None:
            return
        at = (first.known, first.id)
    while True:
        page = query
        if at is not None:
            same = document.c.id <= at[1] if inclusive else document.c.id < at[1]
            page = query.where(or_(document.c.known < at[0], and_(document.c.known == at[0], same)))
        rows = connection.execute(page.limit(_TOGETHER)).all()
        if not rows:
            return
        yield cast(Sequence[Row[Any]], rows)
        at, inclusive = (rows[-1].known, rows[-1].id), False


def _left_open(connection: Connection, rows: Sequence[Row[Any]], known_at: datetime | None) -> list[LeftOpen]:
    limit = None if known_at is None else to_micros(known_at)
    standing = newest_revisions(connection, [row.id for row in rows], limit)
    kept = [row for row in rows if row.id in standing]
    readings: list[str] = []
    for some in slices(row.id for row in kept):
        readings += connection.execute(select(reading.c.id).where(reading.c.document.in_(some))).scalars()
    newest = {identity: own for own, identity in newest_readings(connection, readings, limit).items()}
    nouns: dict[str, list[Abstention | OpenQuestion]] = defaultdict(list)
    for table, kind in ((question, OpenQuestion), (abstention, Abstention)):
        for some in slices(newest.values()):
            bodies = select(table.c.reading, table.c.body).where(table.c.reading.in_(some))
            for own, body in connection.execute(bodies.order_by(table.c.reading, table.c.number)):
                nouns[own].append(from_json(kind, body))  # type: ignore[arg-type]
    texts = _texts(connection, [row.id for row in kept if nouns.get(newest.get(row.id, ""))])
    found = (_item(row, noun, texts.get(row.id)) for row in kept for noun in nouns.get(newest.get(row.id, ""), ()))
    return list({item.id: item for item in found}.values())


def _texts(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in slices(ids):
        query = select(document.c.id, document.c.text).where(document.c.id.in_(some), document.c.text.is_not(None))
        found.update((identity, text) for identity, text in connection.execute(query))
    return found


def _item(row: Row[Any], noun: Abstention | OpenQuestion, text: str | None) -> LeftOpen:
    span = noun.span if isinstance(noun, Abstention) else noun.passage.span
    passage = Passage(document=row.key, span=span, exact=(text or "")[span.begin : span.end])
    common: dict[str, Any] = {"id": open_id(row.id, noun), "document": document_of(row), "passage": passage, "rule": noun.rule}
    if isinstance(noun, Abstention):
        return LeftOpen(**common, kind="abstention", reason=noun.reason, place=None, actor=None)
    return LeftOpen(**common, kind=str(noun.kind), reason=None, place=noun.place, actor=noun.actor)


def _answered(connection: Connection, items: list[LeftOpen], known_at: datetime | None) -> list[LeftOpen]:
    """Marked where a standing answer names it; or rests on its words, and what it named is left open no more."""
    if not items:
        return items
    by_target: dict[str, str] = {}
    by_document: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    known = {item.id for item in items}
    for answer in standing_answers(connection, known_at):
        by_target[answer.target] = answer.id
        if answer.target not in known and answer.about is not None and answer.document is not None:
            by_document[answer.document].append((answer.about.passage.span, answer.id))

    def answer_to(item: LeftOpen) -> str | None:
        near = (own for span, own in by_document.get(item.document.id, ()) if covers(span, item.passage.span))
        return by_target.get(item.id) or next(near, None)

    return [replace(item, answered_by=answer_to(item)) for item in items]
