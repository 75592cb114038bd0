"""The stages together: corrections, copies, and what must not change the picture."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import lagebild
from lagebild.errors import InputError, NotFound
from lagebild.explanation import explain_claim, explain_sentence
from lagebild.model import Document, Picture
from lagebild.pipeline import STAGES, draw, name_of, read_documents, settle, state, understand

CRISIS = Path(__file__).resolve().parents[1] / "samples" / "crisis"
REPORTS = sorted(CRISIS.glob("*.txt"))
DOCUMENTS = [d for d in read_documents([str(path) for path in REPORTS]) if isinstance(d, Document)]


def picture(documents: Sequence[Document], place: str = "EC") -> Picture:
    settled = [d for d in settle(documents) if isinstance(d, Document)]
    return draw([understand(d) for d in settled], place=place)[0]


def cells(shown: Picture) -> dict[tuple[str, str], tuple[object, ...]]:
    return {(c.actor, c.dimension): (c.value, c.status, c.conflict, c.origins, c.as_of) for c in shown.cells}


WHOLE = picture(DOCUMENTS)


def test_every_sample_is_read() -> None:
    assert len(DOCUMENTS) == len(REPORTS) == 10


def test_a_correction_replaces_what_it_corrects_and_the_first_version_can_still_be_shown() -> None:
    first, correction = (d for d in DOCUMENTS if d.key == "re-2025-11-19-krisenstab")
    before = picture([first]).cell("DE", "family_departure")
    after = picture([first, correction]).cell("DE", "family_departure")
    assert before is not None
    assert after is not None
    assert (before.value, after.value) == ("ordered", "voluntary")
    assert all(c.passage.exact in correction.text for c in after.history)
    assert "ordered" not in {c.value for c in after.history}


def test_a_correction_that_comes_first_in_the_input_is_still_the_later_one() -> None:
    first, correction = (d for d in DOCUMENTS if d.key == "re-2025-11-19-krisenstab")
    assert cells(picture([correction, first])) == cells(picture([first, correction]))


def test_a_reprint_adds_no_source() -> None:
    agency, reprint = DOCUMENTS[:2]
    alone, both = picture([agency]), picture([agency, reprint])
    assert cells(alone) == cells(both)
    assert all(c.origins == 1 for c in both.cells if c.actor == "US")


def test_one_agency_text_in_five_outlets_is_one_origin() -> None:
    agency = DOCUMENTS[0]
    moment = datetime(2025, 11, 18, 7, tzinfo=UTC)
    copies = [
        replace(agency, key=f"copy-{n}", id="", outlet=f"Blatt {n}", text=f"Kopf {n}\n\n{agency.text}", published=moment + timedelta(minutes=n))
        for n in range(5)
    ]
    shown = picture([agency, *copies])
    assert shown.cells
    assert {c.origins for c in shown.cells} == {1}


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_reports_plays_no_part(seed: int) -> None:
    shuffled = list(DOCUMENTS)
    random.Random(seed).shuffle(shuffled)
    assert picture(shuffled) == WHOLE


def test_the_same_reports_twice_are_the_same_reports() -> None:
    assert picture([*DOCUMENTS, *DOCUMENTS]) == WHOLE


def test_a_report_about_something_else_changes_nothing() -> None:
    other = Document(key="other", text="Der FC Zürich hat sein Heimspiel gegen Basel mit 2:1 gewonnen.", source="x")
    assert cells(picture([*DOCUMENTS, other])) == cells(WHOLE)


def test_no_cell_is_without_a_passage_of_a_report() -> None:
    texts = [d.text for d in DOCUMENTS]
    for cell in WHOLE.cells:
        assert cell.supporting
        for claim in cell.history:
            assert any(text[claim.passage.span.begin : claim.passage.span.end] == claim.passage.exact for text in texts)


def test_what_a_batch_cannot_use_comes_first_and_the_rest_follows() -> None:
    one = Document(key="a", text="Ein Text.", source="x", outlet="Bote")
    other = Document(key="a", text="Ein anderer.", source="y", outlet="Kurier")
    error, *kept = settle([one, InputError("z", "is empty", "leave it out"), other])
    assert isinstance(error, InputError)
    assert [type(k) for k in kept] == [InputError, Document]


def test_a_place_of_which_nothing_was_read_is_named_with_those_that_were() -> None:
    with pytest.raises(NotFound, match=r"'ZZ'.*EC"):
        draw([understand(DOCUMENTS[0])], place="ZZ")


def test_nothing_read_gives_no_picture() -> None:
    assert draw([]) == []
    assert draw([understand(Document(key="a", text="Es regnet.", source="x"))]) == []


def test_statements_alone_are_those_of_the_whole_way() -> None:
    assert state(DOCUMENTS[0]) == list(understand(DOCUMENTS[0]).statements)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.key)
def test_every_claim_that_is_read_can_be_explained(document: Document) -> None:
    for claim in understand(document).claims.claims:
        lines = explain_claim(document, claim.id)
        assert lines, claim
        assert claim.value in lines[0]
        assert any(claim.rule in line for line in lines)


def test_words_that_are_not_there_explain_nothing() -> None:
    assert explain_sentence(DOCUMENTS[0], "Wörter, die dort nicht stehen") == []
    assert explain_claim(DOCUMENTS[0], "0" * 16) == []


@pytest.mark.parametrize(
    ("code", "german", "english"),
    [("US", "USA", "United States"), ("EC", "Ecuador", "Ecuador"), ("EU", "EU", "EU"), ("EASTERN_EUROPE", "Osteuropa", "Eastern Europe")],
)
def test_names_in_both_languages(code: str, german: str, english: str) -> None:
    assert (name_of(code, "de"), name_of(code, "en")) == (german, english)


def test_every_actor_and_place_that_is_read_has_a_name() -> None:
    for lang in ("de", "en"):
        for actor in WHOLE.actors:
            assert name_of(actor, lang) != "" != actor


def test_the_public_interface_is_what_the_package_says() -> None:
    assert all(hasattr(lagebild, name) for name in lagebild.__all__)
    assert STAGES[0] == "source"
