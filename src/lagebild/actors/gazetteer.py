"""Names in running words become codes: states, capitals, cities, metonyms, offices, adjectives, demonyms.

The data files hold the words; this module only finds the longest match at each token. What a name *does*
in its sentence (place or actor) is decided by ``scene.py``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lagebild.language import Token


class NameKind(StrEnum):
    STATE = "state"
    CAPITAL = "capital"
    CITY = "city"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    AREA = "area"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"
    OFFICE = "office"  # names its government by itself or needs one: code may be None
    ROLE = "role"  # a person's office; code may be None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name stands for. ``code`` is None where only the text can tell."""

    kind: NameKind
    code: str | None
    office: str | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A match: tokens ``[first, last]`` of the document, and what remains of a hyphenated last word.

    ``rest`` is the second half of "US-Botschaft" or "Pentagon-Sprecher"; "" for a full word.
    """

    first: int
    last: int
    entry: Entry
    text: str
    rest: str = ""

    @property
    def code(self) -> str | None:
        return self.entry.code

    @property
    def kind(self) -> NameKind:
        return self.entry.kind


_ENDINGS = ("en", "em", "er", "es", "e", "")


_HOUSES = {"Kreml": "RU", "Pentagon": "US", "Downing-Street": "GB"}


class Gazetteer:
    """All names, with look-up by longest match; built once from the data folder."""

    def __init__(self) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
        self._adjectives: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._gender: dict[str, str] = {}
        self._area: dict[str, str] = {}
        self._article: dict[str, bool] = {}
        self.adjective = lru_cache(maxsize=50_000)(self._adjective)
        self._may_open = lru_cache(maxsize=20_000)(self._opens)
        self._load()

    def _lines(self, name: str) -> list[Any]:
        text = (files("lagebild.actors") / "data" / name).read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines() if line.strip()]

    def _rows(self, name: str) -> list[list[str]]:
        text = (files("lagebild.actors") / "data" / name).read_text(encoding="utf-8")
        return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]

    def _add(self, name: str, entry: Entry) -> None:
        words = tuple(name.replace("\u2011", "-").split())
        bucket = self._phrases.setdefault(words[0], [])
        if not any(w == words for w, _ in bucket):
            bucket.append((words, entry))

    def _add_with_genitive(self, name: str, entry: Entry) -> None:
        self._add(name, entry)
        if name[-1] not in "szxß":
            self._add(f"{name}s", entry)

    def _load(self) -> None:
        # Order matters where two files hold one form: the first entry wins.
        for record in self._lines("offices.jsonl"):
            for name in record["names"]:
                self._add(name, Entry(NameKind.OFFICE, record["code"], record["office"]))
        for role in json.loads((files("lagebild.actors") / "data" / "roles.json").read_text(encoding="utf-8")):
            for name in role["names"]:
                # "Kremlsprecher", "Pentagonchef": fused with the house, which is one state's
                fused = next((code for house, code in _HOUSES.items() if name.startswith(house)), None)
                self._add(name, Entry(NameKind.ROLE, fused, role["office"], role["authority"]))
        for record in self._lines("states.jsonl"):
            code = record["code"]
            self._names[code] = record["name"]
            self._gender[code] = record["gender"]
            self._article[code] = record["article"]
            if record.get("area"):
                self._area[code] = record["area"]
            for key, kind in (
                ("names", NameKind.STATE),
                ("metonyms", NameKind.METONYM),
                ("demonym", NameKind.DEMONYM),
                ("capital", NameKind.CAPITAL),
            ):
                for name in record[key]:
                    self._add(name, Entry(kind, code))
            for name in record.get("capital_adjective", ()):
                self._add(name, Entry(NameKind.ADJECTIVE, code, "seat"))
            for stem in record["adjective"]:
                self._adjectives.setdefault(stem, code)
        for record in self._lines("organisations.jsonl"):
            code = record["code"]
            self._names[code] = record["name"]
            kind = NameKind.AREA if record["kind"] == "area" else NameKind.ORGANISATION
            for name in record["names"]:
                self._add(name, Entry(kind, code))
            for name in record.get("metonyms", ()):
                self._add(name, Entry(NameKind.METONYM, code))
            for stem in record.get("adjective", ()):
                self._adjectives.setdefault(stem, code)
        # Neukaledonien has advice, consulates and unrest of its own; as an actor it is never meant.
        for code, *names in self._rows("territories.tsv"):
            self._names[code] = names[0]
            self._gender[code], self._article[code] = "n", False
            for name in names:
                self._add_with_genitive(name, Entry(NameKind.CITY, code))
        for name, code, *_ in self._rows("cities.tsv"):
            self._add_with_genitive(name, Entry(NameKind.CITY, code))
        self._add_quarters()
        for bucket in self._phrases.values():
            bucket.sort(key=lambda pair: -len(pair[0]))

    def _add_quarters(self) -> None:
        """ "Nordindien", "Westafghanistan": a part of a state named by a quarter, where no other land is called so."""
        for code, name in list(self._names.items()):
            if len(code) != 2 or not name.isalpha() or code in {"IE", "KR", "KP", "US"}:
                continue  # "Nordirland" is British
            for quarter in ("Nord", "Süd", "Ost", "West", "Zentral", "Mittel", "Nordost", "Nordwest", "Südost", "Südwest"):
                whole = quarter + name.lower()
                if self.code_of(whole) is None:
                    self._add_with_genitive(whole, Entry(NameKind.CITY, code))

    def code_of(self, name: str) -> str | None:
        """The code of one name that stands alone ("Schweizerinnen"), None where it has none."""
        for words, entry in self._phrases.get(name, ()):
            if words == (name,):
                return entry.code
        return None

    def name_of(self, code: str) -> str:
        """The usual German name of a code, or the code itself."""
        return self._names.get(code, code)

    def codes(self) -> list[str]:
        """All codes that have a name, sorted."""
        return sorted(self._names)

    def gender_of(self, code: str) -> str:
        """ "m", "f", "n" or "pl" of a state's name; "n" for what is not listed."""
        return self._gender.get(code, "f" if code in {"EU", "NATO", "UN", "OSCE"} else "n")

    def area_of(self, code: str) -> str | None:
        """The codebook's area that a state lies in, if it has one."""
        return self._area.get(code)

    def _adjective(self, word: str) -> str | None:
        """Code of a declined adjective ("ukrainischen"), else None."""
        lower = word.lower()
        for ending in _ENDINGS:
            if ending and not lower.endswith(ending):
                continue
            stem = lower[: len(lower) - len(ending)] if ending else lower
            code = self._adjectives.get(stem)
            if code:
                return code
            for prefix in ("nicht", "pro-", "anti-", "süd", "nord", "ost", "west"):
                if stem.startswith(prefix):
                    inner = self._adjectives.get(stem[len(prefix) :].lstrip("-"))
                    if inner and prefix in {"süd", "nord", "ost", "west"}:
                        return inner
        if "-" in lower:
            # "deutsch-französische" names two: no single answer
            return None
        return None

    def find(self, tokens: Sequence[Token]) -> list[Name]:
        """Names in a run of tokens, left to right, longest match first, none overlapping."""
        found: list[Name] = []
        behind = 0
        may_open = self._may_open
        for i, token in enumerate(tokens):
            if i < behind or not may_open(token.text, token.lower):
                continue
            match = self._at(tokens, i)
            if match is not None:
                name, size = match
                found.append(name)
                behind = i + size
        return found

    def _opens(self, text: str, lower: str) -> bool:
        """Whether a name can begin with a word, whatever stands around it; most words open none."""
        return text in self._phrases or "-" in text or lower.startswith("östlich") or bool(self.adjective(text))

    def _at(self, tokens: Sequence[Token], i: int) -> tuple[Name, int] | None:
        token = tokens[i]
        for words, entry in self._phrases.get(token.text, ()):
            size = len(words)
            if size == 1 or tuple(t.text for t in tokens[i : i + size]) == words:
                last = tokens[i + size - 1]
                if entry.code is None and "-" in token.text and size == 1:
                    prefix = self._single(token.text.partition("-")[0])
                    if prefix is not None and prefix.code:
                        # "US-Außenminister": the role's list holds it, the prefix says whose
                        entry = Entry(entry.kind, prefix.code, entry.office, entry.authority)
                return Name(token.index, last.index, entry, " ".join(words)), size
        if token.tag in {"ADJ(A)", "ADJ(D)", "NNA", "NE", "NN"} or token.lower.endswith(
            ("ischen", "ische", "ischer", "isches", "ischem")
        ):
            code = self.adjective(token.text)
            if code == "WEST" and not _western(tokens, i):
                code = None
            if code:
                return Name(token.index, token.index, Entry(NameKind.ADJECTIVE, code), token.text), 1
        if token.lower.startswith("östlich") and _eastern_flank(tokens, i):
            return Name(token.index, token.index, Entry(NameKind.AREA, "EASTERN_EUROPE"), token.text), 1
        if "-" in token.text:
            head, _, rest = token.text.partition("-")
            for words, entry in self._phrases.get(head, ()):
                if len(words) == 1 and entry.code and rest:
                    rest_entry = self._single(rest)
                    if rest_entry is not None and rest_entry.kind in {NameKind.OFFICE, NameKind.ROLE}:
                        merged = Entry(rest_entry.kind, entry.code, rest_entry.office, rest_entry.authority)
                        return Name(token.index, token.index, merged, token.text, rest), 1
                    kind = NameKind.ADJECTIVE
                    return Name(token.index, token.index, Entry(kind, entry.code), token.text, rest), 1
            entry_last = self._single(token.text.rpartition("-")[2])
            if entry_last is not None and entry_last.kind in {NameKind.OFFICE, NameKind.ROLE}:
                return Name(token.index, token.index, entry_last, token.text), 1
        return None

    def _single(self, word: str) -> Entry | None:
        for words, entry in self._phrases.get(word, ()):
            if len(words) == 1:
                return entry
        return None


