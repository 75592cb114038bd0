"""The nouns: frozen dataclasses that every stage passes on. Standard library only."""

from lagebild.model.claim import Abstention, Claim, Event, OpenKind, OpenQuestion, Status
from lagebild.model.decided import Altered, Decided, DecisionKind
from lagebild.model.decision import Correction, Decision, LeftOpen
from lagebild.model.picture import Cell, Change, ChangeKind, Conflict, ConflictKind, Movement, Picture, Relation, Step
from lagebild.model.statement import Act, Actor, ActorKind, Kind, Mention, Statement
from lagebild.model.text import Document, Passage, Span, content_id

__all__ = [
    "Abstention",
    "Act",
    "Actor",
    "ActorKind",
    "Altered",
    "Cell",
    "Change",
    "ChangeKind",
    "Claim",
    "Conflict",
    "ConflictKind",
    "Correction",
    "Decided",
    "Decision",
    "DecisionKind",
    "Document",
    "Event",
    "Kind",
    "LeftOpen",
    "Mention",
    "Movement",
    "OpenKind",
    "OpenQuestion",
    "Passage",
    "Picture",
    "Relation",
    "Span",
    "Statement",
    "Status",
    "Step",
    "content_id",
]
