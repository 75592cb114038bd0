"""A decision as a person gives it becomes one that can be kept: its target is found, its values are looked up.

What it is about goes into it as it was read, with the revision, the report and a hash of the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import NoReturn

from sqlalchemy import Connection, select

from lagebild.actors.names import name_of
from lagebild.codebook import load_ladders
from lagebild.errors import CodebookError, UsageError
from lagebild.model import Claim, Correction, Decision, DecisionKind, Passage
from lagebild.model.decision import CLEARABLE, hash_words
from lagebild.store.codec import from_json
from lagebild.store.schema import claim, decision, document, reading
from lagebild.store.unanswered import find_open

RULE = "analyst"
"""The rule of a claim that an analyst stated."""

_ON_CLAIMS = frozenset({DecisionKind.CONFIRM, DecisionKind.REJECT, DecisionKind.CORRECT, DecisionKind.RESOLVE})
_SETS = {
    DecisionKind.CORRECT: frozenset({"actor", "place", "value", "status", "scope", "as_of", "detail", "provisional", "speaker_actor"}),
    DecisionKind.RESOLVE: frozenset({"actor", "place", "speaker_actor"}),
    DecisionKind.ANSWER: frozenset(Correction.__slots__) - {"cleared"},
}
_MUST = ("actor", "dimension", "place", "value", "status")
_SCOPES = ("country", "parts", "route")
_CALLED_BY_THEIR_CODE = frozenset({"EU", "NATO"})
_AS_OF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_LONGEST = {"author": 200, "reason": 10_000, "detail": 200}  # code points: a name, two pages, a few words

Answered = Callable[[Connection, str], Decision | None]


def complete(connection: Connection, given: Decision, *, answered: Answered) -> Decision:
    """The decision with what it is about and its id.

    Args:
        given: with ``document`` only where reports share a key, and so the ids of their claims.
        answered: finds the decision that states a claim which no rule has read.

    Raises:
        UsageError: it cannot be kept; the message says what to give.
    """
    bare = replace(given, author=given.author.strip(), reason=given.reason.strip(), about=None, words=None, document=None)
    bare = replace(bare, lineage=None, other_lineage=None)
    _signed(bare)
    _only_its_own(bare)
    if bare.kind in _ON_CLAIMS:
        whole = _on_claim(connection, replace(bare, document=given.document), answered)
    elif bare.kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
        whole = _on_documents(connection, bare)
    elif bare.kind is DecisionKind.ANSWER:
        whole = _answer(connection, bare)
    else:
        kinds = tuple(str(kind) for kind in DecisionKind)
        if connection.execute(select(decision.c.id).where(decision.c.id == bare.target, decision.c.kind.in_(kinds))).first() is None:
            _not_there("decision", bare.target, "'lagebild decisions' lists them")
        whole = bare
    return replace(whole, id="")


def _signed(given: Decision) -> None:
    for name, remedy in (("author", "say who decides (--author)"), ("reason", "say why (--reason)"), ("target", "give an id")):
        text = getattr(given, name)
        if not text:
            raise UsageError(f"a decision without {name}: {remedy}")
        _sayable(name, text)


def _sayable(name: str, text: str) -> None:
    most = _LONGEST.get(name, 1_000)
    if len(text) > most:
        raise UsageError(f"the {name} has {len(text)} characters; {most} are the most, make it shorter")
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise UsageError(f"the {name} holds a character that no database keeps; leave it out")


def _only_its_own(given: Decision) -> None:
    """Each kind takes its own fields and no others: what would have no effect is refused and not kept."""
    stated = given.correction.given() if given.correction is not None else {}
    allowed = _SETS.get(given.kind, frozenset())
    for name in given.correction.cleared if given.correction is not None else ():
        if name not in CLEARABLE or given.kind is DecisionKind.ANSWER:
            raise UsageError(f"{given.kind} cannot leave {name} without a statement; correct and resolve can, of {', '.join(CLEARABLE)}")
        if getattr(given.correction, name) is not None:
            raise UsageError(f"{name} is set and cleared at once; do one of both")
    for name in stated:
        if name not in allowed:
            raise UsageError(f"{given.kind} sets no {name}; " + (f"it sets {', '.join(sorted(allowed))}" if allowed else "use correct"))
    if given.kind in (DecisionKind.CORRECT, DecisionKind.RESOLVE) and not stated:
        raise UsageError(f"{given.kind} sets nothing; give what is right, of {', '.join(sorted(allowed))}")
    if given.passage is not None and given.kind is not DecisionKind.ANSWER:
        raise UsageError(f"{given.kind} takes no passage; a claim has one, and only an answer needs its own")
    if (given.other is not None) != (given.kind is DecisionKind.MERGE):
        raise UsageError("merge takes two documents, the target and the other, and no other kind does")


def _on_claim(connection: Connection, given: Decision, answered: Answered) -> Decision:
    columns = (claim.c.body, document.c.id, document.c.lineage, document.c.key)
    query = select(*columns).select_from(claim.join(reading).join(document)).where(claim.c.id == given.target)
    rows = connection.execute(query.order_by(document.c.known, reading.c.made, reading.c.id, claim.c.number)).all()
    if given.document is not None:
        meant = {row.lineage for row in rows if row.id == given.document}
        rows = [row for row in rows if row.lineage in meant]
        if not meant:
            _not_there("claim of that document", given.target, "leave the document out, or give the id of its revision")
    reports = {row.lineage: row.id for row in rows}
    if len(reports) > 1:
        named = ", ".join(sorted(reports.values()))
        raise UsageError(f"claim {given.target} stands in reports that share the key {rows[0].key}; say in which (--document), of {named}")
    if rows:
        about, where, lineage = from_json(Claim, rows[-1].body), rows[-1].id, rows[-1].lineage
    else:
        stated = answered(connection, given.target)
        if stated is None or stated.about is None or stated.document is None or stated.lineage is None:
            _not_there("claim", given.target, "'lagebild picture --format json' and 'lagebild search' print ids")
        about, where, lineage = stated.about, stated.document, stated.lineage
    if given.correction is not None:
        _check_values(given.correction, about.dimension)
    return replace(given, about=about, document=where, lineage=lineage, words=hash_words(about.passage.exact))


def _on_documents(connection: Connection, given: Decision) -> Decision:
    target, lineage = _document(connection, given.target)
    if given.other is None:
        return replace(given, target=target, document=target, lineage=lineage)
    other, other_lineage = _document(connection, given.other)
    if lineage == other_lineage:
        raise UsageError(f"{given.target} and {given.other} are one report; name two that came from one origin")
    return replace(given, target=target, document=target, lineage=lineage, other=other, other_lineage=other_lineage)


def _document(connection: Connection, named: str) -> tuple[str, str]:
    """Id and lineage of a document named by its id, or by its key where only one report has it."""
    known = connection.execute(select(document.c.id, document.c.lineage).where(document.c.id == named)).one_or_none()
    if known is not None:
        return known.id, known.lineage
    rows = connection.execute(select(document.c.id, document.c.lineage).where(document.c.key == named).order_by(document.c.known, document.c.id)).all()
    if not rows:
        _not_there("document", named, "'lagebild search' prints ids")
    if len({row.lineage for row in rows}) > 1:
        raise UsageError(f"document {named}: several reports have this key; give the id of one: {', '.join(row.id for row in rows)}")
    return rows[-1].id, rows[-1].lineage


def _answer(connection: Connection, given: Decision) -> Decision:
    asked = find_open(connection, given.target)
    if asked is None:
        _not_there("open question or abstention", given.target, "'lagebild decisions --open' prints ids")
    if given.passage is None:
        raise UsageError("an answer without a passage: no evidence, no claim; give the words it rests on (--passage BEGIN:END)")
    passage, text = given.passage, asked.text
    span = passage.span
    if text is None:
        raise UsageError(f"the text of {asked.key} was deleted; nothing can be stated on it any more")
    if not passage.exact or text[span.begin : span.end] != passage.exact or passage.document not in (asked.key, asked.document):
        raise UsageError(f"the passage is not what stands in {asked.key} at {span.begin}:{span.end}; give its exact words and offsets")
    if not span.overlaps(asked.span):
        raise UsageError(f"the passage {span.begin}:{span.end} is not about what was left open at {asked.span.begin}:{asked.span.end}; let them overlap")
    stated = given.correction.given() if given.correction is not None else {}
    missing = [name for name in _MUST if name not in stated]
    if missing or given.correction is None:
        raise UsageError(f"an answer states a whole claim; give {', '.join(missing)}")
    _check_values(given.correction, str(stated["dimension"]))
    passage = Passage(document=asked.key, span=span, exact=passage.exact)
    stated.setdefault("scope", "country") if stated["dimension"] == "travel_advice" else None
    about = Claim(**stated, passage=passage, rule=RULE, confidence=1.0, origin=asked.document)  # type: ignore[arg-type]
    # The words stand once, in the claim.
    return replace(given, passage=None, about=about, document=asked.document, lineage=asked.lineage, words=hash_words(passage.exact))


def _check_values(stated: Correction, dimension: str) -> None:
    try:
        ladder = load_ladders().dimension(dimension)
        if stated.value is not None:
            ladder.step(stated.value)
    except CodebookError as error:
        raise UsageError(str(error)) from error
    for name in ("actor", "place", "speaker_actor"):
        code = getattr(stated, name)
        if code is not None and not is_code(code):
            raise UsageError(f"{name} {code!r} is no code; give ISO 3166-1 alpha-2 such as UA, or a key of the codebook such as NATO")
    if stated.scope is not None and (stated.scope not in _SCOPES or dimension != "travel_advice"):
        raise UsageError(f"scope {stated.scope!r}: only travel_advice has one, of {', '.join(_SCOPES)}")
    if stated.as_of is not None and not _is_day(stated.as_of):
        raise UsageError(f"as_of {stated.as_of!r}: give 2022, 2022-01 or 2022-01-23")
    if stated.detail is not None:
        if not stated.detail.strip():
            raise UsageError("an empty detail; leave it out, or say what tells the claim from others of its cell")
        _sayable("detail", stated.detail)


def is_code(code: str) -> bool:
    """Whether it is the code of a state, an organisation or an area that the gazetteer knows."""
    return code in _CALLED_BY_THEIR_CODE or name_of(code, "de") != code


def _is_day(text: str) -> bool:
    if not _AS_OF.fullmatch(text):
        return False
    try:
        date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _not_there(what: str, identity: str, remedy: str) -> NoReturn:
    raise UsageError(f"no {what} {identity!r} is in the store; {remedy}")
