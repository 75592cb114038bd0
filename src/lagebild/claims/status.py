"""How far a claim is vouched for: the codebook's precedence, applied to a unit."""

from __future__ import annotations

from lagebild.actors import Scene
from lagebild.claims.unit import Unit, names_a_report
from lagebild.claims.voices import Voice
from lagebild.codebook import Frame
from lagebild.language.clauses import is_negator
from lagebild.model import Act, Status


def status_of(scene: Scene, unit: Unit, frame: Frame, meaning: str, actor: str, voice: Voice) -> tuple[Status, str]:
    """(status, reason) of a claim.

    declined > denied > considered > reported > asserted, as the codebook orders them.
    """
    if meaning in frame.status and not unit.declined:
        return Status(frame.status[meaning]), "the frame says so"
    statement = unit.statement
    if unit.declined:
        return Status.DECLINED, "asked and not answered"
    if statement is not None and statement.act is Act.DECLINES:
        return Status.DECLINED, "the speaker declines to say"
    if (
        statement is not None
        and statement.act is Act.DENIES
        and frame.actor != "assessor"
        and "negated" not in unit.meanings
    ):
        return Status.DENIED, "the speaker denies it"
    if frame.actor == "assessor" and "deny" in unit.classes and "negated" not in unit.meanings and _names_a_warning(unit):
        return Status.DENIED, "a warning is rejected"
    if unit.refuted:
        return Status.DENIED, "the clause itself rejects it as untrue"
    if _denied_around(unit):
        return Status.DENIED, "the sentence denies the report it stands in"
    if unit.conditional == "under" and frame.dimension not in {"evacuation", "citizen_departure", "travel_advice"}:
        return Status.CONSIDERED, "holds only under a condition"
    weighed = "review" in unit.meanings and "review" not in frame.value and meaning not in {"ponder", "negated"}
    if weighed and frame.actor != "assessor":
        return Status.CONSIDERED, "weighed, not decided"
    third = bool(voice.codes) and actor not in voice.codes and frame.actor != "assessor"
    if voice.hearsay and _confirmed_around(unit):
        return Status.ASSERTED, "the sentence confirms the report it stands in"
    if voice.hearsay:
        return Status.REPORTED, "only through a medium or an unnamed source"
    if third:
        return Status.REPORTED, "said by another government"
    return Status.ASSERTED, "said by its own government or by the report" if voice.codes else "the report's own voice"


DENYING = frozenset(
    "zurückweisen dementieren bestreiten abstreiten leugnen entgegentreten widersprechen zurückwiesen abtun".split()
)


ANSWERING = DENYING | {"bestätigen", "einräumen", "bekräftigen", "kommentieren", "äußern", "ablehnen"}
"""Verbs by which a government takes a stand on what is reported of it."""


_WARNINGS = ("warnung", "befürchtung", "sorge", "angst", "ängste", "spekulation", "bericht", "meldung", "gerücht", "prognose", "einschätzung")


def _names_a_warning(unit: Unit) -> bool:
    """ "Kiew wies die Warnungen vor einem Einmarsch zurück": the danger is what is rejected."""
    return any(t.lower.startswith(_WARNINGS) for t in unit.head.tokens)


def _confirmed_around(unit: Unit) -> bool:
    """ "Peru bestätigte Berichte, wonach es die Botschaft schließt", but not "wollte Berichte nicht bestätigen"."""
    if unit.head.conjunction not in {"wonach", "demzufolge"}:
        return False
    above = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if above is None or above.lemma not in {"bestätigen", "einräumen", "bekräftigen"}:
        return False
    return not any(is_negator(t) for t in above.tokens)


def _denied_around(unit: Unit) -> bool:
    """ "Berichte, wonach ..., wies die Regierung zurück": the clause that governs a report's content denies it."""
    own = {c.index for c in unit.clauses}
    if unit.head.conjunction not in {"wonach", "dass", "daß", "demzufolge"}:
        # "wies Berichte zurück, das Ministerium bereite eine Landung vor"
        before = next((c for c in unit.sentence.clauses if c.index == unit.head.index - 1 and c.index not in own), None)
        if before is None or before.lemma not in DENYING or unit.head.mood not in {"konj1", "konj2"}:
            return False
        return names_a_report(before)
    return any(c.lemma in DENYING for c in unit.sentence.clauses if c.index not in own)
