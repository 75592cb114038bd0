"""What a unit's event means: done, ordered, allowed, asked for, weighed, negated, refused, or under a condition."""

from __future__ import annotations

from lagebild.claims.unit import CONDITIONAL, Unit, clause_text, names_a_report
from lagebild.codebook import Lexicon
from lagebild.language import Clause, ClauseKind, NounPhrase, Sentence, Token
from lagebild.language.clauses import FINITE

_BELIEF = frozenset(
    {
        "glauben",
        "denken",
        "meinen",
        "annehmen",
        "erwarten",
        "finden",
        "hoffen",
        "bauen",
        "verlassen",
        "zählen",
        "rechnen",
        "ausgehen",
        "vorsehen",
        "planen",
        "beabsichtigen",
    }
)


def _inside_attribute(tokens: list[Token]) -> bool:
    """"nicht für Notfälle gebrauchtem Personal": preposition, noun, participle, noun."""
    k = 0
    if not tokens or tokens[0].tag not in {"APPR", "APPRART"}:
        return False
    k = 1
    while k < len(tokens) and tokens[k].tag in {"ART", "ADJ(A)", "CARD"}:
        k += 1
    if k >= len(tokens) or tokens[k].tag not in {"NN", "NE", "NNA"}:
        return False
    while k < len(tokens) and tokens[k].tag in {"NN", "NE", "NNA", "ADV"}:
        k += 1
    return k + 1 < len(tokens) and tokens[k].tag == "ADJ(A)" and tokens[k + 1].tag in {"NN", "NNA", "ADJ(A)"}


def _negated(clause: Clause, phrases: list[NounPhrase]) -> bool:
    """Whether the clause's event is negated: not where the word only belongs to an adjective ("nicht benötigte")."""
    for token in clause.negation:
        inside = next((p for p in phrases if p.begin <= token.begin < p.end), None)
        if inside is not None and token.lower == "nicht":
            continue
        k = next((i for i, t in enumerate(clause.tokens) if t is token), 0)
        before = clause.tokens[k - 1] if k else None
        if token.lower == "nicht" and before is not None and before.tag in {"ART", "PPOSAT", "PDAT", "PIAT", "ADJ(A)"}:
            # "ihrer nicht für Notfälle benötigten Beschäftigten"
            continue
        following = clause.tokens[k + 1 : k + 4]
        if (
            token.lower == "nicht"
            and any(t.tag == "ADJ(A)" for t in following)
            and not any(t.tag in FINITE for t in following)
        ):
            if following and following[0].tag in {"ADJ(D)", "ADV", "ADJ(A)"} and following[0].tag != "ADV":
                continue
            if len(following) > 1 and following[1].tag == "ADJ(A)":
                continue
        if token.lower == "nicht" and _inside_attribute(clause.tokens[k + 1 : k + 7]):
            continue
        if token.lower == "nicht" and following and following[0].lower in {"nur", "zuletzt", "allein", "einmal"}:
            continue
        words = [t.lower for t in clause.tokens[:k]]
        if "wie" in words and "so" in words[: words.index("wie")]:
            continue  # "so groß wie seit Jahren nicht", "so angespannt wie nie"
        return True
    return False


_AHEAD = frozenset({"werde", "wird", "werden", "würden"})


