"""Sources named by a preposition or "so", and the chain they came through."""

import pytest


@pytest.mark.parametrize(
    ("text", "content", "speaker", "cue"),
    [
        ("Nach Angaben der Polizei starben zwei Menschen.", "starben zwei Menschen", "Angaben der Polizei", "Nach"),
        ("Der Verdacht bestehe nach Angaben der Polizei nicht mehr.", "Der Verdacht bestehe | nicht mehr", "Angaben der Polizei", "nach"),
        ("Laut Minister Berger ist die Lage ruhig.", "ist die Lage ruhig", "Minister Berger", "Laut"),
        ("Dem Pentagon zufolge sind 200 Soldaten im Land.", "sind 200 Soldaten im Land", "Dem Pentagon", "zufolge"),
        ("Seiner Meinung nach ist die Lage ruhig.", "ist die Lage ruhig", "Seiner Meinung", "nach"),
        ("Die Armee habe, so der General, die Stadt eingenommen.", "Die Armee habe | die Stadt eingenommen", "der General", "so"),
        ("Die Lage sei ruhig, so die Ministerin.", "Die Lage sei ruhig", "die Ministerin", "so"),
    ],
)
def test_a_source_phrase_frames_its_clause(said, text: str, content: str, speaker: str, cue: str) -> None:
    [s] = said(text)
    assert (s.kind, s.content, s.speaker, s.cue) == ("indirect", content, speaker, cue)


def test_wonach_says_what_the_report_before_it_says(said) -> None:
    s = next(s for s in said("Er reagierte auf einen Bericht der „Neuen Post“, wonach Truppen verlegt werden.") if s.rule == "wonach")
    assert (s.content, s.speaker) == ("Truppen verlegt werden", "einen Bericht der „Neuen Post“")


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("Laut Medienberichten werden Truppen verlegt.", ("Medienberichten",)),
        ("Die New York Times berichtete, dass Truppen verlegt werden.", ("New York Times",)),
        ("Der Boston Globe meldete, dass Truppen verlegt werden.", ("Boston Globe",)),
        ("Sprecher Peter Post sagte, dass Truppen verlegt werden.", ()),
        ("Einem Bericht des „Spiegel“ zufolge werden Truppen verlegt.", ("Spiegel",)),
        ("Wie die „Neue Post“ unter Berufung auf Diplomaten berichtete, werden Truppen verlegt.", ("Diplomaten", "Neue Post")),
        ("Nach Angaben der Polizei starben zwei Menschen.", ()),
        ("Dem Pentagon zufolge sind 200 Soldaten im Land.", ()),
    ],
)
def test_the_chain_names_outlets_and_whom_they_cite(said, text: str, via: tuple[str, ...]) -> None:
    assert said(text)[0].via == via


@pytest.mark.parametrize(
    "text",
    [
        "Der Bus hielt nach der Kurve an der Ampel.",
        "Nach dem Interview fuhr er nach Hause.",
        "Er rief laut um Hilfe.",
        "Es regnete, so dass der Zug hielt.",
        "Die Straße war so glatt, dass niemand fuhr.",
    ],
)
def test_time_place_and_degree_are_no_source(said, text: str) -> None:
    assert [s for s in said(text) if s.rule in {"laut", "nach_angaben", "so", "zufolge"}] == []


def test_a_report_named_in_the_next_sentence_is_the_chain_of_the_first(said) -> None:
    found = said("Die US-Regierung erwägt, Soldaten zu schicken. Das berichtet die Zeitung „Potomac Ledger“ unter Berufung auf Beamte.")
    assert {s.via for s in found} == {("Beamte", "Potomac Ledger")}
    assert [(s.act, s.speaker) for s in found if s.act == "considers"] == [("considers", "Die US-Regierung")]


@pytest.mark.parametrize(
    "text",
    ["Die Welt-Gesundheitsorganisation meldete, dass es brannte.", "1200 Zeugen sagten, dass es brannte.", "eBay sagte, dass es brannte."],
)
def test_who_is_no_outlet_gives_no_chain(said, text: str) -> None:
    assert [s.via for s in said(text)] == [()]
