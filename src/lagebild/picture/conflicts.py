"""Which claims cannot both hold: within a cell, and between the cells of two governments."""

from __future__ import annotations

from collections.abc import Sequence

from lagebild.codebook import load_ladders
from lagebild.model import Cell, Claim, Conflict, ConflictKind, Status

_FACT = frozenset({Status.ASSERTED, Status.REPORTED})
_DEPARTURE = frozenset({"staff_departure", "family_departure"})
_ALARM = frozenset({"possible", "any_time", "imminent", "occurring"})
_CALM = frozenset({"none", "unchanged"})
# Steps of force_posture that contradict one another; the rest can hold side by side (troops ruled out, trainers present).
_FORCE = ({"ruled_out", "announced"}, {"ruled_out", "considered"}, {"none", "present"}, {"none", "massed"}, {"none", "in_use"})


def clash(left: Claim, right: Claim) -> ConflictKind | None:
    """Why two claims of one cell do not go together, or None.

    Steps of one report complete each other ("consider leaving, plan accordingly"); a denial of what
    another source reports is always a conflict; different bindingness for one group is one between reports.
    """
    if left.detail != right.detail and left.dimension != "force_posture":
        return None
    if (left.scope or "country") != (right.scope or "country"):
        return None
    statuses = {left.status, right.status}
    if Status.DENIED in statuses and statuses & _FACT:
        return ConflictKind.DENIED if left.value == right.value else None
    if not statuses <= _FACT or left.value == right.value:
        return None
    if left.dimension == "force_posture":
        if {left.value, right.value} in _FORCE and left.status is right.status:
            return ConflictKind.OUTLETS if left.speaker_actor != right.speaker_actor else ConflictKind.CHANGED_MIND
        return None
    if left.passage.document == right.passage.document:
        return None
    if left.dimension in _DEPARTURE:
        return ConflictKind.BINDINGNESS
    if left.dimension in {"citizen_departure", "evacuation"}:
        return ConflictKind.BINDINGNESS if "none" not in {left.value, right.value} else ConflictKind.OUTLETS
    if left.dimension == "threat_assessment":
        calm = {left.value, right.value} & _CALM
        alarm = {left.value, right.value} & _ALARM
        return ConflictKind.OUTLETS if calm and alarm else None
    return ConflictKind.OUTLETS


def disputes(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """(what was told, its denial) for each value of one cell that is both; the latest of each.

    A newspaper reports a closure and the ministry calls it invented: both stay, whatever the cell shows.
    """
    told: dict[tuple[str, str | None, str], Claim] = {}
    denied: dict[tuple[str, str | None, str], Claim] = {}
    for claim in claims:
        key = (claim.value, claim.detail, claim.scope or "country")
        if claim.status is Status.DENIED:
            denied[key] = claim
        elif claim.status in _FACT or claim.status is Status.CONSIDERED:
            told[key] = claim
    return [(told[key], denial) for key, denial in denied.items() if key in told]


def between_governments(place: str, cells: Sequence[Cell]) -> list[Conflict]:
    """Contradicting assessments of two governments: one conflict for each pair of an alarmed and a calm one.

    The alarmed side is the government with the highest step, so that a reader gets one line and not ten.
    """
    ladders = load_ladders()
    threat = [c for c in cells if c.dimension == "threat_assessment" and c.status in _FACT]
    alarmed = [c for c in threat if c.value in _ALARM]
    calm = [c for c in threat if c.value in _CALM]
    if not alarmed or not calm:
        return []
    top = max(alarmed, key=lambda c: (ladders.rank("threat_assessment", c.value), c.origins, c.actor))
    return [
        Conflict(
            kind=ConflictKind.OTHER_GOVERNMENT,
            dimension="threat_assessment",
            place=place,
            left=top.current[0],
            right=other.current[0],
        )
        for other in calm
    ]
