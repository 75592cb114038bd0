"""The own annotated texts (``tests/corpus/statements-own.jsonl``): reading, locating and scoring them.

Shared by the test of the floor and by ``tools/measure_statements.py``. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lagebild.language import analyse
from lagebild.model import Document
from lagebild.model.statement import Statement
from lagebild.statements import find_statements
from measures import f1, read_rows, share

PATH = Path(__file__).resolve().parents[1] / "corpus" / "statements-own.jsonl"
_WORD = re.compile(r"\w+")
Spans = list[list[int]]


def read_gold(path: Path = PATH) -> list[dict[str, Any]]:
    """One dict a text, in the order of the file."""
    return read_rows(path)


def locate(entry: dict[str, Any]) -> dict[str, Any]:
    """The entry with ``spans`` and ``speaker_spans``; a part that does not stand in the text is an error.

    Raises:
        ValueError: a quote or speaker is not to be found; names it.
    """
    text: str = entry["text"]
    floor = 0
    done = []
    for given in entry["statements"]:
        parts = [given["quote"]] if isinstance(given["quote"], str) else given["quote"]
        spans, at = [], floor
        for part in parts:
            begin = text.find(part, at)
            begin = text.find(part) if begin < 0 else begin
            if begin < 0:
                raise ValueError(f"{entry['id']}: {part!r} does not stand in the text; copy it anew")
            spans.append([begin, begin + len(part)])
            at = begin + len(part)
        speaker = given["speaker"]
        places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(speaker)}(?!\w)", text)] if speaker else []
        if speaker and not places:
            raise ValueError(f"{entry['id']}: speaker {speaker!r} does not stand in the text; copy it anew")
        near = min(places, key=lambda p: abs(p - spans[0][0])) if places else None
        floor = spans[0][0]
        done.append(
            {
                "quote": given["quote"],
                "speaker": speaker,
                "act": given["act"],
                "via": given["via"],
                "spans": spans,
                "speaker_spans": [[near, near + len(speaker)]] if near is not None else [],
            }
        )
    return {"id": entry["id"], "text": text, "statements": done}


@dataclass(slots=True)
class Tally:
    """Counts over all texts.

    Attributes:
        act, chain, first: how many of the pairs agree in the act, the whole chain, its first link.
        linked: pairs of which either side has a chain; chain_linked, how many of those agree.
        errors: one line each, for ``--errors``.
    """

    gold: int = 0
    found: int = 0
    right: int = 0
    pairs: int = 0
    act: int = 0
    chain: int = 0
    first: int = 0
    linked: int = 0
    chain_linked: int = 0
    first_linked: int = 0
    errors: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Shares from 0 to 1."""
        p, r = share(self.right, self.found), share(self.right, self.gold)
        return {
            "said_p": p,
            "said_r": r,
            "said_f1": f1(p, r),
            "act": share(self.act, self.pairs),
            "act_of_all": share(self.act, self.gold),
            "chain": share(self.chain, self.pairs),
            "chain_first": share(self.first, self.pairs),
            "chain_linked": share(self.chain_linked, self.linked),
            "chain_first_linked": share(self.first_linked, self.linked),
        }


def score(entries: Iterable[dict[str, Any]]) -> Tally:
    """The stage run on each text and compared with its gold."""
    tally = Tally()
    for entry in entries:
        document = Document(key=entry["id"], text=entry["text"], source="own")
        _compare(entry, list(find_statements(document, analyse(document.text))), tally)
    return tally


def _compare(entry: dict[str, Any], found: list[Statement], tally: Tally) -> None:
    text: str = entry["text"]
    gold = entry["statements"]
    tally.gold += len(gold)
    tally.found += len(found)
    free_gold, free_found = set(range(len(gold))), set(range(len(found)))
    for g, f in _pairs(text, gold, found):
        free_gold.discard(g)
        free_found.discard(f)
        given, ours = gold[g], found[f]
        name = f"{entry['id']}: {given['quote']!r} ({ours.rule})"
        tally.pairs += 1
        same = bool(_words(text, given["speaker_spans"]) & _words(text, _plain(ours.speaker)))
        same = same or not (given["speaker_spans"] or ours.speaker)
        tally.right += same
        if not same:
            said_by = " | ".join(text[s.begin : s.end] for s in ours.speaker)
            tally.errors.append(f"speaker  {name}: {given['speaker']!r}, read as {said_by!r}")
        tally.act += given["act"] == ours.act
        if given["act"] != ours.act:
            tally.errors.append(f"act      {name}: {given['act']}, read as {ours.act}")
        ours_via, via = [v.casefold() for v in ours.via], [v.casefold() for v in given["via"]]
        equal, first = via == ours_via, via[:1] == ours_via[:1]
        tally.chain += equal
        tally.first += first
        if via or ours_via:
            tally.linked += 1
            tally.chain_linked += equal
            tally.first_linked += first
        if not equal:
            tally.errors.append(f"chain    {name}: {given['via']}, read as {list(ours.via)}")
    for g in sorted(free_gold):
        tally.errors.append(f"missed   {entry['id']}: {gold[g]['quote']!r} ({gold[g]['act']})")
    for f in sorted(free_found):
        said = " | ".join(text[s.begin : s.end] for s in found[f].content)
        tally.errors.append(f"spurious {entry['id']}: {said!r} ({found[f].rule})")


def _pairs(text: str, gold: list[dict[str, Any]], found: list[Statement]) -> Iterator[tuple[int, int]]:
    """Gold and found statements whose words agree with an F1 of .5 or more, the best first, each once."""
    ranked = []
    for g, given in enumerate(gold):
        wanted = _words(text, given["spans"])
        for f, ours in enumerate(found):
            got = _words(text, _plain(ours.content))
            shared = 2 * len(wanted & got) / (len(wanted) + len(got)) if wanted or got else 0.0
            if shared >= 0.5:
                ranked.append((-shared, g, f))
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, g, f in sorted(ranked):
        if g not in used_gold and f not in used_found:
            used_gold.add(g)
            used_found.add(f)
            yield g, f


def _plain(spans: Iterable[Any]) -> Spans:
    return [[s.begin, s.end] for s in spans]


def _words(text: str, spans: Spans) -> frozenset[int]:
    """Where the words of the spans begin."""
    return frozenset(m.start() + b for b, e in spans for m in _WORD.finditer(text[b:e]))
