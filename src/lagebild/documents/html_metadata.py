"""What a news page says about itself, each from the first place that states it.

Where statements conflict, the earlier one in this order holds:

- headline: ``og:title``, JSON-LD ``headline``, the first ``h1``, ``title``
- published: ``article:published_time`` and its like in ``meta``, JSON-LD ``datePublished``, ``time`` in the
  article, elsewhere; the first that can be read, as it is written there, with its time zone
- modified: ``article:modified_time``, ``og:updated_time`` and their like, JSON-LD ``dateModified``
- outlet: ``og:site_name``, JSON-LD ``publisher``, ``meta`` with ``publisher``
- authors: JSON-LD ``author``, ``meta`` with ``author``, links with ``rel=author``
- address: ``link rel=canonical``, ``og:url``; http and https only, resolved against the page's own address
- language: ``html lang``, JSON-LD ``inLanguage``, ``og:locale``, ``content-language``

In JSON-LD an object that calls itself an article comes before any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lagebild.documents.dates import parse_published
from lagebild.documents.html_linked import (
    LinkedObject,
    article_body,
    is_closed,
    linked_objects,
    names_at,
    objects_by_id,
    squeeze,
    texts_at,
)

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z")
_BETWEEN_AUTHORS = re.compile(r"\s*(?:;|\||\bund\b|\band\b)\s*")
_BY = re.compile(r"(?:von|by)\s+(?=[A-ZÄÖÜ])", re.I)
MAX_AUTHORS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the page states; None or empty where it does not say.

    Dates are as written on the page, ``url`` is absolute, ``language`` is a tag such as de-CH. ``body`` is the
    article's text in JSON-LD, ``closed`` that the article is for subscribers by its own account.
    """

    title: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    authors: tuple[str, ...]
    url: str | None
    language: str | None
    body: str
    closed: bool


def read_metadata(tree: LexborHTMLParser, address: str | None = None) -> Metadata:
    """What the page states in its head, in JSON-LD and in its first headline and time.

    Args:
        tree: the page.
        address: where the page came from, for addresses that are relative to it.
    """
    meta = _meta_values(tree)
    linked = linked_objects(tree)
    by_id = objects_by_id(linked)
    published = [meta.get(name) for name in _PUBLISHED]
    published += [text for item in linked for text in texts_at(item, "datePublished")]
    # A time inside the article first: the first one on the page may belong to a teaser.
    times = (tree.css_first(f"{place}time[datetime]") for place in ("article ", "main ", ""))
    published += [_attribute(node, "datetime") for node in times]
    modified = [meta.get(name) for name in _MODIFIED]
    modified += [text for item in linked for text in texts_at(item, "dateModified")]
    headlines = [text for item in linked for text in texts_at(item, "headline")]
    publishers = [name for item in linked for name in names_at(item, "publisher", by_id)]
    return Metadata(
        title=_first((meta.get("og:title"), *headlines[:1], _text(tree.css_first("h1")), _text(tree.css_first("title")))),
        published=_first_date(published),
        modified=_first_date(modified),
        outlet=_first((meta.get("og:site_name"), *filter(_is_name, publishers), meta.get("publisher"), meta.get("dc.publisher"))),
        authors=_authors(tree, meta, linked, by_id),
        url=_canonical(tree, meta, address),
        language=_language(tree, meta, linked),
        body=article_body(linked),
        closed=is_closed(linked),
    )


def _meta_values(tree: LexborHTMLParser) -> dict[str, str]:
    values: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or attributes.get("http-equiv")
        content = squeeze(attributes.get("content") or "")
        if name and content:
            values.setdefault(name.strip().lower(), content)
    return values


def _authors(
    tree: LexborHTMLParser, meta: dict[str, str], linked: list[LinkedObject], by_id: dict[str, LinkedObject]
) -> tuple[str, ...]:
    """From the first place that names any; addresses of profiles are no names."""
    for item in linked:
        if names := _split_names(names_at(item, "author", by_id)):
            return names
    for name in _AUTHOR:
        if names := _split_names([meta.get(name, "")]):
            return names
    return _split_names(_text(node) or "" for node in tree.css("a[rel~=author]")[:MAX_AUTHORS])


def _split_names(stated: Iterable[str]) -> tuple[str, ...]:
    names: list[str] = []
    for text in stated:
        for part in _BETWEEN_AUTHORS.split(_BY.sub("", text, count=1) if _BY.match(text) else text):
            # "Rehm, Ada" is one person, "Ada Rehm, Bo Lund" are two.
            several = part.split(", ")
            names += several if all(" " in name.strip() for name in several) else [part]
    clean = (name.strip(" ,") for name in names)
    return tuple(dict.fromkeys(name for name in clean if name and _is_name(name)))[:MAX_AUTHORS]


def _is_name(text: str) -> bool:
    return "://" not in text and not text.startswith("www.")


def _canonical(tree: LexborHTMLParser, meta: dict[str, str], address: str | None) -> str | None:
    base = _resolved(_attribute(tree.css_first("base[href]"), "href"), address) or address
    stated = (_attribute(tree.css_first('link[rel~="canonical"]'), "href"), meta.get("og:url"))
    return next((url for value in stated if (url := _resolved(value, base))), None)


def _resolved(value: str | None, base: str | None) -> str | None:
    """An absolute address on the web, or None."""
    if not value:
        return None
    try:
        url = urljoin(base, value) if base else value
        return url if _ADDRESS.match(url) and urlsplit(url).hostname else None
    except ValueError:
        return None  # such as http://[ad; it names nothing


def _language(tree: LexborHTMLParser, meta: dict[str, str], linked: list[LinkedObject]) -> str | None:
    stated = [_attribute(tree.css_first("html[lang]"), "lang")]
    stated += [text for item in linked for text in texts_at(item, "inLanguage")]
    stated += [meta.get("og:locale"), meta.get("content-language")]
    tags = (text.replace("_", "-") for text in stated if text)
    return next((tag for tag in tags if _LANGUAGE.match(tag)), None)


def _first_date(candidates: Iterable[str | None]) -> str | None:
    """The first that can be read, else the first that is there, so that its refusal is noted."""
    stated = [candidate for candidate in candidates if candidate]
    for candidate in stated:
        try:
            parse_published(candidate)
        except ValueError:
            continue
        return candidate
    return stated[0] if stated else None


def _attribute(node: LexborNode | None, name: str) -> str | None:
    return (node.attributes.get(name) or "").strip() or None if node is not None else None


def _text(node: LexborNode | None) -> str | None:
    return squeeze(node.text(deep=True)) if node is not None else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)
