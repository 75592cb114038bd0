from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from lagebild.actors.names import name_of
from lagebild.errors import UsageError
from lagebild.publish.map import WIDTH, Mark, draw_map, project, render_map

MARKS = {
    "UA": Mark(count=9, said="USA · Angehörige: Ausreise angeordnet"),
    "EC": Mark(count=2, said="Reisewarnung"),
    "SG": Mark(count=2, said="erhöhte Vorsicht"),
    "TV": Mark(count=1, said="verlegt"),
    "EASTERN_EUROPE": Mark(count=40, said="angekündigt"),
}


def test_the_table_has_every_place_in_the_order_of_the_numbers_on_the_map() -> None:
    drawn = draw_map(MARKS, name_of)
    assert [(row.number, row.code) for row in drawn.rows] == [(1, "UA"), (2, "EC"), (3, "SG"), (4, "TV"), (5, "EASTERN_EUROPE")]
    assert [row.code for row in drawn.beside] == ["EASTERN_EUROPE"]
    assert (drawn.beside[0].path, drawn.beside[0].x) == ("", None)


def test_words_say_all_that_the_tints_show() -> None:
    drawn = draw_map(MARKS, name_of)
    assert "1 Ukraine (9)" in drawn.desc
    assert "5 Osteuropa (40)" in drawn.desc
    assert [row.tint for row in drawn.rows] == [3, 1, 1, 0, 3]
    assert drawn.legend == ("1 Änderung", "2 bis 3 Änderungen", "4 bis 7 Änderungen", "8 Änderungen und mehr")
    assert draw_map(MARKS, name_of, lang="en").legend[3] == "8 changes or more"
    assert drawn.places[0].title == "1 Ukraine: USA · Angehörige: Ausreise angeordnet"


def test_a_state_that_nobody_would_see_gets_a_circle() -> None:
    shown = {row.code: row for row in draw_map(MARKS, name_of).places}
    assert [shown[code].circle for code in ("UA", "EC", "SG", "TV")] == [False, False, True, True]
    assert (shown["UA"].anchor, shown["SG"].anchor, shown["TV"].anchor) == ("middle", "start", "end")


def test_the_number_of_a_state_stands_on_its_land() -> None:
    [chile, norway] = draw_map({c: Mark(count=1, said="x") for c in ("CL", "NO")}, name_of).places
    for place in (chile, norway):
        ring = [tuple(map(float, p.split())) for p in re.findall(r"[\d.]+ [\d.]+", max(place.path.split("Z"), key=len))]
        assert place.x is not None
        assert place.y is not None
        crossings = [
            x0 + (place.y - y0) / (y1 - y0) * (x1 - x0)
            for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (y0 > place.y) != (y1 > place.y)
        ]
        assert sum(x > place.x for x in crossings) % 2 == 1


def test_equal_earth_puts_the_middle_in_the_middle_and_keeps_parallels_straight() -> None:
    assert project((0, 0))[0] == WIDTH / 2
    assert project((180, 0))[0] == WIDTH
    assert project((-120, 40))[1] == project((75, 40))[1]
    # The published pole is 0.59 times as long as the equator.
    assert (project((180, 90))[0] - project((-180, 90))[0]) / WIDTH == pytest.approx(0.5926, abs=0.001)


def test_nothing_moved_is_a_map_that_says_so() -> None:
    drawn = draw_map({}, name_of)
    assert (drawn.rows, drawn.desc) == ((), "Weltkarte; an keinem Ort hat sich etwas geändert.")
    assert drawn.land.startswith("M")
    with pytest.raises(ValueError, match="no mark"):
        draw_map({"UA": Mark(count=0, said="")}, name_of)
    with pytest.raises(UsageError):
        draw_map({}, name_of, lang="fr")


def test_hostile_words_are_text_in_the_file() -> None:
    said = "</title><script>alert(1)</script>\u202e\"'&"
    file = render_map(draw_map({"UA": Mark(count=1, said=said), said: Mark(count=1, said=said)}, lambda code, _: f"{code}{said}"))
    root = ET.fromstring(file)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {"svg", "title", "desc", "path", "g", "circle", "text"}
    assert "</title><script>alert(1)" in (root.findtext(".//{*}g/{*}title") or "")
    assert "\u202e" not in file
