"""``lagebild serve``: the desk in a browser; ``lagebild people``: who may use it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from lagebild.cli.common import one_line
from lagebild.cli.openid import openid_of, openid_options, split_names
from lagebild.cli.stored import store_option
from lagebild.errors import UsageError

_ROLES = ("reader", "analyst", "admin")
_SCOPES = ("read", "submit", "decide")


@click.command("serve")
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse, auf der es antwortet. / Address to answer on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="So viele Prozesse. / How many processes.")
@click.option("--accounts", is_flag=True, help="Mit Anmeldung; Konten legt 'lagebild people' an. / With signing in.")
@click.option("--host-name", "names", multiple=True, metavar="NAME", help="Name, unter dem es gefragt werden darf. / A name it may be asked under.")
@click.option("--https", "secure", is_flag=True, help="Davor steht ein Server, der https spricht. / Something in front speaks https.")
@click.option("--sources", "file", metavar="FILE", default="sources.toml", show_default=True, help="Die Quellen des Desks. / The desk's sources.")
@click.option("--author", default="desk", show_default=True, metavar="NAME", help="Ohne --accounts: wer entscheidet. / Who decides.")
@click.option("--codebook", "own", metavar="FILE", help="Eigene Rahmen und Wörter dazu (TOML). / A desk's own codebook file.")
@openid_options
def serve_command(
    address: str,
    host: str,
    port: int,
    processes: int,
    accounts: bool,
    names: tuple[str, ...],
    secure: bool,
    file: str,
    author: str,
    own: str | None,
    **oidc: Any,
) -> None:
    """Das Desk im Browser. / The desk in a browser.

    Ohne --accounts antwortet es nur auf diesem Rechner und fragt niemanden, wer er ist.
    """
    try:
        from lagebild.desk.serve import serve
        from lagebild.desk.settings import LOOPBACK, Settings
    except ModuleNotFoundError as error:
        raise UsageError(f"the desk's packages are not installed ({error.name}); pip install 'lagebild[desk]'") from error
    from lagebild.store import open_store
    from lagebild.store.people import anybody

    with open_store(address) as store, store.read() as connection:
        if accounts and not anybody(connection):
            raise UsageError("there is no account yet; make one with 'lagebild people add NAME --role admin'")
    asked, origin = split_names(names, secure=secure, host=host, port=port)
    settings = Settings(
        store=address,
        alone=not accounts,
        hosts=(*LOOPBACK, *asked),
        secure=secure,
        sources=file,
        codebook=own,
        author=author,
        oidc=openid_of(oidc, accounts=accounts, origin=origin),
    )
    click.echo(f"http://{host}:{port}/", err=True)
    serve(settings, host=host, port=port, processes=processes)


@click.group("people", invoke_without_command=True)
@store_option
@click.pass_context
def people(context: click.Context, address: str) -> None:
    """Wer das Desk benutzen darf. / Who may use the desk."""
    context.obj = address
    if context.invoked_subcommand is not None:
        return
    from lagebild.store import open_store
    from lagebild.store.people import accounts, keys

    with open_store(address, create=False) as store, store.read() as connection:
        found, held = accounts(connection), keys(connection)
    for account in found:
        line = f"{account.name}  {account.role}  {'closed' if account.closed else 'open'}  {sum(k.account == account.name for k in held)} keys"
        if account.invited is not None:
            line += f"  oidc {one_line(account.invited)}{'' if account.subject is not None else ' (not yet there)'}"
        click.echo(line)


@people.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES), default="reader", show_default=True)
@click.option("--oidc", metavar="WHO", help="Wen der Anbieter nennen muss: E-Mail-Adresse oder sub:KENNUNG. / Whom the provider must name.")
@click.option("--password", is_flag=True, help="Mit --oidc auch nach einem Passwort fragen. / Ask for a password as well.")
@click.pass_obj
def add(address: str, name: str, role: str, oidc: str | None, password: bool) -> None:
    """Ein Konto anlegen; das Passwort wird gefragt. / Add an account; the password is asked for.

    Mit --oidc hat es keines, wenn nicht --password dabeisteht. / With --oidc it has none, unless --password is given.
    """
    from lagebild.store import open_store
    from lagebild.store.people import Role, add_account
    from lagebild.store.vouched import expect

    hashed = _ask() if password or oidc is None else None
    with open_store(address) as store, store.write() as connection:
        add_account(connection, name, Role(role), now=datetime.now(UTC), password=hashed)
        if oidc is not None:
            expect(connection, name, oidc)
    click.echo(f"{one_line(name)}: {role}")


@people.command("change")
@click.argument("name")
@click.option("--role", type=click.Choice(_ROLES))
@click.option("--password", is_flag=True, help="Nach einem neuen Passwort fragen. / Ask for a new password.")
@click.option("--oidc", metavar="WHO", help="Wen der Anbieter nennen muss; löst die Bindung. / Whom it must name; unties the account.")
@click.option("--no-oidc", is_flag=True, help="Niemanden mehr vom Anbieter einlassen. / The provider vouches for nobody here.")
@click.option("--close/--open", "closed", default=None, help="Das Konto schließen oder wieder öffnen. / Close it or open it again.")
@click.pass_obj
def change(address: str, name: str, role: str | None, password: bool, oidc: str | None, no_oidc: bool, closed: bool | None) -> None:
    """Rolle, Passwort oder Person ändern, schließen, öffnen. / Change role, password or person, close, open."""
    from lagebild.store import open_store
    from lagebild.store.people import Role, change_account
    from lagebild.store.vouched import expect

    if role is None and not password and closed is None and oidc is None and not no_oidc:
        raise UsageError("nothing says what to change; give --role, --password, --oidc, --no-oidc, --close or --open")
    if oidc is not None and no_oidc:
        raise UsageError("--oidc and --no-oidc contradict each other; give one")
    hashed = _ask() if password else None
    with open_store(address, create=False) as store, store.write() as connection:
        if oidc is not None or no_oidc:
            expect(connection, name, oidc)
        change_account(connection, name, role=None if role is None else Role(role), password=hashed, closed=closed)


@people.command("key")
@click.argument("name")
@click.argument("label")
@click.option("--scope", "scopes", type=click.Choice(_SCOPES), multiple=True, default=("read",), show_default=True)
@click.option("--days", type=click.IntRange(1, 730), default=90, show_default=True, help="So lange gilt er. / How long it holds.")
@click.pass_obj
def key(address: str, name: str, label: str, scopes: tuple[str, ...], days: int) -> None:
    """Ein Schlüssel für ein Programm; er wird nur dieses eine Mal gezeigt. / A key for a program, shown this once."""
    from lagebild.errors import NotFound
    from lagebild.store import open_store
    from lagebild.store.people import Scope, add_key, find_account

    now = datetime.now(UTC)
    with open_store(address, create=False) as store, store.write() as connection:
        if find_account(connection, name) is None:
            raise NotFound(f"{name}: there is no such account; 'lagebild people' lists them")
        token = add_key(connection, name, label, [Scope(s) for s in scopes], now=now, ends=now + timedelta(days=days))
    click.echo(token)


def _ask() -> str:
    """The hash of a password that was asked for, or was the first line of standard input."""
    try:
        from lagebild.desk.passwords import hash_password
    except ModuleNotFoundError as error:
        raise UsageError(f"the desk's packages are not installed ({error.name}); pip install 'lagebild[desk]'") from error
    if sys.stdin.isatty():
        given = click.prompt("Passwort / Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        given = sys.stdin.readline().rstrip("\n")
    return hash_password(given)
