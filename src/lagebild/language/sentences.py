"""Tokens fall into sentences: by full stops that are none of an abbreviation's, ordinal's or initial's, and by lines.

Each rule reads the words around one mark; the German cases beside it are those of ``tests/language``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lagebild.language.abbreviations import BEFORE_ORDINAL, INNER, MONTHS, OPENERS, OUTER, UNFINISHED

if TYPE_CHECKING:
    from lagebild.language.tokens import Token

OPENING = "„“\"»«‚‘‹›(["
CLOSING = "“”\"»«’‘‹›)]'"
_MARKS = frozenset({".", "!", "?", "…", "..."})
_GOES_ON = ",;:–-—/&+"
_ROMAN = re.compile(r"[IVXLC]{1,6}")
_COUNTED = re.compile(r"jahrhunderts?$|jahrtausends?$|weltkriegs?$|jubiläum|geburtstage?s?$|lebensjahre?s?$|jahrestage?s?$")
_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BULLETS = frozenset("-–—•*·+▪►‣◦")
_HEADLINE = 60  # characters; a longer line that ends without a mark is wrapped text. Agencies wrap at 64 to 72.


def sentence_bounds(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Half-open ranges of token indexes, one a sentence, covering all tokens."""
    bounds: list[tuple[int, int]] = []
    start = i = 0
    n = len(tokens)
    while i < n:
        token = tokens[i]
        last = token.text[-1]
        stop = False
        if last in ".!?…" and (token.text in _MARKS or (last == "." and len(token.text) > 1)):
            stop = _ends(text, tokens, i, start)
            if stop:
                while i + 1 < n and _trails(text, tokens, i + 1):
                    i += 1
        if not stop and i + 1 < n:
            gap = tokens[i + 1].begin - token.end
            if gap > 1 or gap == 1 and text[token.end] != " ":
                stop = _line_ends(text, tokens, i)
        if stop or i + 1 == n:
            bounds.append((start, i + 1))
            start = i + 1
        i += 1
    return bounds


_AFTER_MARK = _MARKS | frozenset(CLOSING)


def _trails(text: str, tokens: list[Token], k: int) -> bool:
    """Whether token ``k`` is a mark or a closing quotation mark that goes with the full stop before it."""
    token = tokens[k]
    if token.text not in _AFTER_MARK:
        return False
    if token.begin == tokens[k - 1].end:
        return True
    # "Wir gehen. “ Das sagte er": a closing mark that a space has slipped before
    return token.text in "“”" and text[tokens[k - 1].end : token.begin] == " " and not text[token.end : token.end + 1].strip()


def _ends(text: str, tokens: list[Token], i: int, start: int) -> bool:
    """Whether the mark at token ``i`` ends the sentence that began at token ``start``."""
    k = i + 1
    n = len(tokens)
    bracket = False
    while k < n and _trails(text, tokens, k):
        bracket |= tokens[k].text in ")]"
        k += 1
    if k >= n:
        return True
    following = tokens[k]
    gap = text[tokens[k - 1].end : following.begin]
    breaks = len(_BREAK.findall(gap)) if gap else 0
    if breaks > 1:
        return True
    if bracket and tokens[start].text not in "([":
        # "Er (sic!) Merkel": what a bracket inside the sentence holds does not end it.
        return False
    if following.text in OPENING and k + 1 < n:
        if not gap and following.text not in "„»":
            return False
        following = tokens[k + 1]
    elif not gap:
        # A space is missing: "gegangen.Der Minister", but "t.co" and "Gen.Sekretär"
        return _opens(following) and tokens[i].text == "." and len(tokens[i - 1].text) > 3 and tokens[i - 1].text[-3:].isalpha()
    first = following.text[0]
    if first.islower() or first in _GOES_ON:
        # `"Wann?", fragte er` and `"Wann?" fragte er` go on; a list item may begin with a dash in a line of its own.
        return breaks > 0 and first in _BULLETS
    if tokens[i].text == ".":
        before = tokens[i - 1] if i > start and tokens[i - 1].end == tokens[i].begin else None
        return before is None or _stop_ends(tokens[max(start, i - 2) : i + 1], before, following, breaks > 0)
    if len(tokens[i].text) > 1 and tokens[i].text[-1] == "." and tokens[i].text != "...":
        # An abbreviation with its full stops: "z. B. Kiew" goes on, "Minister a. D. Er" does not.
        return _opens(following) and tokens[i].lower.replace(" ", "") not in {"z.b.", "d.h.", "s.o.", "s.u.", "v.a."}
    return True


