"""The timeline of a place as positions: one row a government, acts as strokes, steps as dots.

A dot is filled where the text itself gives the step a time, and hollow where only the report
has a date; what is known to a month only, or not at all, is not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lagebild.model import Claim, Status
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


def draw(seen: PictureView) -> Timeline | None:
    """The timeline of a picture, or None where fewer than two days are known."""
    found = _dated(seen)
    days = sorted({day for _, day, _, _ in found})
    if len(days) < 2:
        return None
    rows = list(dict.fromkeys([row.name for row in seen.rows] + [name for name, *_ in found]))
    rows = [name for name in rows if any(name == other for other, *_ in found)]
    together: dict[tuple[str, date], list[tuple[str, str]]] = {}
    for name, day, kind, title in found:
        together.setdefault((name, day), []).append((kind, title))
    marks = []
    for (name, day), group in together.items():
        step = min(_STEP, 80 / len(group))
        for n, (kind, title) in enumerate(group):
            shift = round((n - (len(group) - 1) / 2) * step, 1)
            y = rows.index(name) * ROW + ROW // 2
            marks.append(Mark(kind=kind, x=_place(day, days), shift=shift, y=y, title=title))
    return Timeline(names=tuple(rows), marks=tuple(marks), ticks=_ticks(days, seen), height=len(rows) * ROW)


def _dated(seen: PictureView) -> list[tuple[str, date, str, str]]:
    found = []
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
            day = dates.local_day(when)
            title = f"{cell.actor} · {cell.dimension}: {reading.plain()}, {reading.day}"
            if (title, day) not in said:
                said.add((title, day))
                found.append((cell.actor, day, "step" if own else "hollow", title))
    for act in seen.acts:
        day_of_act = dates.read_day(act.event.as_of) if act.event.as_of else None
        if day_of_act:
            said_act = " ".join(part for part in (act.actor, act.does, act.target) if part)
            found.append((act.actor, day_of_act, "act", f"{said_act}, {act.when}"))
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
