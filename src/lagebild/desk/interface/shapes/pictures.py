"""The picture of a place, its cells with their evidence, and what changed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lagebild.desk.interface.shapes.nouns import ActOfPicture, AsOf, Claim, Code, Moment, Names, Question, Shape, When
from lagebild.model import ChangeKind, ConflictKind, Relation, Status


class Cell(Shape):
    """What one government is known to do in one dimension at one place."""

    actor: Code
    dimension: str
    place: Code
    value: str
    status: Status
    provisional: bool
    conflict: ConflictKind | None = Field(description="why two claims in it do not go together; never settled by the program")
    origins: int = Field(ge=0, description="independent sources; copies of one agency text are one")
    as_of: AsOf | None
    current: list[Claim]
    supporting: list[Claim]
    opposing: list[Claim]


class Conflict(Shape):
    """Two claims that cannot both hold."""

    kind: ConflictKind
    dimension: str
    place: Code
    left: Claim
    right: Claim


class Cited(Shape):
    """A report that the picture cites."""

    document: str = Field(description="its key")
    revision: str = Field(description="its id, see /reports/{id}")
    supersedes: str | None
    source: str
    outlet: str | None
    title: str | None
    url: str | None
    language: str
    published: When | None
    retrieved: Moment | None
    origin: str | None


class Provenance(Shape):
    """What depends on the reading and on the machine."""

    reports: list[Cited]
    rejected: list[Claim] = Field(description="claims that an analyst took out, each with the decision")


class Picture(Shape):
    """The picture of a place; the same shape as `lagebild picture --format json`. What is not stated has no cell."""

    place: Code
    valid_at: Moment | None
    known_at: Moment | None
    names: Names
    cells: list[Cell]
    acts: list[ActOfPicture]
    conflicts: list[Conflict]
    open: list[Question]
    provenance: Provenance


class Newest(Shape):
    """The change that became known last."""

    kind: ChangeKind
    actor: Code
    dimension: str
    before: str | None = Field(description="the step; null where nothing was stated")
    after: str | None
    passage: str = Field(description="the words that brought it about; empty where they are gone")


class PlaceLine(Shape):
    """A place of which something was read."""

    code: Code
    names: dict[Literal["de", "en"], str]
    moment: Moment | None = Field(description="the latest time from which something about it is known")
    number: int = Field(ge=0, description="of the change that touched it last, as in /events")
    governments: int = Field(ge=0)
    cells: int = Field(ge=0)
    acts: int = Field(ge=0)
    conflicts: int = Field(ge=0)
    open: int = Field(ge=0, description="questions that are open")
    reports: int = Field(ge=0)
    newest: Newest | None = Field(description="null where nothing changed in the last day of which something is known")


class Places(Shape):
    """Places by code."""

    places: list[PlaceLine]


class Changed(Shape):
    """A cell before and after."""

    kind: ChangeKind
    before: Cell | None = Field(description="null where nothing was stated")
    after: Cell | None
    because: list[Claim] = Field(description="the claims that brought it about; empty where they are gone")


class Changes(Shape):
    """What became known about a place between two moments; the shape of `lagebild changes --format json`."""

    place: Code
    since: Moment
    until: Moment | None = Field(description="null: until now")
    changes: list[Changed]
    conflicts: list[Conflict] = Field(description="those that are new")


class Step(Shape):
    """One claim in the history of a cell, and how it stands to what was known before."""

    relation: Relation
    time: str | None = Field(description="the day it holds from")
    known: str | None = Field(description="when its report appeared")
    follows: str | None = Field(description="id of the claim that stood before it")
    claim: Claim


class Witness(Shape):
    """A claim with its passage in its sentences."""

    claim: str = Field(description="id of the claim")
    report: str | None = Field(description="id of the report's revision, see /reports/{id}")
    outlet: str | None
    url: str | None
    published: When | None
    before: str | None = Field(description="what stands before the passage; null where the text was deleted or says something else there")
    exact: str
    after: str | None
    asked: str | None = Field(description="the step that was asked about, where the answer was declined")


class Origin(Shape):
    """Witnesses of one origin; its copies are folded and count as nothing more."""

    side: Literal["supporting", "opposing", "also_stated", "earlier"]
    witnesses: list[Witness]
    copies: list[Witness]


class OpenedCell(Shape):
    """A cell opened: what it says and why."""

    valid_at: Moment | None
    known_at: Moment | None
    names: Names
    cell: Cell
    history: list[Step] = Field(description="in the order in which it became known")
    evidence: list[Origin]
    hidden: int = Field(ge=0, description="origins that are left out; ask with a larger limit")
