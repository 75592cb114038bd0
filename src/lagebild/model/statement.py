"""Who is reported to have said what, and who is meant by a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lagebild.model.text import Span, content_id


class Kind(StrEnum):
    """The five kinds of reported speech of arXiv 2404.16764, and an authority's own page."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    REPORTED = "reported"
    FREE_INDIRECT = "free_indirect"
    INDIRECT_FREE_INDIRECT = "indirect_free_indirect"
    OWN_VOICE = "own_voice"


class Act(StrEnum):
    """What somebody does by saying something."""

    SAYS = "says"
    ANNOUNCES = "announces"
    WARNS = "warns"
    DEMANDS = "demands"
    ACCUSES = "accuses"
    DENIES = "denies"
    CONFIRMS = "confirms"
    DECLINES = "declines"
    REJECTS = "rejects"
    PROMISES = "promises"
    CONSIDERS = "considers"
    ASKS = "asks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A reported statement.

    Attributes:
        content: spans of what is said, in order of the text.
        speaker: spans of the words that name who says it (may lie in another sentence).
        cue: spans of the words that mark it as said.
        frame: spans of the clause that holds cue and speaker.
        addressee: spans of the words that name to whom.
        medium: "speech", "writing", "thought" or None where nothing shows it.
        act: the speech act of the cue.
        via: the chain through which it came, nearest to the speaker first, as surface words.
        nested_in: id of the statement whose content holds this one.
        confidence: how sure the rule is, between 0 and 1.
        rule: name of the rule that found it.
    """

    document: str
    content: tuple[Span, ...]
    kind: Kind
    rule: str
    speaker: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    frame: tuple[Span, ...] = ()
    addressee: tuple[Span, ...] = ()
    medium: str | None = None
    act: Act = Act.SAYS
    via: tuple[str, ...] = ()
    nested_in: str | None = None
    confidence: float = 0.5
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement without content is no statement")
        if not self.id:
            spans = ",".join(f"{s.begin}:{s.end}" for s in self.content + self.speaker)
            object.__setattr__(self, "id", content_id(self.document, self.kind, spans))


class ActorKind(StrEnum):
    STATE = "state"
    ORGANISATION = "organisation"
    AREA = "area"
    OUTLET = "outlet"
    ANONYMOUS = "anonymous"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who holds a posture or says something.

    Attributes:
        id: ISO 3166-1 alpha-2 code, a key of the codebook (EU, NATO, ...), or the outlet's name.
        name: the words in the text.
        office: the office as a codebook word ("foreign_ministry", "embassy", ...), if known.
        person: the person's name, if one is named.
    """

    id: str | None
    kind: ActorKind
    name: str
    office: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a text that name an actor or a place."""

    span: Span
    actor: Actor
    rule: str
