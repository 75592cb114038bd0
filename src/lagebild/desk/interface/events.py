"""Changes as they happen, as server-sent events."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from lagebild.desk.interface.asking import CODE
from lagebild.desk.interface.listeners import Asked
from lagebild.desk.rights import Right, needs

router = APIRouter(tags=["events"])
_EXAMPLE = 'event: change\nid: 118\ndata: {"place": "EC", "number": 118, "moment": "2025-11-19T06:00:00Z"}\n\n'
_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "An event `change` for each place that was touched; comments in between keep the line open",
        "content": {"text/event-stream": {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}


@router.get("/events", operation_id="listen", response_class=StreamingResponse, responses=_STREAM)
@needs(Right.READ)
async def events(
    request: Request,
    place: Annotated[str | None, Query(pattern=CODE, description="only this one")] = None,
    last_event_id: Annotated[str | None, Header(description="the id that was seen last; browsers send it by themselves")] = None,
) -> Response:
    """Listen. The id of an event is the number of the change; shown again as `Last-Event-ID`, nothing is missed.

    A place that changed several times meanwhile is told once, with its last change.
    """
    state = request.app.state
    caller = request.state.caller
    stated = last_event_id or ""
    since = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else None
    state.listeners.admit(caller.name)

    async def may() -> bool:
        return await run_in_threadpool(state.doors.still_may, request, Right.READ)

    stream = state.listeners.listen(caller.name, Asked(since=since, place=place), may)
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)
