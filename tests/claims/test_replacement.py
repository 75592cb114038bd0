"""Claims follow a consistent replacement of states, capitals, persons and dates: no rule knows an example."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from lagebild.model import Document
from lagebild.pipeline import understand

SHARED = Path(__file__).parents[2].parent / "shared"

PERSONS = [
    ("Annalena Baerbock", "Chiara Bellandi"), ("Baerbock", "Bellandi"), ("Josep Borrell", "Pavel Dvorsky"),
    ("Joe Biden", "Martin Oakes"), ("Antony Blinken", "Harold Finch"), ("Stoltenberg", "Haugland"),
    ("John Kirby", "Peter Lowell"), ("Kirby", "Lowell"), ("Kristina Kvien", "Laura Stone"), ("Andrei Kartapolow", "Sergei Lomow"),
]
COMMON = [
    ("deutsche ", "italienische "), ("London", "Paris"), ("Großbritannien", "Frankreich"), ("New York Times", "Boston Ledger"),
    ("Montag", "Mittwoch"), ("Sonntag", "Dienstag"), ("Freitag", "Sonntag"),
]
SLOVAKIA = [
    ("ukrainischen", "slowakischen"), ("Ukraine", "Slowakei"), ("Kiew", "Bratislava"),
    ("Russlands", "Ungarns"), ("Russland", "Ungarn"), ("russische", "ungarische"), ("Moskau", "Budapest"),
    ("den Kreml", "Budapest"), ("der Kreml", "Budapest"),
]
LEBANON = [
    ("ukrainischen", "libanesischen"), ("in der Ukraine", "im Libanon"), ("in die Ukraine", "in den Libanon"),
    ("aus der Ukraine", "aus dem Libanon"), ("zur Ukraine", "zum Libanon"), ("Nähe der Ukraine", "Nähe des Libanon"),
    ("die die Ukraine", "die den Libanon"), ("unterstützen die Ukraine", "unterstützen den Libanon"),
    ("man die Ukraine", "man den Libanon"), ("Die Ukraine", "Der Libanon"), ("die Ukraine", "der Libanon"), ("Kiew", "Beirut"),
    ("Russlands", "Syriens"), ("Russland", "Syrien"), ("russische", "syrische"), ("Moskau", "Damaskus"),
    ("den Kreml", "Damaskus"), ("der Kreml", "Damaskus"),
]
EMIRATES = [
    ("ukrainischen", "emiratischen"), ("in der Ukraine", "in den Vereinigten Arabischen Emiraten"),
    ("in die Ukraine", "in die Vereinigten Arabischen Emirate"), ("aus der Ukraine", "aus den Vereinigten Arabischen Emiraten"),
    ("zur Ukraine", "zu den Vereinigten Arabischen Emiraten"), ("Nähe der Ukraine", "Nähe der Vereinigten Arabischen Emirate"),
    ("Die Ukraine ist kein", "Die Vereinigten Arabischen Emirate sind kein"),
    ("Die Ukraine bezeichnete", "Die Vereinigten Arabischen Emirate bezeichneten"),
    ("Ukraine", "Vereinigten Arabischen Emirate"), ("Kiew", "Abu Dhabi"),
    ("Russlands", "Irans"), ("Russland", "Iran"), ("russische", "iranische"), ("Moskau", "Teheran"),
    ("den Kreml", "Teheran"), ("der Kreml", "Teheran"),
]
CASES = {
    "Slowakei": (SLOVAKIA, {"UA": "SK", "RU": "HU", "GB": "FR", "DE": "IT"}),
    "Libanon": (LEBANON, {"UA": "LB", "RU": "SY", "GB": "FR", "DE": "IT"}),
    "Emirate": (EMIRATES, {"UA": "AE", "RU": "IR", "GB": "FR", "DE": "IT"}),
}


def seeds() -> list[dict[str, str]]:
    path = SHARED / "seeds" / "seeds.jsonl"
    if not path.exists():
        pytest.skip("needs ../shared (the two seed reports)")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read(text: str) -> set[tuple[str, str, str, str, str]]:
    document = Document(key="r", text=text, source="test", published=date(2022, 1, 24))
    return {(c.actor, c.dimension, c.place, c.value, str(c.status)) for c in understand(document).claims.claims}


def replace(text: str, pairs: list[tuple[str, str]]) -> str:
    """All pairs at once, the longest first, so that no replacement is replaced again."""
    table = dict(sorted(pairs, key=lambda p: -len(p[0])))
    return re.sub("|".join(map(re.escape, table)), lambda m: table[m.group()], text)


@pytest.mark.parametrize("name", CASES)
def test_claims_follow_a_replacement_of_states_persons_and_days(name: str) -> None:
    pairs, codes = CASES[name]
    for seed in seeds():
        expected = {
            (codes.get(a, a), d, codes.get(p, p), v, s)
            for a, d, p, v, s in read(seed["text"])
        }
        found = read(replace(seed["text"], [*pairs, *COMMON, *PERSONS]))
        assert found == expected, seed["id"]


@pytest.mark.parametrize(("opening", "closing"), [("„", "“"), ("»", "«"), ("«", "»"), ("“", "”")])
def test_claims_stay_the_same_under_other_quotation_marks(opening: str, closing: str) -> None:
    for seed in seeds():
        text = re.sub(r'(?<![\w.,])"(?=\w)', opening, seed["text"]).replace('"', closing)
        assert read(text) == read(seed["text"]), seed["id"]


def test_claims_stay_the_same_under_windows_line_ends() -> None:
    for seed in seeds():
        assert read(seed["text"].replace("\n", "\r\n")) == read(seed["text"])
