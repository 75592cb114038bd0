"""Days and moments in a reader's words, Europe/Berlin, in German and English.

A day stays a day: an hour is printed only where the source states one.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

_WEEKDAYS = {
    "de": ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "de": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"),
}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@cache
def _berlin() -> ZoneInfo:
    return ZoneInfo("Europe/Berlin")


def local(moment: datetime) -> datetime:
    """The moment on the clocks of Berlin; one without a zone is taken to be there already."""
    return moment if moment.tzinfo is None else moment.astimezone(_berlin())


def local_day(when: date | datetime) -> date:
    """The calendar day in Berlin."""
    return local(when).date() if isinstance(when, datetime) else when


def say(when: date | datetime, lang: str) -> str:
    """``Mo., 24. Jan. 2022, 10:49`` or, of a mere day, ``Mo., 24. Jan. 2022``."""
    day = local_day(when)
    said = f"{_WEEKDAYS[lang][day.weekday()]}, {short(day, lang)}"
    return f"{said}, {local(when):%H:%M}" if isinstance(when, datetime) else said


def short(day: date, lang: str, *, year: bool = True) -> str:
    """``24. Jan. 2022``, or ``24. Jan.`` where the year stands above."""
    month = _MONTHS[lang][day.month - 1]
    said = f"{day.day}. {month}" if lang == "de" else f"{day.day} {month}"
    return f"{said} {day.year}" if year else said


def read_as_of(as_of: str) -> datetime | date | None:
    """The moment or first day that an ISO 8601 text names ("2022", "2022-01", "2022-01-23"), or None."""
    match = _PARTIAL.fullmatch(as_of)
    try:
        if match:
            year, month, day = match.groups()
            return date(int(year), int(month or 1), int(day or 1))
        return datetime.fromisoformat(as_of)
    except ValueError:
        return None


def read_day(as_of: str) -> date | None:
    """The day that an ISO 8601 text names, or None where it is less precise than a day."""
    when = read_as_of(as_of) if len(as_of) >= len("2022-01-23") else None
    return local_day(when) if when else None


def say_as_of(as_of: str, lang: str, *, weekday: bool = True, year: bool = True) -> str:
    """An ISO 8601 time as precise as it is; a text that is none comes back as it stands."""
    when = read_as_of(as_of)
    if when is None:
        return as_of
    if isinstance(when, datetime) or len(as_of) == 10:
        return say(when, lang) if weekday else short(local_day(when), lang, year=year)
    return f"{when.year}" if len(as_of) == 4 else f"{_MONTHS[lang][when.month - 1]} {when.year}"


def iso(when: date | datetime | None) -> str | None:
    """ISO 8601, moments in UTC with ``Z``; None stays None."""
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return when.isoformat() if when is not None else None
