"""The picture of a place to take along: as a page, printed, as tables, as a map layer, and with all its evidence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import anyio
import anyio.to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild import __version__
from lagebild.desk import asked
from lagebild.desk.paper import language_of
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.errors import NotFound
from lagebild.model import Document, Picture
from lagebild.pipeline import draw_with_reports, name_of
from lagebild.publish import (
    Making,
    make_bundle,
    of_cell,
    picture_to_geojson,
    picture_to_json,
    render_csv,
    render_html,
    render_jsonl,
    render_pdf,
)
from lagebild.publish.plain import slug
from lagebild.store import load_raw

router = APIRouter(include_in_schema=False)
AT_ONCE = 1  # in one process; setting a long picture takes seconds of a core, and the pages go on meanwhile
_LIMIT: dict[int, anyio.CapacityLimiter] = {}

Drawn = tuple[Picture, tuple[Document, ...]]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


FORMS: dict[str, tuple[str, Callable[[Drawn, str, datetime], bytes]]] = {
    "html": (
        "text/html; charset=utf-8",
        lambda drawn, lang, now: render_html([drawn[0]], drawn[1], name_of, lang=lang, generated=now).encode(),
    ),
    "pdf": ("application/pdf", lambda drawn, lang, now: render_pdf([drawn[0]], drawn[1], name_of, lang=lang, generated=now)),
    "csv": (
        "text/csv; charset=utf-8",
        lambda drawn, lang, now: render_csv([drawn[0]], drawn[1], name_of, lang=lang, bom=True).encode(),
    ),
    "jsonl": ("application/jsonl", lambda drawn, lang, now: render_jsonl([drawn[0]], drawn[1], name_of, lang=lang).encode()),
    "json": ("application/json", lambda drawn, lang, now: _json(picture_to_json([drawn[0]], drawn[1], name_of))),
    "geojson": (
        "application/geo+json",
        lambda drawn, lang, now: _json(picture_to_geojson([drawn[0]], drawn[1], name_of, lang=lang)),
    ),
}


@router.get("/place/{code}/lagebild.{form}")
@needs(Right.READ)
async def take_along(request: Request, code: str, form: str) -> Response:
    """The picture in one of the forms; bundle.zip is one of them."""
    code, lang = asked.code(code), language_of(request)
    if form != "zip" and form not in FORMS:
        raise Refusal(404, "Diese Form gibt es nicht.")
    known_at, valid_at = asked.moment(request.query_params.get("known_at")), asked.moment(request.query_params.get("valid_at"))
    actor, dimension = request.query_params.get("actor"), request.query_params.get("dimension")
    state = request.app.state

    def make() -> bytes:
        try:
            [(picture, documents)] = draw_with_reports(state.store, place=code, known_at=known_at, valid_at=valid_at)
        except NotFound:
            raise Refusal(404, "Über diesen Ort wurde noch nichts gelesen.") from None
        if actor and dimension:
            picture = of_cell(picture, asked.code(actor), dimension)
        now = state.now().replace(microsecond=0)
        if form != "zip":
            return FORMS[form][1]((picture, documents), lang, now)
        with state.store.read() as connection:
            raw = load_raw(connection, [d.id for d in documents])
        return make_bundle(picture, documents, name_of, Making(at=now, program=f"lagebild {__version__}", lang=lang, raw=raw))

    limit = _LIMIT.setdefault(id(request.app), anyio.CapacityLimiter(AT_ONCE))
    body = await anyio.to_thread.run_sync(make, limiter=limit)
    kind = "application/zip" if form == "zip" else FORMS[form][0]
    moment = (known_at or state.now()).strftime("%Y-%m-%dT%H%MZ")
    name = f"lagebild-{slug(code)}-{moment}.{form}"
    headers = {"content-disposition": f'{"inline" if form == "pdf" else "attachment"}; filename="{name}"'}
    if form == "html":
        # The page carries its own policy with the hashes of its one style and script.
        headers["content-security-policy"] = "sandbox allow-scripts allow-popups"
    return Response(body, media_type=kind, headers=headers)
