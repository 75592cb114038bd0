"""The picture of one place: what changed, the matrix, conflicts, what is not known, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.desk import asked
from lagebild.desk.fronts import Wanted
from lagebild.desk.paper import language_of, link, page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.store.people import last_visit, note_visit

router = APIRouter(include_in_schema=False)
_NOTED = timedelta(minutes=5)  # a visit is written down at most so often


@router.get("/place/{code}")
@needs(Right.READ)
def place(request: Request, code: str) -> Response:
    """The page of a place, as known at a time."""
    code = asked.code(code)
    asking, lang = request.query_params, language_of(request)
    known_at, valid_at = asked.moment(asking.get("known_at")), asked.moment(asking.get("valid_at"))
    state = request.app.state
    touch = state.gallery.touch(code)
    now = state.now()
    stated = asked.since(asking.get("since"), known_at or now)
    before = _visit(request, code, known_at) if touch.number else None
    front = state.fronts.get(Wanted(code, lang, stated or before, known_at, valid_at), touch, asked.number(asking.get("new")))
    if not front.spoken_of:
        raise Refusal(404, "Über diesen Ort wurde noch nichts gelesen.")
    if "stop" in asking and front.stops:
        # The slider without script: its position becomes a time, which is what an address holds.
        return RedirectResponse(link(request.url.path, known_at=_stop(asking["stop"], front.stops), since=asking.get("since")), 303)
    return page(
        request,
        "place.html.j2",
        front=front,
        code=code,
        since_visit=stated is None and before is not None,
        known_at=known_at,
        valid_at=valid_at,
        stop=_index(front.stops, known_at),
    )


@router.post("/place/{code}/read")
@needs(Right.OWN)
def mark_as_read(request: Request, code: str) -> Response:
    """The reader has seen all of it."""
    code = asked.code(code)
    state = request.app.state
    with state.store.write() as connection:
        note_visit(connection, request.state.caller.name, code, now=state.now(), read=True)
    return RedirectResponse(f"/place/{code}", 303)


def _visit(request: Request, code: str, known_at: datetime | None) -> datetime | None:
    """When the reader's visit before this one ended; looking at the present counts as a visit."""
    state, name = request.app.state, request.state.caller.name
    now = state.now()
    with state.store.read() as connection:
        before, seen = last_visit(connection, name, code)
    if known_at is None and (seen is None or now - seen > _NOTED):
        with state.store.write() as connection:
            note_visit(connection, name, code, now=now)
            before, _ = last_visit(connection, name, code)
    return before


def _stop(stated: str, stops: Sequence[datetime]) -> datetime | None:
    number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 6 else len(stops)
    return stops[number] if number < len(stops) - 1 else None


def _index(stops: Sequence[datetime], known_at: datetime | None) -> int:
    if known_at is None:
        return max(0, len(stops) - 1)
    return max(0, sum(1 for stop in stops if stop <= known_at) - 1)
