"""Options of ``lagebild serve`` for signing in by OpenID Connect, and what they amount to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from lagebild.errors import UsageError

if TYPE_CHECKING:
    from lagebild.desk.settings import OpenID

F = TypeVar("F", bound=Callable[..., Any])
_PORT = re.compile(r"(?P<name>\[[^\]]*\]|[^:]+)(?::(?P<port>[0-9]{1,5}))?")


def openid_options(function: F) -> F:
    """The options; they come as ``oidc_…`` and ``no_passwords``."""
    for option in reversed(
        (
            click.option("--oidc-issuer", metavar="URL", help="Anmeldung bei diesem OpenID-Connect-Anbieter. / Sign in with this provider."),
            click.option("--oidc-client", metavar="ID", help="Kennung des Desks dort. / The desk's client id there."),
            click.option(
                "--oidc-secret-file", metavar="FILE", help="Sein Geheimnis; sonst LAGEBILD_OIDC_SECRET. / Its secret, else from the environment."
            ),
            click.option("--oidc-name", metavar="NAME", help="So heißt der Anbieter auf dem Knopf. / What the button says."),
            click.option(
                "--oidc-host", "oidc_hosts", multiple=True, metavar="HOST", help="Ein weiterer Rechner des Anbieters. / Another host of the provider's."
            ),
            click.option("--no-passwords", is_flag=True, help="Anmeldung nur beim Anbieter. / No passwords of the desk's own."),
        )
    ):
        function = option(function)
    return function


def openid_of(stated: dict[str, Any], *, accounts: bool, origin: str | None) -> OpenID | None:
    """What the options say; None without them.

    Args:
        stated: the options by their names.
        origin: where browsers reach the desk; None where nothing says so.

    Raises:
        UsageError: one is missing, or something that they need is.
    """
    issuer, client = stated["oidc_issuer"], stated["oidc_client"]
    if issuer is None:
        given = next((name for name, value in stated.items() if value), None)
        if given is not None:
            option = {"oidc_hosts": "oidc-host"}.get(given, given.replace("_", "-"))
            raise UsageError(f"--{option} says nothing without --oidc-issuer; give the provider's address")
        return None
    if not accounts:
        raise UsageError("--oidc-issuer needs --accounts; who works alone signs in nowhere")
    if not client:
        raise UsageError("--oidc-issuer needs --oidc-client; the provider shows the id when the desk is registered there")
    if origin is None:
        raise UsageError("--oidc-issuer needs --host-name NAME; the provider sends browsers back to that name")
    try:
        from urllib.parse import urlsplit

        import lagebild.desk.openid  # noqa: F401  whether Authlib is there is said before the desk answers
        from lagebild.desk.serve import read_secret
        from lagebild.desk.settings import OpenID
    except ModuleNotFoundError as error:
        raise UsageError(f"the packages for OpenID Connect are not installed ({error.name}); pip install 'lagebild[desk,oidc]'") from error
    file = stated["oidc_secret_file"]
    return OpenID(
        issuer=issuer,
        client=client,
        secret=read_secret(file),
        secret_file=file,
        origin=origin,
        name=stated["oidc_name"] or urlsplit(issuer).hostname or issuer,
        hosts=stated["oidc_hosts"],
        passwords=not stated["no_passwords"],
    )


def split_names(names: tuple[str, ...], *, secure: bool, host: str, port: int) -> tuple[tuple[str, ...], str | None]:
    """The names under which a desk is asked, without ports, and where browsers reach it: the first name, with its port.

    Args:
        secure: whether something in front speaks https; else the desk itself answers on its port.
        host, port: where the desk answers.

    Raises:
        UsageError: one of them is no name.
    """
    found = [(name, _PORT.fullmatch(name)) for name in names]
    for name, match in found:
        if match is None:
            raise UsageError(f"--host-name {name}: that is no name; write lage.example.org, or lage.example.org:8443")
    parts = [(match["name"], match["port"]) for _, match in found if match is not None]
    if not parts:
        from lagebild.desk.settings import is_loopback

        shown = f"[{host}]" if ":" in host else host
        return (), f"http://{shown}:{port}" if is_loopback(host) and not secure else None
    name, stated = parts[0]
    if secure:
        origin = f"https://{name}" + (f":{stated}" if stated not in (None, "443") else "")
    else:
        origin = f"http://{name}:{stated or port}"
    return tuple(name for name, _ in parts), origin.lower()
