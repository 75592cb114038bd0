"""The base form of a word from its morphemes, by HanTa's tables of stems and endings."""

from __future__ import annotations

from typing import Any

Path = tuple[tuple[str, int], ...]  # morphemes with their tags


class BaseForms:
    """What HanTa's model says about stems; nothing changes after loading."""

    def __init__(self, hanta: Any) -> None:
        self._names: dict[int, str] = hanta.int2tag
        self._stems: dict[int, dict[str, str]] = hanta.stemdict
        self._outer: dict[str, frozenset[int]] = {k: frozenset(v) for k, v in hanta.nonstemtags.items()}
        self._endings: dict[str, dict[str, str]] = hanta.lemmasuffixtable
        self._longest = {k: max(map(len, v), default=0) for k, v in self._endings.items()}
        self._capital: frozenset[int] = frozenset(hanta.capitalizedlemmata)

    def make(self, path: Path, tag: int) -> str:
        """The base form of a word of class ``tag`` with these morphemes."""
        name = self._names[tag]
        main = name.split("(")[0]
        outer = self._outer.get(main, frozenset())
        stem = [part for part in path if part[1] not in outer] or list(path)
        text, last = stem[-1]
        if last in self._stems:
            kind = self._names[last]
            if kind[:2] == name[:2] or kind.startswith("SUF"):
                text = self._stems[last].get(text, text)
        base = "".join(t for t, _ in stem[:-1]) + text
        lemma = base[:1].upper() + base[1:] if tag in self._capital else base
        endings = self._endings.get(main)
        if endings:
            marked = "#" + base
            for k in range(min(len(marked), self._longest[main]), 0, -1):
                if marked[-k:] in endings:
                    return lemma + endings[marked[-k:]]
        return lemma
