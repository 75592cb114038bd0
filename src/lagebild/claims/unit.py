"""The unit that one frame is matched against: a predicate with what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lagebild.actors import Reference
from lagebild.claims.themes import Theme
from lagebild.codebook import Lexicon
from lagebild.language import Clause, NounPhrase, Sentence, Token
from lagebild.model import Statement

CONDITIONAL = frozenset({"falls", "wenn", "sofern", "sollte"})


@dataclass(slots=True)
class Unit:
    """A predicate with what hangs on it.

    Attributes:
        clauses: the head first, then its complements.
        classes: noun, verb and pseudo classes that are in it.
        where: a token for each class, the words that a rule fired on.
        meanings: which of ``codebook.frames.MEANINGS`` hold.
        conditional: whether it stands under or holds a condition.
        statement: the innermost statement whose content covers it.
        above: clauses outside it that negate or reject it, or leave it open; the passage is not true without them.
        agents: who acts in it, once ``claims.agents`` has been asked.
    """

    sentence: Sentence
    clauses: list[Clause]
    phrases: list[NounPhrase]
    themes: list[Theme]
    text: str
    classes: set[str] = field(default_factory=set)
    where: dict[str, Token] = field(default_factory=dict)
    meanings: set[str] = field(default_factory=set)
    conditional: str = ""
    condition: Clause | None = None
    statement: Statement | None = None
    hearsay: str = ""
    refuted: bool = False
    declined: bool = False
    elided: list[str] = field(default_factory=list)
    above: list[Clause] = field(default_factory=list)
    span: tuple[int, int] | None = None
    cues: dict[str, bool] = field(default_factory=dict)
    agents: list[Reference] | None = field(default=None, init=False)

    @property
    def head(self) -> Clause:
        return self.clauses[0]

    @property
    def begin(self) -> int:
        return self.span[0] if self.span else min(c.begin for c in self.clauses)

    @property
    def end(self) -> int:
        return self.span[1] if self.span else max(c.end for c in self.clauses)

    def holds(self, lexicon: Lexicon, name: str) -> bool:
        """Whether a class is in the unit: a noun or verb class that was found, or a cue in its text."""
        if name in self.classes:
            return True
        if name not in lexicon.cue_classes:
            return False
        known = self.cues.get(name)
        if known is None:
            known = self.cues[name] = lexicon.says(name, self.text)
        return known


_REPORTS = ("bericht", "meldung", "gerücht", "behauptung", "darstellung", "spekulation", "vorwurf", "vorwürf", "medienbericht")


def names_a_report(clause: Clause) -> bool:
    """Whether a clause speaks of what others tell: "Berichte", "Gerüchte", "Vorwürfe"."""
    return any(t.lower.startswith(_REPORTS) for t in clause.tokens)


def clause_text(clauses: list[Clause]) -> str:
    """Words of clauses in small letters, parted by one space, for cues."""
    ordered = clauses if len(clauses) == 1 else sorted(clauses, key=lambda c: c.begin)
    return " ".join([t.lower for c in ordered for t in c.tokens])
