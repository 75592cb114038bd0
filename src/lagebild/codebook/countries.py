"""Codes and English names of countries: which codes a source may state, and which code a name in a list stands for.

Names come from Unicode CLDR through Babel and from ``data/country_names_en.toml``; what neither knows has no code.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

from babel import Locale

from lagebild.errors import CodebookError

# Codes in CLDR that ISO 3166-1 does not give to a country or territory; XK (Kosovo) is kept.
_NO_COUNTRY = frozenset("AC AN CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())
_BRACKET = re.compile(r"\s*\([^()]*\)")
_SMALL = frozenset({"the", "of", "and"})


@cache
def state_codes() -> frozenset[str]:
    """Codes of the states that the gazetteer knows, the only ones that a source may state.

    Raises:
        CodebookError: the gazetteer's list of states cannot be read.
    """
    # The file and not the package: sources stand below actors and import nothing from there.
    path = files("lagebild") / "actors" / "data" / "states.jsonl"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return frozenset(json.loads(line)["code"] for line in lines if line.strip())
    except (OSError, ValueError, KeyError) as error:
        raise CodebookError(f"states.jsonl: {error}; reinstall the package") from error


def fold_name(name: str) -> str:
    """A name without what lists write differently: accents, case, punctuation, entities, "the", "and", "St"."""
    text = unicodedata.normalize("NFKD", html.unescape(name)).replace("&", " and ")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^a-z]+", " ", re.sub(r"(?<=[a-z])['’](?=[a-z])", "", text)).split()
    return " ".join("saint" if word == "st" else word for word in words if word not in _SMALL)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, name in Locale.parse("en").territories.items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY:
            found[fold_name(str(name))] = (code,)
    where = "country_names_en.toml"
    raw = (files("lagebild.codebook") / "data" / where).read_text(encoding="utf-8")
    try:
        data = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}; mend the file") from error
    own = [(name, (code,)) for code, names in data["names"].items() for name in names]
    own += [(name, tuple(codes)) for name, codes in data["several"].items()]
    for name, codes in own:
        folded = fold_name(name)
        if found.get(folded, codes) != codes:
            raise CodebookError(f"{where}: {name!r} stands for {found[folded]} and {codes}; keep one of the two")
        found[folded] = codes
    return found


def country_codes(name: str) -> tuple[str, ...]:
    """Codes of the countries that an English name stands for; () for a name that is not known.

    >>> country_codes("Côte d&#039;Ivoire (Ivory Coast)"), country_codes("Gambia, The"), country_codes("Azores")
    (('CI',), ('GM',), ())
    """
    table = _table()
    return table.get(fold_name(name)) or table.get(fold_name(_BRACKET.sub("", name))) or ()


@cache
def known_codes() -> frozenset[str]:
    """Every alpha-2 code that a list of advisories may give: states, territories and Kosovo."""
    return frozenset(code for codes in _table().values() for code in codes) | state_codes()


@cache
def names_of(code: str) -> frozenset[str]:
    """All folded English names of a code, for telling a whole country from a part of it."""
    return frozenset(name for name, codes in _table().items() if codes == (code,))
