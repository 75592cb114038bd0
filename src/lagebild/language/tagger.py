"""Tokens of a sentence get their tag and lemma from HanTa's tables, through a decoder of our own.

HanTa (Wartena 2019) ships a trigram model of German tags and morphemes. Its own decoder walks every
transition of every state; here only the few tags a word can have are tried, and what HanTa computes for
a word is kept, so that the same tables run many times as fast. ``tests/language`` holds the two side by side.
"""

from __future__ import annotations

from functools import cache
from typing import Any

_LIMIT = 300_000  # word forms kept before the memory starts anew: about 100 MB, and German news needs fewer
_START = 1
_BEAM = 12


class Tagger:
    """Tags and lemmas by HanTa's German model, deterministic, with a bounded memory of word forms."""

    def __init__(self) -> None:
        from HanTa import HanoverTagger

        self._hanta: Any = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
        self._transitions: dict[tuple[int, int], dict[int, float]] = self._hanta.LP_trans_word
        self._names: dict[int, str] = self._hanta.int2tag
        self._end: int = 2
        self._words: dict[tuple[str, bool | None], list[tuple[int, float]]] = {}
        self._lemmas: dict[tuple[str, int], str] = {}

    def _candidates(self, word: str, first: bool) -> list[tuple[int, float]]:
        key = (word, first)
        known = self._words.get(key)
        if known is None:
            if len(self._words) > _LIMIT:
                self._words.clear()
            # At a sentence's start the capital says nothing.
            known = self._hanta._tag_word(word, cutoff=5, casesensitive=not first, conditional=True)
            known = [(t, p) for t, p in known if t != 3] or [(self._hanta.tag2int["NE"], 0.0)]
            self._words[key] = known
        return known

    def _lemma(self, word: str, tag: int) -> str:
        key = (word, tag)
        known = self._lemmas.get(key)
        if known is None:
            if len(self._lemmas) > _LIMIT:
                self._lemmas.clear()
            known = self._hanta._analyze(word, tag, taglevel=1)[0] if tag else word
            self._lemmas[key] = known
        return known

    def tag(self, words: list[str]) -> list[tuple[str, str]]:
        """(tag, lemma) for each word of one sentence; marks that HanTa does not know are "XY"."""
        if not words:
            return []
        transitions = self._transitions
        row: dict[tuple[int, int], float] = {(0, _START): 0.0}
        back: list[dict[tuple[int, int], tuple[int, int]]] = []
        for i, word in enumerate(words):
            fresh: dict[tuple[int, int], float] = {}
            links: dict[tuple[int, int], tuple[int, int]] = {}
            candidates = self._candidates(word[:80], i == 0)
            for state, score in row.items():
                follow = transitions.get(state)
                if follow is None:
                    continue
                middle = state[1]
                for tag, p in candidates:
                    q = follow.get(tag)
                    if q is None:
                        continue
                    total = score + q + p
                    target = (middle, tag)
                    if target not in fresh or total > fresh[target]:
                        fresh[target] = total
                        links[target] = state
            if not fresh:
                # No transition was ever seen: take the word's own best tag and go on.
                best = max(row, key=lambda s: row[s])
                for tag, p in candidates[:2]:
                    fresh[(best[1], tag)] = row[best] + p - 20.0
                    links[(best[1], tag)] = best
            if len(fresh) > _BEAM:
                keep = sorted(fresh, key=lambda s: fresh[s], reverse=True)[:_BEAM]
                fresh = {s: fresh[s] for s in keep}
            row = fresh
            back.append(links)
        final = max(row, key=lambda s: row[s] + transitions.get(s, {}).get(self._end, -30.0))
        tags: list[int] = []
        state = final
        for links in reversed(back):
            tags.append(state[1])
            state = links[state]
        tags.reverse()
        return [(self._names[t], self._lemma(w[:80].lower(), t)) for w, t in zip(words, tags, strict=True)]


@cache
def shared_tagger() -> Tagger:
    """The process's tagger; loading takes about 0.2 s."""
    return Tagger()
