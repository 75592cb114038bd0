"""Mood of finite verbs: subjunctive where the form alone decides, "amb" where only the clause could."""

import pytest

from lagebild.language import analyse
from lagebild.language.mood import finite_mood

FORMS = [
    # subjunctive I
    *[(form, lemma, "konj1") for form, lemma in [
        ("sei", "sein"), ("seien", "sein"), ("habe", "haben"), ("werde", "werden"), ("könne", "können"), ("müsse", "müssen"),
        ("dürfe", "dürfen"), ("solle", "sollen"), ("wolle", "wollen"), ("möge", "mögen"), ("wisse", "wissen"), ("lasse", "lassen"),
        ("informiere", "informieren"), ("evakuiere", "evakuieren"), ("kritisiere", "kritisieren"), ("gehe", "gehen"), ("gebe", "geben"),
        ("abziehe", "abziehen"), ("ziehe", "abziehen"), ("zurücktrete", "zurücktreten"), ("bereitstelle", "bereitstellen"),
        ("ändere", "ändern"), ("handle", "handeln"), ("handele", "handeln"), ("tue", "tun"), ("anerkenne", "anerkennen"),
    ]],
    # subjunctive II
    *[(form, lemma, "konj2") for form, lemma in [
        ("wäre", "sein"), ("wären", "sein"), ("hätte", "haben"), ("hätten", "haben"), ("würde", "werden"), ("würden", "werden"),
        ("könnte", "können"), ("müssten", "müssen"), ("dürfte", "dürfen"), ("möchte", "mögen"), ("käme", "kommen"),
        ("zurückkäme", "zurückkommen"), ("abzöge", "abziehen"), ("zöge", "abziehen"), ("gäbe", "geben"), ("ließe", "lassen"),
        ("bliebe", "bleiben"), ("hielte", "halten"), ("stünde", "stehen"), ("nähme", "nehmen"), ("wüsste", "wissen"), ("bräuchte", "brauchen"),
    ]],
    # both moods have the form
    *[(form, lemma, "amb") for form, lemma in [
        ("sagte", "sagen"), ("forderten", "fordern"), ("sollte", "sollen"), ("wollten", "wollen"), ("haben", "haben"), ("gehen", "gehen"),
        ("verwendete", "verwenden"), ("sendeten", "senden"), ("informierte", "informieren"), ("abreisten", "abreisen"), ("gingen", "gehen"),
    ]],
    # indicative
    *[(form, lemma, "ind") for form, lemma in [
        ("ist", "sein"), ("war", "sein"), ("hat", "haben"), ("wird", "werden"), ("wurde", "werden"), ("kann", "können"), ("muss", "müssen"),
        ("ging", "gehen"), ("gab", "geben"), ("zieht", "abziehen"), ("abzog", "abziehen"), ("informiert", "informieren"), ("kam", "kommen"),
        ("schloss", "schließen"), ("wies", "weisen"), ("wandte", "wenden"),
    ]],
]  # fmt: skip


@pytest.mark.parametrize(("form", "lemma", "mood"), FORMS)
def test_a_form_shows_its_mood(form: str, lemma: str, mood: str) -> None:
    found = finite_mood(form, lemma)
    assert found is not None
    assert found[0] == mood


SENTENCES = [
    ("Er sagte, man habe Hilfe geschickt.", "habe", "konj1"),
    ("Ich habe Hilfe geschickt.", "habe", "ind"),
    ("Gestern habe ich Hilfe geschickt.", "habe", "ind"),
    ("Habe mich beraten lassen.", "Habe", "ind"),
    ("Das habe mich überrascht, sagte er.", "habe", "konj1"),
    ("„Ich gehe“, sagte er, er habe Angst.", "gehe", "ind"),
    ("„Ich gehe“, sagte er, er habe Angst.", "habe", "konj1"),
    ("Das Treffen finde statt, hieß es.", "finde", "konj1"),
    ("Die Lage sei ernst.", "sei", "konj1"),
    ("Sie würden gern bleiben.", "würden", "konj2"),
    ("Die Botschaft schließe am Montag.", "schließe", "konj1"),
]


@pytest.mark.parametrize(("text", "word", "mood"), SENTENCES)
def test_a_verb_in_its_sentence_shows_its_mood(text: str, word: str, mood: str) -> None:
    assert [t.mood for t in analyse(text).tokens if t.text == word] == [mood]


def test_a_word_that_no_verb_table_holds_gives_no_guess() -> None:
    assert finite_mood("kiew", "kiewen") is None
