"""Analysts' decisions in words: beside a claim, and in a list of their own. A decision is shown and never taken as a fact."""

from __future__ import annotations

from typing import Any

from lagebild.model import Altered, Claim, Decided, Decision, Status
from lagebild.publish import dates
from lagebild.publish.plain import one_line
from lagebild.publish.readings import Words

Json = dict[str, Any]


def decided_lines(claim: Claim, words: Words) -> tuple[str, ...]:
    """A line for each decision that touches a claim, the oldest first."""
    return tuple(decided_line(decision, claim.dimension, words) for decision in claim.decided)


def decided_line(decided: Decided, dimension: str, words: Words) -> str:
    """Kind, name, time, what it changed, and why."""
    kind = words.label(f"decision.{decided.kind}")
    said = f"{kind} {words.word('decided_by')} {one_line(decided.author)}, {dates.say(decided.made, words.lang)}"
    altered = ", ".join(_altered(a, dimension, words) for a in decided.altered)
    carried = words.word("carried") if decided.carried else ""
    more = "; ".join(part for part in (altered, carried) if part)
    return f"{said}{f' ({more})' if more else ''}: {one_line(decided.reason)}"


def _altered(altered: Altered, dimension: str, words: Words) -> str:
    old, new = (_value(altered.field, value, dimension, words) for value in (altered.old, altered.new))
    key = f"field.{altered.field}"
    return f"{words.label(key) if words.has(key) else altered.field}: {old} → {new}"


def _value(field: str, value: str | None, dimension: str, words: Words) -> str:
    if value is None:
        return words.word("nothing_stated")
    if field in ("actor", "place", "speaker_actor"):
        return words.name(value)
    # "Asserted" has no label: it is what every cell says that says nothing else.
    keys = {"value": f"{dimension}.{value}", "status": f"status.{value}", "scope": f"scope.{value}", "detail": f"detail.{value}"}
    key = keys.get(field, "")
    return words.label(key) if words.has(key) else one_line(value)


def decided_to_json(decided: Decided) -> Json:
    """A decision as a claim carries it; times are ISO 8601 in UTC."""
    return {
        "id": decided.id,
        "made": dates.iso(decided.made),
        "author": decided.author,
        "kind": str(decided.kind),
        "reason": decided.reason,
        "altered": [{"field": a.field, "old": a.old, "new": a.new} for a in decided.altered],
        "carried": decided.carried,
    }


def decision_to_json(decision: Decision, undone_by: str | None = None) -> Json:
    """A decision whole: what it set, and what it was about as it was read then."""
    about = decision.about
    return {
        "id": decision.id,
        "made": dates.iso(decision.made),
        "author": decision.author,
        "kind": str(decision.kind),
        "target": decision.target,
        "other": decision.other,
        "reason": decision.reason,
        "undone_by": undone_by,
        "set": {name: _plain(value) for name, value in decision.correction.given().items()} if decision.correction else {},
        "about": None
        if about is None
        else {
            "claim": about.id,
            "document": about.passage.document,
            "revision": decision.document,
            "begin": about.passage.span.begin,
            "end": about.passage.span.end,
            "passage": about.passage.exact,
            "words": decision.words,
            "actor": about.actor,
            "dimension": about.dimension,
            "place": about.place,
            "value": about.value,
            "status": str(about.status),
        },
    }


def _plain(value: str | bool) -> str | bool:
    return str(value) if isinstance(value, Status) else value
