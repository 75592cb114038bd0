"""What pages show of a place before anything is opened, made from its picture and kept without it.

A picture of thousands of claims takes megabytes, and a tenth of a second to draw; what a page shows of it is text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from lagebild.desk.asked import iso
from lagebild.desk.drawn import Drawn, Gallery
from lagebild.desk.kept import PATIENCE, SETTLED, Kept
from lagebild.desk.moved import ChangeLine, lines_of
from lagebild.desk.paper import link, set_part
from lagebild.desk.sheet import Sheet, set_sheet
from lagebild.publish.apparatus import field_anchor
from lagebild.publish.dates import say
from lagebild.store.touched import Touch, touches

MOST_BYTES = 250_000_000  # of all fronts that are kept
TOLD = 6  # changes above the matrix; the others unfold
STOPS = 200  # of the slider at most
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Wanted(NamedTuple):
    """Of which place, in which language, with the changes since when, as known and as it held when; None for now.

    ``since`` is None for a day before the last that is known: for all readers who were never here one front, which is
    made anew behind them when another hour begins.
    """

    place: str
    lang: str
    since: datetime | None = None
    known_at: datetime | None = None
    valid_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What a page shows of a place.

    Attributes:
        touch: the last change of the place when it was made.
        told: the changes as a list.
        spoken_of: whether anything was ever read about the place, at whatever hour.
        stated: whether the picture asked for has cells or acts.
        known: until when, and from how many reports, in a line.
        since: from when on the changes are told; None where nothing has a time.
        stops: the moments at which the picture may have changed, oldest first; ``said_stops`` as the script reads them.
        governments, conflicts, unknown: how many there are.
        borrowed: whether everything but the changes is another front's.
    """

    touch: Touch
    made: float
    spoken_of: bool
    stated: bool
    name: str
    known: str
    since: datetime | None
    changes: tuple[ChangeLine, ...]
    told: Markup
    sheet: Sheet
    stops: tuple[datetime, ...]
    said_stops: tuple[str, str]
    governments: int
    conflicts: int
    unknown: int
    borrowed: bool = False

    @property
    def weight(self) -> int:
        """How much room it takes, in bytes."""
        return 2_000 + (0 if self.borrowed else self.sheet.weight) + 500 * len(self.changes) + 2 * len(self.told)

    @property
    def text(self) -> Markup:
        """The sheet, with a mark at the fields that changed."""
        return self.sheet.text(frozenset((c.actor, c.dimension) for c in self.changes))


