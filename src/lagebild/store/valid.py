"""What stands for a place is cut to what had happened by a moment, whatever became known later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from lagebild.documents.dates import as_moment
from lagebild.model import Claim
from lagebild.picture.fold import time_of
from lagebild.store.load import Standing

_BERLIN = ZoneInfo("Europe/Berlin")


def held_at(found: Standing, valid_at: datetime | None) -> Standing:
    """What held at a moment, whenever it was reported; a claim or an act whose day is not known counts as then.

    An older step that a later report tells belongs to its own time. A claim without one holds from its report on.
    """
    if valid_at is None:
        return found
    day = valid_at.astimezone(_BERLIN).date().isoformat()
    documents = {d.key: d for d in found.documents}
    told = {d.key for d in found.documents if d.published is None or as_moment(d.published) <= valid_at}

    def had_happened(key: str, as_of: str | None) -> bool:
        # On the day itself the report decides: "am Montag" may lie ahead of a Monday's noon.
        return (as_of or "")[:10] <= day if key in told else bool(as_of) and str(as_of)[:10] < day

    def held(claim: Claim) -> bool:
        return had_happened(claim.passage.document, claim.as_of) and bool(claim.as_of or time_of(claim, documents)[:10] <= day)

    claims = tuple(filter(held, found.claims))
    rejected = tuple(filter(held, found.rejected))
    acts = tuple(a for a in found.acts if had_happened(a.passage.document, a.as_of))
    keys = {c.passage.document for c in (*claims, *rejected)} | {a.passage.document for a in acts} | told
    return replace(
        found,
        documents=tuple(d for d in found.documents if d.key in keys),
        claims=claims,
        rejected=rejected,
        acts=acts,
        questions=tuple(q for q in found.questions if q.passage.document in told),
    )
