"""Who may use a desk: accounts, their sittings in a browser, keys for programs, and what each has seen.

Nothing that opens a door is kept: of a password its Argon2id hash (made elsewhere), of a sitting and of a key SHA-256
of what the other side holds, which has 256 bits of chance and needs no slower hash.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import Connection, delete, func, insert, select, update

from lagebild.errors import NotFound, UsageError
from lagebild.store.codec import from_micros, to_micros
from lagebild.store.schema import account, key, sitting, visit

_NAME = re.compile(r"[a-zA-Z0-9äöüÄÖÜß][\w.@+-]{0,63}")
IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
"""A sitting ends when nothing was asked for so long, and in any case after so long."""

APART = timedelta(minutes=30)
"""Two looks at a place with more than this between them are two visits."""

ALONE = ""
"""The account of whoever works without signing in."""


class Role(StrEnum):
    """What somebody may do; each may do what those before may."""

    READER = "reader"
    ANALYST = "analyst"
    ADMIN = "admin"


class Scope(StrEnum):
    """What a key may be used for, within what its account may."""

    READ = "read"
    SUBMIT = "submit"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person; ``password`` is a hash, ``closed`` an account that opens nothing any more.

    ``invited`` says whom a provider must name the first time, ``subject`` whom it did (``lagebild.store.vouched``).
    """

    name: str
    role: Role
    password: str | None
    subject: str | None
    closed: bool
    made: datetime
    invited: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key of an account; ``id`` opens nothing. Moments are aware and in UTC."""

    id: str
    account: str
    label: str
    scopes: frozenset[Scope]
    made: datetime
    ends: datetime
    used: datetime | None


def add_account(connection: Connection, name: str, role: Role, *, now: datetime, password: str | None = None) -> None:
    """Add an account.

    Args:
        password: its hash; None for an account that no password opens.

    Raises:
        UsageError: the name is taken or is no name.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"{name!r}: a name has 1 to 64 letters, digits and . _ @ + -, and begins with a letter or digit")
    if find_account(connection, name) is not None:
        raise UsageError(f"{name}: there is an account of that name; choose another, or change that one")
    values = {"name": name, "role": str(role), "password": password, "closed": False, "made": to_micros(now)}
    connection.execute(insert(account).values(values))


def find_account(connection: Connection, name: str | None = None, *, subject: str | None = None) -> Account | None:
    """The account of a name or of an OpenID Connect subject, open or closed; names are compared as they are."""
    found = account.c.name == name if name is not None else account.c.subject == subject
    return next(iter(_accounts(connection, found)), None)


def accounts(connection: Connection) -> list[Account]:
    """All of them by name."""
    return _accounts(connection, account.c.name != ALONE)


def change_account(
    connection: Connection, name: str, *, role: Role | None = None, password: str | None = None, closed: bool | None = None
) -> None:
    """Change what is given. Another password, another role or a closed account ends all sittings; closing ends keys, too.

    Raises:
        NotFound: there is no such account.
        UsageError: nobody would be left to administer the desk.
    """
    known = find_account(connection, name)
    if known is None:
        raise NotFound(f"{name}: there is no such account; 'lagebild people' lists them")
    stated = {"role": None if role is None else str(role), "password": password, "closed": closed}
    values = {k: v for k, v in stated.items() if v is not None}
    if values:
        connection.execute(update(account).where(account.c.name == name).values(values))
    if known.role is Role.ADMIN and not known.closed and not any(a.role is Role.ADMIN and not a.closed for a in accounts(connection)):
        raise UsageError(f"{name} is the last administrator; make another one first")
    connection.execute(delete(sitting).where(sitting.c.account == name))
    if closed:
        connection.execute(delete(key).where(key.c.account == name))


def begin_sitting(connection: Connection, name: str, *, now: datetime) -> str:
    """A new sitting; what the browser is to hold. Sittings of the account that have ended are swept away."""
    token = secrets.token_urlsafe(32)
    moment = to_micros(now)
    ended = (sitting.c.seen < to_micros(now - IDLE)) | (sitting.c.made < to_micros(now - LONGEST))
    connection.execute(delete(sitting).where(sitting.c.account == name, ended))
    connection.execute(insert(sitting).values(id=_hash(token), account=name, made=moment, seen=moment))
    return token


def find_sitting(connection: Connection, token: str, *, now: datetime) -> tuple[Account, datetime] | None:
    """Whose sitting it is and when it was last used; None where it has ended or never was."""
    row = connection.execute(select(sitting).where(sitting.c.id == _hash(token))).one_or_none()
    if row is None or row.seen < to_micros(now - IDLE) or row.made < to_micros(now - LONGEST):
        return None
    found = find_account(connection, row.account)
    return None if found is None or found.closed else (found, from_micros(row.seen))


