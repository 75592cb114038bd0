"""Governments' structured travel advisories: payloads as bytes become records, one a country; nothing is fetched here.

A level is translated by the issuing government's ladder of the day. What states no level stays without one.
"""

from lagebild.sources.advisories.australia import read_australia
from lagebild.sources.advisories.auswaertiges_amt import read_auswaertiges_amt
from lagebild.sources.advisories.canada import read_canada
from lagebild.sources.advisories.changes import AdvisoryChange, ChangeKind, compare_indexes
from lagebild.sources.advisories.govuk import read_govuk
from lagebild.sources.advisories.records import Advice, AdvisoryIndex, AdvisoryRecord
from lagebild.sources.advisories.reports import reports_of
from lagebild.sources.advisories.us_state import read_us_state

__all__ = [
    "Advice",
    "AdvisoryChange",
    "AdvisoryIndex",
    "AdvisoryRecord",
    "ChangeKind",
    "compare_indexes",
    "read_australia",
    "read_auswaertiges_amt",
    "read_canada",
    "read_govuk",
    "read_us_state",
    "reports_of",
]
