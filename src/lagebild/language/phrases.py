"""Noun phrases: the words that name somebody or something, with what hangs on them.

No parse is attempted. A phrase runs from its determiner over adjectives (and what stands between an article
and its participle) to its noun and names, and takes a genitive and, where asked, prepositional attributes.
"""

from __future__ import annotations

from dataclasses import dataclass

from lagebild.language.clauses import NOUN
from lagebild.language.tokens import Token

DETERMINER = frozenset({"ART", "PPOSAT", "PDAT", "PIAT", "PRELAT", "PWAT"})
_MODIFIER = frozenset({"ADJ(A)", "CARD"})
_GENITIVE_ARTICLES = frozenset(
    "des der eines einer dieses dieser ihrer ihres seines seiner deren dessen jener jenes".split()
)
_PREPOSITION = frozenset({"APPR", "APPRART"})
_QUOTES = "„“”\"»«‚‘'"
_BEFORE_ADJECTIVE = frozenset({"ADV", "ADJ(D)", "PTKNEG", "PTKA", "KON", "KOKOM", "$,"})
_OPENING = DETERMINER | {"PIS"} | NOUN | _MODIFIER | _BEFORE_ADJECTIVE  # no other word begins a phrase


@dataclass(slots=True)
class NounPhrase:
    """A phrase as a run of tokens.

    Attributes:
        tokens: all of them, attributes included.
        head: the noun that decides what is named: the last common noun of the core, else its first name.
        core: number of tokens before the first genitive or prepositional attribute.
        preposition: the preposition that governs it, in small letters, or "".
        genitives: heads of its genitive attributes.
    """

    tokens: list[Token]
    head: Token
    core: int
    preposition: str = ""
    determiner: str = ""

    @property
    def begin(self) -> int:
        return self.tokens[0].begin

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def text(self) -> str:
        return " ".join(t.text for t in self.tokens)


def noun_phrases(tokens: list[Token], *, attributes: bool = True) -> list[NounPhrase]:
    """Noun phrases of a run of tokens, left to right, none inside another.

    Args:
        tokens: words of a clause; quotation marks may stand among them.
        attributes: whether genitives belong to the phrase; prepositional attributes stay phrases of their own.
    """
    phrases: list[NounPhrase] = []
    i = 0
    preposition = ""
    while i < len(tokens):
        token = tokens[i]
        if token.gap:
            preposition = ""
        if token.tag in _PREPOSITION:
            preposition = token.lower
            i += 1
            continue
        core = _core(tokens, i) if token.tag in _OPENING or token.text in _QUOTES else None
        if core is None:
            ordinal = token.text == "." and i > 0 and tokens[i - 1].end == token.begin and tokens[i - 1].text.isdigit()
            if not ordinal and token.tag not in {"$(", "ADV", "PTKNEG", "ADJ(D)", "CARD"}:
                preposition = ""
            i += 1
            continue
        stop, head = core
        size = stop - i
        if attributes:
            stop = _genitives(tokens, stop)
        determiner = tokens[i].lower if tokens[i].tag in DETERMINER else ""
        if (
            not preposition
            and not determiner
            and tokens[i].tag == "NE"
            and phrases
            and _continues(tokens, phrases[-1], i)
        ):
            # "nach Schweden, Polen und Slowenien": one preposition for the list
            preposition = phrases[-1].preposition
        phrases.append(NounPhrase(tokens[i:stop], head, size, preposition, determiner))
        preposition = ""
        i = stop
    return phrases


def _continues(tokens: list[Token], left: NounPhrase, i: int) -> bool:
    """Whether a name at ``i`` is joined to the names before it by a comma or "und"."""
    if not left.preposition or left.head.tag != "NE":
        return False
    k = next(j for j, t in enumerate(tokens) if t is left.tokens[-1])
    between = tokens[k + 1 : i]
    return all(t.lower in {"und", "sowie", "oder"} for t in between) and bool(between or tokens[i].gap == ",")


_INSTITUTIONS = (
    "botschaft", "konsulat", "regierung", "ministerium", "amt", "vertretung", "armee", "bundeswehr", "behörde", "kommission",
    "marine", "luftwaffe", "department", "departement",
)  # fmt: skip


