"""Clauses that a cue governs: dass-, ob- and w-clauses, zu-infinitives, verb-second subjunctive, and the
main clause with its frame behind, amid or before ("..., sagte X", "wie X mitteilte").
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind
from lagebild.language.clauses import FINITE, QUOTE_MARKS
from lagebild.model.statement import Kind
from lagebild.statements.hits import CueHit, act_of
from lagebild.statements.reading import DEPENDENT, Draft, Range, View
from lagebild.statements.subjects import addressee_of, joined_without_subject, subject_of

_THAT = frozenset({"dass", "daß"})
_WHETHER = frozenset("ob wie was wer wo wann warum weshalb weswegen welche welcher welches wieso wohin woher wieviel inwieweit inwiefern wem wen wozu".split())
_NO_CONTENT = frozenset({"so", "ohne", "als", "statt", "anstatt", "außer", "sodass"})
_JOINTS = frozenset("und oder sondern aber sowie doch jedoch".split())

# Precision of each rule on Wikinews train (quote token F1 >= .5 and the speaker right); see the floor test for the data.
CONFIDENCE = {
    "dass_clause": 0.85,
    "question_clause": 0.75,
    "zu_infinitive": 0.75,
    "verb_second": 0.85,
    "verb_second_indicative": 0.6,
    "colon": 0.7,
    "frame_behind": 0.85,
    "wie_frame": 0.85,
    "noun_clause": 0.6,
    "das_sagte": 0.7,
}


def governed_clauses(view: View, hits: list[CueHit]) -> list[Draft]:
    """Drafts of all clauses that a cue of the sentence governs."""
    drafts: list[Draft] = []
    view.frames.update(h.clause.index for h in hits if _frames(view, h))
    for hit in hits:
        draft = _wie_frame(view, hit) or _frame_behind(view, hit) or _complement(view, hit)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _frames(view: View, hit: CueHit) -> bool:
    """Whether the clause is a frame behind or amid what is said, by its shape alone."""
    clause = hit.clause
    if clause.finite is None or not hit.governs("dass", "quote", "verb-second"):
        return False
    if clause.conjunction == "wie" and clause.kind is ClauseKind.SUBORDINATE:
        return True
    if clause.kind in DEPENDENT or clause.index == 0 or clause.finite.mood == "konj1":
        return False
    return clause.tokens[0] is clause.finite and _mark_before(view, clause.finite.index) == ","


def _complement(view: View, hit: CueHit) -> Draft | None:
    """What follows the cue's clause (or, as a whole clause, precedes it)."""
    for clause in view.clauses[hit.clause.index + 1 :]:
        if clause.kind is ClauseKind.RELATIVE or view.first(clause) < hit.first:
            continue
        rule = _fits(view, hit, clause)
        if rule is not None:
            return _draft(view, hit, rule, reach(view, hit, clause, rule))
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
    if before is not None and before.conjunction in _THAT | {"ob"} and before.parent == hit.clause.index and hit.governs("dass", "ob"):
        return _draft(view, hit, "dass_clause", (view.first(before), view.last(before)))
    return None


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


def _fits(view: View, hit: CueHit, clause: Clause) -> str | None:
    """The rule by which the clause is what the cue says, or None."""
    first = view.first(clause)
    if first <= hit.clause.tokens[0].index:
        return None
    mark = _mark_before(view, first)
    if clause.kind is ClauseKind.SUBORDINATE:
        if clause.tokens[0].lower in _NO_CONTENT:
            return None
        if clause.conjunction in _THAT and hit.governs("dass", "object"):
            return "dass_clause"
        if clause.conjunction in _WHETHER and hit.governs("ob", "dass", "object") and (hit.governs("ob") or clause.conjunction != "wie"):
            return "question_clause"
        return None
    if clause.kind is ClauseKind.INFINITIVE:
        fits = clause.conjunction == "zu" and hit.governs("zu-inf") and (
            clause.parent == hit.clause.index or clause.index == hit.clause.index + 1
        )
        return "zu_infinitive" if fits else None
    if clause.kind is ClauseKind.MAIN and clause.shared is None:
        if mark == ":":
            quoted = view.is_quoted(first) or view.tokens[first - 1].text in QUOTE_MARKS
            return "colon" if hit.governs("quote", "verb-second") and not quoted else None
        if mark != "," or clause.tokens[0].lower in _JOINTS or not hit.governs("verb-second"):
            return None
        if _subjunctive(clause):
            return "verb_second"
        if hit.governs("quote") and clause.index == hit.clause.index + 1 and not _has_object(hit):
            return "verb_second_indicative"
    return None


