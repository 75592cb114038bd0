"""A clause behind its cue: dass-, ob- and w-clauses, zu-infinitives, verb-second subjunctive, colons.
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind
from lagebild.language.clauses import QUOTE_MARKS
from lagebild.model.statement import Act, Kind
from lagebild.statements.addressees import addressee_of
from lagebild.statements.extent import JOINTS, THAT, WHETHER, in_subjunctive, mark_before, reach
from lagebild.statements.hits import CueHit, act_of
from lagebild.statements.reading import DEPENDENT, Draft, Range, View
from lagebild.statements.subjects import joined_without_subject, subject_of

_NO_CONTENT = frozenset({"so", "ohne", "als", "statt", "anstatt", "außer", "sodass"})


def complement(view: View, hit: CueHit) -> Draft | None:
    """What follows the cue's clause (or, as a whole clause, precedes it)."""
    for clause in view.clauses[hit.clause.index + 1 :]:
        if clause.kind is ClauseKind.RELATIVE and not _asks(hit, clause) or view.first(clause) < hit.first:
            continue
        rule = fits(view, hit, clause)
        if rule is not None:
            begin, end = reach(view, hit, clause, rule)
            if rule == "zu_infinitive":
                begin = _list_begin(view, hit, begin)
            return _draft(view, hit, rule, (begin, end))
        if clause.kind not in DEPENDENT or clause.parent != hit.clause.index:
            break
        if clause.conjunction in {"wenn", "falls", "sobald", "nachdem", "da", "weil", "während", "solange", "sollte"}:
            # "Er sagte, wenn X, werde Y": the condition belongs to what is said
            following = view.clauses[clause.index + 1] if clause.index + 1 < len(view.clauses) else None
            if following is not None and following.kind is ClauseKind.VERB_FIRST and hit.governs("verb-second"):
                region = reach(view, hit, following, "verb_second")
                return _draft(view, hit, "verb_second", (view.first(clause), region[1]))
    split = _split_content(view, hit)
    if split is not None:
        return _draft(view, hit, "verb_second", split)
    before = view.clauses[hit.clause.index - 1] if hit.clause.index else None
    if before is not None and before.conjunction in THAT | {"ob"} and before.parent == hit.clause.index and hit.governs("dass", "ob"):
        return _draft(view, hit, "dass_clause", (view.first(before), view.last(before)))
    if before is not None and _asked_before(view, hit, before):
        return _draft(view, hit, "question_clause", (view.first(before), view.last(before)))
    return None


def _asked_before(view: View, hit: CueHit, before: Clause) -> bool:
    """"Wie viele noch dort sind, konnte er nicht sagen": the question stands first, its answer is refused."""
    opens = before.tokens[0].lower in WHETHER - {"wie"} or before.tokens[0].lower == "wie" and before.tokens[1:2] and before.tokens[1].tag in {"PIAT", "PIS", "ADJ(D)"}
    refused = bool(hit.clause.negation) or hit.cue.act is Act.DECLINES
    return bool(opens) and refused and before.index == 0 and hit.clause.tokens[0] is hit.clause.finite and hit.governs("dass", "ob")


def _list_begin(view: View, hit: CueHit, begin: int) -> int:
    """"schlug vor, die Werke in Varel, Nordenham und Augsburg zu verkaufen": the list begins at the first comma."""
    speaker = subject_of(view, hit.clause)
    floor = max([hit.words[-1][1], *(e for _, e in speaker)])
    for k in range(floor, begin - 1):
        if view.tokens[k].text == "," and all(view.own(j) in {-1, hit.clause.index} for j in range(k, begin - 1)):
            return k + 1
        if view.own(k) not in {-1, hit.clause.index}:
            break
    return begin


def _split_content(view: View, hit: CueHit) -> Range | None:
    """"meldet, die Frau, die gefangen war, habe ...": the splitter gives the first words to the cue's clause."""
    if not hit.governs("verb-second") or hit.clause.finite is None:
        return None
    later = view.clauses[hit.clause.index + 1 :]
    verb = next((c for c in later if c.kind is ClauseKind.VERB_FIRST and c.subjunctive), None)
    if verb is None or any(c.kind not in DEPENDENT and c.index < verb.index for c in later):
        return None
    stop = view.first(verb)
    commas = [k for k in range(hit.clause.finite.index, stop) if view.tokens[k].text == "," and view.own(k - 1) in {hit.clause.index, -1} and view.own(k + 1) == hit.clause.index]
    speaker = subject_of(view, hit.clause)
    commas = [k for k in commas if not speaker or k >= speaker[0][1] or speaker[0][0] > k]
    if not commas:
        return None
    end = reach(view, hit, verb, "verb_second")[1]
    return commas[0] + 1, end


