"""The situation picture of one place: cells, conflicts, acts, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from lagebild.model.claim import Claim, Event, OpenQuestion, Status
from lagebild.model.text import Document


class ConflictKind(StrEnum):
    """Why two claims do not go together; a conflict is shown and never settled."""

    BINDINGNESS = "bindingness_differs"
    CHANGED_MIND = "changed_its_mind"
    OTHER_GOVERNMENT = "disagrees_with_another_government"
    OUTLETS = "outlets_differ"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one government is known to do in one dimension at one place.

    Attributes:
        current: the claims that stand now, the one that names the cell first.
        supporting, opposing: claims for and against ``value``.
        history: every claim of the cell in order of time.
        origins: number of independent origins among the supporting claims.
    """

    actor: str
    dimension: str
    place: str
    value: str
    status: Status
    provisional: bool
    conflict: ConflictKind | None
    origins: int
    as_of: str | None
    current: tuple[Claim, ...]
    supporting: tuple[Claim, ...]
    opposing: tuple[Claim, ...]
    history: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two sides that cannot both hold, within a cell or between cells."""

    kind: ConflictKind
    dimension: str
    place: str
    left: Claim
    right: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Everything known about one place at one time, as known at another.

    Attributes:
        actors: row order: governments with cells, the host last.
        valid_at, known_at: aware moments in UTC, or None for "all that was read".
        rejected: claims that an analyst took out of it, with their decisions.
    """

    place: str
    valid_at: datetime | None
    known_at: datetime | None
    actors: tuple[str, ...]
    cells: tuple[Cell, ...]
    conflicts: tuple[Conflict, ...]
    acts: tuple[Event, ...]
    open: tuple[OpenQuestion, ...]
    rejected: tuple[Claim, ...] = ()

    def cell(self, actor: str, dimension: str) -> Cell | None:
        """The cell of that row and column, or None where nothing is stated."""
        return next((c for c in self.cells if c.actor == actor and c.dimension == dimension), None)


class ChangeKind(StrEnum):
    """What became of a cell."""

    NEW = "new"
    RAISED = "raised"
    LOWERED = "lowered"
    OTHER = "other_step"
    """A step that stands beside the old one: another scope, another house, other forces."""
    FIRMER = "firmer"
    """The same step, better vouched for: weighed and now decided, reported and now announced."""
    WEAKER = "weaker"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    """The report was changed, and no government changed anything."""
    DECIDED = "decided"
    """An analyst decided, or took a decision back, and no report changed anything."""
    WITHDRAWN = "withdrawn"
    """No passage is left that says it."""
    REPEATED = "repeated"
    OLDER = "older_step_told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A cell before and after.

    Attributes:
        before, after: None where nothing was stated.
        because: the claims that brought it about, in order of time; empty where they are gone.
    """

    kind: ChangeKind
    before: Cell | None
    after: Cell | None
    because: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What became known about one place between two moments at which somebody looked.

    Attributes:
        since, until: aware moments in UTC; ``until`` is None for all that is known.
        changes: in order of the time at which they became known.
        conflicts: those that the later picture has and the earlier had not.
        documents: the reports of both pictures.
    """

    place: str
    since: datetime
    until: datetime | None
    changes: tuple[Change, ...]
    conflicts: tuple[Conflict, ...]
    documents: tuple[Document, ...]


class Relation(StrEnum):
    """How a claim stands to what was known of its cell before."""

    FIRST = "first"
    UPDATE = "update"
    CONTRADICTS = "contradicts"
    OLDER = "older_step_told"
    REPEATS = "repeats"
    COPY = "copy"
    DENIES = "denies"
    DECLINES = "declines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One claim in the history of a cell.

    Attributes:
        to: the claim that stood before it, or None.
        time: the day it holds from, as ISO text; "" where nothing says so.
        known: when its report appeared, likewise.
    """

    claim: Claim
    relation: Relation
    to: Claim | None
    time: str
    known: str
