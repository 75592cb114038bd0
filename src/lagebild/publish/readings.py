"""One claim in words, in the typographic form of its status.

Table and page take their forms from here, so that a refusal, a denial or a rumour never reads
as a fact in one of them: reported carries "laut …", considered "erwägt", denied "bestritten",
and of a declined answer nothing is shown but that there was none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lagebild.codebook.ladders import Ladders, load_ladders
from lagebild.model import Claim, DecisionKind, Document, Event, OpenQuestion, Passage, Status
from lagebild.publish import dates
from lagebild.publish.plain import one_line
from lagebild.publish.reports import Shelf
from lagebild.publish.speakers import bare_name, names_nobody, once

NameOf = Callable[[str, str], str]
TINTS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What every reading needs: labels, names, reports, the language, and the year in the heading."""

    lang: str
    name_of: NameOf
    shelf: Shelf
    ladders: Ladders
    year: int | None = None

    @classmethod
    def of(cls, shelf: Shelf, name_of: NameOf, lang: str) -> Words:
        """Words with the ladders of the package."""
        return cls(lang=lang, name_of=name_of, shelf=shelf, ladders=load_ladders())

    def has(self, key: str) -> bool:
        """Whether the codebook has words for ``key``."""
        return key in self.ladders.labels

    def label(self, key: str) -> str:
        """The codebook's label; raises CodebookError for an unknown key."""
        return self.ladders.label(key, self.lang)

    def word(self, key: str) -> str:
        """A label of the table ``word``."""
        return self.ladders.label(f"word.{key}", self.lang)

    def soft(self, key: str) -> str:
        """The label with soft hyphens."""
        return self.ladders.breakable(key, self.lang)

    def name(self, code: str) -> str:
        """The name of an actor or place, fit to be seen."""
        return one_line(self.name_of(code, self.lang))

    def count(self, key: str, number: int) -> str:
        """The singular or plural label of ``key`` with its number."""
        return self.word(f"{key}_one") if number == 1 else self.word(f"{key}_many").format(n=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim as a cell shows it.

    Attributes:
        words, soft: the step's label, plain and with soft hyphens; None where no answer was given.
        lead: what stands before it ("laut New York Times", "erwägt"), or None.
        verdict: what stands in its place or beside it ("bestritten", "kein Kommentar"), or None.
        note: detail, quantity, scope and regions.
        speaker: who says so, in the report's words without the article, else the outlet.
        condition: the words that limit a provisional step, or None.
        day: since when, or as of which report.
        tint: 0 to TINTS by the step's rank for what is asserted, else None.
    """

    claim: Claim
    words: str | None
    soft: str | None
    lead: str | None
    verdict: str | None
    note: str | None
    speaker: str
    condition: str | None
    day: str
    tint: int | None

    @property
    def status(self) -> str:
        return str(self.claim.status)

    @property
    def provisional(self) -> bool:
        return self.claim.provisional

    @property
    def by_hand(self) -> bool:
        """Whether what it says is an analyst's word and not what rules read."""
        return any(d.altered or d.kind is DecisionKind.ANSWER for d in self.claim.decided)

    def plain(self, *, marks: bool = True) -> str:
        """The reading in one line of text; ◌ stands for provisional, ✎ for what an analyst stated or changed."""
        if self.words is None:
            return self.verdict or ""
        parts = [part for part in (self.lead, self.verdict) if part]
        said = ": ".join([" ".join(parts), self.words]) if parts else self.words
        said += f" ({self.note})" if self.note else ""
        if marks:
            said += " ◌" if self.provisional else ""
            said += " ✎" if self.by_hand else ""
        return said


def read(claim: Claim, words: Words) -> Reading:
    """The claim in words; raises CodebookError where its dimension or value is unknown."""
    step = words.ladders.dimension(claim.dimension).step(claim.value)
    declined = claim.status is Status.DECLINED
    key = f"{claim.dimension}.{claim.value}"
    lead = None
    if claim.status is Status.REPORTED:
        lead = f"{words.word('per')} {voucher(claim, words)}"
    elif claim.status is Status.CONSIDERED and not step.weighing:
        lead = words.word("considers")
    return Reading(
        claim=claim,
        words=None if declined else words.label(key),
        soft=None if declined else words.soft(key),
        lead=lead,
        verdict=words.label(f"status.{claim.status}") if declined or claim.status is Status.DENIED else None,
        note=None if declined else _note(claim, words),
        speaker=_speaker(claim, words),
        condition=one_line(claim.condition) if claim.condition else None,
        day=_day(claim, words),
        tint=_tint(claim, words),
    )


def voucher(claim: Claim, words: Words) -> str:
    """Who vouches for what is only reported: the cited origin, else the outlet that the report had it from."""
    if claim.origin is not None and claim.origin in claim.via:
        return bare_name(claim.origin)
    if claim.via:
        return bare_name(claim.via[-1])
    return bare_name(claim.speaker) if claim.speaker else words.word("third_parties")


def chain(noun: Claim | Event | OpenQuestion, words: Words) -> tuple[str, ...]:
    """From the speaker over cited outlets to the report in hand, nearest to the speaker first."""
    via = () if isinstance(noun, OpenQuestion) else noun.via
    links = [bare_name(link) for link in via]
    if noun.speaker:
        links.insert(0, who_speaks(noun, words) or bare_name(noun.speaker))
    return (*once(links), words.word("this_report"))


def who_speaks(noun: Claim | Event | OpenQuestion, words: Words) -> str | None:
    """The speaker's words without the article; the government's name where they only point ("sie"); else None."""
    if not noun.speaker:
        return None
    if not names_nobody(noun.speaker):
        return bare_name(noun.speaker)
    if isinstance(noun, Event):
        return None  # the actor of an act need not be the one who tells of it
    code = noun.speaker_actor if isinstance(noun, Claim) else noun.actor
    return words.name(code) if code else None


def outlet(document: Document | None, words: Words) -> str:
    """The outlet, else the report's key; the mere word where the report is not at hand."""
    if document is None:
        return words.word("own_voice")
    return one_line(document.outlet or document.key)


def source_line(passage: Passage, words: Words) -> str:
    """Outlet and date of the report that holds the passage."""
    document = words.shelf.find(passage) or words.shelf.named(passage.document)
    if document is None:
        return one_line(passage.document)
    if document.published is None:
        return outlet(document, words)
    return f"{outlet(document, words)}, {dates.say(document.published, words.lang)}"


def _speaker(claim: Claim, words: Words) -> str:
    # "laut Bergonien" already names the one who vouches; the line below then names the outlet.
    speaks = who_speaks(claim, words)
    named = claim.status is Status.REPORTED and voucher(claim, words) == speaks
    return speaks if speaks and not named else outlet(words.shelf.find(claim.passage), words)


def _detail(detail: str | None, words: Words) -> str | None:
    """A detail of the codebook in the reader's language; one that the codebook does not name stays as it is."""
    key = f"detail.{detail}"
    return words.label(key) if detail and words.has(key) else detail


def _note(claim: Claim, words: Words) -> str | None:
    where = ", ".join(one_line(region) for region in claim.regions)
    if claim.scope in ("parts", "route"):
        scope = words.label(f"scope.{claim.scope}")
        where = f"{scope}: {where}" if where else scope
    if claim.exceptions:
        spared = ", ".join(one_line(region) for region in claim.exceptions)
        where = f"{where}, {words.word('except')} {spared}" if where else f"{words.word('except')} {spared}"
    detail = _detail(claim.detail, words)
    parts = [where, *(one_line(part) for part in (claim.group, detail, claim.quantity) if part)]
    return ", ".join(part for part in dict.fromkeys(parts) if part) or None


def _day(claim: Claim, words: Words) -> str:
    if claim.as_of:
        when = dates.read_as_of(claim.as_of)
        same = when is not None and when.year == words.year
        return one_line(dates.say_as_of(claim.as_of, words.lang, weekday=False, year=not same))
    document = words.shelf.find(claim.passage)
    if document is None or document.published is None:
        return ""
    day = dates.local_day(document.published)
    return f"{words.word('stand')} {dates.short(day, words.lang, year=day.year != words.year)}"


def _tint(claim: Claim, words: Words) -> int | None:
    if claim.status is not Status.ASSERTED:
        return None
    steps = len(words.ladders.dimension(claim.dimension).steps)
    return round(words.ladders.rank(claim.dimension, claim.value) / (steps - 1) * TINTS)
