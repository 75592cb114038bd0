"""One word form goes in; the word classes it can have, and its base form in each, come out.

The tables are HanTa's, the search is our own: known morphemes are looked up by what stands in the word, not tried
tag by tag, and at most one morpheme of an analysis may be unknown, which is what wins in HanTa's search too.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, inf, log1p
from typing import Any

from lagebild.language.baseforms import BaseForms, Path
from lagebild.language.morphemes import MASK, Morphemes, Readings, Steps

# How far (natural logarithm) an analysis may fall behind the best without unknown parts before it is dropped.
# With 4, 6, 8 and 11 the best class of 3,000 unseen forms is HanTa's in .975, .990, .996 and .997 of the cases.
_MARGIN = 8.0
_BEAM = 4  # states a position passes on, besides those within 1 of the last: HanTa's own width
_PENALTY = 4.6  # HanTa's: the whole word as one unknown morpheme
_TAIL = 6  # letters: word ends up to this length are looked up once for all words
_TAILS = 60_000

_Span = list[tuple[int, Readings]]  # known morphemes from one place of a word: length, readings
_Spans = list[_Span]
# log probability, begin of the last morpheme, its tag, what came before
Entry = tuple[float, int, int, "Entry | None"]
Analyses = tuple[dict[int, float], dict[int, Entry]]  # log probability of each word class, and what leads there
# place, length, hope from there, suffix chances (the highest, all), tags known for the same letters
_End = tuple[int, int, float, tuple[float, list[float]], Readings]


class Morphology:
    """HanTa's morpheme tables, coded for the search; ``hanta`` is the loaded HanoverTagger."""

    def __init__(self, hanta: Any) -> None:
        self._hanta = hanta
        self._forms = BaseForms(hanta)
        self._atomic: frozenset[int] = frozenset(-t for t in hanta.atomic_class)
        self._participles = frozenset(t for t, name in hanta.int2tag.items() if name.endswith(("(PP)", "(IZU)")))
        self._toward_tag: dict[int, list[Steps]] = {}
        self._tails: dict[str, tuple[_Span, float]] = {}
        tables = Morphemes(hanta)
        self._known, self._open, self._final = tables.known, tables.open, tables.final
        self._tops, self._peaks, self._lasts, self._end = tables.tops, tables.peaks, tables.lasts, tables.end
        self._openers, self._suffixes = tables.openers, tables.suffixes
        self._pieces, self._marks = tables.pieces, tables.marks

    def analyses(self, word: str) -> Analyses:
        """The classes of a word in small letters; time grows with the square of its length, which callers cut."""
        spans, hopes = self._spans(word)
        strict = self._walk_known(len(word), spans, self._known)
        chances: dict[int, float] = {}
        paths: dict[int, Entry] = {}
        self._finish(strict[-1], chances, paths)
        bound = max(chances.values()) - _MARGIN if chances else -inf
        loose = self._walk_unknown(word, spans, hopes, strict, bound)
        fresh: dict[int, Entry] = {}
        self._finish(loose, chances, fresh)
        # An analysis of known morphemes alone gives the base form wherever there is one, as in HanTa.
        return chances, {**fresh, **paths}

    def lemma(self, word: str, tag: int, entry: Entry | None = None) -> str:
        """The base form of a word as word class ``tag``; the word itself where none is known.

        Args:
            word: in small letters.
            tag: HanTa's number of the word class.
            entry: what ``analyses`` gave for this word and class, if it is at hand.
        """
        if tag in self._atomic:
            path: Path | None = ((word, tag),)
        elif entry is not None:
            path = _path(word, entry)
        else:
            path = self._path_to(word, tag)
        if path is None:
            return word
        return self._forms.make(path, tag)

    def _path_to(self, word: str, tag: int) -> Path | None:
        """The morphemes of a word whose class is given, or None where the tables cannot lead there."""
        short = self._short_path(word, tag)
        if short is not None:
            return short
        spans, hopes = self._spans(word)
        strict = self._walk_known(len(word), spans, self._toward(tag))
        paths: dict[int, Entry] = {}
        self._finish(strict[-1], {}, paths)
        if tag not in paths:
            strict = self._walk_known(len(word), spans, self._known)
            self._finish(self._walk_unknown(word, spans, hopes, strict, None), {}, paths)
        return _path(word, paths[tag]) if tag in paths else None

    def _short_path(self, word: str, tag: int) -> Path | None:
        """The best analysis as one morpheme, or as one and an ending of at most four letters, or None.

        Of 3,688 counted forms that have one, three got another base form than from HanTa, all of them participles
        ("gestellt" as "gestell" and "t"): those are left to the full search.
        """
        if tag in self._participles:
            return None
        pieces, known, final, n = self._pieces, self._toward(tag), self._final, len(word)
        most = -inf
        best: Path | None = None
        for k in range(min(5, n)):
            stem, ending = word[: n - k], word[n - k :]
            if stem not in pieces or (k and ending not in pieces):
                continue
            for tag1, p1 in pieces[stem][1]:
                if tag1 not in known[0]:
                    continue
                step, state = known[0][tag1]
                ways: list[tuple[float, int, Path]] = [(step + p1, state, ((stem, tag1),))]
                if k:
                    after = [(known[state][t], t, p) for t, p in pieces[ending][1] if t in known[state]]
                    ways = [(step + p1 + way[0] + p, way[1], ((stem, tag1), (ending, t))) for way, t, p in after]
                for score, last, path in ways:
                    for end, q in final[last]:
                        if end == tag and score + q > most:
                            most, best = score + q, path
        return best

    def _toward(self, tag: int) -> list[Steps]:
        """The transitions by which a word of class ``tag`` can come about."""
        found = self._toward_tag.get(tag)
        if found is None:
            useful = self._hanta.reachability.get(-tag, frozenset())
            found = [{t: step for t, step in row.items() if t in useful} for row in self._known]
            self._toward_tag[tag] = found
        return found

    def _spans(self, word: str) -> tuple[_Spans, list[float]]:
        """Known morphemes by their begin, and from each place the most that known ones to the word's end can score."""
        n = len(word)
        spans: _Spans = [[]] * n
        hopes = [-inf] * n + [self._end]
        tails = self._tails
        for i in range(n - 1, -1, -1):
            if n - i > _TAIL:
                spans[i], hopes[i] = self._span(word, i, hopes)
                continue
            tail = word[i:]
            if tail not in tails:
                if len(tails) > _TAILS:
                    tails.clear()
                tails[tail] = self._span(word, i, hopes)
            spans[i], hopes[i] = tails[tail]
        return spans, hopes

    def _span(self, word: str, i: int, hopes: list[float]) -> tuple[_Span, float]:
        pieces, marks = self._pieces, self._marks
        row: _Span = []
        hope = -inf
        for j in range(i + 1, len(word) + 1):
            part = word[i:j]
            mark = marks[hash(part) & MASK]
            if not mark:
                break
            if mark == 2 and part in pieces:
                best, readings = pieces[part]
                row.append((j - i, readings))
                if best + hopes[j] > hope:
                    hope = best + hopes[j]
        return row, hope

    def _walk_known(self, n: int, spans: _Spans, known: list[Steps]) -> list[dict[int, Entry]]:
        """The states that known morphemes reach, by place in the word."""
        table: list[dict[int, Entry]] = [{} for _ in range(n + 1)]
        table[0][0] = (0.0, 0, 0, None)
        for i in range(n):
            if not table[i] or not spans[i]:
                continue
            for state, entry in _best(table[i]):
                score, follow = entry[0], known[state]
                if not follow:
                    continue
                for size, morphemes in spans[i]:
                    row = table[i + size]
                    for tag, p in morphemes:
                        if tag in follow:
                            step, target = follow[tag]
                            total = score + step + p
                            if target not in row or total > row[target][0]:
                                row[target] = (total, i, tag, entry)
        return table

    def _walk_unknown(
        self, word: str, spans: _Spans, hopes: list[float], strict: list[dict[int, Entry]], bound: float | None
    ) -> dict[int, Entry]:
        """The states at the word's end with exactly one unknown morpheme.

        None is worse than ``bound``, which rises with what is found; None for the bound keeps all.
        """
        n = len(word)
        table: list[dict[int, Entry]] = [{} for _ in range(n + 1)]
        limit = -inf if bound is None else bound
        least = 1 if n < 4 else 3
        # The whole word first: what it scores bounds the search for all else.
        steps = [(0, (n,)), (0, range(n - 1, least - 1, -1)), *((i, range(n, i + least - 1, -1)) for i in range(1, n))]
        for i, stops in steps:
            if not strict[i]:
                continue
            row = [(entry[0] + self._peaks[state], state, entry) for state, entry in _best(strict[i]) if self._open[state]]
            peak = max([r[0] for r in row], default=-inf)
            if peak < limit or peak == -inf:
                continue
            ends = self._unknown_ends(word, i, stops, hopes, limit - peak)
            for most, state, entry in row:
                if most < limit or not ends:
                    continue
                score, tops = entry[0], self._tops[state]
                for j, size, hope, (top, suffix), morphemes in ends:
                    if score + tops[size] + top + hope < limit:
                        continue
                    reached = table[j]
                    for number, target, scores in self._open[state]:
                        total = score + scores[size] + suffix[number]
                        if total + hope < limit or total == -inf:
                            continue
                        tag = self._openers[number]
                        if morphemes and any(t == tag for t, _ in morphemes):
                            continue
                        if j - i == n:
                            total -= _PENALTY
                        if target not in reached or total > reached[target][0]:
                            reached[target] = (total, i, tag, entry)
                            if j == n and bound is not None:
                                limit = max(limit, total + self._lasts[target] - _MARGIN)
        self._walk_on(table, spans, hopes, limit)
        return table[n]

    def _walk_on(self, table: list[dict[int, Entry]], spans: _Spans, hopes: list[float], limit: float) -> None:
        """Complete by known morphemes what an unknown one began."""
        known = self._known
        for i in range(1, len(table) - 1):
            if not table[i]:
                continue
            for state, entry in _best(table[i]):
                score, follow = entry[0], known[state]
                if score + hopes[i] < limit:
                    continue
                for size, morphemes in spans[i]:
                    row = table[i + size]
                    for tag, p in morphemes:
                        if tag in follow:
                            step, target = follow[tag]
                            total = score + step + p
                            if total + hopes[i + size] >= limit and (target not in row or total > row[target][0]):
                                row[target] = (total, i, tag, entry)

    def _unknown_ends(self, word: str, i: int, stops: Iterable[int], hopes: list[float], needed: float) -> list[_End]:
        """Which of ``stops`` an unknown morpheme from ``i`` may end at, the rest of the word scoring ``needed``."""
        suffixes, pieces = self._suffixes, self._pieces
        ends: list[_End] = []
        for j in stops:
            hope = hopes[j]
            if hope < needed or hope == -inf:
                continue
            for k in range(min(4, j - i - 1), -1, -1):
                found = suffixes.get(word[j - k : j] if k else "")
                if found is not None:
                    piece = pieces.get(word[i:j])
                    ends.append((j, min(j - i, 25), hope, found, piece[1] if piece else ()))
                    break
        return ends

    def _finish(self, row: dict[int, Entry], chances: dict[int, float], paths: dict[int, Entry]) -> None:
        best: dict[int, float] = {}
        for state, entry in row.items():
            for tag, p in self._final[state]:
                total = entry[0] + p
                if total > best.get(tag, -inf):
                    best[tag] = total
                    paths[tag] = entry
                old = chances.get(tag)
                if old is None:
                    chances[tag] = total
                else:
                    high, low = (old, total) if old > total else (total, old)
                    chances[tag] = high + log1p(exp(low - high))


def _best(row: dict[int, Entry]) -> list[tuple[int, Entry]]:
    """The states worth going on from."""
    if len(row) < _BEAM:
        return list(row.items())
    bound = sorted([e[0] for e in row.values()], reverse=True)[_BEAM - 1] - 1.0
    return [item for item in row.items() if item[1][0] >= bound]


def _path(word: str, entry: Entry | None) -> Path:
    parts: list[tuple[str, int]] = []
    end = len(word)
    while entry is not None and entry[3] is not None:
        parts.append((word[entry[1] : end], entry[2]))
        end, entry = entry[1], entry[3]
    parts.reverse()
    return tuple(parts)
