"""Places, the picture of one, what changed there, and its cells opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from lagebild.desk import asked
from lagebild.desk.drawn import Drawn, Gallery
from lagebild.desk.interface.answers import LISTED, READ, answer, tag_of, unchanged
from lagebild.desk.interface.asking import ActorCode, DimensionName, KnownAt, PlaceCode, Since, Until, ValidAt, limit
from lagebild.desk.interface.nouns import names_of
from lagebild.desk.interface.shapes import pictures
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.model import Change, Document
from lagebild.picture import history_of
from lagebild.pipeline import name_of
from lagebild.publish.changes import changes_to_json, history_to_json
from lagebild.publish.dates import iso
from lagebild.publish.evidence import Entry, Group, entries
from lagebild.publish.reports import Shelf, excerpt
from lagebild.publish.schema import cell_to_json, picture_to_json
from lagebild.publish.view import leading
from lagebild.store.reports import load_documents
from lagebild.store.touched import touches

router = APIRouter(prefix="/places", tags=["places"])
_DAY = timedelta(days=1)


@router.get("", operation_id="listPlaces", response_model=pictures.Places, responses=LISTED)
@needs(Right.READ)
def places(
    request: Request,
    limit: Annotated[int, limit(20, 50)] = 20,
    after: Annotated[str | None, Query(pattern=r"^[A-Z][A-Z0-9_]{1,60}$", description="the last place of the page before")] = None,
) -> Response:
    """Every place of which something was read, by code: how much is known, since when, and what changed last."""
    state = request.app.state
    with state.store.read() as connection:
        found = touches(connection)
    codes = sorted(code for code in found if after is None or code > after)
    some = codes[:limit]
    lines = [line for line in (_line(state.gallery, code) for code in some) if line is not None]
    return answer(request, pictures.Places(places=lines), following={"after": some[-1]} if len(codes) > limit else None)


@router.get("/{code}", operation_id="readPlace", response_model=pictures.Picture, responses=READ)
@needs(Right.READ)
def place(request: Request, code: PlaceCode, known_at: KnownAt = None, valid_at: ValidAt = None) -> Response:
    """The picture of a place, as known at a time and as it held at a time."""
    drawn = _drawn(request, code, known_at, valid_at)
    tag = tag_of("place", *_made_from(drawn))
    same = unchanged(request, tag)
    if same is not None:
        return same
    shown = picture_to_json([drawn.picture], drawn.documents.values(), name_of, texts=False)
    return answer(request, pictures.Picture.model_validate(shown), tag=tag)


@router.get("/{code}/changes", operation_id="readChanges", response_model=pictures.Changes, responses=READ)
@needs(Right.READ)
def changes(request: Request, code: PlaceCode, since: Since = None, until: Until = None) -> Response:
    """What became known about a place between two moments: each cell before and after, and why."""
    state = request.app.state
    end = asked.moment(until)
    whole = _drawn(request, code, until, None)
    last = min(m for m in (whole.moment, end) if m is not None) if whole.moment or end else state.now()
    begin = asked.since(since, end or state.now()) or last - _DAY
    if end is not None and begin > end:
        raise Refusal(400, "Der Anfang liegt nach dem Ende.")
    tag = tag_of("changes", asked.iso(begin), *_made_from(whole))
    same = unchanged(request, tag)
    if same is not None:
        return same
    movement = state.gallery.moved(code, begin, end)
    return answer(request, pictures.Changes.model_validate(changes_to_json(movement, name_of)), tag=tag)


@router.get("/{code}/cells/{actor}/{dimension}", operation_id="readCell", response_model=pictures.OpenedCell, responses=READ)
@needs(Right.READ)
def cell(
    request: Request,
    code: PlaceCode,
    actor: ActorCode,
    dimension: DimensionName,
    known_at: KnownAt = None,
    valid_at: ValidAt = None,
    limit: Annotated[int, limit(30, 500)] = 30,
) -> Response:
    """A cell opened: its claims, their history and relations, and every passage in its sentences."""
    drawn = _drawn(request, code, known_at, valid_at)
    view = next((c for c in drawn.view("de").cells if c.key == (actor, dimension)), None)
    if view is None:
        raise Refusal(404, "Dazu ist nichts genannt.")
    words = drawn.view("de").words
    groups = entries(view, words)
    with request.app.state.store.read() as connection:
        texts = load_documents(connection, _cited(groups[:limit]))
    shelf = Shelf.of(drawn.documents.values(), texts=False)
    shown = {
        "valid_at": iso(drawn.picture.valid_at),
        "known_at": iso(drawn.picture.known_at),
        "names": names_of([code, actor]),
        "cell": cell_to_json(view.cell, shelf),
        "history": history_to_json(history_of(view.cell, drawn.documents), drawn.documents.values()),
        "evidence": [_origin(group, texts) for group in groups[:limit]],
        "hidden": max(0, len(groups) - limit),
    }
    return answer(request, pictures.OpenedCell.model_validate(shown))


def _drawn(request: Request, code: str, known_at: str | None, valid_at: str | None) -> Drawn:
    """The picture of a place of which something was read, ever."""
    gallery: Gallery = request.app.state.gallery
    known, valid = asked.moment(known_at), asked.moment(valid_at)
    whole = gallery.at(code, patience=0)
    if not _spoken_of(whole):
        raise Refusal(404, "Über diesen Ort wurde noch nichts gelesen.")
    return gallery.at(code, known_at=known, valid_at=valid, patience=0) if known or valid else whole


def _spoken_of(drawn: Drawn) -> bool:
    picture = drawn.picture
    return bool(picture.cells or picture.acts or picture.open)


def _made_from(drawn: Drawn) -> Iterable[object]:
    # The ids beside the number: a restored backup counts on from an older one.
    return (drawn.number, drawn.moment, *sorted(d.id for d in drawn.documents.values()))


def _line(gallery: Gallery, code: str) -> pictures.PlaceLine | None:
    drawn = gallery.at(code, patience=0)
    if not _spoken_of(drawn):
        return None
    picture = drawn.picture
    return pictures.PlaceLine(
        code=code,
        names=names_of([code])[code],  # type: ignore[arg-type]
        moment=iso(drawn.moment),
        number=drawn.number,
        governments=len(picture.actors),
        cells=len(picture.cells),
        acts=len(picture.acts),
        conflicts=len(picture.conflicts),
        open=len(picture.open),
        reports=len(drawn.documents),
        newest=None if drawn.moment is None else _newest(gallery, code, drawn.moment),
    )


def _newest(gallery: Gallery, code: str, moment: datetime) -> pictures.Newest | None:
    told = [c for c in gallery.moved(code, moment - _DAY).changes if c.before is not None or c.after is not None]
    return _told(told[-1]) if told else None


def _told(change: Change) -> pictures.Newest:
    cell = change.after or change.before
    assert cell is not None
    claim = change.because[0] if change.because else leading(cell)
    return pictures.Newest(
        kind=change.kind,
        actor=cell.actor,
        dimension=cell.dimension,
        before=change.before.value if change.before else None,
        after=change.after.value if change.after else None,
        passage=claim.passage.exact,
    )


def _cited(groups: list[Group]) -> list[str]:
    return [e.document.id for g in groups for e in (*g.entries, *g.copies) if e.document is not None]


def _origin(group: Group, texts: dict[str, Document]) -> dict[str, object]:
    return {
        "side": group.title,
        "witnesses": [_witness(e, texts) for e in group.entries],
        "copies": [_witness(e, texts) for e in group.copies],
    }


def _witness(entry: Entry, texts: dict[str, Document]) -> dict[str, object]:
    report, passage = entry.document, entry.passage
    text = texts.get(report.id) if report is not None else None
    around = None
    if text is not None and passage.exact and text.text[passage.span.begin : passage.span.end] == passage.exact:
        around = excerpt(text, passage.span)
    return {
        "claim": entry.claim.id,
        "report": report.id if report else None,
        "outlet": report.outlet if report else None,
        "url": report.url if report else None,
        "published": iso(report.published) if report else None,
        "before": around.before if around else None,
        "exact": passage.exact,
        "after": around.after if around else None,
        "asked": entry.claim.value if entry.asked is not None else None,
    }
