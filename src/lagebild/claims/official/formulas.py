"""Sentences of an official page are held against its table of formulas: what fits is a hit, what only looks like it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lagebild.codebook.official import Formula, FormulaTable


@dataclass(frozen=True, slots=True)
class Hit:
    """A formula that a sentence holds.

    Attributes:
        begin, end: code points within the sentence, the place that is named excepted.
        where: the words from the place on to the sentence's end, "" where none is named, None where none may be.
    """

    formula: Formula
    begin: int
    end: int
    where: str | None


def hits_in(sentence: str, table: FormulaTable, authority: str) -> Iterator[Hit]:
    """Formulas of one sentence in order of the text; of two that overlap in a dimension the longer one.

    What is taken back or only pointed to ("areas where FCDO advises against all travel") is none.
    """
    elsewhere = [m.span() for pattern in (table.lifted, table.references) for m in pattern.finditer(sentence)]
    found: list[Hit] = []
    for formula in table.formulas:
        if formula.authorities and authority not in formula.authorities:
            continue
        if formula.unless.search(sentence) or formula.needs is not None and not formula.needs.search(sentence):
            continue
        found.extend(_matches(sentence, formula))
    for hit in sorted(found, key=lambda h: h.begin):
        if any(b <= hit.begin < e for b, e in elsewhere):
            continue
        if not any(_inside(hit, other) for other in found):
            yield hit


def _matches(sentence: str, formula: Formula) -> Iterator[Hit]:
    taken: list[tuple[int, int]] = []
    for pattern in formula.patterns:
        at = 0
        while (match := pattern.search(sentence, at)) is not None:
            named = "where" in pattern.groupindex
            end = match.start("where") if named and match["where"] is not None else match.end()
            at = max(end, match.start() + 1)
            if formula.whole and sentence.strip(" .!:") != match[0].strip(" .!:"):
                continue
            if any(b < end and match.start() < e for b, e in taken):
                continue
            taken.append((match.start(), end))
            yield Hit(formula, match.start(), end, (match["where"] or "") if named else None)


def _inside(hit: Hit, other: Hit) -> bool:
    """Whether another hit of the dimension holds this one and more."""
    if other.formula.dimension != hit.formula.dimension or other is hit:
        return False
    longer = other.end - other.begin > hit.end - hit.begin
    return longer and other.begin <= hit.begin and hit.end <= other.end


_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH = "|".join(f"{m}|{m[:3]}" for m in _MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\.?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\.?\s+(?P<day2>\d{{1,2}}),?\s+(?P<year2>\d{{4}})"
    rf"|(?P<month3>{_MONTH})\s+(?P<year3>\d{{4}}))\b",
    re.I,
)


def english_date(text: str) -> str | None:
    """The first date in English words as ISO 8601, as precise as the text is; None without one or for an impossible one.

    >>> english_date("on March 08, 2025"), english_date("In March 2019"), english_date("14 August 2026")
    ('2025-03-08', '2019-03', '2026-08-14')
    """
    found = _DATE.search(text)
    if found is None:
        return None
    month = (found["month"] or found["month2"] or found["month3"]).lower()[:3]
    number = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(month))
    year, day = found["year"] or found["year2"] or found["year3"], found["day"] or found["day2"]
    if day is None:
        return f"{year}-{number:02d}"
    return f"{year}-{number:02d}-{int(day):02d}" if 1 <= int(day) <= 31 else None
