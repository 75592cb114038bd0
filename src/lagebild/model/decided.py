"""What a claim knows of the decisions that touch it: who decided, when, what, why, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DecisionKind(StrEnum):
    """What an analyst can decide."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CORRECT = "correct"
    RESOLVE = "resolve"  # who or where is meant
    MERGE = "merge"  # two documents are one origin
    SPLIT = "split"  # a document that was taken for a copy is an origin of its own
    ANSWER = "answer"  # what was left open is stated, on its words
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A field of a claim that a decision set.

    Attributes:
        field: its name, such as "value".
        old, new: as text; None where nothing was or is stated.
    """

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision beside the claim that it touches.

    Attributes:
        id: of the decision.
        made: aware moment in UTC.
        altered: what it changed in the claim; a confirmation changes nothing.
        carried: it was made on another reading of the same passage, with other values or another claim's id.
    """

    id: str
    made: datetime
    author: str
    kind: DecisionKind
    reason: str
    altered: tuple[Altered, ...] = ()
    carried: bool = False
