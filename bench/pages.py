"""Main text of pages beside trafilatura and resiliparse, in one run: ``python bench/pages.py [--seen] [--rounds N]``.

The pages are the repository's own (tests/pages), made up in many layouts; a third of the layouts was held back until
the rules were done (tests/pages/held.py says what it scored then), and ``--seen`` leaves it out. A segment counts as found when all its words stand in the text in their order. Precision is
the share of wanted ones among the segments found, recall the share of the wanted ones found. Rates are CPU time of
this process on one core; the readers take turns page by page, because a busy machine changes all of them. Rates
are given for the samples as they are, and for the same in the scripts, styles and menus of an outlet. Ours decodes
nothing here, but checks the markup and reads the metadata, as it always does; the libraries' readers do neither.
What is not installed is skipped, and said. Nothing is written.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from lagebild.documents.html import extract_page
from lagebild.errors import InputError
from pages import Sample, Score, samples, score

Reader = Callable[[str], str]


def ours(markup: str) -> str:
    """Our text; a page that is refused has none."""
    try:
        return extract_page(markup, where="page").text
    except InputError:
        return ""


def readers() -> Iterator[tuple[str, Reader]]:
    """Ours, and those of the libraries that are there; comments of readers are wanted from none."""
    yield "ours", ours
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
    except ImportError as error:
        print(f"skipped: trafilatura ({error})")
    else:
        yield "trafilatura", lambda markup: trafilatura.extract(markup, include_comments=False) or ""
        yield "trafilatura, fast", lambda markup: trafilatura.extract(markup, include_comments=False, fast=True) or ""
    try:
        resiliparse: Any = importlib.import_module("resiliparse.extract.html2text")
    except ImportError as error:
        print(f"skipped: resiliparse ({error})")
    else:
        yield "resiliparse", lambda markup: resiliparse.extract_plain_text(markup, main_content=True)


def rates(found: list[tuple[str, Reader]], pages: list[Sample], rounds: int) -> dict[str, float]:
    """Pages a second of each reader."""
    seconds: dict[str, float] = defaultdict(float)
    for _ in range(rounds):
        for page in pages:
            for name, read in found:
                begin = time.process_time()
                read(page.html)
                seconds[name] += time.process_time() - begin
    return {name: rounds * len(pages) / seconds[name] for name, _ in found}


def show(title: str, pages: list[Sample], found: list[tuple[str, Reader]]) -> None:
    """One table: a line for each reader."""
    print(f"\n{title}: {len(pages)} pages, {sum(len(p.wanted) for p in pages)} segments wanted, {sum(len(p.unwanted) for p in pages)} not")
    print(f"{'':20}{'P':>8}{'R':>8}{'F1':>8}")
    for name, read in found:
        figures: Score = score(pages, read)
        print(f"{name:20}{figures.precision:8.3f}{figures.recall:8.3f}{figures.f1:8.3f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--seen", action="store_true", help="without the layouts held back")
    parser.add_argument("--layouts", action="store_true", help="F1 of each layout")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is read for the rates")
    given = parser.parse_args()
    found = list(readers())
    pages = [page for page in samples() if not (given.seen and page.held)]
    show("layouts seen", [page for page in pages if not page.held], found)
    if not given.seen:
        show("layouts held back", [page for page in pages if page.held], found)
        show("all", pages, found)
    if given.layouts:
        print(f"\n{'F1 by layout':20}" + "".join(f"{name:>19}" for name, _ in found))
        for layout in dict.fromkeys(page.layout for page in pages):
            own = [page for page in pages if page.layout == layout]
            print(f"{layout:20}" + "".join(f"{score(own, read).f1:19.3f}" for _, read in found))
    for title, full in (("bare pages", False), ("full pages", True)):
        pages = [page for page in samples(full=full) if not (given.seen and page.held)]
        if full:
            show("all, as full pages", pages, found)
        speed = rates(found, pages, given.rounds)
        size = sum(len(page.html) for page in pages) // len(pages)
        print(f"\n{title}, {size} characters on average\n{'':20}{'pages/s':>10}{'ours is':>10}")
        for name, _ in found:
            print(f"{name:20}{speed[name]:10.0f}{speed['ours'] / speed[name]:9.1f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
