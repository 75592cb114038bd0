"""Analysts' decisions as the interface takes and tells them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from lagebild.desk.interface.shapes.nouns import Code, Identity, Moment, Offset, Shape, When
from lagebild.model import DecisionKind, Status

_WORDS = r"^[^\x00]*$"  # PostgreSQL keeps no NUL


class Setting(Shape):
    """What correct, resolve and answer set; what is left out stays."""

    actor: Code | None = None
    dimension: str | None = Field(None, description="of an answer only", examples=["mission_status"])
    place: Code | None = None
    value: str | None = Field(None, description="a step of the dimension's ladder", examples=["suspended"])
    status: Status | None = None
    scope: Literal["country", "parts", "route"] | None = None
    as_of: str | None = Field(None, max_length=40, pattern=_WORDS, examples=["2025-11-19"])
    detail: str | None = Field(None, max_length=200, pattern=_WORDS)
    provisional: bool | None = None
    speaker_actor: Code | None = None
    cleared: list[Literal["as_of", "detail", "speaker_actor"]] = Field([], description="of these nothing is stated", max_length=3)


class Asked(Shape):
    """A decision to be kept under the name of the key's account."""

    kind: DecisionKind
    target: str = Field(description="id of a claim, a revision, something left open, or a decision", min_length=1, max_length=200, pattern=_WORDS)
    reason: str = Field(description="why; it is shown beside the claim", min_length=1, max_length=2_000, pattern=_WORDS)
    set: Setting | None = None
    other: Identity | None = Field(None, description="the other revision (merge)")
    document: Identity | None = Field(None, description="in which revision, where several have the claim")
    begin: Offset | None = Field(None, description="of the words that an answer rests on; those that were left open by default")
    end: Offset | None = None


class About(Shape):
    """The claim that a decision was about, as it was read then."""

    claim: str
    document: str
    revision: str | None
    begin: Offset
    end: Offset
    passage: str
    words: str | None = Field(description="SHA-256 of the passage")
    actor: Code
    dimension: str
    place: Code
    value: str
    status: Status


class Decision(Shape):
    """A decision that was kept."""

    id: str
    made: Moment
    author: str
    kind: DecisionKind
    target: str
    other: str | None
    reason: str
    undone_by: str | None
    set: dict[str, Any]
    about: About | None


class LeftOpen(Shape):
    """What a reading left open: an abstention of a rule, or a question that the report leaves."""

    id: str = Field(description="the target of an answer")
    kind: str = Field(examples=["abstention"])
    document: str
    revision: Identity
    outlet: str | None
    published: When | None
    begin: Offset
    end: Offset
    passage: str
    rule: str
    reason: str | None
    place: Code | None
    actor: Code | None
    answered_by: str | None


class Decisions(Shape):
    """A page of decisions."""

    decisions: list[Decision]


class Abstentions(Shape):
    """A page of what was left open."""

    abstentions: list[LeftOpen]
