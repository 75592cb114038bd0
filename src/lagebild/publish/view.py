"""A picture as rows, cells, lines and questions, ready to be set in type or in a terminal.

What enters is a picture and its reports; what leaves holds words only, in the order in which
a reader meets them. No publication decides anything that is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lagebild.model import Cell, Claim, Conflict, Event, OpenQuestion, Passage, Picture
from lagebild.publish import dates
from lagebild.publish.plain import one_line
from lagebild.publish.readings import Reading, Words, read, who_speaks
from lagebild.publish.speakers import bare_name


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A stated cell: what it says first, what else stands, and what stands against it.

    Attributes:
        against: other values of the same government, which split the cell.
        opposed: all claims against the cell, those of other governments included.
        disputed_by: the names of those other governments.
    """

    cell: Cell
    actor: str
    dimension: str
    lead: Reading
    also: tuple[Reading, ...]
    against: tuple[Reading, ...]
    opposed: tuple[Claim, ...]
    disputed_by: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.cell.actor, self.cell.dimension

    @property
    def conflict(self) -> bool:
        return bool(self.against or self.disputed_by or self.cell.conflict)

    def plain(self) -> str:
        """The whole cell in one line of text, ⚡ before what is in conflict."""
        said = " / ".join(r.plain() for r in (self.lead, *self.against))
        also = "".join(f"; {r.plain()}" for r in self.also)
        return f"⚡ {said}{also}" if self.conflict else f"{said}{also}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One government: its name, and a cell or None for each dimension in the fixed order."""

    actor: str
    name: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """Two sides with their names, and why they do not go together."""

    conflict: Conflict
    title: str
    left: tuple[str, Reading]
    right: tuple[str, Reading]
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLine:
    """An act in words; ``day`` is None where the text gives it no time."""

    event: Event
    when: str
    day: date | None
    actor: str
    does: str
    target: str | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """Something not known: why, and who was asked or presupposes it."""

    question: OpenQuestion
    kind: str
    who: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """One place as it is read from top to bottom."""

    picture: Picture
    words: Words
    place: str
    known: str
    rows: tuple[Row, ...]
    conflicts: tuple[ConflictLine, ...]
    open: tuple[OpenLine, ...]
    acts: tuple[ActLine, ...]

    @property
    def cells(self) -> Iterator[CellView]:
        return (cell for row in self.rows for cell in row.cells if cell is not None)


def order(pictures: Iterable[Picture]) -> list[Picture]:
    """The place with the most cells first; equals stay as they came."""
    return sorted(pictures, key=lambda picture: -len(picture.cells))


def view(picture: Picture, words: Words) -> PictureView:
    """The picture in words; raises CodebookError for what the codebook does not hold."""
    days = _days(picture, words)
    words = replace(words, year=days[-1].year if days and days[0].year == days[-1].year else None)
    return PictureView(
        picture=picture,
        words=words,
        place=words.name(picture.place),
        known=_known(picture, words, days),
        rows=tuple(_rows(picture, words)),
        conflicts=tuple(_conflict(c, words) for c in picture.conflicts),
        open=tuple(_open(question, words) for question in picture.open),
        acts=tuple(sorted((_act(event, words) for event in picture.acts), key=_by_time)),
    )


def leading(cell: Cell) -> Claim:
    """The claim that names the cell; raises ValueError for a cell without any claim."""
    for claims in (cell.current, cell.supporting, cell.history):
        if claims:
            return claims[0]
    raise ValueError(f"{cell.actor} {cell.dimension} {cell.place}: a cell without a claim is no cell")


def passages(picture: Picture) -> Iterator[Passage]:
    """Every passage that the picture rests on, some of them more than once."""
    for cell in picture.cells:
        for claim in (*cell.current, *cell.supporting, *cell.opposing, *cell.history):
            yield claim.passage
    for conflict in picture.conflicts:
        yield from (conflict.left.passage, conflict.right.passage)
    yield from (event.passage for event in picture.acts)
    yield from (question.passage for question in picture.open)


def _actors(picture: Picture) -> list[str]:
    return list(dict.fromkeys([*picture.actors, *(cell.actor for cell in picture.cells)]))


def _rows(picture: Picture, words: Words) -> Iterator[Row]:
    stated = {(cell.actor, cell.dimension): cell for cell in picture.cells}
    sides = _sides(picture)
    for actor in _actors(picture):
        found = [stated.get((actor, dimension.name)) for dimension in words.ladders.dimensions]
        cells = tuple(_cell(cell, sides.get((actor, cell.dimension), ()), words) if cell else None for cell in found)
        yield Row(actor=actor, name=words.name(actor), cells=cells)


def _sides(picture: Picture) -> dict[tuple[str, str], list[Conflict]]:
    """The conflicts that each cell has a part in."""
    found: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in picture.conflicts:
        if conflict.place == picture.place:
            for actor in {conflict.left.actor, conflict.right.actor}:
                found.setdefault((actor, conflict.dimension), []).append(conflict)
    return found


