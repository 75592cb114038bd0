"""What holds for every request and answer whatever it is about: names, sizes, headers. Plain ASGI.

The policy of content admits this desk's own style and script and nothing else: no inline script, no other host, no
frame around a page. Where text from a report should ever get past the escaping of a template, it still runs nothing.
"""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lagebild.desk.interface.problems import problem

MOST_BODY = 8_000_000  # bytes; a report has a few thousand characters, a batch of them some millions
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
_ALWAYS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Wire:
    """Refuses requests under other names and of too many bytes, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...], secure: bool) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Of ASGI."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    found.setdefault(name, value)
                found.setdefault("cache-control", "private, no-cache")
                if self.secure:
                    found.setdefault("strict-transport-security", "max-age=31536000")
            await send(message)

        programs = scope["path"].startswith("/api/")
        refusal = self._refusal(headers, programs)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > MOST_BODY:
                # The rest is never read; the parser of the form or of JSON finds an end too soon.
                raise _TooLong
            return message

        try:
            await self.app(scope, limited, answer)
        except _TooLong:
            await _too_long(programs)(scope, receive, answer)

    def _refusal(self, headers: Headers, programs: bool) -> ASGIApp | None:
        if _name_of(headers.get("host", "")) not in self.hosts and "*" not in self.hosts:
            return _told(421, "this desk is not asked under that name; start it with --host-name to allow it", programs)
        length = headers.get("content-length", "0")
        if not length.isdigit():
            return _told(400, "content-length is no number", programs)
        return _too_long(programs) if int(length) > MOST_BODY else None


class _TooLong(Exception):
    pass


def _too_long(programs: bool) -> Response:
    return _told(413, f"more than {MOST_BODY} bytes; send reports in smaller parts", programs)


def _told(status: int, what: str, programs: bool) -> Response:
    return problem(status, what) if programs else PlainTextResponse(f"{what}\n", status)


def _name_of(host: str) -> str:
    if host.startswith("["):
        return host[: host.find("]") + 1].lower()
    return host.partition(":")[0].lower()
