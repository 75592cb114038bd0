"""Who does it: the subject of a clause as the words that name a speaker.

German puts the subject before or after its verb; case endings, pronouns and number decide, in that order.
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind, Token
from lagebild.language.clauses import FINITE, NOUN, QUOTE_MARKS
from lagebild.language.phrases import DETERMINER
from lagebild.statements.nominals import (
    ABSTRACT,
    NEVER_NOMINATIVE,
    PRONOUNS,
    behind_preposition,
    core_end,
    is_time,
    nominative_after_der,
    phrase_end,
    strip_range,
)
from lagebild.statements.reading import Range, View
from lagebild.statements.written import IMPERSONAL, source_in

_SKIP = frozenset(
    """auch selbst und aber doch denn nur sogar so sowohl ebenfalls ebenso zudem außerdem jedoch hingegen dagegen
    indes allerdings bereits schon erst noch weiter ferner oder sondern daher deshalb""".split()
)
_AFTER_SUBJECT = frozenset(
    """jedoch hingegen dagegen aber indes zudem außerdem allerdings nun auch ebenfalls selbst wiederum inzwischen
    daraufhin später bereits heute gestern schließlich indessen dazu derweil unterdessen""".split()
)
_NOMINATIVE_PRONOUN = frozenset({"er", "man", "ich", "wir"})


def subject_of(view: View, clause: Clause) -> list[Range]:
    """Positions of the words that name the clause's subject; empty where none is found.

    Who acts in a passive clause stands after "von"; without it a passive has no speaker.
    """
    if clause.passive and clause.lemma != "zitieren":
        found = _agent(view, clause) or source_in(view, clause)
        return [found] if found else []
    talk = clause.lemma == "sein" and any(t.text == "Rede" for t in clause.tokens)
    if clause.lemma in IMPERSONAL or clause.lemma == "stehen" or talk or clause.lemma.endswith("hervorgehen"):
        found = source_in(view, clause)
        if found or talk or clause.lemma in IMPERSONAL:
            return [found] if found else []
    if clause.finite is None:
        return _before_participle(view, clause)
    if clause.lemma == "zitieren" and not clause.passive:
        quoted = _quoted_person(view, clause)
        if quoted is not None:
            return [quoted]
    if clause.shared is not None or joined_without_subject(view, clause):
        earlier = view.clauses[clause.index - 1] if clause.shared is None else view.clauses[clause.shared]
        while earlier.index and earlier.kind not in {ClauseKind.MAIN, ClauseKind.VERB_FIRST, clause.kind}:
            earlier = view.clauses[earlier.index - 1]
        return subject_of(view, earlier) if earlier.index < clause.index else []
    finite = clause.finite.index
    first = view.first(clause)
    if clause.kind is ClauseKind.RELATIVE:
        head = view.tokens[first]
        if head.lower in {"der", "die", "das", "welcher", "welche", "welches"}:
            found = _search(view, clause, first + 1, finite)
            return [found] if found and head.lower in {"die", "das"} and not _object_follows(view, found) else [(first, first + 1)]
    if clause.kind in {ClauseKind.SUBORDINATE, ClauseKind.RELATIVE}:
        found = _search(view, clause, first + 1, view.last(clause))
        return _named([found] if found else [], view)
    pronoun = _pronoun_after(view.tokens, finite)
    front = _front(view, clause, first, finite) if first < finite else None
    if front is not None and not (pronoun and _weak(view, clause, front)) and not _outranked(view, front, finite):
        return _named([front], view)
    if pronoun:
        return _named([pronoun], view)
    found = _search(view, clause, finite + 1, clause_stop(view, clause, finite + 1))
    if found is None and first == finite and clause.index:
        # "lehnte es ab, ..., wies aber darauf hin": the clause goes on with the subject of the one before
        before = next((c for c in reversed(view.clauses[: clause.index]) if c.kind is ClauseKind.MAIN), None)
        if before is not None and before.subjunctive == clause.subjunctive:
            return subject_of(view, before)
    return _named([found] if found else [], view)


def _before_participle(view: View, clause: Clause) -> list[Range]:
    """"Die Klägerin behauptet, ...": present tense and participle are one form, and the tagger took the latter."""
    last = clause.tokens[-1]
    if clause.kind is not ClauseKind.FRAGMENT or last.tag != "VV(PP)" or not last.lower.endswith("t") or len(clause.tokens) < 2:
        return []
    front = _front(view, clause, view.first(clause), last.index)
    return _named([front], view) if front is not None else []


def _quoted_person(view: View, clause: Clause) -> Range | None:
    """Whom an outlet quotes: "zitierte den Minister mit den Worten"."""
    tokens = view.tokens
    last: Range | None = None
    k = clause.finite.index + 1 if clause.finite is not None else view.end
    stop = clause_stop(view, clause, k) if k < view.end else k
    while k < stop:
        if tokens[k].tag in {"APPR", "APPRART"}:
            break
        end = core_end(tokens, k, stop)
        if end > k and not any(is_time(t) for t in tokens[k:end]):
            last = (k, phrase_end(tokens, k, stop))
            k = last[1]
        else:
            k += 1
    return last


def joined_without_subject(view: View, clause: Clause) -> bool:
    """Whether the clause is "und sagte, ..." whose subject stands in the clause before."""
    if not clause.index or clause.finite is None or clause.kind not in {ClauseKind.MAIN, ClauseKind.VERB_FIRST}:
        return False
    head = clause.tokens[0].lower in {"und", "oder", "aber", "sondern"}
    return head and len(clause.tokens) > 1 and clause.tokens[1] is clause.finite and _pronoun_after(view.tokens, clause.finite.index) is None


def _named(spans: list[Range], view: View) -> list[Range]:
    """Nobody is named by "man"."""
    return [s for s in spans if view.tokens[s[0]].lower != "man"]


def _object_follows(view: View, span: Range) -> bool:
    """Whether the phrase is in the accusative: "das den Piloten bewogen hätte"."""
    return view.tokens[span[0]].lower in NEVER_NOMINATIVE


_MALE_ENDS = ("er", "or", "ent", "ist", "ant", "eur", "chef", "mann", "rat", "ende", "ete", "ige", "könig", "präsident", "sprecher", "papst")


def _outranked(view: View, front: Range, finite: int) -> bool:
    """Whether "der X" right after the verb is the subject: "Die Frage stellte der Vorsitzende"."""
    tokens = view.tokens
    if tokens[front[0]].lower not in {"die", "das", "diese", "dieses", "dies", "eine", "als"} or finite + 2 >= view.end:
        return False
    if tokens[finite + 1].tag == "NE":
        # "Eine Verschiebung bezeichnete Conze als fatal": a deed does not speak
        head = next((t for t in tokens[front[0] : front[1]] if t.tag in NOUN), None)
        return head is not None and head.lower.endswith(ABSTRACT)
    if tokens[finite + 1].lower != "der":
        return False
    end = core_end(tokens, finite + 1, view.end)
    noun = next((t for t in tokens[finite + 1 : end] if t.tag in NOUN), None)
    return noun is not None and noun.tag != "NE" and noun.lower.endswith(_MALE_ENDS)


def clause_stop(view: View, clause: Clause, begin: int) -> int:
    """Position of the first later word that belongs to another clause."""
    for k in range(begin, view.end):
        owner = view.own(k)
        if owner not in {-1, clause.index}:
            return k
        if view.tokens[k].text in {":", ";"}:
            return k
    return view.end


def _pronoun_after(tokens: list[Token], finite: int) -> Range | None:
    k = finite + 1
    if k < len(tokens) and tokens[k].tag == "PRF":
        k += 1
    if k < len(tokens) and tokens[k].lower in _NOMINATIVE_PRONOUN | {"sie"} and tokens[k].tag in {"PPER", "PIS"}:
        return (k, k + 1)
    return None


def _weak(view: View, clause: Clause, front: Range) -> bool:
    """Whether a pronoun after the verb beats the phrase before it: "Die Lage nannte er ernst"."""
    pronoun = view.tokens[clause.finite.index + 1] if clause.finite else None
    return pronoun is not None and (pronoun.lower in _NOMINATIVE_PRONOUN or pronoun.lower == "sie" and not _agrees(view, front, clause.finite))


def plural(finite: Token | None) -> bool:
    """Whether a finite verb's form is plural (third person)."""
    return finite is not None and (finite.lower.endswith("en") or finite.lower in {"sind", "seien"})


