"""What a place's governments did and when, as a chart with its table, narrowed down as the reader asks."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.codebook.ladders import load_ladders
from lagebild.desk import asked
from lagebild.desk.kept import SETTLED
from lagebild.desk.paper import language_of, page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.pipeline import code_named
from lagebild.publish.readings import source_line
from lagebild.publish.timeline import ROW, Filter, chart, points

router = APIRouter(include_in_schema=False)
KINDS = ("step", "act")
LISTED = 500  # rows of the table; the chart has all


@router.get("/place/{code}/timeline")
@needs(Right.READ)
def timeline(request: Request, code: str) -> Response:
    """The timeline of a place by itself."""
    code = asked.code(code)
    asking, state, lang = request.query_params, request.app.state, language_of(request)
    known_at, valid_at = asked.moment(asking.get("known_at")), asked.moment(asking.get("valid_at"))
    drawn = state.gallery.at(code, known_at=known_at, valid_at=valid_at, patience=SETTLED)
    shown = drawn.view(lang)
    if not (shown.picture.cells or shown.picture.acts):
        raise Refusal(404, "Über diesen Ort wurde noch nichts gelesen.")
    wanted = _filter(asking)
    everything = points(shown)
    found = sorted((p for p in everything if wanted.lets(p)), key=lambda p: (p.day, p.name, p.said), reverse=True)
    return page(
        request,
        "timeline.html.j2",
        w=shown.words,
        code=code,
        place_name=shown.place,
        asked=wanted,
        governments={p.actor: p.name for p in sorted(everything, key=lambda p: p.name)},
        dimensions=load_ladders().dimensions,
        kinds=KINDS,
        chart=chart(found, shown),
        row=ROW,
        points=found[:LISTED],
        all=len(found),
        source=lambda passage: source_line(passage, shown.words),
        document=lambda passage: shown.words.shelf.find(passage),
        known_at=known_at,
        valid_at=valid_at,
    )


def _filter(asking: object) -> Filter:
    """What the address asks for.

    Raises:
        Refusal: it makes no sense.
    """
    stated = {name: value.strip() for name, value in asking.items() if value.strip()}  # type: ignore[attr-defined]
    dimension, kind = stated.get("dimension"), stated.get("kind")
    if dimension is not None and dimension not in {d.name for d in load_ladders().dimensions}:
        raise Refusal(400, "Diese Dimension gibt es nicht.")
    if kind is not None and kind not in KINDS:
        raise Refusal(400, "Diese Art gibt es nicht.")
    government = stated.get("government")
    actor = None if government is None else code_named(government) or asked.code(government)
    return Filter(actor=actor, dimension=dimension, kind=kind, since=_day(stated.get("since")), until=_day(stated.get("until")))


def _day(stated: str | None) -> date | None:
    if stated is None:
        return None
    try:
        return date.fromisoformat(stated)
    except ValueError:
        raise Refusal(400, "Das ist kein Tag; etwa 2022-01-24 schreiben.") from None
