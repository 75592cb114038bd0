"""The whole stage: exact offsets on any text, the same result twice, and time that grows with the length only."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from growth import grows_in_step
from lagebild.language import Analysis, analyse

GERMAN = st.text(
    alphabet=st.one_of(st.sampled_from("aeinrstäßKB 1.,:;!?„“”\"»«‚‘’'()-–/\n\r\t\u00a0\u00ad\u0308\u200b\u202e😀*@#…"), st.characters()),
    max_size=60,
)
WORDS = st.lists(
    st.sampled_from(
        "Die Botschaft wurde geschlossen , sagte der Minister . „ Wir gehen “ und dass man habe nicht Kiew am 24 . Januar ? ( ) – : weil".split(" ")
    ),
    max_size=40,
).map(" ".join)


@settings(deadline=None)
@given(st.one_of(GERMAN, WORDS))
def test_any_text_is_analysed_with_exact_offsets(text: str) -> None:
    found = analyse(text)
    assert found.text == text
    assert all(text[t.begin : t.end] == t.text for t in found.tokens)
    assert [t.index for s in found.sentences for t in s.tokens] == list(range(len(found.tokens)))
    assert all(t.tag for t in found.tokens)
    for sentence in found.sentences:
        for clause in sentence.clauses:
            assert clause.tokens
            assert sentence.begin <= clause.begin < clause.end <= sentence.end
            assert all(0 <= k < len(sentence.clauses) for k in (clause.parent, clause.shared) if k is not None)
    for q in found.quotations:
        assert q.begin <= q.inner_begin <= q.inner_end <= q.end


def shape(found: Analysis) -> list[object]:
    return [
        [(t.begin, t.tag, t.lemma, t.mood) for t in found.tokens],
        [(s.begin, s.end, s.paragraph, [(c.kind, c.lemma, c.begin, c.end, c.parent) for c in s.clauses]) for s in found.sentences],
        found.quotations,
    ]


@settings(deadline=None)
@given(WORDS)
def test_the_same_text_is_read_the_same_way_twice(text: str) -> None:
    assert shape(analyse(text)) == shape(analyse(text))


def test_no_text_gives_nothing() -> None:
    assert shape(analyse("")) == [[], [], []]
    assert shape(analyse(" \r\n\u00a0")) == [[], [], []]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_endings_change_offsets_only(ending: str) -> None:
    text = "Botschaft geschlossen\n\nDie Botschaft ist zu.\nDas Amt warnt.\n"
    plain, other = analyse(text), analyse(text.replace("\n", ending))
    assert [[t.text for t in s.tokens] for s in plain.sentences] == [[t.text for t in s.tokens] for s in other.sentences]
    assert [s.paragraph for s in plain.sentences] == [s.paragraph for s in other.sentences] == [0, 1, 1]


def test_a_sentence_is_found_by_its_offset() -> None:
    found = analyse("Er kam. Sie ging. Alle blieben.")
    assert [found.sentence_at(k).index for k in (0, 6, 8, 16, 18, 30)] == [0, 0, 1, 1, 2, 2]
    assert [t.text for t in found.tokens_between(8, 17)] == ["Sie", "ging", "."]


HARD: dict[str, Callable[[int], str]] = {
    "commas": lambda n: "," * n,
    "words and commas": lambda n: "er kam, " * n,
    "full stops": lambda n: "a. " * n,
    "nested quotes": lambda n: "„" * n + "Nein" + "“" * n,
    "quotes in quotes": lambda n: "„Er “" * n,
    "one word": lambda n: "a" * (n * 40),
    "no spaces": lambda n: "Kiew,und-so.weiter" * n,
    "hyphens": lambda n: "a-" * n,
    "numbers": lambda n: "1.000 " * n,
    "line breaks": lambda n: "Kiew\n" * n,
    "brackets": lambda n: "(" * n + "Er kam." + ")" * n,
    "conjunctions": lambda n: "weil er dass " * n,
    "dots without space": lambda n: "a.b" * n,
    "a prefix of a long number": lambda n: "1 " + "111 " * n,
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", HARD)
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    assert grows_in_step(analyse, HARD[name], 1_250)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("text", ["," * 10_000, "„" * 5_000 + "“" * 5_000, "Kiew" * 250_000, "a.b,c-" * 160_000], ids=lambda t: t[:8])
def test_what_no_editor_writes_is_read_all_the_same(text: str) -> None:
    found = analyse(text)
    assert found.tokens[0].begin == 0
    assert found.tokens[-1].end == len(text)
