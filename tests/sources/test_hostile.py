"""Whatever comes: a text, or an error with its reason, within the limits of a worker; never nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from lagebild.errors import InputError
from lagebild.sources.workers import Workers
from sources.hostile import PAYLOADS, Payload

ENDED: Counter[str] = Counter()


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as pool:
        yield pool


def _marked(payload: Payload) -> object:
    return pytest.param(payload, id=payload.name[:60], marks=[pytest.mark.long] if payload.long else [])


@pytest.mark.parametrize("payload", [_marked(payload) for payload in PAYLOADS])
def test_a_hostile_payload_ends_as_text_or_with_a_reason(workers: Workers, payload: Payload) -> None:
    size, reasons, refusal = 0, [], None
    try:
        size, reasons = workers.run(payload.read, payload.make(), where=payload.name)
    except InputError as error:
        refusal = error
    if refusal is None:
        assert size or reasons, "silently empty"
        ENDED["read, with notes" if size and reasons else "read" if size else "every part refused with a reason"] += 1
        return
    assert refusal.what
    assert refusal.remedy
    # A parser's own surprise would be a fault of ours; the limits are what they are for.
    assert not refusal.what.startswith("cannot be read"), refusal.what
    limited = refusal.what.startswith(("took longer", "needs more", "the worker ended"))
    ENDED["ended by a limit of the worker" if limited else "refused with a reason"] += 1


def test_there_are_sixty_and_more_and_it_is_said_how_they_ended(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(PAYLOADS) >= 60
    assert len({payload.name for payload in PAYLOADS}) == len(PAYLOADS)
    with capsys.disabled():
        print(f"\n{ENDED.total()} hostile payloads:", "; ".join(f"{count} {how}" for how, count in ENDED.most_common()))
