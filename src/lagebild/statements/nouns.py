"""What a noun of saying announces ("die Forderung, ... zu ...", "der Vorwurf, X sei ..."), and what "das sagte X" takes back up."""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind, Token
from lagebild.language.clauses import QUOTE_MARKS
from lagebild.language.phrases import DETERMINER
from lagebild.model.statement import Kind
from lagebild.statements.cues import Cue, CueLexicon
from lagebild.statements.extent import JOINTS, reach
from lagebild.statements.hits import CueHit
from lagebild.statements.nominals import phrase_end, strip_range
from lagebild.statements.reading import DEPENDENT, Draft, Range, View
from lagebild.statements.subjects import subject_of

_BACK = frozenset({"das", "dies", "dieses"})
_GENITIVE = frozenset("des der eines einer seines seiner ihres ihrer dieser dieses deren dessen von vom durch".split())


def announced_by_noun(view: View, taken: list[Draft], lexicon: CueLexicon) -> list[Draft]:
    """Drafts of clauses that hang on a noun of saying and on no verb of saying."""
    drafts: list[Draft] = []
    for clause in view.clauses:
        if not clause.index and not view.begin < view.first(clause):
            continue
        if clause.kind not in DEPENDENT and not (
            clause.kind is ClauseKind.MAIN and clause.subjunctive and clause.tokens[0].lower not in JOINTS
        ):
            continue
        begin = view.first(clause)
        comma = begin - 1
        while comma > view.begin and view.tokens[comma].text in QUOTE_MARKS:
            comma -= 1
        if comma <= view.begin or view.tokens[comma].text != "," or view.is_quoted(comma):
            continue
        if any(d.begin <= begin < d.end and d.kind is Kind.INDIRECT and d.rule in _OF_VERBS for d in taken):
            continue
        found = _noun_before(view, comma, lexicon)
        if found is None:
            continue
        position, cue = found
        if not _fits(clause, cue):
            continue
        draft = _draft(view, clause, position, comma, cue)
        if draft is not None:
            drafts.append(draft)
    return drafts


_OF_VERBS = frozenset("dass_clause question_clause zu_infinitive verb_second verb_second_indicative colon".split())


def _fits(clause: Clause, cue: Cue) -> bool:
    if clause.kind is ClauseKind.SUBORDINATE:
        first = clause.tokens[0].lower
        return first in {"dass", "daß"} and "dass" in cue.governs or first == "ob" and "ob" in cue.governs
    if clause.kind is ClauseKind.INFINITIVE:
        return clause.conjunction == "zu" and "zu-inf" in cue.governs
    return clause.kind is ClauseKind.MAIN and "dass" in cue.governs


def _noun_before(view: View, comma: int, lexicon: CueLexicon) -> tuple[int, Cue] | None:
    """The noun of saying whose phrase, genitives and names included, ends at the comma."""
    tokens = view.tokens
    stop = comma
    while stop - 1 > view.begin and tokens[stop - 1].tag in {"VV(PP)", "PTKVZ", "VV(INF)", "VA(PP)"}:
        # "wurde die Botschaft hinterlassen, ...": the verb's end stands between
        stop -= 1
    comma = stop
    for k in range(comma - 1, max(view.begin, comma - 14) - 1, -1):
        token = tokens[k]
        if token.tag.endswith("(FIN)") or token.text in {";", ":"} or token.tag in {"PTKVZ", "VV(PP)"}:
            return None
        if token.tag not in {"NN", "NNA", "NNI"}:
            continue
        cue = lexicon.noun(token.lemma) or lexicon.noun(token.text)
        if cue is None or cue.governs.isdisjoint({"dass", "zu-inf", "ob"}):
            continue
        if k == stop - 1 or _attributes_reach(tokens, k, stop):
            return k, cue
    return None


def _attributes_reach(tokens: list[Token], noun: int, stop: int) -> bool:
    following = tokens[noun + 1]
    if following.lower not in _GENITIVE | {"an", "gegen", "gegenüber", "aus"} and following.tag != "NE":
        return False
    begin = noun + 1 if following.lower not in {"von", "vom", "durch", "an", "gegen", "gegenüber", "aus"} else noun + 2
    return begin < stop and phrase_end(tokens, begin, stop) == stop


