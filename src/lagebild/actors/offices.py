"""What a name leaves open, told by the text: a bare office, a possessive, a pronoun, a plural.

Each function looks back over what a scene has read so far. The order of its steps is the rule: the capital a
clause speaks in, the stage a report has turned to, the office last named, the actor last spoken of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.actors.gazetteer import Name, NameKind
from lagebild.actors.references import Place, Reference, subject_of
from lagebild.language import Clause, NounPhrase, Sentence, Token

if TYPE_CHECKING:
    from lagebild.actors.scene import Scene

# Who stands for an office: a minister named since then decides whose the bare ministry is.
_HEADS = {
    "foreign_ministry": "foreign_minister",
    "foreign_minister": "foreign_ministry",
    "defence_ministry": "defence_minister",
    "defence_minister": "defence_ministry",
}
_SEATED = frozenset(
    "foreign_ministry defence_ministry interior_ministry ministry government head_of_government head_of_state crisis_unit authority".split()
)


def by_office(scene: Scene, name: Name, sentence: Sentence, clause: Clause) -> str | None:
    """A bare office: the capital it speaks in, else the one last spoken of, else the last actor."""
    office = name.entry.office
    if office in _SEATED:
        seat = _seat(scene, sentence, clause)
        if seat is not None:
            return seat
    same = {office, _HEADS.get(office or "", office)}
    if office in {"ministry", "authority", "official", "spokesperson"}:
        same |= {"foreign_ministry", "defence_ministry", "interior_ministry", "ministry"}
    stage = _stage(scene, sentence, name.first)
    for reference in scene.recent(sentence.index, name.first, 12):
        if reference.office in same:
            if stage is not None and stage.token > reference.first:
                return stage.code
            return reference.code
    if stage is not None:
        return stage.code
    for reference in scene.recent(sentence.index, name.first, 6):
        if reference.subject:
            return reference.code
    for reference in scene.recent(sentence.index, name.first, 6):
        if reference.rule == "adjective" or reference.office:
            return reference.code
    return _seat(scene, sentence, clause) or scene.home


def _stage(scene: Scene, sentence: Sentence, before: int) -> Place | None:
    """The capital to which the report has turned: "In Paris fiel die Antwort knapper aus", "Widerspruch kam aus Quito"."""
    for place in reversed(scene.places):
        if place.token >= before:
            continue
        if sentence.index - place.sentence > 1:
            return None
        if place.kind is not NameKind.CAPITAL or _hosts_a_mission(scene, place):
            continue
        own = scene.analysis.sentences[place.sentence]
        if place.preposition == "in" and place.token - own.tokens[0].index <= 1:
            return place
        if place.preposition == "aus" and any(
            t.lemma in {"kommen", "heißen", "verlauten", "melden"} for t in own.tokens
        ):
            return place
    return None


def _hosts_a_mission(scene: Scene, place: Place) -> bool:
    """Whether the capital hangs on an embassy ("die spanische Botschaft in Caracas"): then nobody speaks from there."""
    before = scene.analysis.tokens[max(0, place.token - 3) : place.token]
    return any(
        t.lower.endswith(("botschaft", "konsulat", "vertretung", "mission", "personal", "delegation")) for t in before
    )


def _seat(scene: Scene, sentence: Sentence, clause: Clause) -> str | None:
    """The state whose capital a clause stands in: "teilte das Ministerium in der Hauptstadt Kiew mit"."""
    for place in reversed(scene.places):
        if place.sentence != sentence.index:
            break
        inside = clause.begin <= scene.analysis.tokens[place.token].begin < clause.end
        if _hosts_a_mission(scene, place):
            continue
        if place.kind is NameKind.CAPITAL and (place.preposition == "aus" or (inside and place.preposition == "in")):
            return place.code
    return None


def owner(scene: Scene, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> str | None:
    """Whose "ihre Botschaft" is: the subject of the clause, else the subject last spoken of."""
    own = [r for r in scene.references_in(sentence.index) if r.first < phrase.tokens[0].index and r.subject and r.code]
    if own:
        return own[-1].code
    subject = subject_of(scene.phrases[(sentence.index, clause.index)], clause)
    if subject is not None and subject is not phrase and subject.begin != phrase.begin:
        codes = [r.code for r in scene.references_of(subject, sentence, clause) if r.code]
        if codes:
            return codes[0]
    for reference in scene.recent(sentence.index, phrase.tokens[0].index, 2):
        if reference.subject:
            return reference.code
    return None


def last_group(scene: Scene, sentence: int, before: int) -> list[str]:
    """Codes of the last two or more actors that were joined as one subject, at most three sentences back."""
    for index in range(sentence, max(-1, sentence - 4), -1):
        group: list[Reference] = []
        for reference in scene.references_in(index):
            if reference.first >= before or not reference.code or not reference.subject:
                continue
            if group and reference.first - group[-1].last > 3:
                if len(group) > 1:
                    break
                group = []
            group.append(reference)
        codes = list(dict.fromkeys(r.code for r in group if r.code))
        if len(codes) > 1:
            return codes
    return []


def antecedent(scene: Scene, pronoun: Token, sentence: int) -> Reference | None:
    """The actor that "er", "sie", "es" or "das Ministerium" continues: the last subject that fits in number and gender."""
    word = pronoun.lower
    for reference in scene.recent(sentence, pronoun.index, 3):
        if reference.subject and _fits(scene, word, reference):
            return reference
    return None


def _fits(scene: Scene, word: str, reference: Reference) -> bool:
    if reference.person is not None:
        feminine = _feminine(scene, reference)
        return word in ({"sie", "diese", "ihr", "ihre"} if feminine else {"er", "dieser", "sein", "seine"})
    if reference.office:
        head = scene.analysis.tokens[reference.last].text
        name = scene.name_at(reference.first) or scene.name_at(reference.last)
        text = name.text if name else head
        neuter = text.endswith(
            ("ium", "Amt", "Haus", "ressort", "EDA", "BMEIA", "Department", "Departement", "Pentagon")
        )
        if neuter:
            return word in {"es", "dieses", "sein", "seine"}
        if reference.office in {"government", "embassy"}:
            return word in {"sie", "diese", "ihr", "ihre"}
        return word in {"er", "sie", "dieser", "diese"}
    gender = scene.gazetteer.gender_of(reference.code or "")
    return word in {"m": {"er", "dieser"}, "f": {"sie", "diese"}, "n": {"es", "dieses"}, "pl": {"sie", "diese"}}[gender]


def _feminine(scene: Scene, reference: Reference) -> bool:
    words = scene.analysis.tokens[reference.first : reference.last + 1]
    return any(t.text.endswith(("in", "rätin", "frau")) and scene.name_at(t.index) is not None for t in words)
