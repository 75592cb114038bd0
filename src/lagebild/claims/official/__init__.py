"""Official pages: the ordinary frames on German ones, a table of formulas on English ones, in the authority's own voice.

A page is a document whose ``authority`` is set. What it says is its government's own posture toward the country that
it is about; whatever it tells of others is background.
"""

from lagebild.claims.official.page import german_text, is_official
from lagebild.claims.official.reading import read_official

__all__ = ["german_text", "is_official", "read_official"]
