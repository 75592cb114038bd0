"""What an address asks for: moments, codes, spans of time; what makes no sense is refused with what would."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lagebild.desk.refusals import Refusal
from lagebild.documents import parse_published

BERLIN = ZoneInfo("Europe/Berlin")
CODE = re.compile(r"[A-Z][A-Z0-9_]{1,60}")
NAME = re.compile(r"[a-z][a-z_]{1,40}")
_SPAN = re.compile(r"([1-9]\d{0,2})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_SMALL = timedelta(microseconds=1)


def moment(stated: str | None, of_a_day: time = time.max) -> datetime | None:
    """A moment in UTC: ISO 8601, without a zone on the clocks of Berlin; a day is its last moment, or as ``of_a_day`` says.

    Raises:
        Refusal: it is no time.
    """
    if stated is None or not stated.strip():
        return None
    words = stated.strip().replace(" ", "+") if re.search(r"\d \d\d:?\d\d$", stated) else stated.strip()
    try:
        found = parse_published(words)
        if not isinstance(found, datetime):
            found = datetime.combine(found, of_a_day, BERLIN)
        elif found.tzinfo is None:
            found = found.replace(tzinfo=BERLIN)
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refusal(400, "Das ist keine Zeit; etwa 2022-01-24T10:49 oder 2022-01-24 schreiben.") from None


def since(stated: str | None, until: datetime) -> datetime | None:
    """From when on: "6h", "7d", "2w" before ``until``, or a moment; None for "visit" or nothing.

    Raises:
        Refusal: it is none of these.
    """
    if stated is None or stated in {"", "visit"}:
        return None
    match = _SPAN.fullmatch(stated)
    if match is None:
        return moment(stated, time.min)
    return until - int(match[1]) * _UNITS[match[2]]


def number(stated: str | None) -> int:
    """A number of at most 18 digits; 0 where there is none."""
    return int(stated) if stated and stated.isascii() and stated.isdigit() and len(stated) <= 18 else 0


def code(stated: str) -> str:
    """The code of a place or an actor, as the codebook writes it.

    Raises:
        Refusal: it is none.
    """
    found = stated.strip().upper()
    if not CODE.fullmatch(found):
        raise Refusal(404, "Diesen Ort oder Akteur gibt es nicht; Codes sehen aus wie UA oder EASTERN_EUROPE.")
    return found


def iso(when: datetime) -> str:
    """A moment as it stands in an address: UTC, with microseconds only where it has some."""
    return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
