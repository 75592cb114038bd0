"""The evidence of a cell: its claims sorted by what they do to its value, copies folded.

Two reports of one origin are one witness: the first stands in full, the others under it. Several
passages of one report stay side by side, since each of them is a witness's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.model import Claim, Document, Passage, Status
from lagebild.publish.deciding import decided_lines
from lagebild.publish.plain import one_line
from lagebild.publish.readings import Reading, Words, chain, read, source_line
from lagebild.publish.view import CellView, leading


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim with its words, the way they came, and the report they stand in.

    Attributes:
        asked: the step that was asked about, where the answer was declined.
        decided: a line for each analyst's decision on it.
        document: the report, or None where it is not at hand.
    """

    claim: Claim
    actor: str
    reading: Reading
    passage: Passage
    chain: tuple[str, ...]
    source: str
    condition: str | None
    asked: str | None
    decided: tuple[str, ...]
    document: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims of one origin under one title (a key of the labels: supporting, opposing, …)."""

    title: str
    entries: tuple[Entry, ...]
    copies: tuple[Entry, ...]


def entries(cell: CellView, words: Words) -> list[Group]:
    """The groups of a cell: for it, also stated, against it, earlier; no claim stands twice."""
    source = cell.cell
    lead = leading(source)
    shown: set[str] = set()
    groups: list[Group] = []
    against = cell.opposed
    for title, claims in (
        ("supporting", [lead, *source.supporting]),
        ("opposing", against),
        ("also_stated", [c for c in source.current if c.id not in {a.id for a in against}]),
        ("earlier", [*source.history]),
    ):
        fresh = [claim for claim in dict.fromkeys(claims) if claim.id not in shown]
        shown |= {claim.id for claim in fresh}
        groups += _groups(title, fresh, words)
    return groups


def taken_out(claims: Iterable[Claim], words: Words) -> tuple[Entry, ...]:
    """Claims that an analyst took out of a picture, each with its words and the decision."""
    return tuple(_entry(claim, words) for claim in claims)


def origin(claim: Claim, words: Words) -> str:
    """What counts as one source: an authority, else the claim's own origin, else its text's, else the text."""
    document = words.shelf.find(claim.passage)
    if document is not None and document.authority is not None:
        return f"authority {document.authority}"
    return claim.origin or (document.origin if document else None) or claim.passage.document


def _groups(title: str, claims: Iterable[Claim], words: Words) -> list[Group]:
    by_origin: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        # Different actors or values are never copies of one another.
        key = (origin(claim, words), f"{claim.actor} {claim.value} {claim.status}")
        by_origin.setdefault(key, []).append(claim)
    groups = []
    for same in by_origin.values():
        first = same[0].passage.document
        groups.append(
            Group(
                title=title,
                entries=tuple(_entry(c, words) for c in same if c.passage.document == first),
                copies=tuple(_entry(c, words) for c in same if c.passage.document != first),
            )
        )
    return groups


def _entry(claim: Claim, words: Words) -> Entry:
    declined = claim.status is Status.DECLINED
    return Entry(
        claim=claim,
        actor=words.name(claim.actor),
        reading=read(claim, words),
        passage=claim.passage,
        chain=chain(claim, words),
        source=source_line(claim.passage, words),
        condition=one_line(claim.condition) if claim.condition else None,
        asked=words.label(f"{claim.dimension}.{claim.value}") if declined else None,
        decided=decided_lines(claim, words),
        document=words.shelf.find(claim.passage),
    )
