"""From a shape to an answer: JSON with an ``ETag``, a link to the next page, and how much the caller may still ask.

A tag is weak: it names what the answer was made from (numbers of changes, ids of readings) and not its bytes. Where
nothing names that, it is a hash of the body.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response

from lagebild import __version__

VARY = "Authorization, Cookie"
_TAG = {"description": "weak; show it in If-None-Match", "schema": {"type": "string"}}
_LINK = {"description": 'the next page: `<...>; rel="next"`; absent on the last one', "schema": {"type": "string"}}
_LEFT = {"description": "requests that the caller may make at once", "schema": {"type": "integer", "minimum": 0}}

READ: dict[int | str, dict[str, Any]] = {
    200: {"headers": {"ETag": _TAG, "RateLimit-Remaining": _LEFT}},
    304: {"description": "Not changed since the answer with that tag", "headers": {"ETag": _TAG}},
}
LISTED: dict[int | str, dict[str, Any]] = {**READ, 200: {"headers": {"ETag": _TAG, "RateLimit-Remaining": _LEFT, "Link": _LINK}}}


def tag_of(*parts: object) -> str:
    """A weak tag that depends on every part and on the version of the program."""
    words = "\n".join(str(part) for part in (__version__, *parts))
    return f'W/"{sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """304 where the caller has that answer already."""
    shown = request.headers.get("if-none-match", "")
    if not any(one in {"*", tag, tag.removeprefix("W/")} for one in (part.strip() for part in shown.split(","))):
        return None
    return Response(status_code=304, headers=_headers(request, tag))


def answer(request: Request, shape: BaseModel, *, tag: str | None = None, following: dict[str, str] | None = None) -> Response:
    """The answer, or 304 where the caller has it.

    Args:
        tag: of ``tag_of``; a hash of the body by default.
        following: what changes in the address of the next page; None on the last one.
    """
    body = shape.model_dump_json().encode("utf-8")
    found = tag or tag_of(sha256(body).hexdigest())
    same = unchanged(request, found)
    if same is not None:
        return same
    headers = _headers(request, found)
    if following is not None:
        asked = {**dict(request.query_params), **following}
        headers["link"] = f'<{request.url.path}?{urlencode(asked)}>; rel="next"'
    return Response(body, media_type="application/json", headers=headers)


def answer_json(request: Request, value: Any) -> Response:
    """The same for what has no shape of its own."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8")
    tag = tag_of(sha256(body).hexdigest())
    return unchanged(request, tag) or Response(body, media_type="application/json", headers=_headers(request, tag))


def _headers(request: Request, tag: str) -> dict[str, str]:
    found = {"etag": tag, "vary": VARY}
    left = getattr(request.state, "left", None)
    if left is not None:
        found["ratelimit-remaining"] = str(left)
    return found
