"""The date of a report, as its source writes it, becomes a day or a moment in UTC.

Only ISO 8601 is read: 03/04/2022 is a guess, and a guessed day moves every "gestern" in the report.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

YEARS = range(1900, 2200)  # systems without a date write 0001-01-01, 1601-01-01 or 9999-12-31

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,12})?)? ?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)


def parse_published(value: str | date | datetime) -> date | datetime:
    """A day, or an aware moment in UTC, from ISO 8601 or from a date that is already one.

    A moment without offset is taken as Europe/Berlin, where these reports are written; an hour
    that occurs twice in October is taken as the first. Raises ValueError for anything else.
    """
    if isinstance(value, str):
        stated = value.strip()
        if _DAY.fullmatch(stated):
            value = date.fromisoformat(stated)
        elif _MOMENT.fullmatch(stated):
            value = datetime.fromisoformat(stated.upper().replace(" ", "T", 1).replace(" ", "").replace(",", "."))
        else:
            raise ValueError(f"no ISO date: {stated[:40]!r}")
    if value.year not in YEARS:
        raise ValueError(f"no plausible year: {value.year}")
    return _in_utc(value) if isinstance(value, datetime) else value


def as_moment(published: date | datetime) -> datetime:
    """The moment to sort by: a day counts from its beginning in Europe/Berlin. Aware, in UTC."""
    return _in_utc(published if isinstance(published, datetime) else datetime.combine(published, time()))


def _in_utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=ZoneInfo("Europe/Berlin"))  # cached by zoneinfo, read on first use
    return moment.astimezone(UTC)
