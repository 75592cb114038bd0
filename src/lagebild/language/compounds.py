"""A German compound goes in, its parts come out: "Botschaftspersonal" is "botschaft" and "personal".

Parts are noun stems that HanTa's model lists; a word with anything else in it is left whole. Names may come first
("Ukrainekrieg"); verbs and adjectives may not, which costs "Warnstufe" and saves many a word that only looks so.
"""

from __future__ import annotations

from functools import cache
from typing import Any

LEAST = 4  # letters of a part: "Rat", "Amt" and "Zug" stand in too many words that are no compounds of them
_LEAST_NAME = 5
_LONGEST = 40  # letters of a word that is looked at
_MOST_PARTS = 4
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_ENDINGS = ("", "s", "es", "e", "en", "n", "er", "ern", "se", "sen")
# A stem of four letters counts from this log probability, of more from the other: HanTa counted it twice or once.
_COMMON, _SEEN = -11.5, -13.0
# Listed, and at the end or the begin of a word mostly something else: "Starte|rinnen", "Hinter|land".
_NEVER = frozenset("rinne schaft term inne unter hinter neben über wider".split())

# Nouns that are made of adjectives, which HanTa does not list as nouns, and "Außen-", its only word of place.
_PEOPLE = frozenset("angehörig angestellt beamt bedienstet beschäftigt entsandt gesandt".split())
_MORE_FIRST = frozenset(["aussen"])


def parts_of(word: str) -> tuple[str, ...]:
    """The parts of a compound, without linking elements, the last one as it is inflected; () for any other word.

    Args:
        word: in small letters, ss for ß.
    """
    if not 2 * LEAST <= len(word) <= _LONGEST or not word.isalpha():
        return ()
    return _split(word, _MOST_PARTS) or ()


def _split(word: str, most: int) -> tuple[str, ...] | None:
    """The split with the fewest parts, and of those the one with the longest first part."""
    stems = _stems()
    best: tuple[str, ...] | None = None
    for end in range(len(word) - LEAST, LEAST - 1, -1):
        first = word[:end]
        named = first not in stems.first
        if named and first not in stems.names:
            continue
        for link in _LINKS[:2] if named else _LINKS:
            rest = word[end + len(link) :]
            if len(rest) < LEAST or not word.startswith(link, end):
                continue
            found: tuple[str, ...] | None = (rest,) if _is_noun(rest) else None
            if found is None and most > 2:
                found = _split(rest, most - 1)
            if found is not None and (best is None or len(found) + 1 < len(best)):
                best = (first, *found)
    return best


def _is_noun(word: str) -> bool:
    """Whether it is a form of a noun, umlauts of the plural included."""
    stems = _stems()
    for ending in _ENDINGS:
        if word.endswith(ending):
            base = word[: len(word) - len(ending)]
            if base in stems.last or (ending and base in stems.plural):
                return True
    return False


class _Stems:
    """Noun stems by where in a compound they may stand; folded, for HanTa writes "schluß"."""

    def __init__(self, hanta: Any) -> None:
        def listed(name: str) -> dict[str, float]:
            table: dict[str, float] = hanta.LP_m_t.get(hanta.tag2int[name], {})
            return {stem.replace("ß", "ss"): p for stem, p in table.items() if stem.isalpha() and stem not in _NEVER}

        def common(table: dict[str, float], least: int = LEAST) -> frozenset[str]:
            return frozenset(s for s, p in table.items() if len(s) >= least and p > (_SEEN if len(s) > LEAST else _COMMON))

        self.last = common(listed("NN")) | _PEOPLE
        self.plural = common(listed("NN_VAR"))  # "häus", "kräft": with an ending only
        self.first = self.last | common(listed("NN_VAR_EL")) | _MORE_FIRST
        self.names = common(listed("NE"), _LEAST_NAME) - self.last


@cache
def _stems() -> _Stems:
    # Searching needs no compounds: what is asked for stays whole.
    from HanTa import HanoverTagger

    return _Stems(HanoverTagger.HanoverTagger("morphmodel_ger.pgz"))
