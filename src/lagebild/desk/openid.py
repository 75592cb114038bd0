"""The desk as a client of one OpenID Connect provider: from its metadata to whom it vouches for.

Authlib makes the request, exchanges the code and checks the token: signature, issuer, audience, times, nonce. This
module decides which hosts are asked at all, how long and how much is read, and what of the metadata is believed.
"""

from __future__ import annotations

import logging
import ssl
import warnings
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import anyio
import httpx
from authlib.deprecate import AuthlibDeprecationWarning

with warnings.catch_warnings():
    # Authlib would rather have the successor of httpx, which is not what is locked here.
    warnings.simplefilter("ignore", AuthlibDeprecationWarning)
    from authlib.integrations.base_client import BaseApp, OAuthError
    from authlib.integrations.base_client.async_app import AsyncOAuth2Mixin
    from authlib.integrations.base_client.async_openid import AsyncOpenIDMixin
    from authlib.integrations.httpx_client import AsyncOAuth2Client

from lagebild.desk.settings import OpenID
from lagebild.store.vouched import Vouched

WHOLE = 10.0  # seconds for all that one step asks of the provider
MOST = 1_000_000  # bytes of an answer; metadata, keys and tokens have some thousands
FRESH = 600.0  # seconds that metadata and keys are kept; a key that is not among them is looked for at once
LEEWAY = 60  # seconds by which two clocks may differ
# Signatures that nobody can make who only knows what is public: neither "none" nor one with a shared secret.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Silent(Exception):
    """The provider does not answer, or not in time."""


class Confused(Exception):
    """The provider, or how the desk is set up with it, is not as it must be; the message says what, for the log."""


class Doubted(Exception):
    """What the provider sent proves nothing.

    Args:
        what: for the log; names no token and no code.
        late: whether it is a matter of clocks.
    """

    def __init__(self, what: str, *, late: bool = False) -> None:
        super().__init__(what)
        self.late = late


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """Where the browser is sent, and what is compared when it comes back; state, nonce and verifier are secrets."""

    address: str
    state: str
    nonce: str
    verifier: str


class _App(AsyncOAuth2Mixin, AsyncOpenIDMixin, BaseApp):  # type: ignore[misc]
    client_cls = AsyncOAuth2Client


