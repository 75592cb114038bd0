"""Who does it: the subject of a clause as the words that name a speaker, and to whom it is said.

German puts the subject before or after its verb; case endings, pronouns and number decide, in that order.
"""

from __future__ import annotations

from lagebild.language import Clause, ClauseKind, Token
from lagebild.language.clauses import FINITE, NOUN, QUOTE_MARKS
from lagebild.language.phrases import DETERMINER
from lagebild.statements.nominals import NEVER_NOMINATIVE, PRONOUNS, core_end, is_time, phrase_end, strip_range
from lagebild.statements.reading import Range, View

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
    if clause.passive:
        agent = _agent(view, clause)
        return [agent] if agent else []
    if clause.finite is None or not view.begin <= clause.finite.index < view.end:
        return []
    finite = clause.finite.index
    first = view.first(clause)
    if clause.kind in {ClauseKind.SUBORDINATE, ClauseKind.RELATIVE}:
        found = _search(view, clause, first + 1, view.last(clause))
        return [found] if found else []
    pronoun = _pronoun_after(view.tokens, finite)
    front = _front(view, clause, first, finite) if first < finite else None
    if front is not None and not (pronoun and _weak(view, clause, front)):
        return [front]
    if pronoun:
        return [pronoun]
    found = _search(view, clause, finite + 1, _clause_stop(view, clause, finite + 1))
    if found:
        return [found]
    return []


def _clause_stop(view: View, clause: Clause, begin: int) -> int:
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
    return pronoun is not None and (pronoun.lower in _NOMINATIVE_PRONOUN or pronoun.lower == "sie" and plural(clause.finite) != _plural_phrase(view.tokens, front))


def plural(finite: Token | None) -> bool:
    """Whether a finite verb's form is plural (third person)."""
    return finite is not None and (finite.lower.endswith("en") or finite.lower in {"sind", "seien"})


def _plural_phrase(tokens: list[Token], span: Range) -> bool:
    words = tokens[span[0] : span[1]]
    if any(t.lower in {"und", "sowie"} for t in words):
        return True
    noun = next((t for t in words if t.tag in NOUN), None)
    return noun is not None and noun.tag != "NE" and noun.lower != noun.lemma.lower()


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
    if clause.finite is not None and tokens[k].lower == "die" and not plural(clause.finite) and _plural_phrase(tokens, (k, end)):
        return None
    return strip_range(tokens, k, stop)


def _own_clause_follows(view: View, clause: Clause, position: int, finite: int) -> bool:
    """Whether a comma here opens a clause of its own: the name before it is complete."""
    if view.tokens[position].text not in {",", "(", "–"} or position + 1 >= finite:
        return False
    owner = view.own(position + 1)
    return owner not in {-1, clause.index}


def _may_name(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    if token.lower in NEVER_NOMINATIVE:
        return False
    if token.lower in PRONOUNS and token.tag in {"PPER", "PDS", "PIS"}:
        return token.lower != "es"
    return token.tag in NOUN or token.tag in DETERMINER or token.tag in {"ADJ(A)", "CARD"} or token.text in QUOTE_MARKS


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
            end = core_end(tokens, k + 1, stop)
            end = phrase_end(tokens, k + 1, stop) if end > k + 1 and token.lower in {"von", "vom"} else end
            k = max(end, k + 1)
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
            if plural(clause.finite) == _plural_phrase(tokens, (k, core)) or token.tag == "NE":
                return span
            weak = weak or span
        k = end
    return weak


def _agent(view: View, clause: Clause) -> Range | None:
    """The phrase after "von" or "durch" in a passive clause."""
    tokens = view.tokens
    for k in range(view.first(clause), view.last(clause)):
        if view.own(k) == clause.index and tokens[k].lower in {"von", "vom", "seitens"} and tokens[k].tag in {"APPR", "APPRART"}:
            end = phrase_end(tokens, k + 1, view.end)
            if end > k + 1 and not any(is_time(t) for t in tokens[k + 1 : end]):
                return strip_range(tokens, k + 1, end)
    return None


_ACCUSATIVE = frozenset(
    "auffordern aufrufen bitten beschuldigen bezichtigen verdächtigen ermahnen drängen anklagen beauftragen anweisen fragen ersuchen informieren warnen ermuntern".split()
)
_DATIVE = frozenset("vorwerfen empfehlen raten versprechen zusagen zusichern drohen anbieten vorhalten unterstellen befehlen mitteilen abraten verbieten erlauben versichern".split())


def addressee_of(view: View, clause: Clause, lemma: str, speaker: list[Range]) -> list[Range]:
    """Positions of the words that name to whom it is said: after "gegenüber", or the verb's own object."""
    tokens = view.tokens
    first, last = view.first(clause), view.last(clause)
    for k in range(first, last):
        if tokens[k].lower == "gegenüber" and view.own(k) == clause.index:
            end = phrase_end(tokens, k + 1, _clause_stop(view, clause, k + 1))
            span = strip_range(tokens, k + 1, end)
            if span:
                return [span]
    accusative = lemma in _ACCUSATIVE
    if not accusative and lemma not in _DATIVE:
        return []
    taken = {k for b, e in speaker for k in range(b, e)}
    k = first
    while k < last:
        token = tokens[k]
        if k in taken or view.own(k) != clause.index:
            k += 1
            continue
        if token.tag in {"APPR", "APPRART"}:
            k = max(core_end(tokens, k + 1, last), k + 1)
            continue
        if token.lower in _OBJECT_PRONOUNS and token.tag == "PPER" or (clause.passive and token.tag == "PPER" and token.lower != "es"):
            return [(k, k + 1)]
        core = core_end(tokens, k, last)
        if core > k and token.tag != "ADV":
            if not any(is_time(t) for t in tokens[k:core] if t.tag in NOUN) and (token.tag in DETERMINER or token.tag in NOUN | {"ADJ(A)", "CARD"}):
                span = strip_range(tokens, k, phrase_end(tokens, k, last))
                return [span] if span else []
            k = core
            continue
        k += 1
    return []


_OBJECT_PRONOUNS = frozenset("ihm ihn ihnen ihr uns mir mich".split())
