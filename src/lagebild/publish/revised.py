"""The revisions of one report as text and as JSON: which claims went with their words, and which came."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lagebild.model import Claim, Document
from lagebild.picture import claims_revised
from lagebild.publish import dates
from lagebild.publish.plain import one_line
from lagebild.publish.readings import NameOf, Words, read
from lagebild.publish.reports import Shelf
from lagebild.publish.schema import Json, claim_to_json
from lagebild.publish.setting import fill

Told = tuple[Document, str, tuple[Claim, ...]]
"""A revision: its text, when it was known (ISO 8601), its claims."""


def render_revisions(report: Sequence[Told], name_of: NameOf, *, lang: str = "de", width: int = 100) -> str:
    """One report, revision by revision; - stands before a claim that is gone, + before one that is new."""
    width = max(40, width)
    words = Words.of(Shelf.of([d for d, _, _ in report]), name_of, lang)
    lines = [f"{one_line(report[0][0].key)}, {one_line(report[0][0].outlet or report[0][0].source)}"]
    for before, (document, known, claims) in pairwise([None, *report]):  # type: ignore[misc]
        when = dates.say(document.published, lang) if document.published is not None else known
        gone, new = claims_revised(before[2], claims) if before is not None else ([], list(claims))
        lines.append(f"  {when}  {document.id}")
        for sign, found in (("-", gone), ("+", new)):
            for claim in found:
                said = f"{sign} {words.name(claim.actor)} · {words.label(claim.dimension)}, {words.name(claim.place)}: {read(claim, words).plain()}"
                lines += fill(f"{said} „{one_line(claim.passage.exact)}“", width, first="    ", then="      ")
    return "\n".join(lines) + "\n"


def revisions_to_json(report: Sequence[Told]) -> Json:
    """One report with all revisions; of each but the first, the claims that are gone and those that are new."""
    shelf = Shelf.of([d for d, _, _ in report])
    told: list[Json] = []
    before: tuple[Claim, ...] = ()
    for document, known, claims in report:
        gone, new = claims_revised(before, claims)
        told.append(
            {
                "id": document.id,
                "supersedes": document.supersedes,
                "published": dates.iso(document.published),
                "known": known,
                "gone": [claim_to_json(c, shelf) for c in gone],
                "new": [claim_to_json(c, shelf) for c in new],
            }
        )
        before = claims
    return {"document": report[0][0].key, "outlet": report[0][0].outlet, "revisions": told}
