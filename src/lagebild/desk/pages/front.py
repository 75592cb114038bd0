"""The door itself: style and script, signing in and out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.desk.paper import assets, link, page, set_cookie
from lagebild.desk.passwords import check_password
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.store.people import begin_sitting, end_sitting, find_account

router = APIRouter(include_in_schema=False)


@router.get("/static/{name}")
@needs(Right.OPEN)
async def static(request: Request, name: str) -> Response:
    """A file of the desk's own; its address changes with its content."""
    asset = assets().get(name)
    if asset is None:
        raise Refusal(404, "Das gibt es hier nicht.")
    kept = "public, max-age=31536000, immutable" if request.query_params.get("v") == asset.digest else "no-cache"
    return Response(asset.body, media_type=asset.kind, headers={"cache-control": kept, "etag": f'"{asset.digest}"'})


@router.get("/health")
@needs(Right.OPEN)
def health(request: Request) -> Response:
    """Whether the store answers; says nothing else."""
    with request.app.state.store.read():
        return Response("ok\n", media_type="text/plain")


@router.get("/login")
@needs(Right.OPEN)
def login(request: Request) -> Response:
    """The form to sign in with."""
    if request.app.state.settings.alone:
        return RedirectResponse("/", 303)
    return _form(request, inside(request.query_params.get("next")))


@router.post("/login")
@needs(Right.OPEN)
async def sign_in(request: Request) -> Response:
    """Sign in; what the browser holds afterwards is new."""
    from starlette.concurrency import run_in_threadpool

    form = await request.form()
    name, password = str(form.get("name", ""))[:100], str(form.get("password", ""))[:1000]
    following = inside(str(form.get("next", "")))
    return await run_in_threadpool(_sign_in, request, name, password, following)


def _sign_in(request: Request, name: str, password: str, following: str) -> Response:
    state = request.app.state
    if state.settings.oidc is not None and not state.settings.oidc.passwords:
        raise Refusal(403, "An diesem Desk meldet sich niemand mit einem Passwort an.")
    state.attempts.take(request, name)
    with state.store.read() as connection:
        account = find_account(connection, name)
    known = account is not None and not account.closed
    if not check_password(account.password if account is not None and known else None, password) or account is None:
        return _form(request, following, failed=True)
    state.attempts.forget(request, name)
    with state.store.write() as connection:
        if request.state.caller.held:
            end_sitting(connection, request.state.caller.held)
        token = begin_sitting(connection, account.name, now=state.now())
    answer = RedirectResponse(following, 303)
    set_cookie(request, answer, token)
    return answer


def _form(request: Request, following: str, *, failed: bool = False) -> Response:
    oidc = request.app.state.settings.oidc
    # Under the one name that the provider sends browsers back to: what it holds under another is not seen there.
    house = None if oidc is None else (oidc.name, link(f"{oidc.origin}/login/openid", next=following))
    shown = {"failed": failed, "next": following, "house": house, "passwords": oidc is None or oidc.passwords}
    return page(request, "login.html.j2", status=403 if failed else 200, **shown)


@router.post("/logout")
@needs(Right.OWN)
def sign_out(request: Request) -> Response:
    """End the sitting."""
    with request.app.state.store.write() as connection:
        end_sitting(connection, request.state.caller.held)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie("lagebild", path="/")
    return answer


def inside(address: str | None) -> str:
    """An address of this desk, else the first page: nobody is sent elsewhere after signing in."""
    if not address or len(address) > 2000 or not address.startswith("/") or address.startswith(("//", "/\\")) or any(ord(c) < 33 for c in address):
        return "/"
    return address
