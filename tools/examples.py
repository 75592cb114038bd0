"""Commands in the documentation: found, run, and compared.

A block that begins with three backticks and ``console`` holds commands behind ``$ `` and, below each, what it
prints. A line ``…`` says that something was left out there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CUT = "…"
ALIKE = 12  # characters: a government and its column, but not what the cells say
# What an example may start: make and pip belong to installing and are tried by .ci/run.
PROGRAMS = ("lagebild ", "python ", "head ", "cat ", "echo ")


@dataclass(frozen=True)
class Example:
    """One command of a page with the output that stands below it."""

    page: Path
    line: int
    command: str
    shown: tuple[str, ...]


def examples_of(page: Path) -> list[Example]:
    """All commands in the console blocks of a page; raises ValueError where output stands before a command."""
    text = page.read_text(encoding="utf-8")
    found: list[Example] = []
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start(1)) + 1
        commands: list[tuple[int, str, list[str]]] = []
        for number, line in enumerate(block[1].splitlines(), first):
            if line.startswith("$ "):
                commands.append((number, line[2:], []))
            elif not commands:
                raise ValueError(f"{page.name}:{number}: output before a command")
            else:
                commands[-1][2].append(line)
        found += [Example(page, n, command, tuple(shown)) for n, command, shown in commands]
    return found


def may_run(command: str) -> bool:
    """Whether an example is one of ours that is tried."""
    return command.startswith(PROGRAMS)


def run(command: str) -> subprocess.CompletedProcess[str]:
    """The command in the repository's folder, with the programs of this environment first on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {k: v for k, v in os.environ.items() if k != "COLUMNS"} | {"PATH": path}
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )


def renew(example: Example, printed: list[str]) -> list[str]:
    """What should stand below the command now, in the shape it had.

    The first lines stay the first lines; behind a ``…`` as many lines as there were, from the one that begins like the
    line with which they began. Raises ValueError where none does any more: choose another one by hand.
    """
    if CUT not in example.shown:
        return printed if example.shown else []
    pieces: list[list[str]] = [[]]
    for line in example.shown:
        if line == CUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    at = len(pieces[0])
    lines = printed[:at]
    for piece in pieces[1:]:
        lines.append(CUT)
        if piece:
            begins = [n for n, line in enumerate(printed) if n >= at and line[:ALIKE] == piece[0][:ALIKE]]
            if not begins:
                raise ValueError(f"{example.page.name}:{example.line}: not printed any more: {piece[0]}")
            at = begins[0]
            lines += printed[at : at + len(piece)]
            at += len(piece)
    return lines
