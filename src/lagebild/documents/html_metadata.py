"""What a news page says about itself: headline, date, outlet and address, each from the first place that states it.

The order is that of reliability: Open Graph, then JSON-LD, then what stands visibly on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from lagebild.documents.dates import parse_published

MAX_JSON_LD = 500_000  # characters; a page's own description has some 5,000
_SPACE = re.compile(r"\s+")
_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Headline, date as stated, outlet and address; None where the page does not say."""

    title: str | None
    published: str | None
    outlet: str | None
    url: str | None


def read_metadata(tree: LexborHTMLParser) -> Metadata:
    """What the page states in its head, in JSON-LD and in its first headline and time."""
    meta = _meta_values(tree)
    linked = list(_json_ld(tree))
    dates = [meta.get(name) for name in _DATE_NAMES]
    dates += [_text_at(item, "datePublished") for item in linked]
    # A time inside the article first: the first one on the page may belong to a teaser.
    dates += [_attribute(tree.css_first(f"{place}time[datetime]"), "datetime") for place in ("article ", "main ", "")]
    link = tree.css_first('link[rel="canonical"]')
    return Metadata(
        title=_first((meta.get("og:title"), _text(tree.css_first("h1")), _text(tree.css_first("title")))),
        published=_first_date(dates),
        outlet=_first((meta.get("og:site_name"), *(_text_at(item, "publisher", "name") for item in linked))),
        url=next((u for u in (_attribute(link, "href"), meta.get("og:url")) if u and _ADDRESS.match(u)), None),
    )


def _meta_values(tree: LexborHTMLParser) -> dict[str, str]:
    values: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = _squeeze(attributes.get("content") or "")
        if name and content:
            values.setdefault(name.strip().lower(), content)
    return values


def _json_ld(tree: LexborHTMLParser) -> Iterator[dict[str, object]]:
    """Objects that state a date of publication or a publisher."""
    for node in tree.css('script[type="application/ld+json"]')[:20]:
        raw = node.text(deep=True)
        if len(raw) > MAX_JSON_LD:
            continue
        try:
            pending: list[object] = [json.loads(raw)]
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and says nothing about the article
        while pending:
            item = pending.pop()
            if isinstance(item, list):
                pending.extend(reversed(item))
            elif isinstance(item, dict):
                if "datePublished" in item or "publisher" in item:
                    yield item
                pending.extend(value for value in reversed(item.values()) if isinstance(value, (dict, list)))


def _text_at(item: object, *names: str) -> str | None:
    for name in names:
        item = item.get(name) if isinstance(item, dict) else None
    return _squeeze(item) if isinstance(item, str) else None


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
    return _squeeze(node.text(deep=True)) if node is not None else None


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _squeeze(text: str) -> str:
    # A lone surrogate can come from \ud800 in JSON-LD; it is no text.
    return _SPACE.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).replace("\0", "").strip()
