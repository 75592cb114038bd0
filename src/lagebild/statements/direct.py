"""Words between quotation marks: whole sentences with their frame before, behind or amid, and fragments.

A fragment is a quotation only where it reads like somebody's words: titles, names and scare quotes are none.
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind
from lagebild.language.clauses import FINITE, NOUN
from lagebild.model.statement import Kind
from lagebild.statements.addressees import addressee_of
from lagebild.statements.hits import CueHit, act_of
from lagebild.statements.nominals import core_end, phrase_end, strip_range
from lagebild.statements.reading import DEPENDENT, Draft, Quoted, Range, Reading, View
from lagebild.statements.subjects import subject_of


def full_quotes(reading: Reading, hits: list[list[CueHit]]) -> list[Draft]:
    """Drafts of the quotations that hold a sentence of their own, in order."""
    drafts: list[Draft] = []
    for quoted in reading.full_quotes:
        draft = _framed(reading, quoted, hits)
        if draft is None:
            draft = _draft(quoted, reading.sentence_of[quoted.begin], "quote_continued")
        drafts.append(draft)
    return drafts


def _framed(reading: Reading, quoted: Quoted, hits: list[list[CueHit]]) -> Draft | None:
    tokens = reading.tokens
    opening = reading.views[reading.sentence_of[quoted.begin]]
    closing = reading.views[reading.sentence_of[quoted.end - 1]]
    behind = _behind(reading, quoted, closing, hits[closing.sentence.index])
    if behind is not None:
        return behind
    left = quoted.begin - 1
    if left >= opening.begin and tokens[left].text == ":":
        return _colon(quoted, opening, hits[opening.sentence.index])
    if left < opening.begin and quoted.begin and tokens[left].text == ":":
        before = reading.views[reading.sentence_of[left]]
        return _colon(quoted, before, hits[before.sentence.index])
    if left >= opening.begin or quoted.end < closing.main_end():
        return _amid(quoted, opening, closing, hits)
    return None


def _draft(quoted: Quoted, sentence: int, rule: str) -> Draft:
    return Draft(Kind.DIRECT, rule, [(quoted.begin, quoted.end)], sentence)


def _behind(reading: Reading, quoted: Quoted, view: View, hits: list[CueHit]) -> Draft | None:
    """„...“, sagte X."""
    tokens = reading.tokens
    k = quoted.end
    comma = k < view.end and tokens[k].text in {",", "–", "-"}
    verb = k + 1 if comma else k
    if verb >= view.end:
        return None
    token = tokens[verb]
    if token.lower == "so" and comma:
        end = core_end(tokens, verb + 1, view.end)
        if end > verb + 1 and not any(t.tag in FINITE for t in tokens[verb + 1 : end]):
            draft = _draft(quoted, view.sentence.index, "quote_so")
            stop = phrase_end(tokens, verb + 1, view.main_end())
            speaker = strip_range(tokens, verb + 1, stop)
            draft.speaker = [speaker] if speaker else []
            draft.cue = [(verb, verb + 1)]
            draft.frame = [(k, _frame_stop(view, verb))]
            draft.medium = "speech"
            return draft
    hit = next((h for h in hits if h.clause.finite is not None and h.clause.finite.index == verb), None)
    if hit is None and comma and token.lower == "wie":
        hit = next((h for h in hits if view.first(h.clause) == verb), None)
    if hit is None and token.tag not in FINITE:
        return None
    clause = hit.clause if hit is not None else view.clauses[max(view.own(verb), 0)]
    if hit is None and (not comma or clause.tokens[0].index != verb):
        return None
    draft = _draft(quoted, view.sentence.index, "quote_frame_behind")
    draft.speaker = [s for s in subject_of(view, clause) if s[0] >= k]
    draft.frame = [(k, _frame_stop(view, verb))]
    if hit is not None:
        draft.cue = [w for w in hit.words if w[0] >= k]
        draft.medium = hit.cue.medium
        draft.act = act_of(hit, tokens[quoted.begin : quoted.end])
        draft.addressee = addressee_of(view, clause, hit.lemma, draft.speaker)
    else:
        draft.weight = 0.7
    return draft


def _frame_stop(view: View, begin: int) -> int:
    """Position after a frame behind a quotation: at the next quotation or colon, else the sentence's last word."""
    tokens = view.tokens
    for k in range(begin, view.main_end()):
        if tokens[k].text in {":", ";"}:
            return k
        if view.is_quoted(k) or tokens[k - 1].text in {",", ":"} and any(b == k for b, _ in view.fragments):
            return k
    return view.main_end()


