"""Sentences fall into clauses, by the commas, conjunctions and verb places that German makes obligatory.

Each clause knows its kind, its finite verb, its full verb (separable prefix rejoined), and what is done to
the verb: passive, modal, negation, perfect. A main clause broken by an inserted one is one clause again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lagebild.language.mood import verb_of_past
from lagebild.language.tokens import Token

FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"})
INFINITIVE = frozenset({"VV(INF)", "VA(INF)", "VM(INF)"})
PARTICIPLE = frozenset({"VV(PP)", "VA(PP)", "VM(PP)"})
NOUN = frozenset({"NN", "NE", "NNA", "NNI", "FM", "TRUNC"})
QUOTE_MARKS = frozenset("„“”\"»«‚‘’‹›'")
_DASHES = frozenset({"–", "—", "-", "―"})
_SPLIT = frozenset({",", ";", ":", "(", ")", "[", "]", "+", "|", "•"}) | _DASHES
_RELATIVE = frozenset({"PRELS", "PRELAT", "PWS", "PWAV", "PWAT"})
_OM_ZU = frozenset({"um", "ohne", "statt", "anstatt"})
# HanTa tags some of these as adverbs or prepositions; at a clause's start before a final verb they subordinate.
SUBORDINATORS = frozenset(
    """dass daß ob weil da wenn falls sofern solange sobald obwohl obgleich obschon während nachdem bevor ehe bis indem
    damit sodass seitdem seit sowie wonach wobei wofür womit wodurch weshalb weswegen warum wie wo wann wozu
    wogegen wovor worauf woraus worin worüber worum woran wovon anstatt ohne außer insofern zumal""".split()
)
_COORDINATORS = frozenset({"und", "oder", "aber", "sondern", "doch", "denn", "sowie", "jedoch", "beziehungsweise"})


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


_NEGATORS = frozenset({"nicht", "nie", "niemals", "keineswegs", "keinesfalls", "weder", "nirgends", "mitnichten"})


def is_negator(token: Token) -> bool:
    """Whether the word negates what it stands with: nicht, kein, weder, nie."""
    return token.lower in _NEGATORS or (token.lower.startswith("kein") and token.lower[4:] in _KEIN_ENDINGS)


_KEIN_ENDINGS = frozenset({"", "e", "en", "em", "er", "es", "erlei"})


def split_clauses(tokens: list[Token]) -> list[Clause]:
    """Clauses of one tagged sentence in order of their beginning."""
    words = [t for t in tokens if t.text not in QUOTE_MARKS]
    pieces = _pieces(words)
    for piece in pieces:
        _mend_tags(piece)
    if not any(_has_verb(piece.tokens) for piece in pieces):
        _find_finite(pieces)
    _mend_plural_verb(pieces)
    pieces = [part for piece in pieces for part in _coordinated(piece)]
    clauses = [_describe(i, g) for i, g in enumerate(_join(pieces))]
    _attach(clauses)
    return clauses


@dataclass(slots=True)
class _Piece:
    """What stands between two marks or conjunctions.

    ``after`` is the mark before it ("" at the sentence's start, "und" after a cut of our own).
    """

    tokens: list[Token]
    after: str
    shares: bool = False

    @property
    def first(self) -> Token:
        return self.tokens[0]

    def opens(self) -> bool:
        """Whether it begins like a subordinate clause and its verb stands at the end."""
        return _opens_subordinate(self.tokens, self.after)


def _pieces(words: list[Token]) -> list[_Piece]:
    pieces: list[_Piece] = []
    piece: list[Token] = []
    after = ""
    for i, token in enumerate(words):
        if token.text in _SPLIT:
            dash = token.text in _DASHES
            if dash and i and i + 1 < len(words) and words[i + 1].begin == token.end and token.begin - words[i - 1].end <= 1:
                # "Berlin-Mitte", and "„Bild“-Zeitung", whose mark is left out here
                if words[i - 1].end == token.begin or token.begin - words[i - 1].end == 1 and token.index - words[i - 1].index == 2:
                    continue
            if piece:
                pieces.append(_Piece(piece, after))
                piece = []
            after = token.text
        elif token.text in {".", "!", "?", "…", "..."}:
            continue
        else:
            if not piece and after:
                # What a clause drops (a comma in a list) is still a boundary for the phrases in it.
                token.gap = after
            piece.append(token)
    if piece:
        pieces.append(_Piece(piece, after))
    return pieces


def _mend_tags(piece: _Piece) -> None:
    """Correct by the verb bracket what a trigram cannot see."""
    tokens = piece.tokens
    if not any(t.tag in FINITE for t in tokens):
        last = tokens[-1]
        opens = _subordinating_head(tokens, piece.after)
        before = tokens[-2] if len(tokens) > 1 else None
        if opens and last.tag in INFINITIVE and not (before is not None and before.lower == "zu"):
            # "während diese ihre Haltung festlegen": in a subordinate clause the last word is the finite verb
            last.tag = {"VV(INF)": "VV(FIN)", "VA(INF)": "VA(FIN)", "VM(INF)": "VM(FIN)"}[last.tag]
            last.mood, last.tense = "amb", "pres"
        elif opens and last.tag == "VV(PP)" and last.lower.endswith("t"):
            last.tag, last.mood, last.tense = "VV(FIN)", "ind", "pres"
    finite = [t for t in tokens if t.tag in FINITE]
    if len(finite) == 2 and finite[0].tag == "VA(FIN)" and finite[1] is tokens[-1] and finite[1].tag == "VV(FIN)":
        joined = any(t.lower in _COORDINATORS and left.tag != "TRUNC" for left, t in zip(tokens, tokens[1:], strict=False))
        if not joined and finite[1].lower.endswith("t") and not _subordinating_head(tokens, piece.after):
            # "Er hatte die Rolle der Vorsitzenden betont"
            finite[1].tag, finite[1].mood, finite[1].tense = "VV(PP)", None, None
    for left, right in zip(tokens, tokens[1:], strict=False):
        if (
            left.tag == "ADJ(A)"
            and left.lower.endswith(("te", "ten"))
            and right.tag in {"ART", "PPER", "PPOSAT", "PDAT", "PRF", "PIAT"}
            and not left.text[0].isupper()
        ):
            lemma = verb_of_past(left.lower)
            if lemma:
                left.tag, left.lemma, left.mood, left.tense = "VV(FIN)", lemma, "amb", "past"


def _mend_plural_verb(pieces: list[_Piece]) -> None:
    """"Die Forscher vermuten, dass ...": where no main clause has its verb, an infinitive after a noun is it."""
    head = pieces[0] if pieces else None
    if head is not None and len(pieces) > 1 and len(head.tokens) > 1 and not _has_verb(head.tokens):
        last, following = head.tokens[-1], pieces[1].tokens
        carried = any(t.mood in {"konj1", "konj2"} for t in following) and following[0].tag not in FINITE
        if last.tag == "VV(INF)" and head.tokens[-2].lower != "zu" and carried and pieces[1].after == ",":
            # "Die Kanadier sagen, der Pilot trage die Verantwortung."
            last.tag, last.mood, last.tense = "VV(FIN)", "amb", "pres"
            return
    if any(_has_verb(p.tokens) and not p.opens() for p in pieces):
        return
    if not any(p.opens() for p in pieces) and not any(_is_infinitive(p.tokens) for p in pieces):
        return  # a headline: "Tote bergen, Verletzte versorgen"
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.opens() or piece.tokens[0].lower in _OM_ZU:
            continue
        last = piece.tokens[-1]
        if last.tag == "VV(PP)" and last.lower.endswith("t") and len(piece.tokens) > 1 and after is not None and after.first.lower in {"dass", "daß", "ob"}:
            # "Der Verband kritisiert, dass ...": third person and participle are one form
            last.tag, last.mood, last.tense = "VV(FIN)", "ind", "pres"
            return
        for left, token in zip(piece.tokens, piece.tokens[1:], strict=False):
            if token.tag in INFINITIVE and left.lower != "zu" and left.tag not in {"PTKZU", "ART", "ADJ(A)"}:
                token.tag = {"VV(INF)": "VV(FIN)", "VA(INF)": "VA(FIN)", "VM(INF)": "VM(FIN)"}[token.tag]
                token.mood, token.tense = "amb", "pres"
                return


def _find_finite(pieces: list[_Piece]) -> None:
    """"Die Stellen nehmen keine Anträge an": a plural verb reads like an infinitive, but a sentence needs one finite verb."""
    for piece in pieces:
        if _is_infinitive(piece.tokens):
            continue
        for k, token in enumerate(piece.tokens):
            if token.tag in {"VV(INF)", "VA(INF)"} and k + 1 < len(piece.tokens) and piece.tokens[k - 1].lower != "zu":
                token.tag, token.mood, token.tense = token.tag[:2] + "(FIN)", "amb", "pres"
                return


def _coordinated(piece: _Piece) -> list[_Piece]:
    """Split "A tut x und B tut y", and "hat A getan und B gelassen", at the conjunction."""
    tokens = piece.tokens
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE]
    final = piece.opens()
    cuts: list[tuple[int, bool]] = []
    for left, right in zip(finite, finite[1:], strict=False):
        # "Fraktions- und Parteivorsitzenden" joins two halves of a word
        joints = [k for k in range(left + 1, right) if tokens[k].lower in _COORDINATORS and tokens[k - 1].tag != "TRUNC"]
        if not joints:
            continue
        # After a final verb the next clause begins at once; in verb-second order it begins nearest its own verb.
        cut = joints[0] if final else joints[-1]
        if right - cut <= 1 or final or right - cut < 12:
            cuts.append((cut, False))
    last_verb = max((i for i, t in enumerate(tokens) if t.tag in _NONFINITE), default=-1)
    for k in range(1, last_verb):
        if tokens[k].lower in {"und", "oder", "sowie"} and tokens[k - 1].tag in _NONFINITE and k + 1 < last_verb:
            # "verlassen" is participle and infinitive alike: the modal decides, not the tag
            same = tokens[k - 1].tag == tokens[last_verb].tag or tokens[k - 1].lower.endswith("en") and any(
                tokens[f].tag == "VM(FIN)" for f in finite
            )
            if same and not any(f > k for f in finite) and finite:
                cuts.append((k, True))
    parts: list[_Piece] = []
    start, after, shares = 0, piece.after, False
    for cut, share in sorted(set(cuts)):
        if cut > start:
            parts.append(_Piece(tokens[start:cut], after, shares))
        start, after, shares = cut, "und", share
    parts.append(_Piece(tokens[start:], after, shares))
    return parts


_NONFINITE = PARTICIPLE | INFINITIVE
_REL_WORDS = frozenset("der die das den dem des deren dessen denen welcher welche welches welchen welchem".split())


def _has_verb(tokens: list[Token]) -> bool:
    return any(t.tag in FINITE for t in tokens)


def _subordinating_head(tokens: list[Token], after: str) -> bool:
    """Whether the first words can open a subordinate or relative clause."""
    k = 1 if tokens[0].tag in {"KON", "ADV"} or tokens[0].lower in _COORDINATORS else 0
    if len(tokens) <= k:
        return False
    head = tokens[k]
    following = tokens[k + 1] if len(tokens) > k + 1 else None
    if head.tag in {"KOUS", "KOUI"} or head.lower in SUBORDINATORS:
        return True
    if head.tag in {"PWS", "PWAV", "PWAT"}:
        return True
    if k == 0 and after in {",", "(", "–", "—"}:
        if head.tag in {"PRELS", "PRELAT"} or head.lower in _REL_WORDS:
            return True
        if head.tag in {"APPR", "APPRART"} and following is not None:
            # "in der", "mit denen", "vor deren Besuch": a preposition and a relative pronoun
            return following.tag in {"PRELS", "PRELAT"} or following.lower in _REL_WORDS
    return False


def _opens_subordinate(tokens: list[Token], after: str) -> bool:
    if not _subordinating_head(tokens, after):
        return False
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE]
    if not finite:
        return _is_infinitive(tokens) and tokens[0].lower in _OM_ZU
    verbs = FINITE | _NONFINITE
    # In verb-final order the finite verb comes last, but "hätte gehen können"; "die Botschaft sei geschlossen" is none.
    cluster = tokens[finite[-1] :]
    final = len(cluster) == 1 or (
        all(t.tag in verbs for t in cluster)
        and cluster[0].tag == "VA(FIN)"
        and len(cluster) > 2
        and all(t.tag in INFINITIVE for t in cluster[1:])
    )
    if final or tokens[0].tag == "KOUS" and tokens[0].lower not in {"bis", "seit", "während"}:
        head = tokens[0].lower
        return not (head in _REL_WORDS and tokens[0].tag == "ART" and finite[-1] == 1)
    # Extraposed phrases may follow the verb: "dass er gehe aus Protest"; a verb in second place may not.
    return tokens[0].lower in {"dass", "daß", "ob", "weil", "wenn", "falls"} or (
        finite[0] > 3 and tokens[0].lower in SUBORDINATORS and tokens[0].tag not in {"APPR", "APPRART"}
    )


def _is_infinitive(tokens: list[Token]) -> bool:
    if _has_verb(tokens):
        return False
    for i, t in enumerate(tokens):
        if t.tag == "VV(IZU)":
            return True
        if t.lower == "zu" and i + 1 < len(tokens) and tokens[i + 1].tag in INFINITIVE:
            return True
    return False


def _join(pieces: list[_Piece]) -> list[_Piece]:
    """Join what a comma only lists or interrupts: apposition, list, a main clause around an inserted one."""
    groups: list[_Piece] = []
    kinds: list[str] = []
    pending: int | None = None  # an open first constituent whose verb is still to come
    torn: int | None = None  # a subordinate clause whose verb comes behind an inserted one
    for piece in pieces:
        if piece.after in {":", ";"}:
            pending = torn = None
        if torn is not None and _ends_clause(piece.tokens) and not piece.opens() and not piece.shares:
            # "dass jemand, der lüge, richtige Angaben mache"
            groups[torn] = _Piece(groups[torn].tokens + piece.tokens, groups[torn].after)
            kinds[torn] = "sub"
            torn = None
        elif piece.shares:
            groups.append(piece)
            kinds.append("share")
        elif piece.opens():
            groups.append(piece)
            kinds.append("sub")
        elif _has_verb(piece.tokens):
            joiner = piece.first.lower in _COORDINATORS and len(piece.tokens) > 1
            if pending is not None and not joiner and _stands_alone(piece.tokens):
                # "Auf den Vorwurf, es handele sich um Betrug, sagte er nichts": a clause inside the waiting one
                groups.append(piece)
                kinds.append("main")
                continue
            if pending is not None and not joiner and piece.after in {",", ")", "–", "—"}:
                groups[pending] = _Piece(groups[pending].tokens + piece.tokens, groups[pending].after)
                kinds[pending] = "main"
            else:
                groups.append(piece)
                kinds.append("main")
            pending = None
        elif _is_infinitive(piece.tokens):
            groups.append(piece)
            kinds.append("inf")
        elif _torn_head(piece):
            groups.append(piece)
            kinds.append("torn")
            torn = len(groups) - 1
        else:
            pending = _place_fragment(groups, kinds, piece, pending)
    order = sorted(range(len(groups)), key=lambda k: groups[k].first.begin)
    return [groups[k] for k in order]


def _torn_head(piece: _Piece) -> bool:
    """Whether a piece begins a subordinate clause and lacks its verb: "dass jemand", "wie Anna Meier"."""
    return len(piece.tokens) > 1 and piece.first.lower in {"dass", "daß", "ob", "weil", "wie", "wenn", "obwohl", "da", "nachdem", "falls"}


def _stands_alone(tokens: list[Token]) -> bool:
    """Whether a piece in the subjunctive has its own subject before its verb and so continues nothing."""
    finite = next((i for i, t in enumerate(tokens) if t.tag in FINITE), 0)
    if not finite or tokens[finite].mood not in {"konj1", "konj2"}:
        return False
    return tokens[0].tag in {"PPER", "ART", "PPOSAT", "PDS", "PDAT", "PIS"} and tokens[finite].index - tokens[0].index < 9


def _ends_clause(tokens: list[Token]) -> bool:
    """Whether the piece's finite verb stands at its end as in a subordinate clause."""
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE]
    # "Wie Anna Bligh, die Ministerin, erklärte": the verb may be all that is left
    return bool(finite) and (finite[0] > 0 or len(tokens) == len(finite)) and all(t.tag in FINITE | _NONFINITE for t in tokens[finite[-1] :])


