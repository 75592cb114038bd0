"""Who may do what: every route names the right it needs, and one that names none is closed to everybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from lagebild.store.people import ALONE, Role, Scope

F = TypeVar("F", bound=Callable[..., Any])


class Right(StrEnum):
    """What a route asks of its caller."""

    OPEN = "open"  # anybody: signing in, style, the description of the interface
    READ = "read"
    DECIDE = "decide"
    SUBMIT = "submit"
    OWN = "own"  # one's own settings and keys: a person in a browser, never a key
    ADMIN = "admin"  # likewise


ALLOWED: dict[Role | None, frozenset[Right]] = {
    None: frozenset({Right.OPEN}),
    Role.READER: frozenset({Right.OPEN, Right.READ, Right.OWN}),
    Role.ANALYST: frozenset({Right.OPEN, Right.READ, Right.OWN, Right.DECIDE, Right.SUBMIT}),
    Role.ADMIN: frozenset(Right),
}

_SCOPED = {Scope.READ: Right.READ, Scope.SUBMIT: Right.SUBMIT, Scope.DECIDE: Right.DECIDE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks.

    Attributes:
        name: of the account; "" for whoever works alone, and for nobody.
        role: None for nobody.
        scopes: of the key that was shown; None for a person in a browser.
        held: what the browser holds, from which the tokens of its forms are made; "" for a program.
    """

    name: str = ALONE
    role: Role | None = None
    scopes: frozenset[Scope] | None = None
    held: str = ""

    def may(self, right: Right) -> bool:
        """Whether the role, and the key if there is one, allow it."""
        if right not in ALLOWED[self.role]:
            return False
        if self.scopes is None or right is Right.OPEN:
            return True
        return right in {_SCOPED[scope] for scope in self.scopes}

    @property
    def known(self) -> bool:
        """Whether it is anybody."""
        return self.role is not None


def needs(right: Right) -> Callable[[F], F]:
    """Say what a route asks of its caller."""

    def marked(function: F) -> F:
        function.right = right  # type: ignore[attr-defined]
        return function

    return marked


def right_of(function: Callable[..., Any]) -> Right | None:
    """What a route asks of its caller; None where it says nothing, so that it stays closed."""
    found = getattr(function, "right", None)
    return found if isinstance(found, Right) else None
