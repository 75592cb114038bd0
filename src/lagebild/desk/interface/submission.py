"""Reports sent in: each is read into the store or quarantined, and each gets its receipt after it is on the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.codebook import load_codebook
from lagebild.desk.interface.answers import VARY
from lagebild.desk.interface.shapes import reports as shapes
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.errors import InputError
from lagebild.model import content_id
from lagebild.model.raw import RawReport
from lagebild.pipeline import Acknowledged, ingest_reports
from lagebild.sources.json_lines import read_object

router = APIRouter(prefix="/reports", tags=["reports"])
MOST = 100  # reports in a request
_BLANK = re.compile(r"[ \t\r\n]*")
_SCHEMA = {"$ref": "#/components/schemas/SubmittedReport"}
_BODY = {
    "required": True,
    "description": f"one report, or a list of 1 to {MOST}",
    "content": {"application/json": {"schema": {"anyOf": [_SCHEMA, {"type": "array", "items": _SCHEMA, "minItems": 1, "maxItems": MOST}]}}},
}
_JSON = re.compile(r"application/([\w.-]+\+)?json\s*(;|$)", re.I)


@router.post(
    "",
    operation_id="submitReports",
    response_model=shapes.Receipts,
    openapi_extra={"requestBody": _BODY},
    response_description="A receipt for each report; look at each outcome, since some may have been refused",
)
@needs(Right.SUBMIT)
async def submit(request: Request) -> Response:
    """Send reports in. The same report twice is kept once, so a request whose answer was lost is simply sent again.

    A report that cannot be read refuses no other: its receipt says why, and its bytes stand in the quarantine. A field
    that cannot be used is left out and noted.
    """
    if not _JSON.match(request.headers.get("content-type", "")):
        raise Refusal(400, "Berichte kommen als JSON; den Inhaltstyp application/json angeben.")
    body = await request.body()
    # One at a time: a store has one writer, and readers keep the other threads.
    return await to_thread.run_sync(_take, request, body, limiter=request.app.state.intake)


@dataclass(slots=True)
class _Sent:
    """One object as it came, and what became of it; the same bytes twice in a request are one."""

    where: str
    raw: bytes
    positions: list[int]
    kept: Acknowledged | None = None
    notes: list[shapes.Note] = field(default_factory=list)


def _take(request: Request, body: bytes) -> Response:
    state, caller = request.app.state, request.state.caller
    source = f"interface/{caller.name}" if caller.name else "interface"
    sent: dict[str, _Sent] = {}
    count = 0
    for position, raw in enumerate(_objects(body)):
        where = f"{source}:{sha256(raw).hexdigest()[:16]}"
        sent.setdefault(where, _Sent(where, raw, [])).positions.append(position)
        count += 1
    book = None if state.settings.codebook is None else load_codebook(state.settings.codebook)
    for found in ingest_reports(state.store, _raw_reports(sent.values(), source), now=state.now(), codebook=book):
        if isinstance(found, Acknowledged):
            sent[found.position].kept = found
        else:
            sent[found.where].notes.append(shapes.Note(what=found.what, remedy=found.remedy))
    receipts: list[Any] = [None] * count
    for one in sent.values():
        for again, position in enumerate(one.positions):
            receipts[position] = _receipt(one, position, again=bool(again))
    kept = sum(1 for r in receipts if r.outcome != "refused")
    shown = shapes.Receipts(reports=receipts, kept=kept, refused=count - kept)
    return Response(shown.model_dump_json(), media_type="application/json", headers={"vary": VARY})


def _objects(body: bytes) -> list[bytes]:
    """The bytes of each object, exactly as they came.

    Raises:
        Refusal: the body is no JSON, or neither an object nor a list of them.
    """
    try:
        text = body.decode("utf-8-sig")
        begin = _skip(text, 0)
        whole, end = _DECODER.raw_decode(text, begin)
        if _skip(text, end) != len(text):
            raise ValueError("more follows")
    except (ValueError, RecursionError):  # also of UTF-8; numbers of 5,000 digits; 100,000 opening brackets
        raise Refusal(400, "Das ist kein JSON in UTF-8.") from None
    if isinstance(whole, dict):
        return [text[begin:end].encode("utf-8")]
    if not isinstance(whole, list) or not 1 <= len(whole) <= MOST:
        raise Refusal(422, "Ein Bericht ist ein Objekt; auf einmal kommen 1 bis 100 in einer Liste.")
    found = []
    at = _skip(text, begin + 1)
    for _ in whole:
        _, stop = _DECODER.raw_decode(text, at)
        found.append(text[at:stop].encode("utf-8"))
        at = _skip(text, _skip(text, stop) + 1)  # past the comma
    return found


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)  # NaN and Infinity are not JSON, whatever Python says


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _skip(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at


def _raw_reports(sent: Iterable[_Sent], source: str) -> Iterator[RawReport | InputError]:
    for one in sent:
        for found in read_object(one.raw, one.where, source, (_key_of(one.raw), None)):
            yield found.about(one.raw) if isinstance(found, InputError) else found


def _key_of(raw: bytes) -> str:
    """The key of a report that states none: the same report sent again, written otherwise, has the same."""
    try:
        stated = json.loads(raw)
    except RecursionError:  # nested so deep that it was just read one call further up; reading it refuses it
        stated = None
    parts = [stated.get(name) for name in ("text", "outlet", "url")] if isinstance(stated, dict) else []
    return f"sent-{content_id(*(part if isinstance(part, str) else '' for part in parts))}"


def _receipt(one: _Sent, position: int, *, again: bool) -> shapes.Receipt:
    if one.kept is None:
        return shapes.Receipt(position=position, outcome="refused", key=None, document=None, claims=None, notes=one.notes)
    outcome = "known" if again else str(one.kept.outcome)
    return shapes.Receipt(
        position=position,
        outcome=outcome,  # type: ignore[arg-type]
        key=one.kept.key,
        document=one.kept.document,
        claims=one.kept.claims,
        notes=one.notes,
    )
