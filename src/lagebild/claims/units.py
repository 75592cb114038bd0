"""Clauses become units: a predicate with its complements, its noun phrases by class, and what it means.

A unit is what one frame is matched against: a clause, the infinitives and object clauses it governs, and what
is done to the event in them (ordered, allowed, asked for, weighed, refused, negated).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lagebild.actors import Scene
from lagebild.claims.themes import Theme, antecedent_themes, themes_of
from lagebild.codebook import Lexicon
from lagebild.language import Clause, ClauseKind, NounPhrase, Sentence, Token
from lagebild.language.clauses import FINITE, is_negator
from lagebild.model import Statement

CONDITIONAL = frozenset({"falls", "wenn", "sofern", "sollte"})
# Verbs whose dass- or ob-clause belongs to their own meaning and is not somebody's statement.
_GOVERNING = frozenset({"call", "oblige", "permit", "consider", "review", "ponder", "refrain", "plan"})


@dataclass(slots=True)
class Unit:
    """A predicate with what hangs on it.

    Attributes:
        clauses: the head first, then its complements.
        classes: noun, verb and pseudo classes that are in it.
        where: a token for each class, the words that a rule fired on.
        meanings: which of ``codebook.frames.MEANINGS`` hold.
        conditional: whether it stands under or holds a condition.
        statement: the innermost statement whose content covers it.
    """

    sentence: Sentence
    clauses: list[Clause]
    phrases: list[NounPhrase]
    themes: list[Theme]
    text: str
    classes: set[str] = field(default_factory=set)
    where: dict[str, Token] = field(default_factory=dict)
    meanings: set[str] = field(default_factory=set)
    conditional: str = ""
    condition: Clause | None = None
    statement: Statement | None = None
    hearsay: str = ""
    refuted: bool = False
    declined: bool = False
    elided: list[str] = field(default_factory=list)
    span: tuple[int, int] | None = None
    cues: dict[str, bool] = field(default_factory=dict)

    @property
    def head(self) -> Clause:
        return self.clauses[0]

    @property
    def begin(self) -> int:
        return self.span[0] if self.span else min(c.begin for c in self.clauses)

    @property
    def end(self) -> int:
        return self.span[1] if self.span else max(c.end for c in self.clauses)

    def holds(self, lexicon: Lexicon, name: str) -> bool:
        """Whether a class is in the unit: a noun or verb class that was found, or a cue in its text."""
        if name in self.classes:
            return True
        if name not in lexicon.cue_classes:
            return False
        known = self.cues.get(name)
        if known is None:
            known = self.cues[name] = lexicon.cue(name, self.text) is not None
        return known


def clause_text(clauses: list[Clause]) -> str:
    """Words of clauses in small letters, parted by one space, for cues."""
    return " ".join(t.lower for c in sorted(clauses, key=lambda c: c.begin) for t in c.tokens)


def build_units(
    scene: Scene, sentence: Sentence, lexicon: Lexicon, statements: list[Statement], earlier: Sequence[Theme] = ()
) -> Iterator[Unit]:
    """Units of a sentence in order of the text.

    Args:
        earlier: themes of the sentence before, for "Sie war im März geschlossen worden".
    """
    clauses = sentence.clauses
    taken: set[int] = set()
    governing = {c.index: _verb_classes(c, lexicon) for c in clauses}
    for clause in clauses:
        if clause.index in taken:
            continue
        own = [clause]
        grown = True
        while grown:
            grown = False
            for child in clauses:
                if child.index in taken or child in own or child.parent is None or child is clause:
                    continue
                parent = next((c for c in own if c.index == child.parent), None)
                if parent is None:
                    continue
                object_clause = child.conjunction in {"dass", "daß", "ob"} and governing[parent.index] & _GOVERNING
                if _complement(child, parent, governing) or object_clause:
                    own.append(child)
                    grown = True
        # "Ob sie bleiben, werde täglich neu entschieden": the question belongs to the verb that follows.
        asks = clause.conjunction == "ob" and clause.parent is not None and clause.parent > clause.index
        if asks and clause.parent is not None and governing[clause.parent] & _GOVERNING:
            continue
        # An infinitive before its verb ("... zu holen, plane man nicht") is found when its parent comes.
        if clause.kind is ClauseKind.INFINITIVE and clause.parent is not None and clause.parent > clause.index:
            continue
        taken.update(c.index for c in own)
        unit = _unit(scene, sentence, own, lexicon, statements, governing)
        _continue_theme(unit, earlier)
        yield unit
        for other in clauses[clause.index + 1 :]:
            if not other.elliptic:
                break
            taken.add(other.index)
            yield _elided(scene, unit, other)


def _elided(scene: Scene, unit: Unit, clause: Clause) -> Unit:
    """The unit that "Bern ebenfalls" or "Wien nicht" stands for: the one before, with another government."""
    codes = [n.code for n in scene.names_in(clause.tokens) if n.code]
    copy = replace(unit, meanings=set(unit.meanings), elided=list(dict.fromkeys(codes)), span=(clause.begin, clause.end))
    if any(is_negator(t) for t in clause.tokens):
        copy.meanings ^= {"negated"}
    return copy


def _complement(child: Clause, parent: Clause, governing: dict[int, frozenset[str]]) -> bool:
    """Whether an infinitive belongs to its parent's meaning: purpose and lack ("um", "ohne") stand alone.

    Except "stehen bereit, um Bürger auszufliegen", which is what the readiness is for.
    """
    if child.kind is not ClauseKind.INFINITIVE:
        return False
    if child.conjunction == "um":
        return bool(governing[child.index] & {"help_out"}) and bool(governing[parent.index] & {"plan", "ready", "send"})
    return child.conjunction not in {"statt", "anstatt", "ohne"}


def _verb_classes(clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    """Classes of a clause's verbs: of the full verb, and of infinitives that a modal governs beside it."""
    words = {t.lower for t in clause.tokens}
    found = set(lexicon.verbs_of(clause.lemma, words))
    for token in clause.verbs:
        if token.tag in {"VV(INF)", "VV(PP)", "VV(IZU)"} and token.lemma != clause.lemma:
            found |= lexicon.verbs_of(token.lemma, words)
    return frozenset(found)


