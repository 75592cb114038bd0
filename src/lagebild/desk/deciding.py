"""A decision as it comes from a form or a program, under the name of who is at the door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lagebild.desk.rights import Caller
from lagebild.errors import NotFound, UsageError
from lagebild.model import Correction, Decision, DecisionKind, Passage, Span
from lagebild.store import decide, find_open

MOST_REASON = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody wants decided; see ``Decision``. ``begin`` and ``end`` are offsets of an answer's words."""

    kind: DecisionKind
    target: str
    reason: str
    correction: Correction | None = None
    other: str | None = None
    document: str | None = None
    begin: int | None = None
    end: int | None = None


def keep_decision(state: Any, caller: Caller, asked: Asked) -> Decision:
    """Keep it.

    Raises:
        UsageError, NotFound: it makes no sense, or what it is about is not there.
    """
    if len(asked.reason) > MOST_REASON:
        raise UsageError(f"the reason is too long; give at most {MOST_REASON} characters")
    with state.store.write() as connection:
        passage = None
        if asked.kind is DecisionKind.ANSWER:
            passage = _passage(connection, asked)
        decision = Decision(
            made=state.now(),
            author=caller.name or state.settings.author,
            kind=asked.kind,
            target=asked.target,
            reason=asked.reason.strip(),
            correction=asked.correction,
            passage=passage,
            other=asked.other,
            document=asked.document,
        )
        return decide(connection, decision)


def _passage(connection: Any, asked: Asked) -> Passage:
    """The words of an answer: those at its offsets, else those that were left open."""
    found = find_open(connection, asked.target)
    if found is None or found.text is None:
        raise NotFound(f"{asked.target[:60]}: nothing of that id was left open, or its text was deleted")
    span = found.span
    if asked.begin is not None and asked.end is not None:
        if not 0 <= asked.begin < asked.end <= len(found.text):
            raise UsageError(f"{asked.begin}:{asked.end} lies outside the report's {len(found.text)} code points")
        span = Span(asked.begin, asked.end)
    return Passage(document=found.key, span=span, exact=found.text[span.begin : span.end])
