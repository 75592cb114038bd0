"""The history of official pages as text and as JSON: what each revision advises otherwise, and its sentences side by side.

What is no longer stated is said to be exactly that, never that all is well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lagebild.codebook.authorities import authority_name
from lagebild.model import Claim, Document, Passage
from lagebild.picture import ClaimMove, Entry, PageChange, Wording, WordingKind
from lagebild.publish import dates
from lagebild.publish.plain import one_line
from lagebild.publish.readings import NameOf, Words, read
from lagebild.publish.reports import Shelf
from lagebild.publish.schema import Json, claim_to_json
from lagebild.publish.setting import fill

_SIGNS = {WordingKind.REPLACED: "~", WordingKind.ADDED: "+", WordingKind.REMOVED: "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTold:
    """A page as it is told.

    Attributes:
        changes: at least one, the oldest first.
        entries: of the page's own history, or none.
    """

    changes: tuple[PageChange, ...]
    entries: tuple[Entry, ...]

    @property
    def document(self) -> Document:
        """Its newest text."""
        return self.changes[-1].after


def render_pages(
    pages: Sequence[PageTold], name_of: NameOf, *, lang: str = "de", width: int = 100, everything: bool = False
) -> str:
    """The histories of pages as text, one after the other.

    Args:
        name_of: name of a place by code and language.
        width: columns; fewer than 40 are treated as 40.
        everything: also the sentences of sections that hold no advice.
    """
    width = max(40, width)
    texts = ["\n".join(_page(page, name_of, lang, width, everything)) for page in pages]
    if not texts:
        return _words((), name_of, lang).label("page.none") + "\n"
    return "\n\n".join(texts) + "\n"


def pages_to_json(page: PageTold) -> list[Json]:
    """A page as objects, one for each revision, then one for each entry of its own history."""
    own = page.document
    head: Json = {"authority": own.authority, "place": own.place, "url": own.url}
    return [
        *({**head, "kind": "revision", **_change_to_json(change)} for change in page.changes),
        *({**head, "kind": "told", **_entry_to_json(entry, own)} for entry in page.entries),
    ]


def _words(documents: Sequence[Document], name_of: NameOf, lang: str) -> Words:
    return Words.of(Shelf.of(documents), name_of, lang)


def _page(page: PageTold, name_of: NameOf, lang: str, width: int, everything: bool) -> Iterator[str]:
    own = page.document
    words = _words((own,), name_of, lang)
    parts = [words.name(own.place or ""), one_line(own.outlet or authority_name(own.authority or "") or words.name(own.authority or ""))]
    yield ", ".join([*parts, one_line(own.url)] if own.url else parts)
    for change in page.changes:
        yield from _change(change, name_of, lang, width, everything)
    if page.entries:
        yield ""
        yield words.label("page.told")
        for entry in page.entries:
            yield from _entry(entry, words, width)


def _change(change: PageChange, name_of: NameOf, lang: str, width: int, everything: bool) -> Iterator[str]:
    known = [d for d in (change.before, change.after) if d is not None]
    words = _words(known, name_of, lang)
    yield ""
    if change.before is None:
        yield f"{_day(change.after, lang)} ({words.label('page.first')})"
    else:
        yield f"{_day(change.after, lang)} ({words.label('page.since')} {_day(change.before, lang)})"
    for move in change.claims:
        yield from _move(move, words, width)
    if not change.claims and change.before is not None:
        yield f"  {words.label('page.unchanged')}"
    shown = [w for w in change.wordings if everything or w.advises]
    if change.wordings:
        yield f"  {words.label('page.wording')}"
    for wording in shown:
        yield from _wording(wording, width)
    if hidden := len(change.wordings) - len(shown):
        said = words.label("page.others_one") if hidden == 1 else words.label("page.others_many").format(n=hidden)
        yield from fill(said, width, first="    … ", then="      ")


def _move(move: ClaimMove, words: Words, width: int) -> Iterator[str]:
    claim = move.after or move.before
    assert claim is not None  # a move has a side
    said = " → ".join(dict.fromkeys(read(c, words).plain() for c in (move.before, move.after) if c is not None))
    if move.silent:
        said += f" → {words.label('page.no_step')}"
    head = f"{words.label(f'page.{move.kind}')}: {words.label(claim.dimension)}: {said}"
    if claim.place != (words.shelf.documents[0].place or claim.place):
        head += f", {words.name(claim.place)}"
    yield from fill(f"{head} ({words.label('page.stands')})" if move.stands else head, width, first="  ", then="    ")
    for key, side in (("was", move.before), ("now", move.after)):
        if side is not None:
            yield from fill(f"{words.word(key)}: „{one_line(side.passage.exact)}“", width, first="    ", then="      ")


def _wording(wording: Wording, width: int) -> Iterator[str]:
    sides = [one_line(p.exact) for p in (wording.before, wording.after) if p is not None]
    yield from fill(sides[0], width, first=f"    {_SIGNS[wording.kind]} ", then="      ")
    for other in sides[1:]:
        yield from fill(other, width, first="    → ", then="      ")


def _entry(entry: Entry, words: Words, width: int) -> Iterator[str]:
    said = one_line(entry.passage.exact)
    yield from fill(f"{dates.say_as_of(entry.day, words.lang)}: „{said}“", width, first="  ", then="    ")
    for claim in entry.claims:
        yield from fill(f"{words.label(claim.dimension)}: {read(claim, words).plain()}", width, first="    › ", then="      ")


def _day(document: Document, lang: str) -> str:
    when = document.published or document.retrieved
    return dates.say(when, lang) if when is not None else document.id


def _change_to_json(change: PageChange) -> Json:
    before, after = change.before, change.after
    return {
        "before": _document(before) if before is not None else None,
        "after": _document(after),
        "claims": [
            {
                "kind": str(m.kind),
                "stands": m.stands,
                "silent": m.silent,
                "before": _claim(m.before, before),
                "after": _claim(m.after, after),
            }
            for m in change.claims
        ],
        "wordings": [
            {"kind": str(w.kind), "advises": w.advises, "before": _passage(w.before), "after": _passage(w.after)}
            for w in change.wordings
        ],
    }


def _entry_to_json(entry: Entry, document: Document) -> Json:
    return {"day": entry.day, "passage": _passage(entry.passage), "claims": [_claim(c, document) for c in entry.claims]}


def _document(document: Document) -> Json:
    return {
        "key": document.key,
        "id": document.id,
        "published": dates.iso(document.published),
        "retrieved": dates.iso(document.retrieved),
    }


def _claim(claim: Claim | None, document: Document | None) -> Json | None:
    return claim_to_json(claim, Shelf.of((document,))) if claim is not None and document is not None else None


def _passage(passage: Passage | None) -> Json | None:
    if passage is None:
        return None
    return {"begin": passage.span.begin, "end": passage.span.end, "passage": passage.exact}
