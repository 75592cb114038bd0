"""Codes of states, organisations and areas become the names a reader knows, in German and English."""

from __future__ import annotations

from functools import cache

from lagebild.actors.gazetteer import shared_gazetteer


@cache
def _english() -> dict[str, str]:
    from babel import Locale

    return {str(k): str(v) for k, v in Locale.parse("en").territories.items()}


_ORGANISATIONS = {
    "EU": ("EU", "EU"),
    "NATO": ("NATO", "NATO"),
    "UN": ("Vereinte Nationen", "United Nations"),
    "OSCE": ("OSZE", "OSCE"),
    "AFRICAN_UNION": ("Afrikanische Union", "African Union"),
    "WEST": ("Westen", "the West"),
    "WORLD": ("Welt", "World"),
    "EASTERN_EUROPE": ("Osteuropa", "Eastern Europe"),
    "MIDDLE_EAST": ("Naher Osten", "Middle East"),
    "SAHEL": ("Sahel", "Sahel"),
    "HORN_OF_AFRICA": ("Horn von Afrika", "Horn of Africa"),
    "BALKANS": ("Balkan", "Balkans"),
    "SOUTH_CHINA_SEA": ("Südchinesisches Meer", "South China Sea"),
    "RED_SEA": ("Rotes Meer", "Red Sea"),
    "US": ("USA", "United States"),
    "GB": ("Großbritannien", "United Kingdom"),
}


def name_of(code: str, lang: str) -> str:
    """The usual name of an actor or place in "de" or "en"; the code itself where none is known."""
    if code in _ORGANISATIONS:
        return _ORGANISATIONS[code][lang != "de"]
    if lang == "de":
        return shared_gazetteer().name_of(code)
    return _english().get(code, code)


def code_named(name: str) -> str | None:
    """The code of a state, organisation or area by its code, or by its German or English name; None where none is called so."""
    wanted = " ".join(name.split())
    if name_of(wanted.upper(), "de") != wanted.upper():
        return wanted.upper()
    # Names before other words for a state: Georgia is one, and part of another.
    return _by_name().get(wanted.casefold()) or shared_gazetteer().code_of(wanted)


@cache
def _by_name() -> dict[str, str]:
    named = {*_english(), *shared_gazetteer().codes(), *_ORGANISATIONS}
    # Babel has continents, too, under numbers.
    codes = sorted(code for code in named if not code.isdigit())
    return {name_of(code, lang).casefold(): code for lang in ("en", "de") for code in codes if name_of(code, lang) != code}
