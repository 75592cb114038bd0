"""JSON-LD of a page becomes its objects, those that describe an article first; what is broken is left out.

A page's own description comes before those of the reports that it announces, so the first object that states
something is the one to believe.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser

MAX_JSON_LD = 500_000  # characters; a page's own description has some 5,000
MAX_SCRIPTS = 20
MAX_VALUES = 20  # of one property; an article has a handful of authors

LinkedObject: TypeAlias = dict[str, object]

_SPACE = re.compile(r"\s+")


def linked_objects(tree: LexborHTMLParser) -> list[LinkedObject]:
    """All objects of the page's JSON-LD in reading order, articles before what is not one."""
    found = [item for node in tree.css('script[type="application/ld+json"]')[:MAX_SCRIPTS] for item in _objects(node.text(deep=True))]
    return sorted(found, key=lambda item: not is_article(item))  # sorting keeps the order otherwise


def is_article(item: LinkedObject) -> bool:
    """Whether the object says of itself that it is a report of some kind."""
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "Posting", "Report"))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def objects_by_id(objects: list[LinkedObject]) -> dict[str, LinkedObject]:
    """The first object with a name under each ``@id``, for what refers to it."""
    found: dict[str, LinkedObject] = {}
    for item in objects:
        if isinstance(known := item.get("@id"), str) and "name" in item:
            found.setdefault(known, item)
    return found


def texts_at(item: LinkedObject, name: str) -> list[str]:
    """The text under ``name``, or the texts of a list; each on one line."""
    return [text for value in _values(item, name) if isinstance(value, str) and (text := squeeze(value))]


def names_at(item: LinkedObject, name: str, by_id: dict[str, LinkedObject]) -> list[str]:
    """Names of persons or organisations: written out, in an object, or in one that is referred to by ``@id``."""
    found: list[str] = []
    for who in _values(item, name):
        if isinstance(who, dict):
            known = who.get("@id")
            there = by_id.get(known) if "name" not in who and isinstance(known, str) else who
            found += texts_at(there, "name") if there else []
        elif isinstance(who, str):
            found.append(squeeze(who))
    return found


def _values(item: LinkedObject, name: str) -> list[object]:
    value = item.get(name)
    return value[:MAX_VALUES] if isinstance(value, list) else [value]


def article_body(objects: list[LinkedObject]) -> str:
    """The text of the first article that has one, as it stands there; empty where none has."""
    bodies = (item.get("articleBody") for item in objects if is_article(item))
    return next((_without_surrogates(body) for body in bodies if isinstance(body, str) and body.strip()), "")


def is_closed(objects: list[LinkedObject]) -> bool:
    """Whether the first object that says so says that the article is not free to read."""
    for item in filter(is_article, objects):
        if (free := item.get("isAccessibleForFree")) is not None:
            return free is False or str(free).strip().lower() in ("false", "http://schema.org/false", "https://schema.org/false")
    return False


def squeeze(text: str) -> str:
    """On one line, without NUL, and without half characters."""
    return _SPACE.sub(" ", _without_surrogates(text)).replace("\0", "").strip()


def _without_surrogates(text: str) -> str:
    # A lone surrogate can come from \ud800 in JSON-LD; it is no text.
    return text.encode("utf-8", "replace").decode("utf-8")


def _objects(raw: str) -> Iterator[LinkedObject]:
    if len(raw) > MAX_JSON_LD:
        return
    try:
        pending: list[object] = [json.loads(raw, strict=False)]  # line breaks inside texts are common
    except (ValueError, RecursionError):
        return  # broken JSON-LD is common and says nothing about the article
    while pending:
        item = pending.pop()
        if isinstance(item, list):
            pending.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            pending.extend(value for value in reversed(item.values()) if isinstance(value, (dict, list)))