def fits(view: View, hit: CueHit, clause: Clause) -> str | None:
    """The rule by which the clause is what the cue says, or None."""
    first = view.first(clause)
    if first <= hit.clause.tokens[0].index:
        return None
    mark = mark_before(view, first)
    if clause.kind is ClauseKind.SUBORDINATE:
        if clause.tokens[0].lower in _NO_CONTENT or _wholly_quoted(view, clause):
            return None
        if clause.conjunction in THAT and hit.governs("dass", "object"):
            return "dass_clause"
        if clause.conjunction in WHETHER and hit.governs("ob", "dass", "object") and (hit.governs("ob") or clause.conjunction != "wie"):
            return "question_clause"
        return None
    if clause.kind is ClauseKind.RELATIVE:
        return "question_clause" if mark == "," and _asks(hit, clause) else None
    if clause.kind is ClauseKind.INFINITIVE:
        fits = clause.conjunction == "zu" and hit.governs("zu-inf") and (
            clause.parent == hit.clause.index or clause.index == hit.clause.index + 1
        )
        return "zu_infinitive" if fits else None
    if clause.kind is ClauseKind.MAIN and clause.shared is None:
        if mark == ":":
            quoted = view.is_quoted(first) or view.tokens[first - 1].text in QUOTE_MARKS
            return "colon" if hit.governs("quote") and hit.cue.weight >= 0.85 and not hit.clause.passive and not quoted else None
        if mark != "," or clause.tokens[0].lower in JOINTS or not hit.governs("verb-second"):
            return None
        if in_subjunctive(clause):
            return "verb_second"
        if clause.index == hit.clause.index + 1 and _says_plainly(hit) and clause.tokens[0].tag in _NOMINAL_START:
            return "verb_second_indicative"
    return None


def _asks(hit: CueHit, clause: Clause) -> bool:
    """"fragt sich, wer den Schaden zahlt": a question word, which the splitter takes for a relative pronoun."""
    return hit.cue.act is Act.ASKS and clause.tokens[0].tag in {"PWS", "PWAV", "PWAT"} and clause.index == hit.clause.index + 1


def _wholly_quoted(view: View, clause: Clause) -> bool:
    """"sagte, „dass wir gehen“": the clause is a direct quotation with its conjunction."""
    first = view.first(clause)
    return any(begin == first - 1 and view.last(clause) <= end for begin, end in view.fragments)


_NOMINAL_START = frozenset({"ART", "PPER", "NN", "NE", "PPOSAT", "PDAT", "PIS", "PDS", "PIAT", "CARD"})


def _says_plainly(hit: CueHit) -> bool:
    """"Er sagte, das Haus ist leer": a verb of saying at its clause's end, with nothing else to say."""
    clause = hit.clause
    plain = hit.governs("quote") and hit.cue.weight >= 0.9 and clause.kind is ClauseKind.MAIN and not clause.passive
    return plain and not any(t.lower in {"den", "einen", "das", "die"} and t.tag == "ART" and t.index > hit.first for t in clause.tokens)


def _draft(view: View, hit: CueHit, rule: str, content: Range) -> Draft | None:
    trimmed = view.trim(*content)
    if trimmed is None:
        return None
    speaker = subject_of(view, hit.clause)
    begin, end = trimmed
    frame = _frame_around(view, hit, begin, end)
    said = view.tokens[begin:end]
    return Draft(
        kind=Kind.INDIRECT,
        rule=rule,
        content=[trimmed],
        sentence=view.sentence.index,
        weight=hit.cue.weight,
        speaker=speaker,
        cue=hit.words,
        frame=frame,
        addressee=addressee_of(view, hit.clause, hit.lemma, speaker),
        medium=hit.cue.medium,
        act=act_of(hit, said),
    )


def _frame_around(view: View, hit: CueHit, begin: int, end: int) -> list[Range]:
    """The sentence up to what is said, and what of the cue's clause follows it."""
    frame: list[Range] = []
    if view.first(hit.clause) < begin:
        start = _frame_start(view, hit, begin)
        frame.append((start, begin))
        rest = [t.index for t in hit.clause.tokens if t.index >= end]
        if rest:
            frame.append((end, rest[-1] + 1))
    else:
        stop = view.main_end()
        frame.append((end, stop))
    return [f for f in frame if f[0] < f[1]]


def _frame_start(view: View, hit: CueHit, begin: int) -> int:
    """The frame begins with the sentence unless an earlier cue or a joined main clause stands before it."""
    first = view.first(hit.clause)
    if hit.clause.shared is not None or joined_without_subject(view, hit.clause):
        # "haben das Wrack untersucht und bestätigt, dass": the frame holds the subject
        return view.begin
    if hit.clause.tokens[0].lower in JOINTS and hit.clause.index:
        return first
    if hit.clause.kind in DEPENDENT and hit.clause.index > 1:
        return first
    mains = [c for c in view.clauses[: hit.clause.index] if c.kind is ClauseKind.MAIN]
    return first if mains else view.begin
