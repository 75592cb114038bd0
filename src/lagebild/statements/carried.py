"""Statements without a cue of their own: a speaker carried on by the subjunctive, and sollen as hearsay."""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind
from lagebild.model.statement import Act, Kind
from lagebild.statements.hits import calls_false
from lagebild.statements.reading import Draft, View


def is_carried(view: View, near: bool = False) -> bool:
    """Whether the sentence's main clause stands in the subjunctive of reported speech.

    Args:
        near: whether a statement stands right before; only then "sollten" and "wollten" count, whose
            subjunctive is their preterite.
    """
    mains = [c for c in view.clauses if c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST} and not _quoted(view, c)]
    if len(mains) > 1 and mains[0].kind is mains[1].kind is ClauseKind.VERB_FIRST:
        mains = mains[1:]  # "Sollte der Flughafen schließen, stehe die Luftwaffe bereit": the condition comes first
    if not mains:
        return False
    first = mains[0]
    if _reporting(first):
        return True
    return near and first.mood == "amb" and first.finite is not None and first.finite.lower in _BOTH_MOODS


_BOTH_MOODS = frozenset({"sollten", "sollte", "wollten"})


def _quoted(view: View, clause: Clause) -> bool:
    return all(view.is_quoted(t.index) for t in clause.tokens)


def _reporting(clause: Clause) -> bool:
    return clause.mood in {"konj1", "konj2"}


def carried_over(view: View, source: Draft) -> Draft:
    """The sentence as a statement of the speaker before it."""
    return Draft(
        kind=Kind.INDIRECT_FREE_INDIRECT,
        rule="carried_by_subjunctive",
        content=[(view.begin, view.end)],
        sentence=view.sentence.index,
        speaker=source.speaker,
        medium=source.medium,
        via=source.via,
        act=Act.DENIES if calls_false(view.tokens[view.begin : view.end]) else Act.SAYS,
        source=source.source or source,
    )


def is_hearsay(view: View) -> bool:
    """Whether sollen, in the indicative, reports: "soll ... getötet haben", "sollen ... gewesen sein"."""
    for clause in view.clauses:
        if clause.kind is ClauseKind.MAIN and clause.finite is not None and clause.finite.lower in {"soll", "sollen"}:
            # "soll im Mai fertig sein" is a plan: hearsay looks back on what is done
            done = any(t.tag in {"VV(PP)", "VA(PP)", "VM(PP)"} or t.lower in {"gewesen", "worden"} for t in clause.tokens)
            return done and any(t.tag == "VA(INF)" and t.lower in {"haben", "sein"} for t in clause.tokens)
    return False


def hearsay(view: View, source: Draft | None) -> Draft:
    """The sentence as something said by whoever was the source before, if anybody was."""
    return Draft(
        kind=Kind.FREE_INDIRECT,
        rule="hearsay_sollen",
        content=[(view.begin, view.end)],
        sentence=view.sentence.index,
        speaker=source.speaker if source is not None else [],
        medium=source.medium if source is not None else None,
    )