def _cell(cell: Cell, sides: Sequence[Conflict], words: Words) -> CellView:
    lead = leading(cell)
    opposed = [*cell.opposing]
    for conflict in sides:
        opposed += [side for side in (conflict.left, conflict.right) if not _says(side, lead)]
    own = _distinct([claim for claim in opposed if _same(claim, cell)], [lead])
    others = [claim.actor for claim in opposed if claim.actor != cell.actor]
    return CellView(
        cell=cell,
        actor=words.name(cell.actor),
        dimension=words.label(cell.dimension),
        lead=read(lead, words),
        also=tuple(read(claim, words) for claim in _distinct([*cell.current], [lead, *own])),
        against=tuple(read(claim, words) for claim in own),
        opposed=tuple(dict.fromkeys(opposed)),
        disputed_by=tuple(words.name(actor) for actor in dict.fromkeys(others)),
    )


def _same(claim: Claim, cell: Cell) -> bool:
    return claim.actor == cell.actor and claim.dimension == cell.dimension


def _says(claim: Claim, other: Claim) -> bool:
    return _content(claim) == _content(other)


def _content(claim: Claim) -> tuple[object, ...]:
    return claim.actor, claim.value, claim.status, claim.detail, claim.scope, claim.regions


def _distinct(claims: list[Claim], known: list[Claim]) -> list[Claim]:
    seen = {_content(claim) for claim in known}
    fresh = []
    for claim in claims:
        if _content(claim) not in seen:
            seen.add(_content(claim))
            fresh.append(claim)
    return fresh


def _conflict(conflict: Conflict, words: Words) -> ConflictLine:
    return ConflictLine(
        conflict=conflict,
        title=words.label(conflict.dimension),
        left=(words.name(conflict.left.actor), read(conflict.left, words)),
        right=(words.name(conflict.right.actor), read(conflict.right, words)),
        kind=words.label(f"conflict.{conflict.kind}"),
    )


def _open(question: OpenQuestion, words: Words) -> OpenLine:
    who = who_speaks(question, words)
    if who is None and question.actor:
        who = words.name(question.actor)
    return OpenLine(question=question, kind=words.label(f"open.{question.kind}"), who=who)


def _act(event: Event, words: Words) -> ActLine:
    when = dates.read_as_of(event.as_of) if event.as_of else None
    status = None
    if event.status == "reported":
        vouchers = [link for link in (*event.via, event.speaker) if link]
        status = f"{words.word('per')} {bare_name(vouchers[0]) if vouchers else words.word('third_parties')}"
    elif event.status != "asserted":
        status = words.label(f"status.{event.status}")
    return ActLine(
        event=event,
        when=one_line(dates.say_as_of(event.as_of, words.lang)) if event.as_of else words.word("step_unknown_day"),
        day=dates.local_day(when) if when else None,
        actor=words.name(event.actor),
        does=words.label(_act_key(event, words)),
        target=words.name(event.target) if event.target else None,
        status=status,
    )


def _act_key(event: Event, words: Words) -> str:
    number = "_plural" if words.lang == "de" and event.actor in words.ladders.plural else ""
    alone = f"act_alone{number}.{event.kind}"
    return alone if not event.target and alone in words.ladders.labels else f"act{number}.{event.kind}"


def _by_time(act: ActLine) -> tuple[bool, date, str]:
    # What has no time of its own comes last and is never dated by its report.
    moment = act.event.as_of or ""
    return act.day is None, act.day or date.min, moment


def _days(picture: Picture, words: Words) -> list[date]:
    found = (words.shelf.find(passage) for passage in passages(picture))
    reports = {document.id: document for document in found if document}
    return sorted(dates.local_day(d.published) for d in reports.values() if d.published)


def _known(picture: Picture, words: Words, days: list[date]) -> str:
    cited = {p.document for p in passages(picture)}
    parts = [words.count("known_from", len(cited))]
    if days:
        last = dates.short(days[-1], words.lang)
        same_year = days[0].year == days[-1].year
        first = dates.short(days[0], words.lang, year=not same_year)
        parts[0] += f" {words.word('on_day')} {last if days[0] == days[-1] else f'{first} – {last}'}"
    moments: list[tuple[str, datetime | None]] = [("known_as_of", picture.known_at), ("valid_at", picture.valid_at)]
    parts += [f"{words.word(key)} {dates.say(moment, words.lang)}" for key, moment in moments if moment]
    latest = _latest(picture)
    if latest:
        parts.append(f"{words.word('last_change')} {dates.say_as_of(latest, words.lang)}")
    return " · ".join(parts)


def _latest(picture: Picture) -> str | None:
    stated = [cell.as_of for cell in picture.cells if cell.as_of and dates.read_as_of(cell.as_of)]
    return max(stated, default=None)
