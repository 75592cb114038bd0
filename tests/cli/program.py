"""The real program in a process of its own, as a user starts it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

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


def run_loaded(*arguments: str | Path, stdin: bytes = b"") -> Run:
    """The same, forked off this process, which has everything loaded: a tenth of the time, for tests of what is done.

    How the program starts, and what it makes of its surroundings, is tested with ``run``.
    """
    _load()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin)
        given.seek(0)
        begin = _spent()
        child = os.fork()
        if child == 0:
            _become_program([str(a) for a in arguments], given.fileno(), out.fileno(), err.fileno())
        _, status = os.waitpid(child, 0)
        seconds = _spent() - begin
        out.seek(0)
        err.seek(0)
        return Run(os.waitstatus_to_exitcode(status), out.read().decode("utf-8"), err.read().decode("utf-8"), seconds)


@lru_cache(maxsize=1)
def _load() -> None:
    import lagebild.collect
    import lagebild.store
    from lagebild.model import Document
    from lagebild.pipeline import understand

    assert lagebild.collect
    assert lagebild.store
    understand(Document(key="x", text=GOOD, source="x"))


def _become_program(arguments: list[str], *files: int) -> NoReturn:
    from lagebild.cli.main import run as program

    status = 70
    try:
        for number, file in enumerate(files):
            os.dup2(file, number)
        sys.stdin = os.fdopen(0, "r", encoding="utf-8", closefd=False)
        sys.stdout, sys.stderr = (os.fdopen(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))
        for name in ("NO_COLOR", "COLUMNS"):
            os.environ.pop(name, None)
        sys.argv = ["lagebild", *arguments]
        program()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
