from __future__ import annotations

import pytest

from lagebild.claims.official.regions import countries_in, english_where, german_where


@pytest.mark.parametrize(
    ("text", "place", "scope", "regions"),
    [
        ("Vor Reisen wird gewarnt.", "EC", "country", ()),
        ("Vor Reisen in das gesamte Land wird gewarnt.", "EC", "country", ()),
        ("Vor Reisen in die Ukraine wird gewarnt.", "UA", "country", ()),
        (
            "Von Reisen nach Jammu und Kaschmir sowie nach Manipur wird abgeraten.",
            "IN",
            "parts",
            ("Jammu und Kaschmir", "Manipur"),
        ),
        (
            "Vor Reisen in die Region Nord und zur Halbinsel Bakassi und Umgebung wird gewarnt.",
            "CM",
            "parts",
            ("Region Nord", "Halbinsel Bakassi und Umgebung"),
        ),
        ("Es gilt eine Teilreisewarnung.", "EC", "parts", ()),
        ("Vor Reisen nach Syrien wird gewarnt.", "LB", None, ()),
        ("Von Reisen dorthin wird abgeraten.", "EC", None, ()),
    ],
)
def test_german_places_become_scope_and_regions(
    text: str, place: str, scope: str | None, regions: tuple[str, ...]
) -> None:
    where = german_where(text, place)
    assert (where.scope, where.regions) == (scope, regions)


@pytest.mark.parametrize(
    ("where", "place", "scope", "regions", "exceptions"),
    [
        ("", "UA", "country", (), ()),
        ("the whole of Lebanon.", "LB", "country", (), ()),
        ("Ukraine, including Crimea, due to the war", "UA", "country", (), ()),
        ("parts of Ukraine.", "UA", "parts", (), ()),
        ("the rest of Ukraine ('Warnings' page).", "UA", "parts", ("rest of Ukraine",), ()),
        (
            "all other regions of Ukraine (with the exception of Lviv",
            "UA",
            "parts",
            ("all other regions of Ukraine",),
            ("Lviv",),
        ),
        (
            "some parts of Lebanon, including the areas south of the Litani",
            "LB",
            "parts",
            ("areas south of the Litani",),
            (),
        ),
        ("Belarus", "UA", None, (), ()),
    ],
)
def test_english_places_become_scope_and_regions(
    where: str, place: str, scope: str | None, regions: tuple[str, ...], exceptions: tuple[str, ...]
) -> None:
    found = english_where(where, place)
    assert (found.scope, found.regions, found.exceptions) == (scope, regions, exceptions)


def test_countries_are_found_behind_a_preposition_only() -> None:
    assert countries_in("Deutsche in Syrien und im Libanon wenden sich an die Türkei.") == ["SY", "LB"]
