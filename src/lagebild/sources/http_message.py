"""The bytes of an archived HTTP answer become a status, a media type and an unpacked body.

Only gzip and deflate are unpacked, and only up to a limit: what is packed twice or with brotli
can turn a kilobyte into a gigabyte before anyone can count.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from lagebild.errors import InputError

MAX_UNPACKED = 15_000_000  # design/trust.md: 15 MB unpacked
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpMessage:
    """Status, media type in lower case without parameters, declared charset, and the body as sent."""

    status: int
    media_type: str
    charset: str | None
    transfer: str
    coding: str
    packed: bytes


def parse_message(block: bytes, where: str) -> HttpMessage:
    """Split an answer into its parts; raises InputError where it has no head."""
    end = _HEAD_END.search(block)
    lines = block[: end.start() if end else 0].decode("latin-1").splitlines()
    parts = lines[0].split(None, 2) if lines else []
    if end is None or len(parts) < 2 or not parts[0].startswith("HTTP/") or not re.fullmatch("[0-9]{3}", parts[1]):
        raise InputError(where, "the record holds no HTTP answer", "archive the page again")
    headers: dict[str, str] = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    content_type = headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    return HttpMessage(
        status=int(parts[1]),
        media_type=content_type.partition(";")[0].strip().lower(),
        charset=charset[1] if charset else None,
        transfer=headers.get("transfer-encoding", "").lower(),
        coding=headers.get("content-encoding", "").strip().lower(),
        packed=block[end.end() :],
    )


def unpack_body(message: HttpMessage, where: str) -> bytes:
    """The body without chunks and compression; raises InputError where it cannot be unpacked safely."""
    body = message.packed
    if "chunked" in message.transfer:
        body = _join_chunks(body)
    coding = message.coding
    if coding in ("", "identity", "none"):
        return body
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise InputError(where, f"packed as {coding[:40]!r}", "archive the page with Accept-Encoding: gzip")
    if coding != "deflate" and not body.startswith(b"\x1f\x8b"):
        return body  # many crawlers unpack the body and leave the header as it was
    unpacker = zlib.decompressobj(47)  # 32 + 15: a gzip or a zlib header
    try:
        text = unpacker.decompress(body, MAX_UNPACKED + 1)
    except zlib.error:
        raise InputError(where, f"the body is no {coding}", "archive the page again") from None
    if len(text) > MAX_UNPACKED:
        raise InputError(where, f"unpacks to more than {MAX_UNPACKED} bytes", "leave the page out")
    if not unpacker.eof:
        raise InputError(where, "the packed body breaks off", "archive the page again")
    return text


def _join_chunks(body: bytes) -> bytes:
    # Many crawlers store the body without its chunks and keep the header: no size line, no chunks.
    pieces: list[bytes] = []
    at = 0
    while (size_line := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]*\r\n").match(body, at)) is not None:
        size = int(size_line[1], 16)
        pieces.append(body[size_line.end() : size_line.end() + size])
        at = size_line.end() + size + 2
        if size == 0:
            return b"".join(pieces)
    return body if not pieces else b"".join(pieces)
