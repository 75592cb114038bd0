"""The claims of pictures as rows of a table: CSV (RFC 4180) and JSON Lines, one row a claim.

Values, offsets and passages come as they are; labels stand beside codes. A claim stands once a place, with how it
stands to its cell: current, supporting, opposing or earlier. CSV goes into spreadsheets, which take a text that
begins like a formula for one: such a text gets an apostrophe in front, in CSV and nowhere else.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lagebild.model import Cell, Claim, Document, Picture
from lagebild.publish.dates import iso
from lagebild.publish.readings import NameOf, Words, chain
from lagebild.publish.reports import Shelf
from lagebild.publish.view import order

Row = dict[str, Any]

COLUMNS = tuple(
    """place place_name actor actor_name dimension dimension_label value value_label status status_label standing
    conflict origins scope regions exceptions group detail quantity as_of provisional condition speaker speaker_actor
    chain origin outlet title published retrieved url passage begin end document revision text_sha256 rule confidence
    claim""".split()
)
"""Names of the columns, in their order."""

BOM = "\ufeff"
_BETWEEN = {"chain": " → "}
# What a spreadsheet may take for a formula, or for a cell of its own (OWASP, "CSV Injection").
_FORMULA = re.compile("[=+\\-@\t\r\n＝＋－＠]")
_LONE = re.compile("[\ud800-\udfff]")


def render_csv(
    pictures: Sequence[Picture], documents: Iterable[Document], name_of: NameOf, *, lang: str = "de", bom: bool = False
) -> str:
    """The claims of the pictures as CSV with a head, lines ended by CR LF; several regions stand as ``a | b``.

    Args:
        pictures: one picture a place.
        documents: the reports that their passages lie in.
        name_of: name of an actor or place by code and language.
        lang: "de" or "en" for labels.
        bom: whether a byte order mark stands in front, by which Excel knows UTF-8.

    Raises:
        CodebookError: where a claim names a dimension or value without label.
        UsageError: for another language.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in claim_rows(pictures, documents, name_of, lang=lang):
        writer.writerow([_cell(name, row[name]) for name in COLUMNS])
    return f"{BOM if bom else ''}{out.getvalue()}"


def render_jsonl(
    pictures: Sequence[Picture], documents: Iterable[Document], name_of: NameOf, *, lang: str = "de"
) -> str:
    """The same rows as JSON Lines, with lists, numbers, truth values and null; arguments and errors as for CSV."""
    rows = claim_rows(pictures, documents, name_of, lang=lang)
    return "".join(_LONE.sub("\ufffd", json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def claim_rows(
    pictures: Sequence[Picture], documents: Iterable[Document], name_of: NameOf, *, lang: str = "de"
) -> Iterator[Row]:
    """Rows of :data:`COLUMNS`, the place with most cells first, in order of the cells; offsets in code points."""
    words = Words.of(Shelf.of(documents), name_of, lang)
    words.word("evidence")  # refuses another language before the first row
    for picture in order(pictures):
        for claim, standing, cell in _claims(picture):
            yield _row(claim, standing, cell, words)


def text_hash(document: Document) -> str:
    """SHA-256 of a report's text in UTF-8, in hexadecimal digits."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def _claims(picture: Picture) -> Iterator[tuple[Claim, str, Cell]]:
    # By the whole claim: one passage on embassy and consulate gives two that differ in detail and share an id.
    own: dict[Claim, tuple[Claim, str, Cell]] = {}
    foreign: dict[Claim, tuple[Claim, str, Cell]] = {}
    for cell in picture.cells:
        groups = (("current", cell.current), ("supporting", cell.supporting), ("opposing", cell.opposing), ("earlier", cell.history))
        for standing, claims in groups:
            for claim in claims:
                # A claim of another government stands with its own cell; only one without a cell stands here.
                found = own if claim.actor == cell.actor else foreign
                found.setdefault(claim, (claim, standing, cell))
    yield from own.values()
    yield from (entry for claim, entry in foreign.items() if claim not in own)


def _row(claim: Claim, standing: str, cell: Cell, words: Words) -> Row:
    passage = claim.passage
    document = words.shelf.find(passage) or words.shelf.named(passage.document)
    about = {
        "place": claim.place,
        "place_name": words.name_of(claim.place, words.lang),
        "actor": claim.actor,
        "actor_name": words.name_of(claim.actor, words.lang),
        "dimension": claim.dimension,
        "dimension_label": words.label(claim.dimension),
        "value": claim.value,
        "value_label": words.label(f"{claim.dimension}.{claim.value}"),
        "status": str(claim.status),
        "status_label": words.label(f"status.{claim.status}"),
        "standing": standing,
        "conflict": str(cell.conflict) if cell.conflict else None,
        "origins": cell.origins,
        "scope": claim.scope,
        "regions": list(claim.regions),
        "exceptions": list(claim.exceptions),
        "group": claim.group,
        "detail": claim.detail,
        "quantity": claim.quantity,
        "as_of": claim.as_of,
        "provisional": claim.provisional,
        "condition": claim.condition,
    }
    where = {
        "speaker": claim.speaker,
        "speaker_actor": claim.speaker_actor,
        "chain": list(chain(claim, words)),
        "origin": claim.origin,
        "outlet": document.outlet if document else None,
        "title": document.title if document else None,
        "published": iso(document.published) if document else None,
        "retrieved": iso(document.retrieved) if document else None,
        "url": document.url if document else None,
        "passage": passage.exact,
        "begin": passage.span.begin,
        "end": passage.span.end,
        "document": document.key if document else passage.document,
        "revision": document.id if document else None,
        "text_sha256": text_hash(document) if document and document.text else None,
        "rule": claim.rule,
        "confidence": claim.confidence,
        "claim": claim.id,
    }
    return about | where


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = _BETWEEN.get(name, " | ").join(value)
    if not isinstance(value, str):
        return str(value)
    kept = _LONE.sub("\ufffd", value).replace("\0", "\ufffd")
    # One that stands there already gets another, so that the first is always ours and can be taken off again.
    return f"'{kept}" if _FORMULA.match(kept.lstrip(" \u00a0\ufeff\u200b")) or kept.startswith("'") else kept
