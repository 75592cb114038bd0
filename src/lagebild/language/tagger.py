"""Tokens of a sentence get their tag and base form from HanTa's tables, through a search of our own.

HanTa (Wartena 2019) ships a trigram model of German tags and a model of morphemes. ``morphology`` reads a word
with the second; here the first decides between the classes a word can have. What a word form gave is kept.
``tests/language`` holds the result beside HanTa's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from math import inf
from typing import Any

from lagebild.language.morphology import Analyses, Morphology

_LIMIT = 200_000  # word forms kept before the memory starts anew; a year of a newspaper has more, a day far fewer
_RECENT = 2_000  # analyses of word forms kept: the base form is asked for within the sentence
_LONGEST = 60  # letters of a word that are looked at; HanTa's longest known form has 29
_CUTOFF = 5.0  # HanTa's: what is e^5 less likely than the word's best class is not tried
_KNOWN_CUTOFF = 9.0  # for forms HanTa has counted, which it never cuts: the same tags on 99.9 % of the UD tokens
_BEAM = 7.0  # a state further behind the best is dropped; 7 and 30 differ on 0.02 % of the UD tokens
_SECOND_PART = 5  # letters of a compound's known last part: of 472 such words in UD .981 get the tag they get from HanTa
_FIRST_PART = 3
_NUMBER = re.compile(r"[\d.,:'’/ \u00a0\u202f\u2009]*\d[\d.,:'’/ \u00a0\u202f\u2009]*")
_GENDER = re.compile(r"[*:_·](in(?:nen)?)$")
_FINAL = frozenset({".", "!", "?", ":", ";", "?!", "!?", "!!", "!!!", "??"})
_SIGNS = frozenset("%‰€$£¥§&+=#")  # read as words: HanTa has counted them

_State = tuple[float, int, "_State | None"]  # log probability, tag, what came before
_Reading = list[tuple[int, float]]


class Tagger:
    """Tags and base forms by HanTa's German model, deterministic, with a bounded memory of word forms."""

    def __init__(self) -> None:
        from HanTa import HanoverTagger

        self._hanta: Any = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")
        self._morphology = Morphology(self._hanta)
        table: dict[tuple[int, int], dict[int, float]] = self._hanta.LP_trans_word
        tags = sorted({t for pair in table for t in pair} | {t for row in table.values() for t in row})
        self._size = len(tags)
        code = {t: k for k, t in enumerate(tags)}
        self._code: dict[int, int] = code
        self._names: list[str] = [self._hanta.int2tag.get(t, "") for t in tags]
        self._numbers: list[int] = tags
        self._start = code[0] * self._size + code[1]
        self._end = code[2]
        self._follow: list[list[float]] = [[]] * (self._size * self._size)
        for (first, second), row in table.items():
            self._follow[code[first] * self._size + code[second]] = [row.get(t, -40.0) for t in tags]
        self._unseen = [-20.0] * self._size
        self._marks: dict[str, _Reading] = {
            "comma": self._fixed("$,"), "final": self._fixed("$."), "other": self._fixed("$("), "number": self._fixed("CARD"),
            "ordinal": self._fixed("ADJ(A)"), "address": self._fixed("XY"), "part": self._fixed("TRUNC"),
        }  # fmt: skip
        self._readings: tuple[dict[str, _Reading], dict[str, _Reading]] = ({}, {})
        nouns = self._hanta.tag2int["NN"]
        # Counted forms that are nouns and hardly anything else: what ends in one is a compound with its tag.
        self._nouns = frozenset(
            w
            for w, found in self._hanta.cache.items()
            if len(w) >= _SECOND_PART and w.isalpha() and found[0][0] == nouns and all(p < found[0][1] - 3.0 for _, p in found[1:])
        )
        self._noun = nouns
        self._recent: dict[str, Analyses] = {}
        self._lemmas: dict[tuple[str, int], str] = {}

    def tag(self, words: list[str]) -> list[tuple[str, str]]:
        """(tag, lemma) for each word of one sentence, in HanTa's names ("VV(FIN)", "NN", "$,").

        Args:
            words: none empty; an abbreviation and an ordinal with their full stop ("Dr.", "24.").
        """
        names, lemmas = self._names, self._lemmas
        return [(names[t], lemmas.get((w, t)) or self._lemma(w, t)) for w, t in zip(words, self._tags(words), strict=True)]

    def tag_later(self, words: list[str]) -> list[tuple[str, str, Callable[[], str] | None]]:
        """As :meth:`tag`, but a base form that is neither a verb's nor known is left to a call that looks it up.

        Half of the words of fresh texts are never asked for theirs.
        """
        names, lemmas = self._names, self._lemmas
        found: list[tuple[str, str, Callable[[], str] | None]] = []
        for word, tag in zip(words, self._tags(words), strict=True):
            name, lemma = names[tag], lemmas.get((word, tag))
            if lemma is not None:
                found.append((name, lemma, None))
            elif name[0] == "V":
                found.append((name, self._lemma(word, tag), None))
            else:
                found.append((name, "", partial(self._lemma, word, tag)))
        return found

    def _tags(self, words: list[str]) -> list[int]:
        """Codes of the most likely tags of one sentence."""
        size, follow, later, unseen = self._size, self._follow, self._readings[1], self._unseen
        row: dict[int, _State] = {self._start: (0.0, self._code[1], None)}
        for i, word in enumerate(words):
            reading = later.get(word) if i else None
            if reading is None:
                reading = self._read(word, i == 0)
            if len(reading) == 1 and len(row) == 1:
                (state,) = row.values()
                tag = reading[0][0]
                row = {state[1] * size + tag: (state[0], tag, state)}
                continue
            fresh: dict[int, _State] = {}
            limit, least = -inf, inf  # the limit rises with the best state found; what lies below it is dropped at once
            for key, state in row.items():
                score, before, _ = state
                chances = follow[key] or unseen
                base = before * size
                for tag, p in reading:
                    total = score + chances[tag] + p
                    if total < limit:
                        continue
                    target = base + tag
                    if target not in fresh or total > fresh[target][0]:
                        fresh[target] = (total, tag, state)
                        if total - _BEAM > limit:
                            limit = total - _BEAM
                        if total < least:
                            least = total
            row = fresh if least >= limit else {k: s for k, s in fresh.items() if s[0] >= limit}
        last = max(row.items(), key=lambda item: item[1][0] + (follow[item[0]] or self._unseen)[self._end])[1]
        tags: list[int] = []
        state_: _State | None = last
        while state_ is not None and state_[2] is not None:
            tags.append(state_[1])
            state_ = state_[2]
        tags.reverse()
        return tags

    def _fixed(self, name: str) -> _Reading:
        return [(self._code[self._hanta.tag2int[name]], 0.0)]

    def _read(self, word: str, first: bool) -> _Reading:
        """The classes a word can have, each with its log probability; at a sentence's start the capital says nothing."""
        known = self._readings[not first]
        reading = known.get(word)
        if reading is None:
            if len(known) > _LIMIT:
                known.clear()
            last = _last_part(word)
            reading = self._read(last, False) if last is not None else self._shape(word) or self._weigh(word, first)
            known[word] = reading
        return reading

    def _shape(self, word: str) -> _Reading | None:
        """The class of what its characters alone decide: marks, numbers, ordinals, addresses, first parts."""
        if "://" in word or "@" in word[1:] or word.startswith("www."):
            return self._marks["address"]
        if word[0].isalpha():
            return self._marks["part"] if word[-1] == "-" else None
        if word == ",":
            return self._marks["comma"]
        if word in _FINAL:
            return self._marks["final"]
        if not any(c.isalnum() for c in word):
            return None if word in _SIGNS else self._marks["other"]
        if _NUMBER.fullmatch(word):
            return self._marks["ordinal" if word[-1] == "." else "number"]
        return None

    def _weigh(self, word: str, first: bool) -> _Reading:
        hanta = self._hanta
        lower = word[:_LONGEST].lower()
        upper = word[0].isupper()
        chances: list[tuple[int, float]]
        counted = hanta.cache.get(lower)
        if counted is None and lower[-1] == "." and len(lower) > 1:
            return self._read(word[: len(lower) - 1], first)
        if counted is not None:
            chances = counted
        elif upper and not first and self._second_part(lower):
            return self._fixed("NN")
        else:
            chances = list(self._analyses(lower)[0].items())
        reading = [
            (t, p - hanta.LP_wtag[t] + (0.0 if first else hanta.LP_case_t[t][upper])) for t, p in chances if t in hanta.LP_wtag
        ]
        if not reading:
            return self._fixed("NE" if upper else "XY")
        limit = max(p for _, p in reading) - (_CUTOFF if counted is None else _KNOWN_CUTOFF)
        return [(self._code[t], p) for t, p in reading if p >= limit]

    def _analyses(self, lower: str) -> Analyses:
        """What the morphemes of an uncounted word allow; kept until its base form has been asked for."""
        found = self._recent.get(lower)
        if found is None:
            if len(self._recent) > _RECENT:
                self._recent.clear()
            found = self._recent[lower] = self._morphology.analyses(lower)
        return found

    def _second_part(self, lower: str) -> str:
        """The counted noun that a word of small letters ends in, or ""."""
        nouns = self._nouns
        for k in range(_FIRST_PART, len(lower) - _SECOND_PART + 1):
            if lower[k:] in nouns:
                return lower[k:]
        return ""

    def _lemma(self, word: str, tag: int) -> str:
        if len(self._lemmas) > _LIMIT:
            self._lemmas.clear()
        number = self._numbers[tag]
        lower = word[:_LONGEST].lower()
        if len(word) > 1 and word[-1] == ".":
            lemma = self._lemma(word[:-1], tag)
        elif not word[0].isalpha() or "://" in word or "@" in word:
            lemma = lower if word[0].isdigit() else word
        elif _GENDER.search(word):
            # "Expert*innen", "Bürger:innen": the form that the mark stands in
            lemma = self._lemma(_GENDER.sub(r"\1", word), tag)
        elif (last := _last_part(word)) is not None:
            lemma = word[: -len(last)] + self._lemma(last, tag)
        elif lower in self._hanta.cache:
            lemma = self._morphology.lemma(lower, number)
        elif number == self._noun and word[0].isupper() and (last := self._second_part(lower)):
            lemma = word[: len(lower) - len(last)] + self._lemma(last.capitalize(), tag).lower()
        else:
            lemma = self._morphology.lemma(lower, number, self._analyses(lower)[1].get(number))
        self._lemmas[word, tag] = lemma
        return lemma


def _last_part(word: str) -> str | None:
    """What decides on a word with hyphens, "Kommission" of "EU-Kommission", or None."""
    cut = word.rfind("-") + 1
    return word[cut:] if 1 < cut < len(word) - 2 and word[cut].isupper() and word[cut:].isalpha() else None


@cache
def shared_tagger() -> Tagger:
    """The process's tagger; loading takes about 0.4 s."""
    return Tagger()
