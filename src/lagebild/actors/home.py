"""Where a report is written: what its spelling and its words give away."""

from __future__ import annotations

from lagebild.language import Analysis

_AUSTRIAN = frozenset({"jänner", "feber", "heuer", "heurigen", "bmeia", "außenamt"})
_SWISS = frozenset(
    """grosse grossen grosser gross ausser ausserdem aussenminister aussendepartement massnahmen massnahme strasse strassen
    schliesst schliessen heisst dreissig weiss eda bundesrat""".split()
)


def home_of(analysis: Analysis) -> str | None:
    """Where a report is written, by spelling and words that only Austria or Switzerland has; else None.

    It decides only what nothing else does: whose a bare "Außenamt" is that no sentence ties to a state.
    """
    words = {t.lower for t in analysis.tokens}
    if words & _AUSTRIAN and not words & {"eda"}:
        return "AT"
    if len(words & _SWISS) >= 2 and not any("ß" in w for w in words):
        return "CH"
    return None
