"""Decisions meet the claims of the newest readings: claims leave, change, are vouched for, or stay on an analyst's word.

A decision is about words of a report and what was read from them, so it holds for another reading of the same words,
and for another revision of the report that has them. Where neither has them it is dangling, and is handed back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from lagebild.model import Altered, Claim, Decided, Decision, DecisionKind, Passage, Span

Read = tuple[str, Claim]
"""A claim with the id of the document's revision that it was read from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of the claims.

    Attributes:
        claims: that stand, with their decisions; those that were moved are at their new place.
        rejected: that an analyst took out.
        dangling: decisions whose words the newest revision of the report no longer has.
    """

    claims: tuple[Read, ...]
    rejected: tuple[Read, ...]
    dangling: tuple[Decision, ...]


@dataclass(slots=True)
class _Subject:
    """Words of a document and what was read from them, with the decisions on it in order of time.

    Attributes:
        span: None where the newest revision has not the words.
        carried: ids of decisions that were made on another reading of the words.
    """

    document: str
    claim: Claim
    span: Span | None
    decisions: list[Decision] = field(default_factory=list)
    carried: set[str] = field(default_factory=set)


def apply_decisions(
    read: Sequence[Read],
    decisions: Sequence[Decision],
    newest: Mapping[str, str],
    text_of: Callable[[str], str | None],
) -> Outcome:
    """Claims as they stand after the decisions.

    Args:
        read: of the newest readings of the newest revisions, under the keys they were read with.
        decisions: standing ones, the oldest first; those that are about no claim are left alone.
        newest: id of the newest revision by lineage; decisions on a report that is not there have no effect.
        text_of: the text of a revision, None where it was deleted.
    """
    subjects = [_Subject(document=identity, claim=claim, span=claim.passage.span) for identity, claim in read]
    by_document: dict[str, list[_Subject]] = defaultdict(list)
    for subject in subjects:
        by_document[subject.document].append(subject)
    meant = _meant(decisions)
    lost: list[_Subject] = []
    for decision in decisions:
        document = newest.get(decision.lineage or "")
        if decision.about is None or document is None:
            continue
        found = _same_id(by_document[document], decision.about)
        if found is None:
            span = _located(decision, document, text_of)
            found = _same_words([*by_document[document], *lost], decision.about, document, span, meant[decision.about.id])
            if found is None:
                found = _Subject(document=document, claim=_moved(decision, document, span), span=span)
                lost.append(found)
            if found.claim.id != decision.about.id:
                found.carried.add(decision.id)
        found.decisions.append(decision)
    kept: list[Read] = []
    rejected: list[Read] = []
    dangling: list[Decision] = []
    for subject in (*subjects, *(s for s in lost if any(d.kind is not DecisionKind.REJECT for d in s.decisions))):
        claim, out = _decide(subject)
        if out:
            rejected.append((subject.document, claim))
        elif subject.span is None:
            dangling += [d for d in subject.decisions if d.kind is not DecisionKind.REJECT]
        else:
            kept.append((subject.document, claim))
    return Outcome(claims=tuple(kept), rejected=tuple(rejected), dangling=tuple(dangling))


def covers(one: Span, other: Span) -> bool:
    """Whether ``other`` takes in more than half of ``one``.

    Half is a matter of principle and no measurement: two claims that share less stand on different words.
    """
    common = min(one.end, other.end) - max(one.begin, other.begin)
    return common * 2 > one.end - one.begin


def _meant(decisions: Sequence[Decision]) -> dict[str, tuple[set[str], set[str]]]:
    """Codes of the actors and places that each claim has or was given: rules may have learned what an analyst knew."""
    found: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for decision in decisions:
        if decision.about is None:
            continue
        actors, places = found[decision.about.id]
        actors.add(decision.about.actor)
        places.add(decision.about.place)
        if decision.correction is not None:
            actors.update({decision.correction.actor} - {None})  # type: ignore[arg-type]
            places.update({decision.correction.place} - {None})  # type: ignore[arg-type]
    return found


def _same_id(subjects: Sequence[_Subject], about: Claim) -> _Subject | None:
    """The claim of that id; of several, which differ in what an id does not cover, the one that is most like it."""
    same = [s for s in subjects if s.claim.id == about.id]
    return max(same, key=lambda s: (s.claim.detail == about.detail, s.claim.scope == about.scope), default=None)


def _same_words(
    subjects: Sequence[_Subject], about: Claim, document: str, span: Span | None, meant: tuple[set[str], set[str]]
) -> _Subject | None:
    """What another reading says of the same actor and place in the same words; the claim that is most like it."""
    actors, places = meant

    def likeness(subject: _Subject) -> tuple[bool, ...]:
        claim = subject.claim
        return (claim.id == about.id, claim.value == about.value, claim.status == about.status, claim.detail == about.detail)

    same = [
        s
        for s in subjects
        if s.document == document
        and s.claim.dimension == about.dimension
        and s.claim.actor in actors
        and s.claim.place in places
        and (s.claim.id == about.id or (span is not None and s.span is not None and covers(span, s.span)))
    ]
    return max(same, key=likeness, default=None)


def _located(decision: Decision, document: str, text_of: Callable[[str], str | None]) -> Span | None:
    """Where the words of a decision stand in a revision: of several places, the one nearest to where they stood."""
    assert decision.about is not None
    passage = decision.about.passage
    if decision.document == document:
        return passage.span
    text = text_of(document)
    if text is None or not passage.exact:
        return None
    places = []
    at = text.find(passage.exact)
    while at >= 0:
        places.append(at)
        at = text.find(passage.exact, at + 1)
    begin = min(places, key=lambda place: abs(place - passage.span.begin), default=None)
    return None if begin is None else Span(begin, begin + len(passage.exact))


def _moved(decision: Decision, document: str, span: Span | None) -> Claim:
    """The claim of a decision as it stands in a revision; it keeps its id, and its own text as its origin."""
    assert decision.about is not None
    about = decision.about
    passage = about.passage if span is None else Passage(document=about.passage.document, span=span, exact=about.passage.exact)
    origin = document if about.origin == decision.document else about.origin
    return replace(about, passage=passage, origin=origin)


_WRITTEN = tuple(f.name for f in fields(Claim) if f.name not in ("passage", "decided", "id"))


def _decide(subject: _Subject) -> tuple[Claim, bool]:
    """A claim after its decisions, and whether it is out; of two on one field the later holds, and both stay beside it."""
    claim, out = subject.claim, False
    pinned: dict[str, Any] = {}
    set_by_hand: dict[str, Any] = {}
    beside: list[Decided] = []
    for decision in subject.decisions:
        carried = decision.id in subject.carried
        out = decision.kind is DecisionKind.REJECT
        before = claim
        if not out:
            # Who confirmed "closed" has not confirmed what other rules read there since.
            pinned = {"value": decision.about.value, "status": decision.about.status} if carried and decision.about else {}
            if decision.correction is not None and decision.kind is not DecisionKind.ANSWER:
                set_by_hand |= decision.correction.given()
            claim = replace(subject.claim, **{**pinned, **set_by_hand})
        beside.append(decision.beside(_altered(before, claim), carried=carried))
    return (replace(claim, decided=tuple(beside)) if beside else claim), out


def _altered(before: Claim, after: Claim) -> tuple[Altered, ...]:
    if before is after:
        return ()
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _WRITTEN)
    return tuple(Altered(field=name, old=_text(old), new=_text(new)) for name, old, new in pairs if old != new)


def _text(value: Any) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)
