"""What was read is kept: bytes as they came, documents, readings with all they hold, and when each was known.

Documents and readings come in through ``record``, analysts' decisions through ``decide``; they go out together through
``standing`` as the nouns of ``lagebild.model``.
"""

from lagebild.store.abstentions import abstentions
from lagebild.store.connect import Store, open_store
from lagebild.store.decisions import Recorded, decide, decisions, find_decision, standing_decisions
from lagebild.store.holdings import Holdings
from lagebild.store.intake import Terms, take_in
from lagebild.store.load import (
    Held,
    Standing,
    dangling,
    has,
    known_documents,
    load_document,
    outdated,
    places,
    stand,
    standing,
)
from lagebild.store.quarantine import Quarantined, list_quarantine
from lagebild.store.raw import load_raw
from lagebild.store.record import Arrival, Outcome, record
from lagebild.store.revisions import Revision, official_pages, revisions_of
from lagebild.store.rows import lineage_of
from lagebild.store.search import Found, Query, search
from lagebild.store.unanswered import Asked, find_open
from lagebild.store.valid import held_at
from lagebild.store.versions import Versions, codebook_version, current_versions, rules_version

__all__ = [
    "Arrival",
    "Asked",
    "Found",
    "Held",
    "Holdings",
    "Outcome",
    "Quarantined",
    "Query",
    "Recorded",
    "Revision",
    "Standing",
    "Store",
    "Terms",
    "Versions",
    "abstentions",
    "codebook_version",
    "current_versions",
    "dangling",
    "decide",
    "decisions",
    "find_decision",
    "find_open",
    "has",
    "held_at",
    "known_documents",
    "lineage_of",
    "list_quarantine",
    "load_document",
    "load_raw",
    "official_pages",
    "open_store",
    "outdated",
    "places",
    "record",
    "revisions_of",
    "rules_version",
    "search",
    "stand",
    "standing",
    "standing_decisions",
    "take_in",
]
