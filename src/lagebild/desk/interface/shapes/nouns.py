"""Passages, claims, acts and statements as the interface tells them: flat, with offsets in code points and times in UTC."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lagebild.model import DecisionKind, Status
from lagebild.model.claim import OpenKind
from lagebild.model.statement import Act, Kind

_EITHER: dict[str, Any] = {"anyOf": [{"format": "date"}, {"format": "date-time"}]}

Code = Annotated[str, Field(description="ISO 3166-1 alpha-2, or a code of the codebook", examples=["EC", "EASTERN_EUROPE"])]
Moment = Annotated[str, Field(description="ISO 8601, in UTC", json_schema_extra={"format": "date-time"}, examples=["2025-11-19T06:00:00Z"])]
When = Annotated[str, Field(description="a day, or a moment in UTC, as the source states it", json_schema_extra=_EITHER, examples=["2025-11-19"])]
AsOf = Annotated[str, Field(description="ISO 8601, as precise as the text is: a year, a month, a day or more", examples=["2025-11"])]
Offset = Annotated[int, Field(ge=0, description="in code points of the report's text")]
Confidence = Annotated[float, Field(ge=0, le=1, description="how often such a reading is right")]
Identity = Annotated[str, Field(description="hash of key and text: one per revision", examples=["0f5c2b7d9a1e4c38"])]
Names = Annotated[dict[str, dict[Literal["de", "en"], str]], Field(description="name of each code that occurs, by language")]


class Shape(BaseModel):
    """Has these fields and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Words(Shape):
    """A label in both languages."""

    de: str
    en: str


class Altered(Shape):
    """A field of a claim that a decision set."""

    field: str
    old: str | None
    new: str | None


class Decided(Shape):
    """A decision beside the claim it touches."""

    id: str
    made: Moment
    author: str
    kind: DecisionKind
    reason: str
    altered: list[Altered]
    carried: bool = Field(description="it was made on another reading of the same words")


class Extent(Shape):
    """Words of a report's text: ``text[begin:end] == exact``."""

    begin: Offset
    end: Offset
    exact: str


class InReport(Shape):
    """A passage: the words, and where they stand."""

    document: str = Field(description="key of the report, stable over its revisions")
    outlet: str | None
    begin: Offset
    end: Offset
    passage: str = Field(description="the report's words at begin:end; empty where a desk has deleted the text")


class Claim(InReport):
    """Who takes which step, where, and how far that is vouched for, with the passage that says so."""

    id: str
    actor: Code
    dimension: str = Field(examples=["mission_status"])
    place: Code
    value: str = Field(description="a step of the dimension's ladder", examples=["suspended"])
    status: Status
    scope: Literal["country", "parts", "route"] | None = Field(description="of travel advice only")
    regions: list[str]
    exceptions: list[str]
    detail: str | None = Field(description="what tells two claims of one cell apart, as a consulate's town")
    group: str | None
    quantity: str | None
    as_of: AsOf | None
    provisional: bool = Field(description="holds only for now, or as long as the condition does")
    condition: str | None
    confidence: Confidence
    statement: str | None = Field(description="id of the statement it was read from")
    speaker: str | None = Field(description="the words that name who says so; null is the report's own voice")
    speaker_actor: Code | None
    via: list[str] = Field(description="the chain it came through, nearest to the speaker first")
    origin: str | None = Field(description="what counts as one source")
    rule: str
    because: list[str]
    decided: list[Decided] = Field(description="what analysts decided on it, the oldest first; no status is ever raised by it")


class ActOfPicture(InReport):
    """Something done at a time; it fills no cell."""

    id: str
    actor: Code
    kind: str = Field(examples=["summons"])
    target: Code | None
    place: Code | None
    as_of: AsOf | None
    status: Status
    speaker: str | None
    via: list[str]
    confidence: Confidence
    rule: str


class Question(InReport):
    """Something that a report shows to be unknown."""

    kind: OpenKind
    place: Code | None
    actor: Code | None
    speaker: str | None
    rule: str


class Statement(Shape):
    """Who is reported to have said what."""

    id: str
    kind: Kind
    act: Act
    content: list[Extent]
    speaker: list[Extent] = Field(description="the words that name who says it; empty where none do")
    cue: list[Extent]
    addressee: list[Extent]
    medium: str | None
    via: list[str]
    nested_in: str | None
    confidence: Confidence
    rule: str


class Abstained(Shape):
    """A decision that was not taken: what a rule saw, and why it kept silent."""

    begin: Offset
    end: Offset
    exact: str
    rule: str
    reason: str
    candidates: list[str]
