"""Who asks, what the desk listens to, what it could not read, and its codebook."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from lagebild.codebook import Frame, load_codebook
from lagebild.codebook.ladders import Dimension, load_ladders
from lagebild.collect.health import is_stale, load_sources
from lagebild.desk.interface.answers import LISTED, READ, answer
from lagebild.desk.interface.asking import AskedQuarantine, DimensionName
from lagebild.desk.interface.nouns import label
from lagebild.desk.interface.reports import read_after, say_after
from lagebild.desk.interface.shapes import desk as shapes
from lagebild.desk.interface.shapes import reports
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.errors import LagebildError
from lagebild.model import Status
from lagebild.publish.dates import iso
from lagebild.sources.declaration import Declaration
from lagebild.store.listening import Heard, heard_of
from lagebild.store.listing import newest_quarantined

router = APIRouter()
_ORDER = ("failing", "stale", "well", "never")


@router.get("/me", operation_id="readMe", tags=["desk"], response_model=shapes.Me, responses=READ)
@needs(Right.READ)
def me(request: Request) -> Response:
    """Who asks, and what that allows."""
    caller = request.state.caller
    scopes = None if caller.scopes is None else sorted(caller.scopes)
    return answer(request, shapes.Me(name=caller.name, role=caller.role, scopes=scopes))


@router.get("/sources", operation_id="listSources", tags=["sources"], response_model=shapes.Sources, responses=READ)
@needs(Right.READ)
def sources(request: Request) -> Response:
    """What the desk listens to and how that goes; what goes wrong stands first."""
    state, problem = request.app.state, None
    declared: tuple[Declaration, ...] = ()
    try:
        declared = tuple(load_sources(state.settings.sources).sources)
    except LagebildError as error:
        problem = str(error)
    with state.store.read() as connection:
        heard = heard_of(connection)
    now = state.now()
    lines = [_source(one, heard.get(one.name), now) for one in declared]
    lines.sort(key=lambda line: _ORDER.index(line.state))
    return answer(request, shapes.Sources(sources=lines, problem=problem))


@router.get("/quarantine", operation_id="listQuarantine", tags=["sources"], response_model=reports.Quarantine, responses=LISTED)
@needs(Right.READ)
def quarantine(request: Request, asking: Annotated[AskedQuarantine, Query()]) -> Response:
    """What could not be read, or only in part, the newest first. Nothing that came in is missing here or among the reports."""
    with request.app.state.store.read() as connection:
        found = newest_quarantined(connection, limit=asking.limit + 1, after=read_after(asking.after))
    some = found[: asking.limit]
    following = {"after": say_after((some[-1].noticed, some[-1].id))} if len(found) > asking.limit else None
    lines = [
        reports.Refused(
            id=q.id, position=q.position, what=q.what, remedy=q.remedy, kept=q.kept, noticed=iso(q.noticed) or "", raw_hash=q.raw, size=q.size
        )
        for q in some
    ]
    return answer(request, reports.Quarantine(quarantine=lines), following=following)


@router.get("/codebook", operation_id="readCodebook", tags=["codebook"], response_model=shapes.Codebook, responses=READ)
@needs(Right.READ)
def codebook(request: Request) -> Response:
    """All dimensions with their ladders, in the order of the matrix, and what the statuses are called."""
    ladders = load_ladders()
    statuses = {status: label(ladders.labels[f"status.{status}"]) for status in Status}
    return answer(request, shapes.Codebook(dimensions=[_dimension(d) for d in ladders.dimensions], statuses=statuses))


@router.get(
    "/codebook/{dimension}", operation_id="readDimension", tags=["codebook"], response_model=shapes.DimensionInFull, responses=READ
)
@needs(Right.READ)
def dimension(request: Request, dimension: DimensionName) -> Response:
    """One dimension with the ways in which German says its steps, and sentences that must and must not be read so."""
    found = next((d for d in load_ladders().dimensions if d.name == dimension), None)
    if found is None:
        raise Refusal(404, "Diese Dimension gibt es nicht.")
    book = load_codebook(request.app.state.settings.codebook)
    examples = [
        shapes.Example(text=e.text, expected=None if e.expected is None else _expected(e.expected))
        for e in book.examples
        if e.dimension == dimension
    ]
    frames = [_frame(f) for f in book.of(dimension)]
    return answer(request, shapes.DimensionInFull(dimension=_dimension(found), frames=frames, examples=examples))


def _source(one: Declaration, heard: Heard | None, now: datetime) -> shapes.Source:
    state = "never"
    if heard is not None and heard.polled is not None:
        state = "failing" if heard.failures else "stale" if is_stale(one, heard, now) else "well"
    return shapes.Source(
        name=one.name,
        title=one.title,
        address=one.address,
        form=one.form,
        kind=one.kind,
        language=one.language,
        every=one.every,
        authority=one.authority,
        place=one.place,
        reliability=one.reliability,
        state=state,  # type: ignore[arg-type]
        polled=iso(heard.polled) if heard else None,
        succeeded=iso(heard.succeeded) if heard else None,
        changed=iso(heard.changed) if heard else None,
        failures=heard.failures if heard else 0,
        problem=heard.problem if heard else None,
        kept=heard.kept if heard else 0,
        refused=heard.refused if heard else 0,
    )


def _dimension(found: Dimension) -> shapes.Dimension:
    return shapes.Dimension(
        name=found.name,
        short=label(found.short),
        long=label(found.long),
        definition=label(found.definition),
        steps=[
            shapes.LadderStep(
                value=s.value, label=label(s.label), definition=label(s.definition), official=dict(s.official)
            )
            for s in found.steps
        ],
    )


def _frame(frame: Frame) -> shapes.Frame:
    return shapes.Frame(
        id=frame.id,
        theme=frame.theme,
        events=list(frame.events),
        needs=list(frame.needs),
        without=list(frame.without),
        value=dict(frame.value),
        status=dict(frame.status),
        actor=frame.actor,
        place=frame.place,
        detail=frame.detail,
    )


def _expected(stated: tuple[str, str, str, str]) -> shapes.Expected:
    actor, place, value, status = stated
    return shapes.Expected(actor=actor, place=place, value=value, status=Status(status))
