"""The greater part of a place's page as text: matrix, conflicts, open questions, timeline.

It is the same for every reader; at which fields something has changed is marked when it is shown. A field or conflict
that reads as it read is not set again.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from lagebild.desk.drawn import Drawn
from lagebild.desk.paper import link, set_part
from lagebild.model import Claim, Passage
from lagebild.publish.apparatus import field_anchor
from lagebild.publish.readings import Reading, source_line
from lagebild.publish.timeline import ROW, chart, points
from lagebild.publish.view import CellView, ConflictLine, PictureView

Key = tuple[str, str]  # actor and dimension
Known = Mapping[Hashable, tuple[int, tuple[bytes, ...]]]

# Where the text is cut. No text of a report can hold it: there "<" is written "&lt;".
CUT = "<!--|-->"


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
    dimension: str
    lead: Said
    against: tuple[Said, ...]
    also: tuple[Said, ...]
    disputed_by: tuple[str, ...]


class Side(NamedTuple):
    """One of two claims that contradict each other: what it says, who says so, and where its field is, if it has one."""

    field: str
    at: str | None
    said: str
    speaker: str


class Against(NamedTuple):
    """Everything that the line of a conflict depends on."""

    title: str
    left: Side
    right: Side
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The text in pieces, in UTF-8, which takes half the room.

    Attributes:
        pieces: what stands between the fields, and each field as a key of ``set``.
        set: fields and conflicts with the hash of what they were set from. Every
            second part of a field is for a changed one only.
    """

    pieces: tuple[bytes | Key, ...]
    set: Known

    @property
    def weight(self) -> int:
        """How much room it takes, in bytes."""
        between = sum(len(piece) + 40 for piece in self.pieces)
        return between + sum(300 + sum(map(len, texts)) for _, texts in self.set.values())

    def text(self, moved: frozenset[Key] = frozenset()) -> Markup:
        """The whole as it stands on a page.

        Args:
            moved: the fields to mark as changed.
        """
        found: list[bytes] = []
        for piece in self.pieces:
            if isinstance(piece, bytes):
                found.append(piece)
                continue
            parts = self.set[piece][1]
            found += parts if piece in moved else parts[::2]
        return Markup(b"".join(found).decode())


def set_sheet(drawn: Drawn, lang: str, older: Sheet | None = None) -> Sheet:
    """The sheet of a picture.

    Args:
        older: of the same place and language; what reads in it as it still does is taken over.
    """
    shown = drawn.view(lang)
    known: Known = older.set if older is not None else {}
    made: dict[Hashable, tuple[int, tuple[bytes, ...]]] = {}
    fields: list[Key] = []

    def take(key: Hashable, made_of: Hashable, template: str) -> tuple[bytes, ...]:
        before, number = known.get(key), hash(made_of)
        if before is None or before[0] != number:
            text = set_part(template, lang, w=shown.words, f=made_of, cut=Markup(CUT))
            before = number, tuple(part.encode() for part in text.split(CUT))
        made[key] = before
        return before[1]

    def set_field(cell: CellView) -> Markup:
        take(cell.key, _field(cell, shown), "field.html.j2")
        fields.append(cell.key)
        return Markup(CUT)

    stated = frozenset(c.key for c in shown.cells)

    def set_conflict(line: ConflictLine) -> Markup:
        against = _against(line, shown, stated)
        (text,) = take(("conflict", against), against, "conflict.html.j2")
        return Markup(text.decode())

    def find_language(passage: Passage) -> str:
        return _tongue(passage, shown)

    dated = points(shown)
    text = set_part(
        "sheet.html.j2",
        lang,
        w=shown.words,
        view=shown,
        set_field=set_field,
        set_conflict=set_conflict,
        timeline=chart(dated, shown),
        governments={point.actor: point.name for point in sorted(dated, key=lambda point: point.name)},
        code=shown.picture.place,
        row=ROW,
        tongue=find_language,
        source=lambda passage: source_line(passage, shown.words),
        document=lambda passage: shown.words.shelf.find(passage),
    )
    first, *others = (part.encode() for part in text.split(CUT))
    pieces: list[bytes | Key] = [first]
    for key, other in zip(fields, others, strict=True):
        pieces += (key, other)
    return Sheet(pieces=tuple(pieces), set=made)


def _field(cell: CellView, shown: PictureView) -> Field:
    return Field(
        at=_address(cell.key, shown),
        anchor=field_anchor(shown.picture.place, *cell.key),
        dimension=cell.dimension,
        lead=_said(cell.lead, shown),
        against=tuple(_said(r, shown) for r in cell.against),
        also=tuple(_said(r, shown) for r in cell.also),
        disputed_by=cell.disputed_by,
    )


def _against(line: ConflictLine, shown: PictureView, stated: frozenset[Key]) -> Against:
    def side(claim: Claim, named: tuple[str, Reading]) -> Side:
        own = claim.place == shown.picture.place and (claim.actor, claim.dimension) in stated
        return Side(
            field=field_anchor(claim.place, claim.actor, claim.dimension),
            at=_address((claim.actor, claim.dimension), shown) if own else None,
            said=f"{named[0]}: {named[1].plain(marks=False)}",
            speaker=named[1].speaker,
        )

    return Against(title=line.title, left=side(line.conflict.left, line.left), right=side(line.conflict.right, line.right), kind=line.kind)


def _address(key: Key, shown: PictureView) -> str:
    picture = shown.picture
    return link(f"/place/{picture.place}/cell/{key[0]}/{key[1]}", known_at=picture.known_at, valid_at=picture.valid_at)


def _said(reading: Reading, shown: PictureView) -> Said:
    stated = {name: getattr(reading, name) for name in Said._fields if name != "tongue"}
    return Said(**stated, tongue=_tongue(reading.claim.passage, shown))


def _tongue(passage: Passage, shown: PictureView) -> str:
    document = shown.words.shelf.find(passage)
    return document.language if document is not None else "de"
