"""Text goes in, tokens and sentences with exact offsets come out.

Nothing is normalised: a token is a slice of the text. What German writes with a full stop
without ending a sentence (abbreviations, ordinals, initials) is decided here and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Joiners, combining marks and soft hyphens belong to the word they stand in: \w leaves them out.
_W = r"[\w\u0300-\u036f\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069]"
_TOKEN = re.compile(
    rf"""
    https?://[^\s"“”«»<>]+[^\s"“”«»<>.,;:!?)\]]
  | {_W}+@{_W}+(?:\.{_W}+)+
  | (?:z\.\s?B|u\.\s?a|d\.\s?h|i\.\s?d\.\s?R|u\.\s?U|z\.\s?T|a\.\s?D|v\.\s?a|o\.\s?ä|s\.\s?o|i\.\s?V|U\.\s?S|n\.\s?Chr|v\.\s?Chr)\.
  | \d+(?:[.,:]\d+)*(?:-{_W}+)*
  | {_W}+(?:[-‐‑'’/&]{_W}+)*-?
  | \.\.\.
  | [^\s]
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    """abs abt allg apr art aug bd bes betr bez bspw bzgl bzw ca chr co corp dez dipl div dr ebd ehem eigtl einschl
    etc evtl feb fr frl gegr gen geb gest ggf hl hr hrsg inc ing insb jan jh jr jul jun kath kfm lt ltd max med mind
    mio mrd mt nr nov o.g okt ph phil prof rd resp sen sept sog st std str tel tsd u.ä usw v vgl vors vs z.z zzgl
    maj obst oblt hptm ltn kap zit zw inkl exkl gez kgl königl russ amerik dt österr schweiz""".split()
)
_MONTHS = frozenset(
    """januar jänner februar feber märz april mai juni juli august september oktober november dezember jan feb apr
    jun jul aug sep sept okt nov dez jahrhundert jh""".split()
)
_BEFORE_ORDINAL = frozenset(
    "am vom zum der den dem des im bis seit ab beim das die und jeder jeden ihrem ihren seinem seinen".split()
)
OPENING = "„“\"»«‚‘‹›(["
CLOSING = "“”\"»«’‘‹›)]'"


@dataclass(slots=True)
class Token:
    """One word or mark: ``text == document[begin:end]``.

    Attributes:
        index: place among the document's tokens.
        tag: STTS-like tag as HanTa writes it ("VV(FIN)", "NN", "$,"); "" before tagging.
        lemma: base form; for a finite verb whose prefix stands apart the rejoined one.
        mood: "ind", "konj1", "konj2" for unambiguous finite verbs, "amb" where the form serves both, else None.
    """

    text: str
    begin: int
    end: int
    index: int
    lower: str = ""
    tag: str = ""
    lemma: str = ""
    mood: str | None = None
    tense: str | None = None


def tokenize(text: str) -> list[Token]:
    """Split into tokens in order of the text; every character that is not space is in exactly one."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        begin, end = match.span()
        tokens.append(Token(word, begin, end, len(tokens), word.lower()))
    return tokens


def _ends_sentence(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the full stop at token ``i`` ends its sentence."""
    before = tokens[i - 1] if i else None
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None:
        return True
    if before is None or before.end != tokens[i].begin:
        return True
    k = i + 1
    while k < len(tokens) and tokens[k].text in CLOSING and tokens[k].begin == tokens[k - 1].end:
        k += 1
    if k >= len(tokens):
        return True
    following = tokens[k]
    gap = text[tokens[k - 1].end : following.begin]
    if not gap:
        return False
    first = following.text[0]
    if following.text in OPENING and k + 1 < len(tokens):
        first = tokens[k + 1].text[0]
    if first.islower() or first in ",;:":
        return "\n\n" in gap
    word = before.lower
    if word in _ABBREVIATIONS:
        return word in {"etc", "usw"} and "\n" in gap
    if len(before.text) == 1 and before.text.isalpha() and before.text.isupper() and "\n" not in gap:
        # An initial ("George W. Bush"); a Roman numeral or a letter at the end of a sentence is rarer.
        return False
    if before.text.isdigit() and len(before.text) <= 3:
        if following.lower in _MONTHS:
            return False
        two = tokens[i - 2].lower if i >= 2 else ""
        return not (two in _BEFORE_ORDINAL and "\n" not in gap)
    if re.fullmatch(r"[IVX]+", before.text):
        return not (following.text[0].isupper() and len(before.text) <= 4 and "\n" not in gap)
    return True


_BLANK = re.compile(r"\r?\n[^\S\n]*\r?\n")
_BULLET = re.compile(r"[-–•*·+]$")


def _line_breaks(text: str, left: Token, right: Token) -> bool:
    """Whether the white space between two tokens ends a sentence without any mark."""
    gap = text[left.end : right.begin]
    if "\n" not in gap:
        return False
    if _BLANK.search(gap):
        return True
    if _BULLET.match(right.text):
        return True
    if not (right.text[0].isupper() or right.text[0].isdigit() or right.text in OPENING):
        return False
    # A single line break inside running text is a wrapped line unless the line is short like a headline.
    start = text.rfind("\n", 0, left.begin) + 1
    return left.end - start < 60 or left.text in ".!?:“”\"»«"


def sentence_bounds(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Half-open ranges of token indexes, one a sentence, covering all tokens."""
    bounds: list[tuple[int, int]] = []
    start = i = 0
    n = len(tokens)
    while i < n:
        token = tokens[i]
        stop = False
        if token.text in {".", "!", "?", "…", "..."}:
            mark = token.text == "."
            stop = _ends_sentence(text, tokens, i) if mark else _ends_after_mark(text, tokens, i)
            if stop:
                while (
                    i + 1 < n
                    and tokens[i + 1].begin == tokens[i].end
                    and (tokens[i + 1].text in CLOSING or tokens[i + 1].text in ".!?…")
                ):
                    i += 1
        if not stop and i + 1 < n:
            stop = _line_breaks(text, tokens[i], tokens[i + 1])
        if stop or i + 1 == n:
            bounds.append((start, i + 1))
            start = i + 1
        i += 1
    return bounds


def _ends_after_mark(text: str, tokens: list[Token], i: int) -> bool:
    """Whether an exclamation or question mark or an ellipsis ends its sentence."""
    k = i + 1
    while k < len(tokens) and tokens[k].begin == tokens[k - 1].end and tokens[k].text in CLOSING + ".!?…":
        k += 1
    if k >= len(tokens):
        return True
    first = tokens[k].text[0]
    if tokens[k].text in OPENING and k + 1 < len(tokens):
        first = tokens[k + 1].text[0]
    if tokens[k].begin == tokens[k - 1].end:
        return False
    # `"Wann?", fragte er` goes on; `"Wann?" fragte er` too: a small letter follows.
    return not (first.islower() or first in ",;:–-")
