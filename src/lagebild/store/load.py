"""What a store holds comes back as nouns: the documents, claims, acts and open questions that stand for one place.

Of a report only the newest revision stands, of a document only the newest reading; asked for an earlier hour, those
that were there then. Origins are drawn anew each time, because a copy may have become known later than its copies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from lagebild.model import Claim, Decided, Decision, Document, Event, OpenQuestion, Passage
from lagebild.store.codec import from_json, to_micros
from lagebild.store.decided import Outcome, Read, apply_decisions
from lagebild.store.decisions import decided_places, places_of, standing_decisions
from lagebild.store.documents import document_of
from lagebild.store.holdings import Holdings
from lagebild.store.origins import NOTHING, by_hand, origins_of
from lagebild.store.parameters import among, slices
from lagebild.store.schema import act, claim, document, question, reading
from lagebild.store.versions import Versions

N = TypeVar("N")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands for one place.

    Attributes:
        documents: with ``origin`` and ``supersedes``; those that something here was read from, and authorities' own pages.
        known: when the desk had each document, by its id.
        claims: after analysts' decisions, each with those that touch it.
        rejected: claims that an analyst took out of the picture.
        dangling: decisions whose words the newest revision of the report no longer has; for review.
    """

    place: str
    documents: tuple[Document, ...]
    known: Mapping[str, datetime]
    claims: tuple[Claim, ...]
    acts: tuple[Event, ...]
    questions: tuple[OpenQuestion, ...]
    rejected: tuple[Claim, ...] = ()
    dangling: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document that a store holds.

    Attributes:
        versions: what its newest reading was made by; None where it was never read.
        claims: number of claims of that reading.
    """

    versions: Versions | None
    claims: int


def has(connection: Connection, document_id: str) -> bool:
    """Whether that revision is in the store."""
    return document_id in known_documents(connection, [document_id])


def known_documents(connection: Connection, ids: Iterable[str]) -> dict[str, Held]:
    """Those of the documents that are in the store, with their newest readings."""
    found: dict[str, Held] = {}
    columns = (document.c.id, reading.c.rules, reading.c.codebook, reading.c.claims)
    for some in slices(ids):
        query = select(*columns).select_from(document.outerjoin(reading)).where(document.c.id.in_(some))
        for identity, rules, codebook, claims in connection.execute(query.order_by(reading.c.made, reading.c.id)):
            versions = None if rules is None else Versions(rules=rules, codebook=codebook)
            found[identity] = Held(versions=versions, claims=claims or 0)
    return found


def load_document(connection: Connection, document_id: str) -> Document | None:
    """A document as it was read; None where it is not in the store, or its text was deleted."""
    row = connection.execute(select(document).where(document.c.id == document_id)).one_or_none()
    return None if row is None or row.text is None else document_of(row)


def outdated(connection: Connection, versions: Versions) -> list[str]:
    """Ids of the documents with a text whose newest reading was not made by these versions, oldest first."""
    query = select(document.c.id, reading.c.rules, reading.c.codebook).select_from(document.outerjoin(reading))
    newest: dict[str, tuple[str, str]] = {}
    order = (document.c.known, document.c.id, reading.c.made, reading.c.id)
    for identity, rules, codebook in connection.execute(query.where(document.c.text.is_not(None)).order_by(*order)):
        newest[identity] = rules, codebook
    return [identity for identity, by in newest.items() if by != (versions.rules, versions.codebook)]


def places(connection: Connection, known_at: datetime | None = None) -> list[str]:
    """Codes of the places of all claims, acts and questions that were known, and of analysts' decisions; sorted.

    Args:
        known_at: aware moment; None for everything.
    """
    found: set[str] = set()
    for table in (claim, act, question):
        query = select(table.c.place).where(table.c.place.is_not(None)).distinct()
        if known_at is not None:
            query = query.select_from(table.join(reading).join(document)).where(document.c.known <= to_micros(known_at))
        found.update(connection.execute(query).scalars())
    return sorted(found | decided_places(connection, known_at))


def standing(connection: Connection, place: str, *, known_at: datetime | None = None, texts: bool = True) -> Standing:
    """What stands for a place.

    Args:
        place: its code.
        known_at: aware moment: what was known then, as it was read then; None for everything.
        texts: whether the documents come with their texts; a picture alone needs none, and most of the time is theirs.
    """
    return stand(Holdings(connection, place), known_at, texts=texts)


def stand(held: Holdings, known_at: datetime | None = None, *, texts: bool = False) -> Standing:
    """What stands for a place, of all that is held of it.

    Args:
        known_at, texts: as for ``standing``.
    """
    connection, place = held.connection, held.place
    limit = None if known_at is None else to_micros(known_at)
    decisions = _bearing_on(place, standing_decisions(connection, place, known_at=known_at))
    elsewhere = _bodies_elsewhere(connection, place, decisions)
    chosen = held.newest_readings((r for r, _ in elsewhere), limit)
    # An authority's page on the place is part of its picture even where it says nothing: what it said is past then.
    pages = held.pages(limit)
    decided = _of_lineages(connection, {lineage for d in decisions for lineage in (d.lineage, d.other_lineage) if lineage})
    revisions = held.newest_revisions({*chosen.values(), *pages, *decided}, limit)
    chosen = {reading_id: identity for reading_id, identity in chosen.items() if identity in revisions}
    own = {reading_id: identity for reading_id, identity in chosen.items() if reading_id in held.readings}
    read: list[Read] = list(held.nouns(claim, Claim, own))
    read += [(chosen[r], from_json(Claim, body)) for r, body in elsewhere if r in chosen]
    stay = {*own.values(), *(pages & revisions.keys())}
    hands, outcome = NOTHING, Outcome(claims=tuple(read), rejected=(), dangling=())
    if decisions:
        newest = {lineage: identity for identity, lineage in decided.items() if identity in revisions}
        hands = by_hand(decisions, newest)
        outcome = apply_decisions(read, decisions, newest, lambda identity: _text(connection, identity))
        outcome = _beside_origins(_at(place, outcome), decisions, decided)
        stay |= {identity for identity, _ in (*outcome.claims, *outcome.rejected)}
    origins = origins_of(connection, stay, limit, hands)
    shared = held.shared_keys(limit)
    documents = {i: held.document(i, shared=shared, origin=origins[i], supersedes=revisions[i]) for i in stay}
    if texts:
        documents = {i: replace(documents[i], text=found) for i, found in _texts(connection, stay).items()}

    def as_of_now(nouns: Iterable[tuple[str, N]]) -> tuple[N, ...]:
        return tuple(_as_of_now(noun, documents[identity]) for identity, noun in nouns)

    return Standing(
        place=place,
        documents=tuple(sorted(documents.values(), key=lambda d: d.id)),
        known={identity: held.known(identity) for identity in documents},
        claims=as_of_now(outcome.claims),
        acts=as_of_now(held.nouns(act, Event, own)),
        questions=as_of_now(held.nouns(question, OpenQuestion, own)),
        rejected=as_of_now(outcome.rejected),
        dangling=outcome.dangling,
    )


def dangling(connection: Connection, *, known_at: datetime | None = None) -> list[Decision]:
    """Standing decisions whose words the newest revision of the report no longer has, the oldest first."""
    codes = {code for d in standing_decisions(connection, known_at=known_at) if d.about is not None for code in places_of(d)}
    found = {d.id: d for code in sorted(codes) for d in standing(connection, code, known_at=known_at, texts=False).dangling}
    return sorted(found.values(), key=lambda d: (d.made, d.id))


def _bearing_on(place: str, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Without those on claims that neither are here nor were moved to or from here."""
    moved = {d.lineage for d in decisions if d.about is not None and d.correction is not None and d.correction.place is not None}
    return tuple(d for d in decisions if d.about is None or d.lineage in moved or place in places_of(d))


