"""Outlines of countries for maps: src/lagebild/publish/data/world.json from the npm package world-atlas.

    python tools/world.py

takes ``npm pack`` for the archive, checks its hash, and writes the file anew. The archive holds Natural Earth's
countries (public domain) as TopoJSON (ISC). Outlines come from the scale 1:110m; a country that has none there is a
point in the middle of its largest part at 1:50m or 1:10m. Rings are cut at the 180th meridian and wound as RFC 7946 wants them.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

PACKAGE = "world-atlas@2.0.2"
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
OUT = Path(__file__).resolve().parent.parent / "src" / "lagebild" / "publish" / "data" / "world.json"
SCALE = 100  # whole numbers are hundredths of a degree
# What Natural Earth draws apart without a number, and the code that the gazetteer gives it
# (src/lagebild/actors/data/README.md, "Where a place is disputed").
UNNUMBERED = {"Kosovo": "XK", "Somaliland": "SO", "N. Cyprus": "CY"}
# Natural Earth draws who holds a place; the gazetteer follows the borders that most governments recognise.
CRIMEA = (34.4, 45.3)
# Parts of France with a code of their own: west, south, east, north.
OVERSEAS = {"GF": (-55, 1, -51, 6), "GP": (-62, 15.7, -60.9, 16.6), "MQ": (-61.3, 14.3, -60.7, 15), "RE": (55, -22, 56, -20), "YT": (44.9, -13.1, 45.4, -12.5)}
Ring = list[tuple[float, float]]
Polygon = list[Ring]


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        name = subprocess.run(
            ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, text=True
        ).stdout.strip()
        raw = (Path(folder) / name).read_bytes()
        if hashlib.sha256(raw).hexdigest() != SHA256:
            raise SystemExit(f"{PACKAGE}: SHA-256 is {hashlib.sha256(raw).hexdigest()}, not {SHA256}")
        with tarfile.open(Path(folder) / name) as archive:
            coarse, fine, finest = (
                _countries(json.loads(archive.extractfile(f"package/countries-{scale}.json").read()))  # type: ignore[union-attr]
                for scale in ("110m", "50m", "10m")
            )
    areas = {code: _cut(polygons) for code, polygons in coarse.items()}
    _give_crimea_to_ukraine(areas)
    points = {code: _middle(polygons) for code, polygons in (finest | fine).items() if code not in areas}
    kept = {
        "source": "Natural Earth (naturalearthdata.com, public domain), 1:110m to 1:10m, by world-atlas 2.0.2 (ISC)",
        "made_by": "tools/world.py",
        "unit": f"1/{SCALE} degree: longitude, latitude, longitude, latitude, ...; a ring's first position is not repeated",
        "areas": {code: [_whole_polygon(p) for p in areas[code] if len(_whole(p[0])) > 4] for code in sorted(areas)},
        "points": {code: _whole([points[code]]) for code in sorted(points)},
    }
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    text = text.replace(',"areas":{', ',\n"areas":{\n').replace('},"points":{', '},\n"points":{\n').replace(']]],"', ']]],\n"')
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(text + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(areas)} outlines, {len(points)} points, {len(text.encode())} bytes")


def _countries(topology: dict[str, Any]) -> dict[str, list[Polygon]]:
    arcs = _arcs(topology)
    numbers = get_global("territory_aliases")
    known = Locale.parse("en").territories
    by_code: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        number = geometry.get("id")
        code = numbers.get(number, [None])[0] if number else UNNUMBERED.get(geometry["properties"]["name"])
        if code is None or code not in known:
            continue  # islands and bases without a code of their own
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        by_code.setdefault(code, []).extend(parts)
    found = {code: [[_ring(ring, arcs) for ring in polygon] for polygon in _merge(parts)] for code, parts in by_code.items()}
    for code, (west, south, east, north) in OVERSEAS.items():
        own = [p for p in found["FR"] if all(west < x < east and south < y < north for x, y in p[0])]
        if own:
            found[code] = own
            found["FR"] = [p for p in found["FR"] if p not in own]
    return found


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for packed in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in packed:
            x, y = x + dx, y + dy
            arc.append((x * sx + tx, y * sy + ty))
        arcs.append(arc)
    return arcs


def _merge(polygons: list[list[list[int]]]) -> list[list[list[int]]]:
    """Polygons as rings of arcs, those that share a border as one: Cyprus without the line across it."""
    used = {arc for polygon in polygons for ring in polygon for arc in ring}
    shared = {arc for arc in used if ~arc in used}
    if not shared:
        return polygons
    touched = [p for p in polygons if any(arc in shared for ring in p for arc in ring)]
    if len(touched) != 2:
        return polygons  # at the finer scales, of which only points are taken
    rest = [p for p in polygons if p not in touched]
    return [*rest, [_around(touched, shared)]]


def _around(polygons: list[list[list[int]]], shared: set[int]) -> list[int]:
    """The outer ring of two neighbours: each begins behind the shared border, and one follows the other."""
    one, other = (polygon[0] for polygon in polygons)
    return [*_behind(one, shared), *_behind(other, shared)]


def _behind(ring: list[int], shared: set[int]) -> list[int]:
    last = max(n for n, arc in enumerate(ring) if arc in shared)
    return [arc for arc in [*ring[last + 1 :], *ring[: last + 1]] if arc not in shared]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc if not ring else arc[1:]
    return ring[:-1] if ring[0] == ring[-1] else ring


def _cut(polygons: list[Polygon]) -> list[Polygon]:
    """The polygons without a ring that crosses the 180th meridian."""
    found: list[Polygon] = []
    for polygon in polygons:
        outer, *holes = [_unwrap(ring) for ring in polygon]
        west, east = min(x for x, _ in outer), max(x for x, _ in outer)
        for turn in (-360, 0, 360):
            if west + turn < 180 and east + turn > -180:
                rings = [_clip(_clip([(x + turn, y) for x, y in ring], 180, 1), -180, -1) for ring in (outer, *holes)]
                found.append([_wind(ring, outer=not n) for n, ring in enumerate(rings) if len(ring) > 2])
    return [polygon for polygon in found if polygon]


def _unwrap(ring: Ring) -> Ring:
    turned = [ring[0]]
    for x, y in ring[1:]:
        before = turned[-1][0]
        turned.append((x + 360 * round((before - x) / 360), y))
    if abs(turned[-1][0] - turned[0][0]) > 180:  # around the pole: closed along the edge of the map
        pole = -90.0 if ring[0][1] < 0 else 90.0
        ordered = sorted(ring)
        return [(-180.0, ordered[0][1]), *ordered, (180.0, ordered[-1][1]), (180.0, pole), (-180.0, pole)]
    return turned


def _clip(ring: Ring, edge: float, sign: int) -> Ring:
    """Sutherland and Hodgman, Reentrant polygon clipping (1974), against one meridian."""
    kept: Ring = []
    for (x0, y0), (x1, y1) in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        inside, was_inside = sign * (edge - x1) >= 0, sign * (edge - x0) >= 0
        if inside != was_inside:
            kept.append((edge, y0 + (y1 - y0) * (edge - x0) / (x1 - x0)))
        if inside:
            kept.append((x1, y1))
    return kept


def _area(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _wind(ring: Ring, *, outer: bool) -> Ring:
    return ring if (_area(ring) > 0) == outer else ring[::-1]


def _inside(point: tuple[float, float], ring: Ring) -> bool:
    x, y = point
    crossed = False
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed = not crossed
    return crossed


def _give_crimea_to_ukraine(areas: dict[str, list[Polygon]]) -> None:
    for polygon in [p for p in areas["RU"] if _inside(CRIMEA, p[0])]:
        areas["RU"].remove(polygon)
        areas["UA"].append(polygon)
    if not any(_inside(CRIMEA, polygon[0]) for polygon in areas["UA"]):
        raise SystemExit("Crimea lies neither in a part of Russia of its own nor in Ukraine: look at the new data")


def _middle(polygons: list[Polygon]) -> tuple[float, float]:
    """The centre of gravity of the largest part."""
    ring = max((_unwrap(polygon[0]) for polygon in polygons), key=lambda r: abs(_area(r)))
    sides = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    whole = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in sides) * 3
    x = sum((x0 + x1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in sides) / whole
    y = sum((y0 + y1) * (x0 * y1 - x1 * y0) for (x0, y0), (x1, y1) in sides) / whole
    return (x + 180) % 360 - 180, y


def _whole_polygon(polygon: Polygon) -> list[list[int]]:
    """Without holes that are too small to be any."""
    return [whole for whole in map(_whole, polygon) if len(whole) > 4]


def _whole(ring: Ring) -> list[int]:
    """Whole hundredths, without a position that repeats the one before."""
    kept: list[tuple[int, int]] = []
    for x, y in ring:
        position = (round(x * SCALE), round(y * SCALE))
        if not kept or kept[-1] != position:
            kept.append(position)
    if len(kept) > 1 and kept[0] == kept[-1]:
        kept.pop()
    return [number for position in kept for number in position]


if __name__ == "__main__":
    main()
