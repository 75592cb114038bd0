"""Care of a store: is it whole, is there a copy elsewhere, what must go.

``check`` says what is wrong with one, ``backup`` and ``exchange`` take it elsewhere, ``retention`` deletes words.
"""

from lagebild.store.care.check import check_store
from lagebild.store.care.finding import Finding

__all__ = ["Finding", "check_store"]
