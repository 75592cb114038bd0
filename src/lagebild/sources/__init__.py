"""Where reports come from: each module reads one kind of source and passes on raw reports.

What cannot be read comes out as an ``InputError`` in its place in the stream and never ends it.
"""

from lagebild.sources.files import read_raw

__all__ = ["read_raw"]
