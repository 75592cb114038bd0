"""From reports into a store, and from a store to pictures and what moved in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import monotonic
from typing import TYPE_CHECKING, BinaryIO, Literal

from lagebild.codebook import Codebook
from lagebild.errors import InputError
from lagebild.model import Conflict, Document, Movement, Picture
from lagebild.model.raw import RawReport
from lagebild.picture import changes_between, fold_place
from lagebild.pipeline.reports import Reading, fullest_first, nothing_about, understand
from lagebild.sources import read_raw

# What needs a database is imported where it is used: reading files alone starts in half the time without it.
if TYPE_CHECKING:
    from lagebild.store import Arrival, Outcome, Standing, Store, Versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged:
    """A report that is on the disk now.

    Attributes:
        document: the id of its revision.
        claims: number of claims in its newest reading.
        position: its place in the source, as messages name it.
    """

    key: str
    document: str
    outcome: Outcome
    claims: int
    position: str


LONGEST_WAIT = 0.5  # seconds from the first report of a batch to its commit, while reports come in


def ingest(
    store: Store,
    paths: Sequence[str],
    *,
    now: datetime,
    published: date | datetime | None = None,
    stdin: BinaryIO | None = None,
    received: Literal["now", "stated"] = "now",
    codebook: Codebook | None = None,
    batch: int = 50,
) -> Iterator[Acknowledged | InputError]:
    """Read reports into a store, one at a time; what comes out is on the disk.

    A report that is there already with a reading of the current versions is not read again; with an older one, it is.

    Args:
        paths, published, stdin: as for ``read_documents``.
        now: aware moment of reading.
        received: "now" for what the desk gets now; "stated" for an archive, whose reports count as known from when
            it retrieved them, or else from their publication.
        batch: reports in a commit at the most.

    Yields:
        An acknowledgement for each report that was kept and an InputError for all that was wrong, after the commit.

    Raises:
        StoreError: the store cannot be written; what was acknowledged stays.
    """
    reports = read_raw(paths, stdin=stdin)
    yield from ingest_reports(store, reports, now=now, published=published, received=received, codebook=codebook, batch=batch)


def ingest_reports(
    store: Store,
    reports: Iterable[RawReport | InputError],
    *,
    now: datetime,
    published: date | datetime | None = None,
    received: Literal["now", "stated"] = "now",
    codebook: Codebook | None = None,
    batch: int = 50,
) -> Iterator[Acknowledged | InputError]:
    """The same for raw reports, wherever they come from."""
    from lagebild.store import Terms, current_versions, take_in

    versions = current_versions(codebook)
    terms = Terms(now=now, published=published, received=received, versions=versions)
    waiting: list[Arrival] = []
    began = 0.0
    for arrival, unread in take_in(store, reports, terms):
        began = began if waiting else monotonic()
        waiting.append(arrival if unread is None else _with_reading(arrival, understand(unread, codebook), versions))
        if len(waiting) >= batch or monotonic() - began >= LONGEST_WAIT:
            yield from _commit(store, waiting)
            waiting = []
    yield from _commit(store, waiting)


def reread(
    store: Store, *, now: datetime, codebook: Codebook | None = None, batch: int = 50
) -> Iterator[Acknowledged]:
    """Read again what was read by other rules or another codebook than the current; older readings stay.

    Args:
        now: aware moment of reading: asked for an earlier one, the store shows what had been read then.

    Yields:
        An acknowledgement for each new reading, after its commit.

    Raises:
        StoreError: the store cannot be read or written.
    """
    from lagebild.store import Arrival, current_versions, load_document, outdated

    versions = current_versions(codebook)
    with store.read() as connection:
        ids = outdated(connection, versions)
    for begin in range(0, len(ids), batch):
        waiting: list[Arrival] = []
        for document_id in ids[begin : begin + batch]:
            with store.read() as connection:
                document = load_document(connection, document_id)
            if document is not None:
                arrival = Arrival(source=document.source, position=document.source, known=now, made=now)
                waiting.append(_with_reading(arrival, understand(document, codebook), versions))
        yield from (item for item in _commit(store, waiting) if isinstance(item, Acknowledged))


def _with_reading(arrival: Arrival, reading: Reading, versions: Versions) -> Arrival:
    return replace(
        arrival,
        document=reading.document,
        statements=reading.statements,
        claims=reading.claims,
        versions=versions,
    )


def _commit(store: Store, waiting: Sequence[Arrival]) -> Iterator[Acknowledged | InputError]:
    from lagebild.store import known_documents, record

    if not waiting:
        return
    with store.write() as connection:
        outcomes = record(connection, *waiting)
        held = known_documents(connection, {a.document.id for a in waiting if a.document is not None})
    for arrival, outcome in zip(waiting, outcomes, strict=True):
        yield from arrival.errors
        if arrival.document is not None and outcome is not None:
            document = arrival.document
            claims = held[document.id].claims
            yield Acknowledged(key=document.key, document=document.id, outcome=outcome, claims=claims, position=arrival.position)


def draw_at(
    store: Store, *, place: str | None = None, valid_at: datetime | None = None, known_at: datetime | None = None
) -> list[Picture]:
    """Pictures from a store, as ``draw`` makes them from readings.

    Args:
        place: only this one.
        valid_at: aware moment: what held then; claims of a later time and reports published later are left out.
        known_at: aware moment: what the desk knew then.

    Raises:
        NotFound: ``place`` is given and nothing was known about it.
        StoreError: the store cannot be read.
    """
    drawn = _draw_from(store, place=place, valid_at=valid_at, known_at=known_at, texts=False)
    return [picture for picture, _ in drawn]


def draw_with_reports(
    store: Store, *, place: str | None = None, valid_at: datetime | None = None, known_at: datetime | None = None
) -> list[tuple[Picture, tuple[Document, ...]]]:
    """The pictures of ``draw_at``, each with the reports that it rests on."""
    return _draw_from(store, place=place, valid_at=valid_at, known_at=known_at, texts=True)


def _draw_from(
    store: Store, *, place: str | None, valid_at: datetime | None, known_at: datetime | None, texts: bool
) -> list[tuple[Picture, tuple[Document, ...]]]:
    from lagebild.store import held_at, places, standing

    with store.read() as connection:
        asked = places(connection, known_at) if place is None else [place]
        found = [held_at(standing(connection, code, known_at=known_at, texts=texts), valid_at) for code in asked]
        if place is not None and not (found[0].claims or found[0].acts or found[0].questions or found[0].rejected):
            raise nothing_about(place, places(connection, known_at))
    drawn = {s.place: _fold(s, valid_at, known_at) for s in found if s.claims or place is not None}
    reports = {s.place: s.documents for s in found}
    return [(picture, reports[picture.place]) for picture in fullest_first(drawn.values())]


def changes(
    store: Store, *, since: datetime, until: datetime | None = None, place: str | None = None, all_of_them: bool = False
) -> list[Movement]:
    """What became known between two moments, place by place, the one with most changes first.

    Args:
        since, until: aware moments; ``until`` is now by default.
        place: only this one.
        all_of_them: repetitions and older steps told later, too.

    Raises:
        StoreError: the store cannot be read.
    """
    from lagebild.store import Holdings, places, stand

    moved = []
    with store.read() as connection:
        asked = [place] if place is not None else places(connection, until)
        held = (Holdings(connection, code) for code in asked)
        found = [(stand(holdings, since, texts=True), stand(holdings, until, texts=True)) for holdings in held]
    for earlier, later in found:
        documents = (*earlier.documents, *later.documents)
        movement = moved_between(_fold(earlier), _fold(later), documents, since=since, until=until, all_of_them=all_of_them)
        if movement.changes or movement.conflicts:
            moved.append(movement)
    return sorted(moved, key=lambda m: (-len(m.changes), m.place))


def moved_between(
    before: Picture,
    after: Picture,
    documents: Iterable[Document],
    *,
    since: datetime,
    until: datetime | None = None,
    all_of_them: bool = False,
) -> Movement:
    """What an earlier and a later picture of one place differ in.

    Args:
        documents: of both; the later one of a key counts.
        since, until: the moments at which they were known.
    """
    by_key = {d.key: d for d in documents}
    old = {_sides(c) for c in before.conflicts}
    return Movement(
        place=after.place,
        since=since,
        until=until,
        changes=tuple(changes_between(before, after, by_key, all_of_them=all_of_them)),
        conflicts=tuple(c for c in after.conflicts if _sides(c) not in old),
        documents=tuple(by_key.values()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture of one place, empty where nothing was known.

    Attributes:
        documents: its reports, without their texts.
        known: the moments at which the desk had them, each once, oldest first.
    """

    picture: Picture
    documents: tuple[Document, ...]
    known: tuple[datetime, ...]


