"""Text goes in, tokens with exact offsets come out; ``sentences`` groups them.

Nothing is normalised: a token is a slice of the text, and every character that is not space is in exactly one.
Only ``Token.lower`` drops what cannot be seen (soft hyphens, joiners, direction marks) and composes accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from lagebild.language.sentences import CLOSING, OPENING, sentence_bounds

__all__ = ["CLOSING", "OPENING", "Token", "sentence_bounds", "tokenize"]

# Joiners, combining marks and soft hyphens belong to the word they stand in: \w leaves them out.
_HIDDEN = "\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff"
_W = rf"[\w\u0300-\u036f{_HIDDEN}]"
_GAP = "[ \u00a0\u202f\u2009]?"
_URL_END = r"""[^\s"“”„«»<>]*[^\s"“”„«»<>.,;:!?)\]'’]"""
_DOTTED = [
    "z.B", "u.a", "d.h", "i.d.R", "u.U", "z.T", "z.Zt", "a.D", "a.M", "v.a", "o.ä", "u.ä", "o.g", "s.o", "s.u", "i.V", "i.R", "i.A",
    "U.S", "U.S.A", "U.N", "U.K", "D.C", "n.Chr", "v.Chr", "e.V", "m.E", "h.c", "u.v.m", "u.v.a", "u.s.w", "i.e.S", "i.w.S",
    "z.Hd", "i.H.v", "m.W", "d.J", "v.l.n.r", "p.a", "a.G", "b.w", "o.J", "o.O",
]  # fmt: skip
_ABBREVIATION = "|".join(
    rf"\.{_GAP}".join(map(re.escape, word.split("."))) for word in sorted(_DOTTED, key=len, reverse=True)
)
_TOKEN = re.compile(
    rf"""
    # Most words are letters with a space or a comma behind them, where no rule below takes more or less.
    [A-Za-zÄÖÜäöüß]++(?=[ ,\n])
  | (?:https?://|www\.){_URL_END}
  | (?:{_ABBREVIATION})\.
  | [@\#]{_W}+
  | \d{{1,3}}(?:[ \u00a0\u202f\u2009]\d{{3}})+(?![\w.,:]?\d)
  | \d+(?:[.,:'’/]\d+)*{_W}*(?:[-‐‑/]{_W}+)*-?
  | {_W}+(?:[-‐‑'’/&]{_W}+|[*:·](?:in|innen|r|n|e|er|en|m|s)(?!{_W}))*
    (?:(?:\.{_W}++){{0,4}}@{_W}++(?:[.-]{_W}++)*|(?:\.[\w-]++(?=\.)){{0,4}}\.(?:de|com|org|net|at|ch|eu|info|gov|ua|ru|uk|fr|io|tv)(?!{_W})(?:/{_URL_END})?)?-?
  | \.\.\.
  | [^\s]
    """,
    re.VERBOSE,
)
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_UNUSUAL = re.compile(f"[{_HIDDEN}\u0300-\u036f]")


@dataclass(slots=True)
class Token:
    """One word or mark: ``text == document[begin:end]``.

    Attributes:
        index: place among the document's tokens.
        lower: in small letters, without characters that cannot be seen, accents composed.
        tag: STTS-like tag as HanTa writes it ("VV(FIN)", "NN", "$,"); "" before tagging.
        mood: "ind", "konj1", "konj2" for unambiguous finite verbs, "amb" where the form serves both, else None.
    """

    text: str
    begin: int
    end: int
    index: int
    lower: str = ""
    tag: str = ""
    base: str = field(default="", compare=False)
    mood: str | None = None
    tense: str | None = None
    gap: str = ""
    find_base: Callable[[], str] | None = field(default=None, compare=False, repr=False)

    @property
    def lemma(self) -> str:
        """Base form; for a finite verb whose prefix stands apart the rejoined one. Looked up when first asked for."""
        if self.find_base is not None:
            self.base, self.find_base = self.find_base(), None
        return self.base

    @lemma.setter
    def lemma(self, base: str) -> None:
        self.base, self.find_base = base, None

    @property
    def plain(self) -> str:
        """The text as it reads: as ``lower``, with its capitals."""
        return self.text if len(self.lower) == len(self.text) else seen(self.text)


def seen(text: str) -> str:
    """The text without characters that cannot be seen, accents composed; the text itself where nothing is left."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text)) or text


def tokenize(text: str) -> list[Token]:
    """Split into tokens in order of the text; every character that is not space is in exactly one."""
    tokens = [
        Token(word := m[0], begin := m.start(), begin + len(word), i, word.lower())
        for i, m in enumerate(_TOKEN.finditer(text))
    ]  # fmt: skip
    if _UNUSUAL.search(text):
        for token in tokens:
            if _UNUSUAL.search(token.text):
                token.lower = seen(token.text).lower()
    return tokens
