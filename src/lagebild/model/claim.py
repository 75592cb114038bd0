"""Claims of the codebook, acts, and decisions that were not taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lagebild.model.decided import Decided
from lagebild.model.text import Passage, Span, content_id


class Status(StrEnum):
    """How far a claim is vouched for, weakest claim to fact first (the codebook's precedence)."""

    DECLINED = "declined"
    DENIED = "denied"
    CONSIDERED = "considered"
    REPORTED = "reported"
    ASSERTED = "asserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Actor, dimension, place, value and status, with the words it rests on.

    Attributes:
        actor: ISO 3166-1 alpha-2 code or a key of the codebook.
        place: likewise, or an area.
        scope: for travel_advice "country", "parts" or "route"; else None.
        regions, exceptions: names as they stand in the text.
        as_of: ISO 8601 date as precise as the text is ("2022-01", "2022-01-23"), or None.
        provisional: True where the text says for now, until further notice, as long as.
        condition: the words of the condition or limit, if there is one.
        group: whom it concerns where a dimension holds several groups.
        detail: what tells two claims of one cell apart.
        speaker: the words that name who says so; None is the report's own voice.
        speaker_actor: the government or organisation behind the speaker, if resolved.
        via: chain of outlets and unnamed sources, nearest to the speaker first.
        origin: what counts as one source for this claim (a cited outlet, else the text's origin).
        rule: names of the codebook entry and the rules that made it.
        because: one line for each thing that decided value, status, actor or place.
        decided: the analysts' decisions that touch it, oldest first; a reading holds none, a picture does.
        id: a corrected claim keeps that of the claim as it was read.
    """

    actor: str
    dimension: str
    place: str
    value: str
    status: Status
    passage: Passage
    rule: str
    scope: str | None = None
    regions: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    detail: str | None = None
    group: str | None = None
    quantity: str | None = None
    as_of: str | None = None
    provisional: bool = False
    condition: str | None = None
    confidence: float = 0.5
    statement: str | None = None
    speaker: str | None = None
    speaker_actor: str | None = None
    via: tuple[str, ...] = ()
    origin: str | None = None
    because: tuple[str, ...] = ()
    decided: tuple[Decided, ...] = ()
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            span = self.passage.span
            object.__setattr__(
                self,
                "id",
                content_id(
                    self.passage.document,
                    self.actor,
                    self.dimension,
                    self.place,
                    self.value,
                    self.status,
                    f"{span.begin}:{span.end}",
                ),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An act: something done at a time, which never fills a ladder cell.

    Attributes:
        kind: consults, talks, demands, rejects, accuses, threatens, pledges, aids,
            criticises, endorses, summons, expels, declines, coordinates.
        target: code of whom it is directed at, if resolved.
        about: the words of the matter, for a reader.
    """

    actor: str
    kind: str
    passage: Passage
    rule: str
    target: str | None = None
    place: str | None = None
    as_of: str | None = None
    status: Status = Status.ASSERTED
    speaker: str | None = None
    via: tuple[str, ...] = ()
    confidence: float = 0.5
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            span = self.passage.span
            object.__setattr__(
                self,
                "id",
                content_id(self.passage.document, self.actor, self.kind, self.target or "", f"{span.begin}:{span.end}"),
            )


class OpenKind(StrEnum):
    """Why something is not known."""

    DECLINED = "declined"
    EVADED = "evaded"
    PRESUPPOSED = "presupposed"
    WITHDRAWN = "withdrawn"  # an authority's page states it no more, and nothing in its place


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """Something a report shows to be unknown: declined, evaded, presupposed and lost, or stated no more."""

    kind: OpenKind
    passage: Passage
    rule: str
    place: str | None = None
    actor: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention:
    """A decision not taken: what a rule saw, and why it kept silent."""

    document: str
    span: Span
    rule: str
    reason: str
    candidates: tuple[str, ...] = ()
