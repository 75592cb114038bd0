"""Clauses that point back to a step instead of naming it: "Slowenien erwägt einen solchen Schritt"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lagebild.actors import Scene
from lagebild.claims.agents import agents
from lagebild.claims.attributes import passage_span
from lagebild.claims.unit import Unit
from lagebild.codebook import Lexicon
from lagebild.model import Claim, Span, Status

_OTHER_GROUP = {"staff_departure": "family_departure", "family_departure": "staff_departure"}


def same_step(scene: Scene, unit: Unit, lexicon: Lexicon, last: Sequence[Claim]) -> Iterator[Claim]:
    """Claims that repeat the last ones for another government or another group.

    Args:
        last: claims of the nearest unit before that made any, at most two sentences back.
    """
    if not last or unit.conditional or not lexicon.says("same_step", unit.text):
        return
    span = passage_span(scene, unit)
    groups = {t.kind for t in unit.themes} & {"staff", "family"}
    for claim in last:
        if claim.value in {"none", "ruled_out", "remain"} and "negated" in unit.meanings:
            continue  # not to follow an example of doing nothing says nothing
        if groups:
            dimension = _OTHER_GROUP.get(claim.dimension)
            if dimension is None or not dimension.startswith(tuple(groups)):
                continue
            yield _again(scene, unit, claim, claim.actor, dimension, span.begin, span.end)
            continue
        for code in dict.fromkeys(r.code for r in agents(scene, unit) if r.code and r.code != claim.actor):
            if code != claim.place:
                yield _again(scene, unit, claim, code, claim.dimension, span.begin, span.end)


_BACK = frozenset(
    """dazu dies darüber davon diesem diese bericht berichte berichten meldung meldungen darstellung
    vorwurf vorwürfe vorwürfen angaben spekulationen behauptung behauptungen""".split()
)
_HEARD = frozenset({Status.REPORTED, Status.CONSIDERED})


def answer(scene: Scene, unit: Unit, lexicon: Lexicon, last: Sequence[Claim]) -> Iterator[Claim]:
    """A government's word on what was just reported of it: "Das Ministerium wollte sich dazu nicht äußern".

    Only the government that the report was about can decline or deny it; a third one changes nothing.
    """
    denies = unit.refuted or "deny" in unit.classes
    if not (unit.declined or denies) or not _points_back(unit):
        return
    codes = {r.code for r in agents(scene, unit) if r.code} | {t.owner for t in unit.themes if t.owner}
    span = passage_span(scene, unit)
    for claim in last:
        if claim.actor in codes and (claim.status in _HEARD or claim.via):
            copy = _again(scene, unit, claim, claim.actor, claim.dimension, span.begin, span.end)
            status = Status.DECLINED if unit.declined else Status.DENIED
            yield replace(copy, id="", status=status, rule=f"answer to {claim.rule}")


def _points_back(unit: Unit) -> bool:
    """Whether a unit names what was reported before by a pronoun or as a report; "das Ministerium" names nothing."""
    if "frage" in unit.text.split():
        return False  # "Auf die Frage, ob ..., wollte das Ministerium keine Auskunft geben" has its own question
    return any(t.lower in _BACK or (t.lower in {"das", "dem"} and t.tag == "PDS") for c in unit.clauses for t in c.tokens)


def _again(scene: Scene, unit: Unit, claim: Claim, actor: str, dimension: str, begin: int, end: int) -> Claim:
    status, value = claim.status, claim.value
    if "review" in unit.meanings:
        status = Status.CONSIDERED
    if "negated" in unit.meanings:
        # "sieht für einen ähnlichen Schritt keinen Grund": staff and families stay; of the rest it only says that it is not so
        remains = dimension in _OTHER_GROUP
        status, value = (Status.ASSERTED, "remain") if remains else (Status.DENIED, value)
    return replace(
        claim,
        id="",
        actor=actor,
        dimension=dimension,
        value=value,
        status=status,
        passage=scene.document.passage(Span(begin, end)),
        rule=f"same step as {claim.rule}",
        statement=unit.statement.id if unit.statement is not None else None,
        speaker=None,
        speaker_actor=None,
        confidence=0.5,
        because=("points back to the step named before", *claim.because[:1]),
    )
