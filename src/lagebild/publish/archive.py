"""Files in a zip archive that can only look one way: the same files give the same bytes, and other bytes are refused.

Entries are sorted, stored without compression, without times, rights or comments of their own. Stored, because what a
deflater makes depends on its version, and because nothing can swell on being unpacked. Every unzip program reads it.
The layout is that of PKWARE's APPNOTE.TXT 6.3.3, sections 4.3.7, 4.3.12 and 4.3.16.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Mapping

from lagebild.errors import InputError

MAX_FILES = 10_000
MAX_SIZE = 512 * 1024 * 1024
"""Bytes of a whole archive."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?")
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_VERSION, _MADE_BY, _MIDNIGHT, _FIRST_DAY = 20, 0x0314, 0, 0x0021  # 1980-01-01, the first day that zip can name
_RIGHTS = 0o100644 << 16
_AGAIN = "take the file as it was made; one that was packed anew is another file"


def pack_files(files: Mapping[str, bytes]) -> bytes:
    """The archive of these files by name, in order of their names.

    Raises:
        ValueError: a name is none that an archive of ours has, or there is too much.
    """
    parts: list[bytes] = []
    central: list[bytes] = []
    at = 0
    for name, data in sorted(files.items()):
        if not _NAME.fullmatch(name):
            raise ValueError(f"no name for a file of a bundle: {name!r}")
        local, entry = _headers(name.encode("ascii"), data, at)
        parts += [local, data]
        central.append(entry)
        at += len(local) + len(data)
    if len(central) > MAX_FILES or at > MAX_SIZE:
        raise ValueError(f"{len(central)} files of {at} bytes are more than a bundle holds ({MAX_FILES} of {MAX_SIZE})")
    directory = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, len(central), len(central), len(directory), at, 0)
    return b"".join([*parts, directory, end])


def unpack_files(data: bytes, where: str) -> dict[str, bytes]:
    """The files of an archive that ``pack_files`` made, without writing any of them.

    Args:
        where: the archive's name, for messages.

    Raises:
        InputError: it is no such archive, down to the last byte.
    """
    if len(data) > MAX_SIZE:
        raise InputError(where, f"has more than {MAX_SIZE} bytes", "no bundle is as large")
    if not data.startswith((b"PK\3\4", b"PK\5\6")):
        raise InputError(where, "is no zip archive", "give a file that 'lagebild bundle' made")
    files: dict[str, bytes] = {}
    for name, content in _entries(data, where):
        if name in files:
            raise InputError(f"{where}: {name}", "stands in the archive twice", _AGAIN)
        if len(files) >= MAX_FILES:
            raise InputError(where, f"holds more than {MAX_FILES} files", "no bundle holds as many")
        files[name] = content
    if pack_files(files) != data:
        raise InputError(where, "the zip archive itself was changed (order, directory, comment, or bytes behind it)", _AGAIN)
    return files


def _headers(name: bytes, data: bytes, at: int) -> tuple[bytes, bytes]:
    sums = (zlib.crc32(data), len(data), len(data))
    local = _LOCAL.pack(b"PK\3\4", _VERSION, 0, 0, _MIDNIGHT, _FIRST_DAY, *sums, len(name), 0)
    times = (_MADE_BY, _VERSION, 0, 0, _MIDNIGHT, _FIRST_DAY)
    entry = _CENTRAL.pack(b"PK\1\2", *times, *sums, len(name), 0, 0, 0, 0, _RIGHTS, at)
    return local + name, entry + name


def _entries(data: bytes, where: str) -> Iterator[tuple[str, bytes]]:
    at = 0
    while data[at : at + 4] == b"PK\3\4":
        if at + _LOCAL.size > len(data):
            raise InputError(where, f"ends within the header of an entry, at byte {at}", "get the file again")
        _, _, flags, method, _, _, _, packed, size, long, extra = _LOCAL.unpack_from(data, at)
        raw = data[at + _LOCAL.size : at + _LOCAL.size + long]
        name = raw.decode("ascii", "backslashreplace")
        place = f"{where}: {name}"
        if not _NAME.fullmatch(name) or len(raw) != long:
            raise InputError(place, "is no name that a bundle has (absolute, with '..', or with other signs)", "do not unpack it")
        if flags or method or extra or packed != size:
            raise InputError(place, "is compressed, encrypted or has fields that a bundle has not", _AGAIN)
        begin = at + _LOCAL.size + long
        at = begin + size
        if at > len(data):
            raise InputError(place, f"should have {size} bytes, and the archive ends before", "get the file again")
        yield name, data[begin:at]
