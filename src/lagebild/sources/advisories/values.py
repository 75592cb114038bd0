"""The values in an entry of a payload become texts, web addresses and moments; None stands for whatever is none."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, tzinfo
from typing import Any

_MILLISECONDS = 100_000_000_000  # as seconds the year 5138, as milliseconds March 1973


def text_of(row: dict[str, Any], *path: str) -> str | None:
    """The text at the end of a path of keys, entities resolved, white space pressed; None where there is none."""
    value: object = row
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, str):
        return None
    return " ".join(html.unescape(value).replace("\u00a0", " ").split()) or None


def address_of(row: dict[str, Any], *path: str) -> str | None:
    """A web address; None for anything else, since it may end up as a link."""
    value = text_of(row, *path)
    return value if value and re.match(r"https?://[^\s<>\"]+\Z", value) else None


def moment(value: object, zone: tzinfo | None = None) -> datetime | None:
    """An aware moment in UTC from seconds or milliseconds since 1970, or from ISO 8601; None for anything else.

    Args:
        zone: the zone of a text that states none; without it such a text is none.
    """
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            if value <= 0:
                return None
            return datetime.fromtimestamp(value / 1000 if value >= _MILLISECONDS else value, UTC)
        if not isinstance(value, str):
            return None
        found = datetime.fromisoformat(value.strip())
        if found.tzinfo is None:
            if zone is None:
                return None
            found = found.replace(tzinfo=zone)
        return found.astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
