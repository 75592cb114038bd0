"""Errors of the interface as ``application/problem+json`` (RFC 9457), and what its description says on the whole."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
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

    model_config = ConfigDict(extra="forbid")

    type: str = "about:blank"
    title: str
    status: int = Field(ge=400, le=599)
    detail: str


_SAID = {
    400: "What was asked for makes no sense; the detail says what would",
    401: "No key, or one that has ended",
    403: "The role or the key does not allow it",
    404: "It is not there",
    405: "The address knows other methods; `Allow` names them",
    413: "Too many bytes",
    422: "A parameter or the body does not have its form",
    429: "Too many requests at once",
    503: "The store does not answer, or too many listen already",
}
_AFTER = {"description": "seconds to wait", "schema": {"type": "integer", "minimum": 0}}


def _documented(status: int) -> dict[str, Any]:
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    found: dict[str, Any] = {"description": _SAID[status], "content": {MEDIA_TYPE: schema}, "model": Problem}
    if status in {429, 503}:
        found["headers"] = {"Retry-After": _AFTER}
    return found


RESPONSES: dict[int | str, dict[str, Any]] = {s: _documented(s) for s in _SAID}


def problem(status: int, detail: str, *, retry_after: int | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """The answer for an error.

    Args:
        retry_after: seconds.
        headers: more of them, as ``Allow``.
    """
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    body = Problem(title=title, status=status, detail=detail).model_dump()
    more = {**(headers or {}), **({} if retry_after is None else {"retry-after": str(retry_after)})}
    if status == 401:
        more["www-authenticate"] = "Bearer"
    return JSONResponse(body, status, more, MEDIA_TYPE)
