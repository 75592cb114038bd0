"""What a name leaves open, told by the text: a bare office, a possessive, a pronoun, a plural.

Each function looks back over what a scene has read so far. The order of its steps is the rule: the capital a
clause speaks in, the stage a report has turned to, the office last named, the actor last spoken of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagebild.actors.gazetteer import Name, NameKind
from lagebild.actors.references import Place, Reference
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


# Offices that each government has and an organisation has not.
OF_STATES = frozenset(
    """foreign_ministry defence_ministry interior_ministry foreign_minister defence_minister ministry minister crisis_unit
    embassy consulate ambassador consul head_of_state head_of_government""".split()
)
# What speaks or works for whomever the paragraph is about.
_OF_THE_PARAGRAPH = frozenset("embassy consulate ambassador consul diplomat spokesperson official authority".split())
_CALLS = frozenset("drängen auffordern aufrufen raten bitten warnen empfehlen anweisen mahnen ermahnen nahelegen beraten".split())
ORGANISATIONS = frozenset({"EU", "NATO", "UN", "OSCE", "AFRICAN_UNION", "WEST"})


def by_office(scene: Scene, name: Name, sentence: Sentence, clause: Clause) -> str | None:
    """A bare office: the capital it speaks in, else the one last spoken of, else the last actor.

    What no organisation has (a ministry, an embassy) is never given to one; on a government's own page it is its own.
    """
    office = name.entry.office
    if scene.document.authority is not None:
        return scene.document.authority
    if office in _SEATED:
        seat = _seat(scene, sentence, clause)
        if seat is not None:
            return seat
    if office == "secretary_general":
        bodies = [n for n in scene.names if n.kind is NameKind.ORGANISATION and n.first < name.first and n.code in {"UN", "NATO", "OSCE"}]
        return bodies[-1].code if bodies else None
    barred = ORGANISATIONS if office in OF_STATES else frozenset()
    own = _own_sentence(scene, name, sentence, clause)
    if own is not None and own not in barred:
        return own
    if office in _OF_THE_PARAGRAPH:
        near = _own_paragraph(scene, name, sentence)
        if near is not None and near not in barred:
            return near
    same = {office, _HEADS.get(office or "", office)}
    if office in {"ministry", "authority", "official", "spokesperson"}:
        same |= {"foreign_ministry", "defence_ministry", "interior_ministry", "ministry"}
    if office == "foreign_ministry" and name.kind is NameKind.OFFICE and scene.home and not _spoken_here(scene, name, sentence):
        return scene.home  # in an Austrian paper the bare Außenministerium is Vienna's, where a new paragraph turns to it
    stage = _stage(scene, sentence, name.first)
    told = _told(sentence, clause)
    for reference in scene.recent(sentence.index, name.first, 12):
        if told is not None and reference.sentence == sentence.index and told[0] <= reference.first <= told[1]:
            continue
        if reference.office in same and reference.code not in barred:
            if stage is not None and stage.token > reference.first:
                return stage.code
            return reference.code
    if stage is not None:
        return stage.code
    spoken = [
        r
        for r in scene.recent(sentence.index, name.first, 6)
        if r.code not in barred and (told is None or r.sentence != sentence.index or not told[0] <= r.first <= told[1])
    ]
    leading = [r for r in spoken if r.subject] or [r for r in spoken if r.rule == "adjective" or r.office]
    if leading:
        return leading[0].code
    return _seat(scene, sentence, clause) or (None if _never_at_home(name) else scene.home)


def _never_at_home(name: Name) -> bool:
    """Titles under which no national office of Austria or Switzerland goes: "Ministerpräsident Otárola" is somebody else's."""
    return name.text.startswith(("Ministerpräsident", "Premier", "Präsident", "Staatspräsident", "König", "Emir", "Sultan", "Machthaber", "Junta"))


_ACCORDING = frozenset("laut angaben worten darstellung aussage aussagen auskunft einschätzung zufolge ansicht".split())