def _core(tokens: list[Token], i: int) -> tuple[int, Token] | None:
    """(end, head) of the phrase that begins at ``i`` without attributes, or None."""
    n = len(tokens)
    k = i
    if tokens[k].tag in DETERMINER or tokens[k].tag == "PIS":
        k += 1
    j = k
    while j < n:
        tag = tokens[j].tag
        if j > i and tokens[j].gap and not (tokens[j].tag == tokens[j - 1].tag == "ADJ(A)"):
            return None
        if tag in NOUN:
            break
        if tag in _MODIFIER or tokens[j].text in _QUOTES:
            j += 1
            continue
        if tag in _BEFORE_ADJECTIVE and _adjective_follows(tokens, j):
            j += 1
            continue
        if tag in _PREPOSITION and k > i and _bracketed(tokens, j):
            j += 1
            continue
        return None
    if j >= n or tokens[j].tag not in NOUN:
        return None
    resumed = _after_inserted(tokens, i, j)
    if resumed is not None:
        # "die in Kiew lebenden Deutschen": the noun of the inserted phrase is not the head
        j = resumed
    head = tokens[j]
    last = j
    m = j + 1
    while m < n:
        tag = tokens[m].tag
        if tokens[m].gap:
            break
        if tag in NOUN:
            genitive = tokens[m - 1].tag == "NE" and tokens[m - 1].text.endswith(("s", "’", "'")) and last == i
            if tag in {"NN", "NNA"} and tokens[m - 1].tag == "NE" and not genitive:
                # "(dass) die USA Soldaten": a name ends its phrase, a title stands before it
                break
            if tag == "NN" and tokens[m - 1].lower.endswith(_INSTITUTIONS) and tokens[i].tag in DETERMINER:
                break  # "werde die Botschaft Plätze vermitteln": institutions bear names, no common nouns
            if tokens[m - 1].text == "Deutsche" and m - 1 == i and tag == "NE":
                break  # "sollen Deutsche Äthiopien verlassen"
            if tag != "NE" and tag != "TRUNC" and (genitive or tokens[m - 1].tag != "NE"):
                # "Kanadas Botschaft": the noun is the head, the name in the genitive its owner
                head = tokens[m]
            last = m
            m += 1
        elif (
            tokens[m].text in '„“”"»«'
            and m + 1 < n
            and tokens[m + 1].tag in NOUN
            and tokens[m].end == tokens[m + 1].begin
        ):
            m += 1
        elif (
            tokens[m].text in '“”"«»'
            and tokens[m].begin == tokens[m - 1].end
            and last == m - 1
            and _opened(tokens, i, m)
        ):
            last = m
            m += 1
        else:
            break
    return last + 1, head


def _after_inserted(tokens: list[Token], i: int, j: int) -> int | None:
    """The noun behind a participle that an inserted phrase belongs to, if an article and a preposition stand before it."""
    if (
        tokens[i].tag not in DETERMINER
        or i + 1 >= len(tokens)
        or not any(t.tag in _PREPOSITION for t in tokens[i + 1 : j])
    ):
        return None
    k = j + 1
    while k < len(tokens) and k - j < 6:
        tag = tokens[k].tag
        if tag == "ADJ(A)":
            while k < len(tokens) and tokens[k].tag == "ADJ(A)":
                k += 1
            return k if k < len(tokens) and tokens[k].tag in NOUN else None
        if tag not in NOUN | {"ADV", "ADJ(D)", "CARD", "PTKNEG"}:
            return None
        k += 1
    return None


def _opened(tokens: list[Token], begin: int, end: int) -> bool:
    return sum(1 for t in tokens[begin:end] if t.text in '„“”"»«') % 2 == 1


def _adjective_follows(tokens: list[Token], j: int) -> bool:
    """Whether an adverb at ``j`` stands inside a phrase: "nicht unmittelbar benötigte", "deutlich höhere"."""
    for t in tokens[j + 1 : j + 4]:
        if t.tag == "ADJ(A)":
            return True
        if t.tag not in {"ADV", "ADJ(D)", "PTKNEG", "PTKA"}:
            return False
    return False


def _bracketed(tokens: list[Token], j: int) -> bool:
    """Whether a preposition at ``j`` stands between an article and its participle: "die in Kiew lebenden"."""
    for k in range(j + 1, min(j + 7, len(tokens))):
        if tokens[k].tag == "ADJ(A)" and tokens[k - 1].tag in NOUN | {"ADV", "CARD", "ADJ(D)"}:
            return True
        if tokens[k].tag in {"VV(FIN)", "VA(FIN)", "VM(FIN)", "$,", "APPR"}:
            return False
    return False


def _genitives(tokens: list[Token], stop: int) -> int:
    """The end of the phrase with its genitive attributes."""
    while stop < len(tokens):
        token = tokens[stop]
        if token.gap:
            return stop
        if token.tag in {"ART", "PPOSAT", "PDAT", "PIAT"} and token.lower in _GENITIVE_ARTICLES:
            if token.lower == "der" and not _may_be_genitive(tokens, stop):
                return stop
            core = _core(tokens, stop)
            if core is None:
                return stop
            stop = core[0]
        elif (
            token.tag == "ADJ(A)"
            and token.lower.endswith("er")
            and tokens[stop - 1].tag in {"NN", "NNA"}
            and stop + 1 < len(tokens)
            and tokens[stop + 1].tag in {"NN", "NNA"}
            and not tokens[stop + 1].gap
        ):
            # "Familien amerikanischer Bediensteter": a genitive plural needs no article
            stop += 2
        else:
            return stop
    return stop


def _may_be_genitive(tokens: list[Token], i: int) -> bool:
    """ "der" after a noun is a genitive unless a masculine subject can begin there: only a guess by number."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    return following is not None


def split_coordination(phrases: list[NounPhrase], tokens: list[Token]) -> list[list[NounPhrase]]:
    """Group phrases that "und", "oder", "sowie" or a comma list join: one list of conjuncts each."""
    groups: list[list[NounPhrase]] = []
    for phrase in phrases:
        if groups:
            left = groups[-1][-1]
            between = [t for t in tokens if left.end <= t.begin and t.end <= phrase.begin]
            words = [t.lower for t in between if t.text not in '„“”"»«']
            if (
                words
                and all(w in {"und", "oder", "sowie", ",", "auch", "wie", "samt", "beziehungsweise"} for w in words)
                and (not phrase.preposition or phrase.preposition == left.preposition)
            ):
                groups[-1].append(phrase)
                continue
        groups.append([phrase])
    return groups