def _waits(piece: _Piece, kind: str) -> bool:
    """Whether a main clause has an auxiliary or modal and no full verb yet."""
    return kind == "main" and any(t.tag in {"VA(FIN)", "VM(FIN)"} for t in piece.tokens) and not any(
        t.tag.startswith("VV") or t.tag in _NONFINITE for t in piece.tokens
    )


_AGAIN = frozenset({"auch", "ebenfalls", "ebenso", "gleichfalls", "nicht", "dagegen", "hingegen", "desgleichen"})


def _leaves_verb_out(piece: _Piece) -> bool:
    """"Berlin zieht Diplomaten ab, Bern ebenfalls, Wien nicht": a name and a particle stand for a whole clause."""
    if len(piece.tokens) > 6 or not any(t.lower in _AGAIN for t in piece.tokens):
        return False
    return any(t.tag == "NE" for t in piece.tokens) and all(
        t.tag in {"NE", "ADV", "PTKNEG", "KON", "ART"} or t.lower in _AGAIN for t in piece.tokens
    )


def _place_fragment(groups: list[_Piece], kinds: list[str], piece: _Piece, pending: int | None) -> int | None:
    """Put a piece without a verb where it belongs; the index of the constituent that waits for its verb."""
    if groups and kinds[-1] in {"main", "ellipsis"} and _leaves_verb_out(piece):
        groups.append(piece)
        kinds.append("ellipsis")
        return pending
    opens_later = _subordinating_head(piece.tokens, piece.after) and piece.first.tag in {"KOUS", "KON", "ADV"}
    if not groups or piece.after in {":", ";", "+", "|", "•"} or opens_later:
        # "..., so dass Bürger, die dort leben, planen sollten": the verb of this clause is still to come
        groups.append(piece)
        kinds.append("frag")
        return len(groups) - 1
    target = len(groups) - 1
    if kinds[-1] == "main" and len(groups) > 1 and _waits(groups[-2], kinds[-2]) and piece.tokens[-1].tag in _NONFINITE:
        # "Man habe, sagte der Minister, alle Bürger informiert": the participle closes the first clause
        groups[target - 1] = _Piece(groups[target - 1].tokens + piece.tokens, groups[target - 1].after)
        return pending
    if kinds[-1] in {"sub", "inf", "share"}:
        main = next((k for k in range(len(groups) - 1, -1, -1) if kinds[k] in {"main", "frag"}), None)
        resumes = {"PTKVZ", "VV(PP)", "VV(INF)", "VA(INF)", "VA(PP)", "APPR", "APPRART", "ADV"}
        closed = kinds[-1] == "sub" and groups[-1].tokens[-1].tag in FINITE
        if main is not None and (piece.first.tag in resumes or closed):
            # "stellt jenen, die es wünschen, den Flug frei": a clause with its verb at the end is over
            target = main
    groups[target] = _Piece(groups[target].tokens + piece.tokens, groups[target].after, groups[target].shares)
    return target if kinds[target] == "frag" else pending


