"""Clauses become units: a predicate with its complements, its noun phrases by class, and what it means.

A unit is what one frame is matched against: a clause, the infinitives and object clauses it governs, and what
is done to the event in them (ordered, allowed, asked for, weighed, refused, negated).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lagebild.actors import Scene
from lagebild.claims.agents import antecedent
from lagebild.claims.carried import continue_theme, homeward, seen_as, whoever
from lagebild.claims.meanings import set_conditions, set_meanings
from lagebild.claims.themes import Theme, antecedent_themes, themes_of
from lagebild.claims.unit import Unit, clause_text
from lagebild.codebook import Lexicon
from lagebild.language import Clause, ClauseKind, NounPhrase, Sentence
from lagebild.language.clauses import is_negator
from lagebild.model import Act, Kind, Statement

# Verbs whose dass- or ob-clause belongs to their own meaning and is not somebody's statement.
_GOVERNING = frozenset({"call", "oblige", "permit", "consider", "review", "ponder", "refrain", "plan"})


def build_units(
    scene: Scene, sentence: Sentence, lexicon: Lexicon, statements: list[Statement], earlier: Sequence[Theme] = ()
) -> Iterator[Unit]:
    """Units of a sentence in order of the text.

    Args:
        earlier: themes of the sentence before, for "Sie war im März geschlossen worden".
    """
    clauses = sentence.clauses
    alone = len(clauses) == 1
    taken: set[int] = set()
    governing = {c.index: _verb_classes(c, lexicon) for c in clauses}
    near: list[Theme] = []
    for clause in clauses:
        if clause.index in taken:
            continue
        own = [clause]
        grown = not alone
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
        continue_theme(unit, [*earlier, *near])
        near.extend(t for t in unit.themes if not t.phrase.preposition)
        yield unit
        for other in clauses[clause.index + 1 :]:
            if other in own:
                continue
            if not other.elliptic:
                break
            taken.add(other.index)
            yield _elided(scene, unit, other)


def _elided(scene: Scene, unit: Unit, clause: Clause) -> Unit:
    """The unit that "Bern ebenfalls" or "Wien nicht" stands for: the one before, with another government."""
    codes = [n.code for n in scene.names_in(clause.tokens) if n.code]
    copy = replace(
        unit, meanings=set(unit.meanings), elided=list(dict.fromkeys(codes)), span=(clause.begin, clause.end)
    )
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
        comes = parent.lemma in {"landen", "starten", "eintreffen", "fliegen", "aufbrechen", "auslaufen", "ablegen", "haben"}
        moves = bool(governing[parent.index] & {"plan", "ready", "send"}) or comes
        return moves and bool(governing[child.index] & {"help_out"})
    return child.conjunction not in {"statt", "anstatt", "ohne"}


def _verb_classes(clause: Clause, lexicon: Lexicon) -> frozenset[str]:
    """Classes of a clause's verbs: of the full verb, and of infinitives that a modal governs beside it."""
    words = [t.lower for t in clause.tokens]
    found = lexicon.verbs_of(clause.lemma, words)
    for token in clause.verbs:
        if token.tag in {"VV(INF)", "VV(PP)", "VV(IZU)"} and token.lemma != clause.lemma:
            found |= lexicon.verbs_of(token.lemma, words)
    return found


# Classes that silence frames: in what only gives the cause they say nothing of what is done.
_ELSEWHERE = frozenset(
    {"local_hazard", "other_closing", "private_actor", "private_voice", "staff_not_meant", "medical", "cargo", "irregular"}
)
_CAUSAL = frozenset({"angesichts", "wegen", "infolge", "trotz", "aufgrund", "ungeachtet", "nach"})


def _cause_end(clause: Clause, phrases: list[NounPhrase]) -> int:
    """Where a cause that opens a clause ends, in code points: "Angesichts der Kämpfe um den Flughafen hat ..."; else 0."""
    if not phrases or clause.finite is None or phrases[0].preposition not in _CAUSAL:
        return 0
    return clause.finite.begin if phrases[0].begin < clause.finite.begin else 0


