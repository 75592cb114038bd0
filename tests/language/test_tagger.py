"""Tags and base forms: beside HanTa's own decoder, which stays the reference, and on cases it gets wrong."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lagebild.language import analyse
from lagebild.language.tagger import Tagger, shared_tagger

UD = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "ud-german"
SENTENCES = """
Die Bundesregierung hat ihre Botschaft in Kabul am Freitag vorübergehend geschlossen .
Das Auswärtige Amt rät von nicht notwendigen Reisen in die Ukraine dringend ab .
Die Außenministerin erklärte , man werde die Lieferung von Panzerhaubitzen fortsetzen .
Nach Angaben des Verteidigungsministeriums wurden zwei Soldaten leicht verletzt .
Wir fordern alle Staatsangehörigen auf , das Land unverzüglich zu verlassen , sagte ein Sprecher .
Die Evakuierungsflüge sollen spätestens am Mittwoch beginnen , wie die Luftwaffe mitteilte .
Frankreich zieht seine Truppen aus dem Niger ab , nachdem die Militärregierung das Abkommen gekündigt hatte .
Der Kanzler betonte , dass die Tür für Verhandlungen offen bleibe .
In der Hauptstadt sind seit dem Morgen Explosionen zu hören , berichteten Anwohner .
Trotz der Warnungen reisten viele Touristen in die betroffenen Gebiete .
Ob das Konsulat wieder öffnet , ließ die Behörde offen .
Der Präsident drohte mit weiteren Strafzöllen , falls Brüssel nicht einlenke .
Polens Grenzschutz hat den Übergang bei Terespol bis auf Weiteres gesperrt .
Für die Region Charkiw gilt weiterhin eine Ausreiseaufforderung .
Die Fluggesellschaft strich sämtliche Verbindungen nach Beirut und Teheran .
Großbritannien und die Niederlande haben ihre Diplomaten aus Juba ausgeflogen .
Es gebe keine Anzeichen für einen bevorstehenden Angriff , hieß es aus Regierungskreisen .
Das Technische Hilfswerk schickte Stromaggregate und Wasserpumpen in das Erdbebengebiet .
Gegen den Beschluss stimmten lediglich die Abgeordneten der Opposition .
Die Lage ist unübersichtlich und kann sich jederzeit ändern .
""".strip().split("\n")


def same(ours: list[tuple[str, str]], reference: list[tuple[str, str, str]]) -> int:
    return sum(a[0] == b[2] for a, b in zip(ours, reference, strict=True))


def test_the_fast_decoder_tags_like_hantas_own() -> None:
    tagger = Tagger()
    hanta: Any = tagger._hanta
    words = [s.split() for s in SENTENCES]
    agreement = sum(same(tagger.tag(w), hanta.tag_sent(w)) for w in words) / sum(map(len, words))
    assert agreement >= 0.99


def test_the_fast_decoder_finds_hantas_base_forms() -> None:
    tagger = Tagger()
    words = [s.split() for s in SENTENCES]
    pairs = [
        (a[1], b[1])
        for w in words
        for a, b in zip(tagger.tag(w), tagger._hanta.tag_sent(w), strict=True)
        if a[0] == b[2] and b[1].isalpha()
    ]
    assert sum(a == b for a, b in pairs) / len(pairs) >= 0.99


@cache
def treebank() -> list[tuple[list[str], list[str]]]:
    sentences: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    tags: list[str] = []
    for line in (UD / "gsd-dev.conllu").read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 4 and cells[0].isdigit():
            words.append(cells[1])
            tags.append(cells[4])
        elif not line and words:
            sentences.append((words, tags))
            words, tags = [], []
    return sentences


@pytest.mark.skipif(not UD.exists(), reason="../shared/corpora/ud-german is not there")
def test_on_the_treebank_the_tags_are_hantas_or_better() -> None:
    tagger = Tagger()
    total = agree = ours = theirs = 0
    for words, tags in treebank()[:250]:
        found = tagger.tag(words)
        reference = tagger._hanta.tag_sent(words)
        for (tag, _), (_, _, other), gold in zip(found, reference, tags, strict=True):
            total += 1
            agree += tag == other
            ours += plain(tag) == plain(gold)
            theirs += plain(other) == plain(gold)
    assert agree / total >= 0.99
    assert ours >= theirs


def plain(tag: str) -> str:
    name = tag.replace("(", "").replace(")", "") if tag[0] != "$" else tag
    return {"NNA": "NN", "NNI": "NN", "PAV": "PROAV", "PIDAT": "PIAT"}.get(name, name)


TAGGED = [
    ("Am 24. Januar kam er.", "24", "ADJ(A)"),
    ("Am 24. Januar kam er.", "kam", "VV(FIN)"),
    ("Es waren 1'000 Menschen.", "1'000", "CARD"),
    ("Außen- und Verteidigungsministerium schweigen.", "Außen-", "TRUNC"),
    ("Mehr unter https://a.de/b?c=1 im Netz.", "https://a.de/b?c=1", "XY"),
    ("Die EU-Kommission tagt.", "EU-Kommission", "NN"),
    ("Alle Mitarbeiter*innen reisen aus.", "Mitarbeiter*innen", "NN"),
    ("Die Min\u00adisterin schwieg.", "Min\u00adisterin", "NN"),
]


@pytest.mark.parametrize(("text", "word", "tag"), TAGGED)
def test_what_characters_decide_needs_no_table(text: str, word: str, tag: str) -> None:
    assert [t.tag for t in analyse(text).tokens if t.text == word] == [tag]


LEMMAS = [
    ("Die Botschaften wurden geschlossen.", "Botschaften", "Botschaft"),
    ("Die Botschaften wurden geschlossen.", "geschlossen", "schließen"),
    ("Die Botschaften wurden geschlossen.", "wurden", "werden"),
    ("Alle Expert*innen warnen.", "Expert*innen", "Expertin"),
    ("Alle Bürger:innen warnen.", "Bürger:innen", "Bürgerin"),
    ("Das Ministerium will Kampfpanzer liefern.", "Kampfpanzer", "Kampfpanzer"),
    ("Die US-Botschaften schließen.", "US-Botschaften", "US-Botschaft"),
    ("Er sprach mit den Verteidigungsministern.", "Verteidigungsministern", "Verteidigungsminister"),
    ("Sie möchte gehen.", "möchte", "mögen"),
    ("Er wies sie zurück.", "wies", "weisen"),
]


@pytest.mark.parametrize(("text", "word", "lemma"), LEMMAS)
def test_a_word_has_its_base_form(text: str, word: str, lemma: str) -> None:
    assert [t.lemma for t in analyse(text).tokens if t.text == word] == [lemma]


def test_the_memory_of_word_forms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    import lagebild.language.tagger as module

    monkeypatch.setattr(module, "_LIMIT", 50)
    tagger = Tagger()
    for k in range(200):
        tagger.tag([f"Wort{chr(97 + k % 26)}{chr(97 + k // 26)}", "kommt"])
    assert all(len(d) <= 52 for d in (*tagger._readings, tagger._lemmas))


def test_what_was_read_before_changes_no_tag() -> None:
    fresh, used = Tagger(), shared_tagger()
    words = [s.split() for s in SENTENCES]
    for sentence in reversed(words):
        used.tag(sentence)
    assert [fresh.tag(w) for w in words] == [used.tag(w) for w in words]