def _describe(index: int, piece: _Piece) -> Clause:
    tokens = piece.tokens
    clause = Clause(index, ClauseKind.FRAGMENT, tokens)
    if piece.shares and index:
        clause.shared = index - 1
    clause.elliptic = bool(index) and _leaves_verb_out(piece)
    finites = [t for t in tokens if t.tag in FINITE]
    nonfinite = [
        t
        for t in tokens
        if t.tag in INFINITIVE or t.tag in PARTICIPLE or t.tag == "VV(IZU)"
    ]
    clause.finite = finites[0] if finites else None
    particle = next((t for t in reversed(tokens) if t.tag == "PTKVZ"), None)
    if particle is not None and particle.lower == "offen" and clause.finite and clause.finite.lemma in {"bleiben", "halten"}:
        particle = None
    if particle is not None and (particle.lower in _LOOSE or _circumposition(tokens, particle)):
        particle = None
    clause.verbs = sorted({id(t): t for t in [*finites, *nonfinite, *([particle] if particle else [])]}.values(),
                          key=lambda t: t.begin)
    clause.negation = [t for t in tokens if is_negator(t)]
    first = tokens[0]
    if clause.finite is not None:
        if piece.opens():
            relative = first.tag in _RELATIVE or first.lower in _REL_WORDS or first.tag in {"APPR", "APPRART"}
            relative = relative and first.tag != "KOUS" and first.lower not in SUBORDINATORS
            clause.kind = ClauseKind.RELATIVE if relative else ClauseKind.SUBORDINATE
            clause.conjunction = next((t.lower for t in tokens[:2] if t.tag in {"KOUS", "KOUI"} or t.lower in SUBORDINATORS), first.lower)
        elif first.tag in FINITE:
            clause.kind = ClauseKind.VERB_FIRST
        else:
            clause.kind = ClauseKind.MAIN
    elif _is_infinitive(tokens):
        clause.kind = ClauseKind.INFINITIVE
        clause.conjunction = first.lower if first.lower in _OM_ZU else "zu"
    _verb_complex(clause, finites, nonfinite, particle)
    return clause


