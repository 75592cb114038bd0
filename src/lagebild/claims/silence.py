"""Clauses that assert nothing of a posture: purposes, questions, demands on others, wishes, what would be, history."""

from __future__ import annotations

import re

from lagebild.actors import Scene
from lagebild.claims.agents import agents
from lagebild.claims.unit import Unit
from lagebild.language import ClauseKind
from lagebild.model import Act

_LONG_AGO = re.compile(r"vor (?:über |mehr als |rund |fast )?(?:[3-9]|\d{2,}) jahren|\b1[89]\d\d\b(?! (?:soldat|mann|bürger|deutsch|personen|menschen|blauhelm))|jahrhundert")

# Clauses that tell what is meant to be, might be, or is asked, and not what is.
_PURPOSE = frozenset({"damit", "um", "bevor", "ehe", "als ob", "anstatt", "statt"})


def no_assertion(scene: Scene, unit: Unit) -> str | None:
    """Why a unit asserts nothing: a purpose, or a question that nobody answers."""
    head = unit.head
    if head.conjunction in _PURPOSE:
        return f"a clause with {head.conjunction!r} asserts nothing"
    if any(t.text == "?" for t in unit.sentence.tokens[-2:]) and head.end >= unit.sentence.clauses[-1].begin - 3:
        return "a question"
    if head.index == 0 and head.kind is ClauseKind.VERB_FIRST and head.finite is not None and head.finite.mood == "konj2":
        return "what would have been"
    if head.conjunction in {"dass", "daß"} and _demanded(unit):
        return "what somebody else demands"
    if head.lemma in {"fordern", "verlangen"} and len(unit.clauses) > 1:
        return "what somebody else demands"
    if unit.conditional == "under" and head.finite is not None and head.finite.lower in {"würde", "würden"}:
        return "what would be"
    if head.finite is not None and head.finite.lower in {"müsste", "müssten"} and agents(scene, unit):
        return "what somebody wishes a government did"
    if _LONG_AGO.search(unit.text):
        return "history"
    declined = unit.statement is not None and unit.statement.act is Act.DECLINES
    if head.conjunction == "ob" and not declined and not unit.declined and not unit.classes & {"consider", "review"}:
        return "a question"
    return None


_DEMAND = frozenset({"ziel", "forderung", "bedingung", "voraussetzung", "wunsch", "ultimatum", "anliegen"})
_DEMANDING = frozenset({"fordern", "verlangen", "wünschen", "bestehen", "pochen", "dringen", "erwarten"})


def _demanded(unit: Unit) -> bool:
    """ "Erklärtes Ziel Russlands ist es, dass die NATO abzieht": a demand tells nothing of who would have to meet it."""
    parent = next((c for c in unit.sentence.clauses if c.index == unit.head.parent), None)
    if parent is None:
        return False
    if parent.modal == "wollen" and parent.lemma in {"erreichen", "durchsetzen", "erzwingen", "sehen"}:
        return True
    return parent.lemma in _DEMANDING or any(
        t.lower.rstrip("en") in _DEMAND or t.lower in _DEMAND for t in parent.tokens
    )
