"""What waits for an analyst, what was decided, and the forms by which it is decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.codebook.ladders import load_ladders
from lagebild.desk import asked
from lagebild.desk.deciding import Asked, keep_decision
from lagebild.desk.paper import language_of, link, page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.model import Correction, DecisionKind, LeftOpen, Status
from lagebild.model.decision import CLEARABLE
from lagebild.picture import due_for_review
from lagebild.pipeline import code_named, name_of
from lagebild.publish.readings import Words, read
from lagebild.publish.reports import Excerpt, Shelf, excerpt
from lagebild.store import abstentions, dangling, decisions
from lagebild.store.reports import load_documents
from lagebild.store.touched import touches

router = APIRouter(include_in_schema=False)
OPEN, DECIDED, PLACES = 20, 20, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A cell to look at again."""

    place: str
    actor: str
    dimension: str
    title: str
    said: str
    due: date
    confirmed: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """Something that a reading left open, with the words around it."""

    item: LeftOpen
    around: Excerpt | None


@router.get("/review")
@needs(Right.READ)
def review(request: Request) -> Response:
    """What is due, what was left open, and what was decided lately."""
    state, lang = request.app.state, language_of(request)
    place = request.query_params.get("place", "").strip()
    code = asked.code(place) if place else None
    with state.store.read() as connection:
        listed = abstentions(connection, place=code, limit=OPEN + 1, after=request.query_params.get("after") or None)
        texts = load_documents(connection, {item.document.id for item in listed})
        done = decisions(connection, limit=DECIDED)
        lost = dangling(connection)
        known = touches(connection)
    some = listed[:OPEN]
    lines = [OpenLine(item=item, around=_around(item, texts)) for item in some if item.answered_by is None]
    newest = sorted((c for c in known if known[c].moment), key=lambda c: known[c].moment, reverse=True)  # type: ignore[arg-type, return-value]
    return page(
        request,
        "review.html.j2",
        due=[] if request.query_params.get("after") else _due(state, [code] if code else newest[:PLACES], lang),
        open=lines,
        following=link("/review", place=code, after=some[-1].id) if len(listed) > OPEN else None,
        decided=done,
        dangling=lost,
        place=place,
        places=newest[:PLACES],
        **choices(),
    )


@router.post("/decisions")
@needs(Right.DECIDE)
async def decide(request: Request) -> Response:
    """Keep a decision from a form, and go back to where it was made."""
    form = await request.form()

    def stated(name: str) -> str | None:
        value = form.get(name)
        return value.strip() or None if isinstance(value, str) else None

    kind = stated("kind")
    if kind not in set(DecisionKind):
        raise Refusal(400, "Diese Entscheidung gibt es nicht.")
    correction = _correction(stated) if kind in {DecisionKind.CORRECT, DecisionKind.RESOLVE, DecisionKind.ANSWER} else None
    wanted = Asked(
        kind=DecisionKind(kind),
        target=stated("target") or "",
        reason=stated("reason") or "",
        correction=correction,
        other=_report(stated("other")),
        document=stated("document"),
    )
    await run_in_threadpool(keep_decision, request.app.state, request.state.caller, wanted)
    back = urlsplit(stated("next") or "/review")
    inside = back.path if back.path.startswith("/") and not back.path.startswith("//") and "\\" not in back.path else "/review"
    return RedirectResponse(f"{inside}?{back.query}" if back.query else inside, 303)


def choices() -> dict[str, Any]:
    """What the forms offer."""
    return {"dimensions": load_ladders().dimensions, "statuses": tuple(Status)}


def _correction(stated: Any) -> Correction | None:
    given: dict[str, Any] = {}
    for name in ("actor", "place", "speaker_actor"):
        if stated(name):
            given[name] = code_named(stated(name)) or asked.code(stated(name))
    step = stated("step")
    if step and "." in step:
        given["dimension"], given["value"] = step.split(".", 1)
    elif stated("value"):
        given["value"] = stated("value")
    if stated("status"):
        if stated("status") not in set(Status):
            raise Refusal(400, "Diesen Status gibt es nicht.")
        given["status"] = Status(stated("status"))
    for name in ("as_of", "detail"):
        if stated(name):
            given[name] = stated(name)
    given |= {"cleared": cleared} if (cleared := tuple(name for name in CLEARABLE if stated(f"no_{name}"))) else {}
    return Correction(**given) if given else None


def _report(stated: str | None) -> str | None:
    """The id of a report from its id or the address of its page."""
    return stated and urlsplit(stated).path.rpartition("/")[2]


def _due(state: Any, places: list[str], lang: str) -> list[DueLine]:
    found = []
    for code in places:
        drawn = state.gallery.at(code)
        words = Words.of(Shelf.of(drawn.documents.values(), texts=False), name_of, lang)
        for item in due_for_review(drawn.picture, drawn.documents):
            cell = item.cell
            title = f"{words.name(code)} · {words.name(cell.actor)} · {words.label(cell.dimension)}"
            found.append(
                DueLine(
                    place=code,
                    actor=cell.actor,
                    dimension=cell.dimension,
                    title=title,
                    said=read(cell.current[0], words).plain(marks=False),
                    due=item.due,
                    confirmed=item.confirmed,
                )
            )
    return sorted(found, key=lambda line: (line.due, line.title))[:30]


def _around(item: LeftOpen, texts: dict[str, Any]) -> Excerpt | None:
    found = texts.get(item.document.id)
    if found is None or not item.passage.exact:
        return None
    return excerpt(found, item.passage.span)
