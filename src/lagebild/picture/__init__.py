"""Claims fold into cells: current state, history, conflicts, independent origins.

Claims, acts and questions of a batch go in; one ``Picture`` a place comes out, whatever their order was.
"""

from lagebild.picture.fold import fold_place

__all__ = ["fold_place"]
