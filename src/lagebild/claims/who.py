"""Whose posture a unit tells: by the theme's own words, the clause's agent, the speaker, or what was last spoken of."""

from __future__ import annotations

from lagebild.actors import OF_STATES, NameKind, Reference, Scene
from lagebild.claims.agents import acts_itself, agents, agents_above, in_capital
from lagebild.claims.status import ANSWERING
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit
from lagebild.claims.voices import OFFICIAL, Voice
from lagebild.codebook import Frame, Lexicon

ADVISORS = frozenset({"DE", "AT", "CH"})
_JUDGING = frozenset(
    "nennen bezeichnen kritisieren bedauern begrüßen begrüssen verurteilen loben rügen tadeln beklagen bemängeln".split()
)
# Who fights is said by the clause or not at all.
_COMBAT = frozenset({"strong_attack", "attack_verb", "hit", "at_war", "carry_out"})
_ADVICE = frozenset({"warning", "advice", "part_warning"})


def actors_for(
    scene: Scene, unit: Unit, theme: Theme | None, frame: Frame, voice: Voice, lexicon: Lexicon
) -> list[tuple[str, str]]:
    """(code, rule) for each government whose posture the unit tells; [] where nothing decides.

    Args:
        frame: its ``actor`` says how: "owner", "agent", "advisor" or "assessor".
    """
    how = frame.actor
    acting = [r for r in agents(scene, unit) if r.code and not _is_theme(scene, unit, r)]
    codes = list(dict.fromkeys(r.code for r in acting if r.code))
    if how == "assessor":
        return _assessors(scene, unit, voice, codes)
    if how == "owner" and theme is not None and theme.possessive and theme.phrase.determiner.startswith("ihr"):
        # "Großbritannien und Schweden teilten mit, ihre Diplomaten blieben": each government's own
        several = scene.joined_before(unit.sentence.index, theme.phrase.tokens[0].index)
        if len(several) > 1:
            return [(code, "one of those it belongs to") for code in several]
    if theme is not None and theme.owner and how == "owner":
        if unit.meanings & {"call", "oblige"} and codes and theme.owner not in codes and theme.kind != "mission":
            return []  # "Burundi forderte alle Ruander auf zu gehen": the host's step is none of their government's
        return [(theme.owner, "the group's own words")]
    if how == "owner" and theme is not None and theme.kind == "forces":
        # "Die Schutztruppe der NATO ist mit 3800 Soldaten vertreten": the soldiers are those of the force
        beside = next((t.owner for t in unit.themes if t.kind == "forces" and t.owner), None)
        if beside is not None and not codes:
            return [(beside, "the forces beside them")]
    if how == "advisor":
        # "Für den Jemen gilt in Österreich eine Reisewarnung", "Seit Donnerstag gilt eine deutsche Reisewarnung"
        places = scene.places_between(unit.begin, unit.end)
        at_home = next((p for p in places if p.preposition == "in" and p.kind is NameKind.STATE and p.code in ADVISORS), None)
        if at_home is not None and any(p.preposition == "für" and p.code != at_home.code for p in places):
            return [(at_home.code, "where the advice holds")]
        for phrase in unit.phrases:
            if lexicon.nouns_of(phrase.head.text) & _ADVICE:
                own = [n.code for n in scene.names_in(phrase.tokens) if n.code and n.kind is not NameKind.CITY]
                if own:
                    return [(own[0], "whose warning it is")]
    if how == "owner" and theme is not None and theme.owner is None and unit.head.lemma in _JUDGING:
        return []  # "Kiew nannte den Abzug verfrüht": who judges a step has not taken it
    if unit.elided:
        return [(code, "the verb is left out after the first government") for code in unit.elided]
    if how == "owner" and theme is not None and not theme.possessive and not codes:
        # "An der amerikanischen Botschaft dürfen entbehrliche Kräfte abreisen"
        beside = next(
            (t.owner for t in unit.themes if t is not theme and t.owner and t.kind in {"mission", "staff"}), None
        )
        if beside is not None:
            return [(beside, "the mission beside it")]
    if codes:
        return [(code, "agent of the clause") for code in codes]
    return _inferred(scene, unit, theme, frame, voice)


def _assessors(scene: Scene, unit: Unit, voice: Voice, codes: list[str]) -> list[tuple[str, str]]:
    """Who sees or fears something: the speaker, else the subject of the seeing."""
    if voice.codes:
        return [(c, "the speaker assesses") for c in voice.codes]
    if unit.head.conjunction in {"dass", "daß"}:
        codes = list(dict.fromkeys(r.code for r in agents_above(scene, unit) if r.code))
    if codes and {"fear", "see"} & unit.classes:
        return [(code, "who fears it") for code in codes]
    names = scene.names_in([t for c in unit.sentence.clauses for t in c.tokens])
    if any(n.code == "WEST" for n in names):
        return [("WEST", "who fears it")]
    return []


