"""Traps: words that look like a posture and are of another world."""

from __future__ import annotations

import pytest

from claims.traps import check, keys, read

# --- 15. words that look like it -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Die Botschaft des Romans aus Norwegen ist einfach: Offene Grenzen bleiben ein Traum. Der Autor liest in Zürich.",
        "Mit dem Dokumentarfilm schließt sich ein Kreis; seine Botschaft an Chile bleibt aktuell.",
        "In Linz haben Spezialisten eine Fliegerbombe entschärft. 1400 Menschen wurden aus ihren Wohnungen evakuiert.",
        "Nach einem Gasleck in einem Hotel in Luzern mussten 80 Gäste aus Japan das Gebäude sofort verlassen.",
        "Die Ausreisepflicht für abgelehnte Asylbewerber aus Ghana soll in Österreich rascher durchgesetzt werden.",
        "Der Kanton Bern hat drei Männern aus Albanien eine Frist zur Ausreise gesetzt.",
        "Auf der Möbelmesse in Köln wollen Verlage und Händler aus Dänemark ihre Vertretungen reduzieren.",
        "Kasachstan hat ein Einreiseverbot für zwei Journalisten aus Estland verhängt.",
        "Das Robert-Koch-Institut stuft Portugal nicht mehr als Risikogebiet ein. Reisende brauchen keinen Test mehr.",
        "Wegen eines Streiks fallen Flüge nach Marokko aus. Die Fluggesellschaft rät, Reisen zu verschieben.",
        "Familienangehörige von Pflegebedürftigen in Österreich werden entlastet.",
        "Die diplomatische Vertretung des Kunstvereins in Kuba, wie er sich nennt, zieht in ein größeres Atelier.",
    ],
)
def test_words_of_another_world_make_no_claim(text: str) -> None:
    assert keys(read(text)) == set()


def test_to_rely_on_somebody_is_no_departure() -> None:
    check(
        read(
            "Litauens Regierung verließ sich auf ihre Bürger in Georgien. Die Bürger Litauens verlassen sich auf die Botschaft in Tiflis."
        ),
        must=[],
        never=["LT citizen_departure * * *"],
    )
