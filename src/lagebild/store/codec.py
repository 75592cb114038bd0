"""Nouns as JSON and back, and the seal of a row.

JSON and not a binary form: what a store holds must be readable in twenty years without this program.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import blake2b, sha256
from threading import Lock
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import Table

N = TypeVar("N")

_learning = Lock()
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_json(noun: object) -> str:
    """A noun of ``lagebild.model`` as one line of JSON, fields in the order of the class.

    What is not there (None, an empty tuple, False) is left out: it is most of a claim, and nouns have it as their default.
    """
    fields = msgspec.to_builtins(noun)
    kept = {n: v for n, v in fields.items() if v is not None and v is not False and v != []}
    return msgspec.json.encode(kept).decode()


def from_json(kind: type[N], text: str) -> N:
    """The noun that ``to_json`` wrote.

    Raises:
        ValueError: it is no such noun (msgspec's errors are ValueErrors).
    """
    noun: N = _decoder(cast(Any, kind)).decode(text)
    return noun


@cache
def _decoder(kind: type[Any]) -> msgspec.json.Decoder[Any]:
    # msgspec keeps what it learns of a class at the class, and before it has learned all of it: a second thread that
    # comes upon half of that ends the process.
    with _learning:
        return msgspec.json.Decoder(kind)


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - _EPOCH) // _MICROSECOND


def from_micros(count: int) -> datetime:
    """The moment in UTC."""
    return _EPOCH + timedelta(microseconds=count)


def iso_day_or_moment(stated: date | datetime | None) -> str | None:
    """As stated: "2022-01-24" or "2022-01-24T10:49:00+01:00"."""
    return None if stated is None else stated.isoformat()


def day_or_moment(text: str | None) -> date | datetime | None:
    """What ``iso_day_or_moment`` wrote."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def hash_of(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(data).hexdigest()


def pack(data: bytes) -> bytes:
    """Bytes deflated for keeping."""
    return zlib.compress(data, 1)


def unpack(packed: bytes, size: int) -> bytes:
    """The bytes that ``pack`` was given; never more than ``size`` of them.

    Raises:
        ValueError: they do not unpack to so many bytes.
    """
    inflater = zlib.decompressobj()
    try:
        data = inflater.decompress(packed, size + 1)
    except zlib.error as error:
        raise ValueError(f"does not unpack ({error})") from None
    if len(data) != size or not inflater.eof:
        raise ValueError(f"unpacks to another size than {size} bytes")
    return data


def seal_of(table: Table, row: Mapping[str, Any]) -> str:
    """The hash of a row's other columns, in the order of the table; a column left out is NULL."""
    parts = [table.name.encode()]
    for name in _sealed_columns(table):
        value = row.get(name)
        if value is None:
            parts.append(b"n0:")
            continue
        if isinstance(value, str):
            kind, data = b"s", value.encode()
        elif isinstance(value, bytes | memoryview):
            kind, data = b"b", bytes(value)
        else:
            kind, data = b"i", repr(int(value) if isinstance(value, bool) else value).encode()
        parts.append(b"%b%d:" % (kind, len(data)))
        parts.append(data)
    return blake2b(b"".join(parts), digest_size=12).hexdigest()


@cache
def _sealed_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns if column.name != "seal")


def sealed(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row with its seal."""
    return {**row, "seal": seal_of(table, row)}
