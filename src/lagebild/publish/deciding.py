"""Analysts' decisions in words: beside a claim, and in a list of their own. A decision is shown and never taken as a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from lagebild.model import Altered, Claim, Decided, Decision, LeftOpen, Status
from lagebild.publish import dates
from lagebild.publish.plain import one_line
from lagebild.publish.readings import NameOf, Words
from lagebild.publish.reports import Shelf
from lagebild.publish.setting import fill

Json = dict[str, Any]
Listed = tuple[Decision, str | None]
"""A decision with the id of the undo that stands against it."""

_MARGIN = "    "


def decided_lines(claim: Claim, words: Words) -> tuple[str, ...]:
    """A line for each decision that touches a claim, the oldest first."""
    return tuple(decided_line(decision, claim.dimension, words) for decision in claim.decided)


def render_decided(claim: Claim, name_of: NameOf, *, lang: str = "de") -> tuple[str, ...]:
    """The same for a claim that stands alone."""
    return decided_lines(claim, Words.of(Shelf.of(()), name_of, lang)) if claim.decided else ()


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


def _plain(value: str | bool | None) -> str | bool | None:
    return str(value) if isinstance(value, Status) else value


def render_decisions(found: Sequence[Listed], name_of: NameOf, *, lang: str = "de", width: int = 100) -> str:
    """Decisions as text: who, when and what, the words it is about, what it set, why, and whether it was undone."""
    words = Words.of(Shelf.of(()), name_of, lang)
    lines = [line for decision, undone in found for line in _decision(decision, undone, words, max(40, width))]
    return ("\n".join(lines) if lines else str(words.word("decisions_none"))) + "\n"


def _decision(decision: Decision, undone: str | None, words: Words, width: int) -> Iterator[str]:
    about = decision.about
    head = f"{decision.id}  {decided_line(decision.beside(), '', words)}"
    yield from fill(head, width, then=_MARGIN)
    if about is not None:
        step = f"{words.label(f'{about.dimension}.{about.value}')}, {about.status}"
        where = f"{words.name(about.place)}, {words.name(about.actor)} · {words.label(about.dimension)}: {step}"
        quoted = f" „{one_line(about.passage.exact)}“" if about.passage.exact else ""
        yield from fill(f"{where}{quoted} {one_line(about.passage.document)}", width, first=_MARGIN, then=_MARGIN)
    else:
        yield from fill(" + ".join(t for t in (decision.target, decision.other) if t), width, first=_MARGIN, then=_MARGIN)
    if decision.correction is not None and about is not None and decision.kind != "answer":
        given = decision.correction.given()
        said = (_altered(Altered(field=n, old=_told(about, n), new=_as_text(v)), about.dimension, words) for n, v in given.items())
        yield from fill(", ".join(said), width, first=_MARGIN, then=_MARGIN)
    if undone is not None:
        yield from fill(f"{words.label('decision.undo')}: {undone}", width, first=_MARGIN, then=_MARGIN)


def _told(claim: Claim, field: str) -> str | None:
    return _as_text(getattr(claim, field))


def _as_text(value: object) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def render_open(found: Sequence[LeftOpen], name_of: NameOf, *, lang: str = "de", width: int = 100) -> str:
    """What was left open as text, each with the id that an answer names, its words, and who answered it."""
    words = Words.of(Shelf.of(()), name_of, lang)
    lines: list[str] = []
    for item in found:
        why = item.reason if item.reason is not None else words.label(f"open.{item.kind}")
        known = f" ({words.label('decision.answer')}: {item.answered_by})" if item.answered_by else ""
        lines += fill(f"{item.id}  {one_line(why)}{known}", max(40, width), then=_MARGIN)
        quoted = f"„{one_line(item.passage.exact)}“ {item.passage.span.begin}:{item.passage.span.end}"
        lines += fill(f"{quoted} {one_line(item.document.outlet or item.document.key)}", max(40, width), first=_MARGIN, then=_MARGIN)
    return ("\n".join(lines) if lines else str(words.word("open_none"))) + "\n"


def open_to_json(item: LeftOpen) -> Json:
    """What was left open, with its id and its words."""
    return {
        "id": item.id,
        "kind": item.kind,
        "rule": item.rule,
        "reason": item.reason,
        "document": item.document.key,
        "revision": item.document.id,
        "begin": item.passage.span.begin,
        "end": item.passage.span.end,
        "passage": item.passage.exact,
        "place": item.place,
        "actor": item.actor,
        "answered_by": item.answered_by,
    }