class Client:
    """Asks one provider; of one process, and of one event loop.

    Args:
        settings: who it is.
        trust: certificates to trust; those of the system by default.
    """

    def __init__(self, settings: OpenID, *, trust: ssl.SSLContext | None = None) -> None:
        self.settings = settings
        issuer = urlsplit(settings.issuer)
        self.scheme = issuer.scheme
        self.hosts = frozenset((_origin(settings.issuer), *(_origin(f"{self.scheme}://{name}") for name in settings.hosts)))
        self.trust = trust or ssl.create_default_context()
        self._known: tuple[float, _App] | None = None
        # Authlib writes the secret of PKCE where somebody asks for every line.
        logging.getLogger("authlib").setLevel(logging.WARNING)

    async def begin(self) -> Begun:
        """A sign-in that the browser goes on with at the provider.

        Raises:
            Silent, Confused: see there.
        """
        async with self._asked() as app:
            made = await app.create_authorization_url(self.settings.returns)
            return Begun(address=made["url"], state=made["state"], nonce=made["nonce"], verifier=made["code_verifier"])

    async def redeem(self, code: str, nonce: str, verifier: str) -> Vouched:
        """Whom the provider vouches for in return for a code.

        Raises:
            Silent, Confused, Doubted: see there.
        """
        async with self._asked() as app:
            token = await app.fetch_access_token(self.settings.returns, code=code, code_verifier=verifier)
            # Without "aud" among the options Authlib would take a token that another client may use here ("azp").
            options = {
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client},
            }
            claims = await app.parse_id_token(token, nonce=nonce, claims_options=options, leeway=LEEWAY)
            if claims is None:
                raise Confused("the answer of the token endpoint has no id_token")
            return _vouched(self.settings.issuer, claims)

    @asynccontextmanager
    async def _asked(self) -> AsyncIterator[_App]:
        """The provider for one step; whatever its answers make Authlib raise becomes one of three errors."""
        try:
            with anyio.fail_after(WHOLE):
                yield await self._app()
        except (Silent, Confused, Doubted):
            raise
        except (TimeoutError, httpx.TransportError) as error:
            raise Silent(type(error).__name__) from None
        except httpx.HTTPStatusError as error:
            status, where = error.response.status_code, error.request.url.path
            raise (Silent if status in (429, 502, 503, 504) else Confused)(f"{where} answers with {status}") from None
        except OAuthError as error:
            said = _word(error.error)
            if said == "invalid_grant":
                raise Doubted("the provider does not take the code (invalid_grant)") from None
            raise Confused(f"the token endpoint refuses ({said})") from None
        except Exception as error:
            self._known = None  # keys may have been changed in place, or never have been any
            # Authlib and joserfc raise errors of many kinds over what strangers send; none is a mistake of the desk's.
            # Chained to nothing and without its own words, which may quote a token.
            said, claim = _word(getattr(error, "error", "")), _word(getattr(error, "claim", ""))
            if said:
                late = said == "expired_token" or claim in ("iat", "nbf")
                raise Doubted(f"the token does not hold ({' '.join(filter(None, (said, claim)))})", late=late) from None
            raise Confused(f"an answer cannot be read ({type(error).__name__})") from None

    async def _app(self) -> _App:
        if self._known is not None and monotonic() - self._known[0] < FRESH:
            return self._known[1]
        address = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
        async with httpx.AsyncClient(transport=self._transport(), trust_env=False) as asking:
            answer = await asking.get(address, headers={"accept": "application/json"})
        answer.raise_for_status()
        if answer.status_code != 200:
            raise Confused(f"{address} answers with {answer.status_code}; redirects are not followed")
        stated = answer.json()
        known = self._judged(stated if isinstance(stated, dict) else {})
        methods = stated.get("token_endpoint_auth_methods_supported")
        post = isinstance(methods, list) and "client_secret_basic" not in methods and "client_secret_post" in methods
        app = _App(
            None,
            client_id=self.settings.client,
            client_secret=self.settings.secret,
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "token_endpoint_auth_method": "client_secret_post" if post else "client_secret_basic",
                "transport": self._transport(),
                "trust_env": False,
            },
            user_agent="Lagebild",
            **known,
        )
        self._known = (monotonic(), app)
        return app

    def _judged(self, stated: Mapping[str, Any]) -> dict[str, Any]:
        """What is believed of the metadata, and no name beside: Authlib hands all of them to its HTTP client."""
        if stated.get("issuer") != self.settings.issuer:
            raise Confused(f"the metadata are of the issuer {str(stated.get('issuer'))[:200]!r}, not of {self.settings.issuer!r}")
        known: dict[str, Any] = {"issuer": self.settings.issuer}
        for name in _ENDPOINTS:
            address = stated.get(name)
            if not isinstance(address, str) or not self._may_ask(address):
                raise Confused(f"{name} is {str(address)[:200]!r}; it must lie on the issuer's host, or on one named by --oidc-host")
            known[name] = address
        stated_ones = stated.get("id_token_signing_alg_values_supported", ["RS256"])
        algorithms = [one for one in ALGORITHMS if isinstance(stated_ones, list) and one in stated_ones]
        if not algorithms:
            raise Confused("the provider signs with nothing that is taken here (RS, PS, ES, EdDSA)")
        return {**known, "id_token_signing_alg_values_supported": algorithms}

    def _may_ask(self, address: str) -> bool:
        try:
            return urlsplit(address).scheme == self.scheme and "@" not in address and _origin(address) in self.hosts
        except ValueError:
            return False

    def _transport(self) -> _Bounded:
        return _Bounded(self._may_ask, self.trust)


class _Bounded(httpx.AsyncBaseTransport):
    """Asks where it may, and reads no more than so much, unpacked by nobody."""

    def __init__(self, allowed: Any, trust: ssl.SSLContext) -> None:
        self.allowed = allowed
        # Sign-ins are rare: no connection is kept for the next.
        self.inner = httpx.AsyncHTTPTransport(verify=trust, trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if not self.allowed(str(request.url)):
            raise Confused(f"{request.url.host} is not asked")
        request.headers["accept-encoding"] = "identity"
        response = await self.inner.handle_async_request(request)
        try:
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise Confused("an answer is packed, which was not asked for")
            body = bytearray()
            assert isinstance(response.stream, httpx.AsyncByteStream)
            async for piece in response.stream:
                body += piece
                if len(body) > MOST:
                    raise Confused(f"an answer has more than {MOST} bytes")
        finally:
            await response.aclose()
        return httpx.Response(response.status_code, headers=response.headers, content=bytes(body), request=request)

    async def aclose(self) -> None:
        # Authlib closes its client after each request and is given the same transport for the next.
        pass


def _vouched(issuer: str, claims: Mapping[str, Any]) -> Vouched:
    subject, email = claims.get("sub"), claims.get("email")
    if not isinstance(subject, str) or not 1 <= len(subject) <= 255 or not (subject.isascii() and subject.isprintable()):
        raise Confused("the token's subject is no text of 1 to 255 printable ASCII characters")
    # True and nothing else: a text "false" would count as much as a text "true".
    verified = claims.get("email_verified") is True and isinstance(email, str)
    return Vouched(issuer=issuer, subject=subject, email=email if verified else None)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{(parts.hostname or '').lower()}:{parts.port or (443 if parts.scheme == 'https' else 80)}"


def _word(said: object) -> str:
    """An error's name as the standards have them; "" for what is none."""
    return said if isinstance(said, str) and said.isascii() and said.replace("_", "").isalnum() and len(said) <= 40 else ""
