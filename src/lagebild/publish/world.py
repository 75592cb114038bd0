"""Outlines of countries, as ``tools/world.py`` made them of Natural Earth: what a map or a GeoJSON file draws.

Rings are cut at the 180th meridian; outer rings run counter-clockwise and holes clockwise (RFC 7946). A country too
small for its outline has a point. Areas of the codebook that are no country have neither.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from lagebild.errors import CodebookError

Position = tuple[float, float]
_SCALE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Where a country lies.

    Attributes:
        polygons: each an outer ring and its holes, as longitude and latitude in degrees; a ring is not closed.
        point: its middle, where it has no polygons; else None.
    """

    polygons: tuple[tuple[tuple[Position, ...], ...], ...] = ()
    point: Position | None = None


@cache
def outlines() -> dict[str, Outline]:
    """Outlines by ISO 3166-1 alpha-2 code, in order of the codes.

    Raises:
        CodebookError: the file of the package cannot be read.
    """
    try:
        kept = json.loads((resources.files("lagebild.publish") / "data" / "world.json").read_text("utf-8"))
        areas = {
            code: Outline(polygons=tuple(tuple(_ring(ring) for ring in polygon) for polygon in polygons))
            for code, polygons in kept["areas"].items()
        }
        points = {code: Outline(point=_ring(position)[0]) for code, position in kept["points"].items()}
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise CodebookError(f"world.json: cannot be read ({error}); reinstall the package") from error
    return dict(sorted((areas | points).items()))


def _ring(numbers: list[int]) -> tuple[Position, ...]:
    return tuple((x / _SCALE, y / _SCALE) for x, y in zip(numbers[::2], numbers[1::2], strict=True))
