"""Clauses that a cue governs, behind it or before it, one statement a cue.
"""

from __future__ import annotations

from lagebild.language import ClauseKind
from lagebild.statements.complements import complement
from lagebild.statements.frames import frame_behind, looks_like_frame, wie_frame
from lagebild.statements.hits import CueHit
from lagebild.statements.reading import Draft, View


def governed_clauses(view: View, hits: list[CueHit]) -> list[Draft]:
    """Drafts of all clauses that a cue of the sentence governs."""
    drafts: list[Draft] = []
    hits = [h for h in hits if h.clause.kind is not ClauseKind.INFINITIVE or h.governs("dass")]
    view.frames.update(h.clause.index for h in hits if looks_like_frame(view, h))
    for hit in hits:
        draft = wie_frame(view, hit) or frame_behind(view, hit) or complement(view, hit)
        if draft is not None and not _own_thought(view, hit, draft, drafts):
            drafts.append(draft)
    return drafts


def _own_thought(view: View, hit: CueHit, draft: Draft, drafts: list[Draft]) -> bool:
    """"Er sagte, er hoffe, dass ...": what the speaker says of himself is part of what he says."""
    inside = any(d.begin <= hit.first < d.end for d in drafts)
    named = [s for s in draft.speaker if view.tokens[s[0]].tag not in {"PPER", "PRELS", "PIS", "PDS"}]
    return inside and not named
