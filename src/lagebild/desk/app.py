"""The desk as an application: its routes, who may ask them, and how errors are told."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from lagebild import __version__
from lagebild.desk.doors import Doors
from lagebild.desk.drawn import Gallery
from lagebild.desk.fronts import Fronts
from lagebild.desk.interface import problems, routes
from lagebild.desk.interface.description import methods_at, refuse_unknown
from lagebild.desk.interface.listeners import Listeners
from lagebild.desk.languages import translations
from lagebild.desk.pages import ROUTERS
from lagebild.desk.paper import language_of, link, page
from lagebild.desk.passwords import Attempts
from lagebild.desk.refusals import Refusal
from lagebild.desk.settings import Settings
from lagebild.desk.wire import Wire
from lagebild.errors import LagebildError, NotFound, StoreError, UsageError
from lagebild.store import Store, open_store

API = "/api/"
THREADS = 6  # that answer requests in one process
_STATUS: tuple[tuple[type[LagebildError], int], ...] = ((NotFound, 404), (UsageError, 400), (StoreError, 503))


def _now() -> datetime:
    return datetime.now(UTC)


def make_app(settings: Settings, *, store: Store | None = None, now: Callable[[], datetime] = _now) -> FastAPI:
    """The desk over a store.

    Args:
        store: already open; else the one that the settings name is opened.
        now: aware moment in UTC.

    Raises:
        UsageError, StoreError: the store cannot be opened.
    """
    opened = store or open_store(settings.store)
    gallery = Gallery(opened)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        # A thread that draws holds Python for 5 ms at a time, and each call of the database lets go of it: a page that
        # makes ten would wait ten times as long.
        sys.setswitchinterval(0.0005)
        # More threads only wait for one another: Python runs one of them at a time.
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        gallery.close()

    doors = Doors(opened, settings, now)
    app = FastAPI(
        title="Lagebild",
        version=__version__,
        summary="Attributed statements, claims about governments' postures, and the situation picture with its evidence",
        description=problems.DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        # The pages that FastAPI has for its schema load scripts from another host.
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(doors.guard)],
        responses=problems.RESPONSES,
        redirect_slashes=False,
        lifespan=life,
    )
    app.state.settings, app.state.store, app.state.doors, app.state.now = settings, opened, doors, now
    app.state.gallery, app.state.fronts, app.state.attempts = gallery, Fronts(gallery), Attempts()
    app.state.provider = None
    if settings.oidc is not None:
        from lagebild.desk.openid import Client  # whoever signs in with passwords alone need not have Authlib

        app.state.provider = Client(settings.oidc)
    app.state.listeners, app.state.intake = Listeners(opened), CapacityLimiter(1)
    for router in ROUTERS:
        app.include_router(router)
    for router in routes.ROUTERS:
        app.include_router(router, prefix=routes.PREFIX, dependencies=[Depends(refuse_unknown)])
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(LagebildError, _failed)
    app.add_exception_handler(HTTPException, _not_there)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(Wire, hosts=settings.hosts, secure=settings.secure)
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if request.url.path.startswith(API):
        said = translations(language_of(request)).gettext(error.what)
        return problems.problem(error.status, said, retry_after=error.retry_after)
    if error.status == 401 and request.method == "GET":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        answer: Response = RedirectResponse(link("/login", next=asked), 303)
        if request.headers.get("hx-request") == "true":
            answer = Response(status_code=401, headers={"hx-redirect": link("/login")})
        return answer
    answer = page(request, "refusal.html.j2", status=error.status, what=error.what, plain=error.plain)
    if error.retry_after is not None:
        answer.headers["retry-after"] = str(error.retry_after)
    return answer


def _failed(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 400)
    if request.url.path.startswith(API):
        return problems.problem(status, str(error))
    return page(request, "refusal.html.j2", status=status, what=SAID[status], plain=str(error))


SAID = {
    400: "Das geht so nicht.",
    404: "Das gibt es hier nicht.",
    405: "Das gibt es hier nicht.",
    422: "Das geht so nicht.",
    503: "Der Speicher antwortet nicht.",
}
"""What a page says of an error, in German; the catalogue has it in English."""


def _not_there(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith(API):
        headers = error.headers
        if error.status_code == 405:
            headers = {"allow": ", ".join(methods_at(request.app, request.url.path))}
        return problems.problem(error.status_code, str(error.detail), headers=headers)
    what = SAID.get(error.status_code, SAID[400])
    return page(request, "refusal.html.j2", status=error.status_code, what=what, plain=None)


def _broken(request: Request, error: Exception) -> Response:
    """A mistake of the program's own; the log has it."""
    what = "The desk made a mistake; its log says which."
    return problems.problem(500, what) if request.url.path.startswith(API) else PlainTextResponse(what, 500)


def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    lines = [f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in error.errors()[:20]]
    if request.url.path.startswith(API):
        return problems.problem(422, "; ".join(lines))
    return page(request, "refusal.html.j2", status=422, what=SAID[422], plain="; ".join(lines))