def _unit(
    scene: Scene,
    sentence: Sentence,
    clauses: list[Clause],
    lexicon: Lexicon,
    statements: list[Statement],
    governing: dict[int, frozenset[str]],
) -> Unit:
    phrases = [p for c in clauses for p in scene.phrases[(sentence.index, c.index)]]
    unit = Unit(sentence, clauses, phrases, [], clause_text(clauses))
    for clause in clauses:
        for name in governing[clause.index]:
            unit.classes.add(name)
            verb = next((t for t in clause.verbs if t.lemma and t.lemma in clause.lemma), None) or clause.finite or clause.tokens[0]
            unit.where.setdefault(name, verb)
        if clause.modal in {"sollen", "mögen"}:
            unit.classes.add("modal_call")
        if clause.lemma in {"sein", "werden"} or (clause.finite is not None and clause.finite.lemma == "sein") or clause.kind is ClauseKind.FRAGMENT:
            unit.classes.add("be")
            unit.where.setdefault("be", clause.finite or clause.tokens[0])
        if clause.lemma == "haben":
            unit.classes.add("have")
        if clause.lemma in {"geben"}:
            unit.classes.add("have")
    for phrase in phrases:
        for name in lexicon.nouns_of(phrase.head.text):
            unit.classes.add(name)
            unit.where.setdefault(name, phrase.head)
        for token in phrase.tokens[phrase.core :]:
            if token.text[0].isupper():
                for name in lexicon.nouns_of(token.text):
                    unit.classes.add(name)
                    unit.where.setdefault(name, token)
    if "attack" in governing[clauses[0].index] or any("attack" in governing[c.index] for c in clauses):
        unit.classes.add("attack_verb")
    noun_attack = any("attack" in lexicon.nouns_of(p.head.text) for p in phrases)
    if not noun_attack:
        unit.classes.discard("attack")
    if not clauses[0].passive:
        unit.classes.add("active")
    if any("ready" in governing[c.index] for c in clauses):
        unit.classes.add("ready_verb")
    if any(p.preposition in {"vor", "von", "vom", "auf", "gegen"} and "travel" in lexicon.nouns_of(p.head.text) for p in phrases) or any(
        c.lemma in {"reisen", "fahren", "besuchen"} and c.kind is ClauseKind.INFINITIVE for c in clauses
    ):
        unit.classes.add("travel_object")
    unit.themes = themes_of(scene, unit.sentence, clauses, lexicon)
    if clauses[0].kind is ClauseKind.RELATIVE:
        unit.themes.extend(antecedent_themes(scene, sentence, clauses[0], lexicon))
    for theme in unit.themes:
        unit.classes.add(theme.kind + "_theme")
    _homeward(scene, unit)
    if "travel_object" in unit.classes:
        # "von allen Reisen ab, die nicht zwingend notwendig sind": the relative clause limits the advice
        for other in sentence.clauses:
            if other.kind is ClauseKind.RELATIVE and other.parent in {c.index for c in clauses}:
                unit.text += " " + clause_text([other])
    _seen_as(unit, governing)
    _whoever(scene, unit)
    _meanings(unit, lexicon)
    _conditions(unit, sentence)
    unit.statement = _statement_of(unit, statements)
    hearsay = lexicon.cue("hearsay", unit.text)
    unit.hearsay = hearsay.group() if hearsay else ""
    return unit


