"""Reports, hits of a search, what was sent in, and what could not be read."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from lagebild.desk.interface.shapes.nouns import (
    Abstained,
    ActOfPicture,
    Claim,
    Code,
    Extent,
    Identity,
    Moment,
    Question,
    Shape,
    Statement,
    When,
)


class Head(Shape):
    """What is known of a report beside its text."""

    id: Identity
    key: str = Field(description="as the source gives it; the same for all its revisions")
    source: str
    outlet: str | None
    title: str | None
    url: str | None
    language: str = Field(examples=["de"])
    published: When | None
    retrieved: Moment | None
    known: Moment = Field(description="from when on the desk had it")
    authority: Code | None = Field(description="the government whose own page it is; null for a news report")
    place: Code | None = Field(description="what an authority's page is about")
    text_hash: str = Field(description="SHA-256 of the text in UTF-8; stays where the text was deleted")
    raw_hash: str = Field(description="SHA-256 of the bytes as they came")
    deleted: bool = Field(description="whether a desk has deleted the text")


class ReportLine(Head):
    """A report in a list, with what its newest reading holds."""

    statements: int = Field(ge=0)
    claims: int = Field(ge=0)


class Reports(Shape):
    """Reports, those that the desk had last first."""

    reports: list[ReportLine]


class Revision(Shape):
    """One revision of a report."""

    id: Identity
    known: Moment


class ReadBy(Shape):
    """What the newest reading was made by, and when."""

    id: str
    rules: str
    codebook: str
    made: Moment


class Report(Head):
    """A report in full with its newest reading. All offsets are code points of `text`."""

    text: str = Field(description="exactly as it was read; empty where it was deleted")
    reading: ReadBy | None
    statements: list[Statement]
    claims: list[Claim]
    acts: list[ActOfPicture]
    open: list[Question]
    abstentions: list[Abstained]
    revisions: list[Revision] = Field(description="all of this report with this one, oldest first")
    copies: list[Identity] = Field(description="reports with the same text")


class Row(Shape):
    """A sentence of each revision, side by side."""

    kind: Literal["same", "changed", "gone", "new"]
    old: str
    new: str


class Comparison(Shape):
    """Two revisions of a report, sentence by sentence."""

    left: Identity
    right: Identity
    rows: list[Row]


class HitReport(Shape):
    """The report that a hit stands in."""

    id: Identity
    key: str
    outlet: str | None
    title: str | None
    url: str | None
    published: When | None


class Hit(Shape):
    """A report, a statement or a claim that fits all that was asked for."""

    id: str = Field(pattern=r"^-?\d{1,19}$", description="to go on from with `before`; lasts until the report is read again")
    kind: Literal["document", "statement", "claim"]
    report: HitReport
    passage: Extent | None = Field(description="null where the text was deleted")
    statement: Statement | None
    claim: Claim | None


class Hits(Shape):
    """What was found, in the order asked for."""

    hits: list[Hit]


class SubmittedReport(Shape):
    """A report as a line of JSON Lines states it; only the text is needed, keys that are not known are ignored."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "example": {
                "id": "abend-0815",
                "published": "2025-11-19T06:40:00+01:00",
                "outlet": "Abendblatt",
                "title": "Botschaft schließt vorerst",
                "text": "Frankreich schließt seine Botschaft in Quito bis auf Weiteres, teilte das Außenministerium in Paris mit.",
            }
        },
    )

    text: str = Field(min_length=1, description="the whole report, German; kept exactly as it is")
    id: str | None = Field(default=None, description="the same for all revisions of the report; without one, text, outlet and address stand for it")
    published: str | None = Field(default=None, description="ISO 8601: a day or a moment")
    outlet: str | None = None
    url: str | None = Field(default=None, description="http or https")
    title: str | None = None
    authority: str | None = Field(default=None, description="ISO 3166-1 code of the government whose own page it is")
    place: str | None = Field(default=None, description="ISO 3166-1 code of what that page is about")


class Note(Shape):
    """What was wrong with a report; it stands in the quarantine, too."""

    what: str
    remedy: str


class Receipt(Shape):
    """What became of one report."""

    position: int = Field(ge=0, description="in what was sent, from 0")
    outcome: Literal["new", "revision", "copy", "known", "refused"] = Field(
        description="*known*: it was there already, nothing was kept twice; *refused*: it could not be read and stands in the quarantine"
    )
    key: str | None
    document: Identity | None = Field(description="see /reports/{id}; null where it was refused")
    claims: int | None = Field(ge=0, description="in its newest reading")
    notes: list[Note] = Field(description="why it was refused, or what in it could not be used")


class Receipts(Shape):
    """A receipt for each report, in the order in which they were sent; what has one is on the disk."""

    reports: list[Receipt]
    kept: int = Field(ge=0)
    refused: int = Field(ge=0)


class Refused(Shape):
    """Something that was wrong with an input."""

    id: str
    position: str = Field(description="the source, with the place in it")
    what: str
    remedy: str
    kept: bool = Field(description="whether the report was kept without what is wrong with it")
    noticed: Moment
    raw_hash: str | None = Field(description="SHA-256 of the bytes it is about")
    size: int | None = Field(ge=0, description="of those bytes")


class Quarantine(Shape):
    """What could not be read, or only in part, the newest first."""

    quarantine: list[Refused]
