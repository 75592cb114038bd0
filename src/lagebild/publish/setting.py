"""Setting words in columns of a terminal: filling lines, and cells side by side.

A word longer than its column breaks at a soft hyphen where it has one, else anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells
from rich.text import Text

from lagebild.codebook.ladders import SOFT_HYPHEN

Part = tuple[str, str]
_GAP = 2
_SIGNS = frozenset("⚡—›")
_SYLLABLE = re.compile(r"(?<=[a-zäöüß]{3})(?![ckpst]?h)[bcdfghjklmnpqrstvwxzß](?=[aeiouäöü][a-zäöüß])")


def fill(said: str, width: int, *, first: str = "", then: str = "") -> list[str]:
    """Lines of at most ``width`` terminal cells, the first and the others indented as given."""
    lines = [first]
    indent = first
    for word in _words(said):
        for piece in _pieces(word, width - cell_len(then)):
            gap = "" if lines[-1] == indent else " "
            if cell_len(lines[-1] + gap + piece) <= width:
                lines[-1] += gap + piece
            else:
                indent = then
                lines.append(then + piece)
    return lines


def grid(rows: Sequence[Sequence[Sequence[Part]]], width: int) -> Iterator[Text]:
    """Rows of cells, each cell a list of text and style, with a hairline below the head and between rows."""
    columns = len(rows[0])
    widths = _widths(rows, width - _GAP * (columns - 1))
    rule = Text("─" * (sum(widths) + _GAP * (columns - 1)), style="dim")
    for number, row in enumerate(rows):
        if number:
            yield rule
        cells = [_set(cell, w) for cell, w in zip(row, widths, strict=True)]
        for n in range(max(len(cell) for cell in cells)):
            line = Text()
            for cell, w in zip(cells, widths, strict=True):
                text, style = cell[n] if n < len(cell) else ("", "")
                line.append(text, style)
                line.append(" " * (w - cell_len(text) + _GAP))
            line.rstrip()
            yield line
    yield rule


def _widths(rows: Sequence[Sequence[Sequence[Part]]], room: int) -> list[int]:
    # The row heads take what they need up to a fifth; the columns share the rest evenly.
    columns = len(rows[0])
    if columns == 1:
        return [room]
    head = max((cell_len(text) for row in rows for text, _ in row[0]), default=0)
    head = min(head, room // 5)
    share, rest = divmod(room - head, columns - 1)
    return [head, *(share + (n < rest) for n in range(columns - 1))]


def _set(cell: Sequence[Part], width: int) -> list[Part]:
    return [(line, style) for text, style in cell if text for line in fill(text, width)]


def _words(said: str) -> Iterator[str]:
    # A sign never stands alone at the end of a line.
    held = ""
    for word in said.split():
        if word in _SIGNS:
            held = f"{held}{word} "
        else:
            yield held + word
            held = ""
    if held:
        yield held.rstrip()


def _pieces(word: str, room: int) -> list[str]:
    """The word whole where a line can hold it, else in parts that fit into ``room``."""
    plain = word.replace(SOFT_HYPHEN, "")
    if cell_len(plain) <= room:
        return [plain]
    close = plain.replace(" ", "", 1) if plain[0] in _SIGNS else plain
    if cell_len(close) <= room:
        return [close]  # "—Washington" in a column of eleven
    pieces: list[str] = []
    held = ""
    for part in word.replace("-", f"-{SOFT_HYPHEN}").split(SOFT_HYPHEN):
        if held and cell_len(held + part) + 1 > room:
            pieces.append(f"{held.removesuffix('-')}-")
            held = ""
        held += part
    pieces.append(held)
    return [cut for piece in pieces for cut in _cut(piece, room)]


def _cut(piece: str, room: int) -> list[str]:
    # A German syllable begins with the last consonant before its vowel: Vertei-digung.
    cuts = []
    while cell_len(piece) > room and (ends := [m.start() for m in _SYLLABLE.finditer(piece, 2, room)]):
        cuts.append(f"{piece[: ends[-1]]}-")
        piece = piece[ends[-1] :]
    return [*cuts, *(chop_cells(piece, room) or [piece])]
