"""What the first bytes of a file say it is, and its text where it is text.

A file whose content belies its name is refused with the name it should have, because the wrong
reader would produce a report of garbage instead of an error.
"""

from __future__ import annotations

import codecs
import os
import re

from lagebild.errors import InputError

HEAD = 1024  # as many bytes as are looked at; every signature below ends well before that

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF, not a text", "save the report as .txt or .html"),
    (b"\x89PNG", "a PNG image, not a text", "save the report as .txt or .html"),
    (b"\xff\xd8\xff", "a JPEG image, not a text", "save the report as .txt or .html"),
    (b"GIF8", "a GIF image, not a text", "save the report as .txt or .html"),
    (b"PK\x03\x04", "a ZIP archive or office file, not a text", "unpack it, or save the report as .txt"),
    (b"\x1f\x8b", "compressed with gzip", "unpack it, or name it .warc.gz if it is a web archive"),
    (b"\x7fELF", "a program, not a text", "leave it out"),
    (b"\xd0\xcf\x11\xe0", "an office file, not a text", "save the report as .txt"),
)
_SHAPES: tuple[tuple[str, re.Pattern[bytes], str, str], ...] = (
    (".jsonl", re.compile(rb'\s*\{\s*"'), "JSON, not what its name says", "rename it to .jsonl"),
    (
        ".html",
        re.compile(rb"\s*<(?:!doctype\s+html|html[\s>])", re.I),
        "HTML, not what its name says",
        "rename it to .html",
    ),
    (".warc", re.compile(rb"WARC/\d"), "a web archive, not what its name says", "rename it to .warc"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def shown(path: str) -> str:
    """A path as one printable line: undecodable bytes and control characters are escaped."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def stem(path: str, endings: tuple[str, ...]) -> str:
    """The file's name without folder and ending, printable."""
    name = shown(os.path.basename(path))
    for ending in endings:
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def byte_order_mark(head: bytes) -> tuple[int, str]:
    """Length of the mark at the beginning and the encoding it stands for; ``(0, "utf-8")`` without one."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return len(mark), encoding
    return 0, "utf-8"


def refuse_other_content(head: bytes, where: str, ending: str) -> None:
    """Raise InputError where ``head``, the first bytes of a file, is not what ``ending`` promises."""
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise InputError(where, what, remedy)
    mark, encoding = byte_order_mark(head)
    for own, shape, what, remedy in _SHAPES:
        if own != ending and shape.match(head, mark):
            raise InputError(where, what, remedy)
    if encoding == "utf-8" and b"\0" in head:
        raise InputError(where, "holds NUL bytes, so it is not a text", "leave it out, or save it as UTF-8 text")


def decode_text(raw: bytes, where: str) -> str:
    """Text of a whole file: UTF-8, or what its byte order mark says; the mark itself is no text.

    Raises InputError naming line and byte. There is no fallback to Windows-1252: it turns any
    bytes into some text, and a wrong name in a report is worse than a refused file.
    """
    mark, encoding = byte_order_mark(raw)
    try:
        return raw[mark:].decode(encoding)
    except UnicodeDecodeError as error:
        at = mark + error.start
        line = raw.count(b"\n", 0, at) + 1
        raise InputError(
            f"{where}:{line}",
            f"byte {at} of the file (0x{raw[at]:02X}) is not {encoding.upper()}",
            "save the file as UTF-8",
        ) from None
