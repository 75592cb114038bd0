"""People whom an OpenID Connect provider vouches for: which account is theirs, and sign-ins that are under way.

An account names its person by an e-mail address or a subject. The first sign-in ties it to the issuer's subject, and
from then on the address counts no more: addresses are handed on to others, a subject never is (OpenID Connect Core,
5.7). A sign-in under way lies in the store, because the process that ends it may be another than began it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from lagebild.errors import NotFound, UsageError
from lagebild.store.codec import to_micros
from lagebild.store.people import Account, find_account
from lagebild.store.schema import account, errand, sitting

LONGEST_ERRAND = timedelta(minutes=10)
"""So long may somebody take at the provider."""

SUBJECT = "sub:"
"""What stands before a subject where an account is named by it."""

_EMAIL = re.compile(r"[^\s@:]{1,64}@[^\s@:]{1,190}")
# Only these: other letters have forms that fold together though they belong to two people.
_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouched:
    """Whom a provider vouches for; ``email`` is None where it does not say that it has verified one."""

    issuer: str
    subject: str
    email: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A sign-in under way: what the provider's token must repeat, the secret of PKCE, and where to go on."""

    nonce: str
    verifier: str
    following: str


def expect(connection: Connection, name: str, stated: str | None) -> None:
    """Say whom a provider must name for an account; it is tied to nobody until they sign in, and its sittings end.

    Args:
        stated: an e-mail address, or "sub:" and a subject; None for nobody.

    Raises:
        NotFound: there is no such account.
        UsageError: it is neither, or another account names the same.
    """
    if find_account(connection, name) is None:
        raise NotFound(f"{name}: there is no such account; 'lagebild people' lists them")
    invited = None if stated is None else _invited(stated)
    if invited is not None:
        taken = connection.execute(select(account.c.name).where(account.c.invited == invited, account.c.name != name)).scalar()
        if taken is not None:
            raise UsageError(f"{invited} is named by the account {taken} already; a person has one account")
    connection.execute(update(account).where(account.c.name == name).values(invited=invited, subject=None))
    connection.execute(delete(sitting).where(sitting.c.account == name))


def admit(connection: Connection, person: Vouched) -> Account | None:
    """The account of a person, open or closed, tied to them if it was not yet; None where there is none."""
    tied = f"{person.issuer} {person.subject}"
    known = find_account(connection, subject=tied)
    if known is not None:
        return known
    # What is no address could be somebody's subject.
    address = person.email.translate(_SMALL) if person.email is not None and _EMAIL.fullmatch(person.email) else None
    names = [SUBJECT + person.subject, *([address] if address is not None else [])]
    for invited in names:
        free = (account.c.invited == invited) & account.c.subject.is_(None)
        name = connection.execute(select(account.c.name).where(free)).scalar()
        # Of two that come at once, one finds it tied.
        if name is not None and connection.execute(update(account).where(free).values(subject=tied)).rowcount == 1:
            return find_account(connection, name)
    return None


def begin_errand(connection: Connection, state: str, held: str, made: Errand, *, now: datetime) -> None:
    """Keep a sign-in under way; those that took too long are swept away.

    Args:
        state: of chance alone; the provider gives it back.
        held: what the browser holds; the sign-in ends in this browser or nowhere.
    """
    connection.execute(delete(errand).where(errand.c.made < to_micros(now - LONGEST_ERRAND)))
    values = {"nonce": made.nonce, "verifier": made.verifier, "following": made.following, "made": to_micros(now)}
    connection.execute(insert(errand).values(id=_hash(state), held=_hash(held), **values))


def take_errand(connection: Connection, state: str, held: str, *, now: datetime) -> Errand | None:
    """The sign-in of a state, this once; None where there is none, it took too long, or another browser began it."""
    same = (errand.c.id == _hash(state)) & (errand.c.held == _hash(held))
    row = connection.execute(select(errand).where(same)).one_or_none()
    # Of two that come at once, one deletes it.
    if row is None or connection.execute(delete(errand).where(same)).rowcount != 1:
        return None
    if row.made < to_micros(now - LONGEST_ERRAND):
        return None
    return Errand(nonce=row.nonce, verifier=row.verifier, following=row.following)


def _invited(stated: str) -> str:
    subject = stated.removeprefix(SUBJECT)
    if subject != stated:
        if not 1 <= len(subject) <= 255 or not subject.isascii() or not subject.isprintable():
            raise UsageError(f"{stated[:80]!r}: a subject has 1 to 255 printable ASCII characters")
        return stated
    if not _EMAIL.fullmatch(stated) or not stated.isprintable():
        raise UsageError(f"{stated[:80]!r} is no e-mail address; write one, or sub: and the subject that the provider shows")
    return stated.translate(_SMALL)


def _hash(held: str) -> str:
    return sha256(held.encode("utf-8", "surrogatepass")).hexdigest()
