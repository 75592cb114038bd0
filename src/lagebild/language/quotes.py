"""Quotation marks of every habit become spans, nested ones inside their parents.

German and Austrian „ “ and » «, Swiss « », English “ ”, straight " and single ‚ ‘ are read by where they
stand (what is before and after), and by their shape only where that leaves it open: habits mix in one text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile("[„“”\"»«‚‘’‹›'`´]")
_FAMILY = {
    **dict.fromkeys("„“”\"", "double"),
    **dict.fromkeys("»«", "angle"),
    **dict.fromkeys("‚‘’'`´", "single"),
    **dict.fromkeys("‹›", "single angle"),
}
_PARAGRAPH = re.compile(r"\r?\n[^\S\n]*\r?\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    Attributes:
        begin, end: with the marks, as far as they are there.
        inner_begin, inner_end: without the marks.
        closed: False where the closing mark is missing and the paragraph's end was taken.
        depth: 0 for an outer quotation.
    """

    begin: int
    end: int
    inner_begin: int
    inner_end: int
    closed: bool
    depth: int


def _role(text: str, i: int, begin: int, end: int) -> str:
    """"open", "close", "word" (an apostrophe) or "either", by the neighbours alone."""
    mark = text[i]
    before = text[i - 1] if i > begin else " "
    after = text[i + 1] if i + 1 < end else " "
    left_free = before.isspace() or before in "([{–—-/„“\"»«‚‘‹›…" or before == "\u00a0"
    right_free = after.isspace() or after in ".,;:!?)]}–—/“”\"»«’‘‹›…" or after == "\u00a0"
    if mark == "„":
        return "open"
    if mark == "‚":
        return "open"
    if mark == "”":
        return "close" if not left_free or right_free else "open"
    if _FAMILY[mark] == "single" and not left_free and not right_free:
        return "word"
    if left_free and not right_free:
        return "open"
    if right_free and not left_free:
        return "close"
    return "either"


def find_quotations(text: str) -> list[Quotation]:
    """All quotations in order of their beginning.

    A mark that never closes reaches to the end of its paragraph; a single apostrophe never opens
    a quotation that does not close.
    """
    found: list[Quotation] = []
    begin = 0
    bounds = [m.span() for m in _PARAGRAPH.finditer(text)] + [(len(text), len(text))]
    for end, following in bounds:
        _in_paragraph(text, begin, end, found)
        begin = following
    found.sort(key=lambda q: (q.begin, -q.end))
    return found


def _in_paragraph(text: str, begin: int, end: int, found: list[Quotation]) -> None:
    stack: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text, begin, end):
        i = match.start()
        mark, family = text[i], _FAMILY[text[i]]
        role = _role(text, i, begin, end)
        if role == "word":
            continue
        is_open = any(f == family for _, f in stack)
        if role == "either":
            role = "close" if is_open else "open"
        if role == "close" and not is_open:
            if family == "single":
                continue
            # A closer without opener: mixed habits („ ... ") were joined by family; else it is a stray mark.
            if mark in "“\"»«" and not stack and i + 1 < end and not text[i + 1].isspace():
                role = "open"
            else:
                continue
        if role == "open" and is_open and stack[-1][1] == family and family in {"double", "angle"} and mark == '"':
            # Straight marks do not nest in themselves.
            role = "close" if i + 1 >= end or not text[i + 1].isalnum() else role
        if role == "open":
            if len(stack) < 32:
                stack.append((i, family))
            continue
        while stack and stack[-1][1] != family:
            stack.pop()
        if stack:
            start, _ = stack.pop()
            found.append(Quotation(start, i + 1, start + 1, i, True, len(stack)))
    for depth, (start, family) in enumerate(stack):
        if family in {"double", "angle"} and end - start > 2:
            stop = len(text[:end].rstrip()) if end - start < 100_000 else end
            found.append(Quotation(start, stop, start + 1, stop, False, depth))
