"""A sample page while it is written: what is put on it is noted as wanted or unwanted at the same time."""

from __future__ import annotations

import json
from html import escape

from pages import noise
from pages.stories import Story


class Sheet:
    """One page on the way: its story, and the segments that must and must not be in the text of it."""

    def __init__(self, story: Story, number: int) -> None:
        self.story = story
        self.number = number
        self.wanted: list[str] = []
        self.unwanted: list[str] = []

    def want(self, text: str) -> str:
        """Text that belongs to the report, as it goes into the markup."""
        self.wanted.append(text)
        return escape(text, quote=False)

    def drop(self, text: str) -> str:
        """Text that does not."""
        self.unwanted.append(text)
        return escape(text, quote=False)

    def paragraphs(self, first: int = 0, last: int | None = None) -> list[str]:
        """Paragraphs of the story, all of them wanted."""
        return [self.want(text) for text in self.story.paragraphs[first:last]]

    def each(self, pattern: str, first: int = 0, last: int | None = None, join: str = "\n") -> str:
        """Paragraphs of the story, each put into the pattern in the place of ``%``."""
        return join.join(pattern.replace("%", text) for text in self.paragraphs(first, last))

    def teasers(self, pattern: str, count: int, start: int = 0, join: str = "\n") -> str:
        """Teasers of other reports: ``%t`` is the headline and ``%x`` the text, ``%u`` an address."""
        pieces = []
        for k in range(count):
            title, text = noise.TEASERS[(self.number * 3 + start + k) % len(noise.TEASERS)]
            piece = pattern.replace("%u", f"/artikel-{self.number}{start + k}.html")
            if "%t" in pattern:
                piece = piece.replace("%t", self.drop(title))
            if "%x" in pattern:
                piece = piece.replace("%x", self.drop(text))
            pieces.append(piece)
        return join.join(pieces)

    def comments(self, pattern: str, count: int) -> str:
        """What readers wrote: ``%n`` is the name, ``%x`` the text."""
        pieces = []
        for k in range(count):
            name, text = noise.COMMENTS[(self.number + k) % len(noise.COMMENTS)]
            pieces.append(pattern.replace("%n", name).replace("%x", self.drop(text)))
        return "\n".join(pieces)

    def noise(self, texts: tuple[str, ...], pattern: str) -> str:
        """Texts of one kind that do not belong to the report."""
        return "\n".join(pattern.replace("%", self.drop(text)) for text in texts)

    @property
    def title(self) -> str:
        return escape(self.story.title, quote=False)


def menu(pattern: str = '<li><a href="/%">%</a></li>') -> str:
    """Links to the sections of an outlet."""
    return "".join(pattern.replace("%", word) for word in noise.MENU)


def ld(**values: object) -> str:
    """A block of JSON-LD."""
    text = json.dumps({"@context": "https://schema.org", **values}, ensure_ascii=False, indent=1)
    return f'<script type="application/ld+json">{text}</script>'


STYLE = """<style>.a{color:#111}.b{margin:0 auto;max-width:960px}@media(max-width:600px){.b{padding:0 12px}}</style>
<script>window.dataLayer=window.dataLayer||[];(function(w){w.q="<div>Kein Text</div>";})(window);</script>"""
