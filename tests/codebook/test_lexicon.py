"""Words and their classes: the look-up by forms gives what the plain patterns give, and the signs mean what they say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from lagebild.codebook.lexicon import Lexicon, _cue_pattern, load_lexicon, shipped_classes

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
ENDING = r"(?:s|es|en|e|n|er|ern|em|innen|in|r|m)?"


def pattern(word: str) -> str:
    if word.startswith("="):
        return re.escape(word[1:])
    return (r"[\w*:’'-]*" if word.startswith("*") else "") + re.escape(word.lstrip("*")) + ENDING


def test_the_look_up_finds_what_the_patterns_find() -> None:
    patterns = {
        name: re.compile("|".join(pattern(w.lower()) for w in words) or r"(?!)") for name, words in shipped_classes()["noun"].items()
    }
    words: set[str] = set()
    for path in sorted(CORPUS.glob("*-reports.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            words |= set(re.findall(r"[^\s.,;()]+", json.loads(line)["text"]))
    assert len(words) > 5000
    lexicon = load_lexicon()
    for word in sorted(words)[::5]:
        assert lexicon.nouns_of(word) == {n for n, p in patterns.items() if p.fullmatch(word.lower())}, word


@pytest.fixture
def small() -> Lexicon:
    return Lexicon(
        {
            "noun": {"house": ["*botschaft"], "task": ["=aufgabe"]},
            "verb": {"leave": ["verlassen & !sich", "kehren & rücken"]},
            "cue": {"part": ["bis auf !weiteres"], "urgent": ["nur noch *"]},
        }
    )


@pytest.mark.parametrize(
    ("word", "classes"),
    [("US-Botschaften", {"house"}), ("Botschaftsrat", set()), ("Aufgabe", {"task"}), ("Aufgaben", set()), ("§Botschaft", set())],
)
def test_the_signs_of_a_noun(small: Lexicon, word: str, classes: set[str]) -> None:
    assert small.nouns_of(word) == classes


@pytest.mark.parametrize(
    ("lemma", "words", "found"),
    [
        ("verlassen", ["das", "land"], True),
        ("verlassen", ["sich", "auf"], False),
        ("kehren", ["rücken"], True),
        ("kehren", ["hof"], False),
    ],
)
def test_a_verb_may_ask_for_words_or_for_their_absence(small: Lexicon, lemma: str, words: list[str], found: bool) -> None:
    assert ("leave" in small.verbs_of(lemma, words)) is found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("part", "alle bis auf zwei", True),
        ("part", "bis auf weiteres geschlossen", False),
        ("urgent", "nur noch dringende fälle", True),
        ("urgent", "noch nur", False),
    ],
)
def test_a_cue_may_end_in_what_must_not_follow(small: Lexicon, name: str, text: str, found: bool) -> None:
    assert (small.cue(name, text) is not None) is found


def test_a_cue_is_found_wherever_its_pattern_finds_it() -> None:
    cues = shipped_classes()["cue"]
    patterns = {
        name: re.compile(r"(?<!\S)(?:" + "|".join(_cue_pattern(w.lower()) for w in words) + r")(?!\S)") for name, words in cues.items()
    }
    # Each phrase as it stands, with words for its stars, and parts of reports cut anywhere.
    texts = [w.lower().replace("!", "").replace(" * ", " so wie ").replace("*", "en") for words in cues.values() for w in words]
    for path in sorted(CORPUS.glob("dev-reports.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            words = re.findall(r"\w+|[^\w\s]", json.loads(line)["text"].lower())
            texts += [" ".join(words[k : k + 15]) for k in range(0, len(words), 11)]
    assert len(texts) > 3500
    lexicon = load_lexicon()
    for text in texts[::3]:
        for name, pattern in patterns.items():
            found, expected = lexicon.cue(name, text), pattern.search(text)
            assert (found and found.span()) == (expected and expected.span()), (name, text)
            assert lexicon.says(name, text) is (expected is not None), (name, text)
