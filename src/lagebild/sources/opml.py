"""A list of feeds as other programs exchange it (OPML) becomes declarations of sources, and these such a list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.etree import ElementTree

from lagebild.errors import InputError, UsageError
from lagebild.sources.declaration import Declaration, Form, declare, official_sources
from lagebild.sources.feed_guard import MAX_ENTRIES, guard

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NO_CHARACTER = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME = 56  # of 64, so that a number fits behind it
_LONGEST_TITLE = 200


def read_opml(data: bytes, where: str) -> tuple[list[Declaration], list[InputError]]:
    """The feeds of a list in its order, folders opened, and what could not be used; an address that stands twice counts once.

    Names are made of the titles; no official source is changed by a list from elsewhere.

    Raises:
        InputError: it is no OPML, or refused by the guard for feeds.
    """
    guarded = guard(data, None, where, roots=("opml",))
    try:
        root = ElementTree.fromstring(guarded.markup)
    except ElementTree.ParseError as error:
        raise InputError(where, f"no well-formed XML ({error})", "export the list again") from None
    errors = list(guarded.notes)
    declared: list[Declaration] = []
    taken = {source.name for source in official_sources()}
    addresses: set[str] = set()
    for number, outline in enumerate(root.iter("outline"), 1):
        stated = {name.lower(): " ".join(value.split()) for name, value in outline.attrib.items()}
        address = stated.get("xmlurl")
        if not address or address in addresses:
            continue  # a folder, or a feed in two folders
        if len(declared) == MAX_ENTRIES:
            errors.append(InputError(where, f"more than {MAX_ENTRIES} feeds", "split the list; the first were read"))
            break
        addresses.add(address)
        title = (stated.get("title") or stated.get("text") or "")[:_LONGEST_TITLE].strip()
        language = stated.get("language", "")[:2].lower()
        try:
            source = declare(
                _name(title or urlsplit(address).hostname or "", taken),
                address=address,
                title=title or None,
                language=language if re.fullmatch("[a-z]{2}", language) else None,
            )
        except (UsageError, ValueError) as error:  # urlsplit: a bracket that is never closed
            errors.append(InputError(f"{where}, outline {number}", str(error), "correct the address; the feed was left out"))
            continue
        taken.add(source.name)
        declared.append(source)
    if not addresses:
        errors.append(InputError(where, "holds no feeds", "export the list again"))
    return declared, errors


def write_opml(declarations: Iterable[Declaration]) -> str:
    """An OPML 2.0 document of those sources that are feeds."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Lagebild"
    body = ElementTree.SubElement(root, "body")
    for source in declarations:
        if source.form in (Form.FEED, Form.LINKED):
            title = _NO_CHARACTER.sub("", source.title or source.name)
            stated = {"text": title, "title": title, "xmlUrl": source.address, "language": source.language}
            ElementTree.SubElement(body, "outline", {"type": "rss", **stated})
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _name(title: str, taken: set[str]) -> str:
    """A name of a source that is not taken: "Süd-Kurier (Politik)" is sued-kurier-politik."""
    letters = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall("[a-z0-9]+", letters))[:_LONGEST_NAME].strip("-") or "feed"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
