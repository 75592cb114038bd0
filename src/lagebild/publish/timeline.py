"""The timeline of a place as positions: one row a government, acts as strokes, steps as dots.

A dot is filled where the text itself gives the step a time, and hollow where only the report
has a date; what is known to a month only, or not at all, is not drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lagebild.model import Claim, Passage, Status
from lagebild.publish import dates
from lagebild.publish.readings import read
from lagebild.publish.view import PictureView

ROW = 26
_LEFT, _RIGHT = 6.0, 94.0
_STEP = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One mark: ``x`` in per cent of the width, ``shift`` and ``y`` in pixels."""

    kind: str
    x: float
    shift: float
    y: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A day on the axis; ``edge`` is start, middle or end."""

    x: float
    said: str
    edge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows by name, marks, and days on the axis; ``height`` in pixels."""

    names: tuple[str, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something that the timeline shows.

    Attributes:
        kind: "step", "hollow" for a step that only its report dates, or "act".
        dimension: None for an act.
        said: what was done or how it stands, in words.
        when: the time in words.
        passage: where it stands.
    """

    actor: str
    name: str
    dimension: str | None
    day: date
    kind: str
    said: str
    when: str
    passage: Passage

    @property
    def title(self) -> str:
        """All of it in a line."""
        return f"{self.name} · {self.said}, {self.when}" if self.dimension else f"{self.said}, {self.when}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What of a timeline is shown; None leaves a side open.

    Attributes:
        kind: "step" for the steps, dated by text or report, or "act".
        since, until: the first and the last day, of Berlin.
    """

    actor: str | None = None
    dimension: str | None = None
    kind: str | None = None
    since: date | None = None
    until: date | None = None

    def lets(self, point: Point) -> bool:
        """Whether a point is shown."""
        return (
            self.actor in (None, point.actor)
            and self.dimension in (None, point.dimension)
            and self.kind in (None, "act" if point.kind == "act" else "step")
            and (self.since is None or point.day >= self.since)
            and (self.until is None or point.day <= self.until)
        )


def draw(seen: PictureView) -> Timeline | None:
    """The timeline of a picture, or None where fewer than two days are known."""
    return chart(points(seen), seen)


def chart(found: Sequence[Point], seen: PictureView) -> Timeline | None:
    """The timeline of some points, or None where they are of fewer than two days."""
    days = sorted({point.day for point in found})
    if len(days) < 2:
        return None
    stated = {point.name for point in found}
    rows = [name for name in dict.fromkeys([*(row.name for row in seen.rows), *(point.name for point in found)]) if name in stated]
    heights = {name: number * ROW + ROW // 2 for number, name in enumerate(rows)}
    together: dict[tuple[str, date], list[Point]] = {}
    for point in found:
        together.setdefault((point.name, point.day), []).append(point)
    marks = []
    for (name, day), group in together.items():
        step = min(_STEP, 80 / len(group))
        for n, point in enumerate(group):
            shift = round((n - (len(group) - 1) / 2) * step, 1)
            marks.append(Mark(kind=point.kind, x=_place(day, days), shift=shift, y=heights[name], title=point.title))
    return Timeline(names=tuple(rows), marks=tuple(marks), ticks=_ticks(days, seen), height=len(rows) * ROW)


def points(seen: PictureView) -> list[Point]:
    """Everything of a picture that has a day: the steps that governments state of themselves, and acts."""
    found: list[Point] = []
    for cell in seen.cells:
        claims: dict[str, Claim] = {c.id: c for c in (*cell.cell.current, *cell.cell.supporting, *cell.cell.history)}
        said: set[tuple[str, date]] = set()
        for claim in claims.values():
            # A rumour, a denial or a refusal is no step that was taken.
            if claim.status is not Status.ASSERTED or claim.actor != cell.cell.actor:
                continue
            reading = read(claim, seen.words)
            own = dates.read_day(claim.as_of) if claim.as_of else None
            document = seen.words.shelf.find(claim.passage)
            when = own or (document.published if document and not claim.as_of else None)
            if when is None:
                continue
            point = Point(
                actor=claim.actor,
                name=cell.actor,
                dimension=claim.dimension,
                day=dates.local_day(when),
                kind="step" if own else "hollow",
                said=f"{cell.dimension}: {reading.plain()}",
                when=reading.day,
                passage=claim.passage,
            )
            if (point.title, point.day) not in said:
                said.add((point.title, point.day))
                found.append(point)
    for act in seen.acts:
        day_of_act = dates.read_day(act.event.as_of) if act.event.as_of else None
        if day_of_act:
            told = " ".join(part for part in (act.actor, act.does, act.target) if part)
            found.append(
                Point(
                    actor=act.event.actor,
                    name=act.actor,
                    dimension=None,
                    day=day_of_act,
                    kind="act",
                    said=told,
                    when=act.when,
                    passage=act.event.passage,
                )
            )
    return found


def _place(day: date, days: list[date]) -> float:
    whole = (days[-1] - days[0]).days
    return round(_LEFT + (_RIGHT - _LEFT) * (day - days[0]).days / whole, 2)


def _ticks(days: list[date], seen: PictureView) -> tuple[Tick, ...]:
    # At most five days are named, so that a phone can still print them side by side.
    named = [days[0], days[-1]]
    for day in days[1:-1]:
        if len(days) <= 5 and all(abs(_place(day, days) - _place(other, days)) > 14 for other in named):
            named.append(day)
    lang = seen.words.lang
    return tuple(
        Tick(
            x=_place(day, days),
            said=dates.short(day, lang, year=day.year != seen.words.year),
            edge="start" if day == days[0] else "end" if day == days[-1] else "middle",
        )
        for day in sorted(named)
    )
