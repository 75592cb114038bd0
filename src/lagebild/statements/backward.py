"""Noun phrases found from behind: the one that ends before "zufolge", "nach" or "wonach", and where one may end."""

from __future__ import annotations

from lagebild.language.clauses import FINITE, NOUN
from lagebild.statements.cues import CueLexicon
from lagebild.statements.nominals import phrase_end
from lagebild.statements.reading import Range, View


def limit(view: View, begin: int) -> int:
    """Position of the next word that belongs to a relative clause or behind the clause's end."""
    owner = next((view.own(j) for j in range(begin, view.end) if view.own(j) >= 0), -1)
    for j in range(begin, view.end):
        other = view.own(j)
        if other not in {-1, owner}:
            return j
        if view.tokens[j].text in {";", ":"}:
            return j
    return view.main_end()


def phrase_begin(view: View, end: int) -> int | None:
    """The earliest position in the clause from which one noun phrase runs up to ``end``."""
    tokens = view.tokens
    floor = view.begin
    owner = next((view.own(j) for j in range(end - 1, view.begin - 1, -1) if view.own(j) >= 0), -1)
    for j in range(end - 1, max(view.begin, end - 30) - 1, -1):
        if tokens[j].tag in FINITE or tokens[j].text in {";", ":"} or view.own(j) not in {-1, owner}:
            floor = j + 1
            break
    best: int | None = None
    for start in range(end - 1, max(floor, end - 25) - 1, -1):
        if tokens[start].text in {",", ".", ")"}:
            continue
        if start > floor and tokens[start - 1].tag in {"ART", "PPOSAT", "PDAT", "PIAT", "ADJ(A)"}:
            continue
        if phrase_end(tokens, start, end) == end:
            best = start
            if start > view.begin and tokens[start - 1].tag in {"APPR", "APPRART"} and tokens[start - 1].lower not in {"von", "vom", "für", "aus"}:
                break
    return best


def noun_before(view: View, k: int, lexicon: CueLexicon) -> Range | None:
    """The noun phrase that "wonach" hangs on: the nearest noun of saying, else the nearest noun."""
    tokens = view.tokens
    nearest: Range | None = None
    for j in range(k - 1, max(view.begin, k - 25) - 1, -1):
        if tokens[j].tag not in NOUN or j + 1 < k and tokens[j + 1].tag in NOUN:
            continue
        start = phrase_begin(view, j + 1)
        if start is None:
            continue
        end = phrase_end(tokens, start, k - 1 if tokens[k - 1].text == "," else k)
        nearest = nearest or (start, end)
        if any(lexicon.noun(t.lemma) for t in tokens[start : j + 1] if t.tag in NOUN):
            return start, max(end, j + 1)
    return nearest
