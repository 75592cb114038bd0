"""Pieces become clauses: lists, appositions, and main clauses around an inserted one are joined."""

from __future__ import annotations

from lagebild.language.pieces import (
    COORDINATORS,
    FINITE,
    NONFINITE,
    Piece,
    has_verb,
    is_infinitive,
    subordinating_head,
)
from lagebild.language.tokens import Token


def join_pieces(pieces: list[Piece]) -> list[Piece]:
    """Join what a comma only lists or interrupts: apposition, list, a main clause around an inserted one."""
    groups: list[Piece] = []
    kinds: list[str] = []
    pending: int | None = None  # an open first constituent whose verb is still to come
    torn: int | None = None  # a subordinate clause whose verb comes behind an inserted one
    for piece in pieces:
        if piece.after in {":", ";"}:
            pending = torn = None
        if torn is not None and _ends_clause(piece.tokens) and not piece.opens() and not piece.shares:
            # "dass jemand, der lüge, richtige Angaben mache"
            groups[torn] = Piece(groups[torn].tokens + piece.tokens, groups[torn].after)
            kinds[torn] = "sub"
            torn = None
        elif piece.shares:
            groups.append(piece)
            kinds.append("share")
        elif piece.opens():
            groups.append(piece)
            kinds.append("sub")
        elif has_verb(piece.tokens):
            joiner = piece.first.lower in COORDINATORS and len(piece.tokens) > 1
            if pending is not None and not joiner and (_stands_alone(piece.tokens) or _tells(groups[pending], piece)):
                # "Auf den Vorwurf, es handele sich um Betrug, sagte er nichts": a clause inside the waiting one
                groups.append(piece)
                kinds.append("main")
                continue
            if pending is not None and not joiner and piece.after in {",", ")", "–", "—"}:
                groups[pending] = Piece(groups[pending].tokens + piece.tokens, groups[pending].after)
                kinds[pending] = "main"
            else:
                groups.append(piece)
                kinds.append("main")
            pending = None
        elif is_infinitive(piece.tokens):
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


def _torn_head(piece: Piece) -> bool:
    """Whether a piece begins a subordinate clause and lacks its verb: "dass jemand", "wie Anna Meier"."""
    if len(piece.tokens) > 2 and [t.lower for t in piece.tokens[:2]] in (["denen", "zufolge"], ["nach", "denen"]):
        return True
    return len(piece.tokens) > 1 and piece.first.lower in {
        "wonach",
        "dass",
        "daß",
        "ob",
        "weil",
        "wie",
        "wenn",
        "obwohl",
        "da",
        "nachdem",
        "falls",
    }


def _stands_alone(tokens: list[Token]) -> bool:
    """Whether a piece in the subjunctive has its own subject before its verb and so continues nothing."""
    finite = next((i for i, t in enumerate(tokens) if t.tag in FINITE), 0)
    if not finite or tokens[finite].mood not in {"konj1", "konj2"}:
        return False
    return (
        tokens[0].tag in {"PPER", "ART", "PPOSAT", "PDS", "PDAT", "PIS"} and tokens[finite].index - tokens[0].index < 9
    )


TELLING = (
    "bericht", "meldung", "gerücht", "angabe", "erkenntnis", "darstellung", "information", "hinweis", "aussage", "äußerung", "äusserung",
    "behauptung", "einschätzung", "mitteilung", "schilderung", "spekulation", "vermutung", "erklärung", "vorwurf", "vorwürfe", "plan", "pläne",
)  # fmt: skip
"""Beginnings of nouns behind which stands what is told."""


def _tells(opening: Piece, piece: Piece) -> bool:
    """ "Berichte, chilenische Truppen seien verlegt worden, träfen nicht zu": what the report tells, in the subjunctive."""
    finite = next((i for i, t in enumerate(piece.tokens) if t.tag in FINITE), 0)
    told = bool(finite) and piece.tokens[finite].mood == "konj1"
    return told and opening.tokens[-1].lower.startswith(TELLING)


