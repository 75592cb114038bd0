"""Files, folders and standard input become raw reports, one at a time and in a fixed order.

Whatever cannot be read is passed on as an error in its place; nothing is left out in silence
but hidden files, and nothing ends the batch.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import BinaryIO

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources import html_file, json_lines, plain_text, web_archive
from lagebild.sources.signatures import shown, stem

_FORMATS = "use .txt, .md, .html, .jsonl, .warc or .warc.gz"


def read_raw(
    paths: Sequence[str], *, stdin: BinaryIO | None = None, now: datetime | None = None
) -> Iterator[RawReport | InputError]:
    """Read reports from files, from folders of them and, for ``-``, from standard input.

    Args:
        paths: names as given; a folder is read in the order of its names, hidden files excepted.
        stdin: the bytes to read for ``-``: JSON Lines.
        now: aware moment in UTC to note as the time of reading, or None.

    Yields:
        Raw reports, and an InputError for each thing that could not be read.
    """
    for path in paths:
        if path == "-":
            yield from _guarded(_standard_input(stdin, now), "-")
        else:
            for found in _files(path):
                if isinstance(found, InputError):
                    yield found
                else:
                    yield from _guarded(_read_file(found, now), shown(found))


def _guarded(reports: Iterator[RawReport | InputError], where: str) -> Iterator[RawReport | InputError]:
    """The reports, with the error that ended them, if one did, as the last item."""
    try:
        yield from reports
    except InputError as error:
        yield error
    except (OSError, ValueError) as error:
        yield _unreadable(where, error)


def _standard_input(stdin: BinaryIO | None, now: datetime | None) -> Iterator[RawReport | InputError]:
    if stdin is None:
        raise InputError("-", "there is no standard input here", "name a file")
    yield from json_lines.read_json_lines(stdin, "-", "stdin", now)


def _read_file(path: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    name = path.lower()
    where = shown(path)
    if not name.endswith(
        plain_text.ENDINGS + html_file.ENDINGS + json_lines.ENDINGS + web_archive.ENDINGS
    ) or os.path.basename(name) in (".txt", ".md", ".html", ".htm", ".jsonl", ".warc"):
        raise InputError(where, "not a known format", _FORMATS)
    with open(path, "rb") as stream:
        if name.endswith(plain_text.ENDINGS):
            yield from plain_text.read_plain_text(stream, path, now)
        elif name.endswith(html_file.ENDINGS):
            yield from html_file.read_html_file(stream, path, now)
        elif name.endswith(web_archive.ENDINGS):
            yield from web_archive.read_web_archive(stream, path, now)
        else:
            yield from json_lines.read_json_lines(stream, where, stem(path, json_lines.ENDINGS), now)


def _files(path: str) -> Iterator[str | InputError]:
    """The regular files at or below ``path``, sorted folder by folder; links to folders are not followed."""
    pending = [path]
    while pending:
        current = pending.pop()
        where = shown(current)
        try:
            mode = os.stat(current).st_mode
            if stat.S_ISREG(mode):
                yield current
            elif not stat.S_ISDIR(mode):
                # Reading a pipe or a device might never end.
                yield InputError(where, "neither a file nor a folder", "pipe JSON Lines in and give - as the input")
            elif current != path and os.path.islink(current):
                # A link may lead back to where it stands.
                yield InputError(where, "a link to a folder, not followed", "name the folder itself")
            else:
                names = sorted(name for name in os.listdir(current) if not name.startswith("."))
                if not names:
                    yield InputError(where, "the folder holds no files", "name a folder with reports in it")
                pending.extend(os.path.join(current, name) for name in reversed(names))
        except (OSError, ValueError) as error:
            yield _unreadable(where, error)


def _unreadable(where: str, error: OSError | ValueError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(where, "there is no such file", "check the name")
    if isinstance(error, PermissionError):
        return InputError(where, "may not be read", "change its permissions, or run as a user who may")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return InputError(where, f"cannot be read ({reason})", "check the name and the disk")
