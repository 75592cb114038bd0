"""Sentences fall into clauses, by the commas, conjunctions and verb places that German makes obligatory.

Each clause knows its kind, its finite verb, its full verb (separable prefix rejoined), and what is done to
the verb: passive, modal, negation, perfect. A main clause broken by an inserted one is one clause again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lagebild.language.joining import TELLING, join_pieces, leaves_verb_out
from lagebild.language.pieces import (
    COORDINATORS,
    FINITE,
    INFINITIVE,
    NOUN,
    OM_ZU,
    PARTICIPLE,
    QUOTE_MARKS,
    REL_WORDS,
    RELATIVE,
    SUBORDINATORS,
    Piece,
    find_finite,
    has_verb,
    is_infinitive,
    mend_plural_verb,
    mend_tags,
    part_coordination,
    split_pieces,
)
from lagebild.language.tokens import Token

__all__ = [
    "FINITE",
    "INFINITIVE",
    "NOUN",
    "PARTICIPLE",
    "QUOTE_MARKS",
    "SUBORDINATORS",
    "Clause",
    "ClauseKind",
    "is_negator",
    "split_clauses",
]


class ClauseKind(StrEnum):
    MAIN = "main"
    VERB_FIRST = "verb_first"
    SUBORDINATE = "subordinate"
    RELATIVE = "relative"
    INFINITIVE = "infinitive"
    FRAGMENT = "fragment"


@dataclass(slots=True)
class Clause:
    """A clause as the tokens that belong to it, in order of the text.

    Attributes:
        tokens: without quotation marks; commas only inside.
        finite: the finite verb, or None.
        verbs: all verb tokens with a rejoined separable prefix.
        lemma: base form of the full verb ("abziehen", "in Betrieb sein" is "sein").
        conjunction: the word that subordinates it, in small letters.
        parent: index of the clause it depends on within its sentence, or None.
        elliptic: whether it repeats the verb of the clause before without saying it ("Bern ebenfalls").
        shared: index of the clause whose finite verb it shares ("haben A geschlossen und B geholt"), or None.
    """

    index: int
    kind: ClauseKind
    tokens: list[Token]
    finite: Token | None = None
    verbs: list[Token] = field(default_factory=list)
    lemma: str = ""
    conjunction: str = ""
    passive: bool = False
    perfect: bool = False
    past_perfect: bool = False
    modal: str = ""
    mood: str | None = None
    negation: list[Token] = field(default_factory=list)
    parent: int | None = None
    shared: int | None = None
    elliptic: bool = False

    @property
    def begin(self) -> int:
        return self.tokens[0].begin

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def subjunctive(self) -> bool:
        return self.mood in {"konj1", "konj2"}


_NEGATORS = frozenset(
    """nicht nie niemals keineswegs keinesfalls weder nirgends mitnichten
    kein keine keinen keinem keiner keines keinerlei""".split()
)


def is_negator(token: Token) -> bool:
    """Whether the word negates what it stands with: nicht, kein, weder, nie."""
    return token.lower in _NEGATORS


def split_clauses(tokens: list[Token]) -> list[Clause]:
    """Clauses of one tagged sentence in order of their beginning."""
    words = [t for t in tokens if t.text not in QUOTE_MARKS]
    pieces = split_pieces(words)
    for piece in pieces:
        mend_tags(piece)
    if not any(has_verb(piece.tokens) for piece in pieces):
        find_finite(pieces)
    mend_plural_verb(pieces)
    pieces = [part for piece in pieces for part in part_coordination(piece)]
    clauses = [_describe(i, g) for i, g in enumerate(join_pieces(pieces))]
    for clause in clauses:
        _say_whereby(clause, words)
    _attach(clauses)
    return clauses


# "Berichte, nach denen ...", "Meldungen, denen zufolge ...": another way to say "wonach".
PRONOUNS_OF_REPORT = frozenset({"denen", "dem", "der"})


def tells(tokens: list[Token], k: int) -> bool:
    """Whether what stands at ``k`` follows a noun of telling and a comma: "Gerüchte aus der Hauptstadt, nach denen"."""
    if k < 2 or tokens[k - 1].text != ",":
        return False
    return any(t.tag in NOUN and any(word in t.lower for word in TELLING) for t in tokens[max(0, k - 9) : k - 1])


def _say_whereby(clause: Clause, words: list[Token]) -> None:
    """Let "nach denen" and "denen zufolge" behind a noun of telling subordinate as "wonach" does."""
    first, *rest = [t.lower for t in clause.tokens[:2]]
    if rest and ((first == "nach" and rest[0] in PRONOUNS_OF_REPORT) or (rest[0] == "zufolge" and first in PRONOUNS_OF_REPORT)):
        k = next(i for i, t in enumerate(words) if t is clause.tokens[0])
        if tells(words, k):
            clause.kind, clause.conjunction = ClauseKind.SUBORDINATE, "wonach"




_NONFINITE = INFINITIVE | PARTICIPLE | {"VV(IZU)"}


def _begin(token: Token) -> int:
    return token.begin


def _describe(index: int, piece: Piece) -> Clause:
    tokens = piece.tokens
    clause = Clause(index, ClauseKind.FRAGMENT, tokens)
    if piece.shares and index:
        clause.shared = index - 1
    clause.elliptic = bool(index) and leaves_verb_out(piece)
    finites = [t for t in tokens if t.tag in FINITE]
    nonfinite = [
        t
        for k, t in enumerate(tokens)
        if t.tag in _NONFINITE
        and not (k and tokens[k - 1].tag == "KOKOM" and t.tag in PARTICIPLE)  # "arbeite wie gewohnt"
    ]
    clause.finite = finites[0] if finites else None
    particles = [t for t in tokens if t.tag == "PTKVZ"]
    particle = particles[-1] if particles else None
    if (
        particle is not None
        and particle.lower == "offen"
        and clause.finite
        and clause.finite.lemma in {"bleiben", "halten"}
    ):
        particle = None
    if particle is not None and (particle.lower in _LOOSE or _circumposition(tokens, particle)):
        particle = None
    clause.verbs = [*finites, *nonfinite] if particle is None else [*finites, *nonfinite, particle]
    if len(clause.verbs) > 1:
        clause.verbs.sort(key=_begin)
    clause.negation = [t for t in tokens if t.lower in _NEGATORS]
    first = tokens[0]
    if clause.finite is not None:
        if piece.opens():
            relative = first.tag in RELATIVE or first.lower in REL_WORDS or first.tag in {"APPR", "APPRART"}
            relative = relative and first.tag != "KOUS" and first.lower not in SUBORDINATORS
            clause.kind = ClauseKind.RELATIVE if relative else ClauseKind.SUBORDINATE
            clause.conjunction = next(
                (t.lower for t in tokens[:2] if t.tag in {"KOUS", "KOUI"} or t.lower in SUBORDINATORS), first.lower
            )
        elif first.tag in FINITE:
            clause.kind = ClauseKind.VERB_FIRST
        else:
            clause.kind = ClauseKind.MAIN
    elif is_infinitive(tokens):
        clause.kind = ClauseKind.INFINITIVE
        clause.conjunction = first.lower if first.lower in OM_ZU else "zu"
    _verb_complex(clause, finites, nonfinite, particle)
    return clause


# Adverbs more often than prefixes in news: "sagte sie weiter", "öffnete wieder".
_LOOSE = frozenset({"weiter", "wieder", "zuvor", "dort", "hier"})


_SEATS = frozenset("republik hauptstadt ausland land nachbarland stadt botschaft insel nachbarstaat heimat zentrale hauptsitz".split())


def _circumposition(tokens: list[Token], particle: Token) -> bool:
    """"von Tunis aus", "von dort an": the last word belongs to the preposition."""
    if particle.lower not in {"aus", "an"}:
        return False
    k = next(i for i, t in enumerate(tokens) if t is particle)
    start = next((i for i in range(k - 1, max(-1, k - 8), -1) if tokens[i].lower in {"von", "vom"}), None)
    # "die Entsendung von Soldaten nach Ecuador aus" has another preposition between: the particle is the verb's
    if start is None:
        return False
    inner = tokens[start + 1 : k]
    if particle.lower == "aus" and inner and inner[0].tag == "NE":
        return True  # "führt die Geschäfte von Lwiw im Westen der Ukraine aus"
    return not any(
        t.tag in {"APPR", "APPRART"} or (t.tag in {"NN", "NNA"} and t.lower not in _SEATS) for t in inner
    )


def _verb_complex(clause: Clause, finites: list[Token], nonfinite: list[Token], particle: Token | None) -> None:
    finite = clause.finite
    full = [t for t in nonfinite if t.tag.startswith("VV")] or [t for t in nonfinite if t.tag == "VA(INF)"]
    if len(full) == 1 and full[0].tag == "VA(INF)" and full[0].lemma == "werden":
        full = []
    split = particle is not None and finite is not None and finite.tag == "VV(FIN)"
    # "rät von Reisen ab, die Badeorte eingeschlossen": with its prefix the finite verb is the full verb
    main = full[-1] if full and not split else None
    if finite is not None and finite.tag == "VV(FIN)" and not any(t.tag in PARTICIPLE for t in full):
        # "erwägt abzuziehen" without a comma keeps the finite verb as head
        main = finite
    if main is None:
        main = finite or next(iter(nonfinite), None)
    if finite is not None:
        clause.mood = finite.mood
        if finite.tag == "VM(FIN)":
            clause.modal = finite.lemma
    if main is None:
        return
    clause.lemma = main.lemma
    if main.lower == "geraten" and any(t.lemma == "werden" for t in finites):
        clause.lemma = "raten"  # "wurde geraten"
    if particle is not None and main is finite and not main.lemma.startswith(particle.lower):
        clause.lemma = particle.lower + main.lemma
    if main.tag == "VV(PP)":
        helpers = {t.lemma for t in [*finites, *nonfinite] if t is not main}
        if "werden" in helpers:
            clause.passive = True
        elif "haben" in helpers:
            clause.perfect = True
        elif "sein" in helpers:
            clause.perfect = True
    if finite is not None and finite.tag == "VA(FIN)" and main.tag == "VV(PP)" and finite.tense == "past":
        clause.past_perfect = finite.mood == "ind" and finite.lemma in {"haben", "sein"}


def _attach(clauses: list[Clause]) -> None:
    """Let a clause without a finite verb of its own share one, and give each dependent clause the clause it hangs on: the one that ends nearest before it, else the next main one."""
    weder = False
    for clause in clauses:
        if clause.shared is not None:
            _share(clause, clauses[clause.shared])
        first = clause.tokens[0]
        if weder and first.lower == "noch" and first not in clause.negation:
            # "Weder ziehen wir Leute ab, noch schließen wir": the second half carries the negation on
            clause.negation.append(first)
        weder = weder or any(t.lower == "weder" for t in clause.negation)
    for clause in clauses:
        if clause.kind in {ClauseKind.SUBORDINATE, ClauseKind.RELATIVE, ClauseKind.INFINITIVE}:
            before = [c for c in clauses[: clause.index] if c.begin < clause.begin]
            if clause.kind is ClauseKind.INFINITIVE:
                # "hat angeboten, auf Flügen, die morgen beginnen, Deutsche mitzunehmen"
                near = [c for c in before if c.kind is not ClauseKind.RELATIVE or _governs(c, clause)]
                before = near or before
            if before:
                # What ends right before it, which a relative clause in between is not: "A, die B tun, überlegen, ob C"
                start = clause.tokens[0].index
                parent = before[0] if len(before) == 1 else max(before, key=lambda c: _end_before(c, start))
                first = clause.tokens[0]
                if first.lower in COORDINATORS and parent.parent is not None:
                    clause.parent = parent.parent
                else:
                    clause.parent = parent.index
            else:
                after = [c for c in clauses[clause.index + 1 :] if c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST}]
                clause.parent = after[0].index if after else None


# Verbs that take a zu-infinitive: what one of them ends on, the infinitive right behind it completes.
_CONTROL = frozenset(
    """auffordern aufrufen raten anraten abraten anweisen bitten drängen mahnen ermahnen empfehlen erlauben gestatten
    verpflichten beauftragen nahelegen ermächtigen zwingen verbieten untersagen planen beabsichtigen erwägen ankündigen
    beschließen versprechen drohen anbieten ablehnen versuchen verlangen fordern zusagen vorhaben freistellen""".split()
)


def _governs(relative: Clause, infinitive: Clause) -> bool:
    """ "das Amt, das alle auffordert, das Land zu verlassen, wollte ...": the infinitive belongs to the relative clause."""
    return relative.lemma in _CONTROL and _end_before(relative, infinitive.tokens[0].index) == infinitive.tokens[0].index - 2


def _end_before(clause: Clause, start: int) -> int:
    """Index of a clause's last token before a position, -1 if there is none."""
    return next((t.index for t in reversed(clause.tokens) if t.index < start), -1)


def _share(clause: Clause, head: Clause) -> None:
    """Read "und B geholt" with the auxiliary of "haben A geschlossen"."""
    clause.finite, clause.mood, clause.modal = head.finite, head.mood, head.modal
    clause.kind, clause.conjunction, clause.parent = head.kind, head.conjunction, head.parent
    if not clause.lemma:
        clause.lemma = head.lemma
    clause.passive, clause.perfect, clause.past_perfect = head.passive, head.perfect, head.past_perfect
