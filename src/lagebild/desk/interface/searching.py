"""Search: everything, or statements or claims alone."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from lagebild.desk import asked
from lagebild.desk.interface.answers import LISTED, answer
from lagebild.desk.interface.asking import AskedClaims, AskedHits, AskedStatements
from lagebild.desk.interface.nouns import claim_of, hit_report, passage_of, statement_of
from lagebild.desk.interface.shapes import reports as shapes
from lagebild.desk.rights import Right, needs
from lagebild.model import Claim, Statement
from lagebild.publish.reports import Shelf
from lagebild.store import Found, search
from lagebild.store import Query as Wanted

router = APIRouter(tags=["search"])
_MOST_ID = (1 << 63) - 1


@router.get("/search", operation_id="search", response_model=shapes.Hits, responses=LISTED)
@needs(Right.READ)
def everything(request: Request, asking: Annotated[AskedHits, Query()]) -> Response:
    """Reports, statements and claims that fit all that is asked for."""
    return _answer(request, asking, asking.kind)


@router.get("/statements", operation_id="listStatements", response_model=shapes.Hits, responses=LISTED)
@needs(Right.READ)
def statements(request: Request, asking: Annotated[AskedStatements, Query()]) -> Response:
    """Who is reported to have said what, the newest first."""
    return _answer(request, asking, "statement")


@router.get("/claims", operation_id="listClaims", response_model=shapes.Hits, responses=LISTED)
@needs(Right.READ)
def claims(request: Request, asking: Annotated[AskedClaims, Query()]) -> Response:
    """Claims about postures, the newest first."""
    return _answer(request, asking, "claim")


def _answer(request: Request, asking: AskedStatements | AskedClaims, kind: str | None) -> Response:
    speaker = asking.speaker if isinstance(asking, AskedStatements) else None
    more = isinstance(asking, AskedClaims)
    order = asking.order if isinstance(asking, AskedHits) else "newest"
    before = None if asking.before is None else max(-_MOST_ID, min(int(asking.before), _MOST_ID))
    query = Wanted(
        words=f"{asking.q} {speaker or ''}".strip(),
        place=asking.place,
        actor=asking.actor,
        dimension=asking.dimension if isinstance(asking, AskedClaims) else None,
        status=str(asking.status) if more and asking.status is not None else None,  # type: ignore[union-attr]
        outlet=asking.outlet,
        kind=kind,
        since=asked.moment(asking.since, time.min),
        until=asked.moment(asking.until),
        known_at=asked.moment(asking.known_at),
        limit=asking.limit,
        order=order,
        before=before,
    )
    with request.app.state.store.read() as connection:
        found = search(connection, query)
    following = {"before": str(found[-1].id)} if len(found) == asking.limit and order == "newest" else None
    hits = [_hit(one) for one in found if speaker is None or _says(one, speaker)]
    return answer(request, shapes.Hits(hits=hits), following=following)


def _hit(found: Found) -> shapes.Hit:
    document, noun = found.document, found.noun
    return shapes.Hit(
        id=str(found.id),  # more than 53 bits: many a reader of JSON would round the number
        kind=found.kind,  # type: ignore[arg-type]
        report=hit_report(document),
        passage=None if found.passage is None else passage_of(found.passage),
        statement=statement_of(noun, document.text) if isinstance(noun, Statement) else None,
        claim=claim_of(noun, Shelf.of([document])) if isinstance(noun, Claim) else None,
    )


def _says(found: Found, speaker: str) -> bool:
    if not isinstance(found.noun, Statement):
        return False
    words = " ".join(found.document.text[s.begin : s.end] for s in found.noun.speaker)
    return speaker.casefold() in words.casefold()
