from __future__ import annotations

import subprocess
import sys
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from lagebild.model import Abstention, Claim, Event, OpenQuestion, Statement
from lagebild.store import Store, record
from lagebild.store.codec import (
    day_or_moment,
    from_json,
    from_micros,
    iso_day_or_moment,
    pack,
    seal_of,
    to_json,
    to_micros,
    unpack,
)
from lagebild.store.schema import SEALED, metadata
from store.reports import NOON, arrival, claim, document

MOMENTS = st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 1, 1), timezones=st.just(UTC))
SOURCE = document()
WHOLE = arrival(SOURCE, claim(SOURCE, via=("dpa", "ein Sprecher"), regions=("Küste",), confidence=0.1 + 0.2))


@given(MOMENTS)
def test_a_moment_comes_back_to_the_microsecond(moment: datetime) -> None:
    assert from_micros(to_micros(moment)) == moment


@given(st.one_of(st.none(), st.dates(), MOMENTS))
def test_a_date_comes_back_as_precise_as_it_was(stated: date | datetime | None) -> None:
    back = day_or_moment(iso_day_or_moment(stated))
    assert (back, type(back)) == (stated, type(stated))


@given(st.binary(max_size=2_000))
def test_packed_bytes_come_back(data: bytes) -> None:
    assert unpack(pack(data), len(data)) == data


@pytest.mark.parametrize("size", [99, 101])
def test_bytes_of_another_size_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="another size"):
        unpack(pack(b"x" * 100), size)


def test_damaged_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        unpack(b"nonsense", 8)


@pytest.mark.parametrize(
    ("kind", "noun"),
    [
        (Claim, WHOLE.claims.claims[0] if WHOLE.claims else None),
        (Event, WHOLE.claims.acts[0] if WHOLE.claims else None),
        (OpenQuestion, WHOLE.claims.open[0] if WHOLE.claims else None),
        (Statement, WHOLE.statements[0]),
    ],
)
def test_a_noun_comes_back_equal(kind: type[object], noun: object) -> None:
    assert from_json(kind, to_json(noun)) == noun


def test_what_is_no_such_noun_is_refused() -> None:
    with pytest.raises(ValueError, match="Object missing"):
        from_json(Claim, "{}")


def test_a_row_as_loaded_has_the_seal_it_was_written_with(store: Store) -> None:
    other = document("b", SOURCE.text + "!", published=NOON)
    refused = arrival(document("c"), errors=())
    with store.write() as connection:
        record(connection, WHOLE, arrival(other, claim(other)), refused)
    seen = set()
    with store.read() as connection:
        for table in SEALED:
            for row in connection.execute(select(table)):
                values = dict(row._mapping)
                assert seal_of(table, values) == values["seal"], table.name
                seen.add(table.name)
    assert seen == {t.name for t in SEALED} - {"decision", "quarantine"}


def test_a_seal_changes_with_every_column_and_with_the_table() -> None:
    table = metadata.tables["claim"]
    row = {c.name: "x" for c in table.columns}
    seals = {seal_of(table, row)} | {seal_of(table, {**row, c.name: "y"}) for c in table.columns if c.name != "seal"}
    assert len(seals) == len(table.columns)
    assert seal_of(table, {**row, "as_of": None}) != seal_of(table, {**row, "as_of": ""})


@pytest.mark.parametrize("kind", [Abstention, Claim, Event, OpenQuestion, Statement])
def test_what_is_left_out_of_a_body_is_what_a_noun_has_without_it(kind: type[Any]) -> None:
    for one in fields(kind):
        if one.default is MISSING:
            continue
        assert one.default is not True
        empty = {"None": None, "tuple": (), "bool": False}
        stated = [value for name, value in empty.items() if name in str(one.type)]
        assert not stated or one.default in stated, one.name


def test_a_confidence_of_nothing_is_kept() -> None:
    assert from_json(Claim, to_json(claim(SOURCE, confidence=0.0))).confidence == 0.0


_MANY_AT_ONCE = """
import os, sys, threading
from lagebild.model import Abstention, Claim, Event, OpenQuestion, Statement
from lagebild.store.codec import from_json

KINDS = [Claim, Statement, Event, OpenQuestion, Abstention] * 2

def read(kind, together):
    together.wait()
    try:
        from_json(kind, '{"passage": {"document": "a", "span": {"begin": 1, "end": 2}, "exact": "x"}}')
    except ValueError:
        pass

children = []
for _ in range(15):
    child = os.fork()
    if not child:
        sys.setswitchinterval(1e-6)
        together = threading.Barrier(len(KINDS))
        threads = [threading.Thread(target=read, args=(kind, together)) for kind in KINDS]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        os._exit(0)
    children.append(child)
ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
assert ended == [0] * len(children), ended
"""


def test_threads_that_read_for_the_first_time_do_not_end_the_process() -> None:
    subprocess.run([sys.executable, "-c", _MANY_AT_ONCE], check=True, timeout=120)
