"""All errors that Lagebild raises on purpose, in one tree.

    LagebildError
    ├── InputError      a report or source that cannot be read; never ends a batch
    ├── CodebookError   a codebook file that breaks its own rules
    ├── StoreError      a store that cannot be opened, read or written
    ├── UsageError      a call or an option that makes no sense
    └── NotFound        something asked for by name or id that is not there
"""

from __future__ import annotations


class LagebildError(Exception):
    """Root of the tree. The message names what, where, and what to do."""


class InputError(LagebildError):
    """An input that cannot be read as a report.

    Args:
        where: file name, with line number where there is one.
        what: what is wrong with it.
        remedy: what the person can do about it.

    Attributes:
        raw: the bytes it is about, where they are at hand; never more than MAX_RAW of them.
    """

    MAX_RAW = 1_000_000  # enough to see what came; a bad file of gigabytes is not copied

    def __init__(self, where: str, what: str, remedy: str) -> None:
        where, what, remedy = _sayable(where), _sayable(what), _sayable(remedy)
        super().__init__(f"{where}: {what}; {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy
        self.raw: bytes | None = None

    def __reduce__(self) -> tuple[object, ...]:
        # An exception is pickled by its message alone; one that comes from another process has its fields too.
        return type(self), (self.where, self.what, self.remedy), {"raw": self.raw}

    def about(self, raw: bytes | None) -> InputError:
        """The same error with the bytes it is about, cut to MAX_RAW, unless it has them already."""
        if self.raw is None and raw is not None:
            self.raw = bytes(raw[: self.MAX_RAW])
        return self


def _sayable(words: str) -> str:
    """Words about something broken may quote it: what no file and no database keeps is written out."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


class CodebookError(LagebildError):
    """A codebook file that cannot be used as it stands."""


class StoreError(LagebildError):
    """A store that cannot be opened, read or written; what was acknowledged before stays.

    Args:
        where: the store's address.
        what: what went wrong.
        remedy: what the person can do about it.
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.where = where
        self.what = what
        self.remedy = remedy


class UsageError(LagebildError):
    """Options that contradict one another or the data."""


class NotFound(LagebildError):
    """A claim, sentence or place that the input does not hold."""
