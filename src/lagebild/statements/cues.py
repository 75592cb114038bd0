"""The lexicon of cues: German verbs, phrases and nouns that mark words as somebody's.

``data/cues.tsv`` is read once, checked, and asked by lemma. Every entry was written by hand from knowledge of
the language; none was mined from annotated text.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lagebild.errors import CodebookError
from lagebild.model.statement import Act

_MEDIA = frozenset({"speech", "writing", "thought", "none"})
_PARTS = frozenset({"verb", "noun", "phrase"})
_GOVERNS = frozenset(
    """dass ob zu-inf quote verb-second object als auf von über vor mit zu um an für gegen nach in dazu""".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon.

    Attributes:
        lemma: base form, a separable prefix rejoined; for a phrase the verb.
        words: what else must stand in the clause, in small letters; empty for a plain verb.
        part: "verb", "noun" or "phrase".
        act: the speech act.
        medium: "speech", "writing", "thought", or None where the cue shows none.
        governs: the kinds of content it takes: "dass", "ob" (any indirect question), "zu-inf", "quote",
            "verb-second", "object" (a noun phrase), or prepositions.
        weight: how surely the cue reports speech, 0 to 1; set by judgement, not measured.
    """

    lemma: str
    words: tuple[str, ...]
    part: str
    act: Act
    medium: str | None
    governs: frozenset[str]
    weight: float

    @property
    def clausal(self) -> bool:
        """Whether a clause can be what is said."""
        return not self.governs.isdisjoint({"dass", "ob", "zu-inf", "quote", "verb-second"})


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All entries by lemma in small letters."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    phrases: dict[str, tuple[Cue, ...]]

    def verb(self, lemma: str, words: Collection[str]) -> Cue | None:
        """The entry for a verb among ``words`` (forms and lemmas of its clause, small): a phrase before a verb."""
        lemma = lemma.lower()
        for phrase in self.phrases.get(lemma, ()):
            if all(w in words for w in phrase.words):
                return phrase
        return self.verbs.get(lemma)

    def asks_around(self, lemma: str) -> bool:
        """Whether an entry for the verb needs other words of its clause."""
        return lemma.lower() in self.phrases

    def noun(self, lemma: str) -> Cue | None:
        """The entry for a noun; a compound counts by its last part: "Polizeiangaben" by "Angabe"."""
        lower = lemma.lower()
        found = self.nouns.get(lower)
        if found is not None or len(lower) < 8:
            return found
        for begin in range(3, len(lower) - 4):
            found = self.nouns.get(lower[begin:])
            if found is not None:
                return found
        return None

    def __len__(self) -> int:
        return len(self.verbs) + len(self.nouns) + sum(map(len, self.phrases.values()))


def parse_cues(text: str) -> CueLexicon:
    """The lexicon in tab-separated lines: lemma, pos, act, medium, governs, weight.

    Raises:
        CodebookError: where a line has another shape, an unknown word or a second entry for a lemma.
    """
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    phrases: dict[str, list[Cue]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith(("#", "lemma\t")):
            continue
        cue = _parse_line(number, line)
        if cue.part == "phrase":
            known = phrases.setdefault(cue.lemma, [])
            if any(c.words == cue.words for c in known):
                raise CodebookError(f"cues.tsv:{number}: a second entry for {line.split()[0]!r}; join the two")
            known.append(cue)
            continue
        table = verbs if cue.part == "verb" else nouns
        if cue.lemma in table:
            raise CodebookError(f"cues.tsv:{number}: a second entry for {cue.lemma!r}; join the two")
        table[cue.lemma] = cue
    ordered = {lemma: tuple(sorted(found, key=lambda c: -len(c.words))) for lemma, found in phrases.items()}
    return CueLexicon(verbs, nouns, ordered)


def _parse_line(number: int, line: str) -> Cue:
    fields = line.split("\t")
    if len(fields) != 6:
        raise CodebookError(f"cues.tsv:{number}: {len(fields)} columns, need 6 parted by tabs")
    name, part, act, medium, governs, weight = (f.strip() for f in fields)
    wrong = set(governs.split(",")) - _GOVERNS
    if part not in _PARTS or medium not in _MEDIA or wrong:
        raise CodebookError(f"cues.tsv:{number}: unknown {part!r}, {medium!r} or {sorted(wrong)}; see the head lines")
    try:
        number_weight, speech_act = float(weight), Act(act)
    except ValueError as error:
        raise CodebookError(f"cues.tsv:{number}: {error}; weight is 0 to 1, act one of {[a.value for a in Act]}") from error
    if not 0 < number_weight <= 1:
        raise CodebookError(f"cues.tsv:{number}: weight {weight} lies outside 0 to 1")
    *words, lemma = name.lower().split() if part == "phrase" else [name.lower()]
    if part == "phrase" and not words:
        raise CodebookError(f"cues.tsv:{number}: a phrase needs two words or more; make {name!r} a verb")
    return Cue(
        lemma=lemma,
        words=tuple(words),
        part=part,
        act=speech_act,
        medium=None if medium == "none" else medium,
        governs=frozenset(governs.split(",")),
        weight=number_weight,
    )


@cache
def shared_cues() -> CueLexicon:
    """The lexicon that ships, read once a process."""
    return parse_cues((files("lagebild.statements") / "data" / "cues.tsv").read_text(encoding="utf-8"))