def _has_object(hit: CueHit) -> bool:
    """Whether an accusative already fills the verb's place: "sagte die Reise ab, ..."."""
    return any(t.lower in {"den", "einen", "das"} and t.tag == "ART" for t in hit.clause.tokens if t.index > hit.first)


def _subjunctive(clause: Clause) -> bool:
    return clause.subjunctive or clause.mood == "amb" and clause.finite is not None and clause.finite.lower in {
        "müssten", "sollte", "sollten", "wollte", "wollten", "solle",
    }


def _mark_before(view: View, position: int) -> str:
    k = position - 1
    while k >= view.begin and view.tokens[k].text in QUOTE_MARKS:
        k -= 1
    return view.tokens[k].text if k >= view.begin else ""


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
        joined = clause.tokens[0].lower in _JOINTS
        if clause.index in member or clause.kind in DEPENDENT and clause.parent in member:
            member.add(clause.index)
        elif clause.shared is not None and clause.shared in member:
            member.add(clause.index)
        elif clause.kind in DEPENDENT and joined and clause.conjunction in _THAT | _WHETHER | {"zu"}:
            member.add(clause.index)
        elif clause.kind in DEPENDENT and not joined and rule != "zu_infinitive" and clause.kind is not ClauseKind.INFINITIVE and hit is not None and clause.parent == hit.clause.index and main:
            member.add(clause.index)
        elif clause.kind is ClauseKind.MAIN and rule == "colon":
            member.add(clause.index)
        elif clause.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST} and _subjunctive(clause) and (main or joined):
            member.add(clause.index)
        elif clause.kind is ClauseKind.MAIN and joined and not main and _verb_final(clause):
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


def _verb_final(clause: Clause) -> bool:
    return clause.finite is not None and clause.tokens[-1] is clause.finite and len(clause.tokens) > 2


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
    return begin, end


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
        confidence=round(CONFIDENCE[rule] * hit.cue.weight / 0.9, 3) if hit.cue.weight < 0.9 else CONFIDENCE[rule],
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
    if hit.clause.tokens[0].lower in _JOINTS and hit.clause.index:
        return first
    if hit.clause.kind in DEPENDENT and hit.clause.index > 1:
        return first
    mains = [c for c in view.clauses[: hit.clause.index] if c.kind is ClauseKind.MAIN]
    return first if mains else view.begin


def _frame_behind(view: View, hit: CueHit) -> Draft | None:
    """"..., sagte X": a clause that begins with its finite cue verb after a comma has its content before it."""
    finite = hit.clause.finite
    if finite is None or hit.clause.kind in DEPENDENT or not hit.governs("dass", "quote", "verb-second"):
        return None
    position = finite.index
    k = position - 1
    while k >= view.begin and view.tokens[k].text in QUOTE_MARKS:
        k -= 1
    if k <= view.begin or view.tokens[k].text not in {",", "–", "-"} or finite.lower.endswith("e") and finite.mood == "konj1":
        return None
    if not _content_before(view, hit, k):
        return None
    if any(_fits(view, hit, c) for c in view.clauses[hit.clause.index + 1 : hit.clause.index + 2]):
        # "In der Debatte, die X, hat Y gefordert, dass Z" has its content behind it
        return None
    start = _content_start(view, hit, k)
    content = view.trim(start, k)
    if content is None or view.is_quoted(k - 1) and view.is_quoted(start):
        return None
    end = _frame_end(view, hit, position)
    ranges = [content]
    frame_end = end
    if end < view.main_end():
        rest = view.trim(end, view.main_end())
        if rest is not None and view.tokens[end - 1].text == ",":
            ranges.append(rest)
        else:
            frame_end = end
    speaker = subject_of(view, hit.clause)
    if not speaker and not hit.clause.passive and hit.lemma not in {"heißen"} and view.tokens[position + 1 : position + 2] and view.tokens[position + 1].lower not in {"man", "es"}:
        return None
    said = [t for b, e in ranges for t in view.tokens[b:e]]
    return Draft(
        kind=Kind.INDIRECT,
        rule="frame_behind",
        content=ranges,
        sentence=view.sentence.index,
        confidence=CONFIDENCE["frame_behind"],
        speaker=_behind_verb(speaker, position),
        cue=hit.words,
        frame=[(k, frame_end)],
        addressee=addressee_of(view, hit.clause, hit.lemma, speaker),
        medium=hit.cue.medium,
        act=act_of(hit, said),
    )


