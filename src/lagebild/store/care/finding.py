"""What is wrong with a store, in one line: what, where, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

RESTORE = "restore the last good backup with 'lagebild restore'"

Tell = Callable[[str, int], None]
"""Hears what is being looked at, and how many of it have been."""


def tell_nobody(_what: str, _count: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong.

    Attributes:
        where: the table and row, or the file.
        what: what is wrong with it.
        remedy: what the person can do about it.
    """

    where: str
    what: str
    remedy: str = RESTORE

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"
