"""What holds only for now comes up again some days after it was last confirmed."""

from __future__ import annotations

from datetime import date

import pytest

import lagebild
from lagebild.picture import due_for_review


def due(*reports: tuple[str, str], days: int = 7) -> list[tuple[str, str, date, date]]:
    readings = [lagebild.read_text(text, key=f"r{k}", published=date.fromisoformat(day)) for k, (day, text) in enumerate(reports)]
    [picture] = lagebild.picture(readings, place="TG")
    documents = {r.document.key: r.document for r in readings}
    return [(d.cell.dimension, d.why, d.confirmed, d.due) for d in due_for_review(picture, documents, days=days)]


CLOSED = "Kanada hat seine Botschaft in Togo vorübergehend geschlossen."


def test_a_provisional_step_is_due_a_week_after_its_report() -> None:
    assert due(("2025-03-01", CLOSED)) == [("mission_status", "provisional", date(2025, 3, 1), date(2025, 3, 8))]


def test_each_report_that_says_it_again_puts_it_off() -> None:
    assert due(("2025-03-01", CLOSED), ("2025-03-05", CLOSED))[0][2:] == (date(2025, 3, 5), date(2025, 3, 12))


@pytest.mark.parametrize("days", [0, 3])
def test_a_desk_says_after_how_many_days(days: int) -> None:
    assert due(("2025-03-01", CLOSED), days=days)[0][3] == date(2025, 3, 1 + days)


def test_what_is_weighed_is_due_and_what_is_done_is_not() -> None:
    assert due(("2025-03-01", "Kanada erwägt, seine Botschaft in Togo zu schließen."))[0][1] == "considered"
    assert due(("2025-03-01", "Kanada hat seine Botschaft in Togo geschlossen.")) == []
