"""A report in full, with what was read from it in layers, and its revisions side by side."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from difflib import SequenceMatcher
from threading import Lock

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lagebild.desk.paper import language_of, page
from lagebild.desk.refusals import Refusal
from lagebild.desk.rights import Right, needs
from lagebild.model import Claim, Span, Statement
from lagebild.pipeline import name_of
from lagebild.publish.plain import one_line
from lagebild.publish.readings import Reading, Words, read
from lagebild.publish.reports import Piece, Shelf, mark, sentences
from lagebild.publish.speakers import bare_name
from lagebild.store.reports import Report, load_report, newest_of_key, newest_reading

router = APIRouter(include_in_schema=False)
KEPT = 500  # reports, some 20 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement in words: who says it, by which word, what; ``number`` is that of its mark in the text."""

    statement: Statement
    number: int
    speaker: str | None
    cue: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim in words; ``number`` is that of its mark in the text."""

    claim: Claim
    number: int
    actor: str
    place: str
    dimension: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report as it is set: paragraphs of pieces, and the kind of each mark."""

    report: Report
    paragraphs: list[list[Piece]]
    kinds: tuple[str, ...]
    statements: tuple[StatementLine, ...]
    claims: tuple[ClaimLine, ...]
    words: Words

    def layers(self, piece: Piece) -> str:
        """The classes of a piece of text, by which the layers are shown."""
        return " ".join(sorted({self.kinds[n] for n in piece.marks}))


class Reports:
    """Reports set lately; one that is read again has another reading and is set anew."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str | None, str], ReportView] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, str | None, str]) -> ReportView | None:
        """The report as it was set for these, if it is still there."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: tuple[str, str | None, str], made: ReportView) -> None:
        """Keep it, and let the one go that nobody asked for longest."""
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)


@router.get("/report/{identity}")
@needs(Right.READ)
def report(request: Request, identity: str) -> Response:
    """The page of a report; asked for by its key, its newest revision."""
    state, lang = request.app.state, language_of(request)
    with state.store.read() as connection:
        found = load_report(connection, identity)
        if found is None:
            newest = newest_of_key(connection, identity)
            if newest is None:
                raise Refusal(404, "Diesen Bericht gibt es hier nicht.")
            return RedirectResponse(f"/report/{newest}", 303)
    shown = set_report(found, lang)
    return page(request, "report.html.j2", w=shown.words, view=shown, report=found, d=found.document)


@router.get("/report/{identity}/against/{other}")
@needs(Right.READ)
def compare(request: Request, identity: str, other: str) -> Response:
    """Two revisions side by side, sentence by sentence."""
    state = request.app.state
    with state.store.read() as connection:
        left, right = load_report(connection, identity), load_report(connection, other)
    if left is None or right is None:
        raise Refusal(404, "Diesen Bericht gibt es hier nicht.")
    if identity not in {r for r, _ in right.revisions}:
        raise Refusal(400, "Das sind keine Fassungen eines Berichts.")
    return page(request, "compare.html.j2", left=left, right=right, rows=side_by_side(left.document.text, right.document.text))


def side_by_side(old: str, new: str) -> list[tuple[str, str, str]]:
    """Sentences of two texts in rows of (kind, old, new); kinds are same, changed, gone and new."""
    one = [old[s.begin : s.end] for s in sentences(old)]
    two = [new[s.begin : s.end] for s in sentences(new)]
    rows: list[tuple[str, str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if tag == "equal":
            rows += [("same", s, s) for s in one[a:b]]
            continue
        for n in range(max(b - a, d - c)):
            left = one[a + n] if a + n < b else ""
            right = two[c + n] if c + n < d else ""
            rows.append(("changed" if left and right else "gone" if left else "new", left, right))
    return rows


def set_report(found: Report, lang: str) -> ReportView:
    """A report with its marks: claims, and of each statement what is said, who says it, and by which word."""
    words = Words.of(Shelf.of([found.document]), name_of, lang)
    text = found.document.text
    spans: list[Span] = []
    kinds: list[str] = []

    def marked(kind: str, some: tuple[Span, ...]) -> int:
        number = len(spans)
        for span in some:
            if span.end <= len(text):
                spans.append(span)
                kinds.append(kind)
        return number

    statements = []
    for said in found.statements:
        number = marked("content", said.content)
        marked("speaker", said.speaker)
        marked("cue", said.cue)
        speaker = bare_name(" ".join(text[s.begin : s.end] for s in said.speaker)) if said.speaker else None
        content = one_line(" … ".join(text[s.begin : s.end] for s in said.content))
        cue = one_line(" ".join(text[s.begin : s.end] for s in said.cue))
        statements.append(StatementLine(statement=said, number=number, speaker=speaker, cue=cue, content=content))
    claims = []
    for claim in found.claims:
        number = marked("claim", (claim.passage.span,)) if claim.passage.exact else len(spans)
        claims.append(
            ClaimLine(
                claim=claim,
                number=number,
                actor=words.name(claim.actor),
                place=words.name(claim.place),
                dimension=words.label(claim.dimension),
                reading=read(claim, words),
            )
        )
    return ReportView(
        report=found,
        paragraphs=mark(found.document, spans) if text else [],
        kinds=tuple(kinds),
        statements=tuple(statements),
        claims=tuple(claims),
        words=words,
    )


__all__ = ["newest_reading", "router", "set_report", "side_by_side"]
