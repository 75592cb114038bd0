"""What a search goes by: an entry for each document, statement and claim, with its terms, written with the reading.

Only the newest reading of a document has entries. Ids rise with the publication, so that the newest come first by
id alone, and a span of time is a span of ids.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, text

from lagebild.language.terms import UMLAUTS, encode, fold, index_words, terms_of
from lagebild.model import Claim, Document, Statement
from lagebild.store.documents import document_of
from lagebild.store.parameters import slices
from lagebild.store.schema import document, entry

KINDS = ("document", "statement", "claim")
HASH_BITS = 28
_FARTHEST = 1 << 34  # seconds: the year 2514

# PostgreSQL keeps a megabyte of terms with their places in one row. What a text has beyond that (after some 100,000
# words) is found by its statements and claims only, on both databases.
_MOST = 800_000  # letters of different terms and bytes of places
_SHORT = 80_000  # code points of a text that cannot have so many
_MOST_PLACES = 200  # of one term in one text; PostgreSQL keeps 256, and none beyond word 16,383
_LAST_PLACE = 16_383

Terms = Sequence[tuple[str, ...]]  # of each word in order of the text


@dataclass(frozen=True, slots=True)
class Parts:
    """What of a document is to be found besides itself: the newest reading.

    Attributes:
        reading: its id; None where there is none.
    """

    reading: str | None = None
    statements: Sequence[Statement] = ()
    claims: Sequence[Claim] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    document: str
    reading: str | None
    number: int | None
    terms: Terms
    tags: tuple[str, ...]


def place_tag(code: str) -> str:
    return "p:" + _slug(code)


def actor_tag(code: str) -> str:
    return "a:" + _slug(code)


def dimension_tag(name: str) -> str:
    return "d:" + _slug(name)


def status_tag(name: str) -> str:
    return "s:" + _slug(name)


def outlet_tag(name: str) -> str:
    return "o:" + _slug(name)


def kind_tag(name: str) -> str:
    return "k:" + _slug(name)


@lru_cache(maxsize=10_000)
def _slug(name: str) -> str:
    """ASCII letters, digits and underscores; "Der Spiegel" and "der spiegel" are one."""
    return "_".join(encode(word.translate(UMLAUTS)) for word in re.split(r"[\W_]+", fold(name)) if word)


def first_id(moment: int) -> int:
    """The least id of what was published at a moment or later; ``moment`` in microseconds since 1970."""
    # A moment may be asked for that no report can have, and no database count: the year 1, or 9999.
    return max(-_FARTHEST, min(moment // 1_000_000, _FARTHEST)) << HASH_BITS


def write_entries(connection: Connection, fresh: Mapping[str, Parts]) -> None:
    """Make documents and what was read from them searchable; entries of earlier readings of theirs go.

    Args:
        fresh: by the document's id; their rows are in the store already.
    """
    drop_entries(connection, fresh)
    wanted: list[tuple[int, _Entry]] = []
    for some in slices(fresh):
        rows = connection.execute(select(document).where(document.c.id.in_(some), document.c.text.is_not(None))).all()
        for row in rows:
            moment = row.moment if row.moment is not None else row.known
            wanted += [(first_id(moment) + _hash(e), e) for e in _entries_of(document_of(row), fresh[row.id])]
    if not wanted:
        return
    # In order of their ids: FTS5 writes its part of the index out whenever the next id is a lower one.
    ordered = sorted(_numbered(connection, wanted).items())
    short = [(identity, e.kind, e.document, e.reading, e.number) for identity, e in ordered]
    if connection.dialect.name == "sqlite":
        # Past SQLAlchemy, which would take longer over so many short rows than SQLite does.
        connection.exec_driver_sql("INSERT INTO entry (id, kind, document, reading, number) VALUES (?, ?, ?, ?, ?)", short)
        connection.exec_driver_sql("INSERT INTO words (rowid, terms) VALUES (?, ?)", [(i, _flat(e)) for i, e in ordered])
        return
    columns: list[Sequence[Any]] = [*zip(*short, strict=True), [_as_vector(e) for _, e in ordered]]
    names = ("id", "kind", "document", "reading", "number", "terms")
    connection.execute(_INSERT, {name: list(column) for name, column in zip(names, columns, strict=True)})


_INSERT = text(
    """INSERT INTO entry (id, kind, document, reading, number, terms)
    SELECT id, kind, document, reading, number, terms::tsvector FROM unnest(
        CAST(:id AS bigint[]), CAST(:kind AS text[]), CAST(:document AS text[]), CAST(:reading AS text[]),
        CAST(:number AS integer[]), CAST(:terms AS text[])
    ) AS fresh (id, kind, document, reading, number, terms)""".replace("::", r"\:\:")
)


def drop_entries(connection: Connection, documents: Iterable[str]) -> None:
    """Take documents, and what was read from them, out of the search."""
    for some in slices(documents):
        if connection.dialect.name == "sqlite":
            ids = connection.execute(select(entry.c.id).where(entry.c.document.in_(some))).scalars().all()
            if not ids:
                continue
            for part in slices(ids):
                dropped = text("DELETE FROM words WHERE rowid IN :ids").bindparams(bindparam("ids", expanding=True))
                connection.execute(dropped, {"ids": part})
        connection.execute(delete(entry).where(entry.c.document.in_(some)))


def differing_terms(connection: Connection, parts: Mapping[str, Parts]) -> Iterator[tuple[str, str]]:
    """Documents whose entries were written with other terms than they would be now, each with the kind of the entry.

    Args:
        parts: by the document's id.
    """
    sqlite = connection.dialect.name == "sqlite"
    kept = (
        "SELECT entry.kind, entry.number, words.terms FROM entry JOIN words ON words.rowid = entry.id WHERE entry.document = :id"
        if sqlite
        else "SELECT kind, number, CAST(terms AS text) FROM entry WHERE document = :id"
    )
    as_vectors = text("SELECT CAST(CAST(x AS tsvector) AS text) FROM unnest(CAST(:all AS text[])) WITH ORDINALITY AS u (x, n) ORDER BY n")
    for some in slices(parts):
        for row in connection.execute(select(document).where(document.c.id.in_(some))).all():
            due = list(_entries_of(document_of(row), parts[row.id]))
            found = {(kind, number): terms for kind, number, terms in connection.execute(text(kept), {"id": row.id})}
            if sqlite:
                terms = [_flat(e) for e in due]
            else:
                terms = list(connection.execute(as_vectors, {"all": [_as_vector(e) for e in due]}).scalars())
            for one, whole in zip(due, terms, strict=True):
                if found.get((one.kind, one.number)) != whole:
                    yield row.id, one.kind


def _entries_of(source: Document, parts: Parts) -> Iterator[_Entry]:
    shared = [outlet_tag(source.outlet)] if source.outlet else []
    resting: dict[str, list[str]] = defaultdict(list)  # by statement, the tags of the claims that rest on it
    about: list[str] = [place_tag(source.place)] if source.place else []
    for claim in parts.claims:
        about += place_tag(claim.place), actor_tag(claim.actor)
        if claim.statement is not None:
            resting[claim.statement] += about[-2:]

    def make(kind: str, number: int | None, terms: Terms, tags: Iterable[str]) -> _Entry:
        reading = None if number is None else parts.reading
        return _Entry(kind, source.id, reading, number, terms, tuple(dict.fromkeys((kind_tag(kind), *shared, *tags))))

    words = index_words(source.text)
    whole = [*terms_of(source.title), *words.terms] if source.title else words.terms
    yield make("document", None, whole if len(source.text) < _SHORT else _cut(whole), about)
    for number, statement in enumerate(parts.statements):
        spans = *statement.speaker, *statement.content
        said = [terms for s in spans for terms in words.within(s.begin, s.end)]
        yield make("statement", number, said if len(source.text) < _SHORT else _cut(said), resting.get(statement.id, ()))
    for number, claim in enumerate(parts.claims):
        tags = place_tag(claim.place), actor_tag(claim.actor), dimension_tag(claim.dimension), status_tag(claim.status)
        span = claim.passage.span
        yield make("claim", number, words.within(span.begin, span.end), tags)


def _cut(terms: Terms) -> Terms:
    """As many words as PostgreSQL keeps in a row."""
    size = 0
    seen: set[str] = set()
    for number, own in enumerate(terms):
        for term in own:
            if term not in seen:
                seen.add(term)
                size += len(term) + 8
            size += 2
        if size > _MOST:
            return terms[:number]
    return terms


def _flat(one: _Entry) -> str:
    return " ".join((*chain.from_iterable(one.terms), *one.tags))


def _as_vector(one: _Entry) -> str:
    found: dict[str, list[int]] = {}
    for place, terms in enumerate(one.terms, 1):
        for term in terms:
            places = found.setdefault(term, [])
            if len(places) < _MOST_PLACES:
                places.append(place if place < _LAST_PLACE else _LAST_PLACE)
    words = (f"'{term}':{','.join(map(str, places))}" for term, places in found.items())
    return " ".join((*words, *(f"'{tag}'" for tag in one.tags)))


def _numbered(connection: Connection, wanted: Sequence[tuple[int, _Entry]]) -> dict[int, _Entry]:
    """Entries under the ids they want; where two want the same one, the later gets the next that is free."""
    taken: set[int] = set()
    for some in slices(identity for identity, _ in wanted):
        taken.update(connection.execute(select(entry.c.id).where(entry.c.id.in_(some))).scalars())
    numbered: dict[int, _Entry] = {}
    for identity, one in wanted:
        while identity in numbered or identity in taken:
            identity += 1
            if connection.execute(select(entry.c.id).where(entry.c.id == identity)).first() is not None:
                taken.add(identity)
        numbered[identity] = one
    return numbered


def _hash(one: _Entry) -> int:
    name = f"{one.document} {one.kind} {one.number}".encode()
    return int.from_bytes(blake2b(name, digest_size=4).digest(), "big") >> (32 - HASH_BITS)
