"""The real program in a process of its own, as a user starts it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CRISIS = ROOT / "samples" / "crisis"
INSTALLED = Path(sys.executable).with_name("lagebild")
MODULE = (sys.executable, "-m", "lagebild.cli")
GOOD = "Die Schweiz hat ihre Botschaft in Khartum geschlossen.\n"
SLOWEST = 10.0  # seconds of processor time for any input, however bad


@dataclass(frozen=True)
class Run:
    """What the program left behind; ``seconds`` are of its processor time, so that a busy machine fails no test."""

    status: int
    out: str
    err: str
    seconds: float


def run(*arguments: str | Path, stdin: bytes = b"", before: Sequence[str] = (), program: Sequence[str] = ()) -> Run:
    """Start ``lagebild`` with these arguments; ``before`` stands in front of it, such as setpriv with its options."""
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLUMNS", "PYTHONIOENCODING", "PYTHONUTF8"}}
    # A desk's machine may have any locale; the output is UTF-8 all the same.
    environment |= {"LC_ALL": "C"}
    begin = _spent()
    done = subprocess.run(
        [*before, *(program or (str(INSTALLED),)), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        env=environment,
        timeout=60,
        check=False,
    )
    return Run(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), _spent() - begin)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
