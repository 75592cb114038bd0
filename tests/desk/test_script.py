"""Cross-site scripting: nothing that stands in a report, a source or a decision ever runs in a reader's browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from desk.conftest import NOW
from desk.payloads import payloads
from desk.running import running
from lagebild.desk.app import make_app
from lagebild.desk.settings import Settings
from lagebild.model import Correction, Decision, DecisionKind
from lagebild.model.raw import RawReport
from lagebild.pipeline import ingest_reports
from lagebild.sources.declaration import as_line, declare
from lagebild.store import Store, decide, open_store

pytestmark = pytest.mark.browser
_WITNESS = """
window.refused = [];
document.addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
"""


def hostile(number: int, payload: str) -> RawReport:
    """A report with the payload in all its fields, and within what is read from its text."""
    text = (
        f"Norwegen hat seine Botschaft in Togo {payload} geschlossen. Das sagte Außenminister {payload} Holm in Oslo.\n\n"
        f"„{payload} Die Botschaft in Togo bleibt geschlossen“, sagte eine Sprecherin. {payload}"
    )
    return RawReport(
        key=f"{payload} {number}",
        source=payload,
        where=f"{payload}:{number}",
        media_type="text/plain",
        body=text,
        published="2025-11-20",
        outlet=payload,
        url=payload if number % 2 else f"https://blatt.example/{payload}",
        title=payload,
    )


def decide_with(store: Store, found: list[str]) -> int:
    """Decide on every claim with a payload as name, reason and detail; how many decisions that were."""
    query = (
        "SELECT claim.id, reading.document, claim.dimension FROM claim JOIN reading ON reading.id = claim.reading "
        "WHERE claim.place = 'TG' AND claim.actor = 'NO' ORDER BY claim.id, reading.document"
    )
    with store.write() as connection:
        claims = connection.exec_driver_sql(query).all()
        for number, (payload, (claim, document, _)) in enumerate(zip(cycle(found), claims)):
            kind = (DecisionKind.CORRECT, DecisionKind.CONFIRM, DecisionKind.REJECT)[number % 3]
            set_ = Correction(detail=payload[:200]) if kind is DecisionKind.CORRECT else None
            given = {"author": payload[:200], "reason": payload, "correction": set_, "document": document}
            decide(connection, Decision(made=NOW + timedelta(seconds=number), kind=kind, target=claim, **given))  # type: ignore[arg-type]
        for number, payload in enumerate(found[:50]):
            one, other = claims[number][1], claims[number + 1][1]
            merge = Decision(made=NOW, kind=DecisionKind.MERGE, target=one, other=other, author=payload[:200], reason=payload)
            decide(connection, merge)
    return len(claims)


@contextmanager
def desk_over(found: list[str], folder: Path) -> Iterator[tuple[str, list[str]]]:
    """A desk whose reports, sources and decisions hold the payloads: its address, and the pages to look at."""
    sources = folder / "sources.toml"
    lines = []
    for number, payload in enumerate(found[:200]):
        title = "".join(c for c in payload if c.isprintable())[:100]
        lines.append(as_line(declare(f"q{number}", address=f"https://blatt.example/{number}", title=title)))
    sources.write_text("[sources]\n" + "\n".join(lines) + "\n", encoding="utf-8")
    with open_store(str(folder / "desk.db")) as store:
        refused = [r for r in ingest_reports(store, (hostile(n, p) for n, p in enumerate(found)), now=NOW) if isinstance(r, Exception)]
        with store.read() as connection:
            ids = list(connection.exec_driver_sql("SELECT id FROM document ORDER BY id").scalars())
        assert len(ids) > len(found) * 0.9, refused[:3]
        assert decide_with(store, found) >= len(found)
        pages = ["/", "/place/TG", "/place/TG/cell/NO/mission_status?all=1", "/sources", "/statements?q=Botschaft", "/review"]
        pages += [f"/report/{identity}" for identity in ids]
        with running(make_app(Settings(store="", sources=str(sources), rate=1e6, burst=10**6), store=store, now=lambda: NOW)) as address:
            yield address, pages


def ran(page: Any, address: str, pages: list[str]) -> list[str]:
    """What any payload did on any of the pages."""
    found: list[str] = []
    page.on("dialog", lambda dialog: (found.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda r: found.append(f"asked {r.url}") if not r.url.startswith((address, "data:,")) else None)
    page.on("console", lambda m: found.append(f"{page.url}: {m.text}") if "Content Security Policy" in m.text else None)
    page.add_init_script(_WITNESS)
    for path in pages:
        answer = page.goto(address + path, wait_until="domcontentloaded")
        assert answer.status == 200, path
        if path.endswith("all=1"):
            assert page.locator(".decided").count() >= 20
        seen = page.evaluate("[window.refused, window.ran, document.title, document.querySelectorAll('[onerror],[onload],iframe,object,base').length]")
        if seen[0] or seen[1] or seen[2] == "ran" or seen[3] or page.url != address + path:
            found.append(f"{path}: {seen} {page.url}")
    return found


def test_what_stands_in_a_report_a_source_or_a_decision_never_runs(chromium: Any, tmp_path: Path) -> None:
    with desk_over(payloads(40), tmp_path) as (address, pages):
        assert ran(chromium.new_page(), address, pages) == []


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_a_thousand_payloads_never_run(chromium: Any, tmp_path: Path) -> None:
    found = payloads(1_000)
    assert len(set(found)) == 1_000
    with desk_over(found, tmp_path) as (address, pages):
        assert ran(chromium.new_page(), address, pages) == []


def test_the_witness_sees_what_does_run(chromium: Any, tmp_path: Path) -> None:
    page = chromium.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
    page.set_content("<img src=x onerror=alert(1)>")
    page.wait_for_timeout(300)
    assert heard == ["1"]
