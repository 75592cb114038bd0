"""A source is a declaration: who publishes, where, how it is read and how often; a desk's file has one line for each.

    [sources]
    abendblatt = { address = "https://abendblatt.example/rss.xml", title = "Abendblatt" }
    auswaertiges-amt = false

    [collect]
    contact = "desk@example.org"
    networks = ["10.20.0.0/16"]

Official sources are shipped and listened to unless a desk's file switches them off.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lagebild.codebook.countries import state_codes
from lagebild.errors import UsageError

MAX_FILE = 4_000_000  # bytes; a line has some 150
LEAST_EVERY, MOST_EVERY = 60, 2_592_000  # seconds: a minute and 30 days
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_ADDRESS = re.compile(r"https?://[^\s<>\"/]+(/[^\s<>\"]*)?", re.I)
_SPAN = re.compile(r"(\d{1,7})\s*([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


class SourceKind(StrEnum):
    """Who speaks there."""

    AUTHORITY = "authority"  # a government in its own voice
    AGENCY = "agency"
    OUTLET = "outlet"


class Form(StrEnum):
    """How what comes from the address is read."""

    FEED = "feed"  # RSS or Atom
    LINKED = "linked"  # a feed whose entries only point to their pages, which are fetched
    PAGE = "page"  # one page that is always the same, such as a government's advice
    AUSWAERTIGES_AMT = "auswaertiges-amt"
    GOVUK = "govuk"
    US_STATE = "us-state"
    CANADA = "canada"
    AUSTRALIA = "australia"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A source as a desk declares it.

    Attributes:
        name: short and unique, of small letters, digits, - and _.
        address: http or https.
        form: how it is read.
        kind: who speaks there.
        title: its name for people; the outlet of its reports where they state none.
        language: ISO 639-1 code.
        every: seconds between two polls, 60 at the least.
        authority: ISO 3166-1 code of the government whose own pages these are.
        place: ISO 3166-1 code of the country that a page of the authority is about.
        reliability: the desk's grade of the source, A to F, or None.
        licence, terms: what the publisher allows: a name, and an address or a sentence.
    """

    name: str
    address: str
    form: Form = Form.FEED
    kind: SourceKind = SourceKind.OUTLET
    title: str | None = None
    language: str = "de"
    every: int = 600
    authority: str | None = None
    place: str | None = None
    reliability: str | None = None
    licence: str | None = None
    terms: str | None = None


