"""What changed, as text for a terminal and as JSON: old value with its passage, new value with its passage, and why.

Passages stay in the words of their report; nothing is said of a change but what its two cells say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lagebild.model import Cell, Change, Claim, Conflict, Document, Movement, Step
from lagebild.picture import Due
from lagebild.publish import dates
from lagebild.publish.deciding import decided_lines
from lagebild.publish.plain import one_line
from lagebild.publish.readings import NameOf, Words, read, source_line
from lagebild.publish.reports import Shelf
from lagebild.publish.schema import Json, cell_to_json, claim_to_json, conflict_to_json
from lagebild.publish.setting import fill

_MARGIN = "    "


def render_changes(movements: Sequence[Movement], name_of: NameOf, *, lang: str = "de", width: int = 100) -> str:
    """Movements as text, place by place.

    Args:
        name_of: name of an actor or place by code and language.
        lang: "de" or "en".
        width: columns; fewer than 40 are treated as 40.

    Raises:
        UsageError: for another language.
    """
    lines: list[str] = []
    for movement in movements:
        words = Words.of(Shelf.of(movement.documents), name_of, lang)
        since = dates.say(movement.since, lang)
        lines += [f"{words.name(movement.place)}. {words.word('changes_since')} {since}", ""]
        for change in movement.changes:
            lines += _change(change, words, max(40, width))
        if movement.conflicts:
            lines += [words.word("new_conflicts"), ""]
            for conflict in movement.conflicts:
                lines += _conflict(conflict, words, max(40, width))
    if not movements:
        return str(Words.of(Shelf.of(()), name_of, lang).word("changes_none")) + "\n"
    return "\n".join(lines).rstrip("\n") + "\n"


def headline(change: Change, words: Words) -> str:
    """Who, which dimension, the old and the new step, and what kind of change, in one line; "" for a change of nothing."""
    cell = change.after or change.before
    if cell is None:
        return ""
    steps = [read(c.current[0], words).plain() for c in (change.before, change.after) if c is not None]
    return f"{words.name(cell.actor)} · {words.label(cell.dimension)}: {' → '.join(steps)} ({words.label(f'change.{change.kind}')})"


def _change(change: Change, words: Words, width: int) -> Iterator[str]:
    head = headline(change, words)
    if not head:
        return
    yield from fill(head, width, then=_MARGIN)
    yield from _evidence("was", change.before, words, width)
    if change.after is not None:
        standing = {c.id for c in change.after.history}  # what an analyst took out stands no more
        for claim in [c for c in change.because if c.id in standing][:3]:
            yield from fill(f"{words.word('now')}: {_quoted(claim.passage.exact)} {source_line(claim.passage, words)}", width, first=_MARGIN, then=_MARGIN)
    for claim in change.because[:3]:
        yield from _decided(claim, words, width)
    yield ""


def _decided(claim: Claim, words: Words, width: int) -> Iterator[str]:
    for line in decided_lines(claim, words):
        yield from fill(f"✎ {line}", width, first=_MARGIN, then=_MARGIN)


def _evidence(key: str, cell: Cell | None, words: Words, width: int) -> Iterator[str]:
    if cell is not None:
        passage = cell.current[0].passage
        yield from fill(f"{words.word(key)}: {_quoted(passage.exact)} {source_line(passage, words)}", width, first=_MARGIN, then=_MARGIN)


def _conflict(conflict: Conflict, words: Words, width: int) -> Iterator[str]:
    yield from fill(f"{words.label(conflict.dimension)}: {words.label(f'conflict.{conflict.kind}')}", width, then=_MARGIN)
    for claim in (conflict.left, conflict.right):
        said = f"{words.name(claim.actor)}, {read(claim, words).plain()}: {_quoted(claim.passage.exact)} {source_line(claim.passage, words)}"
        yield from fill(said, width, first=_MARGIN, then=_MARGIN)
    yield ""


def _quoted(exact: str) -> str:
    return f"„{one_line(exact)}“" if exact else ""


def render_history(steps: Sequence[Step], documents: Iterable[Document], name_of: NameOf, *, lang: str = "de", width: int = 100) -> str:
    """The steps of one cell as text, one after the other, each with its passage."""
    words = Words.of(Shelf.of(documents), name_of, lang)
    lines: list[str] = []
    for step in steps:
        head = f"{step.time or '?'}  {read(step.claim, words).plain()} ({words.label(f'relation.{step.relation}')})"
        lines += fill(head, max(40, width), then=_MARGIN)
        passage = step.claim.passage
        lines += fill(f"{_quoted(passage.exact)} {source_line(passage, words)}", max(40, width), first=_MARGIN, then=_MARGIN)
        lines += _decided(step.claim, words, max(40, width))
    return "\n".join(lines) + "\n"


def render_due(found: Sequence[Due], documents: Iterable[Document], name_of: NameOf, *, lang: str = "de", width: int = 100) -> str:
    """Cells that are due for review as text, each with the passage that last confirmed it."""
    words = Words.of(Shelf.of(documents), name_of, lang)
    lines: list[str] = []
    for item in found:
        cell = item.cell
        step = read(cell.current[0], words).plain()
        head = f"{words.name(cell.place)}, {words.name(cell.actor)} · {words.label(cell.dimension)}: {step}"
        dated = f"{words.word('review_due')} {dates.short(item.due, lang)}, {words.word('review_confirmed')} {dates.short(item.confirmed, lang)}"
        lines += fill(f"{head} ({dated})", max(40, width), then=_MARGIN)
        passage = cell.supporting[-1].passage
        lines += fill(f"{_quoted(passage.exact)} {source_line(passage, words)}", max(40, width), first=_MARGIN, then=_MARGIN)
    return ("\n".join(lines) if lines else str(words.word("review_none"))) + "\n"


def due_to_json(item: Due, documents: Iterable[Document]) -> Json:
    """One cell that is due, with the days."""
    cell = cell_to_json(item.cell, Shelf.of(documents))
    return {"due": item.due.isoformat(), "confirmed": item.confirmed.isoformat(), "why": item.why, "cell": cell}


def history_to_json(steps: Sequence[Step], documents: Iterable[Document]) -> list[Json]:
    """The steps of one cell, each with its claim, and the id of the claim that it follows."""
    shelf = Shelf.of(documents)
    return [
        {
            "relation": str(step.relation),
            "time": step.time or None,
            "known": step.known or None,
            "follows": None if step.to is None else step.to.id,
            "claim": claim_to_json(step.claim, shelf),
        }
        for step in steps
    ]


def changes_to_json(movement: Movement, name_of: NameOf) -> Json:
    """One movement: place, since, until, changes with both cells, new conflicts. Times are ISO 8601 in UTC."""
    shelf = Shelf.of(movement.documents)
    return {
        "place": movement.place,
        "since": dates.iso(movement.since),
        "until": dates.iso(movement.until),
        "changes": [
            {
                "kind": str(change.kind),
                "before": None if change.before is None else cell_to_json(change.before, shelf),
                "after": None if change.after is None else cell_to_json(change.after, shelf),
                "because": [claim_to_json(claim, shelf) for claim in change.because],
            }
            for change in movement.changes
        ],
        "conflicts": [conflict_to_json(conflict, shelf) for conflict in movement.conflicts],
    }
