"""How accurate Lagebild is on every set of data that is there.

usage: python tools/figures.py [--write] [--floors] [--errors SET]

The repository's own sets are always there. ../shared (or the folder in LAGEBILD_SHARED) holds material that is
for measuring only; sets that are missing are named and left out. --write puts the table into
docs/guide/figures.md, --floors prints tests/floors.toml anew, --errors lists what went wrong in one set.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import lagebild  # noqa: E402
from lagebild.statements.confidence import DEFAULT_THRESHOLD  # noqa: E402
from measures import read_rows  # noqa: E402
from scoring import CAUSES, Sample, Score, causes, own_samples  # noqa: E402

PAGE = ROOT / "docs" / "guide" / "figures.md"
BELOW = 0.02  # how far a floor lies under what was reached
# Held data keeps its worth only while nobody looks at what goes wrong in it.
BLIND = {"held", "aside"}
OWN = ("crisis", "dev", "more", "rounds", "held", "aside")
MATCH = ("actor", "dimension", "place", "value")
TITLES = {
    "crisis": "sample crisis, 10 reports (`samples/crisis`)",
    "dev": "own corpus, for development (`tests/corpus/dev-*`)",
    "more": "own corpus, second round, read before mending at F1 0.667 (`tests/corpus/more-*`)",
    "rounds": "own corpus, ten later rounds, read before mending at F1 0.53 to 0.77 (`tests/corpus/rounds-*`)",
    "held": "own corpus, held back from the start (`tests/corpus/held-*`)",
    "aside": "own corpus, three later rounds kept aside (`tests/corpus/aside-*`)",
    "seeds": "two reports of 24 January 2022 (`../shared/seeds`)",
    "shared": "sixteen short reports (`../shared/gold/dev-*`)",
}


def shared() -> Path:
    return Path(os.environ.get("LAGEBILD_SHARED", ROOT.parent / "shared"))


def all_samples() -> list[Sample]:
    """Own sets first, then those of ../shared that are there."""
    samples = own_samples(ROOT)
    for name, reports, gold in (
        ("seeds", shared() / "seeds" / "seeds.jsonl", shared() / "gold" / "seed-claims.jsonl"),
        ("shared", shared() / "gold" / "dev-reports.jsonl", shared() / "gold" / "dev-claims.jsonl"),
    ):
        if reports.exists() and gold.exists():
            samples.append(Sample(name=name, parts=(((reports,), gold),)))
        else:
            print(f"left out: {name}, there is no {reports.parent.name}/{reports.name} in ../shared", file=sys.stderr)
    return samples


def claims_table(scores: dict[str, Score]) -> list[str]:
    lines = [
        "| claims in | P | R | F1 | status | guarded | passage | right, spurious, missed |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for name, s in scores.items():
        guarded = f"{s.guarded}/{s.guarded_gold}" if s.guarded_gold else "-"
        passage = f"{s.passage / s.right:.3f}" if s.right else "-"
        lines.append(
            f"| {TITLES[name]} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | {s.status_share:.3f} | {guarded} "
            f"| {passage} | {s.right}, {s.spurious}, {s.missed} |"
        )
    return lines


def dimensions_table(samples: list[Sample]) -> list[str]:
    """Precision, recall and F1 of each dimension: on what was mended on, and on what is kept aside (totals alone)."""
    groups = {"mended on": [s for s in samples if s.name not in BLIND], "kept aside": [s for s in samples if s.name in BLIND]}
    totals: dict[str, dict[str, Score]] = {name: {} for name in groups}
    for name, group in groups.items():
        for sample in group:
            for dimension, found in sample.by_dimension().items():
                totals[name][dimension] = totals[name].get(dimension, Score()) + found
    lines = ["| own corpus, by dimension | mended on: P | R | F1 | claims | kept aside: P | R | F1 | claims |", "|---|---|---|---|---|---|---|---|---|"]
    for dimension in sorted(totals["mended on"]):
        cells = [dimension]
        for name in groups:
            s = totals[name].get(dimension, Score())
            cells += [f"{s.precision:.2f}", f"{s.recall:.2f}", f"{s.f1:.2f}", str(s.right + s.missed)]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def by_statement(samples: list[Sample]) -> list[str]:
    """Right claims by the confidence of the statement that they rest on: what a cut at its threshold would do."""
    groups = {"no statement": [0, 0], f"a statement of at least {DEFAULT_THRESHOLD}": [0, 0], "a statement below that": [0, 0]}
    names = list(groups)
    for sample in samples:
        for reports, gold_path in sample.parts:
            rows = read_rows(gold_path)
            gold = {(*(r[k] for k in ("document", *MATCH[:-1])), v) for r in rows for v in (r["value"], *r.get("values", ()))}
            for reading in lagebild.read_files(*map(str, reports))[0]:
                sure = {s.id: s.confidence for s in reading.statements}
                for claim in reading.claims.claims:
                    confidence = sure.get(claim.statement or "")
                    name = names[0] if confidence is None else names[1 if confidence >= DEFAULT_THRESHOLD else 2]
                    key = (claim.passage.document, claim.actor, claim.dimension, claim.place, claim.value)
                    groups[name][key in gold] += 1
    lines = ["| claims that rest on (own corpus, mended on) | claims | right |", "|---|---|---|"]
    for name, (wrong, right) in groups.items():
        lines.append(f"| {name} | {wrong + right} | {right / max(1, wrong + right):.3f} |")
    return lines


CAUSE_TITLES = {
    "place": "right but for the place (each counts twice: missed and spurious)",
    "government": "right but for the government (twice)",
    "step": "another step of the right ladder, or a denial read as a fact (twice)",
    "guarded": "a denial, refusal or doubt not found",
    "not found": "told and not found: a wording no frame knows, a noun phrase, a participle",
    "not told": "read where nothing is told",
    "no claim at all": "read in a report that holds no claim",
}


def causes_table(scores: dict[str, Score], samples: list[Sample]) -> list[str]:
    """Errors by cause, on what was mended on and on what is kept aside (counts alone)."""
    found = {True: dict.fromkeys(CAUSES, 0), False: dict.fromkeys(CAUSES, 0)}
    for sample in samples:
        told = {row["document"] for _, gold in sample.parts for row in read_rows(gold)}
        for cause, count in causes(scores[sample.name], told).items():
            found[sample.name in BLIND][cause] += count
    lines = ["| own corpus, errors by cause | mended on | kept aside |", "|---|---|---|"]
    for cause in sorted(CAUSES, key=lambda c: -found[True][c]):
        shares = [f"{found[aside][cause]} ({found[aside][cause] / max(1, sum(found[aside].values())):.0%})" for aside in (False, True)]
        lines.append(f"| {CAUSE_TITLES[cause]} | {' | '.join(shares)} |")
    return lines


def statements_table() -> list[str]:
    """Statements in Wikinews articles, by the scorer that lies beside the data."""
    gold, scorer = shared() / "wikinews-quotes" / "dev.jsonl", shared() / "tools" / "score_statements.py"
    if not (gold.exists() and scorer.exists()):
        print("left out: wikinews, there is no wikinews-quotes/dev.jsonl in ../shared", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "found.jsonl"
        program = [sys.executable, "-m", "lagebild", "statements"]
        with found.open("wb") as out:
            subprocess.run([*program, str(gold)], stdout=out, check=True)
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(found), "--json"], capture_output=True, text=True, check=True
        )
    figures = json.loads(done.stdout)
    lines = ["| statements in 150 Wikinews articles (`../shared/wikinews-quotes/dev`) | P | R | F1 |", "|---|---|---|---|"]
    for part in ("quote", "speaker", "cue", "frame", "addressee", "joint", "said"):
        if f"{part}_f1" in figures:
            lines.append(f"| {part} | {figures[part + '_p']:.3f} | {figures[part + '_r']:.3f} | {figures[part + '_f1']:.3f} |")
    return lines


def write(lines: list[str]) -> None:
    """The table between its two marks in the guide."""
    page = PAGE.read_text(encoding="utf-8")
    block = "<!-- figures: begin -->\n" + "\n".join(lines) + "\n<!-- figures: end -->"
    page = re.sub(r"<!-- figures: begin -->.*<!-- figures: end -->", lambda _: block, page, flags=re.DOTALL)
    PAGE.write_text(page, encoding="utf-8")


def floors(scores: dict[str, Score], samples: list[Sample]) -> list[str]:
    lines = [
        "# What the repository's own samples must reach, and the data it was measured on.",
        "# Printed by `python tools/figures.py --floors`. Lowering a floor takes a line in CHANGELOG.md.",
    ]
    digests = {sample.name: sample.digest for sample in samples}
    for name in OWN:
        s = scores.get(name)
        if s is None:
            continue
        lines += ["", f"[{name}]", f'sha256 = "{digests[name]}"']
        for key, value in (("precision", s.precision), ("recall", s.recall), ("f1", s.f1), ("status", s.status_share)):
            lines.append(f"{key} = {max(0.0, value - BELOW):.3f}")
    return lines


def calibration(samples: list[Sample]) -> list[str]:
    """Mean confidence beside the share of right claims, and the mean gap over the steps of confidence (ECE); no errors."""
    lines = ["| confidence of claims in | claims | mean confidence | right | ECE |", "|---|---|---|---|---|"]
    for sample in samples:
        steps: dict[float, list[bool]] = {}
        for reports, gold_path in sample.parts:
            gold = {tuple(row[k] for k in ("document", *MATCH)) for row in read_rows(gold_path)}
            for reading in lagebild.read_files(*map(str, reports))[0]:
                for claim in reading.claims.claims:
                    key = (claim.passage.document, claim.actor, claim.dimension, claim.place, claim.value)
                    steps.setdefault(claim.confidence, []).append(key in gold)
        count = sum(map(len, steps.values()))
        mean = sum(step * len(found) for step, found in steps.items()) / count
        right = sum(map(sum, steps.values())) / count
        gap = sum(abs(step * len(found) - sum(found)) for step, found in steps.items()) / count
        lines.append(f"| {TITLES[sample.name]} | {count} | {mean:.3f} | {right:.3f} | {gap:.3f} |")
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put the table into docs/guide/figures.md")
    parser.add_argument("--floors", action="store_true", help="print tests/floors.toml as it would be now")
    parser.add_argument("--errors", metavar="SET", choices=sorted(set(TITLES) - BLIND), help="what went wrong in one set")
    options = parser.parse_args()
    samples = all_samples()
    if options.errors:
        for sample in samples:
            if sample.name == options.errors:
                print("\n".join(sorted(sample.score().errors)))
        return 0
    if options.floors:
        samples = own_samples(ROOT)
        print("\n".join(floors({s.name: s.score() for s in samples}, samples)))
        return 0
    scores = {s.name: s.score() for s in samples}
    lines = claims_table(scores)
    lines += ["", *calibration([s for s in samples if s.name in OWN])]
    own = [s for s in samples if s.name in OWN]
    lines += ["", *dimensions_table(own), "", *causes_table(scores, own)]
    lines += ["", *by_statement([s for s in own if s.name not in BLIND])]
    statements = statements_table()
    if statements:
        lines += ["", *statements]
    print("\n".join(lines))
    if options.write:
        write(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