# Adverbs more often than prefixes in news: "sagte sie weiter", "öffnete wieder".
_LOOSE = frozenset({"weiter", "wieder", "zuvor", "dort", "hier"})


def _circumposition(tokens: list[Token], particle: Token) -> bool:
    """"von Tunis aus", "von dort an": the last word belongs to the preposition."""
    if particle.lower not in {"aus", "an"}:
        return False
    k = next(i for i, t in enumerate(tokens) if t is particle)
    return any(t.lower in {"von", "vom"} for t in tokens[max(0, k - 5) : k])


def _verb_complex(clause: Clause, finites: list[Token], nonfinite: list[Token], particle: Token | None) -> None:
    finite = clause.finite
    full = [t for t in nonfinite if t.tag.startswith("VV")] or [t for t in nonfinite if t.tag == "VA(INF)"]
    if "werden" in {t.lemma for t in full} and len(full) == 1 and full[0].tag == "VA(INF)":
        full = []
    main = full[-1] if full else None
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
    if particle is not None and main is finite and not main.lemma.startswith(particle.lower):
        clause.lemma = particle.lower + main.lemma
    helpers = {t.lemma for t in [*finites, *nonfinite] if t is not main}
    if main.tag == "VV(PP)":
        if "werden" in helpers:
            clause.passive = True
        elif "haben" in helpers:
            clause.perfect = True
        elif "sein" in helpers:
            clause.perfect = True
    if finite is not None and finite.tag == "VA(FIN)" and main.tag == "VV(PP)" and finite.tense == "past":
        clause.past_perfect = finite.mood == "ind" and finite.lemma in {"haben", "sein"}


def _attach(clauses: list[Clause]) -> None:
    """Let a clause without a finite verb of its own share one, and give each dependent clause the clause it hangs on: the nearest one before it, else the next main one."""
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
                before = [c for c in before if c.kind is not ClauseKind.RELATIVE] or before
            if before:
                parent = before[-1]
                first = clause.tokens[0]
                if first.lower in _COORDINATORS and parent.parent is not None:
                    clause.parent = parent.parent
                else:
                    clause.parent = parent.index
            else:
                after = [c for c in clauses[clause.index + 1 :] if c.kind in {ClauseKind.MAIN, ClauseKind.VERB_FIRST}]
                clause.parent = after[0].index if after else None


def _share(clause: Clause, head: Clause) -> None:
    """Read "und B geholt" with the auxiliary of "haben A geschlossen"."""
    clause.finite, clause.mood, clause.modal = head.finite, head.mood, head.modal
    clause.kind, clause.conjunction, clause.parent = head.kind, head.conjunction, head.parent
    clause.passive, clause.perfect, clause.past_perfect = head.passive, head.perfect, head.past_perfect
