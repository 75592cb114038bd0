"""By which rules and which codebook a reading was made: hashes of the sources, so that no one has to count versions up.

A change of either makes readings old; ``reread`` then makes new ones, and the old ones stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from lagebild.codebook import Codebook, load_codebook

_DIGITS = 12
# What is found depends on these packages; cue words and roles are data, but the rules' own.
_RULES = ("language", "statements", "actors", "claims", "codebook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What a reading was made by.

    Attributes:
        rules: of the program's rules, 12 hexadecimal digits.
        codebook: of the codebook, the names of states and offices, and a desk's own file, likewise.
    """

    rules: str
    codebook: str


def current_versions(codebook: Codebook | None = None) -> Versions:
    """What a reading is made by now; ``codebook`` is the shipped one by default."""
    return Versions(rules=rules_version(), codebook=codebook_version(codebook or load_codebook()))


@cache
def rules_version() -> str:
    """Twelve hexadecimal digits over the source of the rules."""
    sources = [path for package in _RULES for path in _below(package) if path[0].endswith(".py")]
    return _digest([*sources, *(path for path in _below("statements") if not path[0].endswith(".py"))])


def codebook_version(codebook: Codebook) -> str:
    """Twelve hexadecimal digits over the codebook's data, the gazetteer's, and a desk's own file where there is one."""
    return _with_own(codebook.version)


@cache
def _with_own(version: str) -> str:
    return _digest([*_data(), ("own", version.encode())])


@cache
def _data() -> tuple[tuple[str, bytes], ...]:
    return tuple(
        path for package in ("codebook", "actors") for path in _below(package) if not path[0].endswith((".py", ".md"))
    )


def _below(package: str) -> Iterator[tuple[str, bytes]]:
    return _walk(files("lagebild") / package, package)


def _walk(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of a package, in the order of their names; compiled files are left out."""
    for item in sorted(folder.iterdir(), key=lambda found: found.name):
        if item.is_dir() and item.name != "__pycache__":
            yield from _walk(item, f"{name}/{item.name}")
        elif item.is_file() and not item.name.endswith((".pyc", ".pyo")):
            # Line ends may differ between an installed copy and a checkout.
            yield f"{name}/{item.name}", item.read_bytes().replace(b"\r\n", b"\n")


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    digest = sha256()
    for name, content in parts:
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:_DIGITS]
