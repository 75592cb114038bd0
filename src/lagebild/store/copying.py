"""Which documents of a store are copies of one another: found by anchors, confirmed on the texts.

Anchors are those of a text's runs of words that have the smallest hashes: few of them, since each is written to a page
of its own in a large store. Looked for are many more, which costs little. Texts that share anchors are compared exactly,
by the share of the shorter one's runs that stand in the other, as ``documents.copies`` does for a batch.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from sqlalchemy import Connection, func, select

from lagebild.documents.copies import LEAST, SHARED
from lagebild.store.codec import sealed
from lagebild.store.parameters import slices
from lagebild.store.rows import NO_WORDS, Row, Words
from lagebild.store.schema import anchor, copy, document

ONE_IN = 10  # runs of words becomes an anchor: 18 for a report of 180 words
LEAST_ANCHORS = 12  # of a text that is long enough to be compared
# An anchor in more documents than these is a formula of the trade, or a text printed everywhere; looking all of them
# up would cost more with every report.
MAX_HOLDERS = 256
_KEPT_SHINGLES = 400_000  # of documents compared lately, some 40 MB


class _Lately:
    """Shingles of documents compared lately; a document's id is a hash of its text, so they hold for every store."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, frozenset[bytes]] = OrderedDict()
        self._size = 0

    def get(self, identity: str) -> frozenset[bytes] | None:
        found = self._kept.get(identity)
        if found is not None:
            self._kept.move_to_end(identity)
        return found

    def keep(self, identity: str, shingles: frozenset[bytes]) -> None:
        if identity in self._kept:
            return
        self._kept[identity] = shingles
        self._size += len(shingles)
        while self._size > _KEPT_SHINGLES and len(self._kept) > 1:
            self._size -= len(self._kept.popitem(last=False)[1])


_LATELY = _Lately()


