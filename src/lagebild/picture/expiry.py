"""What an authority's page no longer says: its newest revision is all that it says, and what is missing there is withdrawn.

A step that was withdrawn is not the lowest step, and not safety: the level is not stated, and stands as an open question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from lagebild.documents.dates import as_moment
from lagebild.model import Claim, Document, OpenKind, OpenQuestion

# What a page tells of its own past states no present; keys as sources make them.
PART = re.compile(r"[a-z]{2}-[a-z]{2}-(list|history)\b")


def whose_page(document: Document) -> tuple[str, str, str, str] | None:
    """The page that a document is a revision of, or None for a news report: authority, place, part and address.

    What a list states and what a page's own history tells are pages of their own.
    """
    if document.authority is None or document.place is None:
        return None
    part = PART.match(document.key)
    return document.authority, document.place, part[1] if part else "", document.url or ""


def outdated_pages(documents: Iterable[Document]) -> dict[str, Document]:
    """Older revisions of authorities' pages, by key, each with the newest of the same page.

    A revision without a date is neither: nothing says which came first.
    """
    pages: dict[tuple[str, str, str, str], list[Document]] = {}
    for document in documents:
        page = whose_page(document)
        if page is not None and page[2] != "history" and document.published is not None:
            pages.setdefault(page, []).append(document)
    found: dict[str, Document] = {}
    for revisions in pages.values():
        revisions.sort(key=lambda d: (as_moment(d.published), d.id) if d.published is not None else ())
        found.update((old.key, revisions[-1]) for old in revisions[:-1])
    return found


def withdrawn(claims: Sequence[Claim], outdated: Mapping[str, Document]) -> list[OpenQuestion]:
    """An open question for each step that the authority's own page stated last and states no more.

    Args:
        claims: of one actor, dimension and place, in order of time.
    """
    stated = {c.passage.document for c in claims}
    found: dict[str, OpenQuestion] = {}
    for claim in claims:
        newest = outdated.get(claim.passage.document)
        if newest is not None and claim.actor == newest.authority and newest.key not in stated:
            found[newest.key] = OpenQuestion(
                kind=OpenKind.WITHDRAWN, passage=claim.passage, rule="official page", place=claim.place, actor=claim.actor
            )
    return list(found.values())
