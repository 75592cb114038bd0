"""Markdown or HTML marks of an official page are blanked out, and its lines become blocks; no offset moves.

The language stage reads the blanked text, in which list items and headings stand apart and a sentence that a list
runs through is whole again; passages are cut from the page as it came.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, list item or paragraph: code points ``[begin, end)`` of its words, without marks around them.

    Attributes:
        level: of a heading, 1 the highest; 0 for the rest.
    """

    kind: BlockKind
    begin: int
    end: int
    level: int = 0


_IMAGE = re.compile(r"!\[[^\[\]\n]{0,400}\]\([^()\s]{0,2000}(?:\s+\"[^\"\n]{0,400}\")?\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,400})\](\((?:[^()\n]|\([^()\n]*\)){0,2000}\))")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,15})\b[^<>]{0,1000}>")
_BLOCK_TAGS = frozenset(
    "p div section article ul ol li table tr td th blockquote dl dt dd br h1 h2 h3 h4 h5 h6 details summary".split()
)
_PARAGRAPH_IN_ITEM = re.compile(r"(?<=\n\* )[ \n]+(?=[^\s*#])")  # "<li><p>A</p></li>"
_ENTITY = re.compile(r"&(nbsp|amp|quot|shy|#160|#xA0);", re.I)
_MARKS = re.compile(r"\*+|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_])|`+|\\(?=[*_#\[\]])")
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_BULLET = re.compile(r"(?:[*+•▪]|[-–](?=[ \t])|\d{1,2}[.)](?=[ \t]))[ \t]*")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_ENDS = ".!?:…;"


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _tag(match: re.Match[str]) -> str:
    name = match[1].lower()
    if name not in _BLOCK_TAGS:
        return " " * len(match[0])
    if match[0][1] != "/" and (name == "li" or name[0] == "h" and name[1:].isdigit()):
        mark = "\n* " if name == "li" else f"\n{'#' * int(name[1])} "
        return (
            mark + " " * (len(match[0]) - len(mark)) if len(match[0]) >= len(mark) else "\n" + " " * (len(match[0]) - 1)
        )
    return "\n" * min(2, len(match[0])) + " " * (len(match[0]) - 2)


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (begin := text.find("<!--", at)) >= 0 and (end := text.find("-->", begin)) >= 0:
        parts += [text[at:begin], re.sub(r"[^\n]", " ", text[begin : end + 3])]
        at = end + 3
    return "".join(parts) + text[at:]


def _without_tags(text: str) -> str:
    """The text with tags as blanks and line breaks of the same length; entities in words are left as they are."""
    if "<" in text:
        text = _TAG.sub(_tag, _without_comments(text))
        text = _PARAGRAPH_IN_ITEM.sub(lambda m: " " * len(m[0]), text)
    return _ENTITY.sub(lambda m: {"amp": "&", "quot": '"'}.get(m[1].lower(), " ") + " " * (len(m[0]) - 1), text)


def read_page(text: str) -> tuple[str, tuple[Block, ...]]:
    """(blanked text of the same length, blocks in order) of a page.

    >>> blanked, blocks = read_page("## Lage\\n\\n**Vor Reisen wird gewarnt:**\\n* Nord\\n* Süd")
    >>> [blanked[b.begin : b.end] for b in blocks]
    ['Lage', 'Vor Reisen wird gewarnt:', 'Nord', 'Süd']
    """
    plain = _IMAGE.sub(_blank, _without_tags(text))
    plain = _LINK.sub(lambda m: f" {m[1]} {' ' * len(m[2])}", plain)
    letters = list(plain)
    blocks: list[Block] = []
    last_blank = True
    at = 0
    for line in plain.splitlines(keepends=True):
        begin, end = at, at + len(line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        at += len(line)
        kind, level, begin = _line_kind(plain, letters, begin, end)
        for mark in _MARKS.finditer(plain, begin, end):
            letters[mark.start() : mark.end()] = " " * (mark.end() - mark.start())
        words = "".join(letters[begin:end])
        if not words.strip():
            last_blank = True
            continue
        first, stop = begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())
        if kind is BlockKind.TEXT and blocks and not last_blank and blocks[-1].kind is not BlockKind.HEADING:
            # a wrapped line goes on with the paragraph or the item before it
            blocks[-1] = Block(kind=blocks[-1].kind, begin=blocks[-1].begin, end=stop)
        else:
            blocks.append(Block(kind=kind, begin=first, end=stop, level=level))
        last_blank = kind is BlockKind.HEADING
    _set_apart(letters, blocks)
    return "".join(letters), tuple(blocks)


def _line_kind(plain: str, letters: list[str], begin: int, end: int) -> tuple[BlockKind, int, int]:
    """What a line is, its level, and where its words begin; the marks before them are blanked."""
    start = begin
    while begin < end and plain[begin] in " \t":
        begin += 1
    quote = _QUOTE.match(plain, begin, end)
    if quote:
        begin = quote.end()
    heading = _HEADING.match(plain, begin, end)
    # "**- in die Grenzgebiete**" is an item in bold, "*Lage*" a word in italics
    bold = re.compile(r"\*\*+[ \t]*(?=[-–•][ \t])").match(plain, begin, end)
    bullet = None if heading else _BULLET.match(plain, bold.end() if bold else begin, end)
    if bullet and bullet[0][0] == "*" and not bullet[0][1:]:
        bullet = None
    kind, level = BlockKind.TEXT, 0
    if heading:
        kind, level, begin = BlockKind.HEADING, len(heading[1]), heading.end()
    elif bullet:
        kind, begin = BlockKind.ITEM, bullet.end()
    letters[start:begin] = " " * (begin - start)
    return kind, level, begin


def _set_apart(letters: list[str], blocks: list[Block]) -> None:
    """Between two blocks stands a break that ends a sentence, or, where the sentence goes on, none at all."""
    for before, after in zip(blocks, blocks[1:], strict=False):
        gap = range(before.end, after.begin)
        if goes_on(letters, before, after):
            for k in gap:
                letters[k] = " "
            listed = before.kind is after.kind is BlockKind.ITEM
            if listed and gap and not _JOINED.search("".join(letters[before.begin : before.end])):
                letters[before.end] = ","
        elif sum(letters[k] == "\n" for k in gap) < 2:
            for k in list(gap)[-2:]:
                letters[k] = "\n"


_JOINED = re.compile(r"(?:[,;]|\b(?:und|sowie|oder|and|or))\Z")
_HALF = re.compile(r"(?:\A|\s)(?:in|nach|zu|zum|zur|auf|an|vor|von|wird|werden|ist|sind)\b")


def goes_on(letters: list[str], before: Block, after: Block) -> bool:
    """Whether a sentence runs through a break: "Vor Reisen / - in die Region A / wird gewarnt"."""
    if BlockKind.HEADING in (before.kind, after.kind) or letters[before.end - 1] in _ENDS:
        return False
    if before.kind is BlockKind.ITEM and after.kind is BlockKind.ITEM or before.kind is BlockKind.TEXT:
        head = "".join(letters[after.begin : after.begin + 40])
        return bool(_HALF.match(head))
    return after.kind is BlockKind.TEXT and bool(_HALF.match("".join(letters[after.begin : after.begin + 40])))
