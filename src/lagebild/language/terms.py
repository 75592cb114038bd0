"""A text goes in, the terms that a search goes by come out, the same for every database.

A term is the stem of a word (Snowball's German stemmer), and for a compound also those of its parts: a search for
"Warnung" finds "Reisewarnungen". Spelling is levelled: ä, ae and a, ß and ss, ğ and g are one.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import Stemmer

from lagebild.language.compounds import parts_of

LONGEST = 80  # letters of a word that are looked at
_KEPT = 200_000  # word forms whose terms are remembered; a year of a newspaper has more, a day far fewer

_HIDDEN = "\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff"
_MARKS = rf"[\u0300-\u036f{_HIDDEN}]"
WORD = re.compile(rf"[^\W_]+(?:{_MARKS}+[^\W_]*)*")
"""A word as it is searched for: letters and digits. Hyphens, underscores and colons part words."""

_DROPPED = re.compile(f"[{_HIDDEN}]")
_ODD = re.compile(r"[^a-z0-9]")
# What Unicode takes for letters of their own.
_PLAIN = str.maketrans({"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h"})
UMLAUTS = str.maketrans("äöü", "aou")
_SPELT_OUT = re.compile("([aou])e")
_SHARED = 3  # letters that a stem has in common with its word; of shorter words it has all
_FEMALE = re.compile(r"(?<=\w{4}in)nen$")


@dataclass(frozen=True, slots=True)
class Indexed:
    """The words of a text with their terms.

    Attributes:
        begins, ends: of each word, code points.
        terms: of each word, that of the whole word first.
    """

    begins: list[int]
    ends: list[int]
    terms: list[tuple[str, ...]]

    def within(self, begin: int, end: int) -> list[tuple[str, ...]]:
        """The terms of the words of which a letter stands between two offsets."""
        return self.terms[bisect_right(self.ends, begin) : bisect_left(self.begins, end)]


def index_words(text: str) -> Indexed:
    """All words of a text."""
    found = list(WORD.finditer(text))
    return Indexed([m.start() for m in found], [m.end() for m in found], [_terms(m[0]) for m in found])


def terms_of(text: str) -> list[tuple[str, ...]]:
    """For each word of the text its terms, that of the whole word first; in order of the text."""
    return [_terms(word) for word in WORD.findall(text)]


def prefixes_of(word: str) -> tuple[str, ...]:
    """What the term of a word that begins with these letters begins with, in all ways to write an umlaut."""
    folded = fold(word)
    plain = encode(folded.translate(UMLAUTS))
    spelt_out = encode(_SPELT_OUT.sub(r"\1", folded.translate(UMLAUTS)))
    return tuple(dict.fromkeys((plain, spelt_out)))


def stem_of(word: str) -> str:
    """The term of a whole word: ASCII letters, digits and underscores."""
    return encode(_stem(fold(word)))


def matches(word: str, terms: Sequence[tuple[str, bool]]) -> bool:
    """Whether a word of a text has one of the terms; those with True need only be what one of its terms begins with."""
    # Most words are seen to have none without being stemmed.
    plain = fold(word).translate(UMLAUTS)
    spelt_out = _SPELT_OUT.sub(r"\1", plain)
    if not any(t[:_SHARED] in plain or t[:_SHARED] in spelt_out or not t.isalnum() for t, _ in terms):
        return False
    return any(own.startswith(t) if prefix else own == t for own in _terms(word) for t, prefix in terms)


def fold(word: str) -> str:
    """In small letters, ss for ß, without marks but those of ä, ö and ü, and without what cannot be seen."""
    word = word[:LONGEST].lower()
    if word.isascii():
        return word
    composed = unicodedata.normalize("NFKC", _DROPPED.sub("", word)).lower().translate(_PLAIN)
    return "".join(ch if ch in "äöü" or ch.isascii() else _bare(ch) for ch in composed)[:LONGEST]


@lru_cache(maxsize=_KEPT)
def _terms(word: str) -> tuple[str, ...]:
    folded = fold(word)
    parts = parts_of(folded) if word[0].isupper() else ()  # nouns have capitals; adjectives only look like compounds
    return tuple(dict.fromkeys(encode(_stem(w)) for w in (folded, *parts)))


def _stem(folded: str) -> str:
    # The stemmer takes "Diplomatin" and "Diplomatinnen" for two words.
    if not folded.isalpha():
        return folded.translate(UMLAUTS)
    with _turn:
        stem: str = _stemmer.stemWord(_FEMALE.sub("", folded))
    return stem.translate(UMLAUTS)


_stemmer = Stemmer.Stemmer("german")
_turn = Lock()  # the stemmer keeps the word it is at in itself


def _bare(character: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKD", character) if not unicodedata.combining(ch)).translate(_PLAIN)


def encode(term: str) -> str:
    """Other scripts in hexadecimal digits: each database has a mind of its own about them, none about ASCII."""
    return _ODD.sub(lambda found: f"_{ord(found[0]):x}_", term) or "_"
