"""Decisions in one line each, and a store to decide on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from lagebild.model import Claim, Correction, Decision, DecisionKind, Document, Passage, Picture, Span
from lagebild.pipeline import draw_at
from lagebild.store import Store, decide, record
from store.reports import NOON, arrival, claim, document

TEXT = "Die Schweiz schloss ihre Botschaft in Khartum. Das Personal reiste nach Port Sudan. Ob sie zurückkehrt, ist offen."
SOURCE = document(text=TEXT, outlet="Blatt")
CLOSED = claim(SOURCE, passage=SOURCE.passage(Span(0, 46)))
STAFF = claim(SOURCE, dimension="staff_departure", value="reduced", passage=SOURCE.passage(Span(47, 83)))
PLACE = "SD"


def filled(store: Store, source: Document = SOURCE, *claims: Claim, **more: Any) -> Store:
    """The store with that report and its claims in it."""
    with store.write() as connection:
        record(connection, arrival(source, *(claims or (CLOSED, STAFF)), **more))
    return store


def given(kind: str, target: str, *, made: datetime = NOON, author: str = "kt", reason: str = "nachgelesen", **more: Any) -> Decision:
    """A decision as a person gives it; fields of a correction may stand among the others."""
    names = set(Correction.__slots__)
    stated = {name: more.pop(name) for name in list(more) if name in names}
    correction = Correction(**stated) if stated else None
    return Decision(made=made, author=author, kind=DecisionKind(kind), target=target, reason=reason, correction=correction, **more)


def decided(store: Store, kind: str, target: str, **more: Any) -> Decision:
    """The same, written down."""
    with store.write() as connection:
        return decide(connection, given(kind, target, **more))


def drawn(store: Store, place: str = PLACE, known_at: datetime | None = None) -> Picture:
    """The picture of one place."""
    [picture] = draw_at(store, place=place, known_at=known_at)
    return picture


def shown(store: Store, dimension: str = "mission_status", actor: str = "CH", **more: Any) -> Claim | None:
    """The claim that names the cell, or None where it is empty."""
    cell = drawn(store, **more).cell(actor, dimension)
    return None if cell is None else cell.current[0]


def words(source: Document, exact: str) -> Passage:
    begin = source.text.index(exact)
    return source.passage(Span(begin, begin + len(exact)))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)
