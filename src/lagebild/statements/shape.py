"""Statements become the line that ``score_statements.py`` and ``lagebild statements`` write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lagebild.model.statement import Kind, Statement
from lagebild.model.text import Document, Span

_TYPES = {
    Kind.DIRECT: "Direct",
    Kind.INDIRECT: "Indirect",
    Kind.REPORTED: "Reported",
    Kind.FREE_INDIRECT: "FreeIndirect",
    Kind.INDIRECT_FREE_INDIRECT: "IndirectFreeIndirect",
}
_MEDIA = {"speech": "Speech", "writing": "Writing", "thought": "ST", None: "SW"}


def statements_to_gold_shape(document: Document, statements: Iterable[Statement]) -> dict[str, Any]:
    """One line of the scorer's input; offsets are code points into ``document.text``.

    A medium that nothing shows is "SW" (speech or writing), as in the data set of arXiv 2404.16764.
    Statements in an authority's own voice have no type there and are left out. The speech act, the chain, the
    confidence (0 to 1) and the rule are ours; the scorer passes over them.
    """
    return {
        "id": document.key,
        "statements": [_line(s) for s in statements if s.kind in _TYPES],
    }


def _line(statement: Statement) -> dict[str, Any]:
    return {
        "type": _TYPES[statement.kind],
        "medium": _MEDIA.get(statement.medium, "SW"),
        "quote": _pairs(statement.content),
        "speaker": _pairs(statement.speaker),
        "cue": _pairs(statement.cue),
        "frame": _pairs(statement.frame),
        "addressee": _pairs(statement.addressee),
        "act": str(statement.act),
        "via": list(statement.via),
        "confidence": statement.confidence,
        "rule": statement.rule,
    }


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.begin, s.end] for s in spans]
