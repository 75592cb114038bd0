from __future__ import annotations

import pytest

from lagebild.actors.gazetteer import shared_gazetteer
from lagebild.actors.names import code_named, name_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Polen", "PL"),
        ("polen", "PL"),
        ("Poland", "PL"),
        (" pl ", "PL"),
        ("united  kingdom", "GB"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Georgien", "GE"),
        ("Vereinte Nationen", "UN"),
        ("Naher Osten", "MIDDLE_EAST"),
        ("sahel", "SAHEL"),
    ],
)
def test_a_name_in_either_language_or_a_code_gives_the_code(name: str, code: str) -> None:
    assert code_named(name) == code


@pytest.mark.parametrize("name", ["Atlantis", "XX", "", "Botschaft", "a"])
def test_what_nobody_is_called_gives_none(name: str) -> None:
    assert code_named(name) is None


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_name_that_is_shown_leads_back_to_its_code(lang: str) -> None:
    codes = shared_gazetteer().codes()
    assert len(codes) > 190
    assert {c: code_named(name_of(c, lang)) for c in codes if code_named(name_of(c, lang)) != c} == {}
