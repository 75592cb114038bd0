"""Trigger frames: who does what to whom, and which step of which ladder that is. Data in ``data/frames/``.

One file a dimension. A frame names classes of the lexicon; its ``value`` table gives the step for each way
in which the event can be meant (done, ordered, allowed, asked for, refused, weighed). Examples stand beside it
and run as tests.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from lagebild.codebook.ladders import load_ladders
from lagebild.codebook.lexicon import Lexicon, load_lexicon, read_classes, shipped_classes
from lagebild.errors import CodebookError

# In this order a unit's meaning is looked up in a frame's value table; the first that fits decides.
MEANINGS = (
    "negated",
    "lifted",
    "review",
    "ponder",
    "voluntary",
    "urgent",
    "oblige",
    "call",
    "part",
    "all",
    "plan",
    "done",
    "fact",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way in which German says a step of a ladder.

    Attributes:
        id: unique name, shown by ``explain``.
        theme: whom it concerns: "staff", "family", "citizen", "mission", or None.
        events: verb or noun classes, any of which must be in the unit.
        needs: noun, verb or cue classes of which each listed group must be present ("a|b" is either).
        without: classes that silence the frame.
        value: step by meaning, see MEANINGS.
        status: a status that the frame itself gives, or None.
        actor: "owner" of the theme, "agent" of the clause, or "assessor" (who says or fears it).
        place: "host" (where theme or document is) or "target" (where it points).
        event_set, need_sets, without_set, value_set, kinds: the same as ``events``, ``needs``, ``without``, the
            meanings of ``value`` and the kinds of theme that ``theme`` admits, made for quick comparison.
    """

    id: str
    dimension: str
    events: tuple[str, ...]
    value: Mapping[str, str]
    theme: str | None = None
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    status: Mapping[str, str] = field(default_factory=dict)
    actor: str = "owner"
    place: str = "host"
    detail: str | None = None
    event_set: frozenset[str] = frozenset()
    need_sets: tuple[frozenset[str], ...] = ()
    without_set: frozenset[str] = frozenset()
    value_set: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence and what must be read from it: (actor, place, value, status), or nothing."""

    dimension: str
    text: str
    expected: tuple[str, str, str, str] | None


# Classes that the claims stage derives from a unit's grammar rather than from a word list.
DERIVED = frozenset(
    """be have active negation modal_call house_open travel_object attack_verb ready_verb intent staff_theme family_theme citizen_theme
    mission_theme forces_theme people_theme head_of_mission_theme""".split()
)

_KEYS = {"id", "theme", "events", "needs", "without", "value", "status", "actor", "place", "detail"}


@dataclass(frozen=True)
class Codebook:
    """All frames in file order, with their examples and the lexicon they name."""

    frames: tuple[Frame, ...]
    examples: tuple[Example, ...]
    lexicon: Lexicon
    version: str

    def of(self, dimension: str) -> tuple[Frame, ...]:
        return tuple(f for f in self.frames if f.dimension == dimension)

    @cached_property
    def _rows(self) -> _Rows:
        """Sets of frames as the bits of numbers; of needs those that a frame has not are met by anything."""
        width, depth = len(self.frames), max((len(f.need_sets) for f in self.frames), default=0)
        by_class: dict[str, int] = {}
        free = [width * (k + 1) + n for k in range(depth) for n, f in enumerate(self.frames) if len(f.need_sets) <= k]
        rows = _Rows(by_class, {}, {}, {}, sum(1 << bit for bit in free), depth)
        for n, frame in enumerate(self.frames):
            kinds = frame.kinds if frame.theme is not None else frozenset({""})
            tables = [(rows.without, frame.without_set, n), (rows.meanings, frame.value_set, n), (rows.kinds, kinds, n)]
            tables += [(by_class, names, width * k + n) for k, names in enumerate((frame.event_set, *frame.need_sets))]
            for table, names, bit in tables:
                for name in names:
                    table[name] = table.get(name, 0) | 1 << bit
        return rows

    def candidates(
        self, classes: AbstractSet[str], cues: AbstractSet[str], meanings: Iterable[str], kinds: Iterable[str]
    ) -> Iterator[Frame]:
        """Frames that may fit a unit, in file order: no other frame fits it.

        Args:
            classes: its noun, verb and pseudo classes.
            cues: cue classes that may be in its text.
            meanings: those that hold.
            kinds: of its themes.
        """
        rows, width = self._rows, len(self.frames)
        met = _any_of(rows.classes, classes) | _any_of(rows.classes, cues) | rows.no_need
        left = met & ((1 << width) - 1) & ~_any_of(rows.without, classes)
        left &= _any_of(rows.meanings, meanings) & (rows.kinds.get("", 0) | _any_of(rows.kinds, kinds))
        for _ in range(rows.depth):
            met >>= width
            left &= met
        while left:
            lowest = left & -left
            yield self.frames[lowest.bit_length() - 1]
            left ^= lowest


class _Rows(NamedTuple):
    """Sets of frames as the bits of a number, one for each frame; of ``classes`` and ``no_need`` in rows of that length.

    Attributes:
        classes: frames of which a class is an event, then those of which it meets the first need, the second, and so on.
        without: frames that a class silences.
        meanings: frames that give a step for a meaning.
        kinds: frames that admit a kind of theme; those without a theme by "".
        no_need: frames that ask for nothing at each place of needs.
        depth: how many needs a frame has at most.
    """

    classes: dict[str, int]
    without: dict[str, int]
    meanings: dict[str, int]
    kinds: dict[str, int]
    no_need: int
    depth: int


def _any_of(table: Mapping[str, int], names: Iterable[str]) -> int:
    found = 0
    for name in names:
        if name in table:
            found |= table[name]
    return found


# Kinds of theme behind a frame's word: who leads a mission is of its staff, and citizens are people.
_KINDS = {"staff": {"staff", "head_of_mission"}, "people": {"citizen", "people"}}


def _frame(dimension: str, raw: Mapping[str, Any], where: str) -> Frame:
    unknown = set(raw) - _KEYS
    if unknown:
        raise CodebookError(f"{where}: unknown key {sorted(unknown)[0]!r}; known are {', '.join(sorted(_KEYS))}")
    for key in ("id", "events", "value"):
        if key not in raw:
            raise CodebookError(f"{where}: a frame has no {key!r}; add it")
    bad = set(raw["value"]) - set(MEANINGS)
    if bad:
        raise CodebookError(
            f"{where}: {raw['id']}: no such meaning {sorted(bad)[0]!r}; known are {', '.join(MEANINGS)}"
        )
    return Frame(
        id=raw["id"],
        dimension=dimension,
        events=tuple(raw["events"]),
        value=dict(raw["value"]),
        theme=raw.get("theme"),
        needs=tuple(raw.get("needs", ())),
        without=tuple(raw.get("without", ())),
        status=dict(raw.get("status", {})),
        actor=raw.get("actor", "owner"),
        place=raw.get("place", "host"),
        detail=raw.get("detail"),
        event_set=frozenset(raw["events"]),
        need_sets=tuple(frozenset(need.split("|")) for need in raw.get("needs", ())),
        without_set=frozenset(raw.get("without", ())),
        value_set=frozenset(raw["value"]),
        kinds=frozenset().union(*(_KINDS.get(name, {name}) for name in (raw.get("theme") or "").split("|") if name)),
    )


def parse_frames(text: str, where: str) -> tuple[list[Frame], list[Example]]:
    """Frames and examples of one file.

    Raises:
        CodebookError: the file is no TOML, or a frame has an unknown or missing key.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{where}: {error}; mend the file") from error
    dimension = raw.get("dimension", "")
    frames = [_frame(dimension, f, where) for f in raw.get("frame", ())]
    examples: list[Example] = []
    for line in raw.get("fires", ()):
        *key, sentence = line
        examples.append(Example(dimension=dimension, text=sentence, expected=(key[0], key[1], key[2], key[3])))
    examples.extend(Example(dimension=dimension, text=line, expected=None) for line in raw.get("silent", ()))
    return frames, examples


