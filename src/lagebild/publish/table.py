"""Pictures as text for a terminal or a file, from 40 columns up.

From 100 columns on the governments stand in a matrix, below that as a list. Every line fits
the width; text from reports can neither colour the terminal nor move its cursor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from lagebild.model import Document, Passage, Picture
from lagebild.publish.evidence import Entry, entries, taken_out
from lagebild.publish.plain import one_line, soften
from lagebild.publish.readings import NameOf, Reading, Words, source_line
from lagebild.publish.reports import Shelf
from lagebild.publish.setting import fill, grid
from lagebild.publish.speakers import short_name
from lagebild.publish.view import CellView, PictureView, order, view

MATRIX_FROM = 100
NARROWEST = 40
_STYLES = {"considered": "italic", "denied": "strike", "declined": "dim"}


def render_table(
    pictures: Sequence[Picture],
    documents: Iterable[Document],
    name_of: NameOf,
    *,
    lang: str = "de",
    width: int = 100,
    colour: bool = False,
) -> str:
    """The pictures as text, the place with most cells first.

    Args:
        pictures: one picture a place.
        documents: the reports that their passages lie in.
        name_of: name of an actor or place by code and language.
        lang: "de" or "en"; passages stay in the words of their report.
        width: columns of the terminal; fewer than 40 are treated as 40.
        colour: whether terminal codes for bold, italic and struck text are written.

    Raises:
        CodebookError: where a claim names a dimension or value without label.
        UsageError: for another language.
    """
    words = Words.of(Shelf.of(documents), name_of, lang)
    width = max(width, NARROWEST)
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for number, picture in enumerate(order(pictures)):
        if number:
            console.print()
        for line in _place(view(picture, words), width):
            console.print(line, no_wrap=True, overflow="ignore", crop=False)
    if not pictures:
        console.print(Text("\n".join(fill(words.word("nothing"), width))))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip("\n") + "\n"


def _place(seen: PictureView, width: int) -> Iterator[Text]:
    words = seen.words
    yield from _lines(seen.place, width, style="bold")
    yield from _lines(seen.known, width)
    yield Text()
    if not seen.rows:
        yield from _lines(words.word("nothing"), width)
    elif width >= MATRIX_FROM:
        yield from _matrix(seen, width)
    else:
        yield from _list(seen, width)
    for title, block in (
        ("evidence", _evidence(seen, width)),
        ("acts", _acts(seen, width)),
        ("conflicts", _conflicts(seen, width)),
        ("not_known", _open(seen, width)),
        ("rejected", _rejected(seen, width)),
    ):
        lines = list(block)
        if lines:
            yield Text()
            yield from _lines(words.word(title), width, style="bold")
            yield from lines


def _matrix(seen: PictureView, width: int) -> Iterator[Text]:
    # A column that nobody fills is named below; eight words a hundred columns wide are unreadable.
    words = seen.words
    stated = [n for n in range(len(words.ladders.dimensions)) if any(row.cells[n] for row in seen.rows)]
    names = [dimension.name for dimension in words.ladders.dimensions]
    head = [[(words.word("government"), "dim")], *([(words.soft(names[n]), "bold")] for n in stated)]
    body = [
        [[(row.name, "bold")], *(_cell(cell) if (cell := row.cells[n]) else [] for n in stated)] for row in seen.rows
    ]
    yield from grid([head, *body], width)
    blank = [words.label(name) for n, name in enumerate(names) if n not in stated]
    if blank:
        first = words.word("not_stated")
        yield from _lines(f"{first[0].upper()}{first[1:]}: {', '.join(blank)}", width, style="dim")


def _cell(cell: CellView) -> list[tuple[str, str]]:
    lines = []
    for number, reading in enumerate((cell.lead, *cell.against, *cell.also)):
        sign = "⚡ " if cell.conflict and number <= len(cell.against) else ""
        lines.append((sign + _said(reading), _style(reading) or "bold"))
        lines.append((f"— {soften(short_name(reading.speaker))}", "dim"))
    return lines


def _said(reading: Reading) -> str:
    said = reading.plain()
    if reading.words and reading.soft:
        return said.replace(reading.words, reading.soft)
    return said


def _style(reading: Reading) -> str:
    return _STYLES.get(reading.status, "")


def _list(seen: PictureView, width: int) -> Iterator[Text]:
    for number, row in enumerate(seen.rows):
        if number:
            yield Text()
        yield from _lines(row.name, width, style="bold")
        for cell in (cell for cell in row.cells if cell):
            said = cell.plain()
            label = f"{cell.dimension}: "
            first, *rest = fill(label + said, width, first="  ", then="    ")
            shown = Text(first)
            shown.stylize("bold", 0, 2 + len(label))
            yield shown
            yield from (Text(line) for line in rest)
            small = " · ".join(part for part in (cell.lead.speaker, cell.lead.day) if part)
            yield from _lines(small, width, indent=4, style="dim")


def _evidence(seen: PictureView, width: int) -> Iterator[Text]:
    words = seen.words
    for number, cell in enumerate(seen.cells):
        if number:
            yield Text()
        yield from _lines(f"{cell.actor} · {cell.dimension}: {cell.plain()}", width)
        origins = words.count("origin", cell.cell.origins) if cell.cell.origins else words.word("origin_none")
        yield from _lines(origins, width, indent=2, style="dim")
        if cell.disputed_by:
            yield from _lines(f"{words.word('disputed_by')} {', '.join(cell.disputed_by)}", width, indent=2)
        for group in entries(cell, words):
            if group.title != "supporting":
                first = group.entries[0]
                yield from _lines(f"{words.word(group.title)}: {first.actor}: {first.reading.plain()}", width, indent=2)
            for entry in (*group.entries, *group.copies):
                yield from _entry(entry, seen, width)


def _entry(entry: Entry, seen: PictureView, width: int) -> Iterator[Text]:
    yield from _quote(entry.passage, width)
    way = " → ".join(entry.chain)
    asked = f" ({seen.words.word('declined_about')}: {entry.asked})" if entry.asked else ""
    yield from _lines(f"— {way}{asked}; {entry.source}", width, indent=4, style="dim")
    if entry.condition:
        yield from _lines(f"◌ {seen.words.word('condition')}: {entry.condition}", width, indent=4, style="dim")
    for line in entry.decided:
        yield from _lines(f"✎ {line}", width, indent=4, then=6)


def _acts(seen: PictureView, width: int) -> Iterator[Text]:
    for act in seen.acts:
        said = " ".join(part for part in (act.actor, act.does, act.target) if part)
        status = f" ({act.status})" if act.status else ""
        yield from _lines(f"{act.when}: {said}{status}", width, indent=2)
        yield from _quote(act.event.passage, width)
        yield from _lines(f"— {source_line(act.event.passage, seen.words)}", width, indent=4, style="dim")


def _conflicts(seen: PictureView, width: int) -> Iterator[Text]:
    for line in seen.conflicts:
        sides = [f"{name}: {reading.plain()} ({reading.speaker})" for name, reading in (line.left, line.right)]
        versus = f" – {seen.words.word('versus')} – "
        yield from _lines(f"⚡ {line.title}. {versus.join(sides)}. {line.kind}", width, indent=2)


def _open(seen: PictureView, width: int) -> Iterator[Text]:
    for line in seen.open:
        yield from _lines(f"{line.kind}{f' ({line.who})' if line.who else ''}", width, indent=2)
        yield from _quote(line.question.passage, width)
        yield from _lines(f"— {source_line(line.question.passage, seen.words)}", width, indent=4, style="dim")


def _rejected(seen: PictureView, width: int) -> Iterator[Text]:
    for entry in taken_out(seen.picture.rejected, seen.words):
        what = f"{entry.actor} · {seen.words.label(entry.claim.dimension)}: {entry.reading.plain()}"
        yield from _lines(what, width, indent=2)
        yield from _entry(entry, seen, width)


def _quote(passage: Passage, width: int) -> Iterator[Text]:
    yield from _lines(f"› {one_line(passage.exact)}", width, indent=4, then=6)


def _lines(said: str, width: int, *, indent: int = 0, then: int | None = None, style: str = "") -> Iterator[Text]:
    rest = " " * (indent if then is None else then)
    for line in fill(said, width, first=" " * indent, then=rest):
        assert cell_len(line) <= width
        yield Text(line, style=style)
