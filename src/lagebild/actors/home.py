"""Where a report is written: what its dateline, its spelling and its words give away."""

from __future__ import annotations

import re

from lagebild.language import Analysis

# "Kairo/Berlin (abc/xyz) - ", "Wien/Kiew - ", "Bogotá. "
_DATELINE = re.compile(
    r"[A-ZÄÖÜ][\w’'-]*(?:[ /][A-ZÄÖÜa-zäöüß][\w’'-]*){0,4}(?:\s*\([A-Za-zÄÖÜäöüß/, .-]{2,30}\)\s*(?:[-–—]+\s|\s)|\s+[-–—]+\s|\.\s+(?=[A-ZÄÖÜ„»«]))"
)

_AUSTRIAN = frozenset({"jänner", "feber", "heuer", "heurigen", "bmeia", "außenamt"})
_SWISS = frozenset(
    """grosse grossen grosser gross ausser ausserdem aussenminister aussendepartement massnahmen massnahme strasse strassen
    schliesst schliessen heisst dreissig weiss eda bundesrat""".split()
)


def dateline_end(analysis: Analysis) -> int:
    """Index of the first token behind a report's dateline, 0 where it has none."""
    found = _DATELINE.match(analysis.text[:120])
    if found is None:
        return 0
    if any(t.tag in {"VV(FIN)", "VA(FIN)", "VM(FIN)"} for t in analysis.tokens[:8] if t.end <= found.end()):
        return 0  # a short first sentence
    return next((t.index for t in analysis.tokens if t.begin >= found.end()), 0)


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
