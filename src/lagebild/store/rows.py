"""A report and what was read from it as rows of the tables, each with its seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table

from lagebild.claims import ClaimReading
from lagebild.documents.copies import hash_words, shingle, words_of
from lagebild.documents.dates import as_moment
from lagebild.errors import InputError
from lagebild.model import Document, Statement, content_id
from lagebild.store import schema
from lagebild.store.codec import hash_of, iso_day_or_moment, pack, sealed, to_json, to_micros
from lagebild.store.versions import Versions

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One report on its way into a store, with everything that was read from it.

    Attributes:
        source, position: where it came from, and its place there.
        retrieved: aware moment at which the bytes were fetched or read; None where it is not known.
        raw: the bytes as they came; None where a document of the store is read again.
        known: aware moment from which the desk had it.
        made: aware moment of the reading.
        document: None where the report was refused.
        statements, claims: the reading; ``claims`` is None where nothing new was read.
        versions: what the reading was made by.
        errors: why the report was refused, or what in it could not be used.
    """

    source: str
    position: str
    known: datetime
    made: datetime
    retrieved: datetime | None = None
    raw: bytes | None = None
    document: Document | None = None
    statements: tuple[Statement, ...] = ()
    claims: ClaimReading | None = None
    versions: Versions | None = None
    errors: tuple[InputError, ...] = ()


def lineage_of(document: Document) -> str:
    """What the revisions of one report share: its key, and the outlet or else the file."""
    return content_id(document.key, document.outlet or document.source)


@dataclass(frozen=True, slots=True)
class Words:
    """What a document is compared by.

    Attributes:
        whole: hash of all its words, 32 hexadecimal digits; a text without words has one, too.
        shingles: hashes of its runs of words.
    """

    whole: str
    shingles: frozenset[bytes]

    @classmethod
    def of(cls, text: str) -> Words:
        words = words_of(text)
        return cls(hash_words(words).hex(), shingle(words))


NO_WORDS = Words.of("").whole


def raw_row(data: bytes) -> Row:
    return sealed(schema.raw, {"hash": hash_of(data), "size": len(data), "packed": pack(data)})


def receipt_row(arrival: Arrival, raw: str) -> Row:
    return sealed(
        schema.receipt,
        {
            "id": content_id(raw, arrival.source, arrival.position),
            "raw": raw,
            "source": arrival.source,
            "position": arrival.position,
            "retrieved": to_micros(arrival.retrieved or arrival.known),
        },
    )


def quarantine_row(error: InputError, raw: str | None, arrival: Arrival) -> Row:
    return sealed(
        schema.quarantine,
        {
            "id": content_id(error.where, error.what, raw or ""),
            "position": error.where,
            "what": error.what,
            "remedy": error.remedy,
            "raw": raw,
            "kept": arrival.document is not None,
            "noticed": to_micros(arrival.made),
        },
    )


def document_row(document: Document, words: Words, raw: str, known: datetime) -> Row:
    return sealed(
        schema.document,
        {
            "id": document.id,
            "key": document.key,
            "lineage": lineage_of(document),
            "raw": raw,
            "source": document.source,
            "outlet": document.outlet,
            "url": document.url,
            "title": document.title,
            "language": document.language,
            "published": iso_day_or_moment(document.published),
            "moment": to_micros(as_moment(document.published)) if document.published is not None else None,
            "retrieved": to_micros(document.retrieved) if document.retrieved is not None else None,
            "known": to_micros(known),
            "authority": document.authority,
            "place": document.place,
            "text": document.text,
            "text_hash": hash_of(document.text.encode()),
            "words_hash": words.whole,
        },
    )


def reading_row(document: str, versions: Versions, made: int, parts: dict[Table, list[Row]]) -> Row:
    """The row of a reading, with the numbers of what ``reading_parts`` made of it."""
    return sealed(
        schema.reading,
        {
            "id": reading_id(document, versions, made),
            "document": document,
            "rules": versions.rules,
            "codebook": versions.codebook,
            "made": made,
            "statements": len(parts[schema.statement]),
            "claims": len(parts[schema.claim]),
            "acts": len(parts[schema.act]),
            "questions": len(parts[schema.question]),
            "abstentions": len(parts[schema.abstention]),
        },
    )


def reading_id(document: str, versions: Versions, made: int) -> str:
    """The id of a reading; ``made`` in microseconds since 1970."""
    return content_id(document, versions.rules, versions.codebook, str(made))


def reading_parts(reading: str, statements: Sequence[Statement], found: ClaimReading) -> dict[Table, list[Row]]:
    """The rows of what a reading holds, by table."""
    claim_columns = ("id", "actor", "dimension", "place", "value", "status", "as_of", "confidence")
    return {
        schema.statement: list(_numbered(schema.statement, reading, statements, ("id", "confidence"))),
        schema.claim: list(_numbered(schema.claim, reading, found.claims, claim_columns)),
        schema.act: list(_numbered(schema.act, reading, found.acts, ("actor", "kind", "place"))),
        schema.question: list(_numbered(schema.question, reading, found.open, ("place",))),
        schema.abstention: list(_numbered(schema.abstention, reading, found.abstentions, ("rule",))),
    }


def _numbered(table: Table, reading: str, nouns: Iterable[object], columns: Sequence[str]) -> Iterator[Row]:
    for number, noun in enumerate(nouns):
        row: Row = {"reading": reading, "number": number}
        for name in columns:
            value = getattr(noun, name)
            # A status is an enumeration to Python and a word to the database; a confidence of 1 is 1.0 there.
            row[name] = float(value) if name == "confidence" else str(value) if isinstance(value, str) else value
        row["body"] = to_json(noun)
        yield sealed(table, row)
