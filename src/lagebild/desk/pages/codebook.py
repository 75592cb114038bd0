"""The codebook: what each dimension means, its ladder step by step, and the sentences that must and must not make a claim."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.codebook import load_codebook
from lagebild.codebook.ladders import load_ladders
from lagebild.desk.paper import page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.model import Status

router = APIRouter(include_in_schema=False)


@router.get("/codebook")
@needs(Right.READ)
def codebook(request: Request) -> Response:
    """All dimensions, statuses and acts."""
    return page(request, "codebook.html.j2", dimensions=load_ladders().dimensions, statuses=tuple(Status), frames=None, dimension=None)


@router.get("/codebook/{name}")
@needs(Right.READ)
def dimension(request: Request, name: str) -> Response:
    """One dimension with its frames and their examples."""
    found = next((d for d in load_ladders().dimensions if d.name == name), None)
    if found is None:
        raise Refusal(404, "Diese Dimension gibt es nicht.")
    frames = [f for f in load_codebook(request.app.state.settings.codebook).frames if f.dimension == name]
    return page(request, "codebook.html.j2", dimensions=(found,), statuses=(), frames=frames, dimension=found)