_AGAINST = frozenset({"vor", "von", "vom", "auf", "gegen"})


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
        if governing[clause.index]:
            unit.classes |= governing[clause.index]
            verb = (
                next((t for t in clause.verbs if t.lemma and t.lemma in clause.lemma), None)
                or clause.finite
                or clause.tokens[0]
            )
            for name in governing[clause.index]:
                unit.where.setdefault(name, verb)
        if clause.modal in {"sollen", "mögen"}:
            unit.classes.add("modal_call")
        if (
            clause.lemma in {"sein", "werden"}
            or (clause.finite is not None and clause.finite.lemma == "sein")
            or clause.kind is ClauseKind.FRAGMENT
        ):
            unit.classes.add("be")
            unit.where.setdefault("be", clause.finite or clause.tokens[0])
        if clause.lemma == "haben":
            unit.classes.add("have")
        if clause.lemma in {"geben"}:
            unit.classes.add("have")
    cause = _cause_end(clauses[0], phrases)
    heads = [lexicon.nouns_of(phrase.head.text) for phrase in phrases]
    for phrase, classes in zip(phrases, heads, strict=True):
        named = [(phrase.head, classes)]
        named += [(t, lexicon.nouns_of(t.text)) for t in phrase.tokens[phrase.core :] if t.text[0].isupper()]
        for token, found in named:
            for name in found:
                if name in _ELSEWHERE and token.begin < cause:
                    continue
                unit.classes.add(name)
                unit.where.setdefault(name, token)
    governed = governing[clauses[0].index].union(*[governing[c.index] for c in clauses[1:]])
    if "attack" in governed:
        unit.classes.add("attack_verb")
    if not any("attack" in found for found in heads):
        unit.classes.discard("attack")
    if not clauses[0].passive or any(
        p.preposition in {"von", "vom", "durch"} and scene.actors_of(p, sentence, clauses[0]) for p in phrases
    ):
        # Somebody is named who does it.
        unit.classes.add("active")
    if "ready" in governed:
        unit.classes.add("ready_verb")
    against = [p.preposition for p, found in zip(phrases, heads, strict=True) if "travel" in found]
    if not _AGAINST.isdisjoint(against) or any(c.lemma in {"reisen", "fahren", "besuchen"} and c.kind is ClauseKind.INFINITIVE for c in clauses):
        unit.classes.add("travel_object")
    unit.themes = themes_of(scene, unit.sentence, clauses, lexicon)
    if clauses[0].kind is ClauseKind.RELATIVE:
        unit.themes.extend(antecedent_themes(scene, sentence, clauses[0], lexicon))
    for theme in unit.themes:
        unit.classes.add(theme.kind + "_theme")
    homeward(scene, unit)
    if {"travel_object", "journey"} & unit.classes:
        # "von allen Reisen ab, die nicht zwingend notwendig sind", "Wer nicht zwingend reisen müsse, solle ...":
        # the relative clause limits the advice
        for other in sentence.clauses:
            limits = other.kind is ClauseKind.RELATIVE and other.parent in {c.index for c in clauses}
            if limits or (other.tokens[0].lower == "wer" and other not in clauses):
                unit.text += " " + clause_text([other])
    seen_as(unit, governing)
    whoever(scene, unit)
    refusals = [st for st in statements if st.act is Act.DECLINES]
    unit.declined = any(c.begin <= cue.begin < c.end for st in refusals for cue in st.cue for c in clauses)
    set_meanings(unit, lexicon)
    set_conditions(unit, sentence)
    unit.declined = unit.declined or _declined_around(unit, statements)
    unit.statement = _statement_of(unit, statements)
    if _aside(scene, unit):
        unit.statement = None
    hearsay = lexicon.cue("hearsay", unit.text)
    unit.hearsay = hearsay.group() if hearsay else ""
    return unit


def _declined_around(unit: Unit, statements: list[Statement]) -> bool:
    """ "lehnte eine Stellungnahme zu Berichten ab, wonach es seine Botschaft schließt": nobody has said it is so."""
    if unit.head.conjunction not in {"wonach", "demzufolge"}:
        return False
    around = [c for c in unit.sentence.clauses if c.index == unit.head.parent]
    refusals = [st for st in statements if st.act is Act.DECLINES and st.kind is Kind.REPORTED]
    return any(span.begin <= c.begin < span.end for c in around for st in refusals for span in st.content)


def _aside(scene: Scene, unit: Unit) -> bool:
    """Whether the unit only says who refuses or denies: "Kanada, das seine Botschaft geschlossen hatte, wies den Vorwurf zurück"."""
    statement = unit.statement
    if statement is None or statement.act not in {Act.DECLINES, Act.DENIES} or unit.head.kind is not ClauseKind.RELATIVE:
        return False
    if any(unit.begin <= cue.begin < unit.end for cue in statement.cue):
        return False
    return bool(antecedent(scene, unit))


def _statement_of(unit: Unit, statements: list[Statement]) -> Statement | None:
    best: Statement | None = None
    if not statements:
        return best
    size = 0
    head = unit.head
    middle = head.finite.begin if head.finite is not None else head.begin
    for statement in statements:
        for span in statement.content:
            if span.begin <= middle < span.end or (
                span.begin <= unit.clauses[-1].begin < span.end
                and len(unit.clauses) > 1
                and is_inner(unit, span.begin, span.end)
            ):
                length = sum(s.end - s.begin for s in statement.content)
                # "Hinweise, dass ..., sagte der Minister": a source without a name gives way to who speaks
                if best is None or (length < size and (statement.speaker or not best.speaker)) or (statement.speaker and not best.speaker):
                    best, size = statement, length
    return best


def is_inner(unit: Unit, begin: int, end: int) -> bool:
    """Whether most of a unit's words lie in a range of code points."""
    tokens = [t for c in unit.clauses for t in c.tokens]
    return sum(begin <= t.begin < end for t in tokens) * 2 > len(tokens)