def _own_sentence(scene: Scene, name: Name, sentence: Sentence, clause: Clause) -> str | None:
    """Whose an office is by the words before it in its sentence.

    "Spanien hält laut Außenminister Vidal ein Flugzeug bereit" names the government as the subject; "Die letzten Briten
    drängte das Außenministerium" names its citizens.
    """
    before = [r for r in scene.references_in(sentence.index) if r.first < name.first and r.code]
    named = {"state", "capital", "metonym", "demonym"}
    inside = [r for r in before if clause.begin <= scene.analysis.tokens[r.first].begin < clause.end]
    subject = next((r for r in reversed(inside) if r.subject and r.rule in named), None)
    if subject is None:
        phrase = scene.subject_of(sentence, clause)
        if phrase is not None and phrase.tokens[-1].index < name.first:
            subject = next((r for r in scene.references_of(phrase, sentence, clause) if r.code and r.rule in named), None)
    around = {t.lower for t in scene.analysis.tokens[max(0, name.first - 7) : name.first]}
    vouches = not _ACCORDING.isdisjoint(around)
    if subject is not None and (vouches if name.kind is NameKind.ROLE else name.entry.office not in {"diplomat", "armed_forces", "military"}):
        return subject.code
    if clause.lemma in _CALLS and name.entry.office in _SEATED:
        told = next((r for r in reversed(inside) if r.rule in {"adjective", "demonym"}), None)
        if told is not None:
            return told.code
        # "Das Außenministerium forderte alle Österreicher im Iran auf"
        called = (n for n in scene.names_in(clause.tokens) if n.kind is NameKind.DEMONYM and n.first > name.last)
        return next((n.code for n in called if n.code), None)
    return None


def _spoken_here(scene: Scene, name: Name, sentence: Sentence) -> bool:
    """Whether a government was named in the same paragraph before."""
    sentences = scene.analysis.sentences
    return any(sentences[r.sentence].paragraph == sentence.paragraph for r in scene.recent(sentence.index, name.first, 6))


def _own_paragraph(scene: Scene, name: Name, sentence: Sentence) -> str | None:
    """The government last named as a subject or by an office in the same paragraph."""
    sentences = scene.analysis.sentences
    for reference in scene.recent(sentence.index, name.first, 6):
        if sentences[reference.sentence].paragraph != sentence.paragraph:
            return None
        if reference.subject or reference.office:
            return reference.code
    return None


def _stage(scene: Scene, sentence: Sentence, before: int) -> Place | None:
    """The capital to which the report has turned: "In Paris fiel die Antwort knapper aus", "Widerspruch kam aus Quito"."""
    for place in reversed(scene.places):
        if place.token >= before:
            continue
        if sentence.index - place.sentence > 1:
            return None
        here = place.kind is NameKind.STATE and place.sentence == sentence.index  # "In Pakistan ist das nicht entschieden: ..."
        if not (place.kind is NameKind.CAPITAL or here) or _hosts_a_mission(scene, place):
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
        if place.kind is NameKind.CAPITAL and where_of(clause) == place.token:
            return place.code
    return None


def _told(sentence: Sentence, clause: Clause) -> tuple[int, int] | None:
    """First and last token of a dass-clause before its verb: "Dass Peking angreifen könnte, will Minister Wu nicht ausschließen"."""
    for other in sentence.clauses:
        if other.parent == clause.index and other.index < clause.index and other.conjunction in {"dass", "daß", "ob"}:
            return other.tokens[0].index, other.tokens[-1].index
    return None


def where_of(clause: Clause) -> int | None:
    """Index of the token that a clause with "wo" hangs on: "In Georgetown, wo Präsident Ali ..."."""
    first = clause.tokens[0]
    return first.index - 2 if first.lower == "wo" else None


def owner(scene: Scene, phrase: NounPhrase, sentence: Sentence, clause: Clause) -> str | None:
    """Whose "ihre Botschaft" is: the subject of the clause, else the subject last spoken of."""
    own = [r for r in scene.references_in(sentence.index) if r.first < phrase.tokens[0].index and r.subject and r.code]
    if own:
        return own[-1].code
    subject = scene.subject_of(sentence, clause)
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
    if reference.rule == "capital":
        return word in {"es", "dieses", "sein", "seine"}  # "Teheran hat betont, dass es keine Pläne hat"
    gender = scene.gazetteer.gender_of(reference.code or "")
    return word in {"m": {"er", "dieser"}, "f": {"sie", "diese"}, "n": {"es", "dieses"}, "pl": {"sie", "diese"}}[gender]


def _feminine(scene: Scene, reference: Reference) -> bool:
    words = scene.analysis.tokens[reference.first : reference.last + 1]
    return any(t.text.endswith(("in", "rätin", "frau")) and scene.name_at(t.index) is not None for t in words)
