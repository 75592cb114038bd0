"""Text to statements: documents a second beside HanTa and a spaCy pipeline, memory, and whether the rate stays flat.

usage: python bench/statements.py [--documents N] [--sample N]

One core, CPU time. All three read the same texts in one run: those of this repository and, when it is there,
../shared. spaCy is needed for this comparison only and is not in the lock files; it wants an environment of its own:
    python3 -m venv /tmp/spacy && /tmp/spacy/bin/pip install spacy -e . && /tmp/spacy/bin/python bench/statements.py
There are no German weights on the registry, so its CNN has random ones: the time is that of a trained one, the
output means nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import math
import os
import random
import re
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lagebild.cli.main import SEARCHES
from lagebild.language import analyse
from lagebild.language.tagger import shared_tagger
from lagebild.language.tokens import sentence_bounds, tokenize
from lagebild.model import Document
from lagebild.statements import find_statements

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("LAGEBILD_SHARED", ROOT.parent / "shared"))
WARM_UP = 100
BLOCK = 32  # texts of the comparison before the next of the three has its turn
SEED = 20260501
SYLLABLES = "ba be bo da del dor fen ga gor hal ka kel kor la lem lo ma mer mon na nor o pe ra ren ro sa sil ta tor va ven wol za".split()


def statements(key: str, text: str) -> int:
    """How many statements a text holds: the whole way that is timed."""
    return sum(1 for _ in find_statements(Document(key=key, text=text, source="bench"), analyse(text)))


def real_texts() -> list[str]:
    """Every text once, in the order of the files."""
    texts = [p.read_text(encoding="utf-8").split("---\n")[-1] for p in sorted((ROOT / "samples").rglob("*.txt"))]
    paths = [*sorted((ROOT / "tests" / "corpus").glob("*.jsonl")), SHARED / "wikinews-quotes" / "train.jsonl", SHARED / "wikinews-quotes" / "dev.jsonl"]
    for path in paths:
        if not path.exists():
            print(f"skipped: {path} is missing")
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            text = json.loads(line).get("text")
            if text:
                texts.append(text)
    return list(dict.fromkeys(texts))


def fresh_documents(texts: list[str], count: int) -> Iterator[str]:
    """Documents that no cache has seen: twelve sentences drawn from all texts, their order, names and numbers new.

    Each capitalised word that never occurs in small letters and not at a sentence's beginning is a name with odds of
    one in four and becomes a new one of two to four syllables, each number another; so word forms never seen come
    at least as often as in real news, which the report shows.
    """
    chance = random.Random(SEED)
    sentences: list[str] = []
    for text in texts:
        tokens = tokenize(text)
        sentences += [text[tokens[a].begin : tokens[b - 1].end] for a, b in sentence_bounds(text, tokens)]

    def word(match: re.Match[str]) -> str:
        if match.start() == 0 or chance.random() > 0.25:
            return match.group()
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 4))).capitalize()

    def number(match: re.Match[str]) -> str:
        return "".join(chance.choice("123456789") for _ in match.group())

    names = re.compile(r"(?<![\w„])[A-ZÄÖÜ][a-zäöü]{3,9}\b")
    for _ in range(count):
        drawn = [re.sub(r"\d+", number, names.sub(word, s)) for s in chance.sample(sentences, 12)]
        yield " ".join(drawn[:6]) + "\n\n" + " ".join(drawn[6:])


def new_forms(texts: list[str], known: set[str]) -> float:
    """Word forms never seen before, for each 100 words; ``known`` grows."""
    fresh = words = 0
    for text in texts:
        for form in re.findall(r"\w+", text):
            words += 1
            if form not in known:
                known.add(form)
                fresh += 1
    return 100 * fresh / max(words, 1)


def expected_forms(texts: list[str], words: float) -> float:
    """New word forms for each 100 words after so many words of real text, by Heaps' law: V = K * N ** b."""
    known: set[str] = set()
    points: list[tuple[int, int]] = []
    size = 0
    for part in (texts[: len(texts) // 4], texts[len(texts) // 4 :]):
        for text in part:
            found = re.findall(r"\w+", text)
            size += len(found)
            known.update(found)
        points.append((size, len(known)))
    (n, v), (m, w) = points
    b = math.log(w / v) / math.log(m / n)
    return 100 * b * w / m * (words / m) ** (b - 1)


def spacy_pipeline() -> Any:
    """A blank German CNN pipeline of the usual shape with random weights, or None where spaCy is missing."""
    try:
        import spacy
        from spacy.training import Example
    except ImportError:
        return None
    nlp = spacy.blank("de")
    # As in spaCy's own German pipelines: three listen to one tok2vec, the entities have their own.
    for name in ("tok2vec", "morphologizer", "parser", "trainable_lemmatizer", "ner"):
        config: dict[str, Any] = {}
        if name not in {"tok2vec", "ner"}:
            config = {"model": {"tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}}}
        nlp.add_pipe(name, config=config)
    words = "Der Minister Karl Berger sagte in Wien , dass die Grenze offen bleibt .".split()
    doc = spacy.tokens.Doc(
        nlp.vocab,
        words=words,
        pos="DET NOUN PROPN PROPN VERB ADP PROPN PUNCT SCONJ DET NOUN ADJ VERB PUNCT".split(),
        morphs=["Case=Nom", "Number=Sing", "", "", "Mood=Ind", "", "", "", "", "", "", "", "Mood=Ind", ""],
        lemmas="der Minister Karl Berger sagen in Wien -- dass der Grenze offen bleiben --".split(),
        heads=[1, 4, 1, 2, 4, 4, 5, 12, 12, 10, 12, 12, 4, 4],
        deps="nk sb nk pnc ROOT mo nk punct cp nk sb pd oc punct".split(),
        ents=["O", "O", "B-PER", "I-PER", "O", "O", "B-LOC", *["O"] * 7],
    )
    examples = [Example(nlp.make_doc(doc.text), doc)] * 4
    treebank = SHARED / "corpora" / "ud-german" / "gsd-dev.conllu"
    if treebank.exists():
        # Only for as many labels and edit trees as a real pipeline has; nothing is trained.
        from spacy.training.converters import conllu_to_docs

        gold = conllu_to_docs(treebank.read_text(encoding="utf-8"), n_sents=1, no_print=True)
        examples += [Example(nlp.make_doc(d.text), d) for d in gold]
    else:
        print(f"skipped: {treebank} is missing, so spaCy has few labels and is faster than a real pipeline")
    nlp.initialize(lambda: examples)
    return nlp


def compare(texts: list[str], every: int) -> None:
    """Ours on all texts in order, the other two on every n-th; block by block in turn, because a busy machine changes all."""
    for k, text in enumerate(texts[:WARM_UP]):
        statements(str(k), text)
    hanta: Any = shared_tagger()._hanta
    nlp = spacy_pipeline()
    if nlp is None:
        print("skipped: spaCy is not installed; the head of this file says how to")
    else:
        list(nlp.pipe(texts[:5]))
    stream = texts[WARM_UP:]
    blocks = [stream[k : k + every * BLOCK] for k in range(0, len(stream), every * BLOCK)]
    seconds: dict[str, list[float]] = {"all": [], "ours": [], "HanTa": [], "spaCy": []}
    found = 0
    for block in blocks:
        spent: list[float] = []
        for k, text in enumerate(block):
            begin = time.process_time()
            found += statements(str(k), text)
            spent.append(time.process_time() - begin)
        sample = block[::every]
        seconds["all"].append(sum(spent))
        seconds["ours"].append(sum(spent[::every]))
        begin = time.process_time()
        for text in sample:
            tokens = tokenize(text)
            for first, stop in sentence_bounds(text, tokens):
                hanta.tag_sent([t.plain for t in tokens[first:stop]])
        seconds["HanTa"].append(time.process_time() - begin)
        if nlp is not None:
            begin = time.process_time()
            for _ in nlp.pipe(sample, batch_size=BLOCK):
                pass
            seconds["spaCy"].append(time.process_time() - begin)
    count = len(stream[::every])
    words = sum(len(t.split()) for t in stream) / len(stream)
    rate = len(stream) / sum(seconds["all"])
    print(f"ours, text to statements   {rate:7.0f} documents/s  ({len(stream)} texts of {words:.0f} words, {found} statements)")
    print(f"  the same, those compared {count / sum(seconds['ours']):7.0f} documents/s")
    for name in ("HanTa", "spaCy"):
        if seconds[name]:
            ratios = sorted(a / b for a, b in zip(seconds[name], seconds["ours"], strict=True))
            whole = sum(seconds[name]) / sum(seconds["ours"])
            title = "HanTa, tag_sent alone" if name == "HanTa" else "spaCy CNN, random weights"
            print(f"{title:26s} {count / sum(seconds[name]):7.0f} documents/s  ours : {name} {whole:.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f} over {len(blocks)} blocks)")


def flatness(texts: list[str], count: int) -> None:
    """The rate over the first and the last thousand of many fresh documents, and the memory at the end."""
    part = max(1, min(1000, count // 4))
    seconds = [0.0, 0.0]
    forms = 0.0
    seen: set[str] = set()
    last: list[str] = []
    for k, text in enumerate(fresh_documents(texts, count)):
        begin_at = time.process_time()
        statements(f"fresh-{k}", text)
        spent = time.process_time() - begin_at
        if k < part:
            seconds[0] += spent
        if k >= count - part:
            seconds[1] += spent
            last.append(text)
        elif k % 10 == 0:
            new_forms([text], seen)
    forms = new_forms(last, seen)
    print(f"fresh documents: first {part} {part / seconds[0]:.0f}/s, last {part} of {count} {part / seconds[1]:.0f}/s")
    words = count * sum(len(re.findall(r"\w+", t)) for t in last) / len(last)
    print(f"  word forms never seen before, for each 100 words: {forms:.1f} in the last {part}; real texts that long: {expected_forms(texts, words):.1f}")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, ours alone")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, help="how many fresh ones for flatness and memory")
    parser.add_argument("--sample", type=int, default=10, help="HanTa and spaCy read every n-th text")
    options = parser.parse_args()
    with contextlib.suppress(AttributeError, OSError):  # not on every system
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    gc.set_threshold(*SEARCHES)  # as in the program, for all three alike
    texts = real_texts()
    random.Random(SEED).shuffle(texts)
    flatness(texts, options.documents)
    shared_tagger.cache_clear()
    compare(texts, options.sample)


if __name__ == "__main__":
    main()
