"""Long lists of values for a statement: in slices that it may hold, or as one value that the database takes apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Text, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

T = TypeVar("T")

MOST = 5_000  # SQLite takes 32,766 parameters, PostgreSQL 65,535


def slices(values: Iterable[T], most: int = MOST) -> Iterator[list[T]]:
    """The values in lists of at most ``most``; none where there are none."""
    left = iter(values)
    while some := list(islice(left, most)):
        yield some


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column holds one of some ids, however many: a thousand parameters cost more than what is asked."""
    return column.op("IN", is_comparison=True)(_Listed(literal(json.dumps(list(values)), Text())))


class _Listed(FunctionElement[str]):
    """The members of a list in JSON."""

    name = "listed"
    inherit_cache = True


@compiles(_Listed, "sqlite")
def _by_sqlite(element: _Listed, compiler: SQLCompiler, **more: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **more)}))"


@compiles(_Listed, "postgresql")
def _by_postgresql(element: _Listed, compiler: SQLCompiler, **more: Any) -> str:
    return f"(SELECT jsonb_array_elements_text(CAST({compiler.process(element.clauses, **more)} AS jsonb)))"
