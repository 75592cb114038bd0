"""The reports of the invented crisis in ``example.py``; claims, cells and acts are built from their words.

Five reports, of which two are copies of one agency text and two rest on the same newspaper.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from lagebild.model import Cell, Claim, Document, Event, Passage, Span, Status

NAMES = {
    "XV": ("Veldarien", "Veldaria"),
    "XA": ("Askerland", "Asker"),
    "XB": ("Bergonien", "Bergonia"),
    "XN": ("Norrmark", "Norrmark"),
    "XO": ("Osthavn", "Osthavn"),
    "XS": ("Südunion", "Southern Union"),
    "XT": ("Tarsien", "Tarsia"),
}


def name_of(code: str, lang: str) -> str:
    """The invented name of a country by code and language."""
    return NAMES.get(code, (code, code))[0 if lang == "de" else 1]


AGENCY = (
    "Bergonien verkleinert die Belegschaft seiner Botschaft in Lindhafen. Nicht unmittelbar benötigte Mitarbeiter "
    "würden noch in dieser Woche ausgeflogen, teilte das Außenministerium in Bergstadt am Dienstag mit. Die Botschaft "
    "arbeite weiter, der Konsulardienst sei jedoch ausgesetzt.\n\n"
    "Familienangehörige von Diplomaten seien zur Ausreise verpflichtet worden. Außenministerin Ilse Maron sprach von "
    "einem „Schritt der Vorsicht“. Wie viele Bergonier sich in Veldarien aufhalten, wollte das Ministerium nicht "
    "sagen. Eine Evakuierung durch den Staat werde es nicht geben.\n\n"
    "Askerland hat nach Angaben Bergoniens mehr als 40.000 Soldaten an der Grenze zusammengezogen. Ein Angriff sei "
    "jederzeit möglich, sagte ein hochrangiger Beamter des Verteidigungsministeriums."
)
MORNING = (
    "Die bergonische Botschaft in Lindhafen hat ihren Mitarbeitern die freiwillige Ausreise genehmigt. Das steht in "
    "einer Mitteilung, die am Montag veröffentlicht wurde. Bergonier im Land sollten eine Ausreise in Betracht "
    "ziehen.\n\n"
    "Der „Küstenbote“ berichtete am Sonntag, Norrmark bereite die Entsendung von zwei Bataillonen nach Veldarien vor. "
    "Das Verteidigungsministerium in Norrstad lehnte es ab, sich zu dem Bericht zu äußern. Askerland bestritt erneut, "
    "einen Angriff zu planen.\n\n"
    "Norrmark rät von Reisen in die Provinzen Ostufer und Hohe Heide ab, ausgenommen die Stadt Lindhafen. "
    "Ministerpräsident Knut Alm erwägt nach eigenen Worten, die Familien der Diplomaten zurückzuholen."
)
EVENING = (
    "Veldarien sieht keine neue Bedrohung. Die Sicherheitslage habe sich „nicht grundlegend verändert“, erklärte das "
    "Außenministerium in Lindhafen am Dienstagabend. Den Abzug bergonischer Diplomaten nannte es verfrüht.\n\n"
    "Die Südunion will ihr Personal vorerst im Land lassen. „Solange verhandelt wird, bleiben wir“, sagte die "
    "Außenbeauftragte Mara Lenz am Rande eines Treffens der Außenminister in Port Sela. Auch die Familien blieben bis "
    "auf Weiteres. Auf die Frage, ob die Union Truppen schicken würde, antwortete Lenz ausweichend.\n\n"
    "Osthavn forderte seine Staatsangehörigen auf, Veldarien sofort zu verlassen, solange Linienflüge angeboten "
    "werden. Die Vertretung Osthavns arbeitet seit dem 13. November von Port Sela aus. Für Veldarien gilt seit Montag "
    "eine Reisewarnung. Sonderflüge stünden bereit, sagte Ministerin Runa Vik.\n\n"
    "Osthavn beriet sich am Montag mit Bergonien. Askerland verlangt einen Verzicht Veldariens auf jedes Bündnis und "
    "drohte mit einer „angemessenen Antwort“. Die Südunion wies die Forderung zurück."
)
DIGEST = (
    "Nach Informationen des „Küstenboten“ plant Norrmark, Soldaten nach Veldarien zu verlegen. Osthavn schloss am "
    "Dienstag aus, eigene Truppen zu entsenden. Rund 150 Ausbilder aus Osthavn sind weiterhin im Land."
)

DOCUMENTS = (
    Document(
        key="agentur-1",
        text=AGENCY,
        source="agentur-1.txt",
        outlet="Tageblatt",
        title="Bergonien holt Diplomaten heim",
        url="https://tageblatt.example/bergonien",
        published=datetime(2023, 11, 14, 9, 49, tzinfo=UTC),
        retrieved=datetime(2023, 11, 14, 11, 5, tzinfo=UTC),
        origin="agentur",
    ),
    Document(
        key="agentur-2",
        text="Lindhafen. " + AGENCY,
        source="agentur-2.html",
        outlet="Abendpost",
        title="Botschaft in Lindhafen wird verkleinert",
        published=datetime(2023, 11, 14, 12, 30, tzinfo=UTC),
        origin="agentur",
    ),
    Document(
        key="morgen",
        text=MORNING,
        source="morgen.txt",
        outlet="Morgenzeitung",
        title="Freiwillige Ausreise aus Veldarien",
        url="https://morgenzeitung.example/veldarien?seite=1&teil=2",
        published=date(2023, 11, 13),
    ),
    Document(
        key="abend",
        text=EVENING,
        source="abend.txt",
        outlet="Abendpost",
        title="Lindhafen weist Sorgen zurück",
        published=datetime(2023, 11, 14, 19, 15, tzinfo=UTC),
    ),
    Document(key="umschau", text=DIGEST, source="umschau.txt", outlet="Umschau", published=date(2023, 11, 15)),
)
_BY_KEY = {document.key: document for document in DOCUMENTS}


def passage(key: str, exact: str) -> Passage:
    """The first place of those words in that report; ValueError where they do not stand there."""
    begin = _BY_KEY[key].text.index(exact)
    return _BY_KEY[key].passage(Span(begin, begin + len(exact)))


def claim(key: str, exact: str, what: str, **more: Any) -> Claim:
    """A claim from ``actor dimension place value`` and its words."""
    actor, dimension, place, value = what.split()
    status = more.pop("status", Status.ASSERTED)
    return Claim(
        actor=actor,
        dimension=dimension,
        place=place,
        value=value,
        status=status,
        passage=passage(key, exact),
        rule=f"{dimension}.{value}",
        because=("Der Wert folgt aus den markierten Wörtern.",),
        **more,
    )


def cell(*current: Claim, opposing: tuple[Claim, ...] = (), **more: Any) -> Cell:
    """A cell named by its first claim; the others of the same value support it."""
    lead = current[0]
    supporting = tuple(c for c in current if c.value == lead.value and c.status is lead.status)
    return Cell(
        actor=lead.actor,
        dimension=lead.dimension,
        place=lead.place,
        value=lead.value,
        status=lead.status,
        provisional=lead.provisional,
        conflict=more.get("conflict"),
        origins=more.get("origins", 1),
        as_of=lead.as_of,
        current=tuple(c for c in current if c not in opposing),
        supporting=supporting,
        opposing=opposing,
        history=(*more.get("earlier", ()), *current, *opposing),
    )


def act(what: str, exact: str, as_of: str | None = None) -> Event:
    """An act from ``actor kind target``, the target only where there is one, and its words in the evening's report."""
    actor, kind, *target = what.split()
    return Event(
        actor=actor,
        kind=kind,
        target=target[0] if target else None,
        passage=passage("abend", exact),
        rule=f"act.{kind}",
        as_of=as_of,
    )
