"""An .html file becomes one raw report: its bytes, not yet decoded, because the page names its encoding.

What the page says about itself (title, date, outlet) is read when the text is extracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.signatures import HEAD, refuse_other_content, shown, stem

ENDINGS = (".html", ".htm")
MAX_BYTES = 15_000_000  # design/trust.md: 15 MB unpacked; the largest news pages have about 2 MB


def read_html_file(stream: BinaryIO, path: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    """The page in one file; raises InputError where the file as a whole cannot be read."""
    where = shown(path)
    raw = stream.read(MAX_BYTES + 1)
    try:
        _refuse_unusable(raw, where)
    except InputError as error:
        error.about(raw)
        raise
    yield RawReport(
        key=stem(path, ENDINGS), source=where, where=where, media_type="text/html", body=raw, retrieved=now, raw=raw
    )


def _refuse_unusable(raw: bytes, where: str) -> None:
    if len(raw) > MAX_BYTES:
        raise InputError(where, f"longer than {MAX_BYTES} bytes", "save the article alone, without embedded images")
    if not raw:
        raise InputError(where, "is empty", "save the page again, or leave it out")
    refuse_other_content(raw[:HEAD], where, ".html")