def _agrees(view: View, span: Range, finite: Token | None) -> bool:
    """Whether verb and phrase can agree in number; a form that serves both ("die Richter") agrees with either."""
    words = view.tokens[span[0] : span[1]]
    if any(t.lower in {"und", "sowie"} for t in words):
        return plural(finite)
    noun = next((t for t in words if t.tag in NOUN), None)
    if noun is None or noun.tag == "NE":
        return not plural(finite)
    if noun.lower == noun.lemma.lower() and noun.lower.endswith(("er", "el", "en")) and words[0].lower not in {"der", "das", "ein", "dieser"}:
        return True
    return plural(finite) == (noun.lower != noun.lemma.lower())


def _front(view: View, clause: Clause, first: int, finite: int) -> Range | None:
    """The subject before the verb: what stands there is one constituent."""
    tokens = view.tokens
    k = first
    while k < finite and (tokens[k].lower in _SKIP and tokens[k].tag not in DETERMINER or tokens[k].text in {",", "–"}):
        k += 1
    if k >= finite:
        return None
    if tokens[k - 1].text in QUOTE_MARKS and k - 1 >= view.begin and tokens[k].tag in NOUN:
        k -= 1
    if not _may_name(tokens, k):
        return None
    end = core_end(tokens, k, finite)
    if end == k or any(is_time(t) for t in tokens[k:end] if t.tag in NOUN):
        return None
    stop = end
    while stop < finite and view.own(stop) in {-1, clause.index} and not _own_clause_follows(view, clause, stop, finite):
        stop += 1
    while stop > end and (tokens[stop - 1].lower in _AFTER_SUBJECT or tokens[stop - 1].text in {",", "–"}):
        stop -= 1
    if clause.finite is not None and (tokens[k].lower in {"die", "diese", "alle"} or tokens[k].tag == "NN") and not plural(clause.finite) and not _agrees(view, (k, end), clause.finite):
        return None
    return strip_range(tokens, _coordinate_front(view, clause, k), stop)


