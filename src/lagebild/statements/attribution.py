"""Sources named by a preposition or "so": laut X, nach Angaben von X, X zufolge, ..., so X, demnach, wonach.

The clause around the phrase is what is said; the phrase is frame, its noun phrase the speaker.
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind, Token
from lagebild.language.clauses import FINITE, NOUN, PRONOUNS_OF_REPORT, QUOTE_MARKS, tells
from lagebild.model.statement import Act, Kind
from lagebild.statements.backward import limit, noun_before, phrase_begin
from lagebild.statements.chain import outlet_name
from lagebild.statements.cues import CueLexicon
from lagebild.statements.nominals import PRONOUNS, core_end, phrase_end, strip_range
from lagebild.statements.reading import DEPENDENT, Draft, Range, View

_DEMNACH = frozenset({"demnach", "danach", "demzufolge"})
_STARTERS = frozenset({"laut", "gemäß", "lt", "nach", "zufolge", "zu", "so", "aus", "wonach", *_DEMNACH})
_JOINTS = frozenset("und oder sondern aber sowie doch".split())


def attributed_clauses(view: View, lexicon: CueLexicon) -> list[Draft]:
    """Drafts for every source that a preposition or "so" names in the sentence."""
    drafts: list[Draft] = []
    if _STARTERS.isdisjoint([t.lower for t in view.tokens[view.begin : view.end]]):
        return drafts
    k = view.begin
    while k < view.end:
        if view.tokens[k].lower not in _STARTERS or view.is_quoted(k):
            k += 1
            continue
        found = _at(view, k, lexicon)
        if found is None:
            k += 1
            continue
        rule, cue, speaker, frame = found
        draft = _build(view, rule, cue, speaker, frame)
        if draft is not None:
            noun = next((t for t in view.tokens[speaker[0] : speaker[1]] if t.tag in NOUN), None) if speaker else None
            entry = lexicon.noun(noun.lemma) if noun is not None else None
            draft.medium = entry.medium if entry is not None else None
            drafts.append(draft)
        k = max(frame[1], k + 1)
    return drafts


Found = tuple[str, list[Range], Range | None, Range]


def _at(view: View, k: int, lexicon: CueLexicon) -> Found | None:
    """(rule, cue, speaker, frame) of a source phrase whose cue stands at ``k``, or None."""
    token = view.tokens[k]
    word = token.lower
    if word in {"laut", "gemäß", "lt"}:
        return _before(view, k, "laut", k + 1)
    if word == "nach":
        if k + 1 < view.end and view.tokens[k + 1].lower in PRONOUNS_OF_REPORT and tells(view.tokens, k):
            return ("wonach", [(k, k + 2)], noun_before(view, k, lexicon), (k, k + 2))
        return _nach(view, k, lexicon)
    if word == "zufolge":
        if k > view.begin and view.tokens[k - 1].lower in PRONOUNS_OF_REPORT and tells(view.tokens, k - 1):
            return ("wonach", [(k - 1, k + 1)], noun_before(view, k - 1, lexicon), (k - 1, k + 1))
        return _behind(view, k, k + 1, "zufolge")
    if word == "zu" and k + 1 < view.end and view.tokens[k + 1].lower == "folge":
        return _behind(view, k, k + 2, "zufolge")
    if word == "so":
        return _so(view, k)
    if word == "aus" and k + 1 < view.end and view.tokens[k + 1].lower in {"sicht", "sichtweise"}:
        return _before(view, k, "sicht", k + 1)
    if word in _DEMNACH and k == view.begin:
        return ("demnach", [(k, k + 1)], (k, k + 1), (k, k + 1))
    if word == "wonach":
        return ("wonach", [(k, k + 1)], noun_before(view, k, lexicon), (k, k + 1))
    return None


def _before(view: View, k: int, rule: str, begin: int) -> Found | None:
    tokens = view.tokens
    if tokens[k].tag in FINITE or begin >= view.end:
        return None
    end = phrase_end(tokens, begin, limit(view, begin))
    if end == begin and tokens[begin].tag in {"ADJ(A)", "ADJ(D)", "ADV", "FM", "CARD"} or end == begin:
        return None
    return (rule, [(k, k + 1)], (begin, end), (k, end))


def _nach(view: View, k: int, lexicon: CueLexicon) -> Found | None:
    tokens = view.tokens
    begin = k + 1
    if begin < view.end:
        core = core_end(tokens, begin, limit(view, begin))
        head = next((t for t in tokens[begin:core] if t.tag in NOUN), None)
        entry = lexicon.noun(head.lemma) or lexicon.noun(head.text) if head is not None else None
        if entry is None and head is not None and head.tag == "NE" and outlet_name(tokens, (begin, core)) is not None:
            return ("nach_angaben", [(k, k + 1)], (begin, core), (k, core))
        if entry is not None and "nach" in entry.governs and not _event(tokens[begin:core], head):
            end = phrase_end(tokens, begin, limit(view, begin))
            return ("nach_angaben", [(k, k + 1)], (begin, end), (k, end))
    if k > view.begin:
        # "seiner Meinung nach", "dem Vernehmen nach"
        head = tokens[k - 1]
        entry = lexicon.noun(head.lemma) if head.tag in NOUN else None
        if entry is not None and ("nach" in entry.governs):
            start = phrase_begin(view, k)
            if start is not None and (start == view.begin or tokens[start - 1].tag not in {"APPR", "APPRART"}):
                determiner = tokens[start]
                if determiner.lower in {"meiner", "seiner", "ihrer", "unserer", "dem", "allen", "deren", "dessen"} or "meinung" in head.lower or "ansicht" in head.lower:
                    return ("nach_angaben", [(k, k + 1)], (start, k), (start, k + 1))
    return None


_EVENTS = frozenset("bericht untersuchung umfrage rede meldung veröffentlichung interview beratung ermittlung nachricht analyse prüfung studie erklärung zeitung quelle wille plan verständnis beobachtung glaube zweifel sorge hoffnung verdacht urteil".split())


def _event(phrase: list[Token], head: Token | None) -> bool:
    """Whether "nach" is of time or place: "nach dem Urteil", "nach der Rede", "nach einem Bericht" is not."""
    if head is None:
        return True
    last = head.lemma.lower()
    if last in {"urteil", "rede", "interview", "beratung", "verdacht", "zweifel", "sorge", "glaube"}:
        return True
    if last in _EVENTS and phrase[0].lower in {"der", "dem", "den", "dieser", "diesem", "seiner", "ihrer"}:
        return last not in {"bericht", "studie", "meldung", "wille", "plan", "verständnis", "analyse", "umfrage"}
    return False


def _behind(view: View, k: int, after: int, rule: str) -> Found | None:
    pronoun = k > view.begin and view.tokens[k - 1].lower in {"ihm", "ihr", "ihnen"}
    start = k - 1 if pronoun else phrase_begin(view, k)
    if start is None or start == k:
        return None
    return (rule, [(k, after)], (start, k), (start, after))


def _so(view: View, k: int) -> Found | None:
    """", so X", ", so X weiter": a noun phrase alone between "so" and the next mark."""
    tokens = view.tokens
    mark = k - 1
    while mark >= view.begin and tokens[mark].text in QUOTE_MARKS:
        mark -= 1
    if mark < view.begin or tokens[mark].text not in {",", "–", "-", "?", "!", "."}:
        return None
    begin = k + 1
    if begin >= view.end or tokens[begin].lower in {"dass", "daß"}:
        return None
    if tokens[begin].lower in {"auch", "zumindest", "jedenfalls", "später", "wörtlich"}:
        begin += 1
    end = _span_to_mark(view, begin)
    words = tokens[begin:end]
    if not words or any(t.tag in FINITE for t in words) or words[0].tag in {"ADJ(D)", "APPR", "KOUS", "KOKOM"}:
        return None
    core = core_end(tokens, begin, end)
    if core == begin:
        if words[0].lower in {"weiter"} or not words[0].text[0].isupper():
            return None
        core = begin + 1
    stop = phrase_end(tokens, begin, end)
    stop = max(stop, core)
    frame_end = end
    if end < view.main_end() and tokens[end].text in {",", "–"}:
        frame_end = end + 1
    return ("so", [(k, k + 1)], strip_range(tokens, begin, stop), (mark if tokens[mark].text not in "?!." else k, frame_end))


def _span_to_mark(view: View, begin: int) -> int:
    """Position of the mark that ends the words after "so": a comma counts unless an apposition closes behind it."""
    tokens = view.tokens
    end = begin
    stop = view.main_end()
    while end < stop:
        text = tokens[end].text
        if text in {":", ";"}:
            break
        if text in {",", "–"}:
            after = phrase_end(tokens, begin, stop)
            if after > end:
                end = after
                continue
            break
        end += 1
    return end


def _build(view: View, rule: str, cue: list[Range], speaker: Range | None, frame: Range) -> Draft | None:
    clause = _clause_of(view, frame, cue)
    if clause is None or rule == "nach_angaben" and clause.index in view.frames:
        # "..., hielt das EDA nach einem Bericht fest": the frame's own circumstances
        return None
    if rule == "so":
        region = (view.begin, view.main_end())
        if not _says_something(view, view.begin, frame[0]) and not _says_something(view, frame[1], view.end):
            return None
    else:
        region = _region(view, clause)
    left = view.trim(region[0], frame[0]) if rule != "wonach" else None
    frame = _whole_frame(view, rule, frame, clause)
    ranges = [r for r in (left, view.trim(frame[1], region[1])) if r is not None]
    ranges = [r for r in ranges if not all(view.is_quoted(k) for k in range(*r)) and r not in view.fragments]
    if not ranges:
        return None
    if rule == "wonach":
        frame = (view.begin, frame[1])
    return Draft(
        kind=Kind.INDIRECT,
        rule=rule,
        content=ranges,
        sentence=view.sentence.index,
        speaker=[speaker] if speaker else [],
        cue=cue,
        frame=[frame],
        act=Act.SAYS,
    )


def _whole_frame(view: View, rule: str, frame: Range, clause: Clause) -> Range:
    """The frame with a relative clause on the source, and up to the verb where it stands in front.

    "Nach Angaben der Forscher im Magazin „Nature“ haben ..." is one constituent before the finite verb.
    """
    begin, end = frame
    tokens = view.tokens
    if end < view.end and (tokens[end].text == "," or tokens[end - 1].text == ","):
        k = end + 1 if tokens[end].text == "," else end
        owner = view.own(k) if k < view.end else -1
        if owner >= 0 and view.clauses[owner].kind is ClauseKind.RELATIVE and view.first(view.clauses[owner]) == k:
            end = view.last(view.clauses[owner])
            if rule == "so" and end < view.end and tokens[end].text == ",":
                end += 1
    finite = clause.finite
    if rule in {"laut", "nach_angaben", "zufolge"} and finite is not None and begin == view.first(clause) and clause.kind is ClauseKind.MAIN:
        between = tokens[end : finite.index]
        if end < finite.index <= end + 8 and all(t.text != "," or t is between[-1] for t in between):
            end = finite.index
    return begin, end


def _says_something(view: View, begin: int, end: int) -> bool:
    return any(t.tag in NOUN | FINITE or t.lower in PRONOUNS for t in view.tokens[begin:end])


def _clause_of(view: View, frame: Range, cue: list[Range]) -> Clause | None:
    for k in [cue[0][0], *range(*frame)]:
        owner = view.own(k)
        if owner >= 0:
            return view.clauses[owner]
    return None


def _region(view: View, clause: Clause) -> Range:
    """What a source phrase in the clause covers: the clause, what hangs on it, and what shares its subject."""
    if clause.kind is ClauseKind.INFINITIVE and clause.parent is not None:
        clause = view.clauses[clause.parent]
    members = view.descendants(clause)
    begin = min(view.first(view.clauses[m]) for m in members)
    if clause.kind in DEPENDENT:
        begin = view.first(clause)
    end = max(view.last(view.clauses[m]) for m in members)
    for other in view.clauses[clause.index + 1 :]:
        if other.index in members or view.first(other) < begin:
            continue
        first = view.first(other)
        if first < end:
            continue
        if other.kind in DEPENDENT and other.parent in members:
            members.add(other.index)
        elif other.tokens[0].lower in _JOINTS and (len(other.tokens) > 1 and (other.tokens[1].tag in FINITE or other.subjunctive or other.shared is not None)):
            members.add(other.index)
        elif other.subjunctive and clause.kind not in DEPENDENT:
            members.add(other.index)
        else:
            break
        end = max(end, view.last(other))
    while end < view.end and view.tokens[end].text in QUOTE_MARKS | {")"} and view.tokens[end].begin == view.tokens[end - 1].end:
        end += 1
    while begin > view.begin and view.tokens[begin - 1].text in QUOTE_MARKS:
        begin -= 1
    return begin, end