def draw_place(store: Store, place: str, *moments: tuple[datetime | None, datetime | None]) -> list[Drawing]:
    """The pictures of one place at some moments, from one look at the store.

    Args:
        moments: what held when, and what was known when; None for now.

    Raises:
        StoreError: the store cannot be read.
    """
    from lagebild.store import Holdings, held_at, stand

    drawings = []
    with store.read() as connection:
        holdings = Holdings(connection, place)
        found = [held_at(stand(holdings, known_at), valid_at) for valid_at, known_at in moments]
    for standing, (valid_at, known_at) in zip(found, moments, strict=True):
        known = tuple(sorted({standing.known[d.id] for d in standing.documents}))
        drawings.append(Drawing(picture=_fold(standing, valid_at, known_at), documents=standing.documents, known=known))
    return drawings


def _fold(found: Standing, valid_at: datetime | None = None, known_at: datetime | None = None) -> Picture:
    documents = {d.key: d for d in found.documents}
    drawn = fold_place(found.place, found.claims, found.acts, found.questions, documents, valid_at=valid_at, known_at=known_at)
    return replace(drawn, rejected=found.rejected)


def _sides(conflict: Conflict) -> tuple[object, ...]:
    return conflict.kind, conflict.dimension, *((c.actor, c.value, c.status) for c in (conflict.left, conflict.right))