def _inferred(
    scene: Scene, unit: Unit, theme: Theme | None, frame: Frame, voice: Voice
) -> list[tuple[str, str]]:
    """What stands in for an agent: forces, the event's own words, the speaker, a capital, who was last spoken of."""
    forces = dict.fromkeys(t.owner for t in unit.themes if t.kind == "forces" and t.owner)
    if frame.actor == "agent" and forces:
        return [(code, "whose forces act") for code in forces]
    if theme is not None and theme.owner:
        return [(theme.owner, "the group's own words")]
    own = _of_event(scene, unit, frame)
    if own is not None:
        return [(own, "the event's own words")]
    if acts_itself(scene, unit):
        return []
    if voice.codes and not voice.hearsay:
        return [(c, "the speaker's government") for c in voice.codes]
    fronted = in_capital(scene, unit)
    if fronted is not None:
        return [(fronted, "the capital in which it is done")]
    # The clause before in the same sentence ("X schließt A und holt B"), then what was last spoken of.
    if _COMBAT & set(frame.events) and _other_subject(scene, unit, frame):
        return []
    if frame.dimension == "evacuation" and frame.theme is None and not unit.themes:
        return []  # "Charterflüge stehen bereit": whose, nobody says
    host = scene.hosts[0] if scene.hosts else None
    first = unit.head.tokens[0].index
    denier = _who_answers(scene, unit)
    if denier:
        return [(denier, "who denies or confirms it")]
    if _nobody_knows(scene, unit):
        return []
    for reference in scene.recent(unit.sentence.index, first, 4):
        if reference.code != host and (reference.subject or reference.office in OFFICIAL):
            return [(reference.code or "", "last spoken of")]
    return []


def _who_answers(scene: Scene, unit: Unit) -> str | None:
    """ "Gerüchte, nach denen Einheiten verlegt würden, dementierte das Ministerium": a government answers for itself."""
    if unit.head.conjunction != "wonach":
        return None
    above = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if above is None or above.lemma not in ANSWERING:
        return None
    own = [r for r in agents_above(scene, unit) if r.code]
    begin, end = above.tokens[0].index, above.tokens[-1].index
    own = own or [r for r in scene.references_in(unit.sentence.index) if begin <= r.first <= end and r.code and (r.subject or r.office)]
    return own[0].code if own else None


def _nobody_knows(scene: Scene, unit: Unit) -> bool:
    """Whether an office acts that could not be tied to a state: "Die EU berät. Das Außenministerium rät von Reisen ab." """
    inside = (r for r in scene.references_in(unit.sentence.index) if unit.begin <= scene.analysis.tokens[r.first].begin < unit.end)
    return any(r.code is None and r.subject and r.office in OF_STATES for r in inside)


def _other_subject(scene: Scene, unit: Unit, frame: Frame) -> bool:
    """Whether the clause names who acts, and it is no government's: "Diese beschoss einen Frachter", "Regierungstruppen kämpfen"."""
    head = unit.head
    if head.passive or head.finite is None:
        return False
    if any(t.tag == "PDS" and t.lower in {"diese", "dieser", "jene"} for t in head.tokens[:2]):
        return True
    subject = scene.subject_of(unit.sentence, head)
    if subject is None or subject.determiner.startswith(("ihr", "sein")) or subject.head.tag not in {"NN", "NE"}:
        return False
    return all(unit.where.get(event) is not subject.head for event in frame.events)


def _of_event(scene: Scene, unit: Unit, frame: Frame) -> str | None:
    """ "Norwegens Evakuierungsflüge", "der erste Evakuierungsflug der Niederlande": the noun of the event names its government."""
    named = {*frame.events, *(part for need in frame.need_sets for part in need)}
    heads = {id(unit.where[e]) for e in named if e in unit.where}
    for phrase in unit.phrases:
        if id(phrase.head) not in heads or phrase.head.lower in {"verlassen", "verlassens"}:
            continue  # "zum Verlassen der Ukraine": what is left does nothing
        for name in scene.names_in(phrase.tokens):
            if name.code and name.kind not in {NameKind.CITY, NameKind.AREA} and not scene.is_place(name.first):
                return name.code
    return None


def _is_theme(scene: Scene, unit: Unit, reference: Reference) -> bool:
    """Whether a reference is the group itself: "alle Diplomaten habe man heimgeholt"."""
    begin = scene.analysis.tokens[reference.first].begin
    return reference.rule == "bare office" and any(
        t.kind in {"staff", "family", "forces"} and t.phrase.begin <= begin < t.phrase.end for t in unit.themes
    )
