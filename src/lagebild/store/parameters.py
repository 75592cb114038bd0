"""Long lists of values in slices that a statement may hold: SQLite takes 32,766 parameters, PostgreSQL 65,535."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

MOST = 5_000


def slices(values: Iterable[T], most: int = MOST) -> Iterator[list[T]]:
    """The values in lists of at most ``most``; none where there are none."""
    left = iter(values)
    while some := list(islice(left, most)):
        yield some
