"""The greater part of a place's page as text: matrix, conflicts, open questions, timeline.

It is the same for every reader for whom the same fields have changed. A field that reads as it read is not set again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from lagebild.desk.drawn import Drawn
from lagebild.desk.paper import link, set_part
from lagebild.model import Passage
from lagebild.publish.apparatus import field_anchor
from lagebild.publish.readings import Reading, source_line
from lagebild.publish.timeline import ROW, draw
from lagebild.publish.view import CellView, PictureView

Key = tuple[str, str]  # actor and dimension


class Said(NamedTuple):
    """A reading as far as a field shows it, and in which language its report is."""

    status: str
    provisional: bool
    tint: int | None
    lead: str | None
    verdict: str | None
    words: str | None
    soft: str | None
    note: str | None
    condition: str | None
    by_hand: bool
    speaker: str
    day: str
    tongue: str


class Field(NamedTuple):
    """Everything that the text of a field depends on."""

    at: str
    anchor: str
    moved: bool
    dimension: str
    lead: Said
    against: tuple[Said, ...]
    also: tuple[Said, ...]
    disputed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The text with its fields, each with the hash of what it was set from."""

    text: Markup
    fields: Mapping[Key, tuple[int, Markup]]

    @property
    def weight(self) -> int:
        """How much room it takes, in characters."""
        return len(self.text) + sum(len(text) + 100 for _, text in self.fields.values())


def set_sheet(drawn: Drawn, lang: str, changed: frozenset[Key], older: Sheet | None = None) -> Sheet:
    """The sheet of a picture.

    Args:
        changed: the fields to mark.
        older: of the same place and language; its fields are taken over where nothing in them has changed.
    """
    shown = drawn.view(lang)
    known = older.fields if older is not None else {}
    fields: dict[Key, tuple[int, Markup]] = {}

    def set_field(cell: CellView) -> Markup:
        made_of = _field(cell, shown, cell.key in changed)
        before, number = known.get(cell.key), hash(made_of)
        if before is None or before[0] != number:
            before = number, Markup(set_part("field.html.j2", lang, w=shown.words, f=made_of))
        fields[cell.key] = before
        return before[1]

    def find_language(passage: Passage) -> str:
        return _tongue(passage, shown)

    text = set_part(
        "sheet.html.j2",
        lang,
        w=shown.words,
        view=shown,
        stated=frozenset(c.key for c in shown.cells),
        code=shown.picture.place,
        set_field=set_field,
        known_at=shown.picture.known_at,
        valid_at=shown.picture.valid_at,
        timeline=draw(shown),
        row=ROW,
        field=field_anchor,
        tongue=find_language,
        source=lambda passage: source_line(passage, shown.words),
        document=lambda passage: shown.words.shelf.find(passage),
    )
    return Sheet(text=Markup(text), fields=fields)


def _field(cell: CellView, shown: PictureView, moved: bool) -> Field:
    picture = shown.picture
    actor, dimension = cell.key
    return Field(
        at=link(f"/place/{picture.place}/cell/{actor}/{dimension}", known_at=picture.known_at, valid_at=picture.valid_at),
        anchor=field_anchor(picture.place, actor, dimension),
        moved=moved,
        dimension=cell.dimension,
        lead=_said(cell.lead, shown),
        against=tuple(_said(r, shown) for r in cell.against),
        also=tuple(_said(r, shown) for r in cell.also),
        disputed_by=cell.disputed_by,
    )


def _said(reading: Reading, shown: PictureView) -> Said:
    stated = {name: getattr(reading, name) for name in Said._fields if name != "tongue"}
    return Said(**stated, tongue=_tongue(reading.claim.passage, shown))


def _tongue(passage: Passage, shown: PictureView) -> str:
    document = shown.words.shelf.find(passage)
    return document.language if document is not None else "de"
