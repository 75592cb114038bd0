"""Who is reported to have said what: direct, indirect, reported, carried over, free; with the chain it came through.

Per document: quotation marks and cues are found, each cue's clause gets its content, speaker and frame, and
sentences in the subjunctive take the speaker before them.
"""

from lagebild.statements.confidence import DEFAULT_THRESHOLD
from lagebild.statements.finding import find_statements
from lagebild.statements.shape import statements_to_gold_shape

__all__ = ["DEFAULT_THRESHOLD", "find_statements", "statements_to_gold_shape"]