def _colon(quoted: Quoted, view: View, hits: list[CueHit]) -> Draft:
    """X sagte: „...“; the cue may be missing: "Merkel: „...“"."""
    colon = max(k for k in range(view.begin, min(quoted.begin, view.end)) if view.tokens[k].text == ":")
    draft = _draft(quoted, view.sentence.index, "quote_colon")
    before = [h for h in hits if h.first < colon and not view.is_quoted(h.first)]
    clauses = [c for c in view.clauses if view.first(c) < colon and c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST, ClauseKind.FRAGMENT}]
    start = view.begin
    while start < colon and view.is_quoted(start):
        start += 1
    chief = [h for h in before if h.clause.kind not in DEPENDENT]
    hit = chief[-1] if chief else before[0] if before else None
    if before and before[-1] is not hit and before[-1].governs("quote") and view.last(before[-1].clause) == colon:
        # "wies darauf hin, dass Kirby sagte: ...": the nearest verb of saying holds the quotation
        hit = before[-1]
    so = next((k for k in range(start + 1, colon) if view.tokens[k].lower == "so" and view.tokens[k - 1].text == ","), None)
    if hit is None and so is not None and core_end(view.tokens, so + 1, colon) > so + 1:
        # "..., so Elshorst weiter: „...“"
        speaker = strip_range(view.tokens, so + 1, phrase_end(view.tokens, so + 1, colon))
        draft.speaker, draft.cue, start = [speaker] if speaker else [], [(so, so + 1)], so - 1
    elif hit is not None:
        draft.cue = hit.words
        draft.medium = hit.cue.medium
        draft.act = act_of(hit, view.tokens[quoted.begin : quoted.end])
        draft.speaker = subject_of(view, hit.clause)
        draft.addressee = addressee_of(view, hit.clause, hit.lemma, draft.speaker)
    else:
        draft.weight = 0.8
    if not draft.speaker and clauses:
        draft.speaker = _any_subject(view, clauses[-1], colon)
    draft.frame = [(start, colon + 1)]
    return draft


def _any_subject(view: View, clause: Clause, stop: int) -> list[Range]:
    """The clause's subject, or the name that stands alone before a colon."""
    if clause.finite is not None:
        return subject_of(view, clause)
    begin = view.first(clause)
    end = phrase_end(view.tokens, begin, stop)
    span = strip_range(view.tokens, begin, end)
    return [span] if span else []


def _amid(quoted: Quoted, opening: View, closing: View, hits: list[list[CueHit]]) -> Draft | None:
    """A quotation with words of its sentence on its left or right and no frame of the plain kinds."""
    view = opening if quoted.begin > opening.begin else closing
    outside = [h for h in hits[view.sentence.index] if not quoted.begin <= h.first < quoted.end]
    if not outside:
        return None
    left = [h for h in outside if h.first < quoted.begin]
    hit = left[-1] if left else outside[0]
    draft = _draft(quoted, view.sentence.index, "quote_amid")
    draft.cue = hit.words
    draft.medium = hit.cue.medium
    draft.act = act_of(hit, view.tokens[quoted.begin : quoted.end])
    draft.speaker = subject_of(view, hit.clause)
    draft.addressee = addressee_of(view, hit.clause, hit.lemma, draft.speaker)
    ranges = [(opening.begin, quoted.begin), (quoted.end, closing.main_end())]
    draft.frame = [r for r in ranges if r[0] < r[1]]
    return draft


