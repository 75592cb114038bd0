"""An invented crisis in an invented country, built by hand: every status, both sorts of conflict.

Veldarien (XV) is threatened by Askerland (XA). Five reports, of which two are copies of one
agency text and two rest on the same newspaper.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from lagebild.model import (
    Cell,
    Claim,
    Conflict,
    ConflictKind,
    Document,
    Event,
    OpenKind,
    OpenQuestion,
    Passage,
    Picture,
    Span,
    Status,
)

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


VOLUNTARY = claim(
    "morgen",
    "hat ihren Mitarbeitern die freiwillige Ausreise genehmigt",
    "XB staff_departure XV voluntary",
    speaker="Die bergonische Botschaft in Lindhafen",
    as_of="2023-11-13",
)
_REDUCED = "Nicht unmittelbar benötigte Mitarbeiter würden noch in dieser Woche ausgeflogen"
REDUCED = tuple(
    claim(
        key,
        _REDUCED,
        "XB staff_departure XV reduced",
        speaker="das Außenministerium in Bergstadt",
        detail="nicht unmittelbar benötigtes Personal",
        origin="agentur",
    )
    for key in ("agentur-1", "agentur-2")
)
ANY_TIME = claim(
    "agentur-1",
    "Ein Angriff sei jederzeit möglich",
    "XB threat_assessment XV any_time",
    speaker="ein hochrangiger Beamter des Verteidigungsministeriums",
    origin="agentur",
)
UNCHANGED = claim(
    "abend",
    "Die Sicherheitslage habe sich „nicht grundlegend verändert“",
    "XV threat_assessment XV unchanged",
    speaker="das Außenministerium in Lindhafen",
    as_of="2023-11-14",
)
PLANNED = claim(
    "morgen",
    "Norrmark bereite die Entsendung von zwei Bataillonen nach Veldarien vor",
    "XN force_posture XV announced",
    status=Status.REPORTED,
    via=("Küstenbote",),
    origin="Küstenbote",
    quantity="zwei Bataillone",
)
PLANNED_AGAIN = claim(
    "umschau",
    "plant Norrmark, Soldaten nach Veldarien zu verlegen",
    "XN force_posture XV announced",
    status=Status.REPORTED,
    via=("Küstenbote",),
    origin="Küstenbote",
)
NO_COMMENT = claim(
    "morgen",
    "Das Verteidigungsministerium in Norrstad lehnte es ab, sich zu dem Bericht zu äußern",
    "XN force_posture XV announced",
    status=Status.DECLINED,
    speaker="Das Verteidigungsministerium in Norrstad",
)
CELLS = (
    cell(
        *REDUCED, VOLUNTARY, opposing=(VOLUNTARY,), conflict=ConflictKind.BINDINGNESS, origins=1, earlier=(VOLUNTARY,)
    ),
    cell(
        claim(
            "morgen",
            "Bergonier im Land sollten eine Ausreise in Betracht ziehen",
            "XB citizen_departure XV consider",
            speaker="Die bergonische Botschaft in Lindhafen",
        )
    ),
    cell(
        claim(
            "agentur-1",
            "Familienangehörige von Diplomaten seien zur Ausreise verpflichtet worden",
            "XB family_departure XV ordered",
            speaker="Außenministerin Ilse Maron",
            origin="agentur",
        )
    ),
    cell(
        claim("agentur-1", "der Konsulardienst sei jedoch ausgesetzt", "XB mission_status XV no_consular"),
        claim("agentur-1", "Die Botschaft arbeite weiter", "XB mission_status XV open", detail="Botschaft"),
    ),
    cell(
        claim(
            "agentur-1",
            "Eine Evakuierung durch den Staat werde es nicht geben",
            "XB evacuation XV none",
            speaker="das Ministerium",
        )
    ),
    cell(ANY_TIME, conflict=ConflictKind.OTHER_GOVERNMENT, opposing=(UNCHANGED,)),
    cell(UNCHANGED, conflict=ConflictKind.OTHER_GOVERNMENT, opposing=(ANY_TIME,)),
    cell(PLANNED, PLANNED_AGAIN, NO_COMMENT),
    cell(
        claim(
            "morgen",
            "Norrmark rät von Reisen in die Provinzen Ostufer und Hohe Heide ab",
            "XN travel_advice XV avoid_all",
            scope="parts",
            regions=("Ostufer", "Hohe Heide"),
            exceptions=("Lindhafen",),
        )
    ),
    cell(
        claim(
            "morgen",
            "erwägt nach eigenen Worten, die Familien der Diplomaten zurückzuholen",
            "XN family_departure XV withdrawn",
            status=Status.CONSIDERED,
            speaker="Ministerpräsident Knut Alm",
        )
    ),
    cell(
        claim(
            "abend",
            "Osthavn forderte seine Staatsangehörigen auf, Veldarien sofort zu verlassen",
            "XO citizen_departure XV leave_now",
        )
    ),
    cell(
        claim(
            "abend",
            "Für Veldarien gilt seit Montag eine Reisewarnung",
            "XO travel_advice XV warning",
            as_of="2023-11-13",
        )
    ),
    cell(
        claim(
            "abend",
            "Die Vertretung Osthavns arbeitet seit dem 13. November von Port Sela aus",
            "XO mission_status XV relocated",
            as_of="2023-11-13",
        )
    ),
    cell(claim("abend", "Sonderflüge stünden bereit", "XO evacuation XV prepared", speaker="Ministerin Runa Vik")),
    cell(
        claim(
            "umschau",
            "Rund 150 Ausbilder aus Osthavn sind weiterhin im Land",
            "XO force_posture XV present",
            detail="Ausbilder",
            quantity="rund 150",
        ),
        claim(
            "umschau",
            "Osthavn schloss am Dienstag aus, eigene Truppen zu entsenden",
            "XO force_posture XV ruled_out",
            detail="eigene Truppen",
            as_of="2023-11-14",
        ),
    ),
    cell(
        claim(
            "abend",
            "„Solange verhandelt wird, bleiben wir“",
            "XS staff_departure XV remain",
            provisional=True,
            condition="Solange verhandelt wird",
            speaker="die Außenbeauftragte Mara Lenz",
        )
    ),
    cell(
        claim(
            "abend",
            "Auch die Familien blieben bis auf Weiteres",
            "XS family_departure XV remain",
            provisional=True,
            condition="bis auf Weiteres",
            speaker="die Außenbeauftragte Mara Lenz",
        )
    ),
    cell(
        claim(
            "morgen",
            "Askerland bestritt erneut, einen Angriff zu planen",
            "XA force_posture XV in_use",
            status=Status.DENIED,
        ),
        claim(
            "agentur-1",
            "mehr als 40.000 Soldaten an der Grenze zusammengezogen",
            "XA force_posture XV massed",
            status=Status.REPORTED,
            speaker="Bergonien",
            quantity="mehr als 40.000",
        ),
    ),
    cell(
        claim(
            "morgen",
            "lehnte es ab, sich zu dem Bericht zu äußern",
            "XN staff_departure XV withdrawn",
            status=Status.DECLINED,
            speaker="Das Verteidigungsministerium in Norrstad",
        )
    ),
)
ACTS = (
    Event(
        actor="XO",
        kind="consults",
        target="XB",
        passage=passage("abend", "Osthavn beriet sich am Montag mit Bergonien"),
        rule="act.consults",
        as_of="2023-11-13",
    ),
    Event(
        actor="XV",
        kind="criticises",
        target="XB",
        passage=passage("abend", "Den Abzug bergonischer Diplomaten nannte es verfrüht"),
        rule="act.criticises",
        as_of="2023-11-14T18:05:00+00:00",
    ),
    Event(
        actor="XA",
        kind="demands",
        target="XV",
        passage=passage("abend", "Askerland verlangt einen Verzicht Veldariens auf jedes Bündnis"),
        rule="act.demands",
    ),
    Event(
        actor="XA",
        kind="threatens",
        passage=passage("abend", "drohte mit einer „angemessenen Antwort“"),
        rule="act.threatens",
    ),
    Event(
        actor="XS",
        kind="rejects",
        target="XA",
        passage=passage("abend", "Die Südunion wies die Forderung zurück"),
        rule="act.rejects",
    ),
)
QUESTIONS = (
    OpenQuestion(
        kind=OpenKind.DECLINED,
        passage=passage("agentur-1", "Wie viele Bergonier sich in Veldarien aufhalten"),
        rule="open.declined",
        actor="XB",
        speaker="das Ministerium",
    ),
    OpenQuestion(
        kind=OpenKind.EVADED,
        passage=passage("abend", "ob die Union Truppen schicken würde"),
        rule="open.evaded",
        actor="XS",
    ),
)
PICTURE = Picture(
    place="XV",
    valid_at=None,
    known_at=None,
    actors=("XB", "XO", "XN", "XS", "XA", "XV"),
    cells=CELLS,
    conflicts=(
        Conflict(
            kind=ConflictKind.BINDINGNESS, dimension="staff_departure", place="XV", left=VOLUNTARY, right=REDUCED[0]
        ),
        Conflict(
            kind=ConflictKind.OTHER_GOVERNMENT,
            dimension="threat_assessment",
            place="XV",
            left=ANY_TIME,
            right=UNCHANGED,
        ),
    ),
    acts=ACTS,
    open=QUESTIONS,
)
_NEIGHBOUR = claim(
    "abend",
    "Die Vertretung Osthavns arbeitet seit dem 13. November von Port Sela aus",
    "XO mission_status XT open",
    as_of="2023-11-13",
)
SECOND = Picture(
    place="XT",
    valid_at=None,
    known_at=datetime(2023, 11, 15, 7, 30, tzinfo=UTC),
    actors=("XO",),
    cells=(cell(_NEIGHBOUR),),
    conflicts=(),
    acts=(),
    open=(),
)
