"""The history of an authority's page on one country: what each revision changed in its words and in what it advises.

Sentences are compared, not lines: one that only moved is no change, nor is a mark or a link's address. Of the claims,
one that stands in other words is told apart from one that took another step.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from lagebild.claims.official.english import entries_of
from lagebild.claims.official.markup import read_page
from lagebild.claims.official.page import page_of
from lagebild.claims.official.sentences import sentences_of
from lagebild.documents.dates import as_moment
from lagebild.model import Claim, Document, Passage, Span
from lagebild.picture.expiry import whose_page
from lagebild.picture.page_claims import ClaimMove, Stated, moves_between

_ALIKE = 0.5  # share of equal words from which on one sentence replaces another
_MOST = 150  # sentences of a revision that are held against each other one by one


class WordingKind(StrEnum):
    REPLACED = "replaced"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A sentence that is no longer there, is new, or stands in the place of another.

    Attributes:
        before, after: passages of the two revisions; one is None where it was added or removed.
        advises: whether it stands where postures are read; else in a section on health, entry or the like.
    """

    kind: WordingKind
    before: Passage | None
    after: Passage | None
    advises: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the authority itself tells of a change of its page.

    Attributes:
        day: ISO 8601.
        passage: its words.
        claims: that were read from them.
    """

    day: str
    passage: Passage
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRevision:
    """One state of a page with the claims that were read from it."""

    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageChange:
    """What one revision changed.

    Attributes:
        before: None for the first revision that is known, whose claims all come.
        wordings: in the order of the later text; empty for the first, and where a text is no longer kept.
        claims: in the order of the later text, then those that went.
    """

    before: Document | None
    after: Document
    wordings: tuple[Wording, ...]
    claims: tuple[ClaimMove, ...]


def page_history(revisions: Sequence[PageRevision]) -> tuple[PageChange, ...]:
    """The changes of a page, one for each revision, the oldest first.

    Args:
        revisions: of one page, as ``pages_of`` groups and orders them.
    """
    changes = []
    for before, after in pairwise([None, *revisions]):
        assert after is not None  # only the first of all is None
        changes.append(_change(before, after))
    return tuple(changes)


def pages_of(revisions: Iterable[PageRevision]) -> list[tuple[PageRevision, ...]]:
    """Revisions of any documents by page: authority, place and address, each in order of time.

    What a list states and what a page's own history tells are pages of their own; news reports are left out. Equal
    texts in a row are one revision.
    """
    pages: dict[tuple[str, ...], list[PageRevision]] = defaultdict(list)
    for revision in revisions:
        document = revision.document
        page = whose_page(document)
        if page is not None:
            pages[page].append(revision)
    ordered = []
    for _, found in sorted(pages.items()):
        found.sort(key=lambda r: (_moment(r.document), r.document.id))
        kept = found[:1] + [r for last, r in pairwise(found) if r.document.text != last.document.text or not r.document.text]
        ordered.append(tuple(kept))
    return ordered


def told_history(revision: PageRevision) -> tuple[Entry, ...]:
    """The page's own history of changes as it tells it, the oldest first; empty where it tells none."""
    document = revision.document
    found = [
        Entry(day=day, passage=document.passage(span), claims=tuple(c for c in revision.claims if span.contains(c.passage.span)))
        for day, span in _entries(document)
    ]
    return tuple(sorted(found, key=lambda entry: entry.day))


def _entries(document: Document) -> list[tuple[str, Span]]:
    page = page_of(document)
    return list(entries_of(page)) if page.language == "en" else []  # only pages in English are known to tell one


def _moment(document: Document) -> datetime:
    when = document.published or document.retrieved
    return as_moment(when) if when is not None else datetime.min.replace(tzinfo=UTC)


def _change(before: PageRevision | None, after: PageRevision) -> PageChange:
    new = _Text(after.document)
    if before is None:
        moves = moves_between((), new.stated(after.claims), {}, (), new.keys)
        return PageChange(before=None, after=after.document, wordings=(), claims=moves)
    old = _Text(before.document)
    pairs = _pairs(old.keys, new.keys) if old.keys and new.keys else []
    replaced = {i: j for i, j in pairs if i is not None and j is not None}
    moves = moves_between(old.stated(before.claims), new.stated(after.claims), replaced, old.keys, new.keys)
    wordings = tuple(_wording(old, new, i, j) for i, j in pairs)
    return PageChange(before=before.document, after=after.document, wordings=wordings, claims=moves)


def _wording(old: _Text, new: _Text, i: int | None, j: int | None) -> Wording:
    kind = WordingKind.ADDED if i is None else WordingKind.REMOVED if j is None else WordingKind.REPLACED
    return Wording(
        kind=kind,
        before=old.document.passage(old.spans[i]) if i is not None else None,
        after=new.document.passage(new.spans[j]) if j is not None else None,
        advises=i is not None and old.advises(i) or j is not None and new.advises(j),
    )


