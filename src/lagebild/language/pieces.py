"""A sentence falls into pieces at its marks and conjunctions, and the verb bracket corrects what a tagger cannot see.

Pieces are not clauses yet: ``joining.py`` puts together what a comma only lists or interrupts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lagebild.language.mood import verb_of_past
from lagebild.language.tokens import Token

FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"})
INFINITIVE = frozenset({"VV(INF)", "VA(INF)", "VM(INF)"})
PARTICIPLE = frozenset({"VV(PP)", "VA(PP)", "VM(PP)"})
NOUN = frozenset({"NN", "NE", "NNA", "NNI", "FM", "TRUNC"})
QUOTE_MARKS = frozenset("„“”\"»«‚‘’‹›'")
_DASHES = frozenset({"–", "—", "-", "―"})
_SPLIT = frozenset({",", ";", ":", "(", ")", "[", "]", "+", "|", "•"}) | _DASHES
_MARKS = _SPLIT | {".", "!", "?", "…", "..."}
RELATIVE = frozenset({"PRELS", "PRELAT", "PWS", "PWAV", "PWAT"})
OM_ZU = frozenset({"um", "ohne", "statt", "anstatt"})
# HanTa tags some of these as adverbs or prepositions; at a clause's start before a final verb they subordinate.
SUBORDINATORS = frozenset(
    """dass daß ob weil da wenn falls sofern solange sobald obwohl obgleich obschon während nachdem bevor ehe bis indem
    damit sodass seitdem seit sowie wonach wobei wofür womit wodurch weshalb weswegen warum wie wo wann wozu
    wogegen wovor worauf woraus worin worüber worum woran wovon anstatt ohne außer insofern zumal""".split()
)
COORDINATORS = frozenset({"und", "oder", "aber", "sondern", "doch", "denn", "sowie", "jedoch", "beziehungsweise"})


@dataclass(slots=True)
class Piece:
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
        return opens_subordinate(self.tokens, self.after)


def split_pieces(words: list[Token]) -> list[Piece]:
    pieces: list[Piece] = []
    piece: list[Token] = []
    after = ""
    for i, token in enumerate(words):
        if token.text not in _MARKS:
            if not piece and after:
                # What a clause drops (a comma in a list) is still a boundary for the phrases in it.
                token.gap = after
            piece.append(token)
        elif token.text in _SPLIT:
            dash = token.text in _DASHES
            if (
                dash
                and i
                and i + 1 < len(words)
                and words[i + 1].begin == token.end
                and token.begin - words[i - 1].end <= 1
            ):
                # "Berlin-Mitte", and "„Bild“-Zeitung", whose mark is left out here
                if (
                    words[i - 1].end == token.begin
                    or token.begin - words[i - 1].end == 1
                    and token.index - words[i - 1].index == 2
                ):
                    continue
            if piece:
                pieces.append(Piece(piece, after))
                piece = []
            after = token.text
    if piece:
        pieces.append(Piece(piece, after))
    return pieces


# Verbs whose participle has no ge-, so that it may look like a finite form.
_PREFIXED = re.compile(r"(?:be|emp|ent|er|ge|miss|ver|zer|über|unter|wider)\w{3,}t$|\w{3,}iert$")
_PARTICLES = frozenset("ab an auf aus bei ein fest fort her hin los mit nach um vor weg zu zurück zusammen".split())


def _opens(tokens: list[Token]) -> bool:
    """Whether the first word subordinates, so that a finite verb may come last."""
    return tokens[0].tag in {"KOUS", "PRELS", "PRELAT"} or tokens[0].lower in SUBORDINATORS


def mend_tags(piece: Piece) -> None:
    """Correct by the verb bracket what a trigram cannot see."""
    tokens = piece.tokens
    final = tokens[-1]
    if final.tag in {"APPR", "APZR", "ADV"} and final.lower in _PARTICLES and any(t.tag == "VV(FIN)" for t in tokens[:-1]):
        # "schloss die Entsendung nach Somalia aus": no preposition ends a clause
        final.tag = "PTKVZ"
    if final.tag == "VV(FIN)" and final.lower.endswith("en") and len(tokens) > 2:
        helper = next((t for t in tokens[:-1] if t.tag in {"VA(FIN)", "VM(FIN)"}), None)
        if helper is not None and (helper.tag == "VM(FIN)" or helper.lemma == "werden") and not _opens(tokens):
            # "werde im Sommer Soldaten auf die Inseln verlegen": beside a modal the last verb is an infinitive
            final.tag, final.mood, final.tense = "VV(INF)", None, None
    if not has_verb(tokens):
        last = tokens[-1]
        opens = subordinating_head(tokens, piece.after)
        before = tokens[-2] if len(tokens) > 1 else None
        if opens and last.tag in INFINITIVE and not (before is not None and before.lower == "zu"):
            # "während diese ihre Haltung festlegen": in a subordinate clause the last word is the finite verb
            last.tag = {"VV(INF)": "VV(FIN)", "VA(INF)": "VA(FIN)", "VM(INF)": "VM(FIN)"}[last.tag]
            last.mood, last.tense = "amb", "pres"
        elif opens and last.tag == "VV(PP)" and (last.lower.endswith("t") or last.lower.endswith("en") and tokens[0].lower in {"dass", "daß", "ob", "weil"}):
            last.tag, last.mood, last.tense = "VV(FIN)", "ind", "pres"
    finite = [t for t in tokens if t.tag in FINITE]
    if len(finite) == 2 and finite[0].tag == "VA(FIN)" and finite[1] is tokens[-1] and finite[1].tag == "VV(FIN)":
        joined = any(
            t.lower in COORDINATORS and left.tag != "TRUNC" for left, t in zip(tokens, tokens[1:], strict=False)
        )
        if joined and finite[0].lemma == "haben" and _PREFIXED.match(finite[1].lower):
            # "Sie haben die Ausreise des Personals und seiner Familien verfügt": what is joined is the object
            joint = max(k for k, t in enumerate(tokens) if t.lower in COORDINATORS)
            between = tokens[tokens.index(finite[0]) + 1 : joint]
            joined = len(tokens) - joint < 4 or any(t.tag in NONFINITE for t in between)
        if not joined and finite[1].lower.endswith("t") and not subordinating_head(tokens, piece.after):
            # "Er hatte die Rolle der Vorsitzenden betont"
            finite[1].tag, finite[1].mood, finite[1].tense = "VV(PP)", None, None
    if "ADJ(A)" not in [t.tag for t in tokens]:
        return
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


def mend_plural_verb(pieces: list[Piece]) -> None:
    """ "Die Forscher vermuten, dass ...": where no main clause has its verb, an infinitive after a noun is it."""
    head = pieces[0] if pieces else None
    if head is not None and len(pieces) > 1 and len(head.tokens) > 1 and not has_verb(head.tokens):
        last, following = head.tokens[-1], pieces[1].tokens
        if last.tag == "VV(INF)" and head.tokens[-2].lower != "zu" and pieces[1].after == ",":
            if any(t.mood in {"konj1", "konj2"} for t in following) and following[0].tag not in FINITE:
                # "Die Kanadier sagen, der Pilot trage die Verantwortung."
                last.tag, last.mood, last.tense = "VV(FIN)", "amb", "pres"
                return
    if any(has_verb(p.tokens) and not p.opens() for p in pieces):
        return
    if not any(p.opens() for p in pieces) and not any(is_infinitive(p.tokens) for p in pieces):
        return  # a headline: "Tote bergen, Verletzte versorgen"
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        if piece.opens() or piece.tokens[0].lower in OM_ZU:
            continue
        last = piece.tokens[-1]
        if (
            last.tag == "VV(PP)"
            and last.lower.endswith("t")
            and len(piece.tokens) > 1
            and after is not None
            and after.first.lower in {"dass", "daß", "ob"}
        ):
            # "Der Verband kritisiert, dass ...": third person and participle are one form
            last.tag, last.mood, last.tense = "VV(FIN)", "ind", "pres"
            return
        for left, token in zip(piece.tokens, piece.tokens[1:], strict=False):
            if token.tag in INFINITIVE and left.lower != "zu" and left.tag not in {"PTKZU", "ART", "ADJ(A)"}:
                token.tag = {"VV(INF)": "VV(FIN)", "VA(INF)": "VA(FIN)", "VM(INF)": "VM(FIN)"}[token.tag]
                token.mood, token.tense = "amb", "pres"
                return


def find_finite(pieces: list[Piece]) -> None:
    """ "Die Stellen nehmen keine Anträge an": a plural verb reads like an infinitive, but a sentence needs one finite verb."""
    for piece in pieces:
        if is_infinitive(piece.tokens):
            continue
        for k, token in enumerate(piece.tokens):
            if token.tag in {"VV(INF)", "VA(INF)"} and k + 1 < len(piece.tokens) and piece.tokens[k - 1].lower != "zu":
                token.tag, token.mood, token.tense = token.tag[:2] + "(FIN)", "amb", "pres"
                return


def part_coordination(piece: Piece) -> list[Piece]:
    """Split "A tut x und B tut y", and "hat A getan und B gelassen", at the conjunction."""
    tokens = piece.tokens
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE]
    if not finite or COORDINATORS.isdisjoint([t.lower for t in tokens]):
        return [piece]
    final = piece.opens()
    cuts: list[tuple[int, bool]] = []
    for left, right in zip(finite, finite[1:], strict=False):
        # "Fraktions- und Parteivorsitzenden" joins two halves of a word
        joints = [k for k in range(left + 1, right) if tokens[k].lower in COORDINATORS and tokens[k - 1].tag != "TRUNC"]
        if not joints:
            continue
        # After a final verb the next clause begins at once; in verb-second order it begins nearest its own verb.
        cut = joints[0] if final else joints[-1]
        if right - cut <= 1 or final or right - cut < 12:
            cuts.append((cut, False))
    last_verb = max((i for i, t in enumerate(tokens) if t.tag in NONFINITE), default=-1)
    for k in range(1, last_verb):
        if tokens[k].lower in {"und", "oder", "sowie"} and tokens[k - 1].tag in NONFINITE and k + 1 < last_verb:
            # "verlassen" is participle and infinitive alike: the modal decides, not the tag
            same = (
                tokens[k - 1].tag == tokens[last_verb].tag
                or tokens[k - 1].lower.endswith("en")
                and any(tokens[f].tag == "VM(FIN)" for f in finite)
            )
            if same and not any(f > k for f in finite) and finite:
                cuts.append((k, True))
    parts: list[Piece] = []
    start, after, shares = 0, piece.after, False
    for cut, share in sorted(set(cuts)):
        if cut > start:
            parts.append(Piece(tokens[start:cut], after, shares))
        start, after, shares = cut, "und", share
    parts.append(Piece(tokens[start:], after, shares))
    return parts


NONFINITE = PARTICIPLE | INFINITIVE
REL_WORDS = frozenset("der die das den dem des deren dessen denen welcher welche welches welchen welchem".split())


def has_verb(tokens: list[Token]) -> bool:
    return not FINITE.isdisjoint([t.tag for t in tokens])


def subordinating_head(tokens: list[Token], after: str) -> bool:
    """Whether the first words can open a subordinate or relative clause."""
    k = 1 if tokens[0].tag in {"KON", "ADV"} or tokens[0].lower in COORDINATORS else 0
    if len(tokens) <= k:
        return False
    head = tokens[k]
    following = tokens[k + 1] if len(tokens) > k + 1 else None
    if head.tag in {"KOUS", "KOUI"} or head.lower in SUBORDINATORS:
        return True
    if head.tag in {"PWS", "PWAV", "PWAT"}:
        return True
    if k == 0 and after in {",", "(", "–", "—"}:
        if head.tag in {"PRELS", "PRELAT"} or head.lower in REL_WORDS:
            return True
        if head.tag in {"APPR", "APPRART"} and following is not None:
            # "in der", "mit denen", "vor deren Besuch": a preposition and a relative pronoun
            return following.tag in {"PRELS", "PRELAT"} or following.lower in REL_WORDS
    return False


def opens_subordinate(tokens: list[Token], after: str) -> bool:
    if not subordinating_head(tokens, after):
        return False
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE]
    if not finite:
        return is_infinitive(tokens) and tokens[0].lower in OM_ZU
    verbs = FINITE | NONFINITE
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
        return not (head in REL_WORDS and tokens[0].tag == "ART" and finite[-1] == 1)
    # Extraposed phrases may follow the verb: "dass er gehe aus Protest"; a verb in second place may not.
    return tokens[0].lower in {"dass", "daß", "ob", "weil", "wenn", "falls"} or (
        finite[0] > 3 and tokens[0].lower in SUBORDINATORS and tokens[0].tag not in {"APPR", "APPRART"}
    )


def is_infinitive(tokens: list[Token]) -> bool:
    if has_verb(tokens):
        return False
    for i, t in enumerate(tokens):
        if t.tag == "VV(IZU)":
            return True
        if t.lower == "zu" and i + 1 < len(tokens) and tokens[i + 1].tag in INFINITIVE:
            return True
    return False
