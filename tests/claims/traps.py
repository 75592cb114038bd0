"""What the tests of the codebook's sixteen traps share: reading a text, and what must and must not be read from it.

The texts were written for these tests and stand in ``test_traps_*.py``, by topic and under the trap's number.
A claim is given as "actor dimension place value status"; "|" parts alternatives and "*" stands for anything.
What a text asserts beyond its list is an error, too. A case marked xfail is a known gap, with what was read instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

import lagebild
from lagebild import Claim, Picture, Reading

DAY = date(2025, 11, 6)
Key = tuple[str, str, str, str, str]


def read(text: str, key: str = "text") -> Reading:
    return lagebild.read_text(text, key=key, published=DAY)


def key_of(claim: Claim) -> Key:
    return claim.actor, claim.dimension, claim.place, claim.value, claim.status.value


def keys(reading: Reading) -> set[Key]:
    return {key_of(c) for c in reading.claims.claims}


def fits(key: Key, pattern: str) -> bool:
    parts = pattern.split()
    assert len(parts) == 5, pattern
    return all(part == "*" or word in part.split("|") for word, part in zip(key, parts, strict=True))


def check(reading: Reading, must: Iterable[str], never: Iterable[str] = ()) -> None:
    """Each of ``must`` is read, none of ``never``, and nothing else is asserted; "?" marks what may be read."""
    found = keys(reading)
    required = [p for p in must if not p.startswith("?")]
    allowed = [p.removeprefix("?") for p in must]
    missing = [p for p in required if not any(fits(k, p) for k in found)]
    assert not missing, f"not read: {missing}; read: {sorted(found)}"
    wrong = [k for k in found if any(fits(k, p) for p in never)]
    assert not wrong, f"must not be read: {sorted(wrong)}"
    extra = [k for k in found if k[4] == "asserted" and not any(fits(k, p) for p in allowed)]
    assert not extra, f"asserted beyond the text: {sorted(extra)}"


def claim_for(reading: Reading, pattern: str) -> Claim:
    found = [c for c in reading.claims.claims if fits(key_of(c), pattern)]
    assert found, f"not read: {pattern}; read: {sorted(keys(reading))}"
    return found[0]


def picture_of(place: str, *texts: str) -> Picture:
    [picture] = lagebild.picture([read(text, key=f"text-{k}") for k, text in enumerate(texts, 1)], place=place)
    return picture


def case(text: str, *must: str, never: Iterable[str] = (), marks: Any = ()) -> Any:
    return pytest.param(text, must, tuple(never), marks=marks, id=text[:48])


def cases(*params: Any) -> Any:
    return pytest.mark.parametrize(("text", "must", "never"), params)
