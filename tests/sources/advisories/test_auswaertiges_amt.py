from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from lagebild.errors import InputError
from lagebild.sources.advisories import AdvisoryIndex, read_auswaertiges_amt


def entry(code: str, name: str, *flags: str, **more: Any) -> dict[str, Any]:
    stated: dict[str, Any] = dict.fromkeys(
        ("warning", "partialWarning", "situationWarning", "situationPartWarning"), False
    )
    stated.update(dict.fromkeys(flags, True))
    return {
        "lastModified": 1751000000,
        "effective": 1751000000,
        "title": f"{name}: Hinweise",
        "countryCode": code,
        "iso3CountryCode": "",
        "countryName": name,
        **stated,
        **more,
    }


def index(*entries: dict[str, Any]) -> AdvisoryIndex:
    rows: dict[str, Any] = {str(200000 + n): row for n, row in enumerate(entries)}
    return read_auswaertiges_amt(
        json.dumps({"response": {**rows, "lastModified": 1751000000, "contentList": list(rows)}}).encode(), "index"
    )


@pytest.mark.parametrize(
    ("flags", "advice"),
    [
        ((), []),
        (("warning",), [("warning", "country")]),
        (("partialWarning",), [("warning", "parts")]),
        (("situationWarning",), [("warning", "country")]),
        (("situationPartWarning",), [("warning", "parts")]),
        (("warning", "situationWarning"), [("warning", "country")]),
        (("warning", "partialWarning"), [("warning", "country"), ("warning", "parts")]),
    ],
)
def test_flags_are_all_that_an_index_states(flags: tuple[str, ...], advice: list[tuple[str, str]]) -> None:
    [record] = index(entry("EC", "Ecuador", *flags)).records
    assert [(a.value, a.scope) for a in record.advice] == advice
    assert set(record.flags) == set(flags)


def test_all_false_is_no_level_and_never_normal() -> None:
    [record] = index(entry("EC", "Ecuador")).records
    assert record.advice == ()
    assert record.regional is None


@pytest.mark.parametrize("stamp", [1751000000, 1751000000000, 1751000000.0])
def test_times_may_be_seconds_or_milliseconds(stamp: float) -> None:
    [record] = index(entry("EC", "Ecuador", lastModified=stamp)).records
    assert record.updated == datetime(2025, 6, 27, 4, 53, 20, tzinfo=UTC)


@pytest.mark.parametrize("stamp", [None, 0, -1, "gestern", True, 10**30])
def test_a_time_that_is_none_stays_none(stamp: object) -> None:
    [record] = index(entry("EC", "Ecuador", lastModified=stamp)).records
    assert record.updated is None


def test_an_entry_without_a_known_country_is_listed_with_its_place() -> None:
    found = index(entry("EC", "Ecuador"), entry("ZZ", "Niemandsland"), entry("", "Ohne"))
    assert [r.place for r in found.records] == ["EC"]
    assert [str(e).partition(";")[0] for e in found.errors] == [
        "index: 200001: 'ZZ' (Niemandsland) is no known country code",
        "index: 200002: 'Ohne' has no country code",
    ]


def test_the_detail_holds_the_text_and_the_spelling_of_the_interface_description_is_read_too() -> None:
    row = entry("EC", "Ecuador", content="<h3>Aktuelles</h3>", lastChanges="Letzte Änderung: Aktuelles")
    row["CountryCode"], row["CountryName"] = row.pop("countryCode"), row.pop("countryName") + "*"
    [record] = index(row).records
    assert (record.place, record.name, record.content) == ("EC", "Ecuador", "<h3>Aktuelles</h3>")
    assert record.change == "Letzte Änderung: Aktuelles"


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (b"{}", "holds no entries"),
        (b"", "is empty"),
        (b"<html>", "no JSON"),
        (b"\xff", "is not UTF-8"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"other": 1}', '"response" is missing'),
        (b'{"response": {"lastModified": 1}}', "holds no entries"),
    ],
)
def test_what_is_no_index_is_one_error(payload: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_auswaertiges_amt(payload, "index")
