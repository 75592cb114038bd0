"""How a desk is run: which store, for whom, under which names it may be asked."""

from __future__ import annotations

from dataclasses import dataclass, field

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


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
        oidc: issuer, client id and client secret of an OpenID Connect provider.
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
    oidc: tuple[str, str, str] | None = field(default=None, repr=False)