def _ends_clause(tokens: list[Token]) -> bool:
    """Whether the piece's finite verb stands at its end as in a subordinate clause."""
    finite = [i for i, t in enumerate(tokens) if t.tag in FINITE]
    # "Wie Anna Bligh, die Ministerin, erklärte": the verb may be all that is left
    return (
        bool(finite)
        and (finite[0] > 0 or len(tokens) == len(finite))
        and all(t.tag in FINITE | NONFINITE for t in tokens[finite[-1] :])
    )


def _waits(piece: Piece, kind: str) -> bool:
    """Whether a main clause has an auxiliary or modal and no full verb yet."""
    return (
        kind == "main"
        and any(t.tag in {"VA(FIN)", "VM(FIN)"} for t in piece.tokens)
        and not any(t.tag.startswith("VV") or t.tag in NONFINITE for t in piece.tokens)
    )


def _gapped(piece: Piece, before: Piece) -> bool:
    """"Spanien schließt seine Botschaft in A, Portugal seine Botschaft in B": a subject, an object, and the verb of before."""
    tokens = piece.tokens
    if len(tokens) < 3 or tokens[0].tag != "NE" or before.tokens[0].tag not in {"NE", "ART", "KON", "ADV", "NN"}:
        return False
    return tokens[1].tag in {"PPOSAT", "ART", "PIAT"} and any(t.tag in {"NN", "NNA"} for t in tokens[2:])


_AGAIN = frozenset({"auch", "ebenfalls", "ebenso", "gleichfalls", "nicht", "dagegen", "hingegen", "desgleichen"})


def leaves_verb_out(piece: Piece) -> bool:
    """ "Berlin zieht Diplomaten ab, Bern ebenfalls, Wien nicht": a name and a particle stand for a whole clause."""
    if len(piece.tokens) > 6 or not any(t.lower in _AGAIN for t in piece.tokens):
        return False
    # "die Niederlande" and "die Schweiz" look like common nouns to the tagger
    return any(t.tag in {"NE", "NN"} for t in piece.tokens) and all(
        t.tag in {"NE", "NN", "ADV", "PTKNEG", "KON", "ART", "PRELS"} or t.lower in _AGAIN for t in piece.tokens
    )


def _place_fragment(groups: list[Piece], kinds: list[str], piece: Piece, pending: int | None) -> int | None:
    """Put a piece without a verb where it belongs; the index of the constituent that waits for its verb."""
    if groups and kinds[-1] in {"main", "ellipsis", "inf"} and leaves_verb_out(piece):
        groups.append(piece)
        kinds.append("ellipsis")
        return pending
    if groups and kinds[-1] == "main" and piece.after in {",", ";", "und"} and _gapped(piece, groups[-1]):
        groups.append(Piece(piece.tokens, piece.after, True))
        kinds.append("share")
        return pending
    opens_later = subordinating_head(piece.tokens, piece.after) and piece.first.tag in {"KOUS", "KON", "ADV"}
    if not groups or piece.after in {":", ";", "+", "|", "•"} or opens_later:
        # "..., so dass Bürger, die dort leben, planen sollten": the verb of this clause is still to come
        groups.append(piece)
        kinds.append("frag")
        return len(groups) - 1
    target = len(groups) - 1
    if kinds[-1] == "main" and len(groups) > 1 and _waits(groups[-2], kinds[-2]) and piece.tokens[-1].tag in NONFINITE:
        # "Man habe, sagte der Minister, alle Bürger informiert": the participle closes the first clause
        groups[target - 1] = Piece(groups[target - 1].tokens + piece.tokens, groups[target - 1].after)
        return pending
    if kinds[-1] in {"sub", "inf", "share"}:
        main = next((k for k in range(len(groups) - 1, -1, -1) if kinds[k] in {"main", "frag"}), None)
        resumes = {"PTKVZ", "VV(PP)", "VV(INF)", "VA(INF)", "VA(PP)", "APPR", "APPRART", "ADV"}
        closed = kinds[-1] == "sub" and groups[-1].tokens[-1].tag in FINITE
        if main is not None and (piece.first.tag in resumes or closed):
            # "stellt jenen, die es wünschen, den Flug frei": a clause with its verb at the end is over
            target = main
    groups[target] = Piece(groups[target].tokens + piece.tokens, groups[target].after, groups[target].shares)
    return target if kinds[target] == "frag" else pending
