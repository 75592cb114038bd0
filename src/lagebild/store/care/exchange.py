"""A whole store as JSON Lines and back: a line a row, in an order in which each row follows what it refers to.

The first line names the form, the last one holds counts and a SHA-256 over all lines before it. Nothing is written on
the way in before the last line has been read and every seal has been recomputed.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from sqlalchemy import Connection, LargeBinary, Table, select

from lagebild.errors import StoreError
from lagebild.store import schema
from lagebild.store.care.derived import make_derived
from lagebild.store.care.rows import check_row
from lagebild.store.codec import seal_of
from lagebild.store.record import write_rows

FORM = 1
_BATCH = 500
_KEPT = [t for t in schema.metadata.sorted_tables if t in schema.SEALED]
_TABLES = {t.name: t for t in _KEPT}


def export_lines(connection: Connection) -> Iterator[bytes]:
    """The lines of a store, each with its line end; one consistent view, row by row."""
    digest, counts = sha256(), Counter[str]()

    def line(value: dict[str, Any]) -> bytes:
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        digest.update(data)
        return data

    yield line({"lagebild": "store", "form": FORM})
    for table in _KEPT:
        binary = {c.name for c in table.columns if isinstance(c.type, LargeBinary)}
        for row in connection.execution_options(yield_per=_BATCH).execute(select(table).order_by(*table.primary_key)).mappings():
            values = {k: base64.b64encode(v).decode() if k in binary and v is not None else v for k, v in row.items()}
            counts[table.name] += 1
            yield line({"table": table.name, "row": values})
    yield json.dumps({"end": dict(counts), "sha256": digest.hexdigest()}).encode() + b"\n"


def verify_lines(lines: Iterable[bytes], where: str) -> Counter[str]:
    """Read a whole export and find out whether it is one; rows by table.

    Raises:
        StoreError: it is none, ends early, or a line was changed.
    """
    digest, counts = sha256(), Counter[str]()
    told: dict[str, Any] | None = None
    for number, line in enumerate(lines, 1):
        place = f"{where}:{number}"
        if told is not None:
            raise StoreError(place, "lines follow the last one", _AGAIN)
        value = _parsed(line, place)
        if number == 1 and (value.get("lagebild") != "store" or value.get("form") != FORM):
            raise StoreError(place, f"no export of a store in form {FORM}", "give a file that 'lagebild export' wrote")
        if "end" in value:
            told = value
            continue
        digest.update(line)
        if number > 1:
            table, row = _row(value, place)
            if seal_of(table, row) != row["seal"]:
                raise StoreError(place, f"a row of {table.name} was changed: its seal does not fit", _AGAIN)
            if table is schema.decision and (wrong := next(check_row(table, row), None)):
                raise StoreError(place, wrong.what, _AGAIN)
            counts[table.name] += 1
    if told is None:
        raise StoreError(where, "ends before its last line", _AGAIN)
    if told.get("sha256") != digest.hexdigest() or told["end"] != dict(counts):
        raise StoreError(where, "its lines do not fit the counts and the hash at its end", _AGAIN)
    return counts


def import_lines(connection: Connection, lines: Iterable[bytes], where: str) -> Counter[str]:
    """Write verified lines into a store, in a transaction of ``Store.write``; rows that are there already stay.

    Returns:
        Rows that were given, by table.

    Raises:
        StoreError: a line is no row of a store.
    """
    counts = Counter[str]()
    found = (_row(_parsed(line, f"{where}:{n}"), f"{where}:{n}") for n, line in enumerate(lines, 1) if n > 1 and not line.startswith(b'{"end"'))
    old = set(connection.execute(select(schema.document.c.id)).scalars())
    table: Table | None = None
    batch: list[dict[str, Any]] = []
    for other, row in found:
        if other is not table or len(batch) >= _BATCH:
            if table is not None:
                write_rows(connection, table, batch)
            table, batch = other, []
        batch.append(row)
        counts[other.name] += 1
    if table is not None:
        write_rows(connection, table, batch)
    # What is not in an export: anchors, entries of the search, and what the new documents share with those that were there.
    fresh = set(connection.execute(select(schema.document.c.id)).scalars()) - old
    make_derived(connection, sorted(fresh))
    return counts


_AGAIN = "export the store again, or copy the file again"


def _parsed(line: bytes, place: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except ValueError as error:
        raise StoreError(place, f"no JSON ({error})", _AGAIN) from None
    if not isinstance(value, dict):
        raise StoreError(place, "no object", _AGAIN)
    return value


def _row(value: dict[str, Any], place: str) -> tuple[Table, dict[str, Any]]:
    table = _TABLES.get(str(value.get("table")))
    row = value.get("row")
    if table is None or not isinstance(row, dict) or set(row) != set(table.columns.keys()):
        raise StoreError(place, "no row of a store", "use the program that wrote it, or export the store again")
    for column in table.columns:
        if isinstance(column.type, LargeBinary) and row[column.name] is not None:
            try:
                row[column.name] = base64.b64decode(row[column.name], validate=True)
            except (ValueError, TypeError):
                raise StoreError(place, f"{column.name} is no base64", _AGAIN) from None
    return table, row


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of a file, from its beginning."""
    stream.seek(0)
    yield from stream
