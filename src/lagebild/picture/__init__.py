"""Claims fold into cells: current state, history, conflicts, independent origins.

Claims, acts and questions of a batch go in; one ``Picture`` a place comes out, whatever their order was.
"""

from lagebild.picture.changes import changes_between, known_at
from lagebild.picture.fold import fold_place
from lagebild.picture.history import history_of
from lagebild.picture.page_claims import ClaimMove, MoveKind
from lagebild.picture.page_history import (
    Entry,
    PageChange,
    PageRevision,
    Wording,
    WordingKind,
    page_history,
    pages_of,
    told_history,
)
from lagebild.picture.review import Due, due_for_review
from lagebild.picture.revised import claims_revised

__all__ = [
    "ClaimMove",
    "Due",
    "Entry",
    "MoveKind",
    "PageChange",
    "PageRevision",
    "Wording",
    "WordingKind",
    "changes_between",
    "claims_revised",
    "due_for_review",
    "fold_place",
    "history_of",
    "known_at",
    "page_history",
    "pages_of",
    "told_history",
]
