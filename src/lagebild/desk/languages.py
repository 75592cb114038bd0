"""The desk's own words in German and English: German stands in templates and code, English in a gettext catalogue."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = ("de", "en")


@cache
def translations(lang: str) -> NullTranslations:
    """The catalogue of a language, made from its text when it is first asked for; German needs none."""
    if lang == "de":
        return NullTranslations()
    source = (resources.files("lagebild.desk") / "locale" / f"{lang}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


def choose(stated: str | None, kept: str | None, accepted: str) -> str:
    """The language of an answer: as the address states it, as the reader chose it before, as the browser prefers it."""
    for wanted in (stated, kept):
        if wanted in LANGUAGES:
            return wanted
    best, found = 0.0, "de"
    for part in accepted.split(",")[:20]:
        name, _, weight = part.strip().partition(";q=")
        lang = name.strip().lower()[:2]
        try:
            value = float(weight) if weight else 1.0
        except ValueError:
            continue
        if lang in LANGUAGES and value > best:
            best, found = value, lang
    return found
