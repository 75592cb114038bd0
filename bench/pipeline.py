"""How fast reports are read, and how much memory that takes: one process, the sample crisis over and over.

usage: python bench/pipeline.py [--seconds N]
"""

from __future__ import annotations

import argparse
import gc
import resource
import time
from dataclasses import replace
from pathlib import Path

import lagebild
from lagebild.cli.main import SEARCHES
from lagebild.model import Document
from lagebild.pipeline import draw, understand

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5.0, help="how long to read")
    seconds = parser.parse_args().seconds

    gc.set_threshold(*SEARCHES)  # as in the program
    begin = time.perf_counter()
    readings, _ = lagebild.read_files(*sorted(map(str, (ROOT / "samples" / "crisis").glob("*.txt"))))
    print(f"first ten reports, tables loaded on the way  {time.perf_counter() - begin:.2f} s")

    documents: list[Document] = [reading.document for reading in readings]
    count = letters = 0
    gc.set_threshold(*SEARCHES)  # as in the program
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        for document in documents:
            understand(replace(document, key=f"{document.key}-{count}", id=""))
            count += 1
            letters += len(document.text)
    spent = time.perf_counter() - begin
    print(f"then  {count / spent:.0f} reports/s, {letters / spent / 1000:.0f} kB of text/s, one core")

    gc.set_threshold(*SEARCHES)  # as in the program
    begin = time.perf_counter()
    draw(readings * 20, place="EC")
    print(f"picture of {len(readings) * 20} reports  {time.perf_counter() - begin:.3f} s")
    print(f"memory at most  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
