"""A map of the world on which places are marked, as SVG path data and words for a template.

What goes in is how much moved at each place, in numbers and words; what comes out is in the order of the table that
stands beside the map: the map alone tells nobody anything. A number ties each mark to its row, so that the tint is
never the only carrier. The projection is Equal Earth (Šavrič, Patterson and Jenny 2018, doi:10.1080/13658816.2018.1504949):
areas keep their size, and parallels are straight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from markupsafe import escape

from lagebild.codebook.ladders import load_ladders
from lagebild.model import Movement
from lagebild.publish.changes import headline
from lagebild.publish.plain import one_line
from lagebild.publish.readings import NameOf, Words
from lagebild.publish.reports import Shelf
from lagebild.publish.world import Outline, Position, outlines

WIDTH = 1000.0
_NORTH, _SOUTH = 84.0, -57.0  # without Antarctica, of which no government is read to say anything
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_SMALL = 9.0  # of WIDTH; a country that is smaller both ways gets a circle around its middle
_BESIDE = 6.0  # from a circle's middle to its number
LEVELS = (1, 2, 4, 8)
"""From how many changes on a tint holds, the lightest first: each step is twice the one before."""
_NO_LAND = frozenset({"AQ", "TF"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What moved at a place.

    Attributes:
        count: number of changes, 1 or more.
        said: the same in a reader's words, such as the newest change.
        href: where a reader gets to from it, or None.
    """

    count: int
    said: str
    href: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPlace:
    """A place with its mark, a row of the table beside the map.

    Attributes:
        number: as it stands on the map and in the table, from 1; the place with most changes first.
        tint: 0 to 3, the lightest first.
        path: SVG path data; "" where there is no outline.
        x, y: the middle, in the units of the map; None for a place that is not on it.
        label_x, anchor: where its number begins, is centred or ends ("start", "middle", "end"): beside a circle, else
            on the place.
        circle: whether a circle there shows the place, because it has no outline or a very small one.
        title: name and words, for ``<title>``.
    """

    number: int
    code: str
    name: str
    mark: Mark
    tint: int
    path: str
    x: float | None
    y: float | None
    label_x: float | None
    anchor: str
    circle: bool
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldMap:
    """A map ready to be set.

    Attributes:
        width, height: of the view box.
        sphere: path data of the map's edge.
        land: path data of everything that is not marked.
        title, desc: texts for a reader who does not see it.
        places: marked places on the map, in order of their numbers.
        beside: marked places that are no country, to be listed beside it, numbered on.
        legend: for each tint the words, the lightest first.
    """

    width: float
    height: float
    sphere: str
    land: str
    title: str
    desc: str
    places: tuple[MarkedPlace, ...]
    beside: tuple[MarkedPlace, ...]
    legend: tuple[str, ...]

    @property
    def rows(self) -> tuple[MarkedPlace, ...]:
        """All marked places in the order of the table."""
        return (*self.places, *self.beside)


def marks_of(movements: Iterable[Movement], name_of: NameOf, *, lang: str = "de") -> dict[str, Mark]:
    """A mark for each place at which something changed or a conflict arose, with the newest change in words.

    Args:
        movements: what became known between two moments, one a place.
        name_of: name of an actor or place by code and language.
        lang: "de" or "en".

    Raises:
        UsageError: for another language.
        CodebookError: where a claim names a dimension or value without label.
    """
    marks = {}
    for movement in movements:
        words = Words.of(Shelf.of(movement.documents), name_of, lang)
        said = [headline(change, words) for change in movement.changes]
        said = said or [words.label(f"conflict.{conflict.kind}") for conflict in movement.conflicts]
        if said:
            marks[movement.place] = Mark(count=len(said), said=said[-1])
    return marks


def draw_map(marks: Mapping[str, Mark], name_of: NameOf, *, lang: str = "de") -> WorldMap:
    """The map of these places.

    Args:
        marks: by ISO 3166-1 alpha-2 code, or key of an area of the codebook.
        name_of: name of a place by code and language.
        lang: "de" or "en".

    Raises:
        UsageError: for another language.
        ValueError: a mark counts nothing.
        CodebookError: the outlines cannot be read.
    """
    label = load_ladders().label
    if any(mark.count < 1 for mark in marks.values()):
        raise ValueError("a place at which nothing moved has no mark")
    title = label("map.title", lang)
    known = outlines()
    ordered = sorted(marks, key=lambda code: (code not in known, -marks[code].count, one_line(name_of(code, lang))))
    rows = [_place(n, code, marks[code], one_line(name_of(code, lang))) for n, code in enumerate(ordered, 1)]
    told = "; ".join(f"{row.number} {row.name} ({row.mark.count})" for row in rows)
    land = "".join(path for code, path in _paths().items() if code not in marks and code not in _NO_LAND)
    return WorldMap(
        width=WIDTH,
        height=_height(),
        sphere=_sphere(),
        land=land,
        title=title,
        desc=label("map.desc", lang).format(places=told) if rows else label("map.nothing", lang),
        places=tuple(row for row in rows if row.x is not None),
        beside=tuple(row for row in rows if row.x is None),
        legend=tuple(_legend(n, lang) for n in range(len(LEVELS))),
    )


