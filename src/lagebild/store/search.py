"""A query goes in, what a store holds about it comes out: documents, statements and claims, each with its passage.

The words of a query are stemmed like those of the texts, so nothing of it is ever read as an operator of a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, Row, select, text

from lagebild.errors import UsageError
from lagebild.language.terms import WORD, matches, prefixes_of, stem_of
from lagebild.model import Claim, Document, Passage, Span, Statement
from lagebild.store import entries
from lagebild.store.codec import from_json, to_micros
from lagebild.store.decisions import decided_beside
from lagebild.store.documents import document_of
from lagebild.store.parameters import slices
from lagebild.store.schema import claim, document, entry, statement

MOST_TERMS = 50
MOST_FOUND = 1_000
LEAST_PREFIX = 3
RANKED = 2_000
"""Of more hits than these only the newest are ranked."""

_MOST_ID = (1 << 63) - 1
_BEFORE, _AFTER = 80, 160  # code points around the first hit that an excerpt of a document shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is searched for; everything that is given must hold.

    Attributes:
        words: all of them; one that ends in * stands for all that begin so, of three letters or more.
        place, actor: codes; of claims, of the statements that they rest on, and of the documents they stand in.
        dimension, status: of claims only.
        outlet: its name.
        kind: "document", "statement" or "claim".
        since, until: aware moments of publication, both inclusive; a report without a date counts as published
            when the desk had it.
        known_at: aware moment: only reports that the desk had then, as they are read now.
        limit: at most so many, 1,000 or less.
        order: "newest" first, or "ranked": by how much of it the words are, among the newest 2,000 hits.
        before: of an earlier answer the ``id`` of the last one, to go on from; for the newest only.
    """

    words: str = ""
    place: str | None = None
    actor: str | None = None
    dimension: str | None = None
    status: str | None = None
    outlet: str | None = None
    kind: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    known_at: datetime | None = None
    limit: int = 20
    order: Literal["newest", "ranked"] = "newest"
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hit.

    Attributes:
        id: to go on from, see ``Query.before``; it lasts until the document is read again.
        kind: "document", "statement" or "claim".
        passage: a claim's own, a statement's content from its first word to its last, and of a document the words
            around the first hit; None where the text was deleted.
        noun: the statement or the claim as it was read, a claim with the decisions on it; None for a document.
    """

    id: int
    kind: str
    document: Document
    passage: Passage | None
    noun: Statement | Claim | None


@dataclass(frozen=True, slots=True)
class _Term:
    """A term, or what it begins with."""

    text: str
    prefix: bool = False


_Words = list[tuple[_Term, ...]]  # one of each tuple must be there


def search(connection: Connection, query: Query) -> list[Found]:
    """What the store holds about a query, in the order asked for.

    Raises:
        UsageError: the query makes no sense: no letter or digit in its words, too many of them, an unknown kind.
    """
    _check(query)
    words = _read_words(query.words)
    ids = _find(connection, query, words)
    return _load(connection, ids, words, query.known_at)


def _check(query: Query) -> None:
    if query.kind is not None and query.kind not in entries.KINDS:
        raise UsageError(f"kind {query.kind!r}: entries are of the kinds {', '.join(entries.KINDS)}")
    if query.order not in {"newest", "ranked"}:
        raise UsageError(f"order {query.order!r}: give newest or ranked")
    if not 1 <= query.limit <= MOST_FOUND:
        raise UsageError(f"limit {query.limit}: give 1 to {MOST_FOUND}")
    if query.order == "ranked" and (query.before is not None or not query.words.strip()):
        raise UsageError("order ranked needs words, and cannot be paged; leave out before, or ask for the newest")


def _read_words(words: str) -> _Words:
    """Terms of the words; a word with * can be written in several ways, and stand whole in the text."""
    found: dict[tuple[_Term, ...], None] = {}
    for chunk in words.split():
        own = WORD.findall(chunk)
        for number, word in enumerate(own, 1):
            if number < len(own) or not re.fullmatch(r"\*[\W_]*", chunk[chunk.rindex(word) + len(word) :]):
                found[(_Term(stem_of(word)),)] = None
                continue
            if len(word) < LEAST_PREFIX:
                raise UsageError(f"{word}*: too many words begin so; give at least {LEAST_PREFIX} letters")
            found[(*(_Term(p, True) for p in prefixes_of(word)), _Term(stem_of(word)))] = None
        if len(found) > MOST_TERMS:
            raise UsageError(f"more than {MOST_TERMS} words to search for; give fewer, all of them must be there")
    if words.strip() and not found:
        raise UsageError(f"{words[:40]!r}: no word to search for; give letters or digits")
    return list(found)


def _tags(query: Query) -> _Words:
    given = (
        (query.place, entries.place_tag),
        (query.actor, entries.actor_tag),
        (query.dimension, entries.dimension_tag),
        (query.status, entries.status_tag),
        (query.outlet, entries.outlet_tag),
    )
    return [(_Term(make(value)),) for value, make in given if value is not None]


def _for_sqlite(terms: _Words) -> str:
    """In the language of FTS5, which knows nothing special within quotation marks."""
    groups = (" OR ".join(f'"{t.text}" *' if t.prefix else f'"{t.text}"' for t in group) for group in terms)
    return " AND ".join(f"({group})" for group in groups)


def _for_postgresql(terms: _Words) -> str:
    groups = (" | ".join(f"'{t.text}':*" if t.prefix else f"'{t.text}'" for t in group) for group in terms)
    return " & ".join(f"({group})" for group in groups)


def _find(connection: Connection, query: Query, words: _Words) -> list[int]:
    """Ids of what is found, in order."""
    terms = [*words, *_tags(query)]
    kind = query.kind
    if kind is not None and not terms:
        terms, kind = [(_Term(entries.kind_tag(kind)),)], None
    embedded = connection.dialect.name == "sqlite"
    identity = "words.rowid" if embedded and terms else "entry.id"
    given: dict[str, Any] = {"limit": query.limit, "most": RANKED}
    conditions: list[str] = []
    source = "entry"
    if terms and embedded:
        source = "words"
        conditions.append("words MATCH :terms")
        given["terms"] = _for_sqlite(terms)
        if kind is not None or query.known_at is not None:
            # FTS5 gives its hits in order of the ids; SQLite must not begin elsewhere.
            source += " CROSS JOIN entry ON entry.id = words.rowid"
    elif terms:
        conditions.append("entry.terms @@ CAST(:terms AS tsquery)")
        given["terms"] = _for_postgresql(terms)
    if kind is not None:
        # Every tenth entry or more has the term of its kind: it is quicker to look at the hits.
        conditions.append("entry.kind = :kind")
        given["kind"] = kind
    if query.known_at is not None:
        # Not as a join: PostgreSQL would begin with all documents that were known.
        conditions.append("(SELECT known FROM document WHERE document.id = entry.document) <= :known")
        given["known"] = to_micros(query.known_at)
    if query.since is not None:
        conditions.append(f"{identity} >= :first")
        given["first"] = entries.first_id(to_micros(query.since))
    last = [] if query.before is None else [max(-_MOST_ID, min(query.before, _MOST_ID))]
    if query.until is not None:
        last.append(entries.first_id(to_micros(query.until) + 1_000_000))
    if last:
        conditions.append(f"{identity} < :last")
        given["last"] = min(last)
    where = " AND ".join(conditions) or "1 = 1"
    if query.order == "newest":
        sql = f"SELECT {identity} FROM {source} WHERE {where} ORDER BY {identity} DESC LIMIT :limit"
    else:
        score = "-bm25(words)" if embedded else "ts_rank_cd(entry.terms, CAST(:words AS tsquery), 1)"
        given["words"] = _for_postgresql(words)
        hits = f"SELECT {identity} AS id, {score} AS score FROM {source} WHERE {where} ORDER BY {identity} DESC LIMIT :most"
        sql = f"SELECT id FROM ({hits}) AS hits ORDER BY score DESC, id DESC LIMIT :limit"
    used = {name: value for name, value in given.items() if f":{name}" in sql}
    return list(connection.execute(text(sql), used).scalars())


def _load(connection: Connection, ids: Sequence[int], words: _Words, known_at: datetime | None) -> list[Found]:
    rows: dict[int, Row[Any]] = {}
    for some in slices(ids):
        rows.update((row.id, row) for row in connection.execute(select(entry).where(entry.c.id.in_(some))))
    sources: dict[str, Document] = {}
    for some in slices({row.document for row in rows.values()}):
        for row in connection.execute(select(document).where(document.c.id.in_(some))):
            sources[row.id] = document_of(row)
    nouns: dict[int, Statement | Claim] = {
        **_nouns(connection, Statement, [r.id for r in rows.values() if r.kind == "statement"]),
        **_nouns(connection, Claim, [r.id for r in rows.values() if r.kind == "claim"]),
    }
    decided = decided_beside(connection, {n.id for n in nouns.values() if isinstance(n, Claim)}, known_at)
    nouns |= {i: replace(n, decided=decided[n.id]) for i, n in nouns.items() if isinstance(n, Claim) and n.id in decided}
    found: list[Found] = []
    for identity in ids:
        row = rows[identity]
        source, noun = sources[row.document], nouns.get(identity)
        passage = _passage(source, noun, words)
        found.append(Found(id=identity, kind=row.kind, document=source, passage=passage, noun=noun))
    return found


def _passage(source: Document, noun: Statement | Claim | None, words: _Words) -> Passage | None:
    if isinstance(noun, Claim):
        return noun.passage
    if not source.text:
        return None
    if noun is None:
        return source.passage(_excerpt(source.text, words))
    return source.passage(Span(min(s.begin for s in noun.content), max(s.end for s in noun.content)))


def _nouns(connection: Connection, kind: type[Any], ids: Iterable[int]) -> dict[int, Any]:
    """The statements or claims of entries."""
    table = statement if kind is Statement else claim
    same = (table.c.reading == entry.c.reading) & (table.c.number == entry.c.number)
    found: dict[int, Any] = {}
    for some in slices(ids):
        query = select(entry.c.id, table.c.body).select_from(entry.join(table, same)).where(entry.c.id.in_(some))
        found.update((identity, from_json(kind, body)) for identity, body in connection.execute(query))
    return found


def _excerpt(whole: str, words: _Words) -> Span:
    """The words around the first hit, or else the first words."""
    terms = [(t.text, t.prefix) for group in words for t in group]
    hit = next((m for m in WORD.finditer(whole) if matches(m[0], terms)), None) if terms else None
    at = hit.start() if hit else 0
    begin, end = max(0, at - _BEFORE), min(len(whole), at + _AFTER)
    if begin:
        begin = next((m.end() for m in re.finditer(r"\s+", whole[begin:at])), 0) + begin
    if end < len(whole):
        last = max(whole.rfind(" ", at, end), whole.rfind("\n", at, end))
        end = last if last > (hit.end() if hit else at) else end
    return Span(begin, end)
