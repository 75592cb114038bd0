"""The picture of the two reports of 24 January 2022 in ../shared, which is where the project comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

import lagebild
from lagebild.model import Picture
from lagebild.pipeline import draw

REPORTS = Path(__file__).parents[2].parent / "shared" / "seeds" / "seeds.jsonl"
pytestmark = pytest.mark.skipif(not REPORTS.exists(), reason="../shared/seeds is not there")


@pytest.fixture(scope="module")
def readings() -> list[lagebild.Reading]:
    return list(lagebild.read_files(str(REPORTS))[0])


@pytest.fixture(scope="module")
def picture(readings: list[lagebild.Reading]) -> Picture:
    return draw(readings, place="UA")[0]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("US", "staff_departure", "voluntary"), ("US", "staff_departure", "reduced")),
        (("US", "threat_assessment", "any_time"), ("UA", "threat_assessment", "unchanged")),
    ],
)
def test_both_sides_of_a_conflict_have_their_passage(
    picture: Picture, left: tuple[str, str, str], right: tuple[str, str, str]
) -> None:
    found = {
        frozenset(((c.left.actor, c.left.dimension, c.left.value), (c.right.actor, c.right.dimension, c.right.value)))
        for c in picture.conflicts
        if c.left.passage.exact and c.right.passage.exact
    }
    assert frozenset((left, right)) in found


def test_one_newspaper_cited_twice_is_one_origin(readings: list[lagebild.Reading]) -> None:
    cited = [
        (claim.passage.document, claim.origin)
        for reading in readings
        for claim in reading.claims.claims
        if (claim.actor, claim.dimension, claim.value) == ("US", "force_posture", "considered")
    ]
    assert len({document for document, _ in cited}) == 2
    assert len({origin for _, origin in cited}) == 1


def test_a_denied_attack_is_denied(readings: list[lagebild.Reading]) -> None:
    statuses = {
        str(claim.status)
        for reading in readings
        for claim in reading.claims.claims
        if (claim.actor, claim.dimension, claim.value) == ("RU", "force_posture", "in_use")
    }
    assert statuses == {"denied"}


def test_advice_about_a_route_is_no_level_for_the_country(picture: Picture) -> None:
    assert not [c for c in picture.cells if (c.actor, c.dimension) == ("US", "travel_advice")]
