"""Dimensions, their ladders, and every word that a publication prints about them.

``data/ladders.toml`` passes through here once; what leaves is a frozen :class:`Ladders`
whose order is the order of every matrix and whose labels are the only ones shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from lagebild.errors import CodebookError, UsageError

LANGUAGES = ("de", "en")
BREAK = "·"
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The same words in German and English; a raised dot marks a place to hyphenate."""

    de: str
    en: str

    def read(self, lang: str) -> str:
        """The words without their break points; raises UsageError for another language."""
        return self._raw(lang).replace(BREAK, "")

    def breakable(self, lang: str) -> str:
        """The words with a soft hyphen (U+00AD) at each break point."""
        return self._raw(lang).replace(BREAK, SOFT_HYPHEN)

    def _raw(self, lang: str) -> str:
        if lang not in LANGUAGES:
            raise UsageError(f"no labels in language {lang!r}; use one of {', '.join(LANGUAGES)}")
        return self.de if lang == "de" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a ladder.

    Attributes:
        value: the key in claims, unique within its dimension.
        official: terms of countries' own systems by ISO 3166-1 alpha-2 code.
        weighing: True where the label itself says that nothing is decided.
    """

    value: str
    label: Words
    definition: Words
    official: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    weighing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One column of the matrix with its steps, lowest first."""

    name: str
    short: Words
    long: Words
    definition: Words
    steps: tuple[Step, ...]

    def step(self, value: str) -> Step:
        """The step of that value; raises CodebookError where the ladder has none."""
        for step in self.steps:
            if step.value == value:
                return step
        known = ", ".join(s.value for s in self.steps)
        raise CodebookError(f"{self.name} has no step {value!r}; its steps are {known}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladders:
    """All dimensions in their fixed order, and all labels by key.

    Keys of labels: ``travel_advice`` (short), ``travel_advice.long``,
    ``travel_advice.warning`` (a step), ``status.denied``, ``conflict.…``, ``open.…``,
    ``act.…``, ``act_alone.…`` (without a target), ``act_plural.…``, ``act_alone_plural.…``,
    ``scope.…``, ``word.…``. ``plural`` holds the actors whose German name is a plural.
    """

    dimensions: tuple[Dimension, ...]
    labels: Mapping[str, Words]
    plural: frozenset[str] = frozenset()

    def dimension(self, name: str) -> Dimension:
        """The dimension of that name; raises CodebookError where there is none."""
        for dimension in self.dimensions:
            if dimension.name == name:
                return dimension
        known = ", ".join(d.name for d in self.dimensions)
        raise CodebookError(f"no dimension {name!r}; the dimensions are {known}")

    def rank(self, dimension: str, value: str) -> int:
        """The step's place on its ladder, 0 the lowest; raises CodebookError."""
        ladder = self.dimension(dimension)
        return ladder.steps.index(ladder.step(value))

    def label(self, key: str, lang: str) -> str:
        """The words for ``key`` in "de" or "en"; raises CodebookError for an unknown key."""
        return self._words(key).read(lang)

    def breakable(self, key: str, lang: str) -> str:
        """As :meth:`label`, with soft hyphens where a narrow column may break the word."""
        return self._words(key).breakable(lang)

    def _words(self, key: str) -> Words:
        if key not in self.labels:
            raise CodebookError(f"no label {key!r}; add it to ladders.toml in German and English")
        return self.labels[key]


@cache
def load_ladders() -> Ladders:
    """The ladders that come with the package, read once; raises CodebookError on a broken file."""
    name = "ladders.toml"
    file = resources.files("lagebild.codebook") / "data" / name
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise CodebookError(f"{name}: cannot be read ({error}); reinstall the package") from error
    return parse_ladders(raw, name)


def parse_ladders(raw: bytes, where: str) -> Ladders:
    """Ladders from the bytes of a TOML file.

    Args:
        raw: the file's content in UTF-8.
        where: its name, for messages.

    Raises:
        CodebookError: naming the file, the entry and what to add or change.
    """
    try:
        data = tomllib.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CodebookError(f"{where}: no valid TOML in UTF-8 ({error}); correct the file there") from error
    entries = data.get("dimensions")
    if not isinstance(entries, list) or not entries:
        raise CodebookError(f"{where}: holds no dimensions; add [[dimensions]] tables")
    dimensions = tuple(_dimension(entry, f"{where}: dimension {n}") for n, entry in enumerate(entries, 1))
    _refuse_twice([d.name for d in dimensions], where)
    labels: dict[str, Words] = {}
    for dimension in dimensions:
        labels[dimension.name] = dimension.short
        labels[f"{dimension.name}.long"] = dimension.long
        labels.update({f"{dimension.name}.{s.value}": s.label for s in dimension.steps})
    for table, words in _table(data, "labels", where).items():
        for key in _table(data["labels"], table, f"{where}: labels"):
            labels[f"{table}.{key}"] = _words(words, key, f"{where}: labels.{table}")
    plural = data.get("plural", [])
    if not isinstance(plural, list) or not all(isinstance(code, str) for code in plural):
        raise CodebookError(f'{where}: \'plural\' is no list of actors; write it as ["US", "NL"]')
    return Ladders(dimensions=dimensions, labels=MappingProxyType(labels), plural=frozenset(plural))


def _dimension(entry: Any, where: str) -> Dimension:
    name = _text(entry, "name", where)
    where = f"{where} ({name})"
    raw_steps = entry.get("steps")
    if not isinstance(raw_steps, list) or len(raw_steps) < 2:
        raise CodebookError(f"{where}: a ladder needs two steps or more; add [[dimensions.steps]] tables")
    steps = tuple(_step(raw, f"{where}, step {n}") for n, raw in enumerate(raw_steps, 1))
    _refuse_twice([s.value for s in steps], where)
    return Dimension(
        name=name,
        short=_words(entry, "short", where),
        long=_words(entry, "long", where),
        definition=_words(entry, "definition", where),
        steps=steps,
    )


def _step(raw: Any, where: str) -> Step:
    official = _table(raw, "official", where)
    return Step(
        value=_text(raw, "value", where),
        label=_words(raw, "label", where),
        definition=_words(raw, "definition", where),
        official=MappingProxyType({country: _text(official, country, where) for country in official}),
        weighing=raw.get("weighing") is True,
    )


def _table(entry: Any, key: str, where: str) -> Mapping[str, Any]:
    value = entry.get(key, {}) if isinstance(entry, dict) else None
    if not isinstance(value, dict):
        raise CodebookError(f"{where}: {key!r} is no table; write it as [{key}] with one entry a line")
    return value


def _text(entry: Any, key: str, where: str) -> str:
    value = entry.get(key) if isinstance(entry, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise CodebookError(f"{where}: {key!r} is missing or empty; give it a text")
    return value


def _words(entry: Any, key: str, where: str) -> Words:
    pair = entry.get(key) if isinstance(entry, dict) else None
    return Words(de=_text(pair, "de", f"{where}, {key}"), en=_text(pair, "en", f"{where}, {key}"))


def _refuse_twice(names: list[str], where: str) -> None:
    for name in names:
        if names.count(name) > 1:
            raise CodebookError(f"{where}: {name!r} stands there twice; remove one")
