"""Text from reports, made safe to look at, and keys made safe to link to.

A report may hold terminal escapes, characters that turn the reading direction, or characters
that nobody sees. The stored text keeps them (offsets count them); here they become visible.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# Zero-width, direction, filler and tag characters, besides the categories Cc, Cs and Zl/Zp.
_HIDDEN = frozenset(
    [0x061C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0]
    + [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC)]
    + [*range(0xE0000, 0xE0080)]
)
# "Verteidigungsministerium" must not break as "Verteidigungsminis-terium".
_HEADS = re.compile(r"(?<=\w{4})(?=(?:ministeri|minister|beauftrag|präsident|sprecher|beamt|botschaft|kanzler|zeitung))")
_KEEP = frozenset("\n\t")


def visible(text: str) -> str:
    """The text with every hidden or controlling character written out, as ⟨U+202E⟩."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """As :func:`visible`, with each run of white space as one space."""
    return " ".join(visible(text).split())


def tight(text: str) -> str:
    """As :func:`visible`, with paragraphs on lines of their own but no empty line between them."""
    return re.sub(r"\n\s*\n", "\n", visible(text))


def soften(text: str) -> str:
    """The text with soft hyphens before the heads of long German compounds, for narrow columns."""
    return _HEADS.sub("\u00ad", text)


def _shown(char: str) -> str:
    if char in _KEEP:
        return char
    code = ord(char)
    if code in _HIDDEN or unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp", "Co"):
        return f"⟨U+{code:04X}⟩"
    return char


def slug(*parts: str) -> str:
    """A fragment for an address: ASCII letters, digits, underscore and hyphen; one per input."""
    return "-".join(re.sub(r"[^A-Za-z0-9_]", lambda m: f"_{ord(m.group()):x}_", part) for part in parts)


def web_address(url: str | None) -> str | None:
    """The address if a reader may safely follow it (http or https with a host), else None."""
    if url is None or visible(url) != url or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