@lru_cache(maxsize=1)
def official_sources() -> tuple[Declaration, ...]:
    """The declarations that are shipped."""
    data = (files(__package__) / "data" / "official.toml").read_text(encoding="utf-8")
    return tuple(_declared(name, row, "official.toml") for name, row in tomllib.loads(data)["sources"].items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """What a desk's file says.

    Attributes:
        sources: the official ones that it does not switch off, then its own in order of the file.
        contact: an address at which publishers reach the desk; sent with every request.
        networks: inside which sources may lie, besides the public internet.
    """

    sources: tuple[Declaration, ...]
    contact: str | None = None
    networks: tuple[str, ...] = ()


def read_declarations(data: bytes, where: str) -> Declared:
    """A desk's file; a line with the name of an official source changes only what it states.

    Raises:
        UsageError: the file is no TOML of this form; the first thing that is wrong is named.
    """
    if len(data) > MAX_FILE:
        raise UsageError(f"{where}: longer than {MAX_FILE} bytes; a source takes one line")
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{where}: no TOML ({error}); begin with a line [sources]") from error
    rows = table.get("sources", {})
    if not isinstance(rows, dict) or set(table) - {"sources", "collect"}:
        raise UsageError(f"{where}: write the sources as lines under [sources]; besides it there is only [collect]")
    declared = {source.name: source for source in official_sources()}
    for name, row in rows.items():
        if row is False:
            declared.pop(name, None)
        else:
            declared[name] = _declared(name, row, where, declared.get(name))
    contact, networks = _collect(table.get("collect", {}), where)
    return Declared(sources=tuple(declared.values()), contact=contact, networks=networks)


def _collect(table: object, where: str) -> tuple[str | None, tuple[str, ...]]:
    if not isinstance(table, dict) or set(table) - {"contact", "networks"}:
        raise UsageError(f'{where}: [collect] knows contact = "..." and networks = ["..."] alone')
    contact, networks = table.get("contact"), table.get("networks", [])
    if contact is not None and not (isinstance(contact, str) and re.fullmatch(r"[\x21-\x7e][\x20-\x7e]{2,119}", contact)):
        raise UsageError(f"{where}: contact is no address; write one of ASCII characters")
    if not isinstance(networks, list) or not all(isinstance(n, str) for n in networks):
        raise UsageError(f'{where}: networks is no list such as ["10.20.0.0/16"]')
    return contact, tuple(networks)


def declare(name: str, **stated: Any) -> Declaration:
    """One declaration from what is stated, checked as a line of a file is.

    Raises:
        UsageError: something in it cannot be used.
    """
    return _declared(name, {key: value for key, value in stated.items() if value is not None}, name)


def as_line(source: Declaration) -> str:
    """The line that declares a source; what is as usual is left out."""
    usual = Declaration(name="", address="")
    stated = [(f.name, getattr(source, f.name)) for f in fields(source) if f.name != "name"]
    kept = [(name, value) for name, value in stated if value != getattr(usual, name)]
    return f"{source.name} = {{ {', '.join(f'{name} = {_toml(name, value)}' for name, value in kept)} }}"


def span_of(words: str | int) -> int:
    """Seconds of "90s", "10m", "2h", "1d", or of a number.

    Raises:
        ValueError: it is none of these.
    """
    if isinstance(words, int) and not isinstance(words, bool):
        return words
    found = _SPAN.fullmatch(str(words).strip())
    if found is None:
        raise ValueError(f"{words!r} is no span of time such as 10m, 2h or 1d")
    return int(found[1]) * _SECONDS[found[2]]


def _toml(name: str, value: Any) -> str:
    if name == "every":
        unit = next(u for u in "dhms" if value % _SECONDS[u] == 0)
        value = f"{value // _SECONDS[unit]}{unit}"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\u{ord(m[0]):04x}", text) + '"'


def _declared(name: str, row: object, where: str, before: Declaration | None = None) -> Declaration:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{where}: {name[:70]!r} is no name of a source; use small letters, digits, - and _")
    if not isinstance(row, Mapping):
        raise UsageError(f'{where}: {name}: write it as {name} = {{ address = "https://..." }}, or false to switch it off')
    known = {f.name for f in fields(Declaration)} - {"name"}
    if unknown := set(row) - known:
        raise UsageError(f"{where}: {name}: unknown {min(unknown)!r}; known are {', '.join(sorted(known))}")
    try:
        stated = {key: _value(key, value) for key, value in row.items()}
    except ValueError as error:
        raise UsageError(f"{where}: {name}: {error}") from error
    if before is not None:
        return replace(before, **stated)
    if "address" not in stated:
        raise UsageError(f"{where}: {name}: states no address")
    source = Declaration(name=name, **stated)
    if source.kind is SourceKind.AUTHORITY and source.authority is None:
        raise UsageError(f'{where}: {name}: an authority without its country; add authority = "DE"')
    return source


def _value(key: str, value: object) -> Any:
    if key == "every":
        seconds = span_of(value) if isinstance(value, (str, int)) else 0
        if not LEAST_EVERY <= seconds <= MOST_EVERY:
            raise ValueError(f"every {value!r}: give {LEAST_EVERY}s or more, and 30d at the most")
        return seconds
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is no text")
    value = value.strip()
    if key == "address" and not _ADDRESS.fullmatch(value):
        raise ValueError(f"{value[:80]!r} is no web address; give http:// or https://")
    if key == "form":
        return _one_of(Form, value, key)
    if key == "kind":
        return _one_of(SourceKind, value, key)
    if key in ("authority", "place") and value not in state_codes():
        raise ValueError(f"{key} {value[:20]!r} is no ISO 3166-1 code of a state; write two capitals such as DE")
    if key == "language" and not re.fullmatch("[a-z]{2}", value):
        raise ValueError(f"language {value[:20]!r} is no code such as de or en")
    if key == "reliability" and not re.fullmatch("[A-F]", value):
        raise ValueError(f"reliability {value[:20]!r} is no grade; give A to F")
    return value


def _one_of(kind: type[StrEnum], value: str, key: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise ValueError(f"{key} {value[:40]!r} is unknown; known are {', '.join(kind)}") from None
