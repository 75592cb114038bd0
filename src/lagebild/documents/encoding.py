"""Bytes of a web page become text in the encoding that its mark, its transport or its head declares.

Bytes that do not fit become U+FFFD and a note; nothing is switched to Windows-1252 in silence.
"""

from __future__ import annotations

import codecs
import re

from lagebild.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# https://encoding.spec.whatwg.org/#names-and-labels: pages that say Latin-1 mean Windows-1252.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "utf-16": "utf-16-le"}
_KNOWN = {"utf-8", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "mac-roman"} | {
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
}
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)


def decode_declared(body: bytes, charset: str | None, where: str) -> tuple[str, list[InputError]]:
    """Text of ``body`` and a note where its encoding is unknown or broken; the mark is no text.

    Args:
        body: a page as sent.
        charset: the encoding that the transport declared, or None.
        where: the place to name in notes.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _decode(body[len(mark) :], encoding, where)
    if charset is None:
        declared = _META.search(body[:1024])
        charset = declared[1].decode("ascii", "replace") if declared else None
        if charset and charset.lower().startswith("utf-16"):
            charset = None  # readable as ASCII, so it is not UTF-16, whatever it says
    if charset is None:
        return _decode(body, "utf-8", where)
    try:
        name = codecs.lookup(charset).name
    except (LookupError, ValueError):
        name = ""
    name = _MEANT.get(name, name)
    if name in _KNOWN:
        return _decode(body, name, where)
    text, notes = _decode(body, "utf-8", where)
    note = InputError(where, f"unknown encoding {charset[:40]!r}", "save the page as UTF-8; it was read as UTF-8")
    return text, [note, *notes]


def _decode(body: bytes, encoding: str, where: str) -> tuple[str, list[InputError]]:
    try:
        return body.decode(encoding), []
    except UnicodeDecodeError as error:
        what = f"byte {error.start} of the text (0x{body[error.start]:02X}) is not {encoding.upper()}"
        remedy = "save the page as UTF-8; U+FFFD stands in the text where it was not readable"
        return body.decode(encoding, "replace"), [InputError(where, what, remedy)]
