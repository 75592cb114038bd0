"""XML of a stranger is made harmless before a parser sees it, or refused; one pass, in proportion to its length.

Parsers of feeds need half a minute for 200,000 attributes, lose a whole feed over one lone surrogate, and open what an
entity names. The limits are those of design/trust.md's measurements.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lagebild.errors import InputError

MAX_SIZE = 10_000_000  # bytes
MAX_ATTRIBUTES = 200  # a tag
MAX_DEPTH = 256
MAX_TAGS = 500_000
MAX_NAME = 200  # characters of a tag's name

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARATION = re.compile(r"\s*<\?xml\b[^>]{0,300}?>")
_ENCODING = re.compile(rb"^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^>\[]{0,2000}+>|<!DOCTYPE", re.I)
_ENTITY = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST)\b", re.I)
_REFERENCE = re.compile(r"&#(?:[xX]([0-9A-Fa-f]{1,12})|([0-9]{1,12}));?")
# https://www.w3.org/TR/xml/#charsets: what XML cannot hold, but the blanks.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TAG = re.compile(r"<(/?)([A-Za-z_][^\s/>]*+)")
_ATTRIBUTE = re.compile(r"""[\s/]*+(?:[^\s/>=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|(>)|=)""")
_ITEM = re.compile(r"(?:[\w.-]{1,40}:)?(item|entry)", re.I)


@dataclass(frozen=True, slots=True)
class Harmless:
    """XML that a parser may see.

    Attributes:
        text: without declaration and document type.
        notes: what was changed in it.
    """

    text: str
    notes: tuple[InputError, ...]


def make_harmless(data: bytes, charset: str | None, where: str, *, items: int | None = None) -> Harmless:
    """XML without what harms parsers.

    Args:
        data: as sent.
        charset: as the transport declared it.
        items: elements named item or entry that are kept, from the first on; all of them by default.

    Raises:
        InputError: it is too large or too deep, or has definitions of its own.
    """
    if len(data) > MAX_SIZE:
        raise InputError(where, f"is larger than {MAX_SIZE} bytes", "ask the publisher for a shorter one")
    text, notes = _decode(data, charset, where)
    text = text[found.end() :] if (found := _DECLARATION.match(text)) else text
    if _ENTITY.search(text):
        raise InputError(where, "defines entities or elements of its own", "no publisher needs that; it was not read")
    head = _DOCTYPE.search(text, 0, 5_000)
    if head is not None:
        if len(head[0]) < 10:
            raise InputError(where, "has a document type with definitions", "no publisher needs that; it was not read")
        text = text[: head.start()] + text[head.end() :]
    text, unfit = _UNFIT.subn("\ufffd", text)
    text, bad = _references(text)
    if unfit or bad:
        what = f"{unfit + bad} characters that XML cannot hold"
        notes.append(InputError(where, what, "U+FFFD stands in their place; tell the publisher"))
    cut = _check_tags(text, where, items)
    if cut is not None:
        text = text[:cut]
        notes.append(InputError(where, f"more than {items} entries", "the first of them were read"))
    return Harmless(text, tuple(notes))


def _decode(data: bytes, charset: str | None, where: str) -> tuple[str, list[InputError]]:
    """RFC 7303: the mark, then the transport, then the declaration; bytes that do not fit become U+FFFD and a note."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, where)
    declared = _ENCODING.match(data)
    inside = declared[1].decode("ascii") if declared else None
    if charset is None and data[:2] in (b"<\0", b"\0<"):
        return _decoded(data, "utf-16-le" if data[:1] == b"<" else "utf-16-be", where)
    for stated in filter(None, (charset, inside)):
        try:
            known = codecs.lookup(stated).name
        except (LookupError, ValueError):
            known = ""
        if known.startswith(("utf-8", "iso8859", "cp125", "ascii", "koi8")):
            return _decoded(data, {"ascii": "utf-8"}.get(known, known), where)
    text, notes = _decoded(data, "utf-8", where)
    unknown = charset or inside
    if unknown is not None:
        notes.insert(0, InputError(where, f"unknown encoding {unknown[:40]!r}", "it was read as UTF-8; tell the publisher"))
    return text, notes


def _decoded(data: bytes, name: str, where: str) -> tuple[str, list[InputError]]:
    try:
        return data.decode(name), []
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not {name.upper()}"
        note = InputError(where, what, "U+FFFD stands where it was not readable; tell the publisher")
        return data.decode(name, "replace"), [note]


def _references(text: str) -> tuple[str, int]:
    """References to characters that XML cannot hold, such as half of a pair of surrogates, become U+FFFD."""
    bad = 0

    def mend(found: re.Match[str]) -> str:
        nonlocal bad
        number = int(found[1], 16) if found[1] else int(found[2])
        if number > 0x10FFFF or _UNFIT.match(chr(number)):
            bad += 1
            return "\ufffd"
        return found[0]

    return _REFERENCE.sub(mend, text), bad


def _check_tags(text: str, where: str, items: int | None) -> int | None:
    """Where to cut so that so many items are left, or None."""
    position = depth = tags = seen = 0
    while (position := text.find("<", position)) >= 0:
        if text.startswith("<![CDATA[", position):
            position = _after(text, "]]>", position)
        elif text.startswith("<!--", position):
            position = _after(text, "-->", position)
        elif text.startswith(("<?", "<!"), position):
            position = _after(text, ">", position)
        elif (tag := _TAG.match(text, position)) is None:
            position += 1
        else:
            tags += 1
            if tags > MAX_TAGS or len(tag[2]) > MAX_NAME:
                raise InputError(where, "has too many tags, or too long ones", "ask the publisher for a shorter one")
            if tag[1]:
                depth = max(0, depth - 1)
                position = _after(text, ">", position)
                continue
            if items is not None and _ITEM.fullmatch(tag[2]):
                seen += 1
                if seen > items:
                    return position
            position, empty = _attributes(text, tag.end(), where)
            depth += not empty
            if depth > MAX_DEPTH:
                raise InputError(where, f"tags stand more than {MAX_DEPTH} deep in one another", "it was not read")
    return None


def _attributes(text: str, position: int, where: str) -> tuple[int, bool]:
    """The end of a tag, and whether it closes itself."""
    for _ in range(MAX_ATTRIBUTES + 1):
        found = _ATTRIBUTE.match(text, position)
        if found is None:
            return len(text), True  # it is never closed: nothing follows
        position = found.end()
        if found[1]:
            return position, text[position - 2] == "/"
    raise InputError(where, f"a tag has more than {MAX_ATTRIBUTES} attributes", "it was not read")


def _after(text: str, end: str, position: int) -> int:
    found = text.find(end, position)
    return len(text) if found < 0 else found + len(end)
