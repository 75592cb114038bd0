"""Whose posture a unit tells: by the theme's own words, the clause's agent, the speaker, or what was last spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.actors import NameKind, Reference, Scene, subject_of
from lagebild.claims.themes import Theme
from lagebild.claims.unit import Unit
from lagebild.codebook import Lexicon
from lagebild.codebook.authorities import authority_name
from lagebild.language import NounPhrase, Sentence
from lagebild.model import Span, Statement

_OFFICIAL = frozenset(
    """foreign_ministry defence_ministry interior_ministry ministry government head_of_government head_of_state crisis_unit
    embassy consulate spokesperson foreign_minister defence_minister minister ambassador state_secretary official diplomat
    high_representative secretary_general security_adviser armed_forces military authority consul federal_councillor
    security_council intelligence organisation""".split()
)


# Who speaks for himself and not for a government.
_NO_GOVERNMENT = frozenset({"member_of_parliament", "politician", "expert", "rebel", "mayor", "parliament"})
_LIST_WORDS = frozenset({"und", "sowie", ",", "oder", "wie", "auch", "die", "der", "das"})
_OBLIQUE = frozenset("den dem des einen einem eines ihren ihrem ihres seinen seinem seines keinen keinem".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """Who vouches for a unit: codes of the government behind the speaker, or a medium, or nobody (the report)."""

    codes: tuple[str, ...]
    text: str | None
    hearsay: bool
    via: tuple[str, ...] = ()


def voice_of(scene: Scene, unit: Unit, lexicon: Lexicon) -> Voice:
    """The voice behind a unit: its statement's speaker, resolved; on an authority's own page that authority."""
    authority = scene.document.authority
    if authority is not None:
        return Voice((authority,), authority_name(authority) or scene.document.outlet, False)
    statement = unit.statement
    if statement is None or not statement.speaker:
        own = _according_to(scene, unit)
        if own is not None:
            return own
    if statement is not None and not statement.speaker:
        seat = _spoken_from(scene, statement)
        if seat is not None:
            return Voice((seat,), None, False, statement.via)
    if statement is None:
        return Voice((), None, bool(unit.hearsay), (unit.hearsay,) if unit.hearsay else ())
    if not statement.speaker:
        if statement.via:
            return Voice((), None, True, statement.via)
        return Voice((), None, bool(unit.hearsay), statement.via)
    words = " ".join(scene.document.text[s.begin : s.end] for s in statement.speaker)
    codes, hearsay = resolve_speaker(scene, statement, lexicon)
    via = statement.via or ((words,) if hearsay else ())
    return Voice(tuple(codes), words, hearsay or bool(unit.hearsay), via)


def _spoken_from(scene: Scene, statement: Statement) -> str | None:
    """The government of the capital in a frame without a speaker: "In Bangkok hieß es, ..."."""
    host = scene.hosts[0] if scene.hosts else None
    for span in statement.frame:
        for place in scene.places_between(span.begin, span.end):
            if place.kind is NameKind.CAPITAL and place.preposition in {"in", "aus"} and place.code != host:
                return place.code
    return None


_VIEW = frozenset(
    """einschätzung ansicht erkenntnissen erkenntnis angaben worten darstellung auffassung auskunft aussage bekunden
    meinung überzeugung lesart informationen geheimdiensterkenntnissen""".split()
)


def _according_to(scene: Scene, unit: Unit) -> Voice | None:
    """ "Nach Einschätzung der EU-Delegation": the phrase that names whose view it is."""
    for phrase in unit.phrases:
        if phrase.preposition in {"nach", "laut"} and phrase.head.lower in _VIEW:
            named = (n.code or scene.office_code(n, unit.sentence, unit.head) for n in scene.names_in(phrase.tokens))
            codes = tuple(dict.fromkeys(code for code in named if code))
            if codes:
                return Voice(codes[:1], phrase.text, False)
    return None


def resolve_speaker(scene: Scene, statement: Statement, lexicon: Lexicon) -> tuple[list[str], bool]:
    """(codes of the speaker's government, whether it is a medium or an unnamed source)."""
    codes: list[str] = []
    hearsay = several = False
    for span in statement.speaker:
        sentence = scene.analysis.sentence_at(span.begin)
        for token in sentence.tokens:
            if (
                span.begin <= token.begin < span.end
                and {"outlet", "insider"} & lexicon.nouns_of(token.text)
                and token.text[0].isupper()
            ):
                hearsay = True
        for reference in scene.references:
            first = scene.analysis.tokens[reference.first]
            last = scene.analysis.tokens[reference.last]
            overlap = first.begin < span.end and span.begin < last.end
            if overlap and reference.office in _NO_GOVERNMENT:
                continue
            if overlap and reference.code and reference.rule not in {"adjective"}:
                codes.append(reference.code)
                several = several or reference.rule == "plural office"
        if not codes:
            codes.extend(_bare_offices(scene, sentence, span))
        if not codes:
            for token in sentence.tokens:
                if span.begin <= token.begin < span.end:
                    known = scene.person(token.text)
                    if known is not None and known.code:
                        codes.append(known.code)
                    elif token.tag == "PPER" or token.lower in {"er", "sie", "es"}:
                        reference_ = scene.antecedent(token, sentence.index)
                        if reference_ is not None and reference_.code:
                            codes.append(reference_.code)
    unique = list(dict.fromkeys(codes))
    if not unique and not hearsay and _reports(scene, statement):
        # "Der Boston Ledger berichtete": who reports and is no government is a medium, whatever its name
        hearsay = True
    if len(unique) > 1 and len(statement.speaker) == 1 and not several:
        # "eine Beamtin des US-Außenministeriums": genitives repeat the head's government; two heads are two speakers
        text = scene.document.text[statement.speaker[0].begin : statement.speaker[0].end]
        if " und " not in text and "," not in text:
            unique = unique[:1]
    return unique, hearsay and not codes or hearsay and _only_media(scene, statement, lexicon)


def _bare_offices(scene: Scene, sentence: Sentence, span: Span) -> list[str]:
    """Offices inside a speaker's words that the text has to tell: "des Verteidigungsministeriums in Quito"."""
    tokens = [t for t in sentence.tokens if span.begin <= t.begin < span.end]
    clause = next((c for c in sentence.clauses if c.begin <= span.begin < c.end), sentence.clauses[0])
    found = []
    for name in scene.names_in(tokens):
        if name.code is not None:
            continue
        before = scene.analysis.tokens[name.first - 1] if name.first else None
        if before is not None and before.tag == "PPOSAT":
            # "nach Angaben ihres Sprechers": the possessive says whose
            found.append(scene.holder_at(before, name, sentence, clause))
        else:
            found.append(scene.office_code(name, sentence, clause))
    return [code for code in found if code]


_REPORTING = frozenset({"berichten", "melden", "schreiben", "titeln", "enthüllen", "vermelden"})


def _reports(scene: Scene, statement: Statement) -> bool:
    for span in statement.cue:
        sentence = scene.analysis.sentence_at(span.begin)
        if any(t.lemma in _REPORTING for t in sentence.tokens if span.begin <= t.begin < span.end):
            return True
    return False


def _only_media(scene: Scene, statement: Statement, lexicon: Lexicon) -> bool:
    span = statement.speaker[0]
    sentence = scene.analysis.sentence_at(span.begin)
    for token in sentence.tokens:
        if span.begin <= token.begin < span.end and token.text[0].isupper():
            name = scene.name_at(token.index)
            if name is not None and name.entry.office in _OFFICIAL:
                return False
            if {"outlet", "insider"} & lexicon.nouns_of(token.text):
                return True
    return True


def agents(scene: Scene, unit: Unit) -> list[Reference]:
    """Actors that act in a unit: the head's subject with what is joined to it, else the passive's "von" phrase."""
    head = unit.head
    phrases = scene.phrases[(unit.sentence.index, head.index)]
    subject = subject_of(phrases, head)
    found: list[Reference] = []
    if subject is not None:
        found = scene.actors_of(subject, unit.sentence, head)
        if found:
            found = [*found, *_joined(scene, unit, subject, phrases)]
    if not found and not head.passive and head.kind.value != "infinitive":
        # "Deutsche Staatsangehörige hatte das Amt aufgefordert": an object may stand first
        for phrase in phrases:
            if phrase is subject or phrase.preposition or phrase.determiner in _OBLIQUE:
                continue
            found = scene.actors_of(phrase, unit.sentence, head)
            if found and "leave" in unit.classes and found[0].rule in {"state", "capital"}:
                found = []  # "müssten Ecuador verlassen": what is left is no agent
            if found:
                found = [*found, *_joined(scene, unit, phrase, phrases)]
                break
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
        pronoun = next(
            (t for t in head.tokens if t.lower in {"er", "sie", "es", "man"} and t.tag in {"PPER", "PIS"}), None
        )
        if pronoun is not None and subject is None and pronoun.lower != "man":
            reference = scene.antecedent(pronoun, unit.sentence.index)
            if reference is not None:
                found = [reference]
    return found


def _in_capital(scene: Scene, unit: Unit) -> str | None:
    """"In Rom wird über eine Verringerung in Tunis nachgedacht": the capital that opens the clause is the government."""
    first = unit.head.tokens[0].index
    places = [p for p in scene.places_between(unit.begin, unit.end) if p.kind is NameKind.CAPITAL or p.located]
    opening = next((p for p in places if p.kind is NameKind.CAPITAL and p.preposition == "in" and p.token - first <= 1), None)
    if opening is not None and any(p.code != opening.code for p in places):
        return opening.code
    return None


def _is_theme(scene: Scene, unit: Unit, reference: Reference) -> bool:
    """Whether a reference is the group itself: "alle Diplomaten habe man heimgeholt"."""
    begin = scene.analysis.tokens[reference.first].begin
    return reference.rule == "bare office" and any(
        t.kind in {"staff", "family", "forces"} and t.phrase.begin <= begin < t.phrase.end for t in unit.themes
    )


def _agents_above(scene: Scene, unit: Unit) -> list[Reference]:
    """Who sees or fears what a dass-clause tells: the subject of the clause above."""
    parent = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if parent is None:
        return []
    subject = subject_of(scene.phrases[(unit.sentence.index, parent.index)], parent)
    return scene.actors_of(subject, unit.sentence, parent) if subject is not None else []


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


def actors_for(
    scene: Scene, unit: Unit, theme: Theme | None, how: str, voice: Voice, lexicon: Lexicon
) -> list[tuple[str, str]]:
    """(code, rule) for each government whose posture the unit tells; [] where nothing decides.

    Args:
        how: "owner", "agent", "advisor" or "assessor", as the frame says.
    """
    if how in {"owner", "agent"} and theme is not None and theme.owner and how == "owner":
        return [(theme.owner, "the group's own words")]
    if how == "advisor":
        # "Seit Donnerstag gilt eine deutsche Reisewarnung"
        for phrase in unit.phrases:
            if lexicon.nouns_of(phrase.head.text) & {"warning", "advice", "part_warning"}:
                codes = [n.code for n in scene.names_in(phrase.tokens) if n.code and n.kind is not NameKind.CITY]
                if codes and codes[0]:
                    return [(codes[0], "whose warning it is")]
    if unit.elided:
        return [(code, "the verb is left out after the first government") for code in unit.elided]
    if how == "owner" and theme is not None and not theme.possessive:
        # "An der amerikanischen Botschaft dürfen entbehrliche Kräfte abreisen"
        beside = next(
            (t.owner for t in unit.themes if t is not theme and t.owner and t.kind in {"mission", "staff"}), None
        )
        if beside is not None:
            return [(beside, "the mission beside it")]
    acting = [r for r in agents(scene, unit) if r.code and not _is_theme(scene, unit, r)]
    if how == "assessor" and voice.codes:
        return [(c, "the speaker assesses") for c in voice.codes]
    if how == "assessor":
        if unit.head.conjunction in {"dass", "daß"}:
            acting = _agents_above(scene, unit)
        if acting and {"fear", "see"} & unit.classes:
            return [(code, "who fears it") for code in dict.fromkeys(r.code for r in acting if r.code)]
        names = scene.names_in([t for c in unit.sentence.clauses for t in c.tokens])
        if any(n.code == "WEST" for n in names):
            return [("WEST", "who fears it")]
        return []
    if acting:
        return [(code, "agent of the clause") for code in dict.fromkeys(r.code for r in acting if r.code)]
    forces = next((t.owner for t in unit.themes if t.kind == "forces" and t.owner), None)
    if how == "agent" and forces:
        return [(forces, "whose forces act")]
    if theme is not None and theme.owner and how != "assessor":
        return [(theme.owner, "the group's own words")]
    if voice.codes and not voice.hearsay:
        return [(c, "the speaker's government") for c in voice.codes]
    fronted = _in_capital(scene, unit)
    if fronted is not None and how != "assessor":
        return [(fronted, "the capital in which it is done")]
    # The clause before in the same sentence ("X schließt A und holt B"), then what was last spoken of.
    for reference in reversed(scene.references):
        token = scene.analysis.tokens[reference.first]
        if token.begin >= unit.begin or not reference.code:
            continue
        if unit.sentence.index - reference.sentence > 4:
            break
        if reference.code != (scene.hosts[0] if scene.hosts else None) and (
            reference.subject or reference.office in _OFFICIAL
        ):
            return [(reference.code, "last spoken of")]
    return []
