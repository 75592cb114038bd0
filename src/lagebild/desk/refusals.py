"""Why a request is not answered, in words that a person and a program can act on."""

from __future__ import annotations


class Refusal(Exception):
    """An answer that is none.

    Args:
        status: of HTTP.
        what: German, what is wrong and what to do; a message of the catalogues.
        retry_after: seconds.
        plain: what a page shows below it as it is, in no language.
    """

    def __init__(self, status: int, what: str, *, retry_after: int | None = None, plain: str | None = None) -> None:
        super().__init__(what)
        self.status = status
        self.what = what
        self.retry_after = retry_after
        self.plain = plain
