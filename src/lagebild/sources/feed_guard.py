"""A feed passes on to its parser as clean UTF-8, cut to what a feed may hold, or is refused before a parser sees it.

One pass over the text. feedparser took 32 s for a tag of 418 kB, and loses every entry where one holds ``&#xD800;``.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from lagebild.errors import InputError
from lagebild.sources.xml_text import XmlText, decode_xml

MAX_BYTES = 10_000_000  # design/trust.md: 10 MB on the wire
MAX_ENTRIES = 5_000
MAX_ATTRIBUTES = 200  # a tag
MAX_DEPTH = 256
FEEDS = frozenset(("rss", "feed", "rdf"))

_MARK = re.compile(r"<(?:(!--)|(!\[CDATA\[)|(\?)|(!)|(/?)([^\W\d][^\s/><]*+))")
_ATTRIBUTE = re.compile(r"""[\s/]*+(?:([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|(>))""")
_ENTITY = re.compile("<!ENTITY", re.I)
_ENTRIES = frozenset(("item", "entry"))
_VOID = frozenset(("br", "hr", "img"))  # HTML that stands unescaped in a broken feed
# https://www.w3.org/TR/xml/#charsets: characters that no XML document may hold, written out or as a reference.
_NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]0*+([0-9a-fA-F]*+)|0*+([0-9]*+));?")
_REFUSED = "ask the publisher for a smaller feed; nothing of it was read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What may be parsed.

    Attributes:
        markup: UTF-8 from the root element on, without prolog.
        entries: the bytes of each entry as they came, in order.
        broken_off: the last entry has no end.
        notes: what had to be replaced or left out.
    """

    markup: bytes
    entries: tuple[bytes, ...]
    broken_off: bool
    notes: tuple[InputError, ...]


@dataclass(slots=True)
class _Scan:
    root: str = ""
    start: int = -1  # of the root element
    spans: list[list[int]] = field(default_factory=list)  # of entries; the end is -1 where it is missing


def guard(body: bytes, charset: str | None, where: str, roots: Collection[str] = FEEDS) -> Guarded:
    """Check a document and make it fit to parse.

    Args:
        body: as sent, unpacked.
        charset: the encoding that the transport declared, or None.
        where: the place to name in errors.
        roots: local names of root elements that are accepted, in small letters.

    Raises:
        InputError: it is no such document, is too large or deep, or declares entities.
    """
    if len(body) > MAX_BYTES:
        raise InputError(where, f"longer than {MAX_BYTES} bytes", _REFUSED)
    if not body.strip(b"\0 \t\r\n"):
        raise InputError(where, "is empty", "fetch it again later")
    decoded = decode_xml(body, charset, where)
    notes = list(decoded.notes)
    scan = _scan(decoded.text, where)
    if scan.start < 0:
        raise InputError(where, "is no XML", "check the address; something else may have come instead of the feed")
    if scan.root not in roots:
        what = f"begins with <{scan.root[:40]}>, so it is no {' or '.join(sorted(roots))}"
        raise InputError(where, what, "check the address; a web page may have come instead")
    text, spans = decoded.text, scan.spans
    last = spans[-1][1] if spans else -1
    if len(spans) > MAX_ENTRIES:
        what = f"{len(spans)} entries; the first {MAX_ENTRIES} were read"
        notes.append(InputError(where, what, "ask the publisher for a smaller feed"))
        text = text[: spans[MAX_ENTRIES][0]] + (text[last:] if last >= 0 else "")
        spans = spans[:MAX_ENTRIES]
    return Guarded(
        markup=_clean(text[scan.start :], where, notes).encode("utf-8"),
        entries=tuple(_raw(decoded, span) for span in spans),
        broken_off=bool(scan.spans) and last < 0 and len(spans) == len(scan.spans),
        notes=tuple(notes),
    )


def _raw(decoded: XmlText, span: list[int]) -> bytes:
    return decoded.raw(span[0], span[1] if span[1] >= 0 else len(decoded.text))


def _scan(text: str, where: str) -> _Scan:
    found = _Scan()
    open_elements: list[str] = []
    position = 0
    while (mark := _MARK.search(text, position)) is not None:
        comment, cdata, instruction, declaration, closing, name = mark.groups()
        if name is None:
            if declaration and _ENTITY.match(text, mark.start()):
                raise InputError(where, "declares entities", "ask the publisher to leave them out; nothing of it was read")
            end_mark = "-->" if comment else "]]>" if cdata else "?>" if instruction else ""
            # Behind <!DOCTYPE may stand declarations, so they are looked at one by one.
            end = text.find(end_mark, mark.end()) if end_mark else mark.end()
            position = end + len(end_mark) if end >= 0 else len(text)
            continue
        position, empty = _past_attributes(text, mark.end(), where)
        local = name.rpartition(":")[2].lower()
        if closing:
            if local in open_elements:
                while open_elements.pop() != local:
                    pass
            if local in _ENTRIES and found.spans and found.spans[-1][1] < 0:
                found.spans[-1][1] = position
            continue
        if found.start < 0:
            found.root, found.start = local, mark.start()
            if _ENTITY.search(text, 0, found.start):
                raise InputError(where, "declares entities", "ask the publisher to leave them out; nothing of it was read")
        if local in _ENTRIES and local not in open_elements:
            found.spans.append([mark.start(), position if empty else -1])
        if empty or local in _VOID:
            continue
        open_elements.append(local)
        if len(open_elements) > MAX_DEPTH:
            raise InputError(where, f"elements nested deeper than {MAX_DEPTH}", _REFUSED)
    return found


def _past_attributes(text: str, position: int, where: str) -> tuple[int, bool]:
    for _ in range(MAX_ATTRIBUTES + 1):
        attribute = _ATTRIBUTE.match(text, position)
        if attribute is None:
            return len(text), False
        position = attribute.end()
        if attribute[2]:
            return position, text[position - 2] == "/"
    raise InputError(where, f"a tag with more than {MAX_ATTRIBUTES} attributes", _REFUSED)


def _clean(text: str, where: str, notes: list[InputError]) -> str:
    references = 0

    def replaced(reference: re.Match[str]) -> str:
        nonlocal references
        digits = reference[1] if reference[1] is not None else reference[2]
        code = 0 if not digits else int(digits, 16 if reference[1] is not None else 10) if len(digits) < 8 else 1 << 24
        if code < 0x110000 and not _NO_CHARACTER.match(chr(code)):
            return reference[0]
        references += 1
        return "\ufffd"

    text = _REFERENCE.sub(replaced, text)
    if references:
        what = f"{references} references to characters that do not exist, such as &#0; or &#xD800;"
        notes.append(InputError(where, what, "tell the publisher; U+FFFD stands in their place"))
    controls = sum(1 for c in _NO_CHARACTER.findall(text) if not "\ud800" <= c <= "\udfff")  # these are noted above
    if controls:
        what = f"{controls} control characters that XML cannot hold"
        notes.append(InputError(where, what, "tell the publisher; U+FFFD stands in their place"))
    return _NO_CHARACTER.sub("\ufffd", text)
