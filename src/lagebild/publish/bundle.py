"""A picture, or one cell of it, with all that it rests on, in one zip archive that anybody can check.

What goes in is a picture with its reports and, where they are at hand, the bytes as they came. Every passage is
compared with its report before anything is written. ``lagebild.publish.verify`` reads it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import resources
from typing import Any

from lagebild.errors import InputError, NotFound
from lagebild.model import Claim, Document, Event, OpenQuestion, Picture, content_id
from lagebild.publish.archive import pack_files
from lagebild.publish.dates import iso
from lagebild.publish.html import render_html
from lagebild.publish.readings import NameOf
from lagebild.publish.reports import Shelf
from lagebild.publish.schema import claim_to_json, picture_to_json
from lagebild.publish.view import passages

Json = dict[str, Any]

FORMAT, FORMAT_VERSION = "lagebild-bundle", 1
SUMS, MANIFEST, PICTURE, CLAIMS, BRIEF, README = (
    "SHA256SUMS",
    "manifest.json",
    "picture.json",
    "claims.jsonl",
    "brief.html",
    "README.txt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """When and by what a bundle is made.

    Attributes:
        at: aware moment.
        program: name and version.
        lang: "de" or "en", for the page.
        raw: bytes of reports as they came, by id of the revision; one that is missing is left out.
    """

    at: datetime
    program: str
    lang: str = "de"
    raw: Mapping[str, bytes] = field(default_factory=dict)


def make_bundle(picture: Picture, documents: Iterable[Document], name_of: NameOf, making: Making) -> bytes:
    """The archive; the same arguments give the same bytes.

    Args:
        picture: of a place, or cut to one cell by :func:`of_cell`.
        documents: the reports that its passages lie in; those that nothing rests on are left out.
        name_of: name of an actor or place by code and language.

    Raises:
        InputError: a passage does not stand in its report, or an id is not that of its content.
        CodebookError: where a claim names a dimension or value without label.
    """
    shelf = Shelf.of(documents)
    cited = _cited(picture, shelf)
    claims = claims_of(picture)
    lines = [_claim_line(claim, cited, shelf) for claim in claims]
    files = {
        PICTURE: _json(picture_to_json([picture], cited.values(), name_of)),
        CLAIMS: "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in lines).encode(),
        BRIEF: render_html([picture], cited.values(), name_of, lang=making.lang, generated=making.at).encode(),
        README: (resources.files("lagebild.publish") / "data" / "bundle-readme.txt").read_bytes(),
    }
    reports: list[Json] = []
    for n, document in enumerate(cited.values(), 1):
        entry = _report(document, f"reports/{n:04d}")
        files[entry["text"]] = document.text.encode()
        if document.id in making.raw:
            files[entry["raw"]] = making.raw[document.id]
        else:
            entry["raw"] = None
        reports.append(entry)
    files[MANIFEST] = _json(_manifest(picture, making, reports, files))
    files[SUMS] = sums_of(files)
    try:
        return pack_files(files)
    except ValueError as error:
        raise InputError(picture.place, str(error), "make a bundle of single cells") from error


def of_cell(picture: Picture, actor: str, dimension: str) -> Picture:
    """The picture with that cell and its conflicts alone.

    Raises:
        NotFound: there is no such cell.
    """
    cell = picture.cell(actor, dimension)
    if cell is None:
        named = ", ".join(f"{c.actor} {c.dimension}" for c in picture.cells) or "none"
        raise NotFound(f"nothing is stated on {actor} {dimension} at {picture.place}; cells that are there: {named}")
    own = [c for c in picture.conflicts if c.dimension == dimension and actor in (c.left.actor, c.right.actor)]
    return replace(picture, actors=(actor,), cells=(cell,), conflicts=tuple(own), acts=(), open=())


def claims_of(picture: Picture) -> list[Claim]:
    """Every claim that the picture rests on, once, in order of the cells."""
    # By the whole claim: one passage on embassy and consulate gives two that differ in detail and share an id.
    of_cells = [c for cell in picture.cells for c in (*cell.current, *cell.supporting, *cell.opposing, *cell.history)]
    return list(dict.fromkeys([*of_cells, *(side for c in picture.conflicts for side in (c.left, c.right))]))


def claim_id_of(line: Mapping[str, Any], key: str) -> str:
    """The id that the content of a claim gives, as ``lagebild.model.Claim`` makes it; ``key`` is its report's."""
    named = (str(line[name]) for name in ("actor", "dimension", "place", "value", "status"))
    return content_id(key, *named, f"{line['begin']}:{line['end']}")


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """The lines of ``sha256sum`` for these files, in order of their names."""
    return "".join(f"{_sha256(files[name])}  {name}\n" for name in sorted(files)).encode()


def stated_key(document: Document) -> str:
    """The key by which the id was made: a store shows ``key~lineage`` where two reports have the same key.

    Raises:
        InputError: the id is not that of key and text.
    """
    for key in (document.key, document.key.rpartition("~")[0]):
        if key and content_id(key, document.text) == document.id:
            return key
    raise InputError(
        document.key,
        f"its id {document.id} is not that of its key and text",
        "run 'lagebild check'",
    )


def _cited(picture: Picture, shelf: Shelf) -> dict[str, Document]:
    """The reports that hold the passages, by id, in the order of the shelf."""
    nouns: Iterator[Claim | Event | OpenQuestion] = iter((*claims_of(picture), *picture.acts, *picture.open))
    ids: set[str] = set()
    for passage in (*passages(picture), *(noun.passage for noun in nouns)):
        document = shelf.find(passage)
        if document is None:
            where = f"{passage.document}, {passage.span.begin}:{passage.span.end}"
            raise InputError(where, "the passage does not stand in its report, or the report is not at hand", "run 'lagebild check'")
        if not document.text:
            remedy = "make a bundle of a cell that does not rest on it, or of an earlier store"
            raise InputError(document.key, "its text was deleted, so that nothing shows its passages", remedy)
        stated_key(document)
        ids.add(document.id)
    return {document.id: document for document in shelf.documents if document.id in ids}


def _claim_line(claim: Claim, cited: Mapping[str, Document], shelf: Shelf) -> Json:
    found = shelf.find(claim.passage)
    assert found is not None  # _cited has looked
    line = {**claim_to_json(claim, shelf), "revision": cited[found.id].id}
    if claim_id_of(line, stated_key(found)) != claim.id:
        raise InputError(f"claim {claim.id}", "its id is not that of its content", "run 'lagebild check'")
    return line


def _report(document: Document, stem: str) -> Json:
    return {
        "document": document.key,
        "key": stated_key(document),
        "revision": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "language": document.language,
        "published": iso(document.published),
        "retrieved": iso(document.retrieved),
        "text": f"{stem}.txt",
        "raw": f"{stem}.raw",
    }


def _manifest(picture: Picture, making: Making, reports: list[Json], files: Mapping[str, bytes]) -> Json:
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "place": picture.place,
        "cells": [[cell.actor, cell.dimension] for cell in picture.cells],
        "known_at": iso(picture.known_at),
        "valid_at": iso(picture.valid_at),
        "made": iso(making.at.astimezone(UTC)),
        "program": making.program,
        "reports": reports,
        "files": [{"name": name, "size": len(files[name]), "sha256": _sha256(files[name])} for name in sorted(files)],
    }


def _json(value: Json) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