def set_meanings(unit: Unit, lexicon: Lexicon) -> None:
    found = unit.meanings
    phrases = unit.phrases
    modals = {c.modal for c in unit.clauses}
    negations = sum([_negated(c, phrases) for c in unit.clauses if c.negation])
    if unit.clauses[0].lemma in {"müssen", "brauchen"} or "müssen" in modals:
        found.add("oblige")
    if lexicon.says("refuted", unit.text) or _refuted_above(unit, lexicon) or ("deny" in unit.classes and len(unit.clauses) > 1):
        # "Von einem Aufmarsch könne keine Rede sein": the negation rejects the whole as untrue
        unit.refuted = True
        negations = 0
    if _house_left_open(unit):
        unit.declined = False
        unit.classes.add("house_open")
    elif unit.declined or lexicon.says("declined", unit.text) or _left_open(unit, lexicon):
        unit.declined = True
        negations = 0
    refrain = "refrain" in unit.classes or "ohne" in [c.conjunction for c in unit.clauses]
    negations += _antecedent_negated(unit) + _doubted(unit)
    if (negations + refrain) % 2 == 1:
        found.add("negated")
        unit.classes.add("negation")
    if "oblige" in unit.classes or any(map(_has_to, unit.clauses)):
        found.add("oblige")
    if "call" in unit.classes or "modal_call" in unit.classes or "call_noun" in unit.classes:
        found.add("call")
    if (
        "permit" in unit.classes
        or "dürfen" in modals
        or lexicon.says("voluntary", unit.text)
    ):
        found.add("voluntary")
    if "pay" in unit.classes and ("departure" in unit.classes or "leave" in unit.classes):
        found.add("voluntary")
    if lexicon.says("steady_review", unit.text):
        found.add("review")
    if lexicon.says("costs", unit.text) and ("departure" in unit.classes or "leave" in unit.classes):
        found.add("voluntary")
    if "ponder" in unit.classes:
        found.add("ponder")
    if "consider" in unit.classes or "review" in unit.classes:
        found.add("review")
    if lexicon.says("urgent", unit.text):
        found.add("urgent")
    if lexicon.says("all", unit.text):
        found.add("all")
    elif lexicon.says("part", unit.text):
        found.add("part")
    if "lift" in unit.classes:
        found.add("lifted")
    if any(map(_done, unit.clauses)):
        found.add("done")
    if (
        "plan" in unit.classes
        or not modals.isdisjoint(("sollen", "wollen"))
        or not _AHEAD.isdisjoint([c.verbs[0].lower for c in unit.clauses if c.verbs and not c.passive])
    ):
        found.add("plan")
    if "attack_verb" in unit.classes or "attack" in unit.classes:
        if any(t in unit.text for t in ("pläne", "plan", "absicht", "vorhaben", "plant", "beabsichtig")):
            unit.classes.add("intent")
    found.add("fact")


def _done(clause: Clause) -> bool:
    """ "hat geschlossen", "wurden ausgeflogen", "seien ausgeflogen worden"."""
    if clause.perfect or clause.past_perfect:
        return True
    return clause.passive and clause.finite is not None and (clause.finite.tense == "past" or clause.finite.lemma == "sein")


def _house_left_open(unit: Unit) -> bool:
    """ "Frankreich lässt seine Botschaft offen": it is the house that is left open and not a question."""
    if "offen" not in unit.text:
        return False
    if not any(t.lower == "offen" for c in unit.clauses for t in c.tokens):
        return False
    leaves = any(t.lemma in {"lassen", "halten", "offenlassen"} for c in unit.clauses for t in c.verbs)
    verb = unit.head.finite.begin if unit.head.finite is not None else 0
    # "Die Botschaft ließ offen, ob ..." has the house as its subject
    return leaves and any(
        t.kind == "mission" and not t.phrase.preposition and (t.possessive or t.phrase.begin > verb) for t in unit.themes
    )


def _antecedent_negated(unit: Unit) -> bool:
    """ "Es gebe keine Schritte, die auf einen Abbau zielten": the relative clause tells what is not."""
    head = unit.head
    if head.kind is not ClauseKind.RELATIVE or head.parent is None:
        return False
    parent = next((c for c in unit.sentence.clauses if c.index == head.parent), None)
    if parent is None or not any(t.lower.startswith("kein") for t in parent.negation):
        return False
    unit.above.append(parent)
    return True


