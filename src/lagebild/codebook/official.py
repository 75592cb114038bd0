"""Tables of the formulas that governments use on their own pages: ``data/official_en.toml``, ``data/official_de.toml``.

A formula is a phrase with the step that it states. Official prose repeats its formulas word by word; what a table does
not know is no claim. Phrases are plain words: ``*`` within a word stands for any letters, alone for up to
eight words, ``(a|b)`` for either, ``(a|b)?`` for either or none, ``{where}`` for the place that is named.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lagebild.codebook.ladders import load_ladders
from lagebild.errors import CodebookError

_KEYS = frozenset("id dimension value phrases authorities unless needs whole scope detail fires silent".split())
_SPACE = r"[\s,–—-]+"
_GAP = r"(?:[\s,–—-]+[^\s,–—-]+){0,8}?"
_WHERE = r"(?P<where>[^!?;]{1,600})?"


def phrase_pattern(phrase: str) -> str:
    """The regular expression that a phrase stands for.

    >>> bool(re.search(phrase_pattern("advise* (strongly)? against travel"), "FCDO advises  against travel"))
    True
    """
    body, joint = "", ""
    for part in re.findall(r"\([^()]*\)\??|\S+", phrase):
        if part == "{where}":
            return rf"(?<![\w-]){body}\s*{_WHERE}"
        if part == "*":
            body, joint = body + _GAP, _SPACE
            continue
        group = re.fullmatch(r"\(([^()]*)\)(\??)", part)
        either = "|".join(_words(words.split()) for words in (group[1] if group else part).split("|"))
        if group and group[2]:
            # what may be missing brings its own space: before it, or after it at the beginning
            body += f"(?:{joint}(?:{either}))?" if joint else f"(?:(?:{either}){_SPACE})?"
        else:
            body, joint = f"{body}{joint}(?:{either})", _SPACE
    return rf"(?<![\w-]){body}(?!\w)"


def _words(words: list[str]) -> str:
    """Words in a row; a lone star between two of them is any few words."""
    body = ""
    for n, word in enumerate(words):
        body += _GAP if word == "*" else (_SPACE if n else "") + _word(word)
    return body


def _word(word: str) -> str:
    return re.escape(word).replace("'", "['’]").replace(r"\*", r"[\w’-]*")


def _compile(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(phrase_pattern(p) for p in phrases) or r"(?!)", re.I)


@dataclass(frozen=True, slots=True)
class Formula:
    """A phrase and the step it states.

    Attributes:
        patterns: any of them in a sentence makes the claim.
        authorities: codes of the governments that use it; empty for all.
        unless: what in the sentence silences it.
        needs: what else the sentence must hold, or None.
        whole: whether the phrase must be all of the sentence.
        scope: "parts" where the phrase itself tells that it is no whole country.
        detail: what tells its claim apart within a cell.
        fires: (authority, place, scope or "", sentence) for which it must fire.
        silent: sentences for which it must not.
    """

    id: str
    dimension: str
    value: str
    patterns: tuple[re.Pattern[str], ...]
    authorities: frozenset[str]
    unless: re.Pattern[str]
    needs: re.Pattern[str] | None
    whole: bool
    scope: str | None
    detail: str | None
    fires: tuple[tuple[str, str, str, str], ...]
    silent: tuple[str, ...]

    @classmethod
    def of_level(cls, name: str, value: str) -> Formula:
        """A formula for a numbered level of travel advice, which a ladder and no phrase translates."""
        nothing = _compile(())
        return cls(name, "travel_advice", value, (), frozenset(), nothing, None, False, None, None, (), ())


@dataclass(frozen=True, slots=True)
class FormulaTable:
    """The formulas of one language, and how its pages are built.

    Attributes:
        skip: beginnings of headings, in small letters, whose sections hold no postures.
        read: headings inside skipped sections that are read all the same.
        references: phrases that point to advice stated elsewhere.
        boilerplate: phrases of sentences that stand on every page.
        conditional: beginnings of sentences whose list holds only for those who travel all the same.
        lifted: phrases by which a step is taken back without naming the one that remains.
        threat: phrases one of which a sentence about danger must hold.
        watch: words that make a sentence without a known formula worth an abstention.
    """

    language: str
    formulas: tuple[Formula, ...]
    skip: tuple[str, ...]
    read: tuple[str, ...]
    references: re.Pattern[str]
    boilerplate: re.Pattern[str]
    conditional: re.Pattern[str]
    lifted: re.Pattern[str]
    threat: re.Pattern[str]
    watch: re.Pattern[str]


@cache
def load_formulas(language: str) -> FormulaTable:
    """The table of "de" or "en" that comes with the package.

    Raises:
        CodebookError: there is none, or the file breaks its rules.
    """
    where = f"official_{language}.toml"
    try:
        text = (files("lagebild.codebook") / "data" / where).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise CodebookError(f"no table of official formulas in {language!r}; add {where}") from None
    return parse_formulas(text, language, where)


def parse_formulas(text: str, language: str, where: str) -> FormulaTable:
    """A table from the text of a TOML file; raises CodebookError naming the entry and what to change."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}; mend the file") from error
    page = data.get("page", {})
    known = frozenset("skip read references boilerplate conditional lifted threat watch".split())
    if unknown := set(page) - known:
        raise CodebookError(f"{where}: [page] has no key {sorted(unknown)[0]!r}; known are {', '.join(sorted(known))}")
    formulas = tuple(_formula(raw, where) for raw in data.get("formula", ()))
    ids = [f.id for f in formulas]
    for name in ids:
        if ids.count(name) > 1:
            raise CodebookError(f"{where}: formula {name!r} stands twice; rename one")

    def words(key: str) -> tuple[str, ...]:
        return tuple(str(w).lower() for w in page.get(key, ()))

    return FormulaTable(
        language=language,
        formulas=formulas,
        skip=words("skip"),
        read=words("read"),
        references=_compile(words("references")),
        boilerplate=_compile(words("boilerplate")),
        conditional=_compile(words("conditional")),
        lifted=_compile(words("lifted")),
        threat=_compile(words("threat")),
        watch=_compile(words("watch")),
    )


def _formula(raw: Mapping[str, Any], where: str) -> Formula:
    name = raw.get("id", "?")
    if unknown := set(raw) - _KEYS:
        raise CodebookError(f"{where}: {name}: no key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_KEYS))}")
    for key in ("id", "dimension", "value", "phrases", "fires"):
        if not raw.get(key):
            raise CodebookError(f"{where}: {name}: {key!r} is missing; add it")
    load_ladders().dimension(raw["dimension"]).step(raw["value"])
    needs = tuple(raw.get("needs", ()))
    return Formula(
        id=name,
        dimension=raw["dimension"],
        value=raw["value"],
        patterns=tuple(_compile((p,)) for p in raw["phrases"]),
        authorities=frozenset(raw.get("authorities", ())),
        unless=_compile(tuple(raw.get("unless", ()))),
        needs=_compile(needs) if needs else None,
        whole=raw.get("whole") is True,
        scope=raw.get("scope"),
        detail=raw.get("detail"),
        fires=tuple((str(a), str(p), str(s), str(t)) for a, p, s, t in raw["fires"]),
        silent=tuple(raw.get("silent", ())),
    )
