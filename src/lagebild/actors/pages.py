"""Governments' own pages among reports: known by who signs them and by what their title is."""

from __future__ import annotations

import re
from dataclasses import replace

from lagebild.actors.gazetteer import NameKind, shared_gazetteer
from lagebild.codebook.authorities import authority_language, signed_by
from lagebild.language.tokens import tokenize
from lagebild.model import Document

_ADVICE = re.compile(r"reise(?:hinweis|warnung|information|- und sicherheits)|sicherheitshinweis|travel advi[cs]", re.I)


def own_page(document: Document) -> Document:
    """The document with its authority, and the country it is about, where outlet and title tell them.

    A press release of the same office is none: its title is no advice. What the source states stays as it is.
    """
    if document.authority is not None or not document.outlet:
        return document
    code = signed_by(document.outlet)
    if code is None or not _ADVICE.search(f"{document.outlet} {document.title or ''}"):
        return document
    place = document.place or _country_of(document.title or "", code)
    if place is None:
        return document
    language = authority_language(code) or document.language
    return replace(document, authority=code, place=place, language=language)


def _country_of(title: str, authority: str) -> str | None:
    """The one state that a title names beside the authority's own, else None."""
    names = shared_gazetteer().find(tokenize(title))
    codes = {n.code for n in names if n.code and n.code != authority and n.kind is NameKind.STATE}
    return codes.pop() if len(codes) == 1 else None
