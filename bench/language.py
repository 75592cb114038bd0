"""Accuracy and speed of the language stage beside HanTa's own, in one run: ``python bench/language.py [--quick]``.

Needs the corpora beside the checkout (``../shared``); what is missing is skipped, and said. Nothing is written.
Rates are CPU time of this process, one core; ours and HanTa's alternate on the same documents, because a busy
machine changes both. ``--quick`` takes a tenth of the documents.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lagebild.language import analyse
from lagebild.language.tagger import Tagger, shared_tagger
from lagebild.language.tokens import sentence_bounds, tokenize

SHARED = Path(__file__).resolve().parents[2] / "shared"
UD = SHARED / "corpora" / "ud-german"
WIKINEWS = SHARED / "wikinews-quotes"
FINITE = frozenset({"VV(FIN)", "VA(FIN)", "VM(FIN)"})
STTS = {
    "ADJA": "ADJ(A)", "ADJD": "ADJ(D)", "PAV": "PROAV", "PIDAT": "PIAT",
    **{f"V{a}{b}": f"V{a}({b})" for a in "VAM" for b in ("FIN", "INF", "PP", "IMP", "IZU")},
}  # fmt: skip
ALIKE = {"NNA": "NN", "NNI": "NN"}  # HanTa's finer nouns, which STTS calls NN


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands in the text, with what the treebank says of it."""

    form: str
    lemma: str
    tag: str
    features: str


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    words: list[Word]


def read_treebank(path: Path) -> Iterator[Sentence]:
    """Sentences of a CoNLL-U file; contractions ("zum") are one word."""
    text, until = "", 0
    words: list[Word] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if line.startswith("# text = "):
            text = line[9:]
        elif not line and words:
            yield Sentence(text, words)
            words, until = [], 0
        elif len(cells) == 10 and "-" in cells[0]:
            until = int(cells[0].split("-")[1])
            words.append(Word(cells[1], cells[2], "APPRART", ""))
        elif len(cells) == 10 and cells[0].isdigit() and int(cells[0]) > until:
            words.append(Word(cells[1], cells[2], STTS.get(cells[4], cells[4]), cells[5]))


def show(name: str, ours: float | str, hanta: float | str = "", note: str = "") -> None:
    """One line of the report; the last column is ours divided by HanTa's."""
    cells = [f"{v:.4f}" if isinstance(v, float) and v < 2 else f"{v:.0f}" if isinstance(v, float) else v for v in (ours, hanta)]
    ratio = f"{ours / hanta:.3f}" if isinstance(ours, float) and isinstance(hanta, float) and hanta else ""
    print(f"{name:44}{cells[0]:>10}{cells[1]:>10}{ratio:>9}  {note}")


def share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def measure_tags(sentences: list[Sentence]) -> None:
    """Tags, finite verbs and verb lemmas on the treebank's own tokens, by us and by HanTa's decoder."""
    ours = Tagger()
    hanta: Any = ours._hanta
    total = agree = verbs = 0
    right, lemmas, hits, found, wanted = [0, 0], [0, 0], [0, 0], [0, 0], 0
    seconds = [0.0, 0.0]
    for sentence in sentences:
        words = [w.form for w in sentence.words]
        begin = time.process_time()
        first = ours.tag(words)
        middle = time.process_time()
        second = [(tag, lemma) for _, lemma, tag in hanta.tag_sent(words)]
        seconds[0] += middle - begin
        seconds[1] += time.process_time() - middle
        for word, *read in zip(sentence.words, first, second, strict=True):
            total += 1
            agree += read[0][0] == read[1][0]
            wanted += word.tag in FINITE
            verbs += word.tag[0] == "V"
            for k, (tag, lemma) in enumerate(read):
                right[k] += ALIKE.get(tag, tag) == word.tag
                found[k] += tag in FINITE
                hits[k] += tag in FINITE and word.tag in FINITE
                lemmas[k] += word.tag[0] == "V" and lemma == word.lemma
    show("tag accuracy (STTS)", share(right[0], total), share(right[1], total), f"{total} tokens, {share(agree, total):.4f} alike")
    show("finite verbs, precision", share(hits[0], found[0]), share(hits[1], found[1]), f"{wanted} verbs")
    show("finite verbs, recall", share(hits[0], wanted), share(hits[1], wanted))
    show("lemma of verbs", share(lemmas[0], verbs), share(lemmas[1], verbs), f"{verbs} verbs")
    show("tokens/s, every word form new at first", total / seconds[0], total / seconds[1])


