"""Sentences of a block on an official page, in any language that ends them with a mark and a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lagebild.model import Span

# The second way is a full stop that lost the blank behind it: "in Samoa.Measles are reported"
_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[\"'“‘„«(]*[A-ZÄÖÜ0-9])|(?<=[a-zäöüß]{3}\.)(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_GOES_ON = re.compile(
    r"(?:\b(?:U\.S|U\.K|St|Dr|Mr|Mrs|Ms|No|approx|e\.g|i\.e|z\.B|d\.h|bzw|ca|u\.a|sog|Nr|evtl|ggf)|\b[A-Z]|\b\d{1,2})\.\Z"
)
_LONGEST = 2000  # code points; what is longer is no sentence, and every pattern would pay for it


def sentences_of(text: str, begin: int, end: int) -> Iterator[Span]:
    """Spans of the sentences in ``text[begin:end]``, without white space around them."""
    start = begin
    for mark in _END.finditer(text, begin, end):
        if _GOES_ON.search(text, max(start, mark.start() - 12), mark.start()) and text[mark.start() - 1] == ".":
            if not re.search(r"\d{4}\.\Z", text[start : mark.start()]):
                continue
        yield from _trimmed(text, start, mark.start() + len(mark[0].rstrip()))
        start = mark.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, begin: int, end: int) -> Iterator[Span]:
    words = text[begin:end]
    begin += len(words) - len(words.lstrip())
    end = begin + len(words.strip())
    while end > begin:
        yield Span(begin, min(end, begin + _LONGEST))
        begin += _LONGEST
