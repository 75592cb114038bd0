from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lagebild.documents.dates import as_moment, parse_published


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("2022-01-24", date(2022, 1, 24)),
        (" 2022-01-24\n", date(2022, 1, 24)),
        ("2022-01-24T08:15:00Z", datetime(2022, 1, 24, 8, 15, tzinfo=UTC)),
        ("2022-01-24T08:15+01:00", datetime(2022, 1, 24, 7, 15, tzinfo=UTC)),
        ("2022-01-24 08:15:00 +0100", datetime(2022, 1, 24, 7, 15, tzinfo=UTC)),
        ("2022-01-24T08:15:00.123456789Z", datetime(2022, 1, 24, 8, 15, 0, 123456, tzinfo=UTC)),
        ("2022-01-24T08:15:00", datetime(2022, 1, 24, 7, 15, tzinfo=UTC)),
        ("2022-07-24T08:15:00", datetime(2022, 7, 24, 6, 15, tzinfo=UTC)),
        ("2022-10-30T02:30:00", datetime(2022, 10, 30, 0, 30, tzinfo=UTC)),
        (date(2022, 1, 24), date(2022, 1, 24)),
        (datetime(2022, 1, 24, 8), datetime(2022, 1, 24, 7, tzinfo=UTC)),
    ],
)
def test_a_date_is_read_as_its_source_means_it(stated: str | date, expected: date) -> None:
    assert parse_published(stated) == expected


@pytest.mark.parametrize(
    "stated",
    ["", "gestern", "24.01.2022", "01/02/2022", "2022-02-30", "2022-01-24T25:00", "20220124", "2022-W04-1", "0001-01-01",
     "9999-12-31", "٢٠٢٢-01-24", "2022-01-24T08:15+99:00"],
)  # fmt: skip
def test_what_is_no_iso_date_is_refused(stated: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_published(stated)


def test_a_day_counts_from_its_beginning_in_berlin() -> None:
    assert as_moment(date(2022, 1, 24)) == datetime(2022, 1, 23, 23, tzinfo=UTC)
