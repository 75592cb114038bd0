from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import UsageError
from lagebild.publish.rows import BOM, COLUMNS, _cell, claim_rows, render_csv, render_jsonl

from . import example, hostile

TEXTS = {document.key: document.text for document in example.DOCUMENTS}


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_claim_of_the_picture_has_one_row_that_leads_to_its_words() -> None:
    rows = list(claim_rows([example.PICTURE], example.DOCUMENTS, example.name_of))
    wanted = {c.id for cell in example.CELLS for c in (*cell.current, *cell.supporting, *cell.opposing, *cell.history)}
    assert sorted(row["claim"] for row in rows) == sorted(wanted)
    for row in rows:
        assert tuple(row) == COLUMNS
        assert TEXTS[row["document"]][row["begin"] : row["end"]] == row["passage"]
        assert row["text_sha256"] == sha256(TEXTS[row["document"]].encode()).hexdigest()


def test_a_claim_says_how_it_stands_to_its_own_cell() -> None:
    rows = {row["claim"]: row for row in claim_rows([example.PICTURE], example.DOCUMENTS, example.name_of)}
    assert rows[example.REDUCED[0].id]["standing"] == "current"
    assert rows[example.VOLUNTARY.id]["standing"] in {"opposing", "current"}
    # The assessment of another government is no evidence against itself.
    assert rows[example.UNCHANGED.id]["standing"] == "current"


def test_csv_and_json_lines_hold_the_same_rows() -> None:
    lines = [json.loads(line) for line in render_jsonl([example.PICTURE], example.DOCUMENTS, example.name_of).splitlines()]
    rows = read_csv(render_csv([example.PICTURE], example.DOCUMENTS, example.name_of))
    assert lines == list(claim_rows([example.PICTURE], example.DOCUMENTS, example.name_of))
    assert [row["claim"] for row in rows] == [line["claim"] for line in lines]
    parts = next(row for row in rows if row["scope"] == "parts")
    assert (parts["regions"], parts["exceptions"], parts["provisional"]) == ("Ostufer | Hohe Heide", "Lindhafen", "false")


def test_labels_come_in_the_language_asked_for_and_codes_stay() -> None:
    german, english = (
        list(claim_rows([example.PICTURE], example.DOCUMENTS, example.name_of, lang=lang)) for lang in ("de", "en")
    )
    assert german[0]["actor_name"] == "Bergonien"
    assert english[0]["actor_name"] == "Bergonia"
    assert german[0]["value_label"] != english[0]["value_label"]
    assert [row["value"] for row in german] == [row["value"] for row in english]
    with pytest.raises(UsageError):
        list(claim_rows([], (), example.name_of, lang="fr"))


def test_lines_end_as_rfc_4180_wants_and_a_mark_stands_in_front_only_if_asked() -> None:
    text = render_csv([example.PICTURE], example.DOCUMENTS, example.name_of, bom=True)
    assert text.startswith(f"{BOM}place,place_name,")
    assert text.endswith("\r\n")
    assert not render_csv([], (), example.name_of).startswith(BOM)
    assert render_csv([], (), example.name_of) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "text", ["=1+2", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "'=1", "=HYPERLINK(\"x\")", '\u200b@x']
)
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert _cell("passage", text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Reisewarnung", "2022-01-24", "„-“", "a=1", "(-2)"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert _cell("passage", text) == text


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30))
def test_taking_the_apostrophe_off_gives_the_text_again(text: str) -> None:
    shown = _cell("passage", text)
    assert (shown[1:] if shown.startswith("'") else shown) == text
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_a_hostile_report_stays_within_its_cells() -> None:
    document = replace(hostile.DOCUMENT, title='=cmd|" /C calc"!A0', outlet='a","b\r\nc')
    text = render_csv([hostile.PICTURE], [document], hostile.name_of)
    [row] = read_csv(text)
    assert row["title"] == "'=cmd|\" /C calc\"!A0"
    assert row["outlet"] == 'a","b\r\nc'
    assert tuple(row) == COLUMNS
    text.encode()
    [line] = render_jsonl([hostile.PICTURE], [document], hostile.name_of).split("\n")[:-1]
    assert json.loads(line)["url"] == hostile.DOCUMENT.url
    line.encode()


def test_without_the_report_the_row_says_nothing_of_it() -> None:
    row = next(claim_rows([example.PICTURE], (), example.name_of))
    assert (row["outlet"], row["revision"], row["text_sha256"]) == (None, None, None)
    assert row["passage"]
