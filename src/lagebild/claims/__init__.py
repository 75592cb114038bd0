"""From statements and the report's own voice to claims of the codebook, acts, and open questions.

A scene and its statements go in; claims, acts, questions and abstentions come out, each with its passage.
"""

from lagebild.claims.reading import ClaimReading, read_claims

__all__ = ["ClaimReading", "read_claims"]
