"""Who acts in a unit: the clause's subject with what is joined to it, a passive's "von" phrase, an order's giver."""

from __future__ import annotations

from lagebild.actors import NameKind, Reference, Scene, joined_to_prepositional
from lagebild.actors.offices import where_of
from lagebild.actors.references import SEATS
from lagebild.claims.unit import Unit
from lagebild.language import Clause, ClauseKind, NounPhrase, Sentence, Token

_LIST_WORDS = frozenset({"und", "sowie", ",", "oder", "wie", "auch", "die", "der", "das", "als", "noch", "sowohl"})
_OBLIQUE = frozenset("den dem des einen einem eines ihren ihrem ihres seinen seinem seines keinen keinem".split())
_ORDER = frozenset({"anweisung", "anordnung", "geheiß", "weisung", "befehl", "beschluss", "bitte", "wunsch"})


def agents(scene: Scene, unit: Unit) -> list[Reference]:
    """Actors that act in a unit.

    An object that stands first ("Deutsche hatte das Amt aufgefordert") gives way to the subject behind it, but
    only where nothing else can be the subject.
    """
    if unit.agents is None:
        unit.agents = _agents(scene, unit)
    return unit.agents


def _agents(scene: Scene, unit: Unit) -> list[Reference]:
    head = unit.head
    phrases = scene.phrases[(unit.sentence.index, head.index)]
    subject = scene.subject_of(unit.sentence, head)
    going_on = _goes_on(scene, unit)
    if going_on:
        return going_on
    forced = _forced(scene, unit, subject, phrases)
    if forced:
        return forced
    found: list[Reference] = []
    if subject is not None:
        found = scene.actors_of(subject, unit.sentence, head)
        if found:
            found = [*found, *_joined(scene, unit, subject, phrases)]
    pronoun = _pronoun_at_verb(unit)
    if not found and head.kind is ClauseKind.RELATIVE and not head.passive and head.tokens[0].lower in {"der", "die", "das"}:
        # "Polen sorgt sich um Kenia, das Truppen schickt"; another actor without a preposition may be the subject, though
        others = [p for p in phrases if not p.preposition and not _compared(scene, p) and scene.actors_of(p, unit.sentence, head)]
        found = [] if others else antecedent(scene, unit)
    if not found and pronoun is None and not head.passive and head.kind.value != "infinitive" and not _other_subject(scene, unit, subject):
        found = _behind_object(scene, unit, subject, phrases)
    if not found and head.passive:
        for phrase in phrases:
            if phrase.preposition in {"von", "vom", "durch"}:
                # "Angehörige von Diplomaten seien verpflichtet worden": a bare noun is no agent
                found.extend(
                    r
                    for r in scene.actors_of(phrase, unit.sentence, head)
                    if r.rule != "bare office" or phrase.determiner
                )
    if not found:
        found = _who_orders(scene, unit, phrases)
    if not found:
        beside = pronoun is not None
        pronoun = pronoun or next(
            (t for t in head.tokens if t.lower in {"er", "sie", "es", "man"} and t.tag in {"PPER", "PIS"}), None
        )
        if pronoun is not None and (subject is None or beside) and pronoun.lower != "man":
            reference = scene.antecedent(pronoun, unit.sentence.index)
            if reference is not None:
                found = [reference]
    return found or people_in_capital(scene, unit.sentence, head)


def people_in_capital(scene: Scene, sentence: Sentence, clause: Clause) -> list[Reference]:
    """ "In Tallinn rechnet man mit einem Angriff": who "man" is in a capital."""
    man = next((t.index for t in clause.tokens if t.lower == "man"), None)
    if clause.finite is None or man is None:
        return []
    for place in scene.places_between(clause.begin, clause.end):
        beside = place.token == clause.tokens[0].index + 1 or 0 < place.token - man <= 2
        if beside and place.kind is NameKind.CAPITAL and place.preposition == "in" and place.text not in SEATS:
            return [Reference(place.code, place.token, place.token, sentence.index, rule="capital", subject=True)]
    return []


# "noch machen wir die Botschaft zu": who says "wir" acts
def _compared(scene: Scene, phrase: NounPhrase) -> bool:
    """ "Kanada, das wie Polen seine Botschaft geschlossen hat": who is compared is not who acts."""
    first = phrase.tokens[0].index
    return first > 0 and scene.analysis.tokens[first - 1].tag == "KOKOM"


_SUBJECTS = frozenset({"er", "sie", "es", "wir", "ich"})


def _goes_on(scene: Scene, unit: Unit) -> list[Reference]:
    """"Japan warnte seine Bürger und setzte die Ukraine auf die höchste Stufe": the verb right after "und" keeps its subject."""
    head = unit.head
    if head.finite is None or len(head.tokens) < 2 or head.tokens[1] is not head.finite or head.tokens[0].tag != "KON":
        return []
    before = next((c for c in reversed(unit.sentence.clauses[: head.index]) if c.kind is ClauseKind.MAIN), None)
    if before is None:
        return []
    subject = scene.subject_of(unit.sentence, before)
    return scene.actors_of(subject, unit.sentence, before) if subject is not None else []


def _pronoun_at_verb(unit: Unit) -> Token | None:
    """The pronoun right behind the finite verb or at the clause's start, which is its subject: "Zugleich setzte es Bolivien auf ..."."""
    head = unit.head
    if head.finite is None or head.lemma == "geben":
        return None
    k = next((i for i, t in enumerate(head.tokens) if t is head.finite), -1)
    beside = head.tokens[k + 1 : k + 2] if k >= 0 else []
    return next((t for t in [*head.tokens[:1], *beside] if t.tag == "PPER" and t.lower in _SUBJECTS), None)


