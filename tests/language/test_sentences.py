"""Where a German sentence ends: "|" in a case marks the end of each sentence but the last."""

import pytest

from lagebild.language.tokens import sentence_bounds, tokenize

CASES = [
    # plain ends
    "Die Botschaft ist geschlossen.| Das Personal ist abgereist.",
    "Ist die Grenze offen?| Ja!| Niemand weiß mehr.",
    "Wirklich?!| Das überrascht.",
    "Es ist vorbei...| Niemand kam zurück.",
    "Er sprach … und ging.",
    "Sie kam nicht …| Er wartete lange.",
    # ordinals and dates
    "Am 24. Januar schloss die Botschaft.| Am 25. Januar öffnete sie wieder.",
    "Der Befehl gilt seit dem 15. Oktober.| Er wurde nicht aufgehoben.",
    "Vom 3. bis 5. Mai ruht der Betrieb.",
    "Die Sperre gilt bis zum 31. Dezember 2022.| Danach entscheidet das Ministerium.",
    "Es war der 2. Weltkrieg.",
    "Im 19. Jahrhundert lebten hier wenige.",
    "Am 3. Tag der Reise kam die Absage.",
    "Das Treffen ist am 24.| Die Minister reisen einen Tag zuvor an.",
    "Sie feierten ihren 60. Geburtstag in Wien.",
    "Des späten 15. Jahrhunderts Bauten stehen noch.",
    "Der Vertrag endet am 24.12.2021.| Er wird nicht verlängert.",
    "Der Vertrag endet am 24.12.| Er wird nicht verlängert.",
    "Am 1. Jan. 2022 begann die Präsidentschaft.",
    # numbers that end sentences
    "Es waren 2022.| Merkel sagte nichts.",
    "Der Zug fuhr um 15.| Merkel kam zu spät.",
    "Gezählt wurden 12.| Die Polizei sprach von 20.",
    "Das kostet 3,5.| Mehr ist nicht da.",
    "Die Zahl stieg auf 1.500.| Viele flohen.",
    "Siehe Nr. 5.| Dort steht es.",
    "Laut Art. 5 Abs. 2 des Vertrags gilt das.",
    # abbreviations
    "Dr. med. Anna Weiß und Prof. Dr. Klaus Berg kamen.",
    "Der Botschafter a. D. Hans Meier widersprach.",
    "Es sprach der Minister a. D.| Er war vorsichtig.",
    "Sie leben in St. Gallen und St. Pölten.",
    "Rund 3 Mio. Menschen und 2 Mrd. Euro sind betroffen.",
    "Das kostet 3 Mio.| Der Bund zahlt.",
    "Das gilt z. B. für Kiew, d. h. für die Hauptstadt.",
    "Das gilt z.B. Deutschen nicht.",
    "Sie brachten Decken, Zelte usw.| Die Lage blieb schwierig.",
    "Die U.S. Navy und die U.S.-Luftwaffe sind vor Ort.",
    "Er starb 30 v. Chr. in Alexandria.",
    "Die Hilfe e. V. Berlin sammelt weiter.",
    "Ca. 200 Bürger, darunter ca. 20 Kinder, reisten ab.",
    "Sie trafen sich in Frankfurt a. M. zum Gespräch.",
    "Die Firma Müller & Co. KG liefert nicht mehr.",
    # initials and Roman numerals
    "George W. Bush traf J. D. Vance nicht.",
    "Papst Johannes Paul II. besuchte Polen.",
    "Es sprach Elisabeth II.| Die Königin war ernst.",
    "Er hat einen Plan B.| Der Minister kennt ihn.",
    "Im II. Quartal sank die Zahl.",
    # quotation marks
    "„Wir gehen.“ | Das sagte der Minister.".replace("“ |", "“|"),
    "„Wir gehen“, sagte er.| „Sie bleiben.“",
    "Er sagte: „Wir gehen. | Sie bleiben.“| Dann schwieg er.".replace(". | Sie", ".| Sie"),
    "Das ist so.| „Wir bleiben“, sagte sie.",
    "Das ist so.| »Wir bleiben«, sagte sie.",
    "«Wir bleiben.»| Das sagte sie.",
    '"Wir bleiben."| Das sagte sie.',
    "„Wann?“ fragte sie.",
    "„Wann?“, fragte sie.| Er schwieg.",
    "„Geht!“, rief er.| „Sofort!“",
    "Er kam.„Wir gehen“, sagte er.".replace("kam.", "kam.|"),
    "„Wir gehen. “| Das sagte er.",
    "Es kostet 97 Millionen US-Dollar.|Die Entscheidung ist ungewöhnlich.",
    # brackets
    "Er (sic!) Merkel zufolge bleibt es dabei.",
    "Er ging. | (Sie blieb.) | Dann kam Hilfe.".replace(". |", ".|").replace(") |", ")|"),
    "Die Zahl (vgl. Tab. 3) stieg.",
    # lines
    "Botschaft geschlossen\n|Die Botschaft ist seit Montag geschlossen.",
    "Botschaft geschlossen\r\n|Die Botschaft ist seit Montag geschlossen.",
    "Kiew\n\n|die Hauptstadt, ist ruhig.",
    "Die Botschaft ist nach Angaben des Auswärtigen Amts in Berlin seit\nMontag geschlossen.",
    "Er traf den\nMinister.",
    "Kiew,\nLemberg und Odessa sind betroffen.",
    "Betroffen sind:\n|- Kiew\n|- Lemberg\n|- Odessa",
    "Betroffen sind:\n|• Kiew\n|• Lemberg",
    "Hinweise\n|1. Reisen Sie nicht.\n|2. Bleiben Sie im Haus.",
    "1. Reisen Sie nicht.",
    # other
    "Mehr unter https://www.auswaertiges-amt.de/a.b?c=1.| Dort steht alles.",
    "Schreiben Sie an krise@amt.de.| Wir antworten.",
    "Laut tagesschau.de ist die Lage ruhig.| Das meldet auch dpa.",
    "Er ist gegangen.Der Minister bleibt.".replace("gegangen.", "gegangen.|"),
    "Yahoo! meldet: alles ruhig.",
    "Es ist 8.30 Uhr.| Die Grenze ist offen.",
    "Die CDU/CSU stimmt zu, die SPD nicht.",
    "US-Bürger sollen ausreisen.| EU-Bürger auch.",
    "Der Art. 5 gilt.| Er bindet alle.",
    "👍 Alles gut.| 🇺🇦 Danke!",
]  # fmt: skip


def split(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[a].begin : tokens[b - 1].end] for a, b in sentence_bounds(text, tokens)]


@pytest.mark.parametrize("case", CASES)
def test_a_german_text_falls_into_its_sentences(case: str) -> None:
    assert split(case.replace("|", "")) == [part.strip() for part in case.split("|")]


def test_there_are_enough_cases_to_mean_something() -> None:
    assert len(set(CASES)) >= 60
