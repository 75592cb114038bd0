from __future__ import annotations

import hashlib
import io
import json
import random
import struct
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lagebild.actors.names import name_of
from lagebild.errors import InputError, NotFound
from lagebild.model import Document, Passage
from lagebild.pipeline import draw, read_documents, settle, understand
from lagebild.publish.archive import pack_files, unpack_files
from lagebild.publish.bundle import CLAIMS, MANIFEST, PICTURE, SUMS, Making, make_bundle, of_cell, sums_of
from lagebild.publish.rows import claim_rows
from lagebild.publish.verify import verify_bundle

from . import example

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds" / "seeds.jsonl"
MAKING = Making(at=datetime(2025, 11, 21, 6, 0, tzinfo=UTC), program="lagebild 0.1.0")
Files = dict[str, bytes]


def read(*paths: Path) -> tuple[list[Any], list[Document]]:
    found = settle(read_documents([str(path) for path in paths], now=MAKING.at))
    readings = [understand(d) for d in found if isinstance(d, Document)]
    return draw(readings), [r.document for r in readings]


@pytest.fixture(scope="module")
def small() -> bytes:
    """The bundle of one cell of the invented crisis."""
    picture = of_cell(example.PICTURE, "XV", "threat_assessment")
    raw = {document.id: document.text.encode("utf-16") for document in example.DOCUMENTS[:1]}
    return make_bundle(picture, example.DOCUMENTS, example.name_of, replace(MAKING, raw=raw))


def resealed(data: bytes, change: Callable[[Files], None]) -> bytes:
    """The bundle of a forger who changes files and then computes every sum anew."""
    files = unpack_files(data, "x")
    del files[SUMS]
    change(files)
    if MANIFEST in files:
        manifest = json.loads(files[MANIFEST])
        manifest["files"] = [
            {"name": n, "size": len(files[n]), "sha256": hashlib.sha256(files[n]).hexdigest()} for n in sorted(files) if n != MANIFEST
        ]
        files[MANIFEST] = json.dumps(manifest).encode()
    files[SUMS] = sums_of(files)
    return pack_files(files)


def test_a_bundle_of_every_place_of_the_sample_crisis_verifies() -> None:
    pictures, documents = read(*sorted((ROOT / "samples" / "crisis").glob("*.txt")))
    assert pictures
    for picture in pictures:
        found = verify_bundle(make_bundle(picture, documents, name_of, MAKING), "x.zip")
        assert (found.place, found.made) == (picture.place, "2025-11-21T06:00:00Z")
        assert found.claims
        for cell in picture.cells:
            verify_bundle(make_bundle(of_cell(picture, cell.actor, cell.dimension), documents, name_of, MAKING), "x.zip")


@pytest.mark.skipif(not SEEDS.exists(), reason="../shared/seeds is not there")
def test_a_bundle_of_the_two_first_reports_verifies() -> None:
    pictures, documents = read(SEEDS)
    for picture in pictures:
        assert verify_bundle(make_bundle(picture, documents, name_of, MAKING), "x.zip").place == picture.place


