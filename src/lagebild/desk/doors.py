"""Who is at the door, and whether the route may be asked by them.

A browser shows a cookie, a program a key. Whatever changes something must come from the desk's own pages: a form
carries a token made from the cookie, which no other site can read, and the browser's own words on where the request
comes from are believed where there are any.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import compare_digest
from time import monotonic
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from lagebild.desk.pace import Pace
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Caller, Right, right_of
from lagebild.desk.settings import Settings
from lagebild.store import Store
from lagebild.store.people import Role, find_key, find_sitting, use_key, use_sitting

COOKIE = "lagebild"
TOKEN = "csrf"
HEADER = "x-csrf-token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_NOTED = timedelta(minutes=1)  # a sitting's last use is written down at most so often


class Doors:
    """The one dependency of every route."""

    def __init__(self, store: Store, settings: Settings, now: Callable[[], datetime]) -> None:
        self.store = store
        self.settings = settings
        self.now = now
        self.pace = Pace(settings.rate, settings.burst)

    async def guard(self, request: Request) -> None:
        """Let the request through, or raise a Refusal."""
        caller = await self._identify(request)
        request.state.caller = caller
        self._slow_down(request, caller)
        right = right_of(request.scope["route"].endpoint)
        if right is None or not caller.may(right):
            if not caller.known:
                raise Refusal(401, "Bitte anmelden.")
            raise Refusal(403, "Dafür reichen die Rechte nicht; die Verwaltung des Desks kann sie geben.")
        if request.method not in SAFE and caller.scopes is None and not (self.settings.alone and _is_program(request)):
            await self._check_origin(request, caller)

    async def _identify(self, request: Request) -> Caller:
        held = request.cookies.get(COOKIE, "")
        if self.settings.alone:
            return Caller(role=Role.ADMIN, held=held)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        if token:
            if kind.lower() != "bearer":
                raise Refusal(401, "Programme zeigen ihren Schlüssel als Bearer.")
            return await run_in_threadpool(self._by_key, token.strip())
        return await run_in_threadpool(self._by_sitting, held) if held else Caller()

    def still_may(self, request: Request, right: Right) -> bool:
        """Whether who was let in before would be let in again; counts as no use of the sitting or the key."""
        if self.settings.alone:
            return True
        now, caller = self.now(), request.state.caller
        with self.store.read() as connection:
            if caller.scopes is not None:
                token = request.headers.get("authorization", "").partition(" ")[2].strip()
                known = find_key(connection, token, now=now)
                found = None if known is None else Caller(name=known[0].name, role=known[0].role, scopes=known[1].scopes)
            else:
                seen = find_sitting(connection, caller.held, now=now)
                found = None if seen is None else Caller(name=seen[0].name, role=seen[0].role)
        return found is not None and found.may(right)

    def _by_key(self, token: str) -> Caller:
        now = self.now()
        with self.store.read() as connection:
            found = find_key(connection, token, now=now)
        if found is None:
            raise Refusal(401, "Den Schlüssel gibt es nicht, oder er ist abgelaufen.")
        account, key = found
        if key.used is None or now - key.used > _NOTED:
            with self.store.write() as connection:
                use_key(connection, key.id, now=now)
        return Caller(name=account.name, role=account.role, scopes=key.scopes)

    def _by_sitting(self, token: str) -> Caller:
        now = self.now()
        with self.store.read() as connection:
            found = find_sitting(connection, token, now=now)
        if found is None:
            return Caller(held=token)
        account, seen = found
        if now - seen > _NOTED:
            with self.store.write() as connection:
                use_sitting(connection, token, now=now)
        return Caller(name=account.name, role=account.role, held=token)

    def _slow_down(self, request: Request, caller: Caller) -> None:
        whose = caller.name or address_of(request)
        wait = self.pace.take(whose, monotonic())
        request.state.left = self.pace.left(whose)
        if wait:
            raise Refusal(429, "Zu viele Anfragen auf einmal; bitte etwas langsamer.", retry_after=max(1, round(wait + 0.5)))

    async def _check_origin(self, request: Request, caller: Caller) -> None:
        site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
        foreign = site is not None and site not in {"same-origin", "none"}
        if origin not in {None, "null"}:
            foreign = foreign or urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
        shown = request.headers.get(HEADER)
        if shown is None and not request.url.path.startswith("/api/"):
            form = await request.form()
            stated = form.get(TOKEN)
            shown = stated if isinstance(stated, str) else None
        if foreign or not caller.held or shown is None or not compare_digest(shown.encode(), token_of(caller.held).encode()):
            raise Refusal(403, "Das Formular ist abgelaufen oder kam von einer anderen Seite; bitte neu laden und noch einmal senden.")


def _is_program(request: Request) -> bool:
    """Whether no page in a browser can have sent it.

    Browsers name the origin of whatever changes something, and ask before a page of another site sends JSON, which
    nothing here allows. Who works alone has no keys that a program could show.
    """
    headers = request.headers
    json = headers.get("content-type", "").partition(";")[0].strip().lower() == "application/json"
    return json and request.url.path.startswith("/api/") and "origin" not in headers and "sec-fetch-site" not in headers


def token_of(held: str) -> str:
    """The token that forms carry, for what the browser holds."""
    return sha256(b"form " + held.encode("utf-8", "surrogatepass")).hexdigest()


def new_cookie() -> str:
    """What a browser holds that is not signed in: only good for forms."""
    return secrets.token_urlsafe(24)


def address_of(request: Request) -> str:
    """The address a request came from."""
    return request.client.host if request.client else "?"
