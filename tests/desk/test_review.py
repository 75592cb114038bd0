from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from desk.pages import sign_in, token_in
from lagebild.store import Store
from lagebild.store.people import Scope, add_key

CELL = "/place/EC/cell/US/mission_status"


def target_of(client: TestClient) -> tuple[str, str]:
    """The first claim of the cell, and the report it stands in."""
    text = client.get(CELL).text
    claim = re.search(r'name="kind" value="reject"><input type="hidden" name="target" value="([^"]+)">', text)
    document = re.search(r'name="document" value="([^"]+)"', text)
    assert claim is not None
    assert document is not None
    return claim[1], document[1]


def test_a_reader_sees_no_form_and_may_not_decide(shared: TestClient) -> None:
    sign_in(shared, "tom")
    claim, document = target_of(shared)
    sign_in(shared, "jana")
    page = shared.get(CELL)
    assert 'name="kind"' not in page.text
    form = {"csrf": token_in(page), "kind": "reject", "target": claim, "document": document, "reason": "so"}
    assert shared.post("/decisions", data=form).status_code == 403


def test_a_claim_is_rejected_shows_so_at_once_and_comes_back(shared: TestClient) -> None:
    sign_in(shared, "tom")
    claim, document = target_of(shared)
    before = shared.get("/place/EC").text
    form = {"csrf": token_in(shared.get(CELL)), "kind": "reject", "target": claim, "document": document, "reason": "gilt <b>nicht</b>", "next": CELL}
    answer = shared.post("/decisions", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, CELL)
    page = shared.get("/place/EC").text
    assert "Von Hand verworfen" in page
    assert "gilt &lt;b&gt;nicht&lt;/b&gt;" in page
    review = shared.get("/review").text
    assert "verworfen von tom" in review
    undo = re.search(r'name="kind" value="undo"><input type="hidden" name="target" value="([^"]+)">', review)
    assert undo is not None
    form = {"csrf": token_in(shared.get("/review")), "kind": "undo", "target": undo[1], "reason": "doch"}
    assert shared.post("/decisions", data=form).status_code == 303
    after = shared.get("/place/EC").text
    assert "Von Hand verworfen" not in after
    assert after.count('class="stated') == before.count('class="stated')


def test_a_correction_changes_the_step_and_says_by_whom(shared: TestClient) -> None:
    sign_in(shared, "tom")
    claim, document = target_of(shared)
    form = {"csrf": token_in(shared.get(CELL)), "kind": "correct", "target": claim, "document": document, "reason": "nur teilweise", "value": "reduced"}
    assert shared.post("/decisions", data=form).status_code == 303
    page = shared.get(CELL).text
    assert "berichtigt von tom" in page
    assert "nur teilweise" in page


