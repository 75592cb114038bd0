"""German expressions of time become ISO 8601 dates, as precise as the words are.

"am Sonntag" is the last such day up to the day of publication ("ab Montag", "bis Freitag" the next), "am
21. Oktober" the nearest one, "Ende Jänner" a month. What needs a day of publication and has none stays unread.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jänner", "februar feber", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"),
        1,
    )
    for name in names.split()
}
_DAYS = {"montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5, "sonntag": 6}
_MONTH = "|".join(_MONTHS)
_WEEKDAY = "|".join(_DAYS)
_TIMES = "(?:nachmittag|vormittag|abend|morgen|mittag|nacht|früh)?"
_PATTERN = re.compile(
    rf"""
    (?P<full>\b(?P<fd>\d{{1,2}})\.\s*(?P<fm>{_MONTH})(?:\s+(?P<fy>\d{{4}}))?)
  | (?P<month>\b(?:(?:anfang|mitte|ende|im|seit|bis)\s+)(?P<mm>{_MONTH})(?:\s+(?P<my>\d{{4}}))?)
  | (?P<weekday>\b(?:(?P<dir>ab|bis|von|vom|kommenden|nächsten|zum)\s+)?(?:am\s+|seit\s+|später?n\s+|vergangenen\s+)?(?P<wd>{_WEEKDAY}){_TIMES}\b)
  | (?P<word>\b(?:vorgestern|gestern|heute|morgen\s+früh)\b)
    """,
    re.VERBOSE | re.IGNORECASE,
)


_UNTIL = re.compile(r"\b(?:bis|bis zum|bis ende|bis anfang|bis mitte)\s+$", re.IGNORECASE)


# No date without one of these; the letters that ignoring case takes for i and s are made so before.
_TELLING = (*_MONTHS, *_DAYS, "gestern", "heute", "morgen")
_ODD = str.maketrans({"\u0131": "i", "\u0130": "i", "\u017f": "s"})


def _small(text: str) -> str:
    return text.lower() if text.isascii() else text.translate(_ODD).lower()


def find_dates(text: str, published: date | None, *, deadlines: bool = True) -> list[str]:
    """ISO dates ("2022-01-23", "2022-01") of a text in order, without repeats.

    Args:
        text: some words of a report.
        published: the day the report appeared; without it only dates with a year are read.
        deadlines: whether "bis Freitag" counts; when a step took effect it does not say.
    """
    return list(_find_dates(text, published, deadlines))


@lru_cache(maxsize=16)  # the same words are asked about for each claim that is made of them
def _find_dates(text: str, published: date | None, deadlines: bool) -> tuple[str, ...]:
    found: list[str] = []
    if not any(map(_small(text).__contains__, _TELLING)):
        return ()
    for match in _PATTERN.finditer(text):
        if not deadlines and ((match["dir"] or "").lower() == "bis" or _UNTIL.search(text[: match.start()])):
            continue
        value = _read(match, published)
        if value and value not in found:
            found.append(value)
    return tuple(found)


def _read(match: re.Match[str], published: date | None) -> str | None:
    if match["full"]:
        month, day = _MONTHS[_small(match["fm"])], int(match["fd"])
        return _nearest(day, month, int(match["fy"]) if match["fy"] else None, published)
    if match["month"]:
        month = _MONTHS[_small(match["mm"])]
        year = int(match["my"]) if match["my"] else _year_of(month, published)
        return f"{year:04d}-{month:02d}" if year else None
    if published is None:
        return None
    if match["weekday"]:
        target = _DAYS[_small(match["wd"])]
        back = (published.weekday() - target) % 7
        ahead = (target - published.weekday()) % 7
        forward = (match["dir"] or "").lower() in {"ab", "bis", "kommenden", "nächsten"}
        return (published + timedelta(days=ahead) if forward else published - timedelta(days=back)).isoformat()
    days = {"gestern": -1, "vorgestern": -2, "heute": 0}.get(_small(match["word"]).split()[0], 1)
    return (published + timedelta(days=days)).isoformat()


def _year_of(month: int, published: date | None) -> int | None:
    """The year of a bare month: the last one that is not after the month of publication."""
    if published is None:
        return None
    return published.year if month <= published.month else published.year - 1


def _nearest(day: int, month: int, year: int | None, published: date | None) -> str | None:
    if year is None:
        if published is None:
            return None
        options = []
        for candidate in (published.year - 1, published.year, published.year + 1):
            try:
                options.append(date(candidate, month, day))
            except ValueError:
                continue
        if not options:
            return None
        return min(options, key=lambda d: (abs((d - published).days), d > published)).isoformat()
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
