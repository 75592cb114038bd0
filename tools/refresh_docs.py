"""Run every example in README and guide, and put in what it prints now; also the tables made from the codebook.

usage: python tools/refresh_docs.py [--check]

--check writes nothing and ends with status 1 if something is out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from examples import PAGES, ROOT, examples_of, may_run, renew, run

from lagebild.codebook import load_ladders


def refreshed(page: Path) -> str:
    """The page as it should be."""
    lines = page.read_text(encoding="utf-8").split("\n")
    for example in reversed(examples_of(page)):
        if may_run(example.command) and example.shown:
            done = run(example.command)
            printed = [line.rstrip() for line in (done.stdout + done.stderr).rstrip("\n").split("\n")]
            lines[example.line : example.line + len(example.shown)] = renew(example, printed)
    text = "\n".join(lines)
    block = "<!-- ladders: begin -->\n" + "\n".join(ladders()) + "\n<!-- ladders: end -->"
    return re.sub(r"<!-- ladders: begin -->.*<!-- ladders: end -->", lambda _: block, text, flags=re.DOTALL)


def ladders() -> list[str]:
    """Every step of every ladder with its German and English words, from the codebook."""
    lines = []
    for dimension in load_ladders().dimensions:
        lines += [
            f"### {dimension.name}: {dimension.long.read('de')} / {dimension.long.read('en')}",
            "",
            f"{dimension.definition.read('en')}",
            "",
            "| value | deutsch | English | what it means |",
            "|---|---|---|---|",
        ]
        for step in dimension.steps:
            lines.append(
                f"| `{step.value}` | {step.label.read('de')} | {step.label.read('en')} | {step.definition.read('en')} |"
            )
        lines.append("")
    return lines[:-1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, say what is out of date")
    check = parser.parse_args().check
    stale = 0
    for page in PAGES:
        new = refreshed(page)
        if new != page.read_text(encoding="utf-8"):
            stale += 1
            print(f"{page.relative_to(ROOT)}: {'out of date' if check else 'renewed'}")
            if not check:
                page.write_text(new, encoding="utf-8")
    return int(check and stale > 0)


if __name__ == "__main__":
    sys.exit(main())
