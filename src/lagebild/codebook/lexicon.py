"""The field's words by class: heads of noun phrases, verbs, and cues, from ``data/lexicon/*.toml``.

A verb may ask for words beside it ("kehren & rücken") or for their absence ("verlassen & !sich").

Later stages ask for the classes of a word and never for the word: what is added to the file is found by
every frame that names the class.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from lagebild.errors import CodebookError

_NOUN_ENDINGS = ("", "s", "es", "en", "e", "n", "er", "ern", "em", "innen", "in", "r", "m")
_NONE: frozenset[str] = frozenset()
_NO_CUES = (_NONE, _NONE)
# What may stand before the last part of a compound.
_FIRST_PART = re.compile(r"[\w*:’'-]*")


def _noun_forms(word: str) -> tuple[str, ...]:
    """The forms of a noun of the lexicon; = in front stands for this form and no other, * for any first part."""
    return (word[1:],) if word.startswith("=") else tuple(word.lstrip("*") + ending for ending in _NOUN_ENDINGS)


def _cue_pattern(phrase: str) -> str:
    """A phrase as a pattern over words parted by one space; a lone * stands for up to five words or none.

    A last word with ! must not follow: "bis auf !weiteres".
    """
    pattern = ""
    for word in phrase.removesuffix(" *").split():
        if word.startswith("!"):
            return pattern.rstrip(" ") + rf"(?! {re.escape(word[1:])}(?!\S))"
        pattern += r"(?:\S+ ){0,5}?" if word == "*" else re.escape(word).replace(r"\*", r"\S*") + " "
    return pattern.rstrip(" ")


def _words_of(phrase: str) -> list[str]:
    """The words that stand in every text that holds a phrase, * for any letters in them."""
    words = phrase.removesuffix(" *").split()
    return [w for w in words[: next((k for k, w in enumerate(words) if w.startswith("!")), None)] if w != "*"]


def _key_of(phrase: str, phrases_with: Mapping[str, int]) -> tuple[str, str, bool]:
    """("whole" | "first" | "inside", letters, are they all) of the word by which a phrase is looked for, the rarest among the cues that is no short one."""
    words = _words_of(phrase)
    first = [w for w in words if w.find("*") in {-1, len(w) - 1}]
    if not first:
        return "inside", max((part for w in words for part in w.split("*")), key=len, default=""), False
    word = min(first, key=lambda w: (len(w) < 6, phrases_with[w], -len(w)))
    return "first" if word.endswith("*") else "whole", word.rstrip("*"), phrase.removesuffix(" *") == word


class Lexicon:
    """Word classes. Words are compared in small letters.

    Args:
        table: the sections ``noun``, ``verb`` and ``cue``, each class a list of words.

    Raises:
        CodebookError: a section is missing or a class is not a list of words.
    """

    def __init__(self, table: Mapping[str, Mapping[str, list[str]]]) -> None:
        for section in ("noun", "verb", "cue"):
            if section not in table:
                raise CodebookError(f"lexicon: section [{section}] is missing; add it, even if empty")
            for name, words in table[section].items():
                if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
                    raise CodebookError(f"lexicon: [{section}] {name} must be a list of words; check its quotes")
        # Forms of whole words, and of last parts of compounds: a word is looked up and never tried pattern by pattern.
        self._whole: dict[str, set[str]] = {}
        self._last: dict[str, set[str]] = {}
        for name, words in table["noun"].items():
            for word in words:
                forms = self._last if word.startswith("*") else self._whole
                for form in _noun_forms(word.lower()):
                    forms.setdefault(form, set()).add(name)
        self._verbs: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, words in table["verb"].items():
            for entry in words:
                verb, *others = [part.strip() for part in entry.lower().split("&")]
                self._verbs.setdefault(verb, []).append((name, tuple(others)))
        self._cues = {
            name: re.compile(r"(?<!\S)(?:" + "|".join(_cue_pattern(w.lower()) for w in words) + r")(?!\S)")
            for name, words in table["cue"].items()
        }
        # By the word that each phrase is looked for: cue classes with such a phrase, and those with one that is this word alone.
        self._cue_keys: dict[str, dict[str, tuple[set[str], set[str]]]] = {"whole": {}, "first": {}, "inside": {}}
        phrases_with = Counter(word for words in table["cue"].values() for phrase in words for word in _words_of(phrase.lower()))
        for name, words in table["cue"].items():
            for phrase in words:
                kind, letters, alone = _key_of(phrase.lower(), phrases_with)
                for found in self._cue_keys[kind].setdefault(letters, (set(), set()))[: 1 + alone]:
                    found.add(name)
        self._cues_by_word = lru_cache(maxsize=20_000)(self._cues_with)
        self._cues_by_text = lru_cache(maxsize=16)(self._cues_in)
        self.noun_classes = frozenset(table["noun"])
        self.verb_classes = frozenset(table["verb"])
        self.cue_classes = frozenset(table["cue"])
        self.nouns_of = lru_cache(maxsize=50_000)(self._nouns_of)

    def _nouns_of(self, word: str) -> frozenset[str]:
        """Noun classes of a word as it stands in the text."""
        lower = word.lower()
        found = set(self._whole.get(lower, ()))
        for k in range(len(lower)):
            classes = self._last.get(lower[k:])
            if classes is not None and _FIRST_PART.fullmatch(lower, 0, k):
                found |= classes
        return frozenset(found)

    def verbs_of(self, lemma: str, words: Iterable[str]) -> frozenset[str]:
        """Verb classes of a base form in a clause made of ``words`` (small letters)."""
        senses = self._verbs.get(lemma)
        if senses is None:
            return _NONE
        found = set()
        around: set[str] | None = None
        for name, others in senses:
            if others:
                if around is None:
                    around = set(words)
                if not all((o[1:] not in around) if o.startswith("!") else (o in around) for o in others):
                    continue
            found.add(name)
        return frozenset(found)

    def _cues_with(self, word: str) -> tuple[frozenset[str], frozenset[str]]:
        keys = [self._cue_keys["whole"].get(word), *(self._cue_keys["first"].get(word[:k]) for k in range(1, len(word) + 1))]
        keys += [found for letters, found in self._cue_keys["inside"].items() if letters in word]
        found = [key for key in keys if key is not None]
        if not found:
            return _NO_CUES  # most words: one object for all of them
        return _NONE.union(*[near for near, _ in found]), _NONE.union(*[sure for _, sure in found])

    def _cues_in(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        by_word = self._cues_by_word
        found = [cues for word in text.split() if (cues := by_word(word))[0]]
        return _NONE.union(*[near for near, _ in found]), _NONE.union(*[sure for _, sure in found])

    def cues_near(self, text: str) -> frozenset[str]:
        """Cue classes that may occur in a clause's text, as it has a word of theirs: no other class occurs in it."""
        return self._cues_by_text(text)[0]

    def says(self, name: str, text: str) -> bool:
        """Whether a cue class occurs in a clause's text (small letters, words parted by one space)."""
        near, sure = self._cues_by_text(text)
        return name in near and (name in sure or self._cues[name].search(text) is not None)

    def cue(self, name: str, text: str) -> re.Match[str] | None:
        """Where a cue class occurs in a clause's text (small letters, words parted by one space)."""
        pattern = self._cues[name]
        return pattern.search(text) if name in self.cues_near(text) else None


def read_classes(text: str, where: str, joined: dict[str, dict[str, list[str]]]) -> None:
    """Join the classes of one TOML text to those that are there.

    Raises:
        CodebookError: the text is no TOML or a class is no list of words.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}; mend the file") from error
    for section in ("noun", "verb", "cue"):
        for name, words in table.get(section, {}).items():
            if not isinstance(words, list):
                raise CodebookError(f'{where}: [{section}] {name} must be a list of words; write {name} = ["..."]')
            joined[section].setdefault(name, []).extend(words)


def shipped_classes() -> dict[str, dict[str, list[str]]]:
    """The classes of all files of ``data/lexicon``, joined."""
    joined: dict[str, dict[str, list[str]]] = {"noun": {}, "verb": {}, "cue": {}}
    for path in sorted((files("lagebild.codebook") / "data" / "lexicon").iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            read_classes(path.read_text(encoding="utf-8"), path.name, joined)
    return joined


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships with the codebook.

    Raises:
        CodebookError: a file is broken.
    """
    return Lexicon(shipped_classes())
