"""Claims of one place fold into cells: what stands now, what stood before, what speaks against it.

The order in which claims arrive plays no part: they are sorted by the time they hold for, then by content.
Nothing is settled: two values that cannot both hold stand side by side as a conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from lagebild.codebook import load_ladders
from lagebild.model import Cell, Claim, Conflict, ConflictKind, Document, Event, OpenQuestion, Passage, Picture, Status
from lagebild.model.text import local_day
from lagebild.picture.conflicts import between_governments, clash, disputes
from lagebild.picture.expiry import outdated_pages, withdrawn

_FACT = frozenset({Status.ASSERTED, Status.REPORTED})
_STRENGTH = {Status.ASSERTED: 4, Status.REPORTED: 3, Status.CONSIDERED: 2, Status.DENIED: 1, Status.DECLINED: 0}


def fold_place(
    place: str,
    claims: Iterable[Claim],
    acts: Iterable[Event],
    questions: Iterable[OpenQuestion],
    documents: Mapping[str, Document],
    *,
    valid_at: datetime | None = None,
    known_at: datetime | None = None,
) -> Picture:
    """The picture of one place.

    Args:
        place: code of the place.
        claims, acts, questions: of any place; what belongs elsewhere is left out.
        documents: by key, for the time a claim became known.
        valid_at, known_at: aware moments in UTC printed with the picture; the caller has filtered by them.
    """
    own = sorted((c for c in claims if c.place == place), key=lambda c: _order(c, documents))
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in own:
        # A warning for a route is no level of a country: it never fills the cell.
        if claim.scope != "route":
            groups[(claim.actor, claim.dimension)].append(claim)
    outdated = outdated_pages(documents.values())
    questions = [q for q in questions if q.place == place]
    cells = []
    for (actor, dimension), group in groups.items():
        # An authority's page is all that it says: what an older revision said is past.
        standing = [c for c in group if c.passage.document not in outdated] if outdated else group
        questions += withdrawn(group, outdated) if outdated else ()
        if standing:
            cells.append(_cell(actor, dimension, place, standing, group, documents))
    dimensions = [d.name for d in load_ladders().dimensions]
    actors = _row_order(place, cells, documents)
    cells.sort(key=lambda c: (actors.index(c.actor), dimensions.index(c.dimension)))
    within = [conflict for cell in cells for conflict in _within(cell)]
    across = between_governments(place, cells)
    marked = {id(c) for pair in across for c in (pair.left, pair.right)}
    cells = [_mark(cell, marked) for cell in cells]
    return Picture(
        place=place,
        valid_at=valid_at,
        known_at=known_at,
        actors=tuple(actors),
        cells=tuple(cells),
        conflicts=(*within, *across),
        acts=tuple(_distinct(a for a in acts if a.place == place)),
        open=tuple(sorted(questions, key=lambda q: (*_place_in_text(q.passage), q.kind, q.rule))),
    )


def time_of(claim: Claim, documents: Mapping[str, Document]) -> str:
    """The day a claim holds from as ISO text: as stated, else the day its report appeared, else ""."""
    if claim.as_of:
        return claim.as_of
    document = documents.get(claim.passage.document)
    return _day_of(document.published) if document is not None else ""


# A report's date is asked for each time two of its claims are compared.
@lru_cache(maxsize=4_096)
def _day_of(published: date | datetime | None) -> str:
    day = local_day(published)
    return day.isoformat() if day is not None else ""


@lru_cache(maxsize=4_096)
def _iso(published: date | datetime) -> str:
    return published.isoformat()


def known_of(claim: Claim, documents: Mapping[str, Document]) -> str:
    """When a claim became known: its report's moment or day of publication as sortable text."""
    document = documents.get(claim.passage.document)
    if document is None or document.published is None:
        return ""
    return _iso(document.published)


def _order(claim: Claim, documents: Mapping[str, Document]) -> tuple[object, ...]:
    """A total order: two claims that tie in it are equal in all that a picture shows."""
    return (
        time_of(claim, documents),
        known_of(claim, documents),
        *_place_in_text(claim.passage),
        claim.value,
        claim.status,
        claim.detail or "",
        claim.scope or "",
        claim.as_of or "",
        claim.provisional,
        claim.condition or "",
        claim.speaker_actor or "",
        claim.speaker or "",
        claim.origin or "",
        claim.rule,
    )


def _place_in_text(passage: Passage) -> tuple[str, int, int]:
    return passage.document, passage.span.begin, passage.span.end


def _cell(
    actor: str,
    dimension: str,
    place: str,
    group: Sequence[Claim],
    history: Sequence[Claim],
    documents: Mapping[str, Document],
) -> Cell:
    current = _current(dimension, group, documents)
    lead = _lead(dimension, current)
    # A warning for a province is no second source for one that covers the country, nor a consulate for the embassy.
    same = [
        c
        for c in group
        if (c.value, c.detail, c.scope or "country") == (lead.value, lead.detail, lead.scope or "country")
    ]
    supporting = [c for c in same if (c.status in _FACT if lead.status in _FACT else c.status == lead.status)]
    opposing = [c for c in current if c is not lead and clash(lead, c) is not None]
    opposing += [c for c in group if c.value == lead.value and c.status is Status.DENIED and c not in opposing and lead.status in _FACT]
    conflict = next((kind for c in opposing if (kind := clash(lead, c)) is not None), None)
    return Cell(
        actor=actor,
        dimension=dimension,
        place=place,
        value=lead.value,
        status=lead.status,
        provisional=lead.provisional,
        conflict=conflict,
        origins=len({_origin_of(c, documents) for c in supporting}),
        as_of=lead.as_of,
        current=(lead, *(c for c in current if c is not lead)),
        supporting=tuple(supporting),
        opposing=tuple(opposing),
        history=tuple(history),
    )


