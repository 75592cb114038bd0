"""Traps: changes to a sentence that must change nothing of what is read, and those that must change just so."""

from __future__ import annotations

import pytest

from claims.traps import keys, read

# --- metamorphic: what must change nothing, and what must change just so ---------------------------------------

# plain · with hearsay · negated · the same of another state · which codes that replaces
SENTENCES = [
    (
        "Ungarn hat seine Botschaft in Tiflis geschlossen.",
        "Medienberichten zufolge hat Ungarn seine Botschaft in Tiflis geschlossen.",
        "Ungarn hat seine Botschaft in Tiflis nicht geschlossen.",
        "Kroatien hat seine Botschaft in Nairobi geschlossen.",
        {"HU": "HR", "GE": "KE"},
    ),
    (
        "Litauen zieht alle Diplomaten aus Havanna ab.",
        "Medienberichten zufolge zieht Litauen alle Diplomaten aus Havanna ab.",
        "Litauen zieht keine Diplomaten aus Havanna ab.",
        "Uruguay zieht alle Diplomaten aus Bagdad ab.",
        {"LT": "UY", "CU": "IQ"},
    ),
    (
        "Neuseeland hat die Familien seiner Diplomaten aus Honiara ausgeflogen.",
        "Medienberichten zufolge hat Neuseeland die Familien seiner Diplomaten aus Honiara ausgeflogen.",
        "Neuseeland hat die Familien seiner Diplomaten nicht aus Honiara ausgeflogen.",
        "Zypern hat die Familien seiner Diplomaten aus Beirut ausgeflogen.",
        {"NZ": "CY", "SB": "LB"},
    ),
    (
        "Griechenland ruft seine Staatsbürger auf, den Niger zu verlassen.",
        "Medienberichten zufolge ruft Griechenland seine Staatsbürger auf, den Niger zu verlassen.",
        "Griechenland ruft seine Staatsbürger nicht auf, den Niger zu verlassen.",
        "Thailand ruft seine Staatsbürger auf, den Jemen zu verlassen.",
        {"GR": "TH", "NE": "YE"},
    ),
    (
        "Portugal hat mit der Evakuierung seiner Bürger aus Mosambik begonnen.",
        "Medienberichten zufolge hat Portugal mit der Evakuierung seiner Bürger aus Mosambik begonnen.",
        "Portugal hat nicht mit der Evakuierung seiner Bürger aus Mosambik begonnen.",
        "Vietnam hat mit der Evakuierung seiner Bürger aus Kambodscha begonnen.",
        {"PT": "VN", "MZ": "KH"},
    ),
    (
        "Kenia hat an der Grenze zu Somalia Truppen zusammengezogen.",
        "Medienberichten zufolge hat Kenia an der Grenze zu Somalia Truppen zusammengezogen.",
        "Kenia hat an der Grenze zu Somalia keine Truppen zusammengezogen.",
        "Algerien hat an der Grenze zu Marokko Truppen zusammengezogen.",
        {"KE": "DZ", "SO": "MA"},
    ),
    (
        "Dänemark wird 300 Soldaten nach Lettland schicken.",
        "Medienberichten zufolge wird Dänemark 300 Soldaten nach Lettland schicken.",
        "Dänemark wird keine Soldaten nach Lettland schicken.",
        "Ghana wird 300 Soldaten nach Benin schicken.",
        {"DK": "GH", "LV": "BJ"},
    ),
    (
        "Belgien warnt vor Reisen nach Burundi.",
        "Medienberichten zufolge warnt Belgien vor Reisen nach Burundi.",
        "Belgien warnt nicht vor Reisen nach Burundi.",
        "Chile warnt vor Reisen nach Haiti.",
        {"BE": "CL", "BI": "HT"},
    ),
    (
        "Die Schweiz verkleinert ihr Botschaftsteam in Colombo.",
        "Medienberichten zufolge verkleinert die Schweiz ihr Botschaftsteam in Colombo.",
        "Die Schweiz verkleinert ihr Botschaftsteam in Colombo nicht.",
        "Die Slowakei verkleinert ihr Botschaftsteam in Abuja.",
        {"CH": "SK", "LK": "NG"},
    ),
    (
        "Armenien rechnet jederzeit mit einem Angriff Aserbaidschans auf Armenien.",
        "Medienberichten zufolge rechnet Armenien jederzeit mit einem Angriff Aserbaidschans auf Armenien.",
        "Armenien rechnet nicht mit einem Angriff Aserbaidschans auf Armenien.",
        "Guyana rechnet jederzeit mit einem Angriff Venezuelas auf Guyana.",
        {"AM": "GY", "AZ": "VE"},
    ),
    (
        "Das österreichische Außenministerium ordnete die Ausreise der Angehörigen von Diplomaten aus Amman an.",
        "Medienberichten zufolge ordnete das österreichische Außenministerium die Ausreise der Angehörigen von Diplomaten aus Amman an.",
        "Das österreichische Außenministerium ordnete die Ausreise der Angehörigen von Diplomaten aus Amman nicht an.",
        "Das irische Außenministerium ordnete die Ausreise der Angehörigen von Diplomaten aus Caracas an.",
        {"AT": "IE", "JO": "VE"},
    ),
]  # fmt: skip
ADDRESSED = pytest.mark.xfail(
    strict=True, reason="nothing: 'Medienberichten' is taken for the addressee of 'aufrufen', and no actor is left"
)
PLAIN = [pytest.param(row[0], id=row[0][:48]) for row in SENTENCES]
UNRELATED = [
    "Der Gemeinderat von Graz beriet am Abend über eine neue Brücke. Die Arbeiten sollen drei Jahre dauern.",
    "In Portugals Süden hat die Olivenernte begonnen. Die Bauern erwarten gute Erträge.",
    "Der FC Luzern hat seinen Trainer entlassen. „Wir brauchen frischen Wind“, sagte der Präsident des Vereins.",
    "Die Europäische Zentralbank lässt den Leitzins unverändert. Die Anleger reagierten gelassen.",
]


