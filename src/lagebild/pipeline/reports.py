"""From reports to readings and pictures, with no store between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from lagebild.actors import Scene, own_page, speech_frames
from lagebild.claims import ClaimReading, read_claims
from lagebild.claims.official import german_text
from lagebild.codebook import Codebook
from lagebild.documents import build_documents, group_copies, link_revisions
from lagebild.errors import InputError, NotFound
from lagebild.language import Analysis, analyse
from lagebild.model import Document, Picture, Statement
from lagebild.picture import fold_place
from lagebild.sources import read_raw
from lagebild.statements import find_statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document with everything that was read from it."""

    document: Document
    statements: tuple[Statement, ...]
    claims: ClaimReading


def read_documents(
    paths: Sequence[str],
    *,
    published: date | datetime | None = None,
    stdin: BinaryIO | None = None,
    now: datetime | None = None,
) -> Iterator[Document | InputError]:
    """Documents of any mix of files, folders and "-", one at a time; what cannot be read comes as an InputError.

    Args:
        paths: as the commands take them.
        published: date of what states none.
        stdin: what "-" reads.
        now: the moment of reading, kept as retrieval time.
    """
    yield from build_documents(read_raw(paths, stdin=stdin, now=now), published=published)


def settle(found: Iterable[Document | InputError]) -> Iterator[Document | InputError]:
    """A batch with its revisions linked and its agency copies grouped; errors first."""
    documents: list[Document] = []
    for item in found:
        if isinstance(item, InputError):
            yield item
        else:
            documents.append(item)
    kept: list[Document] = []
    for linked in link_revisions(documents):
        if isinstance(linked, InputError):
            yield linked
        else:
            kept.append(linked)
    yield from group_copies(kept)


def understand(document: Document, codebook: Codebook | None = None) -> Reading:
    """Statements, claims, acts and open questions of one document.

    Args:
        codebook: the shipped one by default, else what ``load_codebook`` made of a desk's own file.
    """
    document = own_page(document)
    analysis = analyse(german_text(document))
    statements = tuple(find_statements(document, analysis))
    return read(document, analysis, statements, codebook)


def read(
    document: Document, analysis: Analysis, statements: Sequence[Statement], codebook: Codebook | None = None
) -> Reading:
    """Claims of a document whose statements are known."""
    scene = Scene(document, analysis, frames=speech_frames(statements))
    return Reading(document=document, statements=tuple(statements), claims=read_claims(scene, statements, codebook))


def state(document: Document) -> list[Statement]:
    """The statements of one document alone."""
    document = own_page(document)
    return list(find_statements(document, analyse(german_text(document))))


def draw(readings: Sequence[Reading], *, place: str | None = None) -> list[Picture]:
    """Pictures of the places that readings speak of, the one with most cells first.

    A report that a later revision supersedes is read but no longer shown.

    Raises:
        NotFound: ``place`` is given and nothing was read about it.
    """
    superseded = {r.document.supersedes for r in readings if r.document.supersedes}
    standing = [r for r in readings if r.document.id not in superseded]
    documents = {r.document.key: r.document for r in standing}
    claims = [c for r in standing for c in r.claims.claims]
    acts = [a for r in standing for a in r.claims.acts]
    questions = [q for r in standing for q in r.claims.open]
    spoken_of = list(dict.fromkeys(c.place for c in claims))
    if place is not None:
        known = set(spoken_of) | {a.place for a in acts} | {q.place for q in questions}
        if place not in known:
            raise nothing_about(place, spoken_of)
        spoken_of = [place]
    return fullest_first(fold_place(p, claims, acts, questions, documents) for p in spoken_of)


def nothing_about(place: str, spoken_of: Iterable[str]) -> NotFound:
    named = ", ".join(sorted(spoken_of)) or "none"
    return NotFound(f"nothing was read about place {place!r}; places spoken of: {named}")


def fullest_first(pictures: Iterable[Picture]) -> list[Picture]:
    return sorted(pictures, key=lambda p: (-len(p.cells), -sum(c.origins for c in p.cells), p.place))
