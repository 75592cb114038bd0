from __future__ import annotations

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

from lagebild.errors import InputError
from lagebild.publish import verify_bundle


@pytest.mark.parametrize("form", ["pdf", "html", "csv", "jsonl", "json", "geojson", "zip"])
def test_a_place_can_be_taken_along_in_every_form(desk: TestClient, form: str) -> None:
    answer = desk.get(f"/place/EC/lagebild.{form}?known_at=2025-11-20T08:00")
    assert answer.status_code == 200
    assert f'filename="lagebild-EC-2025-11-20T0700Z.{form}"' in answer.headers["content-disposition"]
    assert len(answer.content) > 1_000


def test_the_forms_hold_what_the_page_shows(desk: TestClient) -> None:
    assert desk.get("/place/EC/lagebild.pdf").content.startswith(b"%PDF-")
    rows = list(csv.DictReader(io.StringIO(desk.get("/place/EC/lagebild.csv").content.decode("utf-8-sig"))))
    assert {row["place"] for row in rows} == {"EC"}
    lines = [json.loads(line) for line in desk.get("/place/EC/lagebild.jsonl").text.splitlines()]
    assert len(lines) == len(rows)
    assert desk.get("/place/EC/lagebild.geojson").json()["features"][0]["properties"]["place"] == "EC"


def test_the_evidence_of_a_cell_verifies_and_with_one_changed_byte_does_not(desk: TestClient) -> None:
    data = desk.get("/place/EC/lagebild.zip?actor=US&dimension=mission_status").content
    found = verify_bundle(data, "bundle.zip")
    assert (found.place, found.reports > 0) == ("EC", True)
    broken = bytearray(data)
    broken[len(data) // 2] ^= 1
    with pytest.raises(InputError):
        verify_bundle(bytes(broken), "bundle.zip")


@pytest.mark.parametrize("address", ["/place/XX/lagebild.pdf", "/place/EC/lagebild.exe", "/place/EC/lagebild.zip?actor=US&dimension=none"])
def test_what_is_not_there_cannot_be_taken_along(desk: TestClient, address: str) -> None:
    assert desk.get(address).status_code in {400, 404}
