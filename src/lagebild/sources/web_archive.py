"""The pages in a .warc or .warc.gz file become raw reports, one record at a time.

Answers with status 200 and HTML or plain text are pages; a record that is cut short, oversized or
packed in a way that cannot be bounded becomes an error, and other records are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources.fields import take_fields
from lagebild.sources.http_message import MAX_UNPACKED, parse_message, unpack_body
from lagebild.sources.signatures import decode_text, shown, stem

ENDINGS = (".warc.gz", ".warc")
MAX_RECORD = MAX_UNPACKED + 65_536  # a page of the greatest length with its HTTP head
_MEDIA_TYPES = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
_AGAIN = "archive the page again"


def read_web_archive(stream: BinaryIO, path: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    """The pages in one web archive; ``now`` serves where a record has no date of its own.

    Raises InputError where the file is no web archive or holds no page.
    """
    source = shown(path)
    if os.fstat(stream.fileno()).st_size == 0:
        raise InputError(source, "is empty", "leave it out")
    # fastwarc is given the open file: given a name, it would also open web addresses.
    records = iter(ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False))
    count, found = 0, False
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            count += 1
            for item in _page(record, source, path, now):
                found = True
                yield item
        except OSError as error:
            found = True
            what = f"damaged after {count} records ({error})"
            yield InputError(source, what, "fetch the archive again; what follows was not read")
            break
    if not found:
        what = f"holds no page among {count} records" if count else "is no web archive"
        raise InputError(source, what, "give an archive with HTML answers of status 200")


def _page(record: WarcRecord, source: str, path: str, now: datetime | None) -> Iterator[RawReport | InputError]:
    where = f"{source}, byte {record.stream_pos}"
    declared = record.headers.get("Content-Length") or ""
    if not (declared.isascii() and declared.strip().isdigit()):
        yield InputError(where, "the record has no length, so it is cut short or damaged", _AGAIN)
        return
    if record.record_type != WarcRecordType.response:
        return
    if record.content_length > MAX_RECORD:
        yield InputError(where, f"the record is longer than {MAX_RECORD} bytes", "leave the page out")
        return
    block = _read(record)
    try:
        if len(block) < record.content_length or record.headers.get("WARC-Truncated"):
            raise InputError(where, f"cut short: {len(block)} of {record.content_length} bytes", _AGAIN)
        if not block.startswith(b"HTTP/"):
            return  # the answer to a DNS question, for instance
        message = parse_message(block, where)
        media_type = _MEDIA_TYPES.get(message.media_type)
        if message.status != 200 or media_type is None:
            return
        body: bytes | str = unpack_body(message, where)
        if isinstance(body, bytes) and media_type == "text/plain" and not message.charset:
            body = decode_text(body, where)
    except InputError as error:
        yield error.about(block)
        return
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    fields, notes = take_fields({"url": address}, where)
    for note in notes:
        yield note.about(block)
    yield RawReport(
        key=fields.url or f"{stem(path, ENDINGS)}:{record.stream_pos}",
        source=source,
        where=where,
        media_type=media_type,
        body=body,
        charset=message.charset,
        url=fields.url,
        retrieved=_archived(record) or now,
        raw=block,
    )


def _read(record: WarcRecord) -> bytes:
    pieces: list[bytes] = []
    missing = record.content_length
    while missing > 0 and (piece := record.reader.read(min(missing, 1 << 20))):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _archived(record: WarcRecord) -> datetime | None:
    stated = (record.headers.get("WARC-Date") or "").strip()
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
