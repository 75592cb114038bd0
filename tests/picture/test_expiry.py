"""What an authority's page no longer says is withdrawn: neither still in force nor safety."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lagebild.model import Claim, Document, OpenKind, Span, Status
from lagebild.picture import fold_place

WARNING, ASKED, OTHER = "Vor Reisen nach Katar wird gewarnt.", "Ausreisepflichtige gibt es nicht.", "Hinweise zur Einreise."


def page(day: int, text: str, key: str = "de-qa", **more: object) -> Document:
    fields = {"key": f"{key}-{day}", "text": text, "source": "list", "published": date(2026, 5, day), "authority": "DE", "place": "QA"}
    return Document(**{**fields, **more})  # type: ignore[arg-type]


def warns(document: Document, value: str = "warning", actor: str = "DE", **more: object) -> Claim:
    passage = document.passage(Span(0, len(document.text)))
    fields = {"actor": actor, "dimension": "travel_advice", "place": "QA", "value": value, "status": Status.ASSERTED, "rule": "x", "passage": passage}
    return Claim(**{**fields, **more})  # type: ignore[arg-type]


def fold(*documents: Document, claims: list[Claim]):  # type: ignore[no-untyped-def]
    return fold_place("QA", claims, [], [], {d.key: d for d in documents})


def test_a_warning_that_the_page_no_longer_holds_is_withdrawn_and_no_level_is_stated() -> None:
    old, new = page(1, WARNING), page(2, OTHER)
    picture = fold(old, new, claims=[warns(old)])
    assert picture.cells == ()
    (question,) = picture.open
    assert (question.kind, question.actor, question.passage.exact) == (OpenKind.WITHDRAWN, "DE", WARNING)


def test_a_step_that_the_page_still_states_stands_with_its_history() -> None:
    old, new = page(1, WARNING), page(2, WARNING + " " + OTHER)
    picture = fold(old, new, claims=[warns(old, "partial_warning"), warns(new)])
    (cell,) = picture.cells
    assert (cell.value, cell.origins, len(cell.history), picture.open) == ("warning", 1, 2, ())


def test_of_one_page_only_the_newest_revision_supports_a_cell() -> None:
    old, new = page(1, WARNING), page(2, WARNING + " Neu.")
    (cell,) = fold(old, new, claims=[warns(old), warns(new)]).cells
    assert [c.passage.document for c in cell.supporting] == [new.key]


def test_the_list_and_the_page_of_an_authority_are_one_origin() -> None:
    listed, own = page(1, WARNING, key="de-qa-list"), page(1, WARNING + " Reisende melden sich.")
    paper = replace(page(1, "Deutschland warnt vor Reisen nach Katar.", key="paper"), authority=None, place=None)
    (cell,) = fold(listed, own, claims=[warns(listed), warns(own)]).cells
    assert (cell.origins, len(cell.supporting)) == (1, 2)
    (cell,) = fold(listed, own, paper, claims=[warns(listed), warns(own), warns(paper)]).cells
    assert cell.origins == 2


def test_the_order_of_the_revisions_plays_no_part() -> None:
    old, new = page(1, WARNING), page(2, OTHER)
    assert fold(new, old, claims=[warns(old)]) == fold(old, new, claims=[warns(old)])


@pytest.mark.parametrize(
    "other",
    [
        {"authority": None, "place": None},  # a newspaper of the next day
        {"authority": "AT"},
        {"place": "OM"},
        {"key": "de-qa-list-2"},  # a list says other things than the page
        {"key": "de-qa-history"},
        {"published": None},
        {"url": "https://x.example/other"},
    ],
)
def test_what_is_no_newer_revision_of_the_page_withdraws_nothing(other: dict[str, object]) -> None:
    old, new = page(1, WARNING), page(2, OTHER, **other)
    picture = fold(old, new, claims=[warns(old)])
    assert [c.value for c in picture.cells] == ["warning"]
    assert picture.open == ()


def test_what_others_report_stands_beside_a_withdrawal() -> None:
    old, new = page(1, WARNING), page(2, OTHER)
    paper = replace(page(2, "Frankreich warnt vor Reisen nach Katar.", key="paper"), authority=None, place=None)
    picture = fold(old, new, paper, claims=[warns(old), warns(paper, actor="FR")])
    assert [(c.actor, c.value) for c in picture.cells] == [("FR", "warning")]
    assert [q.actor for q in picture.open] == ["DE"]
