"""The date of a feed's entry, in the form of RSS (RFC 5322) or Atom (ISO 8601), becomes ISO 8601 in UTC.

Other forms are not guessed at: feedparser makes 9999-11-01 of 99999-01-01, and takes every zone it does not know for UTC.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

EARLIEST = 1990  # before there were feeds; systems without a date write 1970-01-01
AHEAD = timedelta(hours=1)  # as far as a publisher's clock may be fast without a note

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LEAP_SECOND = re.compile(r"(:\d\d:)60\b", re.ASCII)
# The rules for mail (RFC 5322) know American zones only, and take these for none at all.
_ZONES = (("MESZ", "+0200"), ("CEST", "+0200"), ("MEZ", "+0100"), ("CET", "+0100"), ("-0000", "+0000"))


def iso_moment(stated: str) -> str | None:
    """ISO 8601 in UTC, or the day where only a day is stated; None where it cannot be read.

    Without a zone the feed's words are taken as Europe/Berlin, like any report's.
    """
    words = _LEAP_SECOND.sub(r"\g<1>59", stated.strip()[:100])
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words).isoformat()
        moment = _read(words)
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo("Europe/Berlin"))).astimezone(UTC).isoformat()
    # A day that is none; or 0001-01-01 in Berlin, which lies before the first year.
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def doubt(moment: str, retrieved: datetime) -> str | None:
    """What is odd about a moment that was read, or None."""
    if int(moment[:4]) < EARLIEST:
        return f"the date {moment} lies before {EARLIEST}"
    latest = (retrieved.astimezone(UTC) + AHEAD).isoformat()
    return f"the date {moment} lies in the future" if moment > latest else None


def _read(words: str) -> datetime:
    for name, offset in _ZONES:
        if words.endswith(name):
            words = words.removesuffix(name).rstrip() + " " + offset
            break
    try:
        return datetime.fromisoformat(words.replace(" +", "+"))
    except ValueError:
        return parsedate_to_datetime(words)
