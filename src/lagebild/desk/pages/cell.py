"""A cell opened: what it says and why, every passage for and against it, and the steps that led there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.desk import asked
from lagebild.desk.kept import SETTLED
from lagebild.desk.paper import language_of, page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.model import Document, Passage
from lagebild.picture import history_of
from lagebild.publish.evidence import Entry, Group, entries, taken_out
from lagebild.publish.readings import read, source_line
from lagebild.publish.reports import Excerpt, excerpt
from lagebild.store.reports import load_documents

router = APIRouter(include_in_schema=False)
SHOWN = 30  # groups of witnesses; a cell of a long crisis has hundreds
OFFERED = 40  # reports to choose another one from; of more the address is asked for


@router.get("/place/{code}/cell/{actor}/{dimension}")
@needs(Right.READ)
def cell(request: Request, code: str, actor: str, dimension: str) -> Response:
    """The page of a cell, or its part beside the matrix."""
    code, actor = asked.code(code), asked.code(actor)
    asking, state, lang = request.query_params, request.app.state, language_of(request)
    known_at, valid_at = asked.moment(asking.get("known_at")), asked.moment(asking.get("valid_at"))
    drawn = state.gallery.at(code, known_at=known_at, valid_at=valid_at, patience=SETTLED)
    shown = drawn.view(lang)
    view = next((c for c in shown.cells if c.key == (actor, dimension)), None)
    if view is None:
        raise Refusal(404, "Dazu ist nichts genannt.")
    words = shown.words
    groups = entries(view, words)
    everything = asking.get("all") == "1"
    limited = groups if everything else groups[:SHOWN]
    out = [c for c in shown.picture.rejected if (c.actor, c.dimension) == (actor, dimension)]
    rejected = taken_out(out, words)
    steps = history_of(view.cell, drawn.documents)
    with state.store.read() as connection:
        texts = load_documents(connection, [*_cited(limited), *(e.document.id for e in rejected if e.document is not None)])

    sources = list({e.document.id: (e.document.id, e.source) for e in _shown(limited) if e.document is not None}.values())

    def around(entry_document: Document | None, passage: Passage) -> Excerpt | None:
        """The words around a passage; None where the text is gone or says something else there."""
        found = texts.get(entry_document.id) if entry_document is not None else None
        if found is None or found.text[passage.span.begin : passage.span.end] != passage.exact or not passage.exact:
            return None
        return excerpt(found, passage.span)

    return page(
        request,
        "cell.html.j2",
        w=replace(words, year=None),
        view=view,
        place_name=shown.place,
        code=code,
        groups=limited,
        sources=sources,
        offered=sources if len(sources) <= OFFERED else None,
        actors=[*shown.picture.actors, code],
        rejected=rejected,
        hidden=len(groups) - len(limited),
        steps=[(step, read(step.claim, words), source_line(step.claim.passage, words)) for step in reversed(steps)],
        documents=drawn.documents,
        around=around,
        known_at=known_at,
        valid_at=valid_at,
    )


def _cited(groups: list[Group]) -> list[str]:
    return [e.document.id for e in _shown(groups) if e.document is not None]


def _shown(groups: list[Group]) -> Iterator[Entry]:
    return (e for g in groups for e in (*g.entries, *g.copies))
