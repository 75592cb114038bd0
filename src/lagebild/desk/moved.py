"""Changes as sentences built from values and names: who, in which dimension, from which step to which, on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lagebild.model import Change, Movement
from lagebild.pipeline import name_of
from lagebild.publish.readings import Words, read, source_line
from lagebild.publish.reports import Shelf
from lagebild.publish.view import leading


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A change in words.

    Attributes:
        before, after: the steps; "nicht genannt" where nothing was stated.
        source: outlet and date of the report that brought it.
        known: when that report appeared, to sort by.
    """

    actor: str
    dimension: str
    actor_name: str
    dimension_name: str
    before: str
    after: str
    kind: str
    kind_name: str
    source: str
    passage: str

    def plain(self) -> str:
        """The change in one line."""
        return f"{self.actor_name} · {self.dimension_name}: {self.before} → {self.after}"


def lines_of(movement: Movement, lang: str) -> list[ChangeLine]:
    """The changes of a movement, the newest first."""
    words = Words.of(Shelf.of(movement.documents, texts=False), name_of, lang)
    return [_line(change, words) for change in reversed(_told(movement.changes))]


def _told(changes: Sequence[Change]) -> list[Change]:
    return [change for change in changes if change.before is not None or change.after is not None]


def _line(change: Change, words: Words) -> ChangeLine:
    cell = change.after or change.before
    assert cell is not None
    claim = change.because[0] if change.because else leading(cell)
    return ChangeLine(
        actor=cell.actor,
        dimension=cell.dimension,
        actor_name=words.name(cell.actor),
        dimension_name=words.label(cell.dimension),
        before=read(leading(change.before), words).plain(marks=False) if change.before else words.word("not_stated"),
        after=read(leading(change.after), words).plain(marks=False) if change.after else words.word("not_stated"),
        kind=str(change.kind),
        kind_name=words.label(f"change.{change.kind}"),
        source=source_line(claim.passage, words),
        passage=claim.passage.exact,
    )
