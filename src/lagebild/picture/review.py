"""What was said to hold only for now, and when somebody should look at it again.

"Bis auf Weiteres geschlossen" does not expire by itself: after a while nobody has said anything new, and the cell still
shows it. A provisional step, a weighed one and a refusal to answer are due some days after they were last confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lagebild.model import Cell, Document, Picture, Status
from lagebild.picture.fold import known_of, time_of

DAYS = 7
"""After which a provisional step is due: a desk's shift plan, not a measurement."""

_OPEN = frozenset({Status.CONSIDERED, Status.DECLINED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A cell to look at again.

    Attributes:
        confirmed: the day on which a report last said so.
        due: the day from which it should be looked at again.
        why: "provisional", "considered" or "declined".
    """

    cell: Cell
    confirmed: date
    due: date
    why: str


def due_for_review(picture: Picture, documents: Mapping[str, Document], *, days: int = DAYS) -> list[Due]:
    """Cells whose step was said to hold only for now, or was left open; the longest waiting first.

    A cell none of whose reports has a date cannot be dated, and is left out.

    Args:
        documents: by key.
        days: from the last confirmation.
    """
    found = []
    for cell in picture.cells:
        why = "provisional" if cell.provisional else str(cell.status) if cell.status in _OPEN else None
        told = [known_of(c, documents)[:10] or time_of(c, documents)[:10] for c in cell.supporting]
        confirmed = _day(max(told, default=""))
        if why is not None and confirmed is not None:
            found.append(Due(cell=cell, confirmed=confirmed, due=confirmed + timedelta(days=days), why=why))
    return sorted(found, key=lambda d: (d.due, d.cell.actor, d.cell.dimension))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
