"""Is an evidence bundle as it was made? The archive, its sums, its reports, every passage and every id.

What goes in is bytes of any origin; what comes out is a summary, or an error that names the first thing that is wrong.
Nothing is written anywhere, and nothing is unpacked beyond the size of the file itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lagebild.errors import InputError
from lagebild.model import content_id
from lagebild.publish.archive import unpack_files
from lagebild.publish.bundle import (
    BRIEF,
    CLAIMS,
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    PICTURE,
    README,
    SUMS,
    claim_id_of,
    sums_of,
)

_CHANGED = "the bundle was changed or damaged; get it again from whoever made it"
_NESTED = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """A bundle that is as it was made.

    Attributes:
        sha256: of the whole archive, in hexadecimal digits.
        place: the place it is about.
        known_at: ISO 8601 in UTC, or None where it holds all that was known.
        made: likewise, the moment of its making.
        reports, claims, passages: how many were compared.
    """

    sha256: str
    place: str
    known_at: str | None
    made: str
    reports: int
    claims: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    key: str
    stated: str
    text: str


def verify_bundle(data: bytes, where: str, *, sha256: str | None = None) -> Verified:
    """What the bundle holds, if all of it is as it was made.

    Args:
        data: the whole file.
        where: its name, for messages.
        sha256: the hash that was noted when it was made; only it tells a bundle that was forged throughout.

    Raises:
        InputError: the first thing that is wrong, with its place and what to do.
    """
    whole = hashlib.sha256(data).hexdigest()
    if sha256 is not None and sha256.strip().lower() != whole:
        raise InputError(where, f"its SHA-256 is {whole} and not the one that was noted", _CHANGED)
    files = unpack_files(data, where)
    _check_sums(files, where)
    manifest = _table(_read(files[MANIFEST], f"{where}: {MANIFEST}"), f"{where}: {MANIFEST}")
    _check_manifest(manifest, files, f"{where}: {MANIFEST}")
    reports = _reports(manifest, files, where)
    claims = _check_claims(files[CLAIMS], reports, f"{where}: {CLAIMS}")
    picture = _read(files[PICTURE], f"{where}: {PICTURE}")
    passages = _check_picture(picture, claims, reports, f"{where}: {PICTURE}")
    count = sum(map(len, claims.values()))
    return Verified(
        sha256=whole,
        place=_text(manifest, "place", where),
        known_at=manifest.get("known_at"),
        made=_text(manifest, "made", where),
        reports=len(reports),
        claims=count,
        passages=passages + count,
    )


def _check_sums(files: Mapping[str, bytes], where: str) -> None:
    missing = [name for name in (SUMS, MANIFEST, PICTURE, CLAIMS, BRIEF, README) if name not in files]
    if missing:
        raise InputError(where, f"{', '.join(missing)} is missing", "give a file that 'lagebild bundle' made")
    others = {name: content for name, content in files.items() if name != SUMS}
    stated = files[SUMS].decode("utf-8", "replace").splitlines()
    actual = sums_of(others).decode().splitlines()
    if files[SUMS] == sums_of(others):
        return
    names = {line[66:] for line in stated}
    for line in actual:
        if line not in stated:
            name = line[66:]
            what = "is not the file that was put in: its SHA-256 differs" if name in names else f"is not listed in {SUMS}"
            raise InputError(f"{where}: {name}", what, _CHANGED)
    raise InputError(f"{where}: {SUMS}", "lists what is not in the archive, or in another order", _CHANGED)


def _check_manifest(manifest: Mapping[str, Any], files: Mapping[str, bytes], where: str) -> None:
    if (manifest.get("format"), manifest.get("version")) != (FORMAT, FORMAT_VERSION):
        raise InputError(where, f"is of another format than {FORMAT} {FORMAT_VERSION}", "check it with the program that made it")
    listed = [
        {"name": name, "size": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in sorted(files)
        if name not in (SUMS, MANIFEST)
    ]
    if manifest.get("files") != listed:
        raise InputError(where, "its list of files is not what the archive holds", _CHANGED)


def _reports(manifest: Mapping[str, Any], files: Mapping[str, bytes], where: str) -> dict[str, _Report]:
    """The reports by id of the revision, each with the id that its key and text give."""
    found: dict[str, _Report] = {}
    named = {SUMS, MANIFEST, PICTURE, CLAIMS, BRIEF, README}
    for entry in _list(manifest.get("reports"), f"{where}: {MANIFEST}"):
        report = _table(entry, f"{where}: {MANIFEST}")
        name = _text(report, "text", f"{where}: {MANIFEST}")
        place = f"{where}: {name}"
        used = [name, *([report["raw"]] if isinstance(report.get("raw"), str) else [])]
        absent = [n for n in used if n not in files or n in named]
        if absent:
            raise InputError(f"{where}: {absent[0]}", "is named as a report and is none of the archive", _CHANGED)
        named |= set(used)
        try:
            text = files[name].decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(place, f"is not UTF-8 at byte {error.start}", _CHANGED) from None
        key, identity = _text(report, "key", place), _text(report, "revision", place)
        if content_id(key, text) != identity:
            raise InputError(place, f"its key and text give another id than {identity}", _CHANGED)
        found[identity] = _Report(key=_text(report, "document", place), stated=key, text=text)
    unnamed = sorted(set(files) - named)
    if unnamed:
        raise InputError(f"{where}: {unnamed[0]}", "belongs to no report of the manifest", _CHANGED)
    return found


def _check_claims(data: bytes, reports: Mapping[str, _Report], where: str) -> dict[str, list[dict[str, Any]]]:
    """The claims by id; those that differ in detail or scope alone share one."""
    found: dict[str, list[dict[str, Any]]] = {}
    for number, line in enumerate(data.split(b"\n")[:-1], 1):
        place = f"{where}:{number}"
        claim = _table(_read(line, place), place)
        revision, identity = _text(claim, "revision", place), _text(claim, "id", place)
        report = reports.get(revision)
        if report is None or report.key != claim.get("document"):
            raise InputError(place, f"claim {identity} names a report that is not in the bundle", _CHANGED)
        _check_passage(claim, [report], place)
        if claim_id_of(_with_text(claim, place), report.stated) != identity:
            raise InputError(place, f"the content of claim {identity} gives another id", _CHANGED)
        kept = {name: value for name, value in claim.items() if name != "revision"}
        if kept in found.setdefault(identity, []):
            raise InputError(place, f"claim {identity} stands there twice", _CHANGED)
        found[identity].append(kept)
    return found


def _check_picture(
    picture: Any, claims: Mapping[str, list[dict[str, Any]]], reports: Mapping[str, _Report], where: str
) -> int:
    """How many passages of the picture were compared; every claim in it is one of the list, field by field.

    A cell says what its first claim says: without a claim it would be no cell.
    """
    by_key: dict[str, list[_Report]] = {}
    for report in reports.values():
        by_key.setdefault(report.key, []).append(report)
    count = 0
    for noun in _with_passage(picture):
        held = _check_passage(noun, by_key.get(str(noun.get("document")), []), where)
        count += 1
        if "target" in noun and _act_id_of(noun, held.stated) != noun.get("id"):
            raise InputError(where, f"the content of act {noun.get('id')} gives another id", _CHANGED)
        if "dimension" in noun and noun not in claims.get(str(noun.get("id")), ()):
            raise InputError(where, f"claim {noun.get('id')} is not the one of {CLAIMS}", _CHANGED)
    for cell in _table(picture, where).get("cells", ()):
        _check_cell(_table(cell, where), where)
    return count


def _check_cell(cell: Mapping[str, Any], where: str) -> None:
    current = cell.get("current")
    first = current[0] if isinstance(current, list) and current and isinstance(current[0], dict) else {}
    for name in ("actor", "dimension", "place", "value", "status"):
        if first.get(name) != cell.get(name) or name not in cell:
            raise InputError(where, f"the cell {cell.get('actor')} {cell.get('dimension')} is not what its claim says ({name})", _CHANGED)


def _act_id_of(act: Mapping[str, Any], key: str) -> str:
    """The id that the content of an act gives, as ``lagebild.model.Event`` makes it."""
    return content_id(key, str(act.get("actor")), str(act.get("kind")), str(act.get("target") or ""), f"{act['begin']}:{act['end']}")


def _check_passage(noun: Mapping[str, Any], reports: list[_Report], where: str) -> _Report:
    begin, end, exact = noun.get("begin"), noun.get("end"), noun.get("passage")
    if type(begin) is not int or type(end) is not int or not isinstance(exact, str) or not 0 <= begin <= end:
        raise InputError(where, "a passage has no begin, end and words", _CHANGED)
    for report in reports:
        if len(report.text) >= end and report.text[begin:end] == exact:
            return report
    raise InputError(where, f"the passage at {begin}:{end} of {noun.get('document')} is not what the report says there", _CHANGED)


def _with_passage(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "passage" in value:
            yield value
        for part in value.values():
            yield from _with_passage(part)
    elif isinstance(value, list):
        for part in value:
            yield from _with_passage(part)


def _with_text(claim: dict[str, Any], where: str) -> dict[str, Any]:
    for name in ("actor", "dimension", "place", "value", "status"):
        _text(claim, name, where)
    return claim


def _read(data: bytes, where: str) -> Any:
    # Nested deeper than any bundle: Python's reader would run out of stack.
    try:
        text = data.decode("utf-8")
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(where, f"is no JSON in UTF-8 ({type(error).__name__})", _CHANGED) from None
    if _depth(value) > _NESTED:
        raise InputError(where, f"is nested deeper than {_NESTED} levels", _CHANGED)
    return value


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level and depth <= _NESTED:
        depth += 1
        level = [part for v in level if isinstance(v, dict | list) for part in (v.values() if isinstance(v, dict) else v)]
    return depth


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(where, "is no JSON object", _CHANGED)
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(where, "has no list of reports", _CHANGED)
    return value


def _text(table: Mapping[str, Any], name: str, where: str) -> str:
    value = table.get(name)
    if not isinstance(value, str):
        raise InputError(where, f"has no {name!r}", _CHANGED)
    return value