def _continue_theme(unit: Unit, earlier: Sequence[Theme]) -> None:
    """A pronoun as subject takes up the theme of the sentence before, if number and gender can fit."""
    head = unit.head
    if unit.themes or not earlier:
        return
    objects = [t for t in head.tokens if t.lower in {"sie", "ihnen"} and t.tag == "PPER"]
    if objects and "help_out" in unit.classes:
        # "werde die Regierung sie nicht evakuieren können"
        theme = next((t for t in reversed(earlier) if t.kind in {"citizen", "people"}), None)
        if theme is not None:
            unit.themes.append(theme)
            unit.classes.add(theme.kind + "_theme")
        return
    pronoun = next((t for t in head.tokens[:4] if t.tag in {"PPER", "PDS"} and t.lower in {"sie", "es", "er", "diese", "dieses"}), None)
    if pronoun is None or head.finite is None:
        return
    plural = head.finite.lower.endswith(("en", "sind", "seien")) and head.finite.lower not in {"sollen"} or head.finite.lower == "sind"
    for theme in reversed(earlier):
        word = theme.phrase.head.lower
        many = theme.kind in {"staff", "family", "citizen"} and not word.endswith(("personal", "team", "belegschaft"))
        if theme.kind == "forces" or many != plural:
            continue
        if not plural and theme.kind == "mission":
            feminine = word.endswith(("schaft", "ung", "ion", "stelle"))
            if (pronoun.lower in {"sie", "diese"}) != feminine:
                continue
        unit.themes.append(theme)
        unit.classes.add(theme.kind + "_theme")
        return


def _seen_as(unit: Unit, governing: dict[int, frozenset[str]]) -> None:
    """"Wir halten es für möglich, dass Hotels angegriffen werden": how the content is seen stands in the clause above."""
    if unit.head.conjunction not in {"dass", "daß"} or unit.head.parent is None:
        return
    parent = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if parent is not None and governing[parent.index] & {"see", "fear"}:
        unit.text += " " + clause_text([parent])
        unit.classes |= governing[parent.index] & {"see", "fear"}


def _whoever(scene: Scene, unit: Unit) -> None:
    """"Wer als Deutscher noch im Land sei, möge es verlassen": the free relative clause names the citizens."""
    if any(t.kind in {"citizen", "staff", "family"} for t in unit.themes):
        return
    for clause in unit.sentence.clauses:
        if clause.tokens[0].lower == "wer" and clause not in unit.clauses:
            phrases = scene.phrases[(unit.sentence.index, clause.index)]
            names = scene.names_in(clause.tokens)
            owner = next((n.code for n in names if n.code and n.kind.value in {"adjective", "demonym"}), None)
            phrase = phrases[0] if phrases else NounPhrase([clause.tokens[0]], clause.tokens[0], 1)
            unit.themes.append(Theme("citizen", phrase, clause, owner))
            unit.classes.add("citizen_theme")
            return


