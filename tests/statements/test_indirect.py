"""Clauses that a cue governs, and frames behind, amid or before them."""

import pytest


@pytest.mark.parametrize(
    ("text", "rule", "content", "speaker", "cue"),
    [
        ("Das Ministerium erklärte, dass die Grenze offen bleibe.", "dass_clause", "dass die Grenze offen bleibe", "Das Ministerium", "erklärte"),
        ("Das Ministerium gab bekannt, dass die Grenze offen bleibt.", "dass_clause", "dass die Grenze offen bleibt", "Das Ministerium", "gab bekannt"),
        ("Die Polizei hat mitgeteilt, dass zwei Menschen starben.", "dass_clause", "dass zwei Menschen starben", "Die Polizei", "hat mitgeteilt"),
        ("Der Sprecher fragte, ob die Straße frei sei.", "question_clause", "ob die Straße frei sei", "Der Sprecher", "fragte"),
        ("Die Regierung versprach, die Steuern zu senken.", "zu_infinitive", "die Steuern zu senken", "Die Regierung", "versprach"),
        ("Das Ministerium teilte mit, die Grenze bleibe offen und der Zug fahre.", "verb_second", "die Grenze bleibe offen und der Zug fahre", "Das Ministerium", "teilte mit"),
        ("Er sagte, wenn der Flughafen schließe, komme Hilfe.", "verb_second", "wenn der Flughafen schließe, komme Hilfe", "Er", "sagte"),
        ("Die Zeitung meldet, die Frau, die gefangen war, habe die Angaben bestätigt.", "verb_second", "die Frau, die gefangen war, habe die Angaben bestätigt", "Die Zeitung", "meldet"),
        ("Die Grenze bleibt offen, teilte das Ministerium am Montag mit.", "frame_behind", "Die Grenze bleibt offen", "das Ministerium", "teilte | mit"),
        ("Die Lage sei ruhig, hieß es in Berlin.", "frame_behind", "Die Lage sei ruhig", "", "hieß es"),
        ("Die Grenze sei offen, sagte der Sprecher, der Zug fahre wieder.", "frame_behind", "Die Grenze sei offen | der Zug fahre wieder", "der Sprecher", "sagte"),
        ("Die Grenze bleibe zu, verlautete am Montag aus dem Außenministerium.", "frame_behind", "Die Grenze bleibe zu", "dem Außenministerium", "verlautete"),
        ("Wie das Ministerium mitteilte, bleibt die Grenze offen.", "wie_frame", "bleibt die Grenze offen", "das Ministerium", "mitteilte"),
        ("Die Grenze bleibt, wie das Ministerium mitteilte, bis Montag offen.", "wie_frame", "Die Grenze bleibt | bis Montag offen", "das Ministerium", "mitteilte"),
        ("Die Botschaft bleibt in Betrieb, wie das Außenministerium mitteilte.", "wie_frame", "Die Botschaft bleibt in Betrieb", "das Außenministerium", "mitteilte"),
        ("Die Ankündigung des Ministers, das Lager zu schließen, löste Proteste aus.", "noun_clause", "das Lager zu schließen", "des Ministers", "Die Ankündigung"),
        ("Die Botschaft bleibt zu. Das teilte das Außenministerium mit.", "das_sagte", "Die Botschaft bleibt zu. | Das", "das Außenministerium", "teilte | mit"),
    ],
)
def test_what_a_cue_governs_is_said(said, text: str, rule: str, content: str, speaker: str, cue: str) -> None:
    [s] = [s for s in said(text) if s.kind == "indirect"]
    assert (s.rule, s.content, s.speaker, s.cue) == (rule, content, speaker, cue)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Am Montag erklärte der Direktor der Behörde (IAEO), Mohammed el-Baradei, dass die Lage ruhig sei.", "der Direktor der Behörde (IAEO), Mohammed el-Baradei"),
        ("Der Sender, der in Kiew sitzt, berichtete, dass es brannte.", "Der Sender"),
        ("Auch die Ministerin sagte, dass die Lage ruhig sei.", "die Ministerin"),
        ("Die Kanadier hingegen sagen, der Pilot trage die Verantwortung.", "Die Kanadier"),
        ("Es wurde mitgeteilt, dass die Schule geschlossen bleibt.", ""),
        ("Man geht davon aus, dass es regnet.", ""),
        ("In einer Erklärung des Ministeriums heißt es, die Lage sei ruhig.", "einer Erklärung des Ministeriums"),
        ("Experten haben das Wrack untersucht und bestätigt, dass es echt sei.", "Experten"),
        ("Von der Regierung wurde gefordert, dass der Minister gehe.", "der Regierung"),
    ],
)
def test_the_speaker_is_the_whole_phrase_and_nothing_else(said, text: str, speaker: str) -> None:
    s = next(s for s in said(text) if s.kind == "indirect")
    assert s.speaker == speaker


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Die Regierung forderte die Rebellen auf, die Waffen niederzulegen.", "demands"),
        ("Die Ministerin warnte, dass ein Angriff jederzeit möglich sei.", "warns"),
        ("Die Opposition warf der Regierung vor, die Krise zu verschleppen.", "accuses"),
        ("Der Präsident dementierte, dass Truppen verlegt würden.", "denies"),
        ("Die Meldung sei falsch, sagte der Sprecher.", "denies"),
        ("Das Pentagon lehnte es ab, den Bericht zu kommentieren.", "declines"),
        ("Beamte lehnten es ab, zu sagen, wie viele Bürger im Land sind.", "declines"),
        ("Die Regierung lehnte es ab, Truppen zu schicken.", "rejects"),
        ("Die Regierung erwägt, Truppen zu entsenden.", "considers"),
        ("Die Regierung prüft, ob sie die Botschaft verlegt.", "considers"),
        ("Die Regierung sagte zu, Geld zu schicken.", "promises"),
        ("Das Ministerium kündigte an, die Botschaft zu schließen.", "announces"),
        ("Der Sprecher bestätigte, dass die Gespräche laufen.", "confirms"),
        ("Der Sprecher fragte, ob die Straße frei sei.", "asks"),
    ],
)
def test_the_cue_tells_the_speech_act(said, text: str, act: str) -> None:
    assert said(text)[0].act == act


