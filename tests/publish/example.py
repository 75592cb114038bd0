"""An invented crisis in an invented country, built by hand: every status, both sorts of conflict.

Veldarien (XV) is threatened by Askerland (XA). The reports it is read from stand in ``example_reports.py``.
"""

from __future__ import annotations

from datetime import UTC, datetime

from lagebild.model import Conflict, ConflictKind, OpenKind, OpenQuestion, Picture, Status

from .example_reports import DOCUMENTS, act, cell, claim, name_of, passage

__all__ = [
    "ACTS",
    "CELLS",
    "DOCUMENTS",
    "PICTURE",
    "PLANNED",
    "REDUCED",
    "SECOND",
    "UNCHANGED",
    "cell",
    "name_of",
]

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
    act("XO consults XB", "Osthavn beriet sich am Montag mit Bergonien", as_of="2023-11-13"),
    act(
        "XV criticises XB",
        "Den Abzug bergonischer Diplomaten nannte es verfrüht",
        as_of="2023-11-14T18:05:00+00:00",
    ),
    act("XA demands XV", "Askerland verlangt einen Verzicht Veldariens auf jedes Bündnis"),
    act("XA threatens", "drohte mit einer „angemessenen Antwort“"),
    act("XS rejects XA", "Die Südunion wies die Forderung zurück"),
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