class Fronts:
    """The fronts of a store's places, made when they are asked for and kept while they hold."""

    def __init__(self, gallery: Gallery) -> None:
        self.gallery = gallery
        self.kept = Kept(self._make, _holds, most=MOST_BYTES, behind=gallery.behind, clock=gallery.clock)

    def get(self, wanted: Wanted, touch: Touch, least: int = 0, patience: float = PATIENCE) -> Front:
        """A front.

        Args:
            touch: the last change of its place.
            least: the number of a change that the reader was told of, and will see.
        """
        return self.kept.get(wanted, touch, patience=patience, least=min(least, touch.number))

    def soon(self, wanted: Wanted, touch: Touch, least: int = 0) -> Front:
        """A front where many are shown: that of everybody stands in for a reader's own until it is made.

        Args:
            touch, least: as for ``get``.
        """
        everybodys = wanted._replace(since=None)
        found = self.kept.find(everybodys, touch, least=min(least, touch.number))
        if found is None or self.kept.find(wanted, touch, least=min(least, touch.number)) is not None:
            return self.get(wanted, touch, least)
        self.gallery.behind.do((id(self), wanted), lambda: self.kept.renew(wanted, touch))
        return found

    def warm(self, lang: str) -> None:
        """Make the fronts of all places soon, those first where something was told last, until there is no more room."""
        with self.gallery.store.read() as connection:
            found = touches(connection)
        newest = sorted(found, key=lambda code: found[code].moment or _LONG_AGO, reverse=True)

        def make(code: str) -> None:
            if self.kept.weight < MOST_BYTES * 0.8:
                self.get(Wanted(code, lang), self.gallery.touch(code))

        for code in newest:
            self.gallery.behind.do(("warm", code), partial(make, code), at_once=True)
        self.gallery.behind.spare = self._follow

    def _follow(self) -> Callable[[], object] | None:
        """What to make anew while nobody asks for anything: reports come in to places that nobody is looking at, too."""
        with self.gallery.store.read() as connection:
            found = touches(connection)

        def touch_of(wanted: Wanted) -> Touch | None:
            return found.get(wanted.place) if wanted == Wanted(wanted.place, wanted.lang) else None

        stale = self.kept.stalest(touch_of)
        return None if stale is None else partial(self.kept.renew, *stale)

    def _make(self, wanted: Wanted, touch: Touch, older: Front | None) -> Front:
        code, lang, since, known_at, valid_at = wanted
        if since is None and touch.moment is not None:
            since = day_before(touch.moment, known_at or touch.moment)
        changes: tuple[ChangeLine, ...] = ()
        if since is not None and valid_at is None:
            changes = tuple(lines_of(self.gallery.moved(code, since, known_at), lang))
        told = _tell(changes, wanted) if changes else Markup()
        everybodys = wanted._replace(since=None)
        if wanted.since is not None:
            # Readers who were here before differ in what is new to them, and in nothing else.
            base = self.kept.find(everybodys, touch, patience=SETTLED)
            if base is not None:
                return replace(base, since=since, changes=changes, told=told, touch=touch, made=self.gallery.clock(), borrowed=True)
            older = older or self.kept.find(everybodys, touch)
        # What was drawn for the changes is not drawn again for a report that came in meanwhile.
        whole = drawn = self.gallery.at(code, patience=SETTLED)
        if known_at or valid_at:
            drawn = self.gallery.at(code, known_at=known_at, valid_at=valid_at, patience=SETTLED)
        shown = drawn.view(lang)
        sheet = drawn.once((lang, "sheet"), lambda: set_sheet(drawn, lang, older.sheet if older is not None else None))
        stops = stops_of(whole.known)
        return Front(
            touch=touch,
            made=self.gallery.clock(),
            spoken_of=_says_something(whole),
            stated=bool(drawn.picture.cells or drawn.picture.acts),
            name=shown.place,
            known=shown.known,
            since=since,
            changes=changes,
            told=told,
            sheet=sheet,
            stops=stops,
            said_stops=(" ".join(iso(s) for s in stops), "|".join(say(s, lang) for s in stops)),
            governments=len(drawn.picture.actors),
            conflicts=len(drawn.picture.conflicts),
            unknown=len(drawn.picture.open),
        )


def _tell(changes: Sequence[ChangeLine], wanted: Wanted) -> Markup:
    def find_cell(change: ChangeLine) -> str:
        address = f"/place/{wanted.place}/cell/{change.actor}/{change.dimension}"
        return link(address, known_at=wanted.known_at, valid_at=wanted.valid_at)

    return Markup(set_part("changes.html.j2", wanted.lang, changes=changes, first=TOLD, code=wanted.place, cell=find_cell, field=field_anchor))


def stops_of(known: Sequence[datetime]) -> tuple[datetime, ...]:
    """Some of the moments at which reports came to be known, the last among them."""
    if len(known) <= STOPS:
        return tuple(known)
    step = len(known) / STOPS
    return (*(known[int(n * step)] for n in range(STOPS - 1)), known[-1])


def day_before(moment: datetime, now: datetime) -> datetime:
    """From when on changes are told to whoever was never here: a day before the last of them.

    Args:
        moment: of the last thing that became known.
        now: which the reader looks from.
    """
    # On the hour, so that all readers of an hour compare with one picture.
    return (min(moment, now) - timedelta(days=1)).replace(minute=0, second=0, microsecond=0)


def _says_something(drawn: Drawn) -> bool:
    picture = drawn.picture
    return bool(picture.cells or picture.acts or picture.open)


def _holds(front: Front, _: Wanted, touch: Touch) -> bool:
    return front.touch.number >= touch.number