def _origin_of(claim: Claim, documents: Mapping[str, Document]) -> str:
    """Whom a claim goes back to; all that an authority publishes, its list and its pages, is one voice."""
    document = documents.get(claim.passage.document)
    if document is not None and document.authority is not None:
        return f"authority {document.authority}"
    return claim.origin or claim.passage.document


def _current(dimension: str, group: Sequence[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    """What stands now: per detail and scope, the claims of the last day on which a fact was stated, and later ones.

    A report that repeats an older step does not make it newer: its time is the time it holds for.
    """
    parts: dict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in group:
        parts[(claim.detail, claim.scope)].append(claim)
    standing: list[Claim] = []
    for claims in parts.values():
        facts = [c for c in claims if c.status in _FACT]
        last = max((time_of(c, documents)[:10] for c in facts), default="")
        for claim in claims:
            if claim.status in _FACT:
                if time_of(claim, documents)[:10] >= last or not time_of(claim, documents):
                    standing.append(claim)
            elif time_of(claim, documents)[:10] >= last or claim.status is Status.DENIED:
                standing.append(claim)
    return [c for c in standing if not _taken_over(c, standing, documents)]


def _taken_over(part: Claim, standing: Sequence[Claim], documents: Mapping[str, Document]) -> bool:
    """Whether a later level for the whole country, as high or higher, has taken a part of it in.

    "Am Dienstag hatte das Amt nur von Fahrten an die Küste abgeraten": on Thursday the warning holds there, too.
    """
    if part.scope != "parts" or part.status not in _FACT:
        return False
    rank = load_ladders().rank
    return any(
        whole.scope != "parts"
        and whole.status is Status.ASSERTED
        and whole.detail == part.detail
        and time_of(whole, documents)[:10] > time_of(part, documents)[:10]
        and rank(whole.dimension, whole.value) >= rank(part.dimension, part.value)
        for whole in standing
    )


def _lead(dimension: str, current: Sequence[Claim]) -> Claim:
    """The claim that names the cell: facts before weaker ones, the country before its parts, then the highest step."""
    ladders = load_ladders()

    def weight(claim: Claim) -> tuple[int, int, int, int]:
        return (
            _STRENGTH[claim.status] if claim.status not in _FACT else 4,
            claim.scope != "parts",
            claim.status is Status.ASSERTED,
            ladders.rank(dimension, claim.value),
        )

    return max(current, key=weight)


def _within(cell: Cell) -> list[Conflict]:
    """The conflicts of a cell: what speaks against its value, and what was denied; one for each kind and pair of values."""
    lead = cell.current[0]
    pairs = [(kind, lead, c) for c in cell.opposing if (kind := clash(lead, c)) is not None]
    # A denial does not erase the report it denies, even where neither is what the cell shows.
    pairs += [(ConflictKind.DENIED, told, denial) for told, denial in disputes(cell.history)]
    found: dict[tuple[ConflictKind, str, str], Conflict] = {}
    for kind, left, right in pairs:
        found.setdefault(
            (kind, left.value, right.value),
            Conflict(kind=kind, dimension=cell.dimension, place=cell.place, left=left, right=right),
        )
    return list(found.values())


def _mark(cell: Cell, marked: set[int]) -> Cell:
    if cell.conflict is None and any(id(c) in marked for c in cell.current):
        return replace(cell, conflict=ConflictKind.OTHER_GOVERNMENT)
    return cell


def _row_order(place: str, cells: Sequence[Cell], documents: Mapping[str, Document]) -> list[str]:
    """Governments with the newest claim first, then with most cells; the host stands last."""
    latest: dict[str, str] = {}
    count: dict[str, int] = defaultdict(int)
    for cell in cells:
        count[cell.actor] += 1
        for claim in cell.history:
            latest[cell.actor] = max(latest.get(cell.actor, ""), known_of(claim, documents)[:10])
    return sorted(count, key=lambda a: (a == place, _negative(latest.get(a, "")), -count[a], a))


def _negative(text: str) -> tuple[int, ...]:
    return tuple(-ord(ch) for ch in text)


def _distinct(acts: Iterable[Event]) -> list[Event]:
    """Acts in order of time; what a copy of a report repeats in the same words stands once."""
    seen: dict[tuple[str, str, str | None, str], Event] = {}
    for act in sorted(acts, key=lambda a: (a.as_of or "", *_place_in_text(a.passage), a.kind, a.target or "", a.rule, a.id)):
        seen.setdefault((act.actor, act.kind, act.target, act.passage.exact), act)
    return list(seen.values())
