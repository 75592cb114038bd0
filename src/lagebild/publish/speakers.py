"""Names of speakers as a reader wants them: without article or quotation marks, and never a bare pronoun."""

from __future__ import annotations

import re

from lagebild.publish.plain import one_line

_ARTICLE = re.compile(r"(der|die|das|den|dem|des|ein|eine|einer|einem|eines)\s+(?=\S)", re.IGNORECASE)
_QUOTES = re.compile(r"[„“”\"»«‚‘’‹›]")
# An adjective takes the ending that the article had: "das Auswärtige Amt" is "Auswärtiges Amt" without it.
_ENDINGS = {"das": ("e", "es"), "der": ("e", "er"), "der_oblique": ("en", "er"), "die": ("en", "e")}
_ADJECTIVE = re.compile(r"([^\W\d_]{3,}?)(en|e)(?=\s+[A-ZÄÖÜ])")
_PERSON = re.compile(
    r"(?:[a-zäöüß]+[er] )?[\w-]*(?:[Mm]inister|[Ss]precher|[Pp]räsident|[Bb]eauftragt|[Kk]anzler|[Bb]otschafter|chef)[a-z]*"
    r"(?: [A-ZÄÖÜ][\w.-]*){1,3}? ([A-ZÄÖÜ][\w-]+)"
)
# Words that stand for somebody named elsewhere, or name the manner of speaking and nobody.
_NOBODY = frozenset(
    """er sie es man wir ich dieser diese dieses jener jene beide letzterer letztere selbst selber
    seinen ihren eigenen seine ihre seiner ihrer den nach laut der
    angabe angaben hinweis hinweise hinweisen worten darstellung auskunft aussage aussagen informationen erkenntnissen
    einschätzung mitteilung erklärung""".split()
)


def bare_name(words: str) -> str:
    """The words in one line without leading article, with the adjective's ending mended, without quotation marks."""
    said = _QUOTES.sub("", one_line(words)).strip() or one_line(words)
    article = _ARTICLE.match(said)
    if article is None:
        return said
    rest = said[article.end() :]
    adjective = _ADJECTIVE.match(rest)
    if adjective is None:
        return rest
    kind = article.group(1).lower()
    if kind == "der" and adjective.group(2) == "en":
        kind = "der_oblique"
    weak, strong = _ENDINGS.get(kind, ("", ""))
    if adjective.group(2) != weak:
        return rest
    return adjective.group(1) + strong + rest[adjective.end() :]


def short_name(words: str) -> str:
    """The family name of a person with an office ("Außenamtssprecherin Mia Holm" is "Holm"), else the words as they are."""
    person = _PERSON.fullmatch(words)
    return person.group(1) if person else words


def names_nobody(words: str) -> bool:
    """Whether the words only point to a speaker ("sie", "eigenen Angaben"), so that the government's name tells more."""
    return all(word in _NOBODY for word in one_line(words).lower().split())


def once(links: list[str]) -> tuple[str, ...]:
    """Links of a chain in order, each once: "Spreebogen-Blatt" and "das „Spreebogen-Blatt“" are one paper."""
    seen: dict[str, str] = {}
    for link in links:
        seen.setdefault(link.lower(), link)
    return tuple(seen.values())
