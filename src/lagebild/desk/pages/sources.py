"""What the desk listens to: health, staleness, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.collect.health import is_stale, load_sources
from lagebild.desk.paper import page
from lagebild.desk.rights import Right, needs
from lagebild.errors import LagebildError
from lagebild.sources.declaration import Declaration
from lagebild.store import list_quarantine
from lagebild.store.listening import Heard, heard_of

router = APIRouter(include_in_schema=False)
QUARANTINED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A declared source and how it goes; ``state`` is never, well, stale or failing."""

    source: Declaration
    heard: Heard | None
    state: str


@router.get("/sources")
@needs(Right.READ)
def sources(request: Request) -> Response:
    """What is wrong stands first."""
    state, problem = request.app.state, None
    declared: tuple[Declaration, ...] = ()
    try:
        declared = tuple(load_sources(state.settings.sources).sources)
    except LagebildError as error:
        problem = str(error)
    with state.store.read() as connection:
        heard = heard_of(connection)
        refused = []
        for item in list_quarantine(connection):
            refused.append(item)
            if len(refused) > QUARANTINED:
                break
    now = state.now()
    lines = sorted((_line(s, heard.get(s.name), now) for s in declared), key=lambda line: _ORDER.index(line.state))
    return page(
        request,
        "sources.html.j2",
        lines=lines,
        quarantined=refused[:QUARANTINED],
        more=len(refused) > QUARANTINED,
        problem=problem,
    )


_ORDER = ("failing", "stale", "well", "never")


def _line(source: Declaration, heard: Heard | None, now: object) -> SourceLine:
    state = "never"
    if heard is not None and heard.polled is not None:
        state = "failing" if heard.failures else "stale" if is_stale(source, heard, now) else "well"  # type: ignore[arg-type]
    return SourceLine(source=source, heard=heard, state=state)
