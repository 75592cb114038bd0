"""When a posture took effect, as far as the clause says so, against the day of publication."""

from __future__ import annotations

from lagebild.actors import Scene
from lagebild.claims.unit import Unit
from lagebild.language.dates import find_dates


def when(scene: Scene, unit: Unit) -> str | None:
    """ISO 8601 date as precise as the text is, or the day of publication for what is told as present; else None."""
    day = scene.document.day
    text = scene.document.text[unit.begin : unit.end]
    dates = find_dates(text, day, deadlines=False)
    if dates:
        return dates[0]
    if day is None or any(c.past_perfect for c in unit.clauses):
        return None
    return day.isoformat()
