"""Who said what: search with filters, and one speaker over time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from lagebild.codebook.ladders import load_ladders
from lagebild.desk import asked
from lagebild.desk.paper import language_of, link, page, words_in
from lagebild.desk.rights import Right, needs
from lagebild.errors import UsageError
from lagebild.model import Claim, Document, Statement, Status
from lagebild.pipeline import name_of
from lagebild.publish.plain import one_line
from lagebild.publish.readings import Words, outlet, read
from lagebild.publish.reports import Shelf
from lagebild.publish.speakers import bare_name
from lagebild.store import Found, Query, search

router = APIRouter(include_in_schema=False)
PAGE = 30
SPEAKER = 300  # hits that are looked through for one speaker
KINDS = ("statement", "claim", "document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A hit in words."""

    found: Found
    who: str | None
    what: str | None
    text: str
    outlet: str


@router.get("/statements")
@needs(Right.READ)
def statements(request: Request) -> Response:
    """Statements, claims and reports that fit all that is asked for, newest first."""
    asking, lang, state = request.query_params, language_of(request), request.app.state
    stated = {name: asking.get(name, "").strip() for name in ("q", "place", "actor", "dimension", "status", "outlet", "kind", "since", "until", "known_at", "speaker", "before")}
    hits: list[Found] = []
    problem = None
    try:
        query = _query(stated)
        with state.store.read() as connection:
            hits = search(connection, query)
    except UsageError as error:
        problem = str(error)
    speaker = stated["speaker"]
    shown = [_hit(found, lang) for found in hits]
    following = None
    if speaker:
        # One speaker over time: in order of time, so that a reader sees how the words moved.
        shown = [hit for hit in reversed(shown) if hit.who and speaker.lower() in hit.who.lower()]
    elif len(hits) == PAGE:
        following = link("/statements", **{**stated, "before": hits[-1].id})
    status = 400 if problem else 200
    choices = {"dimensions": load_ladders().dimensions, "statuses": tuple(Status), "kinds": KINDS}
    return page(request, "statements.html.j2", status=status, hits=shown, asked=stated, following=following, problem=problem, **choices)


def _query(stated: dict[str, str]) -> Query:
    def given(name: str) -> str | None:
        return stated[name] or None

    speaker, before = stated["speaker"], stated["before"]
    return Query(
        words=f"{stated['q']} {speaker}".strip(),
        place=asked.code(stated["place"]) if stated["place"] else None,
        actor=asked.code(stated["actor"]) if stated["actor"] else None,
        dimension=given("dimension"),
        status=given("status"),
        outlet=given("outlet"),
        kind="statement" if speaker else given("kind"),
        since=asked.moment(given("since"), _BEGIN),
        until=asked.moment(given("until")),
        known_at=asked.moment(given("known_at")),
        limit=SPEAKER if speaker else PAGE,
        before=int(before) if before.lstrip("-").isdigit() and len(before) < 20 else None,
    )


_BEGIN = time.min


def _hit(found: Found, lang: str) -> Hit:
    words = Words.of(Shelf.of([found.document]), name_of, lang)
    text = one_line(found.passage.exact) if found.passage is not None else words_in(lang).word("report_absent")
    who, what = None, None
    if isinstance(found.noun, Claim):
        claim = found.noun
        who = words.name(claim.actor)
        what = f"{words.name(claim.place)} · {words.label(claim.dimension)}: {read(claim, words).plain(marks=False)}"
    elif isinstance(found.noun, Statement):
        who = _speaker(found.noun, found.document)
    return Hit(found=found, who=who, what=what, text=text, outlet=outlet(found.document, words))


def _speaker(said: Statement, document: Document) -> str | None:
    whole = " ".join(document.text[s.begin : s.end] for s in said.speaker)
    return bare_name(whole) if whole.strip() else None
