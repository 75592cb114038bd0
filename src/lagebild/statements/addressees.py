"""To whom something is said: after "gegenüber", or the object that the verb asks for.
"""

from __future__ import annotations

from lagebild.language import Clause
from lagebild.language.clauses import NOUN
from lagebild.language.phrases import DETERMINER
from lagebild.statements.nominals import core_end, is_time, phrase_end, strip_range
from lagebild.statements.reading import Range, View
from lagebild.statements.subjects import clause_stop

_ACCUSATIVE = frozenset(
    "auffordern aufrufen bitten beschuldigen bezichtigen verdächtigen ermahnen drängen anklagen beauftragen anweisen fragen ersuchen informieren warnen ermuntern".split()
)


_DATIVE = frozenset("vorwerfen empfehlen raten versprechen zusagen zusichern drohen anbieten vorhalten unterstellen befehlen mitteilen abraten verbieten erlauben versichern".split())


_OBJECT_PRONOUNS = frozenset("ihm ihn ihnen ihr uns mir mich".split())


def addressee_of(view: View, clause: Clause, lemma: str, speaker: list[Range]) -> list[Range]:
    """Positions of the words that name to whom it is said: after "gegenüber", or the verb's own object."""
    tokens = view.tokens
    first, last = view.first(clause), view.last(clause)
    for k in range(first, last):
        if tokens[k].lower == "gegenüber" and view.own(k) == clause.index:
            end = phrase_end(tokens, k + 1, clause_stop(view, clause, k + 1))
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
