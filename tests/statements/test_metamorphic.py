"""Changes that mean nothing leave the statements as they are: another paragraph, other marks, line ends, names."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from growth import grows_in_step
from lagebild.language import analyse
from lagebild.model import Document
from lagebild.model.statement import Statement
from lagebild.statements import find_statements
from statements.gold import read_gold

TEXTS = [entry["text"] for entry in read_gold()]
UNRELATED = "Der Fluss ist hier breit. Am Ufer stehen alte Bäume, und die Fähre fährt jede Stunde."
MARKS = {"guillemets": "»«", "Swiss": "«»", "straight": '""', "English": "“”"}
FIRST = ["Anna", "Karl", "Maria", "Jan", "Eva", "Paul"]
LAST = ["Berger", "Wagner", "Huber", "Schmidt", "Keller", "Lindner", "Petersen", "Novak"]
_ANY_MARK = re.compile("[„“”»«\"]")


def _find(text: str) -> list[Statement]:
    return list(find_statements(Document(key="m", text=text, source="m"), analyse(text)))


def _plain(text: str) -> list[tuple[str, ...]]:
    """Statements without their offsets: kind, act, chain, content, speaker; marks and white space made alike."""

    def words(spans: tuple[object, ...]) -> str:
        parts = [text[s.begin : s.end] for s in spans]  # type: ignore[attr-defined]
        return " | ".join(_ANY_MARK.sub("'", " ".join(part.split())) for part in parts)

    return [(s.kind, s.act, " -> ".join(s.via), words(s.content), words(s.speaker)) for s in _find(text)]


@pytest.mark.parametrize("text", TEXTS)
def test_an_unrelated_paragraph_changes_nothing(text: str) -> None:
    plain = _plain(text)
    assert _plain(f"{UNRELATED}\n\n{text}") == plain
    assert _plain(f"{text}\n\n{UNRELATED}") == plain


@pytest.mark.parametrize("habit", MARKS)
def test_another_habit_of_quotation_marks_changes_nothing(habit: str) -> None:
    opening, closing = MARKS[habit]  # one mark each
    differ = []
    for text in TEXTS:
        changed = text.translate({ord("„"): opening, ord("“"): closing})
        if _plain(changed) != _plain(text):
            differ.append(text)
    assert differ == []


@pytest.mark.parametrize("begin", range(0, len(TEXTS), 15))
def test_line_ends_of_another_system_change_nothing(begin: int) -> None:
    text = "\n\n".join(TEXTS[begin : begin + 15])
    assert _plain(text.replace("\n", "\r\n")) == _plain(text)


TEMPLATES = [
    "Ministerin {a} sagte, die Grenze bleibe offen. {a} versprach, bald zu handeln.",
    "„Wir gehen“, sagte {a}. Sprecher {b} widersprach: „Wir bleiben.“",
    "Nach Angaben von {a} ist der Hafen wieder frei. {b} warf ihm vor, die Lage zu beschönigen.",
    "Die Brücke sei sicher, so {a}. Man prüfe sie jedes Jahr.",
    "{a} erwägt, das Amt abzugeben. Das berichtet die Zeitung „Neue Post“ unter Berufung auf zwei Beamte.",
    "{a} zufolge fehlen 30 Betten. {b} forderte die Stadt auf, sie zu bezahlen.",
    "{a} wollte sich nicht äußern. {b} lehnte den Vorschlag ab.",
]
_NAMES = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TEMPLATES), st.lists(_NAMES, min_size=4, max_size=4, unique=True))
def test_a_consistent_renaming_of_persons_changes_nothing_else(template: str, names: list[str]) -> None:
    a, b, c, d = names
    before, after = _plain(template.format(a=a, b=b)), _plain(template.format(a=c, b=d))
    marked = [tuple(x.replace(a, "A").replace(b, "B") for x in s) for s in before]
    assert [tuple(x.replace(c, "A").replace(d, "B") for x in s) for s in after] == marked
    assert before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TEXTS), st.integers(0, 400), st.integers(0, 60), st.text(max_size=6))
def test_a_torn_text_breaks_no_offset(text: str, begin: int, length: int, patch: str) -> None:
    torn = text[:begin] + patch + text[begin + length :]
    for s in _find(torn):
        for span in (*s.content, *s.speaker, *s.cue, *s.frame, *s.addressee):
            assert 0 <= span.begin < span.end <= len(torn)
        assert 0 < s.confidence < 1


@pytest.mark.parametrize(
    ("head", "piece", "tail"),
    [
        ("Er sagte: ", "„Sie sagte: ", "“"),
        ("Er sagte", ", sehr", ", es regne."),
        ("Er sagte", ", dass er sagte", "."),
        ("Die Lage", " der Lage", " sei ernst, sagte Berger."),
        ("", "Laut „Post“ unter Berufung auf Kreise, ", "regnet es."),
        ("", "(so Berger, wie Weiß sagte) ", ""),
    ],
)
def test_time_grows_in_step_with_hostile_text(head: str, piece: str, tail: str) -> None:
    assert grows_in_step(_find, lambda n: head + piece * n + tail, 1_250)
