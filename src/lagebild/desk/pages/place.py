"""The picture of one place: what changed, the matrix, conflicts, what is not known, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from fastapi import APIRouter
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.desk import asked
from lagebild.desk.drawn import Drawn
from lagebild.desk.moved import told_of
from lagebild.desk.paper import language_of, link, page, set_part
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.publish.apparatus import field_anchor
from lagebild.publish.dates import say
from lagebild.publish.readings import source_line
from lagebild.publish.timeline import ROW, draw
from lagebild.store.people import last_visit, note_visit

router = APIRouter(include_in_schema=False)
TOLD = 6  # changes above the matrix; the others unfold
STOPS = 200  # of the slider at most
_NOTED = timedelta(minutes=5)  # a visit is written down at most so often


@router.get("/place/{code}")
@needs(Right.READ)
def place(request: Request, code: str) -> Response:
    """The page of a place, as known at a time."""
    code = asked.code(code)
    asking, lang = request.query_params, language_of(request)
    known_at, valid_at = asked.moment(asking.get("known_at")), asked.moment(asking.get("valid_at"))
    state = request.app.state
    whole: Drawn = state.gallery.at(code, least=asked.number(asking.get("new")))
    if not _spoken_of(whole):
        raise Refusal(404, "Über diesen Ort wurde noch nichts gelesen.")
    stops = stops_of(whole)
    if "stop" in asking and stops:
        # The slider without script: its position becomes a time, which is what an address holds.
        return RedirectResponse(link(request.url.path, known_at=_stop(asking["stop"], stops), since=asking.get("since")), 303)
    drawn = state.gallery.at(code, known_at=known_at, valid_at=valid_at) if known_at or valid_at else whole
    now = state.now()
    stated = asked.since(asking.get("since"), known_at or now)
    before = _visit(request, code, known_at)
    since = stated or before or (day_before(drawn.moment, known_at or drawn.moment) if drawn.moment else None)
    changes = told_of(state.gallery, code, since, known_at, lang) if since is not None and valid_at is None else []
    shown = drawn.view(lang)
    changed = frozenset((c.actor, c.dimension) for c in changes)
    return page(
        request,
        "place.html.j2",
        w=shown.words,
        view=shown,
        code=code,
        sheet=_sheet(drawn, lang, changed),
        changes=changes,
        told=TOLD,
        since=since,
        since_visit=stated is None and before is not None,
        known_at=known_at,
        valid_at=valid_at,
        last=drawn.moment,
        stops=stops,
        said_stops=whole.once(("stops", lang), lambda: _said(stops, lang)),
        stop=_index(stops, known_at),
        field=field_anchor,
    )


def _sheet(drawn: Drawn, lang: str, changed: frozenset[tuple[str, str]]) -> Markup:
    """The greater part of the page, which is the same for every reader for whom the same cells have changed."""
    shown = drawn.view(lang)

    def make() -> str:
        return set_part(
            "sheet.html.j2",
            lang,
            w=shown.words,
            view=shown,
            code=shown.picture.place,
            changed=changed,
            known_at=shown.picture.known_at,
            valid_at=shown.picture.valid_at,
            timeline=draw(shown),
            row=ROW,
            field=field_anchor,
            source=lambda passage: source_line(passage, shown.words),
            document=lambda passage: shown.words.shelf.find(passage),
        )

    return Markup(drawn.once((lang, changed), make))


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


def stops_of(drawn: Drawn) -> list[datetime]:
    """The moments at which the picture may have changed: when its reports came to be known, oldest first."""
    found = list(drawn.known)
    if len(found) > STOPS:
        step = len(found) / STOPS
        found = [*(found[int(n * step)] for n in range(STOPS - 1)), found[-1]]
    return found


def _said(stops: Sequence[datetime], lang: str) -> tuple[str, str]:
    """The stops as the script reads them: moments, and what is said of them."""
    return " ".join(asked.iso(s) for s in stops), "|".join(say(s, lang) for s in stops)


def _spoken_of(drawn: Drawn) -> bool:
    picture = drawn.picture
    return bool(picture.cells or picture.acts or picture.open)


def day_before(moment: datetime, now: datetime) -> datetime:
    """From when on changes are told to whoever was never here: a day before the last of them.

    Args:
        moment: of the last thing that became known.
        now: which the reader looks from.
    """
    # On the hour, so that all readers of an hour compare with one picture.
    return (min(moment, now) - timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def _stop(stated: str, stops: list[datetime]) -> datetime | None:
    number = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 6 else len(stops)
    return stops[number] if number < len(stops) - 1 else None


def _index(stops: list[datetime], known_at: datetime | None) -> int:
    if known_at is None:
        return max(0, len(stops) - 1)
    return max(0, sum(1 for stop in stops if stop <= known_at) - 1)