def _homeward(scene: Scene, unit: Unit) -> None:
    """"in die Schweiz zurückkehren" is leaving for Swiss families, "nach Kiew zurückkehren" is the opposite."""
    for clause in unit.clauses:
        if clause.lemma not in {"zurückkehren", "zurückfliegen", "reisen", "heimkommen"}:
            continue
        indexes = {t.index for t in clause.tokens}
        owners = {t.owner for t in unit.themes if t.owner} | {r.code for r in scene.references if r.sentence == unit.sentence.index and r.subject}
        if any(p.token in indexes and p.code in owners for p in scene.places):
            unit.classes.add("leave")
            unit.where.setdefault("leave", clause.verbs[-1] if clause.verbs else clause.tokens[0])


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
        if token.lower == "nicht" and any(t.tag == "ADJ(A)" for t in following) and not any(t.tag in FINITE for t in following):
            if following and following[0].tag in {"ADJ(D)", "ADV", "ADJ(A)"} and following[0].tag != "ADV":
                continue
            if len(following) > 1 and following[1].tag == "ADJ(A)":
                continue
        if token.lower == "nicht" and following and following[0].lower in {"nur", "zuletzt", "allein", "einmal"}:
            continue
        if token.lower == "nicht" and any(t.lower == "sondern" for t in clause.tokens[k:]):
            pass
        return True
    return False


def _meanings(unit: Unit, lexicon: Lexicon) -> None:
    found = unit.meanings
    phrases = unit.phrases
    negations = sum(_negated(c, phrases) for c in unit.clauses)
    if unit.clauses[0].lemma in {"müssen", "brauchen"} or any(c.modal == "müssen" for c in unit.clauses):
        found.add("oblige")
    if lexicon.cue("refuted", unit.text) or ("deny" in unit.classes and len(unit.clauses) > 1):
        # "Von einem Aufmarsch könne keine Rede sein": the negation rejects the whole as untrue
        unit.refuted = True
        negations = 0
    if lexicon.cue("declined", unit.text) or _left_open(unit, lexicon):
        unit.declined = True
        negations = 0
    refrain = "refrain" in unit.classes or any(c.conjunction == "ohne" for c in unit.clauses)
    negations += _antecedent_negated(unit) + _doubted(unit)
    if (negations + refrain) % 2 == 1:
        found.add("negated")
        unit.classes.add("negation")
    if "oblige" in unit.classes or any(_has_to(c) for c in unit.clauses):
        found.add("oblige")
    if "call" in unit.classes or "modal_call" in unit.classes or "call_noun" in unit.classes:
        found.add("call")
    if "permit" in unit.classes or any(c.modal == "dürfen" for c in unit.clauses) or lexicon.cue("voluntary", unit.text):
        found.add("voluntary")
    if "pay" in unit.classes and ("departure" in unit.classes or "leave" in unit.classes):
        found.add("voluntary")
    if lexicon.cue("steady_review", unit.text):
        found.add("review")
    if lexicon.cue("costs", unit.text) and ("departure" in unit.classes or "leave" in unit.classes):
        found.add("voluntary")
    if "ponder" in unit.classes:
        found.add("ponder")
    if "consider" in unit.classes or "review" in unit.classes:
        found.add("review")
    if lexicon.cue("urgent", unit.text):
        found.add("urgent")
    if lexicon.cue("all", unit.text):
        found.add("all")
    elif lexicon.cue("part", unit.text):
        found.add("part")
    if "lift" in unit.classes:
        found.add("lifted")
    if any(c.perfect or c.past_perfect for c in unit.clauses) or any(
        c.passive and c.finite is not None and c.finite.tense == "past" for c in unit.clauses
    ):
        found.add("done")
    if "plan" in unit.classes or any(c.modal in {"sollen", "wollen"} for c in unit.clauses) or any(
        t.lower in {"werde", "wird", "werden", "würden"} and not c.passive for c in unit.clauses for t in c.verbs[:1]
    ):
        found.add("plan")
    if "attack_verb" in unit.classes or "attack" in unit.classes:
        if any(t in unit.text for t in ("pläne", "plan", "absicht", "vorhaben", "plant", "beabsichtig")):
            unit.classes.add("intent")
    found.add("fact")


