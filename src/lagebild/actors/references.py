"""What a scene notes of each name: an actor as mentioned, a place as mentioned, and who can be a clause's subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lagebild.actors.gazetteer import NameKind
from lagebild.language import Clause, ClauseKind, NounPhrase, Token
from lagebild.model import Act, Kind, Span, Statement

# Prepositions after which a country or capital is a place and not a government.
LOCATIVE = frozenset(
    """in im ins into aus nach ab bei beim um nahe durch innerhalb außerhalb nördlich südlich östlich westlich unweit vor
    über auf""".split()
)


# Towns where organisations sit: what is said there is said for them.
SEATS = {"Brüssel": ("EU", "NATO"), "Brüssels": ("EU", "NATO"), "Straßburg": ("EU",), "New York": ("UN",), "Genf": ("UN",)}


# Parties that only one of the three countries has; the press puts them behind a politician's name.
PARTIES = {
    **dict.fromkeys(("CDU", "CSU", "SPD", "AfD", "BSW", "Linke", "FDP", "Grüne"), "DE"),
    **dict.fromkeys(("ÖVP", "SPÖ", "FPÖ", "Neos", "NEOS"), "AT"),
    "SVP": "CH",
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An actor as mentioned: ``code`` may be None for a person or office that could not be tied."""

    code: str | None
    first: int
    last: int
    sentence: int
    office: str | None = None
    person: str | None = None
    rule: str = ""
    subject: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place as mentioned: token index, code, and whether a preposition or object makes it a place.

    ``muted`` is where somebody speaks or works from ("sagte sie in Brüssel", "von Tunis aus"): no host.
    """

    code: str
    token: int
    sentence: int
    kind: NameKind
    located: bool
    text: str
    preposition: str = ""
    muted: bool = False


_OBLIQUE = frozenset(
    "den dem des einen einem eines ihren ihrem ihres seinen seinem seines keinen keinem diesen diesem dieses deren dessen".split()
)


def _pronoun_subject(clause: Clause) -> bool:
    """Whether a pronoun beside the finite verb is the subject: "Sie müssten die Salomonen verlassen"."""
    if clause.finite is None:
        return False
    finite, before = clause.finite, None
    found = False  # never, where it is shared with the clause before
    for token in clause.tokens:
        if found:
            return _is_pronoun(token)
        if token is finite:
            if before is not None and _is_pronoun(before):
                return True
            found = True
        before = token
    return False


def _is_pronoun(token: Token) -> bool:
    return token.tag in {"PPER", "PIS"} and token.lower in {"er", "sie", "man", "wir", "ich"}


def subject_of(phrases: list[NounPhrase], clause: Clause) -> NounPhrase | None:
    """The phrase that can be the clause's subject: the first without preposition and oblique article.

    German marks the nominative badly; an article that cannot be nominative rules a phrase out, and of what
    remains the first is right more often than any other.
    """
    if clause.kind is ClauseKind.INFINITIVE:
        return None
    if clause.kind is ClauseKind.RELATIVE and clause.tokens[0].lower in {
        "der",
        "die",
        "das",
        "welche",
        "welcher",
        "welches",
        "wer",
    }:
        # "Personen, die die Ukraine besuchen": the pronoun is the subject more often than not
        return None
    if _pronoun_subject(clause):
        return None
    candidates = [
        p
        for p in phrases
        if not p.preposition and p.determiner not in _OBLIQUE and not _is_time(p) and not joined_to_prepositional(p, phrases, clause)
    ]
    if (
        clause.finite is not None
        and clause.finite.tense == "pres"
        and clause.finite.lower.endswith("t")
        and len(candidates) > 1
    ):
        # "Deutsche Staatsangehörige fordert das Amt auf": a singular verb has no plural subject
        singular = [p for p in candidates if not _plural(p)]
        if singular:
            return singular[0]
    if len(candidates) > 1 and clause.finite is not None and not candidates[0].determiner and len(candidates[0].tokens) < 3:
        # "Heftige Kritik musste sich die Regierung anhören": a bare abstract noun gives way to an office with its article
        first, second = candidates[:2]
        behind = clause.finite.begin < second.begin and first.end <= clause.finite.begin
        if behind and first.head.tag == "NN" and second.determiner in {"der", "die", "das"} and _office(second):
            return second
    return candidates[0] if candidates else None


def joined_to_prepositional(phrase: NounPhrase, phrases: list[NounPhrase], clause: Clause) -> bool:
    """ "Für Israel und die palästinensischen Gebiete gilt ...": what "und" joins to a prepositional phrase stands in its case."""
    first = phrase.tokens[0].index
    if first - 2 not in [p.tokens[-1].index for p in phrases if p.preposition]:
        return False
    before = next((t for t in clause.tokens if t.index == first - 1), None)
    return before is not None and before.lower in {"und", "sowie", "oder"}


def _office(phrase: NounPhrase) -> bool:
    return phrase.head.lower.endswith(("regierung", "ministerium", "minister", "ministerin", "präsident", "präsidentin", "amt"))


_TIME = frozenset(
    "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonnabend Sonntag Ende Anfang Mitte Woche Monat Jahr Tag Abend Morgen Nacht".split()
)


def _is_time(phrase: NounPhrase) -> bool:
    return phrase.tokens[0].text in _TIME or phrase.head.text in _TIME or phrase.head.lower.startswith(_SPANS)


def speech_frames(statements: Iterable[Statement]) -> list[Span]:
    """Frames that only tell who speaks where; in "forderte alle im Libanon auf" the frame tells the posture itself."""
    plain = {Act.SAYS, Act.ANNOUNCES, Act.CONFIRMS, Act.DENIES, Act.DECLINES}
    return [f for s in statements if s.act in plain and s.kind is not Kind.REPORTED for f in s.frame]


_SPANS = ("tage", "woche", "monat", "stunde", "jahre", "minute")


def _plural(phrase: NounPhrase) -> bool:
    return phrase.determiner in {"alle", "beide", "viele", "mehrere", "einige"} or (
        not phrase.determiner
        and phrase.tokens[0].tag == "ADJ(A)"
        and phrase.tokens[0].lower.endswith("e")
        and phrase.head.lower.endswith(("e", "en"))
    )