def _behind_object(scene: Scene, unit: Unit, subject: NounPhrase | None, phrases: list[NounPhrase]) -> list[Reference]:
    for phrase in phrases:
        if phrase is subject or phrase.preposition or phrase.determiner in _OBLIQUE or _compared(scene, phrase):
            continue
        if joined_to_prepositional(phrase, phrases, unit.head):
            continue
        found = scene.actors_of(phrase, unit.sentence, unit.head)
        if found and "leave" in unit.classes and found[0].rule in {"state", "capital"}:
            continue  # "müssten Ecuador verlassen": what is left is no agent
        if found:
            return [*found, *_joined(scene, unit, phrase, phrases)]
    return []


_FORCING = frozenset({"zwingen", "nötigen", "verpflichten"})


def _forced(
    scene: Scene, unit: Unit, subject: NounPhrase | None, phrases: list[NounPhrase]
) -> list[Reference]:
    """"Managua zwingt Argentinien, sein Konsulat zu schließen": the object does what the infinitive tells."""
    if unit.head.lemma not in _FORCING or len(unit.clauses) < 2:
        return []
    for phrase in phrases:
        if phrase is not subject and not phrase.preposition:
            found = [r for r in scene.actors_of(phrase, unit.sentence, unit.head) if r.rule in {"state", "capital"}]
            if found:
                return found
    return []


def antecedent(scene: Scene, unit: Unit) -> list[Reference]:
    """"Die USA, die ihre Bürger aufgefordert hatten": the actor right before a relative clause whose pronoun is its subject."""
    best: NounPhrase | None = None
    holder = unit.head
    for clause in unit.sentence.clauses:
        if clause is unit.head:
            continue
        for phrase in scene.phrases[(unit.sentence.index, clause.index)]:
            if phrase.end <= unit.head.begin and (best is None or phrase.end > best.end):
                best, holder = phrase, clause
    if best is None:
        return []
    found = scene.actors_of(best, unit.sentence, holder)
    state = scene.name_at(best.head.index)
    if not found and state is not None and state.code and state.kind is NameKind.STATE:
        # "über Kenia, das ...": behind a preposition a state is no actor of its clause, and yet of the relative one
        found = [Reference(state.code, state.first, state.last, unit.sentence.index, rule="state", subject=True)]
    return found


def _who_orders(scene: Scene, unit: Unit, phrases: list[NounPhrase]) -> list[Reference]:
    """ "Auf Anweisung des US-Außenministeriums müssen alle abreisen"."""
    for phrase in phrases:
        if phrase.preposition in {"auf", "nach"} and phrase.head.lower in _ORDER:
            inside = {t.index for t in phrase.tokens}
            return [r for r in scene.references_in(unit.sentence.index) if r.first in inside and r.code]
    return []


def _other_subject(scene: Scene, unit: Unit, subject: NounPhrase | None) -> bool:
    """Whether the clause has a subject of its own that is no government: "Dschihadisten hatten ein Dorf überfallen"."""
    if subject is None or any(t.phrase.begin <= subject.head.begin < t.phrase.end for t in unit.themes):
        return False
    return "private_actor" in unit.classes and unit.where.get("private_actor") is subject.head


def acts_itself(scene: Scene, unit: Unit) -> bool:
    """Whether somebody who is no government does what the unit tells: then no government may be put in his place."""
    head = unit.head
    if head.passive or head.finite is None:
        return False
    subject = scene.subject_of(unit.sentence, head)
    return _other_subject(scene, unit, subject)


_STANDING = frozenset("stehen bereitstehen liegen warten landen starten eintreffen ankommen aufnehmen leben sitzen festsitzen".split())


def in_capital(scene: Scene, unit: Unit) -> str | None:
    """ "In Rom wird über eine Verringerung in Tunis nachgedacht": the capital that opens the clause is the government."""
    if unit.head.lemma in _STANDING:
        return None  # "In Niamey steht ein Flugzeug bereit"
    first = unit.head.tokens[0].index
    places = [p for p in scene.places_between(unit.begin, unit.end) if p.kind is NameKind.CAPITAL or p.located]
    opening = next(
        (p for p in places if p.kind is NameKind.CAPITAL and p.preposition == "in" and p.token - first <= 1), None
    )
    if opening is not None and any(p.code != opening.code for p in places):
        return opening.code
    # "In Washington, wo man die Ausreise angeordnet hat"
    around = where_of(unit.head)
    hanging = next((p for p in scene.places if p.token == around), None) if around is not None else None
    if hanging is not None and hanging.kind is NameKind.CAPITAL and any(t.lower == "man" for t in unit.head.tokens[1:3]):
        return hanging.code
    return None


def agents_above(scene: Scene, unit: Unit) -> list[Reference]:
    """Who sees or fears what a dass-clause tells: the subject of the clause above."""
    parent = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if parent is None:
        return []
    subject = scene.subject_of(unit.sentence, parent)
    return scene.actors_of(subject, unit.sentence, parent) if subject is not None else people_in_capital(scene, unit.sentence, parent)


def _joined(scene: Scene, unit: Unit, subject: NounPhrase, phrases: list[NounPhrase]) -> list[Reference]:
    """Actors joined to the subject by "und" or commas: one claim for each."""
    found: list[Reference] = []
    last = subject
    for phrase in phrases:
        if phrase.begin <= subject.begin or phrase.preposition:
            continue
        between = scene.analysis.tokens[last.tokens[-1].index + 1 : phrase.tokens[0].index]
        if between and all(t.lower in _LIST_WORDS for t in between):
            own = scene.actors_of(phrase, unit.sentence, unit.head)
            if not own:
                break
            found.extend(own)
            last = phrase
        else:
            break
    return found
