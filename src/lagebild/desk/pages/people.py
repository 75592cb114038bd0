"""Who may use the desk, for its administrators; and for everybody their own keys."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.desk.paper import page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import ALLOWED, Right, needs
from lagebild.store.people import Role, Scope, accounts, add_key, change_account, end_key, find_account, keys

router = APIRouter(include_in_schema=False)
LONGEST_KEY = 730  # days
_SCOPE_RIGHTS = {Scope.READ: Right.READ, Scope.SUBMIT: Right.SUBMIT, Scope.DECIDE: Right.DECIDE}


@router.get("/people")
@needs(Right.ADMIN)
def people(request: Request) -> Response:
    """All accounts and keys."""
    with request.app.state.store.read() as connection:
        found, held = accounts(connection), keys(connection)
    return page(request, "people.html.j2", accounts=found, keys=held, roles=tuple(Role), now=request.app.state.now())


@router.post("/people/{name}")
@needs(Right.ADMIN)
async def change(request: Request, name: str) -> Response:
    """Another role, closed, or open again."""
    form = await request.form()
    role, closed = form.get("role"), form.get("closed")
    if role is not None and role not in set(Role):
        raise Refusal(400, "Diese Rolle gibt es nicht.")

    def write() -> None:
        with request.app.state.store.write() as connection:
            change_account(
                connection, name, role=None if role is None else Role(str(role)), closed=None if closed is None else closed == "yes"
            )

    await run_in_threadpool(write)
    return RedirectResponse("/people", 303)


@router.post("/people/keys/{identity}/end")
@needs(Right.ADMIN)
def end(request: Request, identity: str) -> Response:
    """End anybody's key."""
    with request.app.state.store.write() as connection:
        end_key(connection, identity)
    return RedirectResponse("/people", 303)


@router.get("/me")
@needs(Right.OWN)
def me(request: Request) -> Response:
    """One's own account and keys."""
    return _me(request, None)


@router.post("/me/keys")
@needs(Right.OWN)
async def make_key(request: Request) -> Response:
    """A new key of one's own, shown this once."""
    form = await request.form()
    state, caller = request.app.state, request.state.caller
    stated = [str(s) for s in form.getlist("scope")]
    days = str(form.get("days", ""))
    if state.settings.alone:
        raise Refusal(400, "Ohne Konten gibt es keine Schlüssel; das Desk mit --accounts starten.")
    if not days.isascii() or not days.isdigit() or not 1 <= int(days) <= LONGEST_KEY:
        raise Refusal(400, "Ein Schlüssel gilt 1 bis 730 Tage.")
    if any(s not in set(Scope) or _SCOPE_RIGHTS[Scope(s)] not in ALLOWED[caller.role] for s in stated):
        raise Refusal(403, "Dafür reichen die Rechte nicht; die Verwaltung des Desks kann sie geben.")

    def write() -> str:
        now = state.now()
        with state.store.write() as connection:
            return add_key(
                connection, caller.name, str(form.get("label", "")), [Scope(s) for s in stated], now=now, ends=now + timedelta(days=int(days))
            )

    token = await run_in_threadpool(write)
    return await run_in_threadpool(_me, request, token)


@router.post("/me/keys/{identity}/end")
@needs(Right.OWN)
def end_own(request: Request, identity: str) -> Response:
    """End a key of one's own."""
    with request.app.state.store.write() as connection:
        end_key(connection, identity, of=request.state.caller.name)
    return RedirectResponse("/me", 303)


def _me(request: Request, token: str | None) -> Response:
    state, caller = request.app.state, request.state.caller
    with state.store.read() as connection:
        account = find_account(connection, caller.name)
        held = keys(connection, caller.name)
    scopes = [s for s in Scope if _SCOPE_RIGHTS[s] in ALLOWED[caller.role]]
    return page(request, "me.html.j2", account=account, keys=held, token=token, scopes=scopes, now=state.now())
