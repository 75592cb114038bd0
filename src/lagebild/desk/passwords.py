"""Passwords as Argon2id hashes, and how often somebody may try."""

from __future__ import annotations

from time import monotonic

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from starlette.requests import Request

from lagebild.desk.doors import address_of
from lagebild.desk.pace import Pace
from lagebild.desk.refusals import Refusal
from lagebild.errors import UsageError

LEAST = 12  # characters; NIST SP 800-63B-4 asks for 15 where nothing else is asked for, and 8 beside a second factor
_HASHER = PasswordHasher()  # RFC 9106, low memory: 64 MiB, 3 passes
_NOBODYS = _HASHER.hash("the password of nobody")


def hash_password(password: str) -> str:
    """The hash that is kept.

    Raises:
        UsageError: the password is too short or too long.
    """
    if len(password) < LEAST:
        raise UsageError(f"the password is too short; give at least {LEAST} characters, several words are easiest")
    if len(password) > 1000:
        raise UsageError("the password is too long; give at most 1,000 characters")
    return _HASHER.hash(password)


def check_password(kept: str | None, shown: str) -> bool:
    """Whether it is the password; takes as long where there is no such account."""
    try:
        return _HASHER.verify(kept or _NOBODYS, shown) and kept is not None
    except (Argon2Error, InvalidHashError):
        return False


class Attempts:
    """Five tries at once for a name and twenty from an address, then one in half a minute, or in three seconds."""

    def __init__(self) -> None:
        self._names = Pace(1 / 30, 5)
        self._addresses = Pace(1 / 3, 20)

    def take(self, request: Request, name: str) -> None:
        """Count a try, or raise a Refusal that says when the next one is due."""
        now = monotonic()
        wait = max(self._names.take(name, now), self._addresses.take(address_of(request), now))
        if wait:
            raise Refusal(429, "Zu viele Versuche; bitte später noch einmal.", retry_after=round(wait + 0.5))

    def take_address(self, request: Request) -> None:
        """Count a sign-in that begins elsewhere, of which no name is known yet."""
        wait = self._addresses.take(address_of(request), monotonic())
        if wait:
            raise Refusal(429, "Zu viele Versuche; bitte später noch einmal.", retry_after=round(wait + 0.5))

    def forget(self, request: Request, name: str) -> None:
        """After a success, the name's tries are whole again."""
        self._names.forget(name)
