"""Sample pages for the reading of main text: stories told in many layouts, with what must be in and what must not.

``samples()`` makes them, ``score`` measures any function that turns markup into text. A third of the layouts was
held back: written before a result was seen, and scored once before anything was mended on it (see ``held``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pages import held, seen
from pages.dress import dressed
from pages.sheet import Sheet
from pages.stories import SHORT, STORIES

_WORD = re.compile(r"\w+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with the segments of its main text, and those of everything else."""

    layout: str
    held: bool
    html: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Segments found, missed and found though unwanted; a page that is refused misses all of its own."""

    hit: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong) if self.hit else 0.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (2 * self.hit + self.missed + self.wrong) if self.hit else 0.0


def samples(*, full: bool = False) -> list[Sample]:
    """Every layout with two stories, the same at each call; the agency's layout has stories of its own.

    With ``full`` each stands in the scripts, styles and menus that an outlet's pages are mostly made of.
    """
    made = []
    for number, layout in enumerate((*seen.LAYOUTS, *held.LAYOUTS)):
        stories = SHORT if layout is held.agency else (STORIES[number % 10], STORIES[(3 * number + 5) % 10])
        for turn, story in enumerate(dict.fromkeys(stories)):
            sheet = Sheet(story, 2 * number + turn)
            html = dressed(layout(sheet)) if full else layout(sheet)
            made.append(Sample(layout.__name__, layout in held.LAYOUTS, html, tuple(sheet.wanted), tuple(sheet.unwanted)))
    return made


def score(pages: Iterable[Sample], read: Callable[[str], str]) -> Score:
    """How many of the segments ``read`` finds in all, by their words alone."""
    hit = missed = wrong = 0
    for page in pages:
        text = plain(read(page.html))
        found = sum(plain(segment) in text for segment in page.wanted)
        hit += found
        missed += len(page.wanted) - found
        wrong += sum(plain(segment) in text for segment in page.unwanted)
    return Score(hit, missed, wrong)


def plain(text: str) -> str:
    """The words of a text, so that marks and bullets of one reader do not count against it."""
    return f" {' '.join(_WORD.findall(_UNSEEN.sub('', text)))} "
