"""What a changed text changes in its claims: those that are gone with their words, those that are new."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.model import Claim


def claims_revised(before: Sequence[Claim], after: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
    """(gone, new) claims of two revisions of one report; a claim whose sentence only moved is neither."""
    old, fresh = {_said(c) for c in before}, {_said(c) for c in after}
    return [c for c in before if _said(c) not in fresh], [c for c in after if _said(c) not in old]


def _said(claim: Claim) -> tuple[object, ...]:
    return claim.actor, claim.dimension, claim.place, claim.value, claim.status, claim.detail, claim.scope or "country", claim.as_of
