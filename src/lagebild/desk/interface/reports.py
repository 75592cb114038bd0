"""Reports: lists of them, one in full, two revisions side by side."""

from __future__ import annotations

from datetime import time
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from lagebild.desk import asked
from lagebild.desk.interface.answers import LISTED, READ, answer, tag_of, unchanged
from lagebild.desk.interface.asking import AskedReports, ReportId
from lagebild.desk.interface.nouns import line_of, report_of
from lagebild.desk.interface.shapes import reports as shapes
from lagebild.desk.pages.report import side_by_side
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.store.codec import from_micros, to_micros
from lagebild.store.listing import After, Wanted, list_reports
from lagebild.store.reports import load_report

router = APIRouter(prefix="/reports", tags=["reports"])


@router.get("", operation_id="listReports", response_model=shapes.Reports, responses=LISTED)
@needs(Right.READ)
def reports(request: Request, asking: Annotated[AskedReports, Query()]) -> Response:
    """Reports that fit all filters, those that the desk had last first."""
    wanted = Wanted(
        key=asking.key,
        outlet=asking.outlet,
        authority=asking.authority,
        place=asking.place,
        since=asked.moment(asking.since, time.min),
        until=asked.moment(asking.until),
        known_at=asked.moment(asking.known_at),
        after=read_after(asking.after),
        limit=asking.limit + 1,
    )
    with request.app.state.store.read() as connection:
        found = list_reports(connection, wanted)
    some = found[: asking.limit]
    following = {"after": say_after((some[-1].known, some[-1].id))} if len(found) > asking.limit else None
    tag = tag_of("reports", following, *((r.id, r.reading, r.deleted) for r in some))
    return unchanged(request, tag) or answer(request, shapes.Reports(reports=[line_of(r) for r in some]), tag=tag, following=following)


@router.get("/{identity}", operation_id="readReport", response_model=shapes.Report, responses=READ)
@needs(Right.READ)
def report(request: Request, identity: ReportId) -> Response:
    """A report in full: its text, and everything its newest reading holds. By its key it is found in the list."""
    with request.app.state.store.read() as connection:
        found = load_report(connection, identity)
    if found is None:
        raise Refusal(404, "Diesen Bericht gibt es hier nicht.")
    tag = tag_of("report", identity, found.text_hash, found.reading, found.deleted, found.revisions, found.copies)
    return unchanged(request, tag) or answer(request, report_of(found), tag=tag)


@router.get("/{identity}/against/{other}", operation_id="compareReports", response_model=shapes.Comparison, responses=READ)
@needs(Right.READ)
def compare(request: Request, identity: ReportId, other: ReportId) -> Response:
    """Two revisions of one report side by side, sentence by sentence."""
    with request.app.state.store.read() as connection:
        left, right = load_report(connection, identity), load_report(connection, other)
    if left is None or right is None:
        raise Refusal(404, "Diesen Bericht gibt es hier nicht.")
    if identity not in {r for r, _ in right.revisions}:
        raise Refusal(400, "Das sind keine Fassungen eines Berichts.")
    tag = tag_of("against", identity, other, left.deleted, right.deleted)
    same = unchanged(request, tag)
    if same is not None:
        return same
    rows = [shapes.Row(kind=k, old=a, new=b) for k, a, b in side_by_side(left.document.text, right.document.text)]  # type: ignore[arg-type]
    return answer(request, shapes.Comparison(left=identity, right=other, rows=rows), tag=tag)


def say_after(last: After) -> str:
    """Where a list goes on, as an address holds it."""
    return f"{to_micros(last[0])}.{last[1]}"


def read_after(stated: str | None) -> After | None:
    """What ``say_after`` wrote; the pattern of the parameter has been checked."""
    if stated is None:
        return None
    moment, _, identity = stated.partition(".")
    return from_micros(int(moment)), identity
