"""Errors of the interface as ``application/problem+json`` (RFC 9457), and what its description says on the whole."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

MEDIA_TYPE = "application/problem+json"
DESCRIPTION = """\
Everything the desk shows, for other programs.

Programs show a key as `Authorization: Bearer lb_...`; a person makes it at the desk or with `lagebild people key`.
Times are ISO 8601 in UTC, offsets count code points of the report's text. A page of a list names the next one in its
`Link` header. Answers carry an `ETag`; asked again with `If-None-Match`, what has not changed is 304.
"""


class Problem(BaseModel):
    """What was wrong, and where there is a way out, which."""

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str


def _documented(status: int) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: schema}, "model": Problem}


RESPONSES: dict[int | str, dict[str, Any]] = {s: _documented(s) for s in (400, 401, 403, 404, 413, 422, 429, 503)}


def problem(status: int, detail: str, *, retry_after: int | None = None) -> Response:
    """The answer for an error."""
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    body = Problem(title=title, status=status, detail=detail).model_dump()
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    if status == 401:
        headers["www-authenticate"] = "Bearer"
    return JSONResponse(body, status, headers, MEDIA_TYPE)
