"""Archived pages to stored claims, beside trafilatura and a spaCy pipeline on the same pages, in one run.

    python bench/archive.py [--pages 10000] [--sample 50]

The pages are made up: sentences of the repository's own reports in a new order, in the markup of an outlet. Ours reads
the archive, finds the text, its statements and claims, looks for copies and writes all of it to a store. The others
get every n-th page as decoded markup, read its text with trafilatura and run a German CNN pipeline of the usual shape
with random weights over it (its speed does not depend on them); no archive, no claims, no store. CPU time of one
process. spaCy and trafilatura are needed for this comparison only and are not in the lock files:

    python3 -m venv /tmp/spacy && /tmp/spacy/bin/pip install spacy trafilatura lxml_html_clean -e . && /tmp/spacy/bin/python bench/archive.py
"""

from __future__ import annotations

import argparse
import gc
import gzip
import importlib
import json
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from lagebild.cli.main import SEARCHES
from lagebild.language.sentences import sentence_bounds
from lagebild.language.tokens import tokenize
from lagebild.pipeline import Acknowledged, ingest
from lagebild.store import open_store
from pages.dress import dressed
from statements import spacy_pipeline

ROOT = Path(__file__).resolve().parents[1]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SENTENCES = 12  # of a page, some 200 words


def sentences() -> list[str]:
    """Of the reports that were written to develop on."""
    found: list[str] = []
    for name in ("dev", "rounds", "more"):
        for line in (ROOT / "tests" / "corpus" / f"{name}-reports.jsonl").read_text(encoding="utf-8").splitlines():
            text = json.loads(line)["text"]
            tokens = tokenize(text)
            found += [text[tokens[a].begin : tokens[b - 1].end] for a, b in sentence_bounds(text, tokens)]
    return [s for s in found if 40 < len(s) < 300]


def page(chance: random.Random, drawn: list[str], number: int) -> str:
    text = chance.sample(drawn, SENTENCES)
    when = NOON + timedelta(minutes=number)
    paragraphs = "".join(f"<p>{escape(' '.join(text[k : k + 3]))}</p>" for k in range(0, SENTENCES, 3))
    head = f"<title>Meldung {number}</title><meta property='article:published_time' content='{when.isoformat()}'><meta property='og:site_name' content='Blatt {number % 40}'>"
    return f"<!doctype html><html lang=de><head><meta charset=utf-8>{head}</head><body><article><h1>Meldung {number}</h1>{paragraphs}</article></body></html>"


def record(number: int, markup: str) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + markup.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://blatt{number % 40}.example/{number}\r\nWARC-Date: 2026-03-02T12:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--sample", type=int, default=50, help="the others read every n-th page")
    options = parser.parse_args()
    drawn, chance = sentences(), random.Random(1)
    kept: list[str] = []
    gc.set_threshold(*SEARCHES)  # as in the program
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        size = 0
        with archive.open("wb") as stream:
            for number in range(options.pages):
                markup = dressed(page(chance, drawn, number))
                size += len(markup)
                if number % options.sample == 0:
                    kept.append(markup)
                stream.write(record(number, markup))
        print(f"{options.pages} pages of {size // options.pages:,} characters, {archive.stat().st_size / 1e6:.0f} MB packed", flush=True)
        with open_store(str(Path(folder) / "pages.db")) as store:
            begin, clock = time.process_time(), time.perf_counter()
            done = [item for item in ingest(store, [str(archive)], now=NOON, received="stated") if isinstance(item, Acknowledged)]
            spent, clock = time.process_time() - begin, time.perf_counter() - clock
        claims = sum(item.claims for item in done)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"ours: {len(done) / spent:.1f} pages/s of processor, {len(done) / clock:.1f} by the clock; {claims} claims stored; {memory:.0f} MB at most", flush=True)
    nlp = spacy_pipeline()
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
    except ImportError:
        trafilatura = None
    if nlp is None or trafilatura is None:
        print("skipped: spaCy or trafilatura is not installed; the head of this file says how to")
        return
    list(nlp.pipe([trafilatura.extract(m) or "" for m in kept[:5]]))
    begin = time.process_time()
    texts = [trafilatura.extract(m) or "" for m in kept]
    middle = time.process_time()
    for _ in nlp.pipe(texts, batch_size=50):
        pass
    end = time.process_time()
    rate = len(kept) / (end - begin)
    print(f"trafilatura + spaCy: {rate:.1f} pages/s of processor ({len(kept) / (middle - begin):.1f} and {len(kept) / (end - middle):.1f} each)")
    print(f"ours is {len(done) / spent / rate:.1f} times as fast")


if __name__ == "__main__":
    main()
