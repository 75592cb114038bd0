"""A report, a claim and names that try to become markup, code or terminal commands."""

from __future__ import annotations

from lagebild.model import Cell, Claim, Document, Event, OpenKind, OpenQuestion, Picture, Span, Status

PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}</style></title>--><!--"
TERMINAL = "\x1b[31mrot\x1b[0m\x1b]0;titel\x07 \u202ekehrt\u202c \u200bnull\u2066\x9b2J\x00\ud800"
TEXT = f"Vorher. {PAYLOAD} bleibt. {TERMINAL} danach. " + "x" * 300 + " Ende.\n\nLetzter Absatz."
DOCUMENT = Document(
    key=f"k{PAYLOAD}",
    text=TEXT,
    source="böse.txt",
    outlet=f"o{PAYLOAD}{TERMINAL}",
    title=f"t{PAYLOAD}",
    url="javascript:alert(3)",
    language='de" onload="alert(4)',
)
PASSAGE = DOCUMENT.passage(Span(8, len(TEXT) - 30))
CLAIM = Claim(
    actor="US",
    dimension="staff_departure",
    place="UA",
    value="remain",
    status=Status.REPORTED,
    passage=PASSAGE,
    rule=PAYLOAD,
    detail=PAYLOAD,
    group=TERMINAL,
    quantity=PAYLOAD,
    as_of=PAYLOAD,
    provisional=True,
    condition=PAYLOAD,
    speaker=f"{PAYLOAD}{TERMINAL}",
    via=(f"{PAYLOAD}{TERMINAL}",),
    origin=PAYLOAD,
    because=(PAYLOAD, TERMINAL),
)
PICTURE = Picture(
    place="UA",
    valid_at=None,
    known_at=None,
    actors=("US", '"><script>alert(5)</script>'),
    cells=(
        Cell(
            actor="US",
            dimension="staff_departure",
            place="UA",
            value="remain",
            status=Status.REPORTED,
            provisional=True,
            conflict=None,
            origins=1,
            as_of=PAYLOAD,
            current=(CLAIM,),
            supporting=(CLAIM,),
            opposing=(),
            history=(CLAIM,),
        ),
    ),
    conflicts=(),
    acts=(
        Event(
            actor="US", kind="demands", passage=PASSAGE, rule=PAYLOAD, target=PAYLOAD, as_of=PAYLOAD, speaker=PAYLOAD
        ),
    ),
    open=(OpenQuestion(kind=OpenKind.EVADED, passage=PASSAGE, rule=PAYLOAD, speaker=f"{PAYLOAD}{TERMINAL}"),),
)


def name_of(code: str, lang: str) -> str:
    """A name that is a payload too."""
    return f"{code}{PAYLOAD}{TERMINAL}{lang}"
