"""Reports as agencies write them and papers print them: cut from the end, under another headline, with a byline, one word in two hundred changed.

Different reports on one event share a quotation and the trade's formulas, as they do in the press; they are no copies.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

_PLACES = "Sudan Niger Libanon Haiti Mali Jemen Tschad Ecuador Armenien Myanmar Guinea Nepal Peru Kuba Togo Benin".split()
_STATES = "Norwegen Kanada Japan Portugal Chile Ghana Polen Irland Finnland Kenia Spanien Belgien".split()
_FORMULAS = [
    "Das teilte das Außenministerium am {day} mit.",
    "Ein Sprecher wollte sich auf Anfrage zunächst nicht äußern.",
    "Die Lage sei unübersichtlich, hieß es weiter.",
    "Zuvor hatten mehrere Medien darüber berichtet.",
]
_DAYS = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()
_SYLLABLES = "ba be di do fa gu ha ki la me mo na ne po ra ri sa se ta tu va we zo schi ler gen ung kel dorf stein bach mann".split()


@dataclass(frozen=True)
class Printed:
    """One text with the number of the report that it goes back to, and how many hours after it it was printed."""

    text: str
    origin: int
    hours: int = 0


def printed(count: int, *, copies: float, seed: int) -> list[Printed]:
    """So many texts, a share of them copies of others, in no particular order."""
    chance = random.Random(seed)
    vocabulary = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(20_000)]
    originals = [_report(chance, vocabulary, number) for number in range(round(count * (1 - copies)))]
    found = [Printed(text, number) for number, text in enumerate(originals)]
    while len(found) < count:
        number = chance.randrange(len(originals))
        found.append(Printed(_reprint(chance, vocabulary, originals[number]), number, chance.randint(1, 30)))
    chance.shuffle(found)
    return found


def _report(chance: random.Random, vocabulary: list[str], number: int) -> str:
    # Three reports on each event quote the same sentence.
    event = random.Random(number // 3)
    quote = " ".join(event.choices(vocabulary, k=14))
    place, state = event.choice(_PLACES), chance.choice(_STATES)
    sentences = [f"{place} - {state} hat am {chance.choice(_DAYS)} {_clause(chance, vocabulary)}.", f"„{quote}“, sagte {chance.choice(vocabulary)}."]
    for _ in range(chance.randint(7, 14)):
        formula = chance.random() < 0.2
        sentences.append(chance.choice(_FORMULAS).format(day=chance.choice(_DAYS)) if formula else f"{_clause(chance, vocabulary).capitalize()}.")
    return " ".join(sentences)


def _clause(chance: random.Random, vocabulary: list[str]) -> str:
    return " ".join(chance.choices(vocabulary, k=chance.randint(9, 18)))


def _reprint(chance: random.Random, vocabulary: list[str], text: str) -> str:
    sentences = text.split(". ")
    kept = ". ".join(sentences[: max(5, round(len(sentences) * chance.uniform(0.5, 1.0)))]).rstrip(".") + "."
    words = [chance.choice(vocabulary) if chance.random() < 0.005 else word for word in kept.split(" ")]
    head = f"{_clause(chance, vocabulary).capitalize()}\n\nVon {chance.choice(vocabulary).capitalize()}\n\n" if chance.random() < 0.7 else ""
    return head + " ".join(words)