def _draft(view: View, clause: Clause, noun: int, comma: int, cue: Cue) -> Draft | None:
    tokens = view.tokens
    rule = "verb_second" if clause.kind is ClauseKind.MAIN else "dass_clause"
    content = view.trim(*reach(view, None, clause, rule))
    if content is None:
        return None
    start = noun
    while start > view.begin and (tokens[start - 1].tag == "ADJ(A)" or tokens[start - 1].tag in DETERMINER):
        start -= 1
        if tokens[start].tag in DETERMINER:
            break
    stop = view.main_end()
    frame: list[Range] = [(view.begin, content[0])]
    holder = view.own(noun)
    last = max((t.index for t in view.clauses[holder].tokens), default=0) + 1 if holder >= 0 else 0
    if last > content[1]:
        frame.append((content[1], min(last, stop)))
    return Draft(
        kind=Kind.INDIRECT,
        rule="noun_clause",
        content=[content],
        sentence=view.sentence.index,
        speaker=_owner(view, noun, comma, start),
        cue=[(start, noun + 1)],
        frame=frame,
        medium=cue.medium,
        act=cue.act,
    )


def _owner(view: View, noun: int, comma: int, start: int) -> list[Range]:
    """Whose saying it is: the genitive or "von" after the noun, else the subject of its clause."""
    tokens = view.tokens
    if noun + 1 < comma:
        begin = noun + 1
        if tokens[begin].lower in {"von", "vom", "durch", "aus"}:
            begin += 1
        if tokens[noun + 1].lower not in {"an", "gegen", "gegenüber"}:
            end = phrase_end(tokens, begin, comma)
            span = strip_range(tokens, begin, end)
            if span is not None:
                return [span]
    if tokens[noun].lemma in {"Frage", "Anfrage", "Nachfrage"} and start > view.begin and tokens[start - 1].lower == "auf":
        return []  # "auf die Frage, ob ...": who asked is not said, who answers did not ask
    holder = view.own(noun)
    if holder < 0:
        return []
    found = subject_of(view, view.clauses[holder])
    return [s for s in found if not s[0] <= noun < s[1]]


def taken_back_up(view: View, before: View | None, hits: list[CueHit]) -> Draft | None:
    """"Das sagte X": what is said is the sentence before."""
    if before is None or not hits:
        return None
    tokens = view.tokens
    first = view.begin
    hit = hits[0]
    clause = hit.clause
    if tokens[first].lower not in _BACK or clause.index or clause.finite is None:
        return None
    if clause.finite.index != first + 1 or not hit.governs("dass", "quote", "verb-second") or clause.passive and not subject_of(view, clause):
        return None
    if len(view.clauses) > 1 and view.clauses[1].kind in {ClauseKind.SUBORDINATE, ClauseKind.MAIN} and view.clauses[1].conjunction in {"dass", "", "ob"}:
        return None
    return Draft(
        kind=Kind.INDIRECT,
        rule="das_sagte",
        content=[(before.begin, before.end), (first, first + 1)],
        sentence=view.sentence.index,
        speaker=[s for s in subject_of(view, clause) if s[0] > first],
        cue=[w for w in hit.words if w[0] > first],
        frame=[(first + 1, view.main_end())],
        medium=hit.cue.medium,
        act=hit.cue.act,
    )


def taken_up_within(view: View, hits: list[CueHit]) -> Draft | None:
    """"..., das teilte X mit": the same within one sentence."""
    tokens = view.tokens
    for hit in hits:
        clause = hit.clause
        first = view.first(clause)
        if clause.finite is None or first <= view.begin + 2 or tokens[first].lower not in _BACK:
            continue
        gap = clause.finite.index - first
        if gap > 2 or gap < 1 or gap == 2 and tokens[first + 1].tag != "ADV" or hit.lemma == "heißen" or tokens[first - 1].text not in {",", "–", ";"} or not hit.governs("dass", "quote", "verb-second"):
            continue
        content = view.trim(view.begin, first - 1)
        speaker = [s for s in subject_of(view, clause) if s[0] > first]
        if not speaker and not clause.passive or content is None or any(view.is_quoted(k) for k in content):
            continue
        return Draft(
            kind=Kind.INDIRECT,
            rule="das_sagte",
            content=[content],
            sentence=view.sentence.index,
            speaker=speaker,
            cue=[w for w in hit.words if w[0] > first],
            frame=[(first - 1, view.main_end())],
            medium=hit.cue.medium,
            act=hit.cue.act,
        )
    return None


__all__ = ["announced_by_noun", "taken_back_up", "taken_up_within"]
