"""A .txt or .md file becomes one raw report: its front matter becomes fields, the rest its text.

The text is kept exactly as it stands, line ends included.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.fields import take_fields, text_report
from lagebild.sources.front_matter import MAX_CHARACTERS, split_front_matter
from lagebild.sources.signatures import HEAD, decode_text, refuse_other_content, shown, stem

ENDINGS = (".txt", ".md")
# A million characters, the longest text that documents take, need four million bytes at the most.
MAX_BYTES = 4 * (1_000_000 + MAX_CHARACTERS)


def read_plain_text(stream: BinaryIO, path: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    """The report in one text file; raises InputError where the file as a whole cannot be read."""
    where = shown(path)
    raw = stream.read(MAX_BYTES + 1)
    try:
        yield from _read(raw, path, where, now)
    except InputError as error:
        error.about(raw)
        raise


def _read(raw: bytes, path: str, where: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    if len(raw) > MAX_BYTES:
        raise InputError(where, f"longer than {MAX_BYTES} bytes", "split it into one file per report")
    if not raw:
        raise InputError(where, "is empty", "put the report's text into it, or leave it out")
    refuse_other_content(raw[:HEAD], where, ".txt")
    stated, text = split_front_matter(decode_text(raw, where), where)
    fields, notes = take_fields(stated, where)
    for note in notes:
        yield note.about(raw)
    yield text_report(fields, text, key=stem(path, ENDINGS), source=where, where=where, now=now, raw=raw)
