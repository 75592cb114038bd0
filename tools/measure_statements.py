"""How right statements are: kinds and roles, confidence, speech acts, chains, and cues in speeches.

usage: python tools/measure_statements.py [--errors] [--locate]

Our own texts (tests/corpus/statements-own.jsonl) are always there. What lies in ../shared (or in LAGEBILD_SHARED) is
for measuring only; what is missing is named and skipped. --errors lists what is read otherwise in our own texts,
--locate computes the offsets in them anew from the words.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from lagebild.language import analyse
from lagebild.model import Document
from lagebild.model.statement import Statement
from lagebild.statements import DEFAULT_THRESHOLD, find_statements, statements_to_gold_shape

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from measures import f1, read_rows, share  # noqa: E402
from statements.gold import PATH, locate, read_gold, score  # noqa: E402

BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement found: its confidence, and whether the gold data agrees in content and speaker."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements whose confidence lies in one tenth.

    Attributes:
        mean, right: the mean confidence, and the share that is right.
    """

    begin: float
    count: int
    mean: float
    right: float


def shared() -> Path:
    return Path(os.environ.get("LAGEBILD_SHARED", ROOT.parent / "shared"))


def scorer() -> ModuleType | None:
    """``score_statements.py`` from beside the checkout, or None."""
    path = shared() / "tools" / "score_statements.py"
    spec = importlib.util.spec_from_file_location("score_statements", path) if path.exists() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def find(key: str, text: str) -> list[Statement]:
    return list(find_statements(Document(key=key, text=text, source="measured"), analyse(text)))


def judge(rules: Any, gold: dict[str, Any], found: dict[str, list[Statement]]) -> Iterator[Judged]:
    """Every statement found, with the verdict of the scorer's *said*."""
    for key, entry in gold.items():
        line = statements_to_gold_shape(Document(key=key, text=entry["text"], source="measured"), found[key])
        wanted, got = rules.groups(entry, entry["tokens"]), rules.groups(line, entry["tokens"])
        right: dict[int, bool] = {}
        for a, b in rules.pairs(wanted, got):
            same = bool(a["speaker"] & b["speaker"]) or not (a["speaker"] or b["speaker"])
            right[id(b)] = bool(rules.overlap(a["quote"], b["quote"]) >= 0.5 and same)
        for statement, group in zip(found[key], got, strict=True):
            yield Judged(statement.confidence, right.get(id(group), False))


def reliability(judged: list[Judged]) -> tuple[list[Bin], float]:
    """Ten bins of equal width, and the expected calibration error: the mean gap, weighted by the bins' sizes."""
    bins: list[Bin] = []
    error = 0.0
    for k in range(BINS):
        inside = [j for j in judged if min(int(j.confidence * BINS), BINS - 1) == k]
        if not inside:
            continue
        mean = sum(j.confidence for j in inside) / len(inside)
        right = sum(j.right for j in inside) / len(inside)
        bins.append(Bin(k / BINS, len(inside), mean, right))
        error += len(inside) / len(judged) * abs(mean - right)
    return bins, error


def shape(gold: dict[str, Any], found: dict[str, list[Statement]], keep: Callable[[Statement], bool]) -> dict[str, Any]:
    return {
        key: statements_to_gold_shape(
            Document(key=key, text=entry["text"], source="measured"), [s for s in found[key] if keep(s)]
        )
        for key, entry in gold.items()
    }


def wikinews() -> None:
    """Scores by role and kind, the reliability table and the pairs of precision and recall over thresholds."""
    path, rules = shared() / "wikinews-quotes" / "dev.jsonl", scorer()
    if rules is None or not path.exists():
        print(f"skipped: Wikinews dev, there is no {path} or no tools/score_statements.py beside it")
        return
    gold = rules.read(str(path))
    found = {key: find(key, entry["text"]) for key, entry in gold.items()}
    lines = shape(gold, found, lambda s: True)
    figures = rules.score(gold, lines)
    print(f"Wikinews dev, {len(gold)} articles, {sum(len(e['statements']) for e in gold.values())} statements")
    for part in ("said", "quote", "roles", "joint", "speaker", "cue", "frame", "addressee"):
        print(f"  {part:21} P {figures[part + '_p']:.3f}  R {figures[part + '_r']:.3f}  F1 {figures[part + '_f1']:.3f}")
    for kind in ("Direct", "Indirect", "IndirectFreeIndirect", "Reported", "FreeIndirect"):
        own = rules.score(gold, lines, kind)
        parts = ("quote", "speaker", "cue", "frame", "addressee", "joint")
        print(f"  {kind:21} " + "  ".join(f"{part} {own[part + '_f1']:.3f}" for part in parts))
    bins, error = reliability(list(judge(rules, gold, found)))
    print("\nconfidence, Wikinews dev (said)\n  bin        count  confidence  right")
    for b in bins:
        print(f"  {b.begin:.1f}-{b.begin + 0.1:.1f} {b.count:9} {b.mean:11.3f} {b.right:6.3f}")
    print(f"  expected calibration error {error:.3f}")
    for least in sorted({0.0, 0.5, 0.6, 0.7, DEFAULT_THRESHOLD, 0.8, 0.85}):
        sure = rules.score(gold, shape(gold, found, lambda s, least=least: s.confidence >= least))  # type: ignore[misc]
        mark = "  DEFAULT_THRESHOLD" if least == DEFAULT_THRESHOLD else ""
        print(f"  confidence >= {least:.2f}: said P {sure['said_p']:.3f}  R {sure['said_r']:.3f}{mark}")


