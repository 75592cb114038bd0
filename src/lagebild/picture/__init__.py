"""Claims fold into cells: current state, history, conflicts, independent origins.

Claims, acts and questions of a batch go in; one ``Picture`` a place comes out, whatever their order was.
"""

from lagebild.picture.changes import changes_between, known_at
from lagebild.picture.fold import fold_place
from lagebild.picture.history import history_of

__all__ = ["changes_between", "fold_place", "history_of", "known_at"]