@pytest.mark.parametrize(
    "wrong",
    [{"reason": ""}, {"kind": "praise"}, {"target": "none"}, {"kind": "correct", "value": "none"}, {"kind": "answer", "target": "none"}, {"reason": "x" * 3_000}],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(shared: TestClient, wrong: dict[str, str]) -> None:
    sign_in(shared, "tom")
    claim, document = target_of(shared)
    form = {"csrf": token_in(shared.get(CELL)), "kind": "reject", "target": claim, "document": document, "reason": "so", **wrong}
    assert shared.post("/decisions", data=form).status_code in {400, 404}
    assert "Keine Entscheidung" in shared.get("/review").text


def test_what_was_left_open_is_answered_on_its_words(shared: TestClient) -> None:
    sign_in(shared, "tom")
    text = shared.get("/review").text
    target = re.search(r'name="kind" value="answer"><input type="hidden" name="target" value="([^"]+)">', text)
    assert target is not None
    form = {"csrf": token_in(shared.get("/review")), "kind": "answer", "target": target[1], "reason": "steht so da"}
    form |= {"actor": "PE", "place": "EC", "step": "mission_status.closed", "status": "reported"}
    assert shared.post("/decisions", data=form).status_code == 303
    assert "von Hand angegeben von tom" in shared.get("/place/EC/cell/PE/mission_status").text
    assert target[1] not in shared.get("/review").text.partition('id="decided"')[0]


def test_nobody_is_sent_elsewhere_after_a_decision(shared: TestClient) -> None:
    sign_in(shared, "tom")
    claim, document = target_of(shared)
    form = {"csrf": token_in(shared.get(CELL)), "kind": "confirm", "target": claim, "document": document, "reason": "so", "next": "//boese.example/"}
    assert shared.post("/decisions", data=form).headers["location"] == "/"


def test_a_program_decides_under_the_name_of_its_key(shared: TestClient, store: Store) -> None:
    from datetime import timedelta

    from desk.conftest import NOW

    with store.write() as connection:
        key = add_key(connection, "tom", "Abgleich", [Scope.READ, Scope.DECIDE], now=NOW, ends=NOW + timedelta(days=1))
    shown = {"authorization": f"Bearer {key}"}
    cell = shared.get("/api/v1/places/EC/cells/US/mission_status", headers=shown).json()
    claim = cell["cell"]["current"][0]
    made = shared.post("/api/v1/decisions", headers=shown, json={"kind": "confirm", "target": claim["id"], "reason": "abgeglichen"})
    assert made.status_code == 201, made.text
    assert made.json()["author"] == "tom"
    listed = shared.get("/api/v1/decisions", headers=shown).json()["decisions"]
    assert [d["id"] for d in listed] == [made.json()["id"]]
    left = shared.get("/api/v1/abstentions?limit=1", headers=shown)
    assert len(left.json()["abstentions"]) == 1
    assert 'rel="next"' in left.headers["link"]


def test_who_is_meant_is_said_by_name(shared: TestClient) -> None:
    sign_in(shared, "tom")
    claim, document = target_of(shared)
    page = shared.get(CELL)
    assert 'name="kind" value="resolve"' in page.text
    assert '<datalist id="governments">' in page.text
    form = {"csrf": token_in(page), "kind": "resolve", "target": claim, "document": document, "reason": "es war die andere", "actor": "Kanada"}
    assert shared.post("/decisions", data=form).status_code == 303
    assert "es war die andere" in shared.get("/place/EC/cell/CA/mission_status").text
    nobody = shared.post("/decisions", data={**form, "actor": "Atlantis!"})
    assert nobody.status_code == 404
    assert "Diesen Ort oder Akteur gibt es nicht" in nobody.text


def test_a_copy_becomes_a_source_of_its_own_and_one_with_another_again(shared: TestClient) -> None:
    sign_in(shared, "tom")
    page = shared.get(CELL)
    copies = r'name="kind" value="split"><input type="hidden" name="target" value="([^"]+)">'
    copied = re.findall(copies, page.text)[0]
    split = {"csrf": token_in(page), "kind": "split", "target": copied, "reason": "eigene Recherche", "next": CELL}
    assert shared.post("/decisions", data=split).status_code == 303
    alone = shared.get(CELL).text
    assert copied not in re.findall(copies, alone)
    assert "eigene Recherche" in alone
    merging = rf'name="kind" value="merge"><input type="hidden" name="target" value="{copied}">(.+?)</form>'
    form = re.search(merging, alone, re.DOTALL)
    assert form is not None
    offered = re.findall(r'<option value="([^"]+)">([^<]+)</option>', form[1])
    assert copied not in dict(offered)
    other = next(identity for identity, said in offered if "18. Nov." in said)
    # By the address of its page, as somebody copies it.
    merge = {**split, "kind": "merge", "other": f"http://testserver/report/{other}#at-3", "reason": "doch von der Agentur"}
    assert shared.post("/decisions", data=merge).status_code == 303
    assert re.findall(copies, shared.get(CELL).text) == re.findall(copies, page.text)
    review = shared.get("/review").text
    assert "doch von der Agentur" in review
    assert f'<a href="/report/{copied}">Bericht</a> · <a href="/report/{other}">der andere Bericht</a>' in review


def test_a_report_offers_its_origin_to_those_who_decide(shared: TestClient) -> None:
    sign_in(shared, "tom")
    _, document = target_of(shared)
    text = shared.get(f"/report/{document}").text
    assert 'name="kind" value="merge"' in text
    sign_in(shared, "jana")
    assert 'name="kind"' not in shared.get(f"/report/{document}").text