def test_the_same_input_gives_the_same_bytes_in_any_order_of_reports(small: bytes) -> None:
    picture = of_cell(example.PICTURE, "XV", "threat_assessment")
    raw = {document.id: document.text.encode("utf-16") for document in example.DOCUMENTS[:1]}
    assert make_bundle(picture, example.DOCUMENTS, example.name_of, replace(MAKING, raw=raw)) == small
    with zipfile.ZipFile(io.BytesIO(small)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_cell_comes_with_what_stands_against_it_and_nothing_else(small: bytes) -> None:
    files = unpack_files(small, "x")
    claims = [json.loads(line) for line in files[CLAIMS].splitlines()]
    assert {claim["id"] for claim in claims} == {example.ANY_TIME.id, example.UNCHANGED.id}
    manifest = json.loads(files[MANIFEST])
    assert manifest["cells"] == [["XV", "threat_assessment"]]
    assert len(manifest["reports"]) == 2
    with pytest.raises(NotFound, match="XB staff_departure"):
        of_cell(example.PICTURE, "XB", "nothing")


def test_what_the_readme_tells_to_do_by_hand_works(small: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(small)) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count(": OK") == len(list(tmp_path.rglob("*.*")))
    manifest = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    texts = {r["revision"]: tmp_path / r["text"] for r in manifest["reports"]}
    for line in (tmp_path / CLAIMS).read_text("utf-8").splitlines():
        claim = json.loads(line)
        with texts[claim["revision"]].open(encoding="utf-8", newline="") as text:
            assert text.read()[claim["begin"] : claim["end"]] == claim["passage"]
    assert "sha256sum -c SHA256SUMS" in (tmp_path / "README.txt").read_text("utf-8")


def test_a_passage_that_its_report_does_not_hold_makes_no_bundle() -> None:
    picture = of_cell(example.PICTURE, "XV", "threat_assessment")
    others = example.DOCUMENTS[1:]
    with pytest.raises(InputError, match="does not stand in its report"):
        make_bundle(picture, others[:1], example.name_of, MAKING)
    emptied = [replace(d, text="") for d in example.DOCUMENTS]
    with pytest.raises(InputError, match="does not stand in its report"):
        make_bundle(picture, emptied, example.name_of, MAKING)
    forged = [replace(d, id="0" * 16) for d in example.DOCUMENTS]
    with pytest.raises(InputError, match="not that of its key and text"):
        make_bundle(picture, forged, example.name_of, MAKING)
    cell = picture.cells[0]
    wrong = replace(cell.current[0], value="none")
    with pytest.raises(InputError, match="not that of its content"):
        make_bundle(replace(picture, cells=(replace(cell, current=(wrong,)),)), example.DOCUMENTS, example.name_of, MAKING)


def test_a_key_that_a_store_shows_with_its_lineage_verifies() -> None:
    picture = of_cell(example.PICTURE, "XO", "travel_advice")
    [claim] = picture.cells[0].current
    document = next(d for d in example.DOCUMENTS if d.key == claim.passage.document)
    shown = replace(document, key=f"{document.key}~abc123")
    moved = replace(claim, passage=Passage(document=shown.key, span=claim.passage.span, exact=claim.passage.exact))
    cell = replace(picture.cells[0], current=(moved,), supporting=(moved,), history=(moved,))
    data = make_bundle(replace(picture, cells=(cell,)), [shown], example.name_of, MAKING)
    assert verify_bundle(data, "x").claims == 1


def test_two_claims_of_one_passage_that_differ_in_detail_are_both_kept() -> None:
    picture = of_cell(example.PICTURE, "XO", "travel_advice")
    cell = picture.cells[0]
    [claim] = cell.current
    other = replace(claim, detail="consulate")
    assert other.id == claim.id
    picture = replace(picture, cells=(replace(cell, current=(claim, other), supporting=(claim, other)),))
    assert verify_bundle(make_bundle(picture, example.DOCUMENTS, example.name_of, MAKING), "x").claims == 2
    rows = list(claim_rows([picture], example.DOCUMENTS, example.name_of))
    assert [row["detail"] for row in rows] == [None, "consulate"]


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        verify_bundle(data, "x.zip")
    assert "\n" not in str(caught.value)
    return str(caught.value)


def changed_bytes(data: bytes, places: Any) -> list[int]:
    """Places at which another byte would go unnoticed."""
    unnoticed = []
    for at in places:
        spoilt = bytearray(data)
        spoilt[at] ^= 1 << (at % 8)
        try:
            verify_bundle(bytes(spoilt), "x")
        except InputError:
            continue
        unnoticed.append(at)
    return unnoticed


def test_a_changed_byte_anywhere_is_found(small: bytes) -> None:
    files = unpack_files(small, "x")
    directory = small.index(b"PK\1\2")
    chance = random.Random(7)
    places = {*range(60), *range(directory, len(small)), *chance.sample(range(len(small)), 400)}
    assert changed_bytes(small, places) == []
    # One place in every file, and in the header before it.
    for content in files.values():
        at = small.index(content)
        assert changed_bytes(small, [at, at + len(content) // 2, at + len(content) - 1, at - 5, at - 20]) == []


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_changed_byte_at_every_single_place_is_found(small: bytes) -> None:
    assert changed_bytes(small, range(len(small))) == []


def test_what_is_cut_off_or_put_behind_is_found(small: bytes) -> None:
    chance = random.Random(8)
    for at in [0, 1, 4, 30, *chance.sample(range(len(small)), 60), len(small) - 1]:
        refused(small[:at])
    for more in (b"\0", b"\n", small, b"PK\5\6" + bytes(18)):
        refused(small + more)
        refused(more + small)
    # A comment of the archive is a place where something could be hidden.
    refused(small[:-2] + struct.pack("<H", 5) + b"hello")


def test_the_hash_that_was_noted_tells_a_bundle_forged_throughout(small: bytes) -> None:
    noted = hashlib.sha256(small).hexdigest()
    assert verify_bundle(small, "x", sha256=noted.upper()).sha256 == noted

    def other_time(files: Files) -> None:
        files[MANIFEST] = files[MANIFEST].replace(b"2025-11-21T06", b"2025-11-21T07")

    forged = resealed(small, other_time)
    assert verify_bundle(forged, "x").made == "2025-11-21T07:00:00Z"
    with pytest.raises(InputError, match="not the one that was noted"):
        verify_bundle(forged, "x", sha256=noted)


def _edit(name: str, old: str, new: str) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())

    return change


def _cell_of(files: Files, **fields: Any) -> bytes:
    picture = json.loads(files[PICTURE])
    picture["cells"][0] |= fields
    return json.dumps(picture).encode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_edit("reports/0001.txt", "Ein Angriff", "Kein Angrif"), "give another id"),
        (_edit(CLAIMS, '"value": "unchanged"', '"value": "none"'), "gives another id"),
        (_edit(CLAIMS, '"status": "asserted"', '"status": "denied"'), "gives another id"),
        (_edit(CLAIMS, "Ein Angriff sei", "Kein Angriff sei"), "is not what the report says there"),
        (_edit(CLAIMS, '"speaker": "ein hochrangiger', '"speaker": "kein hochrangiger'), "is not the one of claims.jsonl"),
        (_edit(PICTURE, "jederzeit möglich", "niemals möglich"), "is not what the report says there"),
        (_edit(MANIFEST, '"version": 1', '"version": 2'), "of another format"),
        (_edit(CLAIMS, "{", "["), "is no JSON"),
        (lambda f: f.update({PICTURE: _cell_of(f, value="none")}), "the cell XV threat_assessment is not what its claim says (value)"),
        (lambda f: f.update({PICTURE: _cell_of(f, current=[])}), "is not what its claim says (actor)"),
        (lambda f: f.update({PICTURE: b'{"cells": [1]}'}), "is no JSON object"),
        (lambda f: f.update({"extra.txt": b"x"}), "belongs to no report"),
        (lambda f: f.update({PICTURE: b"[" * 100_000}), "is no JSON"),
        (lambda f: f.update({PICTURE: b"[" * 100 + b"]" * 100}), "nested deeper"),
        (lambda f: f.update({CLAIMS: f[CLAIMS] * 2}), "stands there twice"),
        (lambda f: f.update({CLAIMS: b'{"revision": 1}\n'}), "has no 'revision'"),
        (lambda f: f.update({CLAIMS: b"[]\n"}), "is no JSON object"),
        (lambda f: f.update({"reports/0001.txt": b"\xff"}), "is not UTF-8"),
        (lambda f: f.pop(PICTURE), "picture.json is missing"),
        (lambda f: f.pop("reports/0001.txt"), "is none of the archive"),
        (lambda f: f.update({MANIFEST: b"{}"}), "of another format"),
    ],
)
def test_sums_computed_anew_do_not_hide_a_changed_evidence(small: bytes, change: Callable[[Files], None], said: str) -> None:
    assert said in refused(resealed(small, change))


