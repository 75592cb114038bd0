"""A body as it comes over the wire is unpacked piece by piece, and never beyond a limit.

Only gzip and deflate, and only once: 1.6 kB of brotli became a gigabyte in one piece.
"""

from __future__ import annotations

import zlib


class PackingError(Exception):
    """A body that cannot be unpacked; the message says why."""


class Unpacker:
    """Takes the pieces of a body and gives it whole.

    Args:
        coding: the Content-Encoding as stated.
        most: bytes of the unpacked body.

    Raises:
        PackingError: the coding is none that is unpacked here.
    """

    def __init__(self, coding: str, most: int) -> None:
        self.most = most
        self.size = 0
        self.pieces: list[bytes] = []
        names = [name.strip().lower() for name in coding.split(",") if name.strip()]
        names = [name for name in names if name not in ("identity", "none")]
        if len(names) > 1:
            raise PackingError(f"the body is packed {len(names)} times ({coding[:60]})")
        self.coding = {"x-gzip": "gzip"}.get(names[0], names[0]) if names else ""
        if self.coding not in ("", "gzip", "deflate"):
            raise PackingError(f"the body is packed as {self.coding[:40]!r}, which was not asked for")
        self.inflate = zlib.decompressobj(31) if self.coding == "gzip" else None
        self.first = self.coding == "deflate"

    def take(self, piece: bytes) -> None:
        """Raises PackingError where the body gets too large or is damaged."""
        if self.first and piece:
            # With a header as the standard says, or bare as some servers send it.
            bare = piece[0] & 15 != 8
            self.inflate, self.first = zlib.decompressobj(-15 if bare else 15), False
        if self.inflate is None:
            self._keep(piece)
            return
        left = piece
        while left:
            if self.inflate.eof:
                if left.strip(b"\0"):
                    raise PackingError("something follows the end of the packed body")
                return
            try:
                out = self.inflate.decompress(left, self.most - self.size + 1)
            except zlib.error as error:
                raise PackingError(f"the packed body is damaged ({error})") from error
            self._keep(out)
            left = self.inflate.unconsumed_tail or (self.inflate.unused_data if self.inflate.eof else b"")

    def whole(self) -> bytes:
        """The body. Raises PackingError where it ended before its end."""
        if self.inflate is not None and not self.inflate.eof:
            raise PackingError("the packed body ends too early")
        return b"".join(self.pieces)

    def _keep(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size > self.most:
            raise PackingError(f"the body is larger than {self.most} bytes")
        self.pieces.append(piece)
