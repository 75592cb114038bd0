"""What stands for a place is cut to what had happened by a moment, whatever became known later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lagebild.documents.dates import as_moment
from lagebild.picture.fold import time_of
from lagebild.store.load import Standing

_BERLIN = ZoneInfo("Europe/Berlin")


def held_at(found: Standing, valid_at: datetime | None) -> Standing:
    """What had happened and been reported by a moment; a claim or an act whose day is not known counts as then."""
    if valid_at is None:
        return found
    day = valid_at.astimezone(_BERLIN).date().isoformat()
    documents = {d.key: d for d in found.documents if d.published is None or as_moment(d.published) <= valid_at}
    return replace(
        found,
        documents=tuple(documents.values()),
        claims=tuple(c for c in found.claims if c.passage.document in documents and time_of(c, documents)[:10] <= day),
        acts=tuple(a for a in found.acts if a.passage.document in documents and (a.as_of or "")[:10] <= day),
        questions=tuple(q for q in found.questions if q.passage.document in documents),
    )
