"""What was read is kept: bytes as they came, documents, readings with all they hold, and when each was known.

Documents and readings come in through ``record``, and go out through ``standing`` as the nouns of ``lagebild.model``.
"""
