"""What an address of the interface may hold, with its patterns: what does not fit them is refused before anything is asked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from lagebild.model import Status

CODE = r"^[A-Z][A-Z0-9_]{1,60}$"
NAME = r"^[a-z][a-z_]{1,40}$"
_WORDS = r"^[^\x00]*$"  # PostgreSQL keeps no NUL
_TIME = r"(19|20)\d\d-\d\d-\d\d([Tt]\d\d:\d\d(:\d\d(\.\d{1,9})?)?([Zz]|[+ -]\d\d:\d\d)?)?"  # a blank is a + that was not escaped
_MOMENT = f"^{_TIME}$"
_BEGIN = f"^({_TIME}|[1-9][0-9]{{0,2}}[hdw])$"
_FORMATS = [{"type": "string", "format": form, "pattern": "^(19|20)"} for form in ("date-time", "date")]
_WHEN: dict[str, Any] = {"anyOf": _FORMATS}
_SINCE: dict[str, Any] = {"anyOf": [*_FORMATS, {"type": "string", "pattern": "^[1-9][0-9]{0,2}[hdw]$"}]}

PlaceCode = Annotated[str, Path(pattern=CODE, description="of the place", examples=["EC"])]
ActorCode = Annotated[str, Path(pattern=CODE, description="of the government or organisation", examples=["US"])]
DimensionName = Annotated[str, Path(pattern=NAME, description="of the codebook", examples=["mission_status"])]
ReportId = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$", description="of a revision")]

KnownAt = Annotated[str | None, Query(pattern=_MOMENT, json_schema_extra=_WHEN, description="as the desk knew it then; a day is its last moment in Berlin")]
ValidAt = Annotated[str | None, Query(pattern=_MOMENT, json_schema_extra=_WHEN, description="what held then, after all that is known")]
Since = Annotated[
    str | None,
    Query(pattern=_BEGIN, json_schema_extra=_SINCE, description='a moment, a day, or a span before `until` as "6h", "7d", "2w"; by default a day before the last that is known'),
]
Until = Annotated[str | None, Query(pattern=_MOMENT, json_schema_extra=_WHEN, description="now by default")]


def limit(usual: int, most: int) -> Any:
    """The parameter for the size of a page."""
    return Query(ge=1, le=most, description=f"at most so many; {usual} by default, {most} at the most")


class _Asked(BaseModel):
    """Parameters of an address; one that is not known is refused, since it would be silently without effect."""

    model_config = ConfigDict(extra="forbid")


class _Published(_Asked):
    since: str | None = Field(None, pattern=_MOMENT, json_schema_extra=_WHEN, description="published then or later")
    until: str | None = Field(None, pattern=_MOMENT, json_schema_extra=_WHEN, description="published then or earlier")
    known_at: str | None = Field(None, pattern=_MOMENT, json_schema_extra=_WHEN, description="what the desk had then")
    outlet: str | None = Field(None, min_length=1, max_length=200, pattern=_WORDS, description="its name")


class AskedReports(_Published):
    """Filters of a list of reports; everything that is given must hold."""

    key: str | None = Field(None, min_length=1, max_length=1000, pattern=_WORDS, description="all revisions with this key")
    authority: str | None = Field(None, pattern=CODE, description="own pages of this government")
    place: str | None = Field(None, pattern=CODE, description="reports from which something was read about this place")
    limit: int = Field(50, ge=1, le=200, description="at most so many")
    after: str | None = Field(None, pattern=r"^\d{1,17}\.[0-9a-f]{16}$", description="as a `Link` header gives it")


class _Found(_Published):
    q: str = Field("", max_length=500, pattern=_WORDS, description="all of these words, in any form; Warn* stands for all that begin so", examples=["Botschaft"])
    place: str | None = Field(None, pattern=CODE)
    actor: str | None = Field(None, pattern=CODE)
    limit: int = Field(30, ge=1, le=200, description="at most so many")
    before: str | None = Field(None, pattern=r"^-?\d{1,19}$", description="the `id` of the last hit, to go on from; for the newest only")


class AskedStatements(_Found):
    """Filters of statements."""

    speaker: str | None = Field(None, min_length=1, max_length=200, pattern=_WORDS, description="words of who says it; a page may then hold fewer than `limit`")


class AskedClaims(_Found):
    """Filters of claims."""

    dimension: str | None = Field(None, pattern=NAME)
    status: Status | None = None


class AskedHits(AskedClaims):
    """Filters of a search."""

    kind: Literal["document", "statement", "claim"] | None = None
    order: Literal["newest", "ranked"] = Field("newest", description="ranked needs words and has no further page")


class AskedQuarantine(_Asked):
    """Which page of the quarantine."""

    limit: int = Field(50, ge=1, le=200, description="at most so many")
    after: str | None = Field(None, max_length=100, pattern=r"^\d{1,17}\.[0-9A-Za-z]{1,64}$", description="as a `Link` header gives it")


class AskedDecisions(_Asked):
    """Filters of decisions."""

    target: str | None = Field(None, min_length=1, max_length=200, pattern=_WORDS, description="id of what they are about")
    author: str | None = Field(None, min_length=1, max_length=200, pattern=_WORDS)
    since: str | None = Field(None, pattern=_MOMENT, json_schema_extra=_WHEN, description="made then or later")
    known_at: str | None = Field(None, pattern=_MOMENT, json_schema_extra=_WHEN, description="what had been decided then")
    limit: int = Field(50, ge=1, le=200, description="at most so many")
    before: str | None = Field(None, pattern=r"^[0-9a-f]{16}$", description="as a `Link` header gives it")


class AskedOpen(_Asked):
    """Filters of what was left open."""

    place: str | None = Field(None, pattern=CODE, description="in reports that say something about this place")
    document: str | None = Field(None, min_length=1, max_length=1000, pattern=_WORDS, description="key or id of a report")
    known_at: str | None = Field(None, pattern=_MOMENT, json_schema_extra=_WHEN, description="what had been read then")
    limit: int = Field(50, ge=1, le=200, description="at most so many")
    after: str | None = Field(None, min_length=1, max_length=200, pattern=r"^[0-9a-zA-Z_.:-]*$", description="as a `Link` header gives it")
