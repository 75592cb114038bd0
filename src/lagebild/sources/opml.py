"""Lists of feeds in OPML, by which programs for reading feeds hand them to one another."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from lagebild.errors import InputError, UsageError
from lagebild.sources.declaration import Declaration, declare
from lagebild.sources.xml_guard import make_harmless

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_opml(data: bytes, where: str) -> tuple[list[Declaration], list[InputError]]:
    """The feeds of a list, at whatever depth, each address once; names are made from their titles.

    Returns:
        The feeds, and a note for each outline whose address cannot be used.

    Raises:
        InputError: it is no OPML.
    """
    harmless = make_harmless(data, None, where)
    try:
        root = ET.fromstring(harmless.text)
    except (ET.ParseError, ValueError) as error:
        raise InputError(where, f"is no OPML ({error})", "export the list of feeds again") from error
    if root.tag.lower() != "opml":
        raise InputError(where, f"is no OPML but {root.tag[:40]!r}", "export the list of feeds again")
    notes = list(harmless.notes)
    found: dict[str, Declaration] = {}
    names: set[str] = set()
    for outline in root.iter("outline"):
        address = (outline.get("xmlUrl") or outline.get("xmlurl") or "").strip()
        if not address or address in found:
            continue
        title = " ".join((outline.get("title") or outline.get("text") or "").split()) or None
        name = _name(title or address, names)
        try:
            found[address] = declare(name, address=address, title=title)
        except UsageError as error:
            notes.append(InputError(where, str(error), "the feed was left out"))
            continue
        names.add(name)
    return list(found.values()), notes


def write_opml(declarations: Iterable[Declaration]) -> str:
    """A list of feeds."""
    lines = [
        f"    <outline type=\"rss\" text={_quoted(s.title or s.name)} title={_quoted(s.title or s.name)} xmlUrl={_quoted(s.address)}/>"
        for s in declarations
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Lagebild</title></head>\n  <body>\n'
    return head + "".join(line + "\n" for line in lines) + "  </body>\n</opml>\n"


def _quoted(text: str) -> str:
    return quoteattr(_UNFIT.sub("\ufffd", text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _name(words: str, taken: set[str]) -> str:
    """A name of a source made from words, another than those that are taken."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    plain = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")[:60]
    name, number = plain or "feed", 2
    while name in taken:
        name, number = f"{plain or 'feed'}-{number}", number + 1
    return name
