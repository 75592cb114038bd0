"""Pictures as JSON: the one shape that ``picture``, ``brief`` and the interface share.

Values and offsets come from the claims as they are and text stays exactly as it stands in the
report; what depends on the machine or on the reading is kept apart under ``provenance``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from lagebild.codebook.ladders import LANGUAGES
from lagebild.model import Cell, Claim, Conflict, Document, Event, OpenQuestion, Passage, Picture
from lagebild.publish.dates import iso
from lagebild.publish.deciding import decided_to_json
from lagebild.publish.readings import NameOf
from lagebild.publish.reports import Shelf
from lagebild.publish.view import order, passages

Json = dict[str, Any]


def picture_to_json(
    pictures: Sequence[Picture], documents: Iterable[Document], name_of: NameOf, *, texts: bool = True
) -> Json:
    """One picture object; for none or several ``{"pictures": [...]}``, most cells first.

    Args:
        pictures: one picture a place.
        documents: the reports that their passages lie in.
        name_of: name of an actor or place by code and language.
        texts: the reports have their texts; without them a passage is found by the name of its report alone.

    Returns:
        Values that ``json.dumps`` takes as they are. Offsets are code points, times ISO 8601 in UTC.
    """
    shelf = Shelf.of(documents, texts=texts)
    objects = [_picture(picture, shelf, name_of) for picture in order(pictures)]
    return objects[0] if len(objects) == 1 else {"pictures": objects}


def claim_to_json(claim: Claim, shelf: Shelf) -> Json:
    """All fields of a claim, flat, with the passage as document, begin, end and exact text."""
    return {
        "id": claim.id,
        "actor": claim.actor,
        "dimension": claim.dimension,
        "place": claim.place,
        "value": claim.value,
        "status": str(claim.status),
        "scope": claim.scope,
        "regions": list(claim.regions),
        "exceptions": list(claim.exceptions),
        "detail": claim.detail,
        "group": claim.group,
        "quantity": claim.quantity,
        "as_of": claim.as_of,
        "provisional": claim.provisional,
        "condition": claim.condition,
        "confidence": claim.confidence,
        "statement": claim.statement,
        "speaker": claim.speaker,
        "speaker_actor": claim.speaker_actor,
        "via": list(claim.via),
        "origin": claim.origin,
        "rule": claim.rule,
        "because": list(claim.because),
        "decided": [decided_to_json(decided) for decided in claim.decided],
        **_passage(claim.passage, shelf),
    }


def _picture(picture: Picture, shelf: Shelf, name_of: NameOf) -> Json:
    return {
        "place": picture.place,
        "valid_at": iso(picture.valid_at),
        "known_at": iso(picture.known_at),
        "names": {code: {lang: name_of(code, lang) for lang in LANGUAGES} for code in _codes(picture)},
        "cells": [cell_to_json(cell, shelf) for cell in picture.cells],
        "acts": [act_to_json(event, shelf) for event in picture.acts],
        "conflicts": [conflict_to_json(conflict, shelf) for conflict in picture.conflicts],
        "open": [question_to_json(question, shelf) for question in picture.open],
        "provenance": {
            "reports": [_report(document) for document in _cited(picture, shelf)],
            "rejected": [claim_to_json(claim, shelf) for claim in picture.rejected],
        },
    }


def cell_to_json(cell: Cell, shelf: Shelf) -> Json:
    """A cell with the claims that stand, those for it and those against it."""
    return {
        "actor": cell.actor,
        "dimension": cell.dimension,
        "place": cell.place,
        "value": cell.value,
        "status": str(cell.status),
        "provisional": cell.provisional,
        "conflict": str(cell.conflict) if cell.conflict else None,
        "origins": cell.origins,
        "as_of": cell.as_of,
        "current": [claim_to_json(claim, shelf) for claim in cell.current],
        "supporting": [claim_to_json(claim, shelf) for claim in cell.supporting],
        "opposing": [claim_to_json(claim, shelf) for claim in cell.opposing],
    }


def act_to_json(event: Event, shelf: Shelf) -> Json:
    """An act with its passage."""
    return {
        "id": event.id,
        "actor": event.actor,
        "kind": event.kind,
        "target": event.target,
        "place": event.place,
        "as_of": event.as_of,
        "status": str(event.status),
        "speaker": event.speaker,
        "via": list(event.via),
        "confidence": event.confidence,
        "rule": event.rule,
        **_passage(event.passage, shelf),
    }


def conflict_to_json(conflict: Conflict, shelf: Shelf) -> Json:
    """A conflict with both its sides."""
    return {
        "kind": str(conflict.kind),
        "dimension": conflict.dimension,
        "place": conflict.place,
        "left": claim_to_json(conflict.left, shelf),
        "right": claim_to_json(conflict.right, shelf),
    }


def question_to_json(question: OpenQuestion, shelf: Shelf) -> Json:
    """Something that is not known, with the passage that shows it."""
    return {
        "kind": str(question.kind),
        "place": question.place,
        "actor": question.actor,
        "speaker": question.speaker,
        "rule": question.rule,
        **_passage(question.passage, shelf),
    }


def _passage(passage: Passage, shelf: Shelf) -> Json:
    document = shelf.find(passage) or shelf.named(passage.document)
    return {
        "document": document.key if document else passage.document,
        "outlet": document.outlet if document else None,
        "begin": passage.span.begin,
        "end": passage.span.end,
        "passage": passage.exact,
    }


def _report(document: Document) -> Json:
    return {
        "document": document.key,
        "revision": document.id,
        "supersedes": document.supersedes,
        "source": document.source,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "language": document.language,
        "published": iso(document.published),
        "retrieved": iso(document.retrieved),
        "origin": document.origin,
    }


def _cited(picture: Picture, shelf: Shelf) -> list[Document]:
    found = (shelf.find(passage) for passage in passages(picture))
    cited = {document.id for document in found if document}
    return [document for document in shelf.documents if document.id in cited]


def _codes(picture: Picture) -> list[str]:
    codes = [picture.place, *picture.actors]
    codes += [code for event in picture.acts for code in (event.actor, event.target, event.place) if code]
    codes += [code for cell in picture.cells for code in (cell.actor, cell.place)]
    return list(dict.fromkeys(codes))