def _bodies_elsewhere(connection: Connection, place: str, decisions: Sequence[Decision]) -> list[tuple[str, str]]:
    """Claims of other places in reports of which an analyst moved one: readings and bodies."""
    others = {p for d in decisions for p in places_of(d)} - {place}
    if not others:
        return []
    query = select(claim.c.reading, claim.c.body).select_from(claim.join(reading).join(document))
    query = query.where(claim.c.place.in_(others), document.c.lineage.in_({d.lineage for d in decisions if d.about is not None}))
    return [(row[0], row[1]) for row in connection.execute(query.order_by(claim.c.reading, claim.c.number)).all()]


def _of_lineages(connection: Connection, lineages: Iterable[str]) -> dict[str, str]:
    """Lineages of all revisions of some reports, by id."""
    found: dict[str, str] = {}
    for some in slices(lineages):
        query = select(document.c.id, document.c.lineage).where(document.c.lineage.in_(some))
        found.update((identity, lineage) for identity, lineage in connection.execute(query))
    return found


def _text(connection: Connection, identity: str) -> str | None:
    return connection.execute(select(document.c.text).where(document.c.id == identity)).scalar()


def _at(place: str, outcome: Outcome) -> Outcome:
    """What of an outcome belongs to a place, wherever it was read."""
    return Outcome(
        claims=tuple((identity, noun) for identity, noun in outcome.claims if noun.place == place),
        rejected=tuple((identity, noun) for identity, noun in outcome.rejected if noun.place == place),
        dangling=tuple(d for d in outcome.dangling if place in places_of(d)),
    )


def _beside_origins(outcome: Outcome, decisions: Sequence[Decision], lineages: dict[str, str]) -> Outcome:
    """The same with what was decided on the origin of a report beside those of its claims that go back to it."""
    by_lineage: dict[str, list[Decided]] = defaultdict(list)
    for decision in decisions:
        if decision.about is None:
            for lineage in {decision.lineage, decision.other_lineage} - {None}:
                by_lineage[str(lineage)].append(decision.beside())
    if not by_lineage:
        return outcome

    def touched(read: Read) -> Read:
        identity, noun = read
        own = by_lineage.get(lineages.get(identity, ""), []) if noun.origin == identity else []
        return identity, replace(noun, decided=tuple(sorted((*noun.decided, *own), key=lambda d: (d.made, d.id)))) if own else noun

    return replace(outcome, claims=tuple(map(touched, outcome.claims)))


def _as_of_now(noun: Any, source: Document) -> Any:
    """A noun with the origin that its document has now, under the key that it is shown by."""
    if isinstance(noun, Claim) and noun.origin == source.id != source.origin:
        noun = replace(noun, origin=source.origin)
    if noun.passage.document != source.key:
        passage = Passage(document=source.key, span=noun.passage.span, exact=noun.passage.exact)
        noun = replace(noun, passage=passage)
    return noun


def _texts(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    query = select(document.c.id, document.c.text).where(among(document.c.id, documents))
    return {identity: found or "" for identity, found in connection.execute(query)}