def render_map(drawn: WorldMap) -> str:
    """The map as one SVG file without script, style sheet or reference; the table is the caller's."""
    tints = ("#f1e1c4", "#e0b87a", "#b9802f", "#7a4a10")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {drawn.width:g} {drawn.height:g}" role="img"'
        ' aria-labelledby="map-title map-desc" font-family="serif" font-size="11">',
        f'<title id="map-title">{escape(drawn.title)}</title><desc id="map-desc">{escape(drawn.desc)}</desc>',
        f'<path d="{drawn.sphere}" fill="#fffefb" stroke="#c9c5ba"/>',
        f'<path d="{drawn.land}" fill="#ebe8e1" stroke="#fffefb" stroke-width=".5"/>',
    ]
    for place in drawn.places:
        shape = f'<path d="{place.path}"/>' if place.path else ""
        circle = f'<circle cx="{place.x:g}" cy="{place.y:g}" r="4.5"/>' if place.circle else ""
        parts.append(
            f'<g fill="{tints[place.tint]}" stroke="#1b1a17" stroke-width=".6"><title>{escape(place.title)}</title>{shape}{circle}</g>'
        )
    for place in drawn.places:
        parts.append(
            f'<text x="{place.label_x:g}" y="{(place.y or 0) + 4:g}" text-anchor="{place.anchor}"'
            f' paint-order="stroke" stroke="#fffefb" stroke-width="3" fill="#1b1a17">{place.number}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def project(position: Position) -> Position:
    """Longitude and latitude in degrees to x and y of the map, y downward."""
    x, y = _equal_earth(position)
    return round((x + _edge()) * _scale(), 1), round((_equal_earth((0, _NORTH))[1] - y) * _scale(), 1)


def _equal_earth(position: Position) -> Position:
    theta = asin(sqrt(3) / 2 * sin(radians(position[1])))
    a1, a2, a3, a4 = _A
    t2 = theta * theta
    t6 = t2**3
    slope = a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)
    return 2 * sqrt(3) * radians(position[0]) * cos(theta) / (3 * slope), theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))


@cache
def _edge() -> float:
    return _equal_earth((180, 0))[0]


@cache
def _scale() -> float:
    return WIDTH / (2 * _edge())


@cache
def _height() -> float:
    return project((0, _SOUTH))[1]


@cache
def _sphere() -> str:
    step = 3
    latitudes = [*range(int(_SOUTH), int(_NORTH), step), int(_NORTH)]
    edge = [project((180, y)) for y in latitudes] + [project((-180, y)) for y in reversed(latitudes)]
    return _ring(edge)


@cache
def _paths() -> dict[str, str]:
    return {code: "".join(_ring([project(p) for p in r]) for g in o.polygons for r in g) for code, o in outlines().items()}


def _ring(positions: list[Position]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in positions) + "Z"


def _place(number: int, code: str, mark: Mark, name: str) -> MarkedPlace:
    outline = outlines().get(code)
    x, y = project(_middle(outline)) if outline else (None, None)
    circle = outline is not None and _is_small(outline)
    anchor = "middle" if not circle else "end" if (x or 0) > WIDTH - 4 * _BESIDE else "start"
    tint = sum(mark.count >= level for level in LEVELS) - 1
    return MarkedPlace(
        number=number,
        code=code,
        name=name,
        mark=mark,
        tint=tint,
        path=_paths().get(code, ""),
        x=x,
        y=y,
        label_x=None if x is None else x + {"start": _BESIDE, "middle": 0, "end": -_BESIDE}[anchor],
        anchor=anchor,
        circle=circle,
        title=f"{number} {name}: {one_line(mark.said)}",
    )


def _middle(outline: Outline) -> Position:
    """The middle of the largest part: halfway along the longest stretch that a parallel has within it."""
    if outline.point is not None:
        return outline.point
    ring = max((polygon[0] for polygon in outline.polygons), key=_extent)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    best = (0.0, ring[0])
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        y = south + (north - south) * share + 1e-6
        sides = zip(ring, (*ring[1:], ring[0]), strict=True)
        cuts = sorted(x0 + (y - y0) * (x1 - x0) / (y1 - y0) for (x0, y0), (x1, y1) in sides if (y0 > y) != (y1 > y))
        for west, east in zip(cuts[::2], cuts[1::2], strict=False):
            best = max(best, (round(east - west, 6), ((west + east) / 2, y)))
    return best[1]


def _extent(ring: tuple[Position, ...]) -> float:
    sides = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in sides))


def _is_small(outline: Outline) -> bool:
    ring = max((polygon[0] for polygon in outline.polygons), key=_extent, default=None)
    if ring is None:
        return True
    xs, ys = zip(*(project(position) for position in ring), strict=True)
    return bool(max(max(xs) - min(xs), max(ys) - min(ys)) < _SMALL)


def _legend(tint: int, lang: str) -> str:
    low = LEVELS[tint]
    if tint + 1 == len(LEVELS):
        return load_ladders().label("map.from", lang).format(low=low)
    high = LEVELS[tint + 1] - 1
    key = "map.one" if high == 1 else "map.span"
    return load_ladders().label(key, lang).format(low=low, high=high)
