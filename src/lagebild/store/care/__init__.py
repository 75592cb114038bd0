"""Care of a store: is it whole, is there a copy elsewhere, what must go.

``check`` says what is wrong with one, ``backup`` and ``exchange`` take it elsewhere, ``retention`` deletes words.
"""

from lagebild.store.care.backup import Backup, back_up, restore
from lagebild.store.care.check import check_store
from lagebild.store.care.finding import Finding

__all__ = ["Backup", "Finding", "back_up", "check_store", "restore"]
