"""A little OpenID Connect provider that really answers on a port of this machine, and can be made to misbehave."""

from __future__ import annotations

import base64
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "lagebild-desk", "ein Geheimnis/mit+Zeichen"
Answer = tuple[int, dict[str, str], bytes]
Sign = Callable[["Provider", dict[str, Any]], str]


def sign(provider: Provider, claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": provider.kid}, claims, provider.key)


class Provider:
    """What it answers with; tests change it.

    Attributes:
        person: claims about whoever signs in.
        claims: what stands in the token besides, or instead; None takes a claim out.
        metadata: likewise.
        answers: whole answers by path, instead of its own.
        sign: makes the token of claims.
        asks: whether people see a page before they are sent back.
        secrets: what must be in no log.
        asked: paths, in order.
    """

    def __init__(self, key: RSAKey) -> None:
        self.key, self.kid = key, "first"
        self.address = ""
        self.person: dict[str, Any] = {"sub": "17", "email": "jana@example.org", "email_verified": True}
        self.claims: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.answers: dict[str, Answer] = {}
        self.sign: Sign = sign
        self.asks = False
        self.secrets: set[str] = {SECRET}
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def answer(self, path: str, query: str, body: str, authorization: str) -> Answer:
        self.asked.append(path)
        if path in self.answers:
            return self.answers[path]
        given = {name: values[0] for name, values in parse_qs(query or body, keep_blank_values=True).items()}
        if path == "/.well-known/openid-configuration":
            return _json(_changed(self._metadata(), self.metadata))
        if path == "/keys":
            return _json({"keys": [{**self.key.as_dict(private=False), "kid": self.kid, "use": "sig"}]})
        if path == "/authorize":
            return self._authorize(given)
        return self._token(given, authorization) if path == "/token" else (404, {}, b"")

    def _metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
        }

    def _authorize(self, given: dict[str, str]) -> Answer:
        assert (given["client_id"], given["response_type"], given["code_challenge_method"]) == (CLIENT, "code", "S256")
        assert set(given["scope"].split()) == {"openid", "email"}
        code = secrets.token_urlsafe(16)
        self._codes[code] = given
        self.secrets |= {code, given["state"], given["nonce"]}
        back = f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']})}"
        if self.asks:
            return 200, {"content-type": "text/html"}, f'<h1>Anmelden?</h1><a id="yes" href="{back.replace("&", "&amp;")}">Ja</a>'.encode()
        return 303, {"location": back}, b""

    def _token(self, given: dict[str, str], authorization: str) -> Answer:
        shown = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if shown != f"{CLIENT}:{SECRET}":
            return _json({"error": "invalid_client"}, 401)
        begun = self._codes.pop(given["code"], None)
        self.secrets.add(given["code_verifier"])
        made = base64.urlsafe_b64encode(sha256(given["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if begun is None or made != begun["code_challenge"] or given["redirect_uri"] != begun["redirect_uri"]:
            return _json({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": begun["nonce"], **self.person}
        token = self.sign(self, _changed(claims, self.claims))
        access = secrets.token_urlsafe(16)
        self.secrets |= {token, access}
        return _json({"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": token})


@contextmanager
def answering(provider: Provider) -> Iterator[Provider]:
    """The provider on a port of this machine, while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply("")

        def do_POST(self) -> None:
            self._reply(self.rfile.read(int(self.headers.get("content-length", 0))).decode())

        def _reply(self, body: str) -> None:
            parts = urlsplit(self.path)
            status, headers, content = provider.answer(parts.path, parts.query, body, self.headers.get("authorization", ""))
            self.send_response(status)
            for name, value in {**headers, "content-length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield provider
        server.shutdown()


def _json(what: object, status: int = 200) -> Answer:
    return status, {"content-type": "application/json"}, json.dumps(what).encode()


def _changed(stated: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in {**stated, **other}.items() if value is not None}
