"""To whom something is said: after "gegenüber", or the object that the verb asks for.
"""

from __future__ import annotations

from lagebild.language import Clause
from lagebild.language.clauses import NOUN
from lagebild.language.phrases import DETERMINER
from lagebild.statements.nominals import behind_preposition, core_end, is_time, phrase_end, strip_range
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
    heard = _hearers(view, clause, speaker)
    if heard:
        return heard
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
            k = behind_preposition(tokens, k, last)
            continue
        if token.lower in _OBJECT_PRONOUNS and token.tag == "PPER" or (clause.passive and token.tag == "PPER" and token.lower != "es"):
            return [(k, k + 1)]
        core = core_end(tokens, k, last)
        if core > k and token.tag != "ADV":
            if not any(is_time(t) for t in tokens[k:core] if t.tag in NOUN) and (token.tag in DETERMINER or token.tag in NOUN | {"ADJ(A)", "CARD"}):
                if token.lower in {"des", "eines", "seines", "ihres", "dieses"}:
                    k = core  # a genitive hangs on something else
                    continue
                span = strip_range(tokens, k, phrase_end(tokens, k, last, links=False))
                return [span] if span else []
            k = core
            continue
        k += 1
    return []


_TALKS = frozenset("interview gespräch telefonat telefoninterview".split())
_STANCES = frozenset("meinung ansicht auffassung überzeugung hoffnung".split())
_PUBLIC = frozenset("journalist reporter presse medienvertreter pressevertreter abgeordnete parlament bundestag delegierte anhänger".split())


def _hearers(view: View, clause: Clause, speaker: list[Range]) -> list[Range]:
    """Who hears it: "in einem Interview mit der Zeitung", "vor Journalisten", "sagte der Zeitung"."""
    tokens = view.tokens
    for k in range(view.first(clause), view.last(clause)):
        token = tokens[k]
        if view.own(k) != clause.index or k + 1 >= view.end:
            continue
        after_talk = token.lower == "mit" and tokens[k - 1].lemma.lower() in _TALKS and k > view.begin
        in_public = token.lower == "vor" and token.tag == "APPR"
        if not after_talk and not in_public:
            continue
        end = phrase_end(tokens, k + 1, clause_stop(view, clause, k + 1))
        if end == k + 1 or in_public and not any(t.lemma.lower() in _PUBLIC for t in tokens[k + 1 : end]):
            continue
        return [(k + 1, end)]
    if clause.finite is None or not speaker or clause.passive:
        return []
    begin = clause.finite.index + 1 if speaker[0][1] <= clause.finite.index else speaker[-1][1]
    if begin >= view.end or tokens[begin].lower not in {"der", "dem", "ihm", "ihr", "ihnen"} or view.own(begin) != clause.index:
        return []
    end = phrase_end(tokens, begin, clause_stop(view, clause, begin))
    if any(t.lemma.lower() in _STANCES for t in tokens[begin:end]):
        return []  # "ist der Meinung, dass"
    dative = any(t.tag in NOUN for t in tokens[begin:end]) or tokens[begin].tag == "PPER"
    return [(begin, end)] if end > begin and dative and not any(is_time(t) for t in tokens[begin:end]) else []