def _has_to(clause: Clause) -> bool:
    """ "hätten bis Sonntag auszureisen", "ist zu räumen": haben or sein with zu is an order."""
    if clause.finite is None or clause.finite.lemma not in {"haben", "sein"}:
        return False
    if any(t.tag == "VV(IZU)" for t in clause.tokens):
        return True
    return any(a.lower == "zu" and b.tag == "VV(INF)" for a, b in zip(clause.tokens, clause.tokens[1:], strict=False))


def _doubted(unit: Unit) -> bool:
    """ "Darauf, dass der Staat sie ausfliegt, sollten sie nicht bauen": the negation above reaches into the clause."""
    if unit.head.conjunction not in {"dass", "daß"}:
        return False
    own = {c.index for c in unit.clauses}
    doubts = [
        c
        for c in unit.sentence.clauses
        if c.lemma in _BELIEF and c.negation and c.index not in own and abs(c.index - unit.head.index) <= 2
    ]
    unit.above += doubts
    return bool(doubts)


def _refuted_above(unit: Unit, lexicon: Lexicon) -> bool:
    """"Es treffe nicht zu, dass ...": the clause above rejects what the dass-clause tells."""
    told = unit.head.conjunction in {"dass", "daß", "wonach", "demzufolge"}
    if not told and unit.head.mood not in {"konj1", "konj2"}:
        return False
    own = {c.index for c in unit.clauses}
    if not told:
        # "Berichte, ihre Truppen seien verlegt worden, träfen nicht zu"
        before = next((c for c in unit.sentence.clauses if c.index == unit.head.index - 1 and c.index not in own), None)
        if before is None or not names_a_report(before):
            return False
    return _said_above(unit, lexicon, "refuted", [c for c in unit.sentence.clauses if c.index not in own])


def _left_open(unit: Unit, lexicon: Lexicon) -> bool:
    """ "Ob Truppen folgen, ließ der Sprecher offen": the question stands in one clause, the refusal in another."""
    if unit.head.conjunction not in {"ob", "wie", "wann", "wohin", "wo"}:
        return False
    own = {c.index for c in unit.clauses}
    return _said_above(unit, lexicon, "declined", [c for c in unit.sentence.clauses if c.index not in own])


def _said_above(unit: Unit, lexicon: Lexicon, cue: str, others: list[Clause]) -> bool:
    """Whether other clauses of the sentence hold a cue over the unit; the nearest that does belongs to its passage."""
    if not others or not lexicon.says(cue, clause_text(others)):
        return False
    alone = [c for c in others if lexicon.says(cue, clause_text([c]))]
    unit.above += sorted(alone, key=lambda c: abs(c.index - unit.head.index))[:1]
    return True


def set_conditions(unit: Unit, sentence: Sentence) -> None:
    head = unit.head
    if head.conjunction in {"wenn", "falls", "sofern"} and _wish(head):
        return
    if head.conjunction in CONDITIONAL or (
        head.kind is ClauseKind.VERB_FIRST
        and head.finite is not None
        and head.finite.lower in {"sollte", "sollten"}
        and head.index == 0
    ):
        unit.conditional = "inside"
        unit.condition = head
        return
    own = {c.index for c in unit.clauses}
    if len(own) == len(sentence.clauses):
        return
    for clause in sentence.clauses:
        if clause.index in own:
            continue
        later = max(clause.index, head.index)
        if sentence.clauses[later].tokens[0].gap == ";":
            continue
        starts = clause.conjunction in CONDITIONAL or (
            clause.kind is ClauseKind.VERB_FIRST
            and clause.finite is not None
            and clause.finite.lower in {"sollte", "sollten"}
            and clause.index < head.index
        )
        if (
            starts
            and not _wish(clause)
            and (clause.parent in own or clause.parent is None and abs(clause.index - head.index) == 1)
        ):
            unit.conditional = "under"
            unit.condition = clause
            return


def _wish(clause: Clause) -> bool:
    """ "wenn sie das möchten": whose wish it is makes a step voluntary, not uncertain."""
    return clause.modal in {"mögen", "wollen"} or clause.lemma in {"mögen", "wollen", "wünschen"}