def use_sitting(connection: Connection, token: str, *, now: datetime) -> None:
    """Note that it was used."""
    connection.execute(update(sitting).where(sitting.c.id == _hash(token)).values(seen=to_micros(now)))


def end_sitting(connection: Connection, token: str) -> None:
    """End it; nothing happens if it has ended."""
    connection.execute(delete(sitting).where(sitting.c.id == _hash(token)))


def add_key(
    connection: Connection, name: str, label: str, scopes: Iterable[Scope], *, now: datetime, ends: datetime
) -> str:
    """A new key of an account, shown this once.

    Raises:
        UsageError: no label, no scope, or it would have ended already.
    """
    wanted = sorted({str(Scope(s)) for s in scopes})
    if not label.strip() or len(label) > 100:
        raise UsageError("a key needs a label of 1 to 100 characters that says what it is for")
    if not wanted:
        raise UsageError("a key needs a scope: read, submit or decide")
    if ends <= now:
        raise UsageError("a key must end after it was made")
    token = f"lb_{secrets.token_urlsafe(32)}"
    values = {"id": _hash(token), "account": name, "label": label.strip(), "scopes": " ".join(wanted)}
    connection.execute(insert(key).values(**values, made=to_micros(now), ends=to_micros(ends), used=None))
    return token


def find_key(connection: Connection, token: str, *, now: datetime) -> tuple[Account, Key] | None:
    """The key and its account; None where it has ended, never was, or the account is closed."""
    row = connection.execute(select(key).where(key.c.id == _hash(token))).one_or_none()
    if row is None or row.ends <= to_micros(now):
        return None
    found = find_account(connection, row.account)
    return None if found is None or found.closed else (found, _key(row))


def use_key(connection: Connection, identity: str, *, now: datetime) -> None:
    """Note that it was used."""
    connection.execute(update(key).where(key.c.id == identity).values(used=to_micros(now)))


def keys(connection: Connection, name: str | None = None) -> list[Key]:
    """Keys of an account, or of all, newest first."""
    query = select(key) if name is None else select(key).where(key.c.account == name)
    return [_key(row) for row in connection.execute(query.order_by(key.c.made.desc(), key.c.id))]


def end_key(connection: Connection, identity: str, *, of: str | None = None) -> None:
    """End a key, where ``of`` is given only of that account.

    Raises:
        NotFound: there is no such key.
    """
    query = delete(key).where(key.c.id == identity)
    if connection.execute(query if of is None else query.where(key.c.account == of)).rowcount == 0:
        raise NotFound(f"{identity[:12]}: there is no such key")


def last_visit(connection: Connection, name: str, place: str) -> tuple[datetime | None, datetime | None]:
    """When the reader's visit before this one ended, and when he last looked; None where he never did."""
    row = connection.execute(select(visit).where(visit.c.account == name, visit.c.place == place)).one_or_none()
    if row is None:
        return None, None
    return None if row.before is None else from_micros(row.before), from_micros(row.seen)


def note_visit(connection: Connection, name: str, place: str, *, now: datetime, read: bool = False) -> None:
    """Note that a reader looks at a place.

    Args:
        read: he says that he has read all of it, so that nothing before now is new to him.
    """
    before, seen = last_visit(connection, name, place)
    moment = to_micros(now)
    if seen is None:
        values = {"account": name, "place": place, "before": moment if read else None, "seen": moment}
        connection.execute(insert(visit).values(values))
        return
    if read:
        before = now
    elif now - seen > APART:
        before = seen
    same = (visit.c.account == name) & (visit.c.place == place)
    connection.execute(update(visit).where(same).values(before=None if before is None else to_micros(before), seen=moment))


def anybody(connection: Connection) -> bool:
    """Whether there is any account."""
    return bool(connection.execute(select(func.count()).select_from(account)).scalar())


def _accounts(connection: Connection, condition: object) -> list[Account]:
    rows = connection.execute(select(account).where(condition).order_by(account.c.name))  # type: ignore[arg-type]
    return [
        Account(
            name=row.name,
            role=Role(row.role),
            password=row.password,
            subject=row.subject,
            closed=row.closed,
            made=from_micros(row.made),
            invited=row.invited,
        )
        for row in rows
    ]


def _key(row: object) -> Key:
    values = row._mapping  # type: ignore[attr-defined]
    return Key(
        id=values["id"],
        account=values["account"],
        label=values["label"],
        scopes=frozenset(Scope(s) for s in values["scopes"].split()),
        made=from_micros(values["made"]),
        ends=from_micros(values["ends"]),
        used=None if values["used"] is None else from_micros(values["used"]),
    )


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
