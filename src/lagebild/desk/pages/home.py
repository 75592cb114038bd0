"""*Lage*: all places with movement, the newest change first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.desk import asked
from lagebild.desk.fronts import Wanted
from lagebild.desk.moved import ChangeLine
from lagebild.desk.paper import language_of, link, page, words_in
from lagebild.desk.rights import Right, needs
from lagebild.pipeline import name_of
from lagebild.publish.map import Mark, draw_map
from lagebild.store.people import last_visit
from lagebild.store.touched import Touch, touches

router = APIRouter(include_in_schema=False)
SHOWN = 12  # places whose changes are told; the others follow as a list
LINES = 4  # changes of each


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place with what changed there.

    Attributes:
        moment: the latest time from which something about it is known.
        more: changes that are not told here.
    """

    code: str
    name: str
    moment: datetime | None
    since: datetime | None
    changes: tuple[ChangeLine, ...]
    more: int
    conflicts: int
    unknown: int
    governments: int


@router.get("/")
@needs(Right.READ)
def home(request: Request) -> Response:
    """The first page."""
    state, lang = request.app.state, language_of(request)
    known_at = asked.moment(request.query_params.get("known_at"))
    now = known_at or state.now()
    words = words_in(lang)
    with state.store.read() as connection:
        found = touches(connection)
        visits = {p: last_visit(connection, request.state.caller.name, p)[0] for p in _newest_first(found)[:SHOWN]}
    places: list[PlaceLine] = []
    rest: list[tuple[str, str, datetime | None]] = []
    stated = asked.since(request.query_params.get("since"), now)
    told = asked.number(request.query_params.get("new"))
    for code in _newest_first(found):
        if len(places) == SHOWN:
            rest.append((words.name(code), code, found[code].moment))
            continue
        find = state.fronts.get if stated else state.fronts.soon
        front = find(Wanted(code, lang, stated or visits.get(code), known_at), found[code], told)
        if not front.stated:
            continue
        lines = front.changes
        places.append(
            PlaceLine(
                code=code,
                name=words.name(code),
                moment=found[code].moment,
                since=front.since,
                changes=lines[:LINES],
                more=max(0, len(lines) - LINES),
                conflicts=front.conflicts,
                unknown=front.unknown,
                governments=front.governments,
            )
        )
    # First what moved, newest first; a place where nothing did comes after.
    places.sort(key=lambda p: not p.changes)
    marks = {p.code: _mark(p, known_at) for p in places if p.changes}
    drawn_map = draw_map(marks, name_of, lang=lang) if marks else None
    return page(request, "home.html.j2", map=drawn_map, places=places, rest=rest, known_at=known_at, now=now)


def _mark(line: PlaceLine, known_at: datetime | None) -> Mark:
    return Mark(count=len(line.changes) + line.more, said=line.changes[0].plain(), href=link(f"/place/{line.code}", known_at=known_at))


def _newest_first(found: dict[str, Touch]) -> list[str]:
    return sorted(found, key=lambda code: (found[code].moment is None, -(found[code].moment.timestamp() if found[code].moment else 0), code))  # type: ignore[union-attr]
