"""Text of a page is told to be an offer to subscribe, by what such offers say and reports rarely do at once."""

from __future__ import annotations

import re

MAX_OFFER = 4_000  # characters; what is longer holds the report itself
LEAST_SIGNS = 2

_SIGNS = tuple(
    re.compile(words, re.I)
    for words in (
        r"\babos?\b|abonnement|abonnent|digitalpaket|\bprobeabo|mitglied werden",
        r"weiterlesen|weiter lesen|freischalten|freigeschaltet|jetzt testen|kostenlos testen|ganzen artikel",
        r"(?:euro|€|franken|chf)[^.!?]{0,60}(?:monat|woche|jahr)|(?:monat|woche|jahr)[^.!?]{0,60}(?:euro|€|franken|chf)",
        r"kündbar|kündigen",
        r"anmelden|einloggen|melden sie sich|registrieren|zugangsdaten|kundennummer",
    )
)
_ADDRESSED = re.compile(r"\b(?:Sie|Ihr|Ihre|Ihren|Ihnen|Jetzt|jetzt|du|dein|deine)\b|[Kk]ündbar")


def is_offer(text: str) -> bool:
    """Whether ``text`` addresses the reader and shows at least two signs of an offer to subscribe."""
    if len(text) > MAX_OFFER or not _ADDRESSED.search(text):
        return False
    return sum(sign.search(text) is not None for sign in _SIGNS) >= LEAST_SIGNS