def measure_moods(sentences: list[Sentence]) -> None:
    """Subjunctive by the form alone, on the tokens that ours and the treebank's share."""
    hit = wrong = missed = both = own = 0
    for sentence in sentences:
        tokens = {t.begin: t for t in analyse(sentence.text).tokens}
        place = 0
        first_person = any(w.form.lower() == "ich" for w in sentence.words)
        for word in sentence.words:
            begin = sentence.text.index(word.form, place)
            place = begin + len(word.form)
            token = tokens.get(begin)
            if token is None or token.text != word.form:
                continue
            gold = "Mood=Sub" in word.features
            subjunctive = token.mood in {"konj1", "konj2"}
            hit += gold and subjunctive
            wrong += subjunctive and not gold
            missed += gold and not subjunctive
            both += gold and token.mood == "amb"
            own += gold and token.mood == "ind" and first_person and word.form.endswith("e")
    show("subjunctive, precision", share(hit, hit + wrong), "", f"{hit + missed} in the treebank")
    show("subjunctive, recall", share(hit, hit + missed), "", f"{both} missed are past tense too, {own} are 'ich habe'")
    show("subjunctive, recall where the form decides", share(hit, hit + missed - both - own))


def measure_bounds(sentences: list[Sentence], name: str) -> None:
    """Tokens and sentences of the treebank's sentences joined by a space."""
    text, gold, words = "", set(), set()
    for sentence in sentences:
        begin = len(text)
        gold.add((begin, begin + len(sentence.text)))
        place = 0
        for word in sentence.words:
            k = sentence.text.index(word.form, place)
            place = k + len(word.form)
            words.add((begin + k, begin + place))
        text += sentence.text + " "
    tokens = tokenize(text)
    found = {(tokens[a].begin, tokens[b - 1].end) for a, b in sentence_bounds(text, tokens)}
    own = {(t.begin, t.end) for t in tokens}
    ends, gold_ends = {e for _, e in found}, {e for _, e in gold}
    show(f"sentences, F1, {name}", 2 * len(found & gold) / (len(found) + len(gold)), "", f"{len(gold)} sentences")
    show(f"sentence ends, precision, {name}", share(len(ends & gold_ends), len(ends)))
    show(f"sentence ends, recall, {name}", share(len(ends & gold_ends), len(gold)))
    show(f"tokens, F1, {name}", 2 * len(own & words) / (len(own) + len(words)), "", "UD splits at hyphens, keeps 'Dr.' and '3.' whole")


def read_stream(sentences: list[Sentence]) -> list[str]:
    """Documents of news, each once: Wikinews, then the treebank's sentences in documents of about 250 words."""
    documents: list[str] = []
    for name in ("train", "dev"):
        path = WIKINEWS / f"{name}.jsonl"
        if path.exists():
            documents += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
        else:
            print(f"skipped: {path} is missing")
    part: list[str] = []
    size = 0
    for sentence in sentences:
        part.append(sentence.text)
        size += len(sentence.words)
        if size >= 250:
            documents.append("\n".join(part))
            part, size = [], 0
    return documents


def rate(documents: Iterable[str]) -> tuple[float, float]:
    """Documents and tokens a second of analyse()."""
    begin = time.process_time()
    sizes = [len(analyse(text).tokens) for text in documents]
    seconds = time.process_time() - begin
    return len(sizes) / seconds, sum(sizes) / seconds


def measure_speed(documents: list[str]) -> None:
    """analyse() on documents never seen, beside HanTa's tag_sent on the same tokens (every 40th document)."""
    shared_tagger.cache_clear()
    shared_tagger()
    warm_up = min(200, len(documents) // 5)
    own = [0.0, 0.0]
    cold = rate(documents[:warm_up])
    fresh = documents[warm_up:]
    sample = fresh[::40]
    own[0], own[1] = rate(fresh)
    again = rate(fresh)
    hanta: Any = shared_tagger()._hanta
    begin, count = time.process_time(), 0
    for text in sample:
        tokens = tokenize(text)
        count += len(tokens)
        for a, b in sentence_bounds(text, tokens):
            hanta.tag_sent([t.plain for t in tokens[a:b]])
    theirs = count / (time.process_time() - begin)
    note = "tokens/s; HanTa: tag_sent alone"
    show(f"analyse(), cold, first {warm_up} documents", cold[1], theirs, note)
    show(f"analyse(), fresh, next {len(fresh)} documents", own[1], theirs, note)
    show("analyse(), the same documents again", again[1], theirs, note)
    print(f"documents of 250 tokens a second: cold {cold[1] / 250:.0f}, fresh {own[1] / 250:.0f}, again {again[1] / 250:.0f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents")
    quick = parser.parse_args().quick
    print(f"{'':44}{'ours':>10}{'HanTa':>10}{'ratio':>9}")
    banks: dict[str, list[Sentence]] = {}
    for name in ("gsd-dev", "gsd-test", "pud-test"):
        path = UD / f"{name}.conllu"
        if path.exists():
            banks[name] = list(read_treebank(path))[:: 10 if quick else 1]
        else:
            print(f"skipped: {path} is missing")
    stts = [s for name in ("gsd-dev", "gsd-test") for s in banks.get(name, [])]  # PUD's tags are not STTS
    if stts:
        measure_tags(stts)
    if banks:
        measure_moods([s for bank in banks.values() for s in bank])
    for name, bank in banks.items():
        measure_bounds(bank, name)
    documents = read_stream([s for bank in banks.values() for s in bank])
    if len(documents) >= 20:
        measure_speed(documents[:: 10 if quick else 1])
    else:
        print(f"skipped: speed, no documents in {WIKINEWS} and {UD}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
