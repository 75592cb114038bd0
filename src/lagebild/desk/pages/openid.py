"""Signing in at another house: to the OpenID Connect provider and back."""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import TypeVar

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.desk.doors import new_cookie
from lagebild.desk.pages.front import inside
from lagebild.desk.paper import set_cookie
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.desk.settings import OpenID
from lagebild.store.people import Account, begin_sitting, end_sitting
from lagebild.store.vouched import SUBJECT, Errand, Vouched, admit, begin_errand, take_errand

router = APIRouter(include_in_schema=False)
T = TypeVar("T")
_log = logging.getLogger(__name__)


@router.get("/login/openid")
@needs(Right.OPEN)
async def begin(request: Request) -> Response:
    """Send the browser to the provider; nothing is changed there but that it is asked."""
    _settings(request)
    request.app.state.attempts.take_address(request)
    begun = await _ask(request.app.state.provider.begin())
    held = request.state.caller.held or new_cookie()
    errand = Errand(nonce=begun.nonce, verifier=begun.verifier, following=inside(request.query_params.get("next")))

    def write() -> None:
        with request.app.state.store.write() as connection:
            begin_errand(connection, begun.state, held, errand, now=request.app.state.now())

    await run_in_threadpool(write)
    answer = RedirectResponse(begun.address, 303, headers={"cache-control": "no-store"})
    if held != request.state.caller.held:
        set_cookie(request, answer, held)
    return answer


@router.get("/login/openid/return")
@needs(Right.OPEN)
async def come_back(request: Request) -> Response:
    """Whom the provider vouches for is let in, if an account is theirs; what the browser holds afterwards is new."""
    settings = _settings(request)
    stated, held = request.query_params, request.state.caller.held
    errand = await run_in_threadpool(_take, request, stated.get("state", ""), held)
    if errand is None or stated.get("iss", settings.issuer) != settings.issuer:
        raise Refusal(403, "Diese Anmeldung ist abgelaufen, schon benutzt oder in einem anderen Browser begonnen; bitte neu anmelden.")
    code = stated.get("code")
    if "error" in stated or not code:
        raise Refusal(403, "Der Anbieter hat die Anmeldung nicht bestätigt; bitte neu anmelden und dort zustimmen.")
    person: Vouched = await _ask(request.app.state.provider.redeem(code[:4000], errand.nonce, errand.verifier))
    account, token = await run_in_threadpool(_let_in, request, person)
    if account is None:
        raise Refusal(
            403,
            "Für diese Person gibt es hier kein Konto; die Verwaltung des Desks kann es mit „lagebild people add NAME --oidc WER“ anlegen. WER ist eines von diesen:",
            plain=" / ".join(filter(None, (person.email, SUBJECT + person.subject))),
        )
    if account.closed:
        raise Refusal(403, "Das Konto ist geschlossen; die Verwaltung des Desks kann es wieder öffnen.")
    answer = RedirectResponse(errand.following, 303)
    set_cookie(request, answer, token)
    return answer


def _settings(request: Request) -> OpenID:
    settings: OpenID | None = request.app.state.settings.oidc
    if settings is None:
        raise Refusal(404, "Das gibt es hier nicht.")
    return settings


def _take(request: Request, state: str, held: str) -> Errand | None:
    with request.app.state.store.write() as connection:
        return take_errand(connection, state, held, now=request.app.state.now())


def _let_in(request: Request, person: Vouched) -> tuple[Account | None, str]:
    with request.app.state.store.write() as connection:
        account = admit(connection, person)
        if account is None or account.closed:
            return account, ""
        end_sitting(connection, request.state.caller.held)
        return account, begin_sitting(connection, account.name, now=request.app.state.now())


async def _ask(asked: Awaitable[T]) -> T:
    """What the provider answers; else a page that says what to do, and a line in the log that says why."""
    from lagebild.desk.openid import Confused, Doubted, Silent

    try:
        return await asked
    except Silent as error:
        _log.warning("OpenID Connect: the provider does not answer (%s)", error)
        raise Refusal(503, "Der Anbieter der Anmeldung antwortet nicht; bitte später noch einmal.") from None
    except Confused as error:
        _log.warning("OpenID Connect: %s", error)
        raise Refusal(502, "Der Anbieter der Anmeldung antwortet nicht so, wie er soll; die Verwaltung des Desks findet den Grund im Protokoll.") from None
    except Doubted as error:
        _log.warning("OpenID Connect: %s", error)
        if error.late:
            raise Refusal(403, "Der Nachweis des Anbieters gilt jetzt nicht; gehen die Uhren beider Seiten richtig? Bitte neu anmelden.") from None
        raise Refusal(403, "Der Nachweis des Anbieters ist nicht zu glauben; bitte neu anmelden.") from None
