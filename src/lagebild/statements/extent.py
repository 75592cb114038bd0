"""How far what is said reaches: from its head clause over all that hangs on it or goes on in its mood.
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind
from lagebild.language.clauses import QUOTE_MARKS
from lagebild.statements.hits import CueHit
from lagebild.statements.reading import DEPENDENT, Range, View

THAT = frozenset({"dass", "daß"})


WHETHER = frozenset("ob wie was wer wo wann warum weshalb weswegen welche welcher welches wieso wohin woher wieviel inwieweit inwiefern wem wen wozu".split())


_COMMENTS = frozenset({"was", "wobei", "womit", "wogegen"})
JOINTS = frozenset("und oder sondern aber sowie doch jedoch".split())


def in_subjunctive(clause: Clause) -> bool:
    return clause.subjunctive or clause.mood == "amb" and clause.finite is not None and clause.finite.lower in {
        "müssten", "sollte", "sollten", "wollte", "wollten", "solle",
    }


def mark_before(view: View, position: int) -> str:
    k = position - 1
    while k >= view.begin and view.tokens[k].text in QUOTE_MARKS:
        k -= 1
    return view.tokens[k].text if k >= view.begin else ""


def verb_final(clause: Clause) -> bool:
    return clause.finite is not None and clause.tokens[-1] is clause.finite and len(clause.tokens) > 2


def reach(view: View, hit: CueHit | None, head: Clause, rule: str) -> Range:
    """From the head clause over all that hangs on it or is joined to it in the same mood."""
    begin = view.first(head)
    member = view.descendants(head)
    end = view.last(head)
    main = rule in {"verb_second", "verb_second_indicative", "colon"}
    for clause in view.clauses[head.index + 1 :]:
        first = view.first(clause)
        if view.last(clause) <= end:
            continue
        if _is_frame(view, clause):
            break
        joined = clause.tokens[0].lower in JOINTS
        if rule == "zu_infinitive" and clause.tokens[0].lower in _COMMENTS and not clause.subjunctive:
            break
        if clause.index in member or clause.kind in DEPENDENT and clause.parent in member:
            member.add(clause.index)
        elif clause.shared is not None and clause.shared in member:
            member.add(clause.index)
        elif clause.kind is ClauseKind.SUBORDINATE and clause.subjunctive and not joined:
            member.add(clause.index)
        elif clause.kind in DEPENDENT and joined and clause.conjunction in THAT | WHETHER | {"zu"}:
            member.add(clause.index)
        elif clause.kind in DEPENDENT and not joined and rule != "zu_infinitive" and clause.kind is not ClauseKind.INFINITIVE and hit is not None and clause.parent == hit.clause.index and main:
            member.add(clause.index)
        elif clause.kind is ClauseKind.MAIN and rule == "colon":
            member.add(clause.index)
        elif clause.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST} and in_subjunctive(clause) and (main or joined):
            member.add(clause.index)
        elif clause.kind is ClauseKind.MAIN and joined and not main and verb_final(clause):
            member.add(clause.index)
        else:
            if hit is not None and first < view.last(hit.clause):
                continue
            break
        end = max(end, view.last(clause))
    stop = _resumption(view, hit, begin, end) if hit is not None else end
    return _with_marks(view, begin, stop)


def _resumption(view: View, hit: CueHit, begin: int, end: int) -> int:
    """The end of what is said where the cue's own clause goes on behind it: "sagte, er gehe, und lachte"."""
    for token in hit.clause.tokens:
        if begin < token.index < end:
            return token.index
    return end


def _is_frame(view: View, clause: Clause) -> bool:
    """Whether the clause is somebody's frame inside what is said: ", so X", ", sagte X", ", wie X sagte"."""
    return clause.index in view.frames


def _with_marks(view: View, begin: int, end: int) -> Range:
    """The range with quotation marks and closing brackets that stand at its edges."""
    tokens = view.tokens
    while begin > view.begin and tokens[begin - 1].text in QUOTE_MARKS and tokens[begin - 1].end == tokens[begin].begin:
        begin -= 1
    while end < view.end and tokens[end].text in QUOTE_MARKS | {")", "]"} and tokens[end].begin == tokens[end - 1].end:
        end += 1
    for quote_begin, quote_end in view.fragments:
        if begin <= quote_begin < end < quote_end <= view.end:
            end = quote_end
    return begin, end
