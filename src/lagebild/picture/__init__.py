"""Claims fold into cells: current state, history, conflicts, independent origins.

Claims, acts and questions of a batch go in; one ``Picture`` a place comes out, whatever their order was.
"""

from lagebild.picture.changes import changes_between, known_at
from lagebild.picture.fold import fold_place
from lagebild.picture.history import history_of
from lagebild.picture.review import Due, due_for_review
from lagebild.picture.revised import claims_revised

__all__ = ["Due", "changes_between", "claims_revised", "due_for_review", "fold_place", "history_of", "known_at"]
