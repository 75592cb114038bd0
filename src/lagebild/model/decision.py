"""What an analyst decided, by name and with a reason: a noun of its own beside what rules read.

A decision keeps what it was about as it was read then, so that it outlives other rules, another codebook and changed
reports. Its id is a hash of all of it but the report's words, of which only their hash takes part: words may be
deleted, and the id still holds.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from hashlib import sha256

from lagebild.model.claim import Claim, Status
from lagebild.model.decided import Altered, Decided, DecisionKind
from lagebild.model.text import Document, Passage, content_id

CLEARABLE = ("as_of", "detail", "speaker_actor")
"""Fields of a claim that need not state anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """Fields of a claim that a decision sets; None leaves one as it is.

    Attributes:
        dimension: only for an answer, which states a whole claim.
        provisional: True or False.
        cleared: names of fields of which nothing is stated; of ``CLEARABLE``.
        The others are those of ``Claim``.
    """

    actor: str | None = None
    dimension: str | None = None
    place: str | None = None
    value: str | None = None
    status: Status | None = None
    scope: str | None = None
    as_of: str | None = None
    detail: str | None = None
    provisional: bool | None = None
    speaker_actor: str | None = None
    cleared: tuple[str, ...] = ()

    def given(self) -> dict[str, str | bool | None]:
        """The fields that are set, in the order of the class; None is one of which nothing is stated."""
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name != "cleared"}
        return {name: value for name, value in values.items() if value is not None or name in self.cleared}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of an analyst.

    Attributes:
        made: aware moment; kept in UTC.
        author: who decided, as the desk names people.
        target: id of a claim (confirm, reject, correct, resolve), of a document's revision (merge, split), of what was
            left open (answer) or of a decision (undo).
        correction: what correct, resolve and answer set.
        passage: the words that an answer rests on.
        other: the document that ``target`` is one origin with (merge).
        document, lineage: revision and report that it is about; other_lineage likewise for ``other``.
        about: the claim as it was read, or as the answer states it; never with decisions of its own.
        words: SHA-256 of the words of ``about`` in UTF-8; stays when the words are deleted.
        id: hash of all the rest but the report's words.

    What a person gives ends with ``other``, and with ``document`` where several reports have a claim of that id; the
    store fills in the rest.
    """

    made: datetime
    author: str
    kind: DecisionKind
    target: str
    reason: str
    correction: Correction | None = None
    passage: Passage | None = None
    other: str | None = None
    document: str | None = None
    lineage: str | None = None
    other_lineage: str | None = None
    about: Claim | None = None
    words: str | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        if self.made.tzinfo is None:
            raise ValueError(f"{self.made}: a decision is made at an aware moment")
        object.__setattr__(self, "made", self.made.astimezone(UTC))
        if not self.id:
            object.__setattr__(self, "id", self._content())

    def _content(self) -> str:
        parts = [self.made.isoformat(), self.author, self.kind, self.target, self.reason]
        parts += [part or "" for part in (self.other, self.document, self.lineage, self.other_lineage, self.words)]
        if self.correction is not None:
            parts += [f"{name}={value}" if value is not None else f"{name} cleared" for name, value in self.correction.given().items()]
        for passage in (self.passage, self.about.passage if self.about else None):
            if passage is not None:
                parts.append(f"{passage.document} {passage.span.begin}:{passage.span.end}")
        if self.about is not None:
            parts += [self.about.id, *(f"{name}={getattr(self.about, name)}" for name in _KEPT)]
        return content_id(*parts)

    def beside(self, altered: tuple[Altered, ...] = (), *, carried: bool = False) -> Decided:
        """The decision as a claim carries it."""
        return Decided(
            id=self.id, made=self.made, author=self.author, kind=self.kind, reason=self.reason, altered=altered, carried=carried
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOpen:
    """Something that a reading left open: an abstention of a rule, or a question that the report leaves.

    Attributes:
        id: what an answer names as its target.
        kind: "abstention", or the kind of the question: "declined", "evaded", "presupposed".
        document: without its text.
        passage: the words it is about; empty where the text was deleted.
        reason: why a rule kept silent; None for a question.
        place, actor: of a question, where the report names them.
        answered_by: id of the standing decision that answers it, or None.
    """

    id: str
    kind: str
    document: Document
    passage: Passage
    rule: str
    reason: str | None
    place: str | None
    actor: str | None
    answered_by: str | None = None


# Fields of a claim that its own id does not cover and that are no words of the report.
_KEPT = ("scope", "detail", "group", "as_of", "provisional", "speaker_actor", "origin", "rule")


def hash_words(exact: str) -> str:
    """SHA-256 of a passage's words in UTF-8, in hexadecimal digits."""
    return sha256(exact.encode("utf-8", "surrogatepass")).hexdigest()
