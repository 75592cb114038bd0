"""The index of the search against what it was made from: every place of every term, and the other way round.

FTS5's own check adds up by exclusive or, so that a bit flipped in a list of two entries can cancel itself; here both
sides are added up by products of hashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from lagebild.store.care.finding import Finding

_REMEDY = "make it anew: 'lagebild export', then 'lagebild import' into a new store"
_PLAIN = re.compile(r"[a-z0-9_: ]*", re.ASCII)
_WRAP = (1 << 128) - 1
_AT, _PLACE = 0x9E3779B97F4A7C15F39CC0605CEDC835, 0xC2B2AE3D27D4EB4F165667B19E3779F9


def check_index(connection: Connection) -> Iterator[Finding]:
    """Whether the index of the search holds what the entries speak of, and agrees with itself."""
    if connection.dialect.name == "postgresql":  # which keeps terms and entry in one row, and checksums of both
        count = connection.execute(text("SELECT count(*) FROM entry WHERE terms IS NULL OR terms = ''")).scalar_one()
        if count:
            yield Finding(where="entry", what=f"{count} rows have no terms", remedy=_REMEDY)
        return
    one, other = "SELECT id FROM entry", "SELECT id FROM words_content"
    count = connection.exec_driver_sql(
        f"SELECT count(*) FROM ({one} EXCEPT {other}) UNION ALL SELECT count(*) FROM ({other} EXCEPT {one})"
    ).scalars()
    if lost := sum(count):
        yield Finding(where="words", what=f"{lost} entries and terms of the search lack one another", remedy=_REMEDY)
    try:
        # Written as an INSERT, it only reads.
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('integrity-check')")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.places USING fts5vocab(main, words, instance)")
        kept = connection.exec_driver_sql("SELECT rowid, terms FROM words", execution_options={"yield_per": 200})
        found = connection.exec_driver_sql("SELECT doc, offset, term FROM temp.places", execution_options={"yield_per": 1_000})
        agree = _sum(_places(kept)) == _sum(found)
    except DBAPIError as error:
        yield Finding(where="words", what=f"the index of the search is damaged ({error.orig})", remedy=_REMEDY)
        return
    except ValueError as error:
        yield Finding(where="words", what=str(error), remedy=_REMEDY)
        agree = True
    connection.exec_driver_sql("DROP TABLE temp.places")
    if not agree:
        yield Finding(where="words", what="the index of the search does not hold the terms beside it", remedy=_REMEDY)


def _places(kept: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    for identity, terms in kept:
        if not isinstance(terms, str) or not _PLAIN.fullmatch(terms):
            raise ValueError(f"the terms of entry {identity} are none")
        for place, term in enumerate(terms.split()):
            yield identity, place, term


def _sum(places: Iterable[tuple[int, int, str]]) -> int:
    total = 0
    for identity, place, term in places:
        total += _hash(term) * ((identity * _AT + place * _PLACE) & _WRAP)
    return total & _WRAP


@lru_cache(maxsize=100_000)
def _hash(term: str) -> int:
    return int.from_bytes(blake2b(term.encode("utf-8", "surrogateescape"), digest_size=16).digest(), "big") | 1
