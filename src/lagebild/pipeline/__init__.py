"""The only place where stages meet, in the order of the data:

source -> document -> statement -> claim -> picture -> publication

Each function here is one step of that way or a stretch of it; commands and the Python interface call nothing else.
"""

from lagebild.actors.names import code_named, name_of
from lagebild.pipeline.reports import Reading, draw, read, read_documents, settle, state, understand
from lagebild.pipeline.stored import (
    Acknowledged,
    Drawing,
    changes,
    draw_at,
    draw_place,
    draw_with_reports,
    ingest,
    ingest_reports,
    moved_between,
    reread,
)

STAGES = ("source", "document", "statement", "claim", "picture", "publication")

__all__ = [
    "STAGES",
    "Acknowledged",
    "Drawing",
    "Reading",
    "changes",
    "code_named",
    "draw",
    "draw_at",
    "draw_place",
    "draw_with_reports",
    "ingest",
    "ingest_reports",
    "moved_between",
    "name_of",
    "read",
    "read_documents",
    "reread",
    "settle",
    "state",
    "understand",
]
