"""How many of a report's claims are found: precision, recall and F1 against gold claims.

A claim is right when report, actor, dimension, place and value agree with a gold claim; each gold claim counts
once, and what repeats one already found counts neither way. Gold may name further right values and statuses, and
claims that may be left out. What a gold claim calls denied, declined or considered and a reading asserts is wrong
twice: spurious and missed.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import lagebild
from measures import Row, f1, read_rows, share

GUARDED = frozenset({"denied", "declined", "considered"})
LONGEST = 500  # code points: a longer passage proves nothing


@dataclass(kw_only=True)
class Score:
    """Counts over all dimensions that the gold claims speak of."""

    right: int = 0
    spurious: int = 0
    missed: int = 0
    status: int = 0
    passage: int = 0
    guarded: int = 0
    guarded_gold: int = 0
    wrong: list[tuple[str, Row]] = field(default_factory=list, repr=False)
    errors: list[str] = field(default_factory=list, repr=False)

    @property
    def precision(self) -> float:
        return share(self.right, self.right + self.spurious)

    @property
    def recall(self) -> float:
        return share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)

    @property
    def status_share(self) -> float:
        return share(self.status, self.right)

    def __add__(self, other: Score) -> Score:
        counts = ("right", "spurious", "missed", "status", "passage", "guarded", "guarded_gold")
        sums = {name: getattr(self, name) + getattr(other, name) for name in counts}
        return Score(**sums, errors=self.errors + other.errors, wrong=self.wrong + other.wrong)


def score(gold: Sequence[Row], found: Iterable[Row]) -> Score:
    """Found claims against gold claims; the order of neither plays a part."""
    result = Score()
    dimensions = {g["dimension"] for g in gold}
    cells: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, g in enumerate(gold):
        cells[_cell(g)].append(number)
    options = []
    for row in found:
        if row["dimension"] in dimensions:
            fitting = [n for n in cells[_cell(row)] if row["value"] in _values(gold[n]) and not _overstated(gold[n], row)]
            options.append((fitting, row))
    # A claim with one fitting gold claim goes before one that can choose; the rest is only to be the same each time.
    options.sort(key=lambda o: (len(o[0]), o[1]["document"], o[1]["begin"], o[1]["value"], o[1]["status"]))
    taken: set[int] = set()
    for fitting, row in options:
        if not fitting:
            result.spurious += 1
            result.wrong.append(("spurious", row))
            result.errors.append(f"spurious  {_show(row)}  {row['passage'][:120]!r}")
            continue
        free = [n for n in fitting if n not in taken]
        if not free:
            continue
        best = max(free, key=lambda n: _likeness(gold[n], row))
        taken.add(best)
        if gold[best].get("required", True):
            _count(result, gold[best], row)
    for number, g in enumerate(gold):
        if g.get("required", True):
            result.guarded_gold += _statuses(g) <= GUARDED
            if number not in taken:
                result.missed += 1
                result.wrong.append(("missed", g))
                result.errors.append(f"missed    {_show(g)}  {g.get('text', '')[:120]!r}")
    return result


CAUSES = ("place", "government", "step", "guarded", "not found", "not told", "no claim at all")


def causes(result: Score, documents_with_gold: Iterable[str]) -> dict[str, int]:
    """Missed and spurious claims by cause; a missed one and a spurious one that differ in one thing are that thing, twice.

    "guarded" is a denied, declined or considered claim that was not found as such, "not told" a claim read where none
    is, "no claim at all" one in a report that holds none.
    """
    told = set(documents_with_gold)
    spurious = [row for kind, row in result.wrong if kind == "spurious"]
    found = dict.fromkeys(CAUSES, 0)
    for kind, gold in result.wrong:
        if kind != "missed":
            continue
        for cause, keys in (
            ("place", ("document", "actor", "dimension", "value")),
            ("government", ("document", "dimension", "place", "value")),
            ("step", ("document", "actor", "dimension", "place")),
        ):
            other = next((row for row in spurious if all(row[k] == gold[k] for k in keys)), None)
            if other is not None:
                spurious.remove(other)
                found[cause] += 2
                break
        else:
            found["guarded" if _statuses(gold) <= GUARDED else "not found"] += 1
    for row in spurious:
        found["not told" if row["document"] in told else "no claim at all"] += 1
    return found


def _count(result: Score, gold: Row, row: Row) -> None:
    agrees = row["status"] in _statuses(gold)
    result.right += 1
    result.status += agrees
    result.guarded += agrees and _statuses(gold) <= GUARDED
    result.passage += _located(gold, row)
    if not agrees:
        result.errors.append(f"status    {_show(gold)}  read as {row['status']}")


def _cell(row: Row) -> tuple[str, ...]:
    return row["document"], row["actor"], row["dimension"], row["place"]


def _values(gold: Row) -> frozenset[str]:
    return frozenset({gold["value"], *gold.get("values", ())})


def _statuses(gold: Row) -> frozenset[str]:
    return frozenset({gold.get("status", "asserted"), *gold.get("statuses", ())})


def _overstated(gold: Row, row: Row) -> bool:
    return bool(row["status"] == "asserted" and _statuses(gold) <= GUARDED)


def _located(gold: Row, row: Row) -> bool:
    touches = any(begin < row["end"] and row["begin"] < end for begin, end in gold.get("passages", ()))
    return bool(touches and row["end"] - row["begin"] <= LONGEST)


def _likeness(gold: Row, row: Row) -> tuple[bool, ...]:
    return _located(gold, row), gold["value"] == row["value"], row["status"] in _statuses(gold), gold.get("required", True)


def _show(row: Row) -> str:
    return " · ".join((*_cell(row), row["value"], row.get("status", "asserted")))


def rows_of(readings: Iterable[lagebild.Reading]) -> list[Row]:
    """Claims of readings in the shape of the gold files."""
    return [
        {
            "document": claim.passage.document,
            "actor": claim.actor,
            "dimension": claim.dimension,
            "place": claim.place,
            "value": claim.value,
            "status": str(claim.status),
            "begin": claim.passage.span.begin,
            "end": claim.passage.span.end,
            "passage": claim.passage.exact,
        }
        for reading in readings
        for claim in reading.claims.claims
    ]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Reports with their gold claims; each part is read and scored by itself.

    Attributes:
        parts: (paths of reports, path of gold claims). A report and its correction share an id and need two parts.
    """

    name: str
    parts: tuple[tuple[tuple[Path, ...], Path], ...]

    @property
    def digest(self) -> str:
        """SHA-256 of all reports and gold claims in their order."""
        whole = hashlib.sha256()
        for reports, gold in self.parts:
            for path in (*reports, gold):
                whole.update(path.read_bytes())
        return whole.hexdigest()

    def score(self) -> Score:
        """Read everything and count."""
        total = Score()
        for reports, gold in self.parts:
            readings, errors = lagebild.read_files(*map(str, reports))
            assert not errors, errors
            total += score(read_rows(gold), rows_of(readings))
        return total

    def by_dimension(self) -> dict[str, Score]:
        """As :meth:`score`, each dimension by itself."""
        totals: dict[str, Score] = {}
        for reports, gold in self.parts:
            found = rows_of(lagebild.read_files(*map(str, reports))[0])
            for name, part in by_dimension(read_rows(gold), found).items():
                totals[name] = totals.get(name, Score()) + part
        return totals


def by_dimension(gold: Sequence[Row], found: Sequence[Row]) -> dict[str, Score]:
    """A score for each dimension that the gold claims speak of."""
    return {
        name: score([g for g in gold if g["dimension"] == name], [f for f in found if f["dimension"] == name])
        for name in sorted({g["dimension"] for g in gold})
    }


def own_samples(root: Path) -> list[Sample]:
    """The sets that the repository itself holds."""
    crisis, corpus = root / "samples" / "crisis", root / "tests" / "corpus"
    reports = sorted(crisis.glob("*.txt"))
    correction = crisis / "06-korrektur.txt"
    first = tuple(path for path in reports if path != correction)
    samples = [
        Sample(
            name="crisis",
            parts=(
                (first, crisis / "gold-claims.jsonl"),
                ((correction,), crisis / "gold-claims-correction.jsonl"),
            ),
        )
    ]
    for name in ("dev", "more", "rounds", "held", "aside"):
        if (corpus / f"{name}-reports.jsonl").exists():
            part = (corpus / f"{name}-reports.jsonl",), corpus / f"{name}-claims.jsonl"
            samples.append(Sample(name=name, parts=(part,)))
    return samples