_WESTERN = (
    "Mächte",
    "Staat",
    "Länder",
    "Regierung",
    "Verbündet",
    "Allianz",
    "Diplomat",
    "Geheimdienst",
    "Bündnis",
    "Partner",
    "Welt",
    "Vertret",
    "Botschaft",
    "Hauptst",
    "Allii",
)


def _western(tokens: Sequence[Token], i: int) -> bool:
    """ "westlichen Mächten" is the West, "westlichen Gebiete" is a compass point."""
    following = tokens[i + 1].text if i + 1 < len(tokens) else ""
    return following.startswith(_WESTERN)


_ALLIANCE = ("allianz", "bündnis", "nato")


def _eastern_flank(tokens: Sequence[Token], i: int) -> bool:
    """ "östliche Bündnisstaaten", "der östliche Teil unserer Allianz": NATO's east and no compass point."""
    following = [t.lower for t in tokens[i + 1 : i + 4]]
    if following and following[0].startswith(_ALLIANCE):
        return True
    return (
        bool(following)
        and following[0].startswith(
            ("teil", "flanke", "rand", "grenze", "mitglied", "verbündet", "alliiert", "partner")
        )
        and (any(w.startswith(_ALLIANCE) for w in following[1:]))
    )


@cache
def shared_gazetteer() -> Gazetteer:
    """The process's gazetteer; loading takes some tens of milliseconds."""
    return Gazetteer()
