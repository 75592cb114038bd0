"""How a desk is run: which store, for whom, under which names it may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from lagebild.errors import UsageError

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenID:
    """An OpenID Connect provider that vouches for people, and this desk as its client.

    Attributes:
        issuer: its address, exactly as it names itself.
        client, secret: what the provider gave to the desk.
        secret_file: where the secret was read, for processes that must read it again; None for the environment.
        origin: where browsers reach the desk, without a path; they come back to ``returns``.
        name: what the button to sign in with says.
        hosts: further hosts, with a port if it is not https's, on which the provider has endpoints.
        passwords: whether people may still sign in with a password of the desk's.

    Raises:
        UsageError: something is missing, or would travel in the clear.
    """

    issuer: str
    client: str
    secret: str = field(repr=False)
    secret_file: str | None = None
    origin: str
    name: str
    hosts: tuple[str, ...] = ()
    passwords: bool = True

    def __post_init__(self) -> None:
        issuer, origin = _taken_apart("--oidc-issuer", self.issuer), _taken_apart("--host-name", self.origin)
        if issuer.query or issuer.fragment:
            raise UsageError(f"{self.issuer}: an issuer has neither ? nor #; give it as its metadata name it")
        if origin.path:
            raise UsageError(f"{self.origin}: a desk's address has no path")
        if not self.client or not self.secret:
            raise UsageError("the provider's client id or secret is empty; give both as the provider shows them")

    @property
    def returns(self) -> str:
        """The address to which the provider sends browsers back; it has to know it."""
        return f"{self.origin}/login/openid/return"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a desk needs to know before it answers.

    Attributes:
        store: address of the store.
        alone: one person on this machine, who signs in nowhere and may do everything.
        hosts: names under which it may be asked, without port; a page elsewhere that has its own name point to this
            machine gets nothing.
        secure: cookies only travel over https, because something in front speaks it.
        sources: the file in which the desk's sources are declared.
        codebook: a desk's own codebook file.
        author: under which name decisions are kept where one person works alone.
        rate: requests a second that one caller may go on asking; ``burst`` of them at once.
        oidc: the OpenID Connect provider with which people may sign in.
    """

    store: str
    alone: bool = True
    hosts: tuple[str, ...] = LOOPBACK
    secure: bool = False
    sources: str = "sources.toml"
    codebook: str | None = None
    author: str = "desk"
    rate: float = 50.0
    burst: int = 200
    oidc: OpenID | None = None


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _taken_apart(option: str, address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{option} {address}: {error}") from error
    if not host or parts.username is not None or parts.scheme not in ("https", "http") or not address.isprintable() or " " in address:
        raise UsageError(f"{option} {address}: that is no address such as https://anmelden.example.org")
    if parts.scheme == "http" and not is_loopback(host):
        raise UsageError(f"{option} {address}: signing in goes over https only, but on this machine (for the desk: --https)")
    return parts
