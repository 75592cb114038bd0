"""Anchors and numbers that tie cells, passages and reports of one page together.

Every passage has a number within its report, in the order of the text, and every number leads
back to the cell, act or question that rests on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.model import Document, Passage, Span
from lagebild.publish.plain import slug
from lagebild.publish.reports import Piece, Shelf, mark
from lagebild.publish.view import PictureView


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A numbered passage in its report; ``back`` is the anchor of what rests on it."""

    number: int
    anchor: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """A report in full: paragraphs of pieces, and the notes that the pieces' numbers index."""

    document: Document
    anchor: str
    paragraphs: list[list[Piece]]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Apparatus:
    """Where each passage stands on the page; keys are the id of a revision and a span."""

    shelf: Shelf
    notes: dict[tuple[str, Span], Note]

    @classmethod
    def of(cls, views: Iterable[PictureView], shelf: Shelf) -> Apparatus:
        """The apparatus of a page that shows these pictures and reports."""
        back: dict[tuple[str, Span], str] = {}
        for seen in views:
            for passage, anchor in _uses(seen):
                document = shelf.find(passage)
                if document:
                    back.setdefault((document.id, passage.span), anchor)
        by_report: dict[str, list[Span]] = {}
        for revision, span in back:
            by_report.setdefault(revision, []).append(span)
        notes = {}
        for n, document in enumerate(shelf.documents, 1):
            for number, span in enumerate(sorted(by_report.get(document.id, [])), 1):
                key = (document.id, span)
                notes[key] = Note(number=number, anchor=f"report-{n}-{number}", back=back[key])
        return cls(shelf, notes)

    def note(self, passage: Passage) -> Note | None:
        """The passage's number and anchor, or None where its report is not on the page."""
        document = self.shelf.find(passage)
        return self.notes.get((document.id, passage.span)) if document else None

    def reports(self) -> list[ReportText]:
        """All reports in full, in their order."""
        own: dict[str, list[tuple[Span, Note]]] = {}
        for (revision, span), note in self.notes.items():
            own.setdefault(revision, []).append((span, note))
        texts = []
        for n, document in enumerate(self.shelf.documents, 1):
            noted = own.get(document.id, [])
            texts.append(
                ReportText(
                    document=document,
                    anchor=f"report-{n}",
                    paragraphs=mark(document, [span for span, _ in noted]),
                    notes=tuple(note for _, note in noted),
                )
            )
        return texts


def evidence_anchor(place: str, actor: str, dimension: str) -> str:
    """The anchor of a cell's evidence."""
    return slug("cell", place, actor, dimension)


def field_anchor(place: str, actor: str, dimension: str) -> str:
    """The anchor of a field of the matrix."""
    return slug("at", place, actor, dimension)


def _uses(seen: PictureView) -> Iterable[tuple[Passage, str]]:
    place = seen.picture.place
    for view in seen.cells:
        cell = view.cell
        anchor = evidence_anchor(place, cell.actor, cell.dimension)
        for claim in (*cell.current, *cell.supporting, *cell.history):
            yield claim.passage, anchor
    for view in seen.cells:
        for claim in view.cell.opposing:
            yield claim.passage, evidence_anchor(place, view.cell.actor, view.cell.dimension)
    for conflict in seen.picture.conflicts:
        for side in (conflict.left, conflict.right):
            yield side.passage, slug("conflicts", place)
    for event in seen.picture.acts:
        yield event.passage, slug("acts", place)
    for question in seen.picture.open:
        yield question.passage, slug("open", place)
    for claim in seen.picture.rejected:
        yield claim.passage, slug("rejected", place)
