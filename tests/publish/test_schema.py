from __future__ import annotations

import json
from dataclasses import fields

from lagebild.model import Claim
from lagebild.publish.schema import picture_to_json

from . import example, hostile

TEXTS = {document.key: document.text for document in example.DOCUMENTS}


def test_one_place_is_one_object_with_the_keys_of_the_contract() -> None:
    shown = picture_to_json([example.PICTURE], example.DOCUMENTS, example.name_of)
    assert {"place", "valid_at", "known_at", "cells", "acts", "conflicts", "open", "provenance"} <= set(shown)
    assert {
        "actor", "dimension", "place", "value", "status", "provisional",
        "conflict", "origins", "as_of", "current", "supporting", "opposing",
    } == set(shown["cells"][0])  # fmt: skip


def test_several_places_stand_in_a_list_with_most_cells_first() -> None:
    shown = picture_to_json([example.SECOND, example.PICTURE], example.DOCUMENTS, example.name_of)
    assert [picture["place"] for picture in shown["pictures"]] == ["XV", "XT"]
    assert picture_to_json([], (), example.name_of) == {"pictures": []}


def test_a_claim_has_all_its_fields_and_its_exact_words() -> None:
    shown = picture_to_json([example.PICTURE], example.DOCUMENTS, example.name_of)
    claims = [claim for cell in shown["cells"] for claim in cell["supporting"] + cell["opposing"]]
    claims += [side for conflict in shown["conflicts"] for side in (conflict["left"], conflict["right"])]
    wanted = {field.name for field in fields(Claim)} | {"begin", "end", "document", "outlet"}
    for claim in claims:
        assert set(claim) == wanted
    for thing in claims + shown["acts"] + shown["open"]:
        assert TEXTS[thing["document"]][thing["begin"] : thing["end"]] == thing["passage"]


def test_what_stands_beside_the_named_value_is_not_lost() -> None:
    shown = picture_to_json([example.PICTURE], example.DOCUMENTS, example.name_of)
    cell = next(c for c in shown["cells"] if (c["actor"], c["dimension"]) == ("XO", "force_posture"))
    assert [claim["value"] for claim in cell["current"]] == ["present", "ruled_out"]


def test_what_depends_on_the_machine_stands_under_provenance_alone() -> None:
    shown = picture_to_json([example.PICTURE], example.DOCUMENTS, example.name_of)
    assert shown["provenance"]["reports"][0]["retrieved"] == "2023-11-14T11:05:00Z"
    del shown["provenance"]
    assert "11:05" not in json.dumps(shown)


def test_times_are_iso_in_utc() -> None:
    shown = picture_to_json([example.SECOND], example.DOCUMENTS, example.name_of)
    assert shown["known_at"] == "2023-11-15T07:30:00Z"
    assert shown["valid_at"] is None


def test_json_takes_whatever_a_report_holds_and_changes_nothing() -> None:
    shown = picture_to_json([hostile.PICTURE], [hostile.DOCUMENT], hostile.name_of)
    again = json.loads(json.dumps(shown))
    assert again["cells"][0]["supporting"][0]["passage"] == hostile.PASSAGE.exact
