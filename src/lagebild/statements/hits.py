"""Clauses meet the lexicon: which clause holds a cue, and which of its words are the cue."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.language import Clause, Token
from lagebild.model.statement import Act
from lagebild.statements.cues import Cue, CueLexicon
from lagebild.statements.reading import Range, View

_CORRELATES = frozenset("davon darauf dafür daran davor dagegen".split())
_NO_ANSWER = frozenset("kommentieren sagen äußern beantworten bestätigen nennen mitteilen kommentar stellungnahme auskunft angabe angaben einzelheit einzelheiten stellung".split())
_TURNED_DOWN = ("forderung", "forderungen", "vorschlag", "vorschläge", "antrag", "anträge", "plan", "pläne", "angebot", "ansinnen", "bitte", "ultimatum", "klage", "kritik")
_ANSWERS = frozenset("sagen verraten mitteilen beantworten angeben preisgeben nennen".split())
_JUDGED_FALSE = re.compile(r"(?:falsch|unwahr|haltlos|erfunden|unzutreffend|unsinn|lüge|unbegründet|absurd|fake)(?:e[nmrs]?|n|s)?$")


@dataclass(slots=True)
class CueHit:
    """A cue in a clause, with the positions of its words."""

    clause: Clause
    cue: Cue
    lemma: str
    words: list[Range]

    @property
    def first(self) -> int:
        return self.words[0][0]

    def governs(self, *kinds: str) -> bool:
        return not self.cue.governs.isdisjoint(kinds)


def cue_hits(view: View, lexicon: CueLexicon) -> list[CueHit]:
    """One hit at most for each clause of the sentence, in order; direct quotations are left out."""
    hits: list[CueHit] = []
    quoted = any(view.quoted)
    for clause in view.clauses:
        if not clause.verbs or quoted and all(view.is_quoted(t.index) for t in clause.tokens):
            continue
        hit = _hit(view, clause, lexicon)
        if hit is not None:
            hits.append(hit)
    return hits


def _hit(view: View, clause: Clause, lexicon: CueLexicon) -> CueHit | None:
    verbs = [t for t in clause.verbs if t.tag != "PTKVZ" and not view.is_quoted(t.index)]
    if not verbs or _modal_passive(clause):
        return None
    if clause.shared is not None and clause.finite is not None and clause.finite not in verbs:
        verbs.insert(0, clause.finite)
    lemmas = [clause.lemma.lower()]
    if clause.lemma == "geraten" and clause.passive:
        lemmas.append("raten")  # the participles are one form, and "geraten" has no passive
    particle = _loose_particle(clause)
    if particle is not None:
        lemmas.insert(0, particle.lower + clause.lemma.lower())
    if clause.finite is not None and clause.finite.tag == "VV(FIN)":
        # "zeigte sich besorgt": the tagger reads the adjective as a participle
        lemmas.append(clause.finite.lemma.lower())
    if any(t.lower == "geworden" for t in verbs):
        lemmas.append("werden")
    # The words around matter to verbs of several words and of several senses; most clauses have none.
    words = _forms(clause.tokens) if any(map(lexicon.asks_around, lemmas)) or not _SEVERAL.isdisjoint(lemmas) else set()
    for lemma in lemmas:
        cue = lexicon.verb(lemma, words)
        if cue is not None and _other_sense(clause, cue, words):
            continue
        if cue is not None:
            used = particle if particle is not None and cue.lemma.startswith(particle.lower) else None
            return CueHit(clause, cue, cue.lemma, cue_words(clause, cue, verbs, used))
    return None


_SENTENCES = frozenset("jahr monat haft haftstrafe gefängnis freiheitsstrafe geldstrafe bewährungsstrafe strafe tod gericht landgericht richter urteil".split())
_NEEDS = {"bestehen": {"darauf", "auf"}, "stehen": {"in", "im", "auf"}, "beruhen": {"auf"}}
_NOT_REFLEXIVE = frozenset({"ankündigen", "bestätigen", "anbieten", "empfehlen", "beschreiben"})


_SEVERAL = frozenset({"verurteilen", *_NEEDS})


def _forms(tokens: Iterable[Token]) -> set[str]:
    """Words as they stand and their base forms, in small letters."""
    return {form for t in tokens for form in (t.lower, t.lemma.lower())}


def _other_sense(clause: Clause, cue: Cue, words: set[str]) -> bool:
    """"besteht darin, dass", "die Befürchtung bestätigt sich": the verb says something else there."""
    if cue.words:
        return False
    if cue.lemma == "verurteilen" and (clause.passive or not words.isdisjoint(_SENTENCES)):
        return True  # a court's deed
    needs = _NEEDS.get(cue.lemma)
    if needs is not None and words.isdisjoint(needs):
        return True
    return cue.lemma in _NOT_REFLEXIVE and any(t.tag == "PRF" and t.lower == "sich" for t in clause.tokens)


def _modal_passive(clause: Clause) -> bool:
    """Whether it only says what is to be done: "ist davon auszugehen", "bleibt abzuwarten"."""
    helper = clause.finite is not None and clause.finite.lemma in {"sein", "bleiben"}
    return helper and any(t.tag == "VV(IZU)" or t.tag == "PTKZU" for t in clause.tokens)


_SPLIT_OFF = frozenset("bekannt fest klar deutlich kund offen stark verantwortlich sicher nahe hervor an aus mit zu auf ein vor hin heraus voraus nieder ab zurück dar bei dazu nach".split())


def _loose_particle(clause: Clause) -> Token | None:
    """A prefix that stands apart and that the tagger took for another word: the clause's last word."""
    if clause.finite is None or clause.finite.tag != "VV(FIN)" or len(clause.tokens) < 2:
        return None
    last = clause.tokens[-1]
    # "geht von einem Unfall aus": the clause stage reads "von ... aus" as one preposition
    if last.lower in _SPLIT_OFF and last not in clause.verbs and last is not clause.finite:
        return last
    return None


