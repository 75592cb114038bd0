"""Raw reports become documents: one clean text per revision, with its date, and copies of one text known as such.

``build_documents`` works on a stream; ``link_revisions`` and ``group_copies`` need the whole batch.
"""

from lagebild.documents.build import build_documents
from lagebild.documents.copies import group_copies
from lagebild.documents.dates import parse_published
from lagebild.documents.revisions import link_revisions

__all__ = ["build_documents", "group_copies", "link_revisions", "parse_published"]
