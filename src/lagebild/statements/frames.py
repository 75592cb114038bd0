"""The frame behind or amid what is said: "..., sagte X", "..., so bestätigt X", "wie X mitteilte".
"""

from __future__ import annotations

from lagebild.language import ClauseKind
from lagebild.language.clauses import FINITE, QUOTE_MARKS
from lagebild.model.statement import Kind
from lagebild.statements.addressees import addressee_of
from lagebild.statements.complements import fits
from lagebild.statements.extent import in_subjunctive, mark_before, verb_final
from lagebild.statements.hits import CueHit, act_of
from lagebild.statements.reading import DEPENDENT, Draft, Range, View
from lagebild.statements.subjects import subject_of
from lagebild.statements.written import IMPERSONAL

_GOES_ON = frozenset("aber jedoch dann auch zudem dabei allerdings hingegen bereits".split())


def looks_like_frame(view: View, hit: CueHit) -> bool:
    """Whether the clause is a frame behind or amid what is said, by its shape alone."""
    clause = hit.clause
    if clause.finite is None or not hit.governs("dass", "quote", "verb-second"):
        return False
    if clause.conjunction == "wie" and clause.kind is ClauseKind.SUBORDINATE:
        return True
    if clause.kind in DEPENDENT or clause.index == 0 or clause.finite.mood == "konj1":
        return False
    return clause.tokens[0] is clause.finite and mark_before(view, clause.finite.index) == ","


def frame_behind(view: View, hit: CueHit) -> Draft | None:
    """"..., sagte X": a clause that begins with its finite cue verb after a comma has its content before it."""
    finite = hit.clause.finite
    if finite is None or hit.clause.kind in DEPENDENT or not hit.governs("dass", "quote", "verb-second"):
        return None
    position = finite.index
    k = position - 1
    while k >= view.begin and view.tokens[k].text in QUOTE_MARKS:
        k -= 1
    if k > view.begin and view.tokens[k].lower == "so" and view.tokens[k - 1].text == ",":
        k -= 1  # "..., so bestätigt das Gericht"
    if k <= view.begin or view.tokens[k].text not in {",", "–", "-"} or finite.lower.endswith("e") and finite.mood == "konj1":
        return None
    if not _content_before(view, hit, k):
        return None
    before = view.clauses[hit.clause.index - 1] if hit.clause.index else None
    amid = before is not None and before.kind is ClauseKind.MAIN and before.mood == "konj1" and hit.clause.kind is ClauseKind.VERB_FIRST
    following = view.clauses[hit.clause.index + 1 : hit.clause.index + 2]
    # "Die Lage sei ernst, sagte X, der Hafen bleibe zu": both sides are said
    if any(fits(view, hit, c) and not (amid and c.kind is ClauseKind.MAIN and c.subjunctive) for c in following):
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
        if rest is not None and (view.tokens[end - 1].text == "," or view.tokens[end].text == ";" and _goes_on(view, end)):
            ranges.append(rest)
        else:
            frame_end = end
    if position + 1 < view.end and view.tokens[position + 1].lower in _GOES_ON:
        # "nennt 626 Tote, befürchtet aber mehr": the same subject goes on
        return None
    speaker = _behind_verb(subject_of(view, hit.clause), position)
    if not speaker and not hit.clause.passive and hit.lemma not in IMPERSONAL:
        after = view.tokens[position + 1 : position + 2]
        if after and after[0].lower not in {"man", "es"}:
            return None
    said = [t for b, e in ranges for t in view.tokens[b:e]]
    return Draft(
        kind=Kind.INDIRECT,
        rule="frame_behind",
        content=ranges,
        sentence=view.sentence.index,
        speaker=speaker,
        cue=hit.words,
        frame=[(k, frame_end)],
        addressee=addressee_of(view, hit.clause, hit.lemma, speaker),
        medium=hit.cue.medium,
        act=act_of(hit, said),
    )


def _goes_on(view: View, semicolon: int) -> bool:
    """Whether what stands behind the semicolon is still reported: its main clause is in the subjunctive."""
    mains = [c for c in view.clauses if view.first(c) > semicolon and c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST}]
    return bool(mains) and mains[0].subjunctive


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
    mark = next((k for k in range(verb, view.end) if tokens[k].text in {":", ";"}), view.end)
    for clause in view.clauses[hit.clause.index + 1 :]:
        first = view.first(clause)
        if first <= verb:
            continue
        if first > mark:
            return mark
        if clause.kind is ClauseKind.VERB_FIRST or clause.kind is ClauseKind.MAIN and in_subjunctive(clause):
            return first
        if clause.kind is ClauseKind.MAIN:
            return first - 1 if tokens[first - 1].text in {",", ";", ":"} else first
    return mark if mark < view.end else view.main_end()


def wie_frame(view: View, hit: CueHit) -> Draft | None:
    """"Wie X mitteilte, ...", "..., wie X mitteilte": a wie-clause of saying frames its main clause."""
    clause = hit.clause
    if clause.conjunction != "wie" or clause.kind is not ClauseKind.SUBORDINATE or clause.finite is None:
        return None
    if not hit.governs("dass", "quote", "verb-second") or clause.tokens[-1].tag not in FINITE and not verb_final(clause):
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
        stop = view.main_end()
        left = view.trim(view.begin, begin)
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
        speaker=speaker,
        cue=hit.words,
        frame=[frame],
        addressee=addressee_of(view, clause, hit.lemma, speaker),
        medium=hit.cue.medium,
        act=act_of(hit, said),
    )
