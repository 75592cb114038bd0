"""A store with a little of everything in it."""

from __future__ import annotations

import pytest

from lagebild.errors import InputError
from lagebild.store import Store, record
from store.reports import NOON, arrival, claim, document, hours, long_text


@pytest.fixture
def filled(store: Store, address: str) -> str:
    """The address of a store with two revisions, a copy, several readings, and something quarantined."""
    fill(store)
    return address


def fill(store: Store) -> None:
    first = document(text="Die Schweiz schloss ihre Botschaft in Khartum. " + long_text("wort"))
    second = document(text=first.text + " Das teilte sie mit.")
    other = document(key="b", text=long_text("wort"), outlet="Blatt")
    error = InputError("a.jsonl:3", "the text is empty", "write one")
    error.raw = b'{"text": ""}'
    with store.write() as connection:
        record(connection, arrival(first, claim(first)), arrival(other), arrival(document(key="c"), errors=(error,)))
        record(connection, arrival(second, claim(second), claim(second, value="open"), known=NOON + hours(1)))
