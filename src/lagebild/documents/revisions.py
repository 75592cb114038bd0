"""Documents with equal keys become revisions of one report, or one of them is refused.

A document that is there twice, key and text, goes on once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from lagebild.documents.dates import as_moment
from lagebild.errors import InputError
from lagebild.model.text import Document


def link_revisions(documents: Iterable[Document]) -> list[Document | InputError]:
    """Set ``supersedes`` on revisions, in the order of the input.

    Equal keys with different texts are revisions where the outlet is the same or, if none of them
    states one, the file; the later published one supersedes the earlier. Where one of them has no
    date, the order of the input decides. From another source the key is taken: an InputError
    stands in the place of the document. The first document with a key decides what its source is.
    """
    by_key: dict[str, list[Document]] = {}
    items: dict[str, Document | InputError] = {}
    for document in documents:
        if document.id in items:
            continue
        revisions = by_key.setdefault(document.key, [])
        if revisions and _source_of(revisions[0]) != _source_of(document):
            items[document.id] = _taken(document, revisions[0])
        else:
            revisions.append(document)
            items[document.id] = document
    for revisions in by_key.values():
        moments = {d.id: as_moment(d.published) for d in revisions if d.published is not None}
        if len(moments) == len(revisions):
            revisions.sort(key=lambda document: moments[document.id])
        for earlier, later in pairwise(revisions):
            items[later.id] = replace(later, supersedes=earlier.id)
    return list(items.values())


def _source_of(document: Document) -> tuple[str, str]:
    return ("outlet", document.outlet) if document.outlet else ("file", document.source)


def _taken(document: Document, holder: Document) -> InputError:
    where = f"{document.source}, id {document.key!r}"
    what = f"the id belongs to another text, from {holder.outlet or holder.source!r}"
    return InputError(where, what, "give it an id of its own, or both the same outlet if one revises the other")