def test_an_act_that_was_given_to_another_government_is_found() -> None:
    data = make_bundle(example.PICTURE, example.DOCUMENTS, example.name_of, MAKING)
    assert verify_bundle(data, "x").passages > 20

    def other_actor(files: Files) -> None:
        picture = json.loads(files[PICTURE])
        picture["acts"][0]["actor"] = "XA"
        files[PICTURE] = json.dumps(picture).encode()

    assert "the content of act" in refused(resealed(data, other_actor))


def test_a_file_that_is_not_listed_or_not_there_is_found(small: bytes) -> None:
    files = unpack_files(small, "x")
    assert f"is not listed in {SUMS}" in refused(pack_files(files | {"more.txt": b"x"}))
    assert "brief.html: is not the file that was put in" in refused(pack_files(files | {"brief.html": b"x"}))
    assert "lists what is not in the archive" in refused(pack_files({n: d for n, d in files.items() if n != "reports/0001.raw"}))


def foreign(*entries: tuple[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, compress_type=method)
    return out.getvalue()


@pytest.mark.parametrize("name", ["/etc/passwd", "../x", "a/../../x", "C:\\x", "a/b/c", ".hidden", "a\x01b", "a//b", "ä.txt", "x" * 5 + "/"])
def test_a_name_that_leads_out_of_the_folder_is_refused(name: str) -> None:
    assert "is no name that a bundle has" in refused(foreign((name, b"x")))
    with pytest.raises(ValueError, match="no name"):
        pack_files({name: b"x"})


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_another_program_packed_is_refused_without_unpacking(small: bytes) -> None:
    bomb = foreign(("a.txt", bytes(50_000_000)), method=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert "is compressed" in refused(bomb)
    files = unpack_files(small, "x")
    refused(foreign(*files.items()))
    refused(foreign(*reversed(files.items())))
    assert "twice" in refused(_by_hand(("a.txt", b"x"), ("a.txt", b"x")))
    assert "is no zip archive" in refused(b"%PDF-1.7")
    assert "is no zip archive" in refused(b"")
    assert "is missing" in refused(pack_files({}))


def _by_hand(*entries: tuple[str, bytes]) -> bytes:
    """Local entries one after the other, as our own archives have them, without a directory."""
    return b"".join(pack_files({name: data})[: 30 + len(name) + len(data)] for name, data in entries)


def test_too_many_files_are_refused() -> None:
    with pytest.raises(ValueError, match="more than a bundle holds"):
        pack_files({f"{n}.txt": b"" for n in range(10_001)})
    assert "more than 10000 files" in refused(_by_hand(*((f"{n}.txt", b"") for n in range(10_002))))


def test_any_bytes_are_refused_with_a_line_and_never_crash(small: bytes) -> None:
    chance = random.Random(9)
    for _ in range(300):
        data = bytearray(small[: chance.randrange(len(small))])
        for _ in range(chance.randrange(1, 8)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        refused(bytes(data))
