"""HanTa's tables of morphemes, coded for the search in ``morphology``.

HanTa's German model (Wartena 2019) is a hidden Markov model of second order over morphemes: a state is a pair of
tags. Here states are numbers, what may follow them lies beside them, and morphemes are found by their letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Any

START = 1  # HanTa's number of the tag before the first morpheme
MASK = 2**20 - 1
Readings = tuple[tuple[int, float], ...]  # what a morpheme can be: tag, log probability
Steps = dict[int, tuple[float, int]]  # from a state: tag of the next morpheme, log probability, next state


class Morphemes:
    """The tables of one model; nothing changes after loading.

    Attributes:
        known: by state, the steps to the next.
        open: by state, what an unknown morpheme may be: number of its tag, the state it leads to, score by length.
        tops, peaks: by state, the best of ``open`` by length, and of all lengths.
        final: by state, the word classes a word may end in, with their log probability.
        lasts, end: by state and over all, the best of ``final``.
        openers: tags by their number in ``open``.
        suffixes: by a morpheme's last letters, the best chance and those of all ``openers``.
        pieces: by morpheme, the best it can score and its readings.
        marks: by hash, see ``_marks``.
    """

    def __init__(self, hanta: Any) -> None:
        ids: dict[tuple[int, int], int] = {(0, START): 0}
        for (_, middle), following in hanta.LP_trans.items():
            for tag in following:
                if tag > 0:
                    ids.setdefault((middle, tag), len(ids))
        self.known: list[Steps] = [{} for _ in ids]
        # What an unknown morpheme may be after a state: number of its tag, the state it leads to, score by length.
        self.open: list[list[tuple[int, int, list[float]]]] = [[] for _ in ids]
        self.tops: list[list[float]] = [[] for _ in ids]
        self.final: list[list[tuple[int, float]]] = [[] for _ in ids]
        unknown = {t: hanta.Int_t + p for t, p in hanta.LP_hapax_t.items() if t in hanta.LP_s_t and t in hanta.LP_len_t}
        self.openers = list(unknown)
        suffixes: dict[str, list[float]] = {}
        for number, tag in enumerate(self.openers):
            for suffix, p in hanta.LP_s_t[tag].items():
                suffixes.setdefault(suffix, [-inf] * len(unknown))[number] = p
        self.suffixes = {suffix: (max(row), row) for suffix, row in suffixes.items()}
        for state, number in ids.items():
            for tag, p in hanta.LP_trans.get(state, {}).items():
                if tag < 0:
                    self.final[number].append((-tag, p))
                    continue
                target = ids[state[1], tag]
                self.known[number][tag] = (p, target)
                if tag in unknown:
                    scores = [p + unknown[tag] + hanta.LP_len_t[tag][min(k, 24)] for k in range(26)]
                    self.open[number].append((self.openers.index(tag), target, scores))
            self.tops[number] = [max(column) for column in zip(*(s for _, _, s in self.open[number]), strict=True)]
        entry: dict[int, float] = {}
        for followers in self.known:
            for tag, (p, _) in followers.items():
                entry[tag] = max(p, entry.get(tag, -inf))
        self.pieces = _pieces(hanta.LP_m_t, entry)
        self.marks = _marks(self.pieces)
        self.peaks = [max(tops, default=-inf) for tops in self.tops]
        self.lasts = [max((p for _, p in finals), default=-inf) for finals in self.final]
        self.end = max(p for finals in self.final for _, p in finals)
        self.endings: dict[str, dict[str, str]] = hanta.lemmasuffixtable


def _pieces(tables: dict[int, dict[str, float]], entry: dict[int, float]) -> dict[str, tuple[float, Readings]]:
    """Every morpheme with its best chance and its readings."""
    found: dict[str, list[tuple[int, float]]] = {}
    for tag, table in tables.items():
        if tag in entry:
            for morpheme, p in table.items():
                found.setdefault(morpheme, []).append((tag, p))
    return {m: (max(p + entry[t] for t, p in tags), tuple(tags)) for m, tags in found.items()}


def _marks(pieces: Iterable[str]) -> bytearray:
    """By hash: 0 for what begins no morpheme, 1 for what may begin one, 2 for what may be one.

    Collisions only cost a look into the table. This fits the processor's cache, which the table does not: analyse()
    read 17 % more fresh news with it.
    """
    marks = bytearray(MASK + 1)
    for morpheme in pieces:
        for k in range(1, len(morpheme)):
            place = hash(morpheme[:k]) & MASK
            marks[place] = max(marks[place], 1)
        marks[hash(morpheme) & MASK] = 2
    return marks