def _behind_verb(speaker: list[Range], verb: int) -> list[Range]:
    return [s for s in speaker if s[0] > verb]


def _content_before(view: View, hit: CueHit, comma: int) -> bool:
    """Whether a clause, or the first part of one, stands before the comma and asks for a frame."""
    following = view.clauses[hit.clause.index + 1] if hit.clause.index + 1 < len(view.clauses) else None
    inserted = following is not None and following.kind is ClauseKind.VERB_FIRST
    if hit.clause.tokens[0].index < comma:
        # an insertion, "Die Lage, sagte X, sei ernst", is one clause to the splitter;
        # "Der Minister, der krank war, sagte nichts" is one
        return inserted
    before = [c for c in view.clauses[: hit.clause.index] if view.first(c) < comma]
    if all(c.kind in DEPENDENT for c in before):
        # "Wenn er kommt, sagte X, ..." or "Als er kam, sagte er, dass ..." (no frame: a normal main clause)
        return inserted
    return True


def _content_start(view: View, hit: CueHit, comma: int) -> int:
    """The first position of what is said before a frame: the sentence's, or behind an earlier statement's clause."""
    start = view.begin
    for other in view.clauses[: hit.clause.index]:
        if other.index in view.frames and view.last(other) < comma:
            start = view.last(other)
    return start


def _frame_end(view: View, hit: CueHit, verb: int) -> int:
    """Position after the frame: the clause's end with its comma, else the sentence's last word."""
    tokens = view.tokens
    for clause in view.clauses[hit.clause.index + 1 :]:
        first = view.first(clause)
        if first <= verb:
            continue
        if clause.kind is ClauseKind.VERB_FIRST or clause.kind is ClauseKind.MAIN and _subjunctive(clause):
            return first
        if clause.kind is ClauseKind.MAIN:
            return first - 1 if tokens[first - 1].text in {",", ";", ":"} else first
    for k in range(verb, view.end):
        if tokens[k].text in {":", ";"}:
            return k
    return view.main_end()


def _wie_frame(view: View, hit: CueHit) -> Draft | None:
    """"Wie X mitteilte, ...", "..., wie X mitteilte": a wie-clause of saying frames its main clause."""
    clause = hit.clause
    if clause.conjunction != "wie" or clause.kind is not ClauseKind.SUBORDINATE or clause.finite is None:
        return None
    if not hit.governs("dass", "quote", "verb-second") or clause.tokens[-1].tag not in FINITE and not _verb_final(clause):
        return None
    first, last = view.first(clause), view.last(clause)
    members = view.descendants(clause)
    last = max([last] + [view.last(view.clauses[m]) for m in members if view.first(view.clauses[m]) >= first and m != clause.index and view.last(view.clauses[m]) < last])
    begin = first - 1 if first > view.begin and view.tokens[first - 1].text in {",", "–", "(", "-"} else first
    if first <= view.begin + 1:
        content = view.trim(last, view.main_end())
        if content is None:
            return None
        ranges, frame = [content], (view.begin, content[0])
    else:
        after = last
        stop = _inner_stop(view, clause)
        left = view.trim(_inner_start(view, clause), begin)
        right = view.trim(after, stop) if after < stop else None
        ranges = [r for r in (left, right) if r is not None]
        if not ranges or all(view.is_quoted(b) for b, _ in ranges):
            return None
        frame = (begin, after + 1 if right is not None and view.tokens[after].text == "," else after)
    speaker = subject_of(view, clause)
    said = [t for b, e in ranges for t in view.tokens[b:e]]
    return Draft(
        kind=Kind.INDIRECT,
        rule="wie_frame",
        content=ranges,
        sentence=view.sentence.index,
        confidence=CONFIDENCE["wie_frame"],
        speaker=speaker,
        cue=hit.words,
        frame=[frame],
        addressee=addressee_of(view, clause, hit.lemma, speaker),
        medium=hit.cue.medium,
        act=act_of(hit, said),
    )


def _inner_start(view: View, clause: Clause) -> int:
    """Where the clause that a wie-frame comments begins: its own, or the one of its coordinates that is nearest."""
    return view.begin


def _inner_stop(view: View, clause: Clause) -> int:
    return view.main_end()
