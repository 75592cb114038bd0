"""Acts: a government does something to another; the same verb with "sich" is another verb."""

from __future__ import annotations

from datetime import date

import pytest

from lagebild.model import Document
from lagebild.pipeline import understand


def _acts(text: str) -> set[tuple[str, str, str | None]]:
    document = Document(key="a", text=text, source="test", published=date(2025, 1, 15))
    return {(a.actor, a.kind, a.target) for a in understand(document).claims.acts}


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Die USA lieferten der Ukraine Waffen.", ("US", "aids", "UA")),
        ("Frankreich bestellte den Botschafter Nigers ein.", ("FR", "summons", "NE")),
        ("Indien verurteilte das Vorgehen Chinas.", ("IN", "criticises", None)),
        ("Polen berät mit Litauen über die Lage.", ("PL", "consults", "LT")),
    ],
)
def test_an_act_has_who_and_whom(text: str, act: tuple[str, str, str | None]) -> None:
    assert any(found[:2] == act[:2] and act[2] in {None, found[2]} for found in _acts(text))


@pytest.mark.parametrize(
    "text",
    [
        "Die ukrainische Armee lieferte sich Gefechte mit Rebellen.",
        "Indien und Pakistan lieferten sich einen Schlagabtausch.",
        "Frankreich hat der Ukraine keine Waffen geliefert.",
        "Falls Frankreich der Ukraine Waffen liefert, droht eine Krise.",
    ],
)
def test_no_aid_is_read_where_none_is_given(text: str) -> None:
    assert not [a for a in _acts(text) if a[1] == "aids"]