def _has_to(clause: Clause) -> bool:
    """"hätten bis Sonntag auszureisen", "ist zu räumen": haben or sein with zu is an order."""
    if clause.finite is None or clause.finite.lemma not in {"haben", "sein"}:
        return False
    if any(t.tag == "VV(IZU)" for t in clause.tokens):
        return True
    return any(a.lower == "zu" and b.tag == "VV(INF)" for a, b in zip(clause.tokens, clause.tokens[1:], strict=False))


_BELIEF = frozenset({"glauben", "denken", "meinen", "annehmen", "erwarten", "finden", "hoffen", "bauen", "verlassen", "zählen", "rechnen", "ausgehen"})


def _doubted(unit: Unit) -> bool:
    """"Darauf, dass der Staat sie ausfliegt, sollten sie nicht bauen": the negation above reaches into the clause."""
    if unit.head.conjunction not in {"dass", "daß"}:
        return False
    own = {c.index for c in unit.clauses}
    return any(
        c.lemma in _BELIEF and c.negation and c.index not in own and abs(c.index - unit.head.index) <= 2
        for c in unit.sentence.clauses
    )


def _left_open(unit: Unit, lexicon: Lexicon) -> bool:
    """"Ob Truppen folgen, ließ der Sprecher offen": the question stands in one clause, the refusal in another."""
    if unit.head.conjunction not in {"ob", "wie", "wann", "wohin", "wo"}:
        return False
    own = {c.index for c in unit.clauses}
    others = [c for c in unit.sentence.clauses if c.index not in own]
    return bool(others) and lexicon.cue("declined", clause_text(others)) is not None


def _antecedent_negated(unit: Unit) -> bool:
    """"Es gebe keine Schritte, die auf einen Abbau zielten": the relative clause tells what is not."""
    head = unit.head
    if head.kind is not ClauseKind.RELATIVE or head.parent is None:
        return False
    parent = next((c for c in unit.sentence.clauses if c.index == head.parent), None)
    return parent is not None and any(t.lower.startswith("kein") for t in parent.negation)


def _conditions(unit: Unit, sentence: Sentence) -> None:
    head = unit.head
    own = {c.index for c in unit.clauses}
    if head.conjunction in {"wenn", "falls", "sofern"} and _wish(head):
        return
    if head.conjunction in CONDITIONAL or (
        head.kind is ClauseKind.VERB_FIRST and head.finite is not None and head.finite.lower in {"sollte", "sollten"} and head.index == 0
    ):
        unit.conditional = "inside"
        unit.condition = head
        return
    for clause in sentence.clauses:
        if clause.index in own:
            continue
        starts = clause.conjunction in CONDITIONAL or (
            clause.kind is ClauseKind.VERB_FIRST
            and clause.finite is not None
            and clause.finite.lower in {"sollte", "sollten"}
            and clause.index < head.index
        )
        if starts and not _wish(clause) and (clause.parent in own or clause.parent is None and abs(clause.index - head.index) == 1):
            unit.conditional = "under"
            unit.condition = clause
            return


def _wish(clause: Clause) -> bool:
    """"wenn sie das möchten": whose wish it is makes a step voluntary, not uncertain."""
    return clause.modal in {"mögen", "wollen"} or clause.lemma in {"mögen", "wollen", "wünschen"}


def _statement_of(unit: Unit, statements: list[Statement]) -> Statement | None:
    best: Statement | None = None
    size = 0
    head = unit.head
    middle = head.finite.begin if head.finite is not None else head.begin
    for statement in statements:
        for span in statement.content:
            if span.begin <= middle < span.end or (span.begin <= unit.clauses[-1].begin < span.end and len(unit.clauses) > 1 and is_inner(unit, span.begin, span.end)):
                length = sum(s.end - s.begin for s in statement.content)
                if best is None or length < size:
                    best, size = statement, length
    return best


def is_inner(unit: Unit, begin: int, end: int) -> bool:
    """Whether most of a unit's words lie in a range of code points."""
    tokens = [t for c in unit.clauses for t in c.tokens]
    return sum(begin <= t.begin < end for t in tokens) * 2 > len(tokens)


def has_negator(tokens: list[Token]) -> bool:
    """Whether any of the words negates."""
    return any(is_negator(t) for t in tokens)
