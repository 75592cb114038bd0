"""Who asks, what the desk listens to, and the codebook."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from lagebild.desk.interface.shapes.nouns import Code, Moment, Shape, Words
from lagebild.model import Status
from lagebild.sources.declaration import Form, SourceKind
from lagebild.store.people import Role, Scope


class Me(Shape):
    """Who asks, and what that allows."""

    name: str = Field(description="of the account; empty for whoever works alone")
    role: Role
    scopes: list[Scope] | None = Field(description="of the key; null for a person in a browser")


class Source(Shape):
    """A declared source and how it goes."""

    name: str
    title: str | None
    address: str
    form: Form
    kind: SourceKind
    language: str
    every: int = Field(ge=0, description="seconds between two polls")
    authority: Code | None
    place: Code | None
    reliability: str | None = Field(description="the desk's grade, A to F")
    state: Literal["never", "well", "stale", "failing"] = Field(description="*never*: not asked yet; *stale*: not reached for longer than a few polls should take")
    polled: Moment | None
    succeeded: Moment | None
    changed: Moment | None
    failures: int = Field(ge=0, description="in a row")
    problem: str | None
    kept: int = Field(ge=0, description="reports, in all")
    refused: int = Field(ge=0, description="things quarantined, in all")


class Sources(Shape):
    """What the desk listens to; what goes wrong stands first."""

    sources: list[Source]
    problem: str | None = Field(description="why the desk's own file could not be read")


class LadderStep(Shape):
    """One step of a ladder."""

    value: str
    label: Words
    definition: Words
    official: dict[str, str] = Field(description="terms of countries' own systems by ISO 3166-1 code")


class Dimension(Shape):
    """One column of the matrix with its steps, lowest first."""

    name: str
    short: Words
    long: Words
    definition: Words
    steps: list[LadderStep]


class Codebook(Shape):
    """Dimensions in their order, and the words for statuses."""

    dimensions: list[Dimension]
    statuses: dict[Status, Words]


class Frame(Shape):
    """One way in which German says a step."""

    id: str
    theme: str | None
    events: list[str]
    needs: list[str]
    without: list[str]
    value: dict[str, str]
    status: dict[str, str]
    actor: str
    place: str
    detail: str | None


class Example(Shape):
    """A sentence, and what must be read from it."""

    text: str
    expected: Expected | None = Field(description="null: nothing may be read from it")


class Expected(Shape):
    """What an example must give."""

    actor: Code
    place: Code
    value: str
    status: Status


class DimensionInFull(Shape):
    """A dimension with its frames and examples."""

    dimension: Dimension
    frames: list[Frame]
    examples: list[Example]


Example.model_rebuild()