@cache
def load_codebook(extra: str | None = None) -> Codebook:
    """The codebook that ships with Lagebild, with a desk's own file if there is one.

    Args:
        extra: path of a TOML file in the shape of ``data/frames`` that may hold [noun], [verb] and [cue] too.
            Its frames are tried before the shipped ones, its words join the shipped classes.

    Raises:
        CodebookError: a file is broken, a class is unknown, or a frame's id stands twice.
    """
    frames: list[Frame] = []
    examples: list[Example] = []
    version: list[str] = []
    classes = shipped_classes()
    if extra is not None:
        text = _own_file(extra)
        version.append(text)
        read_classes(text, extra, classes)
        own, cases = parse_frames(text, extra)
        frames.extend(own)
        examples.extend(cases)
    folder = files("lagebild.codebook") / "data" / "frames"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            text = path.read_text(encoding="utf-8")
            version.append(text)
            own, cases = parse_frames(text, path.name)
            frames.extend(own)
            examples.extend(cases)
    lexicon = Lexicon(classes) if extra is not None else load_lexicon()
    _refuse_unknown(frames, lexicon)
    digest = hashlib.sha256("\n".join(version).encode()).hexdigest()[:12]
    return Codebook(tuple(frames), tuple(examples), lexicon, digest)


def _own_file(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: the codebook file cannot be read ({error}); give a TOML file in UTF-8") from error


def _refuse_unknown(frames: list[Frame], lexicon: Lexicon) -> None:
    known = lexicon.noun_classes | lexicon.verb_classes | lexicon.cue_classes | DERIVED
    dimensions = {d.name: {s.value for s in d.steps} for d in load_ladders().dimensions}
    seen: set[str] = set()
    for frame in frames:
        if frame.id in seen:
            raise CodebookError(f"{frame.dimension}: frame {frame.id!r} stands twice; rename one")
        seen.add(frame.id)
        if frame.dimension not in dimensions:
            raise CodebookError(f"{frame.id}: no dimension {frame.dimension!r}; write one of {', '.join(dimensions)}")
        wrong = set(frame.value.values()) - dimensions[frame.dimension] - {""}
        if wrong:
            raise CodebookError(
                f"{frame.id}: {frame.dimension} has no step {sorted(wrong)[0]!r}; see lagebild codebook"
            )
        for name in (*frame.events, *(part for need in frame.needs for part in need.split("|")), *frame.without):
            if name not in known:
                raise CodebookError(f"{frame.id}: no class {name!r} in the lexicon; add it or mend the name")