class _Text:
    """The sentences of a revision, with their words as they are compared."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.blanked, blocks = read_page(document.text)
        self.spans = [s for b in blocks for s in sentences_of(self.blanked, b.begin, b.end)]
        self.keys = [self._words(span) for span in self.spans]
        self._begins = [span.begin for span in self.spans]
        self._read = [(b.block.begin, b.block.end) for b in page_of(document).blocks]
        self._told = [span for _, span in _entries(document)]

    def _words(self, span: Span) -> str:
        # A sentence without its full stop or its capital is the same sentence.
        return " ".join(self.blanked[span.begin : span.end].split()).rstrip(" .").casefold()

    def _said(self, claim: Claim) -> str:
        kept = claim.passage.span.end <= len(self.blanked)
        return self._words(claim.passage.span) if kept else " ".join(claim.passage.exact.split()).rstrip(" .").casefold()

    def advises(self, number: int) -> bool:
        """Whether the sentence stands in a section that postures are read from."""
        begin = self.spans[number].begin
        at = bisect_right(self._read, (begin, len(self.blanked) + 1)) - 1
        return at >= 0 and begin < self._read[at][1]

    def stated(self, claims: Iterable[Claim]) -> tuple[Stated, ...]:
        """The claims, each with the sentence it stands in and its words; not those of the page's own history."""
        return tuple(
            Stated(claim=c, sentence=bisect_right(self._begins, c.passage.span.begin) - 1, words=self._said(c))
            for c in claims
            if not any(span.contains(c.passage.span) for span in self._told)
        )


Pair = tuple[int | None, int | None]


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Sentences that changed, by number: (old, new), or None on the side where there is none."""
    blocks = [code for code in SequenceMatcher(None, old, new).get_opcodes() if code[0] != "equal"]
    gone = [n for _, i, i_end, _, _ in blocks for n in range(i, i_end)]
    fresh = [n for *_, j, j_end in blocks for n in range(j, j_end)]
    moved_on = Counter(old[n] for n in gone) & Counter(new[n] for n in fresh)
    lone_gone, lone_fresh = _beyond(gone, old, moved_on), _beyond(fresh, new, moved_on)
    pairs: list[Pair] = []
    for _, i, i_end, j, j_end in blocks:
        pairs += _matched([n for n in range(i, i_end) if n in lone_gone], [n for n in range(j, j_end) if n in lone_fresh], old, new)
    # What is gone in one place may stand rewritten in another.
    lost = [i for i, j in pairs if j is None and i is not None]
    added = [j for i, j in pairs if i is None and j is not None]
    moved = [(i, j) for i, j in _matched(lost, added, old, new) if i is not None and j is not None]
    taken_old, taken_new = {i for i, _ in moved}, {j for _, j in moved}
    found: list[Pair] = [*moved]
    found += [(i, j) for i, j in pairs if not (j is None and i in taken_old or i is None and j in taken_new)]
    return _in_order(found)


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """By the later text; what was removed stands behind what came before it in the earlier one."""
    place: dict[int, int] = {i: j for i, j in pairs if i is not None and j is not None}
    kept = sorted(place)

    def where(pair: Pair) -> tuple[int, int]:
        i, j = pair
        if j is not None:
            return j, 0
        assert i is not None  # a pair has a side
        earlier = bisect_left(kept, i)
        return (place[kept[earlier - 1]] if earlier else -1, 1 + i)

    return sorted(pairs, key=where)


def _beyond(numbers: Sequence[int], keys: Sequence[str], moved_on: Counter[str]) -> set[int]:
    """Numbers of the sentences that do not stand elsewhere in the other text."""
    left = Counter(moved_on)
    beyond = set()
    for n in numbers:
        if left[keys[n]]:
            left[keys[n]] -= 1
        else:
            beyond.add(n)
    return beyond


def _matched(gone: Sequence[int], fresh: Sequence[int], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The most alike first; what is like nothing stays alone."""
    alike = sorted(_likeness(gone[:_MOST], fresh[:_MOST], old, new), key=lambda found: (-found[0], found[1], found[2]))
    replaced: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in alike:
        if i not in replaced and j not in taken:
            replaced[i] = j
            taken.add(j)
    alone: list[Pair] = [(None, j) for j in fresh if j not in taken]
    return [*((i, replaced.get(i)) for i in gone), *alone]


def _likeness(
    gone: Sequence[int], fresh: Sequence[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[float, int, int]]:
    """(share of words that two sentences have in common, their numbers); words are counted, since order may change."""
    after = {j: Counter(new[j].split()) for j in fresh}
    for i in gone:
        before = Counter(old[i].split())
        for j, words in after.items():
            both = before.total() + words.total()
            share = 2 * (before & words).total() / both if both else 0.0
            if share >= _ALIKE:
                yield share, i, j