def anchors_of(words: Words) -> list[int]:
    """Anchors as signed integers of 64 bits, in no order; none for a text too short to be compared."""
    if len(words.shingles) < LEAST:
        return []
    count = max(LEAST_ANCHORS, len(words.shingles) // ONE_IN)
    return [int.from_bytes(s, "big", signed=True) for s in nsmallest(count, words.shingles)]


def probes_of(words: Words) -> list[int]:
    """Where the anchors are that this text has in common with any other: its runs in the lower half of all hashes.

    Only a text of fewer than thirty runs has an anchor above it now and then.
    """
    if len(words.shingles) < LEAST:
        return []
    return [int.from_bytes(s, "big") for s in words.shingles if s[0] < 128]


def anchor_rows(identity: str, words: Words) -> list[Row]:
    return [{"hash": value, "document": identity} for value in anchors_of(words)]


def find_copies(connection: Connection, fresh: Mapping[str, Words]) -> dict[tuple[str, str], float]:
    """Pairs of a fresh document and any other of the store, smaller id first, with the share they have in common.

    Args:
        fresh: by id; their rows and anchors are in the store already.
    """
    for identity, words in fresh.items():
        _LATELY.keep(identity, words.shingles)
    found = {_pair(one, other): 1.0 for one, other in _same_words(connection, fresh)}
    candidates = _candidates(connection, fresh)
    texts = _shingles_of(connection, {other for others in candidates.values() for other in others}, fresh)
    for one, others in candidates.items():
        own = fresh[one].shingles
        for other in others:
            theirs = texts.get(other)
            if theirs is None or len(theirs) < LEAST or _pair(one, other) in found:
                continue
            share = len(own & theirs) / min(len(own), len(theirs))
            if share >= SHARED:
                found[_pair(one, other)] = share
    return found


def copy_rows(pairs: Mapping[tuple[str, str], float]) -> list[Row]:
    return [sealed(copy, {"document": a, "other": b, "share": share}) for (a, b), share in pairs.items()]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _same_words(connection: Connection, fresh: Mapping[str, Words]) -> list[tuple[str, str]]:
    by_hash: dict[str, list[str]] = defaultdict(list)
    for identity, words in fresh.items():
        if words.whole != NO_WORDS:
            by_hash[words.whole].append(identity)
    holders: dict[str, list[str]] = defaultdict(list)
    for some in slices(by_hash):
        query = select(document.c.words_hash, document.c.id).where(document.c.words_hash.in_(some))
        for whole, identity in connection.execute(query):
            holders[whole].append(identity)
    return [
        (one, other)
        for whole, own in by_hash.items()
        for one in own
        for other in sorted(holders[whole])[: MAX_HOLDERS + 1]
        if other != one
    ]


def _candidates(connection: Connection, fresh: Mapping[str, Words]) -> dict[str, set[str]]:
    """For each fresh document those with which it shares enough anchors to be worth the exact count."""
    askers: dict[int, list[str]] = defaultdict(list)
    for identity, words in fresh.items():
        for value in probes_of(words):
            askers[value].append(identity)
    crowded = _crowded(connection, askers)
    hits: dict[str, Counter[str]] = {identity: Counter() for identity in fresh}
    for some in slices(value for value in askers if value not in crowded):
        query = select(anchor.c.hash, anchor.c.document).where(anchor.c.hash.in_(some))
        for value, holder in connection.execute(query).all():
            for identity in askers[value]:
                hits[identity][holder] += 1
    for identity, counted in hits.items():
        counted.pop(identity, None)
    number = _anchor_counts(connection, {holder for counted in hits.values() for holder in counted})
    found: dict[str, set[str]] = {}
    for identity, counted in hits.items():
        words = fresh[identity]
        # Of a text that holds this one whole, one run in ONE_IN or more is an anchor. A quarter of what copies share
        # is asked for: a sample may be a poor one, and formulas are missing from the hits.
        found[identity] = {
            holder
            for holder, count in counted.items()
            if count >= SHARED * min(number[holder], len(words.shingles) / ONE_IN) / 4
        }
        own = set(anchors_of(words))
        if own and len(crowded & own) * 2 > len(own):
            found[identity] |= _first_holders(connection, min(crowded & own)) - {identity}
    return {identity: others for identity, others in found.items() if others}


def _crowded(connection: Connection, hashes: Iterable[int]) -> set[int]:
    """Anchors held by more than MAX_HOLDERS; known ones are not counted again, for they only get more."""
    known: set[int] = connection.info.setdefault("crowded anchors", set())
    wanted = set(hashes)
    for some in slices(wanted - known):
        query = select(anchor.c.hash).where(anchor.c.hash.in_(some)).group_by(anchor.c.hash)
        known.update(connection.execute(query.having(func.count() > MAX_HOLDERS)).scalars())
    return wanted & known


def _first_holders(connection: Connection, value: int) -> set[str]:
    """A text that is printed everywhere: most of its anchors are crowded, and any of their holders will do."""
    query = select(anchor.c.document).where(anchor.c.hash == value).order_by(anchor.c.document).limit(MAX_HOLDERS)
    return set(connection.execute(query).scalars())


def _anchor_counts(connection: Connection, documents: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for some in slices(documents):
        query = select(anchor.c.document, func.count()).where(anchor.c.document.in_(some)).group_by(anchor.c.document)
        counts.update((identity, count) for identity, count in connection.execute(query))
    return counts


def _shingles_of(
    connection: Connection, wanted: Iterable[str], fresh: Mapping[str, Words]
) -> dict[str, frozenset[bytes]]:
    """Shingles of the documents whose text is still kept."""
    found: dict[str, frozenset[bytes]] = {}
    missing: list[str] = []
    for identity in wanted:
        known = fresh[identity].shingles if identity in fresh else _LATELY.get(identity)
        if known is None:
            missing.append(identity)
        else:
            found[identity] = known
    for some in slices(missing, 200):
        query = select(document.c.id, document.c.text).where(document.c.id.in_(some), document.c.text.is_not(None))
        for identity, text in connection.execute(query):
            found[identity] = Words.of(text).shingles
            _LATELY.keep(identity, found[identity])
    return found