def fragments(reading: Reading, hits: list[list[CueHit]], by_sentence: list[list[Draft]]) -> list[Draft]:
    """Drafts of quoted words inside a sentence; they take speaker and frame from the statement around them."""
    found: list[Draft] = []
    for quoted in reading.fragments:
        sentence = reading.sentence_of[quoted.begin]
        view = reading.views[sentence]
        if quoted.end > view.end or view.is_quoted(quoted.begin):
            continue
        score = _reads_like_speech(reading, quoted)
        resumed = _resumed(by_sentence[sentence], quoted)
        if resumed is not None:
            found.append(resumed)
            continue
        around = [d for d in by_sentence[sentence] if d.covers(quoted.begin, quoted.end) and d.kind is not Kind.DIRECT]
        outside = [h for h in hits[sentence] if not quoted.begin <= h.first < quoted.end]
        if around and score >= 1 and not (around[-1].kind is Kind.REPORTED and outside):
            host = around[-1]
            draft = _draft(quoted, sentence, "fragment_in_statement")
            framed = host.source or host
            draft.speaker, draft.cue, draft.frame = host.speaker, framed.cue, framed.frame
            draft.addressee, draft.medium, draft.act, draft.via = host.addressee, host.medium, host.act, host.via
            found.append(draft)
            continue
        judged = any(h.governs("als") for h in outside) and _judgement(reading, quoted)
        if outside and (judged or score >= (1 if around else 2)):
            hit = _nearest(view, outside, quoted)
            draft = _draft(quoted, sentence, "fragment_with_cue")
            draft.speaker = subject_of(view, hit.clause)
            draft.cue, draft.medium = hit.words, hit.cue.medium
            if reading.tokens[quoted.begin - 1].lower == "als":
                draft.cue = sorted([*hit.words, (quoted.begin - 1, quoted.begin)])
            draft.act = act_of(hit, reading.tokens[quoted.begin : quoted.end])
            # Behind the quotation only the rest of the verb belongs to the frame: "wurde als „X“ bezeichnet"
            behind = max((e for _, e in hit.words if e > quoted.end), default=quoted.end)
            draft.frame = [r for r in ((view.begin, quoted.begin), (quoted.end, behind)) if r[0] < r[1]]
            found.append(draft)
        elif score >= 4:
            main = next((c for c in view.clauses if c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST}), None)
            draft = _draft(quoted, sentence, "fragment_alone")
            draft.speaker = subject_of(view, main) if main is not None else []
            draft.frame = [r for r in ((view.begin, quoted.begin), (quoted.end, view.main_end())) if r[0] < r[1]]
            found.append(draft)
    return found


def _nearest(view: View, hits: list[CueHit], quoted: Quoted) -> CueHit:
    """The cue of the clause that holds the quotation, else the last one before it, else the first."""
    owner = view.own(quoted.begin + 1)
    holding = [h for h in hits if h.clause.index == owner]
    left = [h for h in hits if h.first < quoted.begin]
    return (holding or left[-1:] or hits)[0]


def _resumed(drafts: list[Draft], quoted: Quoted) -> Draft | None:
    """„Die Lage“, so X, „ist ernst“: the second half has the speaker of the first."""
    first = next((d for d in drafts if d.kind is Kind.DIRECT and d.end < quoted.begin and d.frame and d.frame[-1][1] == quoted.begin), None)
    if first is None:
        return None
    draft = _draft(quoted, first.sentence, "quote_continued")
    draft.speaker, draft.cue, draft.frame = first.speaker, first.cue, first.frame
    draft.addressee, draft.medium, draft.act, draft.via = first.addressee, first.medium, first.act, first.via
    return draft


def _judgement(reading: Reading, quoted: Quoted) -> bool:
    """"bezeichnete ihn als „Lügner“", "nannte das einen „Putsch“": one word is enough where a verb of calling asks for it."""
    before = reading.tokens[quoted.begin - 1]
    view = reading.views[reading.sentence_of[quoted.begin]]
    if before.lower == "als":
        return True
    named = any(t.lemma == "nennen" for t in view.sentence.tokens)
    return named and (before.lower in {"ein", "eine", "einen", "sie", "ihn", "es", "dies", "das"} or quoted.end >= view.main_end())


def _reads_like_speech(reading: Reading, quoted: Quoted) -> int:
    """0 for a name or title, up to 5 for words that only a speaker says."""
    tokens = reading.tokens
    begin, end = quoted.inner
    words = [t for t in tokens[begin:end] if t.text[0].isalnum()]
    if not words:
        return 0
    small = [t for t in words[1:] if t.text[0].islower()]
    finite = any(t.tag in FINITE for t in words)
    before = tokens[quoted.begin - 1] if quoted.begin else None
    named = before is not None and before.tag in NOUN and words[0].text[0].isupper()
    if len(words) == 1:
        if words[0].text[0].islower():
            return 1
        return 0
    if named and not finite:
        return 0
    if words[0].text[0].isupper() and not small:
        return 0
    score = 1
    if words[0].text[0].islower():
        score += 1
    if len(words) >= 4:
        score += 1
    if finite or any(t.tag in {"VV(INF)", "VV(PP)", "VV(IZU)"} for t in words):
        score += 1
    if len(words) >= 8:
        score += 1
    return score

