"""JSON Lines become raw reports, one a line, read from a file or from standard input.

A bad line becomes an error in its place and the next line is read; no line is held in memory
beyond the limit, however long it is.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO, cast

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.fields import take_fields, text_report, unstorable
from lagebild.sources.signatures import byte_order_mark, refuse_other_content

ENDINGS = (".jsonl",)
# A million characters written as \uXXXX are 6 MB, as surrogate pairs 12 MB: more is no report.
MAX_LINE = 16_000_000
_KINDS = {list: "a list", str: "a string", int: "a number", float: "a number", bool: "true or false"}
_ONE_OBJECT = 'write one object a line, such as {"id": "a", "text": "..."}'


def read_json_lines(stream: BinaryIO, where: str, stem: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    """The reports in a stream of JSON Lines; raises InputError where it is something else altogether.

    Args:
        stream: bytes; it is read forward only and left open.
        where: the name to give the stream in messages and as the reports' source.
        stem: reports without an id are called ``stem:line``.
        now: the aware moment of reading, or None.
    """
    buffered = io.BufferedReader(cast(io.RawIOBase, stream))  # every stream of bytes has its readinto
    try:
        head = buffered.peek(4)
        refuse_other_content(head[:1024], where, ".jsonl")
        mark, encoding = byte_order_mark(head)
        buffered.read(mark)
        read_line = buffered.readline if encoding == "utf-8" else _transcoded(buffered, encoding)
        seen = False
        for number, line in _lines(read_line, where):
            seen = True
            if isinstance(line, InputError):
                yield line
            else:
                for found in read_object(line, f"{where}:{number}", where, (f"{stem}:{number}", now)):
                    yield found.about(line) if isinstance(found, InputError) else found
        if not seen:
            raise InputError(where, "is empty", _ONE_OBJECT)
    finally:
        buffered.detach()  # else the garbage collector would close the stream, which is not ours


def _transcoded(buffered: io.BufferedReader[io.RawIOBase], encoding: str) -> Callable[[int], bytes]:
    # The decoder of io keeps UTF-16 code units whole across reads; json wants UTF-8 again.
    text = io.TextIOWrapper(buffered, encoding=encoding, errors="surrogatepass", newline="\n")
    return lambda limit: text.readline(limit).encode("utf-8", "surrogatepass")


def _lines(read_line: Callable[[int], bytes], where: str) -> Iterator[tuple[int, bytes | InputError]]:
    """Lines that hold anything, with their numbers; an overlong one is read past in pieces."""
    number = 0
    while True:
        number += 1
        try:
            line = read_line(MAX_LINE + 1)
            if len(line) > MAX_LINE and not line.endswith(b"\n"):
                refused = InputError(f"{where}:{number}", f"the line is longer than {MAX_LINE} bytes", "split it")
                yield number, refused.about(line)
                while line and not line.endswith(b"\n"):
                    line = read_line(1 << 20)
                continue
        except UnicodeDecodeError as error:
            remedy = "save the file as UTF-8; nothing after this line was read"
            yield number, InputError(f"{where}:{number}", f"is not {error.encoding.upper()}", remedy)
            return
        if not line:
            return
        if line.strip():
            yield number, line


def read_object(
    line: bytes, where: str, source: str, default: tuple[str, datetime | None]
) -> Iterator[RawReport | InputError]:
    """The report in one JSON object, after a note for each field that cannot be used; or why there is none.

    Args:
        line: its bytes, which are kept.
        where: its place in the source, for messages.
        default: the key of a report that states no id, and the aware moment of reading or None.
    """
    try:
        stated = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        what = f"byte {error.start} of the line (0x{line[error.start]:02X}) is not UTF-8"
        yield InputError(where, what, "save the file as UTF-8")
        return
    except json.JSONDecodeError as error:
        yield InputError(where, f"no JSON ({error.msg} at character {error.pos})", _ONE_OBJECT)
        return
    except (ValueError, RecursionError):  # a number of 5,000 digits; 100,000 opening brackets
        yield InputError(where, "JSON that is too large or nested too deep to be a report", _ONE_OBJECT)
        return
    if not isinstance(stated, dict):
        yield InputError(where, f"{_KINDS.get(type(stated), 'null')} and not an object", _ONE_OBJECT)
        return
    text = stated.get("text")
    if not isinstance(text, str):
        what = '"text" is missing' if text is None else f'"text" is {_KINDS.get(type(text), "an object")}'
        yield InputError(where, what, 'give the report\'s text as "text": "..."')
        return
    if reason := unstorable(text):
        yield InputError(where, f'"text" holds {reason}', "remove it; the document was not read")
        return
    try:
        fields, notes = take_fields(stated, where)
    except InputError as error:
        yield error
        return
    yield from notes
    key, now = default
    yield text_report(fields, text, key=key, source=source, where=where, now=now, raw=line)