def cue_words(clause: Clause, cue: Cue, verbs: list[Token], particle: Token | None) -> list[Range]:
    """Ranges of the words of a clause that are the cue: its verb, a prefix that stands apart, what a phrase asks for; never none."""
    chosen = {t.index for t in verbs if t.tag not in {"VM(FIN)", "VM(INF)"}}
    head = clause.finite
    if head is not None and head.tag == "VV(FIN)" and clause.lemma.endswith(head.lemma):
        # "forderte, den Mann freizulassen" without a comma: the infinitive is what is said
        chosen = {head.index} | {t.index for t in verbs if t.tag == "VA(FIN)"}
    for t in clause.tokens:
        if t.tag == "PTKVZ" and (t.lower != "weiter" or cue.lemma.startswith("weiter")) or t is particle or t.lower in _CORRELATES and "object" not in cue.governs:
            chosen.add(t.index)
        elif t.lower == "es" and cue.lemma == "heißen":
            chosen.add(t.index)
        elif cue.words and (t.lower in cue.words or t.lemma.lower() in cue.words):
            chosen.add(t.index)
            chosen.update(_fixed_before(clause, t))
        elif t.tag == "PRF" and t.lower == "sich" and (cue.words or cue.lemma in _REFLEXIVE):
            chosen.add(t.index)
    # A modal alone ("das will der Minister so") is what is left of a cue whose verb was read as something else.
    return merge(sorted(chosen or {t.index for t in verbs}))


_REFLEXIVE = frozenset("äußern berufen einigen herausstellen erhoffen weigern aussprechen verpflichten distanzieren beschweren erkundigen verständigen".split())


def _fixed_before(clause: Clause, word: Token) -> list[int]:
    """Positions of the preposition and article that a phrase's noun brings: "zum Ausdruck", "mit den Worten"."""
    at = next((k for k, t in enumerate(clause.tokens) if t is word), 0)
    found: list[int] = []
    for t in reversed(clause.tokens[max(0, at - 2) : at]):
        if t.tag in {"APPR", "APPRART"}:
            return [*found, t.index]
        if t.tag != "ART":
            break
        found.append(t.index)
    return found


def merge(positions: list[int]) -> list[Range]:
    """Ranges that cover exactly the positions, which must be in order."""
    ranges: list[Range] = []
    for k in positions:
        if ranges and ranges[-1][1] == k:
            ranges[-1] = (ranges[-1][0], k + 1)
        else:
            ranges.append((k, k + 1))
    return ranges


_JUDGED_AROUND = frozenset({"ablehnen", "weigern", "verweigern", "zurückweisen", "wissen", "verpflichten", "mahnen"})


def act_of(hit: CueHit, content: list[Token]) -> Act:
    """The speech act of a cue in its clause: negation and what is said can change what the lexicon says.

    "lehnte es ab, den Bericht zu kommentieren" declines, "lehnte die Forderung ab" rejects;
    "bestritt nicht" is no denial.
    """
    negated = bool(hit.clause.negation)
    act = hit.cue.act
    words = _forms(hit.clause.tokens) if negated or hit.lemma in _JUDGED_AROUND else set()
    said = _forms(content) if hit.lemma in _JUDGED_AROUND else set()
    if hit.lemma in {"ablehnen", "weigern", "verweigern"}:
        return Act.DECLINES if hit.lemma != "ablehnen" or (words | said) & _NO_ANSWER else Act.REJECTS
    if negated and (hit.lemma in {"äußern", "kommentieren", "bestätigen"} or hit.lemma == "machen" and "angabe" in words):
        return Act.DECLINES
    if hit.lemma == "zurückweisen":
        return Act.REJECTS if any(w.endswith(_TURNED_DOWN) for w in words) else Act.DENIES
    if hit.lemma == "wissen" and "wollen" in words and not negated:
        return Act.ASKS
    if hit.lemma == "verpflichten" and "sich" in words:
        return Act.PROMISES
    if hit.lemma == "mahnen" and said & {"müssen", "sollen"}:
        return Act.DEMANDS  # "mahnte, man müsse handeln"; "mahnte, es drohe Streit" warns
    if negated and hit.lemma in _ANSWERS and words & {"wollen", "können", "mögen"}:
        return Act.DECLINES  # "wollte nicht sagen, ob"
    if negated and act is Act.DENIES:
        return Act.SAYS
    if negated and hit.lemma == "ausschließen":
        return Act.CONSIDERS
    if act in {Act.SAYS, Act.CONFIRMS} and calls_false(content):
        return Act.DENIES
    return act


def calls_false(content: list[Token]) -> bool:
    """Whether what is said is that something is not so: "die Meldung sei falsch", "es stimme nicht, dass ..."."""
    if any(map(_JUDGED_FALSE.match, [t.lower for t in content])) and not any(t.lower == "nicht" for t in content):
        return True
    opening = [t.lower for t in content[:7]]
    untrue = any(w.startswith(("stimm", "treff", "trifft", "träf", "zutr")) for w in opening)
    return untrue and "nicht" in opening