@pytest.mark.parametrize("plain", PLAIN)
def test_each_plain_sentence_asserts_one_thing(plain: str) -> None:
    assert [k[4] for k in keys(read(plain))] == ["asserted"]


@pytest.mark.parametrize(("plain", "heard"), [pytest.param(r[0], r[1], id=r[0][:48]) for r in SENTENCES])
def test_hearsay_asserts_nothing(plain: str, heard: str) -> None:
    assert not [k for k in keys(read(heard)) if k[4] == "asserted"]


@pytest.mark.parametrize(
    ("plain", "heard"),
    [
        pytest.param(row[0], row[1], marks=ADDRESSED if row[0].startswith("Griechenland ruft") else (), id=row[0][:48])
        for row in SENTENCES
    ],
)
def test_hearsay_makes_the_same_claim_reported(plain: str, heard: str) -> None:
    assert keys(read(heard)) == {(*k[:4], "reported") for k in keys(read(plain))}


@pytest.mark.parametrize(("plain", "negated"), [pytest.param(r[0], r[2], id=r[0][:48]) for r in SENTENCES])
def test_a_negation_leaves_nothing_of_the_claim_asserted(plain: str, negated: str) -> None:
    assert not keys(read(plain)) & keys(read(negated))


@pytest.mark.parametrize("unrelated", [pytest.param(u, id=u[:24]) for u in UNRELATED])
@pytest.mark.parametrize("plain", PLAIN)
def test_an_unrelated_paragraph_before_or_after_changes_nothing(plain: str, unrelated: str) -> None:
    alone = keys(read(plain))
    assert keys(read(f"{unrelated}\n\n{plain}")) == alone
    assert keys(read(f"{plain}\n\n{unrelated}")) == alone


@pytest.mark.parametrize(("plain", "other", "codes"), [pytest.param(r[0], r[3], r[4], id=r[0][:48]) for r in SENTENCES])
def test_naming_another_state_changes_the_claims_exactly_so(plain: str, other: str, codes: dict[str, str]) -> None:
    moved = {(codes.get(k[0], k[0]), k[1], codes.get(k[2], k[2]), *k[3:]) for k in keys(read(plain))}
    assert keys(read(other)) == moved
