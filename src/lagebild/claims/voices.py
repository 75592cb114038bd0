"""Who vouches for a unit: the speaker of its statement, resolved to a government, a medium, or the report itself."""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.actors import NameKind, Scene
from lagebild.claims.unit import Unit
from lagebild.codebook import Lexicon
from lagebild.codebook.authorities import authority_name
from lagebild.language import Sentence
from lagebild.model import Span, Statement

OFFICIAL = frozenset(
    """foreign_ministry defence_ministry interior_ministry ministry government head_of_government head_of_state crisis_unit
    embassy consulate spokesperson foreign_minister defence_minister minister ambassador state_secretary official diplomat
    high_representative secretary_general security_adviser armed_forces military authority consul federal_councillor
    security_council intelligence organisation""".split()
)
# Who speaks for himself and not for a government.
_NO_GOVERNMENT = frozenset({"member_of_parliament", "politician", "expert", "rebel", "mayor", "parliament"})
_VIEW = frozenset(
    """einschätzung ansicht erkenntnissen erkenntnis angaben worten darstellung auffassung auskunft aussage bekunden
    meinung überzeugung lesart informationen geheimdiensterkenntnissen angabe aussagen""".split()
)
_BODIES = frozenset({"UN", "EU", "NATO", "OSCE"})
_REPORTING = frozenset({"berichten", "melden", "schreiben", "titeln", "enthüllen", "vermelden"})


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
    if statement is None:
        own = _according_to(scene, unit)
        return own or Voice((), None, bool(unit.hearsay), (unit.hearsay,) if unit.hearsay else ())
    words = " ".join(scene.document.text[s.begin : s.end] for s in statement.speaker) or None
    codes, hearsay = resolve_speaker(scene, statement, lexicon) if statement.speaker else ([], False)
    if not codes and not hearsay:
        other = _according_to(scene, unit)
        if other is not None:
            return Voice(other.codes, other.text, False, statement.via)
        seat = _spoken_from(scene, statement)
        if seat is not None:
            return Voice((seat,), words, False, statement.via)
    hearsay = hearsay or bool(unit.hearsay) or (not codes and bool(statement.via))
    via = statement.via or ((words,) if hearsay and words else ())
    return Voice(tuple(codes), words, hearsay, via)


def _spoken_from(scene: Scene, statement: Statement) -> str | None:
    """The government of a frame without a speaker: "In Bangkok hieß es", "hieß es im Pentagon", "in den Hinweisen des Auswärtigen Amts"."""
    host = scene.hosts[0] if scene.hosts else None
    for span in statement.frame:
        sentence = scene.analysis.sentence_at(span.begin)
        tokens = [t for t in sentence.tokens if span.begin <= t.begin < span.end]
        for name in scene.names_in(tokens):
            if name.code and name.kind in {NameKind.OFFICE, NameKind.METONYM, NameKind.ORGANISATION}:
                return name.code
        offices = _bare_offices(scene, sentence, span)
        if offices:
            return offices[0]
        for place in scene.places_between(span.begin, span.end):
            if place.kind is NameKind.CAPITAL and place.preposition in {"in", "aus"} and place.code != host:
                return place.code
    return None


def _according_to(scene: Scene, unit: Unit) -> Voice | None:
    """ "Nach Einschätzung der EU-Delegation", "nach ukrainischer Darstellung", "nach Angaben aus Dublin"."""
    for k, phrase in enumerate(unit.phrases):
        if phrase.preposition not in {"nach", "laut"} or phrase.head.lower not in _VIEW:
            continue
        tokens = list(phrase.tokens)
        following = unit.phrases[k + 1] if k + 1 < len(unit.phrases) else None
        if following is not None and following.preposition in {"aus", "von", "vom"}:
            tokens += following.tokens
        named = (n.code or scene.office_code(n, unit.sentence, unit.head) for n in scene.names_in(tokens))
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
        words = [t for t in sentence.tokens if span.begin <= t.begin < span.end]
        for token in words:
            if token.text[0].isupper() and {"outlet", "insider"} & lexicon.nouns_of(token.text):
                hearsay = True
        for reference in scene.references_in(sentence.index):
            first = scene.analysis.tokens[reference.first]
            last = scene.analysis.tokens[reference.last]
            overlap = first.begin < span.end and span.begin < last.end
            if overlap and reference.office in _NO_GOVERNMENT:
                continue
            of_body = reference.code in _BODIES  # "der Chef der Uno-Mission"
            if overlap and reference.code and (reference.rule != "adjective" or of_body):
                codes.append(reference.code)
                several = several or reference.rule == "plural office"
        if not codes:
            codes.extend(_bare_offices(scene, sentence, span))
        if not codes:
            for token in words:
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
            if name is not None and name.entry.office in OFFICIAL:
                return False
            if {"outlet", "insider"} & lexicon.nouns_of(token.text):
                return True
    return True
