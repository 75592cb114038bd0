"""Analysts' decisions for programs, and what waits for one."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from lagebild.desk import asked
from lagebild.desk.deciding import Asked, keep_decision
from lagebild.desk.interface.answers import LISTED, answer
from lagebild.desk.interface.asking import AskedDecisions, AskedOpen
from lagebild.desk.interface.shapes import decisions as shapes
from lagebild.desk.rights import Right, needs
from lagebild.model import Correction, LeftOpen
from lagebild.publish import decision_to_json, open_to_json
from lagebild.publish.dates import iso
from lagebild.store import abstentions, decisions

router = APIRouter(tags=["decisions"])
_BODY = {
    "required": True,
    "description": "one decision",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AskedDecision"}}},
}


@router.get("/decisions", operation_id="listDecisions", response_model=shapes.Decisions, responses=LISTED)
@needs(Right.READ)
def list_decisions(request: Request, asking: Annotated[AskedDecisions, Query()]) -> Response:
    """What analysts decided, the newest first."""
    with request.app.state.store.read() as connection:
        found = decisions(
            connection,
            target=asking.target,
            author=asking.author,
            since=asked.moment(asking.since),
            known_at=asked.moment(asking.known_at),
            limit=asking.limit + 1,
            before=asking.before,
        )
    some = found[: asking.limit]
    following = {"before": some[-1].decision.id} if len(found) > asking.limit else None
    lines = [shapes.Decision.model_validate(decision_to_json(item.decision, item.undone_by)) for item in some]
    return answer(request, shapes.Decisions(decisions=lines), following=following)


@router.get("/abstentions", operation_id="listAbstentions", response_model=shapes.Abstentions, responses=LISTED)
@needs(Right.READ)
def list_abstentions(request: Request, asking: Annotated[AskedOpen, Query()]) -> Response:
    """What readings left open, that of the newest reports first; answered ones name the answer."""
    with request.app.state.store.read() as connection:
        found = abstentions(
            connection,
            place=asking.place,
            document_key=asking.document,
            known_at=asked.moment(asking.known_at),
            limit=asking.limit + 1,
            after=asking.after,
        )
    some = found[: asking.limit]
    following = {"after": some[-1].id} if len(found) > asking.limit else None
    return answer(request, shapes.Abstentions(abstentions=[_left_open(item) for item in some]), following=following)


@router.post(
    "/decisions", operation_id="decide", response_model=shapes.Decision, status_code=201, openapi_extra={"requestBody": _BODY}
)
@needs(Right.DECIDE)
async def decide(request: Request) -> Any:
    """Keep a decision under the name of the key's account; it shows at once, and an undo takes it back."""
    # Not as a parameter: FastAPI would read it before anybody has looked who asks.
    try:
        body = shapes.Asked.model_validate_json(await request.body())
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from None
    return await run_in_threadpool(_keep, request, body)


def _keep(request: Request, body: shapes.Asked) -> shapes.Decision:
    given = {} if body.set is None else {k: v for k, v in body.set.model_dump().items() if v is not None and v != []}
    if "cleared" in given:
        given["cleared"] = tuple(dict.fromkeys(given["cleared"]))
    wanted = Asked(
        kind=body.kind,
        target=body.target,
        reason=body.reason,
        correction=Correction(**given) if given else None,
        other=body.other,
        document=body.document,
        begin=body.begin,
        end=body.end,
    )
    return shapes.Decision.model_validate(decision_to_json(keep_decision(request.app.state, request.state.caller, wanted)))


def _left_open(item: LeftOpen) -> shapes.LeftOpen:
    document = item.document
    return shapes.LeftOpen.model_validate({**open_to_json(item), "outlet": document.outlet, "published": iso(document.published)})
