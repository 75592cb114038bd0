"""Kinds of acts with the verbs that tell them, from ``data/acts.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class ActKind:
    """One kind of act.

    Attributes:
        verbs: (base form, words that must stand beside it).
        nouns: heads that name the act, in small letters.
        target: prepositions of the other side; "" is a bare object.
        without: words of the clause beside which the verb tells no such act, in small letters.
    """

    kind: str
    verbs: tuple[tuple[str, tuple[str, ...]], ...]
    nouns: frozenset[str]
    target: frozenset[str]
    without: frozenset[str] = frozenset()


@cache
def load_acts() -> tuple[ActKind, ...]:
    """All kinds in file order.

    Raises:
        CodebookError: the file is broken.
    """
    raw = (files("lagebild.codebook") / "data" / "acts.toml").read_text(encoding="utf-8")
    try:
        table = tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"acts.toml: {error}; mend the file") from error
    kinds = []
    for kind, entry in table.items():
        verbs = []
        for word in entry["verbs"]:
            verb, *others = [part.strip() for part in word.split("&")]
            verbs.append((verb, tuple(others)))
        kinds.append(
            ActKind(
                kind=kind,
                verbs=tuple(verbs),
                nouns=frozenset(entry["nouns"]),
                target=frozenset(entry["target"]),
                without=frozenset(entry.get("without", ())),
            )
        )
    return tuple(kinds)


@cache
def acts_by_verb() -> dict[str, tuple[tuple[ActKind, tuple[str, ...]], ...]]:
    """Kinds by the base form that tells them, each with the words that must stand beside it."""
    found: dict[str, list[tuple[ActKind, tuple[str, ...]]]] = {}
    for kind in load_acts():
        for verb, others in kind.verbs:
            found.setdefault(verb, []).append((kind, others))
    return {verb: tuple(kinds) for verb, kinds in found.items()}


@cache
def acts_by_noun() -> dict[str, ActKind]:
    """Kinds by the forms of the noun that tells them, in small letters."""
    return {noun + ending: kind for kind in load_acts() for noun in kind.nouns for ending in ("", "e", "en", "n", "s")}