def _own_clause_follows(view: View, clause: Clause, position: int, finite: int) -> bool:
    """Whether a comma here opens a clause of its own: the name before it is complete."""
    if view.tokens[position].text not in {",", "(", "–"} or position + 1 >= finite:
        return False
    owner = view.own(position + 1)
    return owner not in {-1, clause.index}


def _coordinate_front(view: View, clause: Clause, k: int) -> int:
    """"Die NATO, aber auch die EU lehnen ab": the position of the first of the two, where the verb is plural."""
    if not clause.index or not plural(clause.finite) or view.tokens[view.first(clause)].lower not in {"aber", "sowie", "und"}:
        return k
    before = view.clauses[clause.index - 1]
    return view.first(before) if before.kind is ClauseKind.FRAGMENT and view.last(before) >= view.first(clause) - 1 else k


def _may_name(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    if token.lower in NEVER_NOMINATIVE or nominative_after_der(tokens, k) is False:
        return False
    if token.lower in PRONOUNS and token.tag in {"PPER", "PDS", "PIS"}:
        return token.lower != "es"
    return token.tag in NOUN or token.tag in DETERMINER or token.tag in {"ADJ(A)", "CARD", "PIS"} or token.text in QUOTE_MARKS


def _search(view: View, clause: Clause, begin: int, stop: int) -> Range | None:
    """The first phrase in the range that can be a subject: no preposition before it, no dative or accusative form."""
    tokens = view.tokens
    k = begin
    weak: Range | None = None
    while k < stop:
        token = tokens[k]
        if view.own(k) not in {-1, clause.index}:
            k += 1
            continue
        if token.tag in {"APPR", "APPRART"}:
            end = behind_preposition(tokens, k, stop)
            k = max(end, phrase_end(tokens, k + 1, stop)) if token.lower in {"von", "vom"} else end
            continue
        if token.tag in FINITE or not _may_name(tokens, k) or token.text in QUOTE_MARKS and tokens[k - 1].end == token.begin:
            if token.lower in NEVER_NOMINATIVE:
                k = max(core_end(tokens, k, stop), k + 1)
            else:
                k += 1
            continue
        if token.lower in {"er", "man", "ich", "wir", "sie", "dieser", "diese"} and token.tag in {"PPER", "PIS", "PDS"}:
            return (k, k + 1)
        core = core_end(tokens, k, stop)
        if core == k:
            k += 1
            continue
        if any(is_time(t) for t in tokens[k:core] if t.tag in NOUN):
            k = core
            continue
        end = phrase_end(tokens, k, stop)
        span = strip_range(tokens, k, end)
        if span is not None:
            if _agrees(view, (k, core), clause.finite) or token.tag == "NE":
                return span
            weak = weak or span
        k = end
    return weak


_WITH_VON = frozenset({"abraten", "sprechen", "ausgehen", "berichten", "distanzieren", "reden", "erzählen"})


def _agent(view: View, clause: Clause) -> Range | None:
    """The phrase after "von" in a passive clause, unless the verb itself asks for "von"."""
    if clause.lemma in _WITH_VON:
        return None
    tokens = view.tokens
    first, finite = view.first(clause), clause.finite.index if clause.finite is not None else view.begin
    # "Angehörige von Diplomaten wurden von den Behörden angewiesen": the one behind the verb acts
    for k in [*range(max(finite, first), view.last(clause)), *range(first, min(finite, first + 2)), *(range(first + 2, finite) if clause.kind in {ClauseKind.SUBORDINATE, ClauseKind.RELATIVE} else ())]:
        if view.own(k) == clause.index and tokens[k].lower in {"von", "vom", "seitens"} and tokens[k].tag in {"APPR", "APPRART"}:
            end = phrase_end(tokens, k + 1, view.end)
            if end > k + 1 and not any(is_time(t) for t in tokens[k + 1 : end]):
                return strip_range(tokens, k + 1, end)
    return None
