from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from lagebild.codebook.countries import state_codes
from lagebild.errors import UsageError
from lagebild.publish.geojson import geometry_of, picture_to_geojson
from lagebild.publish.world import Position, outlines

from . import example, hostile


def area(ring: tuple[Position, ...] | list[list[float]]) -> float:
    sides = zip(ring, [*ring[1:], ring[0]], strict=True)
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in sides) / 2


def inside(x: float, y: float, code: str) -> bool:
    crossed = False
    for polygon in outlines()[code].polygons:
        for ring in polygon:
            for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
                if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                    crossed = not crossed
    return crossed


def test_every_state_and_territory_that_a_claim_may_name_has_a_place_on_the_map() -> None:
    data = files("lagebild.actors") / "data" / "territories.tsv"
    lines = data.read_text(encoding="utf-8").splitlines()
    territories = {line.split("\t")[0] for line in lines if not line.startswith("#")}
    assert (territories | state_codes()) - set(outlines()) == set()


@pytest.mark.parametrize("code", sorted(outlines()))
def test_rings_are_wound_closed_and_within_the_globe(code: str) -> None:
    geometry = geometry_of(outlines()[code])
    assert geometry
    if geometry["type"] == "Point":
        return
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for outer, *holes in polygons:
        assert area(outer) > 0
        assert all(area(hole) < 0 for hole in holes)
        for ring in (outer, *holes):
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
            # Nothing runs around the globe to get to the other side of the 180th meridian.
            jumps = [abs(a[0] - b[0]) for a, b in zip(ring, ring[1:], strict=False)]
            assert max(jumps) < 180 or code == "AQ"


def test_countries_on_the_180th_meridian_lie_on_both_sides() -> None:
    for code in ("RU", "FJ"):
        sides = {max(x for x, _ in polygon[0]) > 0 for polygon in outlines()[code].polygons}
        assert sides == {True, False}


@pytest.mark.parametrize(("code", "x", "y"), [("UA", 34.4, 45.3), ("SO", 45.0, 9.8), ("CY", 33.2, 35.1), ("FR", 2.3, 48.8), ("GF", -53, 4)])
def test_disputed_places_lie_where_the_gazetteer_puts_them(code: str, x: float, y: float) -> None:
    assert [other for other in outlines() if inside(x, y, other)] == [code]


def test_a_place_is_a_feature_with_its_cells() -> None:
    picture = replace(example.PICTURE, place="EC")
    shown = json.loads(json.dumps(picture_to_geojson([picture], example.DOCUMENTS, example.name_of)))
    assert shown["type"] == "FeatureCollection"
    [feature] = shown["features"]
    assert (feature["type"], feature["id"], feature["geometry"]["type"]) == ("Feature", "EC", "Polygon")
    cells = {(cell["actor"], cell["dimension"]): cell for cell in feature["properties"]["cells"]}
    assert len(cells) == len({(c.actor, c.dimension) for c in example.CELLS})
    assert cells["XA", "force_posture"]["status"] == "denied"
    assert "bestritten" in cells["XA", "force_posture"]["said"]
    assert cells["XB", "staff_departure"]["conflict"] == "bindingness_differs"


def test_what_is_no_country_keeps_its_feature_without_geometry() -> None:
    shown = picture_to_geojson([replace(example.SECOND, place="EASTERN_EUROPE"), example.PICTURE], example.DOCUMENTS, example.name_of)
    assert [(f["id"], f["geometry"]) for f in shown["features"]] == [("XV", None), ("EASTERN_EUROPE", None)]
    assert picture_to_geojson([], (), example.name_of) == {"type": "FeatureCollection", "features": []}
    with pytest.raises(UsageError):
        picture_to_geojson([], (), example.name_of, lang="fr")


def test_a_small_state_is_a_point() -> None:
    assert geometry_of(outlines()["SG"]) == {"type": "Point", "coordinates": [103.82, 1.36]}


def test_hostile_text_is_text() -> None:
    shown = json.dumps(picture_to_geojson([hostile.PICTURE], [hostile.DOCUMENT], hostile.name_of), ensure_ascii=False)
    shown.encode()
    assert json.loads(shown)["features"][0]["properties"]["cells"][0]["value"] == "remain"
