"""The bytes of an XML document become its text, in the encoding that its mark, its transport or its declaration names.

What does not fit is a note and U+FFFD in the end; the encoding is never switched in silence.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from lagebild.errors import InputError
from lagebild.sources.signatures import byte_order_mark

_DECLARED = re.compile(rb"\s*<\?xml[^>]{0,300}?\sencoding\s*=\s*[\"']\s*([\w.:-]{1,40})")
# https://encoding.spec.whatwg.org/#names-and-labels: who says Latin-1 means Windows-1252.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254"}
_KNOWN = {"utf-8", "koi8-r", "koi8-u", "mac-roman"} | {
    *(f"cp{number}" for number in range(1250, 1259)),
    *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
}
_SAVE = "ask the publisher to send UTF-8"


@dataclass(frozen=True, slots=True)
class XmlText:
    """Text without its mark, in which a byte that could not be read is a lone surrogate (PEP 383)."""

    text: str
    encoding: str
    notes: tuple[InputError, ...]

    def raw(self, start: int, end: int) -> bytes:
        """The bytes of a part of the text, as they came."""
        # Only UTF-16 and UTF-32 do not come back exactly, where they were broken.
        return self.text[start:end].encode(self.encoding, _escape(self.encoding))


def decode_xml(body: bytes, charset: str | None, where: str) -> XmlText:
    """Text of ``body`` with a note where its encoding is unknown, contradicted, or broken.

    Args:
        body: the document as sent.
        charset: the encoding that the transport declared, or None; it goes before the document's own word (RFC 7303).
        where: the place to name in notes.
    """
    notes: list[InputError] = []
    mark, encoding = byte_order_mark(body[:4])
    if not mark:
        encoding = _named(body, charset, where, notes)
    body = body[mark:]
    try:
        return XmlText(body.decode(encoding), encoding, tuple(notes))
    except UnicodeDecodeError as error:
        what = f"byte {mark + error.start} (0x{body[error.start]:02X}) is not {encoding.upper()}"
        notes.append(InputError(where, what, f"{_SAVE}; U+FFFD stands in the text where it was not readable"))
        return XmlText(body.decode(encoding, _escape(encoding)), encoding, tuple(notes))


def _named(body: bytes, charset: str | None, where: str, notes: list[InputError]) -> str:
    wide = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(body[:2])
    if wide:  # https://www.w3.org/TR/xml/#sec-guessing: no other encoding begins so
        notes.append(InputError(where, f"{wide.upper()} without a byte order mark", f"{_SAVE}; it was read as what it is"))
        return wide
    found = _DECLARED.match(body[:1024])
    own = found[1].decode("ascii", "replace") if found else None
    if own and own.lower().startswith(("utf-16", "utf-32", "ucs-")):
        remedy = f"{_SAVE}; it is readable as ASCII, so it was read as UTF-8"
        notes.append(InputError(where, f"says it is {own} and is not", remedy))
        own = None
    if charset and own and _lookup(charset) != _lookup(own):
        what = f"the server says {charset[:40]!r} and the feed {own!r}"
        notes.append(InputError(where, what, f"{_SAVE} and to say so; it was read as the server says"))
    stated = charset or own
    if stated is None:
        return "utf-8"
    name = _lookup(stated)
    if name in _KNOWN:
        return name
    notes.append(InputError(where, f"unknown encoding {stated[:40]!r}", f"{_SAVE}; it was read as UTF-8"))
    return "utf-8"


def _lookup(label: str) -> str:
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return label.lower()
    return _MEANT.get(name, name)


def _escape(encoding: str) -> str:
    return "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