def _stop_ends(tokens: list[Token], before: Token, following: Token, new_line: bool) -> bool:
    """Whether the full stop that ``tokens`` end with ends the sentence, a capital or a number following."""
    word = before.text
    opens = _opens(following)
    if before.lower in INNER:
        # "geb. Müller", but "Er kam in St. an": small letters were ruled out before
        return new_line and opens
    if before.lower in OUTER:
        # "3 Mio. Euro", "am 5. Jan. 2022"; "Bananen usw. Der Preis"
        return opens or new_line
    two = tokens[-3] if len(tokens) > 2 else None
    if len(word) == 1 and word.isalpha():
        # "George W. Bush"; "Plan B. Der Minister"
        return opens or new_line
    if word.isdigit() or re.fullmatch(r"\d{1,2}\.\d{1,2}", word):
        return _number_ends(before, two, following, opens, new_line)
    if _ROMAN.fullmatch(word):
        # "Papst Johannes XXIII. Roncalli"; "Elisabeth II. Die Königin"
        return opens or new_line
    if two is not None and two.text == "." and two.end == before.begin and len(word) <= 3:
        # "d.i.", "G.m.b.H.": letters with full stops between them that the token rules do not list
        return opens or new_line
    return True


def _number_ends(before: Token, two: Token | None, following: Token, opens: bool, new_line: bool) -> bool:
    """Whether the full stop after a number ends the sentence: "um 15. Merkel sagte" does, "am 15. Tag" does not."""
    if following.lower in MONTHS or _COUNTED.search(following.lower):
        return False
    if len(before.text) == 4 and before.text.isdigit():
        return True
    if two is None or two.text in _BULLETS:
        # "1. Die Lage" opens a list
        return False
    if len(before.text) == 3 and before.text.isdigit() and before.text > "366":
        return True
    if opens or new_line:
        return True
    if following.text[0].isdigit():
        return two.lower not in BEFORE_ORDINAL
    genitive = two.text[0].isupper() and two.text.endswith("s")
    return not (two.lower in BEFORE_ORDINAL or genitive)


def _opens(token: Token) -> bool:
    return token.lower in OPENERS and token.text[0].isupper()


def _line_ends(text: str, tokens: list[Token], i: int) -> bool:
    """Whether the white space after token ``i`` ends a sentence without any mark: headlines, list items, paragraphs."""
    left, right = tokens[i], tokens[i + 1]
    breaks = _BREAK.findall(text, left.end, right.begin)
    if not breaks:
        return False
    if len(breaks) > 1 or breaks[0] == "\u2029":
        return True
    if right.text in _BULLETS and left.text not in _BULLETS:
        return True
    if right.text.isdigit() and len(right.text) < 3 and i + 2 < len(tokens):
        mark = tokens[i + 2]
        if mark.text in ".)" and mark.begin == right.end and left.text not in "–-,":
            # "1. Kiew" and "2) Lemberg" in lines of their own; "am\n3. Mai" is wrapped
            return left.lower not in BEFORE_ORDINAL
    if not (right.text[0].isupper() or right.text[0].isdigit() or right.text in OPENING):
        return False
    if left.text in ".!?:;…“”\"»«":
        return left.text not in ".;" or right.text[0].isupper()
    if left.text in ",–-&/(" or left.lower in UNFINISHED:
        return False
    begin = max(text.rfind("\n", 0, left.begin), text.rfind("\r", 0, left.begin)) + 1
    return left.end - begin < _HEADLINE
