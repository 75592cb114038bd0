"""Text from reports, made safe to look at, and keys made safe to link to.

A report may hold terminal escapes, characters that turn the reading direction, or characters
that nobody sees. The stored text keeps them (offsets count them); here they become visible.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

# Control characters but line feed and tab, line separators, lone surrogates, private use, and
# whatever has no width of its own: direction marks, joiners, fillers, tags.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\uf8ff\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
# "Verteidigungsministerium" must not break as "Verteidigungsminis-terium", nor "Bundesaußen..." as "Bunde-saußen...".
_HEADS = re.compile(
    r"(?<=\w{4})(?=(?:ministeri|minister|beauftrag|präsident|sprecher|beamt|botschaft|kanzler|zeitung))"
    r"|(?<=\bBundes)(?=\w{4})|(?<=\wamts)(?=\w{4})"
)


def visible(text: str) -> str:
    """The text with every hidden or controlling character written out, as ⟨U+202E⟩."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", text.replace("\r\n", "\n"))


def one_line(text: str) -> str:
    """As :func:`visible`, with each run of white space as one space."""
    return " ".join(visible(text).split())


def tight(text: str) -> str:
    """As :func:`visible`, with paragraphs on lines of their own but no empty line between them."""
    return re.sub(r"\n\s*\n", "\n", visible(text))


def soften(text: str) -> str:
    """The text with soft hyphens before the heads of long German compounds, for narrow columns."""
    return _HEADS.sub("\u00ad", text)


@lru_cache(maxsize=4_096)
def slug(*parts: str) -> str:
    """A fragment for an address: letters, digits, underscore, hyphen and dot; no two inputs share one."""
    return "-".join(re.sub(r"[^A-Za-z0-9_]", lambda m: f".{ord(m.group()):x}.", part) for part in parts)


def web_address(url: str | None) -> str | None:
    """The address if a reader may safely follow it (http or https with a host), else None."""
    if url is None or visible(url) != url or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