# Which marks are written close to the word before or after them.
_CLOSE_LEFT, _CLOSE_RIGHT = frozenset(",.;:!?“)]"), frozenset("„([")


def speech_text(sentences: list[list[str]]) -> tuple[str, dict[str, tuple[int, int]]]:
    """A speech's tokens as text, and the code points of each by its "sentence:token" id."""
    text, places, open_before = "", {}, True
    for i, sentence in enumerate(sentences):
        for j, word in enumerate(sentence):
            if not open_before and word not in _CLOSE_LEFT:
                text += " "
            places[f"{i}:{j}"] = (len(text), len(text) + len(word))
            text += word
            open_before = word in _CLOSE_RIGHT
    return text, places


def covered(spans: list[tuple[int, int]], places: dict[str, tuple[int, int]]) -> set[str]:
    """Ids of the tokens that a span overlaps."""
    letters = {k for b, e in spans for k in range(b, e)}
    return {name for name, (b, e) in places.items() if any(k in letters for k in range(b, e))}


def speeches() -> None:
    """Cue words and messages in Bundestag speeches (GePaDe, SpkAtt-2023 task 1), by token over all speeches."""
    path = shared() / "corpora" / "gepade-spkatt" / "dev.jsonl"
    if not path.exists():
        print(f"skipped: GePaDe dev, there is no {path}")
        return
    counts = {"cue": [0, 0, 0], "message": [0, 0, 0]}
    number = 0
    for entry in read_rows(path):
        number += 1
        text, places = speech_text(entry["sentences"])
        found = find(entry["id"], text)
        ours = {
            "cue": covered([(s.begin, s.end) for st in found for s in st.cue], places),
            "message": covered([(s.begin, s.end) for st in found for s in st.content], places),
        }
        for part, field in (("cue", "Cue"), ("message", "Message")):
            wanted = {name for a in entry["annotations"] for name in a[field]}
            for k, size in enumerate((len(wanted & ours[part]), len(ours[part]), len(wanted))):
                counts[part][k] += size
    print(f"\nGePaDe dev, {number} speeches, by token")
    for part, (both, got, wanted_size) in counts.items():
        p, r = share(both, got), share(both, wanted_size)
        print(f"  {part:21} P {p:.3f}  R {r:.3f}  F1 {f1(p, r):.3f}")


def own(errors: bool) -> None:
    """Speech acts and chains in our own texts."""
    tally = score(read_gold())
    figures = tally.figures()
    print(f"own texts, {tally.gold} statements, {tally.pairs} found, {tally.linked} of those with a chain on either side")
    print(f"  said                  P {figures['said_p']:.3f}  R {figures['said_r']:.3f}  F1 {figures['said_f1']:.3f}")
    print(f"  act                   {figures['act']:.3f} of those found, {figures['act_of_all']:.3f} of all")
    print(f"  chain, exact          {figures['chain']:.3f} of those found, {figures['chain_linked']:.3f} where there is one")
    print(f"  chain, first link     {figures['chain_first']:.3f} of those found, {figures['chain_first_linked']:.3f} where there is one\n")
    if errors:
        print("\n".join(sorted(tally.errors)), end="\n\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", action="store_true", help="what is read otherwise in our own texts")
    parser.add_argument("--locate", action="store_true", help="compute the offsets in our own texts anew")
    options = parser.parse_args()
    if options.locate:
        entries = [locate(entry) for entry in read_gold()]
        PATH.write_text("".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries), encoding="utf-8")
        print(f"{len(entries)} texts located in {PATH}")
        return 0
    own(options.errors)
    wikinews()
    speeches()
    return 0


if __name__ == "__main__":
    sys.exit(main())