def test_the_addressee_is_named(said) -> None:
    assert said("Die Regierung forderte die Rebellen auf, die Waffen niederzulegen.")[0].addressee == "die Rebellen"
    assert said("Ein Sprecher sagte gegenüber der Zeitung, dass es regne.")[0].addressee == "der Zeitung"


def test_a_statement_in_a_statement_is_nested(said) -> None:
    outer, inner = said("Er sagte, der Minister habe ihm versichert, dass die Brücke halte.")
    assert (outer.speaker, inner.speaker) == ("Er", "der Minister")
    assert inner.nested
    assert not outer.nested


@pytest.mark.parametrize(
    "text",
    [
        "Der Zug hält, die Türen gehen auf.",
        "Das Problem besteht darin, dass Wasser fehlt.",
        "Der Pilot meldete einen Schaden, so dass Alarm ausgelöst wurde.",
        "Er arbeitet, um die Steuern zu zahlen.",
        "Der Mann lief weg, ohne dass jemand rief.",
        "Es ist davon auszugehen, dass es regnet.",
    ],
)
def test_what_no_cue_governs_is_not_said(said, text: str) -> None:
    assert [s for s in said(text) if s.kind == "indirect"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Es stimme nicht, dass das Personal abziehe, sagte der Sprecher.",
        "Berichte über einen Abzug seien frei erfunden, sagte der Sprecher.",
        "Das treffe nicht zu, erklärte das Ministerium.",
    ],
)
def test_calling_something_untrue_is_a_denial(said, text: str) -> None:
    assert said(text)[0].act == "denies"


def test_calling_a_denial_untrue_is_none(said) -> None:
    assert said("Die Meldung sei nicht falsch, sagte der Sprecher.")[0].act == "says"
