"""The interface describes itself: OpenAPI for programs, and a page of it for people that loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import compile_path

from lagebild.desk.doors import COOKIE, HEADER
from lagebild.desk.interface.answers import answer_json
from lagebild.desk.interface.problems import MEDIA_TYPE
from lagebild.desk.interface.shapes.decisions import Asked as AskedDecision
from lagebild.desk.interface.shapes.reports import SubmittedReport
from lagebild.desk.paper import assets
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import ALLOWED, Right, needs, right_of

router = APIRouter(tags=["description"])
_SCHEMES = {
    "key": {"type": "http", "scheme": "bearer", "description": "A key, `lb_...`, made by a person at the desk; its scopes say what it opens"},
    "sitting": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": f"What a browser holds after signing in. Whatever changes something also needs `{HEADER}` and comes from the desk's own pages",
    },
}
_TAGS = (
    ("places", "Pictures, changes, cells with their evidence"),
    ("reports", "Texts with all that was read from them; sending some in"),
    ("search", "Reports, statements and claims by words and more"),
    ("decisions", "What analysts decided, what waits for them, and deciding"),
    ("events", "Changes as they happen"),
    ("sources", "What is listened to, and what could not be read"),
    ("codebook", "What the steps mean"),
    ("desk", "Who asks"),
    ("description", "This description"),
)


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of an application, made once."""
    if app.openapi_schema is not None:
        return app.openapi_schema
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        license_info=app.license_info,
        routes=app.routes,
        tags=[{"name": name, "description": said} for name, said in _TAGS],
    )
    parts = made["components"]
    schema = SubmittedReport.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"]["SubmittedReport"] = schema
    wanted = AskedDecision.model_json_schema(ref_template="#/components/schemas/{model}")
    parts["schemas"].update(wanted.pop("$defs", {}))
    parts["schemas"]["AskedDecision"] = wanted
    for name in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(name, None)
    parts["securitySchemes"] = _SCHEMES
    for path, method, function in api_routes(app):
        operation = made["paths"][path][method.lower()]
        right = right_of(function)
        operation["x-right"] = right
        operation["security"] = [] if right is Right.OPEN else [{name: []} for name in _SCHEMES]
        for status, said in operation["responses"].items():
            if status.startswith(("4", "5")):
                # What FastAPI adds for the model; errors come in the one form only.
                said["content"] = {MEDIA_TYPE: said["content"][MEDIA_TYPE]}
    app.openapi_schema = made
    return made


def api_routes(app: FastAPI) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Path, method and function of everything that the description names."""
    for path, method, function, named in all_routes(app):
        if named:
            yield path, method, function


def all_routes(app: FastAPI) -> Iterator[tuple[str, str, Callable[..., Any], bool]]:
    """Path, method and function of every route, pages too, and whether the description names it."""
    for route in iter_route_contexts(app.routes):
        if route.path is not None and route.endpoint is not None:
            for method in sorted(route.methods or ()):
                yield route.path, method, route.endpoint, bool(route.include_in_schema)


def operations(app: FastAPI) -> dict[str, dict[str, Any]]:
    """The operations of the description by their ids."""
    return {one["operationId"]: one for methods in describe(app)["paths"].values() for one in methods.values()}


def refuse_unknown(request: Request) -> None:
    """Refuse a parameter that the description does not name, and one that stands twice: it would be without effect."""
    operation = operations(request.app).get(request.scope["route"].operation_id)
    if operation is None:
        return
    known = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"}
    stated = [name for name, _ in request.query_params.multi_items()]
    if not set(stated) <= known or len(stated) > len(set(stated)):
        raise Refusal(422, "Ein Parameter ist hier nicht bekannt oder steht zweimal da; /api/v1/ nennt die bekannten.")


def methods_at(app: FastAPI, path: str) -> list[str]:
    """What an address may be asked by."""
    return sorted({method for stated, method, _, _ in all_routes(app) if compile_path(stated)[0].match(path)})


@router.get("/openapi.json", operation_id="readDescription", response_class=JSONResponse, response_description="OpenAPI 3.1")
@needs(Right.OPEN)
def openapi(request: Request) -> Response:
    """This description, for programs."""
    return answer_json(request, describe(request.app))


@router.get("", include_in_schema=False)
@router.get("/", include_in_schema=False)
@needs(Right.OPEN)
def page(request: Request) -> Response:
    """This description, for people."""
    made = describe(request.app)
    groups = [(tag["name"], tag["description"], _in_group(made, tag["name"])) for tag in made["tags"]]
    style = [f"/static/{name}?v={assets()[name].digest}" for name in ("brief.css", "desk.css")]
    text = _environment().get_template("description.html.j2").render(made=made, groups=[g for g in groups if g[2]], style=style, roles=_roles)
    return HTMLResponse(text, headers={"content-language": "en"})


def _in_group(made: dict[str, Any], tag: str) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method.upper(), path, operation)
        for path, methods in made["paths"].items()
        for method, operation in methods.items()
        if tag in operation["tags"]
    ]


def _roles(right: str) -> str:
    """Who has a right, in words."""
    found = [str(role) for role, rights in ALLOWED.items() if role is not None and right in rights]
    return "anybody" if right == Right.OPEN else ", ".join(found)


@cache
def _environment() -> Environment:
    loader = PackageLoader("lagebild.desk.interface", ".")
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["code"] = _code
    return made


def _code(text: str) -> Markup:
    """A text with what stands between backticks set as code."""
    return Markup("").join(Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(text.split("`")))
