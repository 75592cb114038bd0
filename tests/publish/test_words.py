"""Dates, visible text, sentences around a passage."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from lagebild.model import Document, Passage, Span
from lagebild.publish import dates
from lagebild.publish.plain import one_line, slug, visible, web_address
from lagebild.publish.reports import Shelf, excerpt, mark, sentences


def test_a_moment_is_said_on_the_clocks_of_berlin() -> None:
    moment = datetime(2022, 1, 24, 9, 49, tzinfo=UTC)
    assert dates.say(moment, "de") == "Mo., 24. Jan. 2022, 10:49"
    assert dates.say(moment, "en") == "Mon, 24 Jan 2022, 10:49"
    assert dates.say(datetime(2022, 7, 1, 22, 30, tzinfo=UTC), "de") == "Sa., 2. Juli 2022, 00:30"


def test_a_mere_day_gets_no_hour() -> None:
    assert dates.say(date(2022, 1, 24), "de") == "Mo., 24. Jan. 2022"


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2022", "2022"),
        ("2022-01", "Jan. 2022"),
        ("2022-01-23", "So., 23. Jan. 2022"),
        ("2022-13", "2022-13"),
        ("im Mai", "im Mai"),
    ],
)
def test_a_time_is_said_as_precisely_as_it_is_known(as_of: str, said: str) -> None:
    assert dates.say_as_of(as_of, "de") == said


def test_a_month_is_no_day() -> None:
    assert dates.read_day("2022-01") is None
    assert dates.read_day("2022-01-23") == date(2022, 1, 23)
    assert dates.read_day("2022-01-23T23:30:00+00:00") == date(2022, 1, 24)


def test_hidden_characters_become_visible_and_others_stay() -> None:
    assert visible("a\u202eb\x1b[1m\u200b\ud800") == "a⟨U+202E⟩b⟨U+001B⟩[1m⟨U+200B⟩⟨U+D800⟩"
    assert visible("Ä ß „x“ 漢\n\t\u00adé") == "Ä ß „x“ 漢\n\t\u00adé"
    assert one_line("a\n  b\r\nc") == "a b c"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//x.example",
        "http://",
        "https://a b",
        "https://a\u202e.example",
        "http://[",
        None,
    ],
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert web_address(url) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://x.example/a?b=1&c=2") == "https://x.example/a?b=1&c=2"


def test_different_keys_never_share_an_anchor() -> None:
    keys = ["a b", "a_b", "a-b", "a_20_b", "ä", "a"]
    assert len({slug(key) for key in keys}) == len(keys)
    assert slug("cell", "UA", "staff_departure") == "cell-UA-staff_departure"


def cut(text: str) -> list[str]:
    return [text[s.begin : s.end] for s in sentences(text)]


def test_dates_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Am 24. Januar sprach Dr. Maron, z. B. über John F. Kennedy. Dann ging sie."
    assert cut(text) == [text[: text.index(" Dann")], "Dann ging sie."]


def test_a_closing_quotation_mark_belongs_to_its_sentence() -> None:
    assert cut("„Wir bleiben.“ Das sagte sie!\n\nNeuer Absatz") == ["„Wir bleiben.“", "Das sagte sie!", "Neuer Absatz"]


def test_a_passage_stands_between_its_neighbouring_sentences() -> None:
    document = Document(key="a", text="Eins. Zwei ist hier. Drei nun. Vier. Fünf.", source="a")
    begin = document.text.index("Drei")
    shown = excerpt(document, Span(begin, begin + 4))
    assert (shown.before, shown.exact, shown.after) == ("Zwei ist hier. ", "Drei", " nun. Vier.")


def test_marked_pieces_join_to_the_paragraphs_text_even_where_passages_overlap() -> None:
    text = "Erster Absatz hier.\n\nZweiter Absatz dort."
    document = Document(key="a", text=text, source="a")
    paragraphs = mark(document, [Span(0, 12), Span(7, 30), Span(7, 12)])
    assert ["".join(piece.text for piece in p) for p in paragraphs] == ["Erster Absatz hier.", "Zweiter Absatz dort."]
    begins = [n for p in paragraphs for piece in p for n in piece.begins]
    ends = [n for p in paragraphs for piece in p for n in piece.ends]
    assert sorted(begins) == sorted(ends) == [0, 1, 2]


def test_a_passage_is_found_in_the_revision_that_holds_its_words() -> None:
    old = Document(key="a", text="Alt ist das.", source="a")
    new = Document(key="a", text="Neu ist das.", source="a", supersedes=old.id)
    shelf = Shelf.of([old, new])
    assert shelf.find(Passage(document="a", span=Span(0, 3), exact="Alt")) is old
    assert shelf.find(Passage(document="a", span=Span(4, 7), exact="ist")) is new
    assert shelf.find(Passage(document="a", span=Span(0, 3), exact="Nie")) is None
