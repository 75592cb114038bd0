"""A reader at the desk, in a real Chromium: with script, without it, on a phone, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from desk.conftest import NOW, PASSWORD, fill
from desk.provider import CLIENT, SECRET, Provider, answering
from desk.running import free_port, running
from lagebild.desk.app import make_app
from lagebild.desk.passwords import hash_password
from lagebild.desk.settings import LOOPBACK, OpenID, Settings
from lagebild.model.raw import RawReport
from lagebild.pipeline import ingest_reports
from lagebild.store import Store, open_store
from lagebild.store.people import Role, add_account
from lagebild.store.vouched import expect

pytestmark = pytest.mark.browser
PAGES = (
    "/",
    "/place/EC",
    "/place/EC?known_at=2025-11-19",
    "/place/EC/cell/DE/mission_status",
    "/place/EC/timeline?government=US",
    "/statements?q=Botschaft",
    "/review",
    "/sources",
    "/codebook",
    "/codebook/mission_status",
    "/nowhere",
)
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def alone(filled: str) -> Iterator[str]:
    """The address of a desk for one person."""
    with open_store(filled) as store, running(make_app(Settings(store=filled, hosts=LOOPBACK), store=store, now=lambda: NOW)) as address:
        yield address


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Open]:
    """Opens an address; the page's ``wrong`` lists what it complained of, ``elsewhere`` what it asked of other hosts."""
    contexts = []

    def opened(address: str, *, width: int = 1280, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **{"locale": "de-DE", **options})
        contexts.append(context)
        page = context.new_page()
        page.wrong, page.elsewhere = [], []
        page.on("console", lambda m: page.wrong.append(m.text) if m.type in {"error", "warning"} and "the server responded" not in m.text else None)
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (page.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: page.elsewhere.append(r.url) if not r.url.startswith(("http://127.0.0.1", "data:")) else None)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def violations(page: Any) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA."""
    from axe_playwright_python.sync_playwright import Axe

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}}).response["violations"]
    return [f"{v['id']}: {n['target']} {n.get('failureSummary', '')[:200]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
@pytest.mark.parametrize("width", [1400, 360])
def test_no_page_breaks_the_rules_of_accessibility(alone: str, open_page: Open, width: int, scheme: str) -> None:
    page = open_page(alone, width=width, color_scheme=scheme)
    found = []
    page.goto(alone + "/place/EC/cell/DE/mission_status")
    report = page.locator(".entry a[href^='/report/']").first.get_attribute("href").partition("#")[0]
    for address in (*PAGES, report):
        page.goto(alone + address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found += [f"{address}: {v}" for v in violations(page)]
    assert found == []
    assert page.wrong == []
    assert page.elsewhere == []


def test_from_the_first_page_to_a_passage_in_two_clicks(alone: str, open_page: Open) -> None:
    page = open_page(alone)
    page.click(".placeline h2 a")
    page.click("#matrix td.stated a.open")
    page.wait_for_selector("#evidence blockquote mark")
    assert page.locator("#matrix").is_visible()
    assert page.locator("td.chosen").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#evidence").inner_text() == ""
    assert page.wrong == []


def test_a_change_opens_its_cell_beside_the_matrix(alone: str, open_page: Open) -> None:
    page = open_page(alone + "/place/EC?since=2025-11-19")
    page.click(".changes a.proof-link")
    page.wait_for_selector("#evidence blockquote mark")
    assert page.locator("td.chosen").count() == 1


def test_a_line_says_that_something_new_came_in_and_leads_to_it(chromium: Any, store: Store, open_page: Open) -> None:
    fill(store)
    app = make_app(Settings(store="", hosts=LOOPBACK), store=store)
    with running(app) as address:
        page = open_page(address + "/codebook")
        with page.expect_response(lambda answer: "/api/v1/events" in answer.url):
            page.goto(address + "/place/EC")
        assert page.locator(".news").count() == 0
        before = page.locator("td.stated").count()
        report = RawReport(
            key="neu", source="test", where="neu", media_type="text/plain", body="Norwegen hat seine Botschaft in Ecuador geschlossen.", published="2025-11-21"
        )
        took = list(ingest_reports(store, [report], now=datetime.now(UTC)))
        assert not [item for item in took if isinstance(item, Exception)]
        page.wait_for_selector(".news[role=status] a")
        assert page.locator("td.stated").count() == before  # the page stays as the reader has it
        page.click(".news a")
        page.wait_for_url("**/place/EC?new=*")
        assert page.locator("td.stated").count() == before + 1
        assert "Norwegen" in page.inner_text("#changes")
        assert page.wrong == []


def test_the_slider_repaints_the_page_and_its_address(alone: str, open_page: Open) -> None:
    page = open_page(alone + "/place/EC")
    cells = page.locator("td.stated").count()
    page.focus("#stop")
    page.keyboard.press("Home")
    page.wait_for_url("**known_at=**")
    page.wait_for_function(f"document.querySelectorAll('td.stated').length < {cells}")
    shared = page.url
    assert open_page(shared).locator("td.stated").count() == page.locator("td.stated").count()


def test_the_keyboard_alone_reaches_a_passage_and_comes_back(alone: str, open_page: Open) -> None:
    page = open_page(alone + "/place/EC")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('open')"):
            break
    first = page.evaluate("document.activeElement.closest('td').id")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('td').id") != first
    page.keyboard.press("Enter")
    page.wait_for_selector("#evidence blockquote mark")
    assert page.evaluate("document.activeElement.className") == "celltitle"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('open')")


def test_everything_can_be_read_without_script(alone: str, open_page: Open) -> None:
    page = open_page(alone, java_script_enabled=False)
    page.click(".placeline h2 a")
    page.click("#matrix td.stated a.open")
    assert page.locator("blockquote mark").count() > 0
    page.go_back()
    page.fill("#stop", "1")
    page.click(".slider button")
    assert "known_at" in page.url
    page.goto(alone + "/statements")
    page.fill("#q", "Botschaft")
    page.click(".search button")
    assert page.locator(".hits li").count() > 3
    page.click(".hits a[href^='/report/']")
    assert page.locator(".fulltext .claim").count() > 0


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_wider_than_a_phone(alone: str, open_page: Open, address: str) -> None:
    page = open_page(alone + address, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_on_a_phone_a_cell_is_a_page_of_its_own(alone: str, open_page: Open) -> None:
    page = open_page(alone + "/place/EC", width=360, has_touch=True)
    page.locator("td.stated a.open").first.tap()
    page.wait_for_url("**/cell/**")
    assert page.locator("blockquote mark").count() > 0
    assert page.wrong == []


def test_the_language_is_kept(alone: str, open_page: Open) -> None:
    page = open_page(alone + "/place/EC?since=7d")
    page.click(".tongue a[hreflang=en]")
    assert "since=7d" in page.url
    assert page.locator("h2").first.inner_text() == "What changed"
    page.goto(alone)
    assert page.locator("h1").inner_text() == "Situation"


def test_a_reader_and_an_administrator_sign_in(store: Store, open_page: Open) -> None:
    fill(store)
    hashed = hash_password(PASSWORD)
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOW, password=hashed)
        add_account(connection, "ada", Role.ADMIN, now=NOW, password=hashed)
    with running(make_app(Settings(store="", alone=False), store=store, now=lambda: NOW)) as address:
        page = open_page(address + "/place/EC")
        assert page.locator("h1").inner_text() == "Anmelden"
        assert violations(page) == []
        page.fill("#name", "jana")
        page.fill("#password", "falsch geraten")
        page.click(".sign button")
        assert "stimmen nicht" in page.locator("[role=alert]").inner_text()
        page.fill("#name", "jana")
        page.fill("#password", PASSWORD)
        page.click(".sign button")
        assert page.locator("h1").inner_text() == "Ecuador"
        page.click("text=Alles gelesen")
        assert page.locator(".changes li").count() == 0
        page.click("text=Abmelden")
        assert page.locator("h1").inner_text() == "Anmelden"
        page.goto(address + "/people")
        page.fill("#name", "ada")
        page.fill("#password", PASSWORD)
        page.click(".sign button")
        assert page.locator("h1").inner_text() == "Konten"
        assert violations(page) == []
        page.select_option("#role-2", "analyst")
        page.locator("tr", has_text="jana").get_by_role("button", name="Rolle setzen").click()
        assert "entscheidet" in page.locator("tr", has_text="jana").locator("td").first.inner_text()
        page.click("a[href='/me']")
        page.fill("#label", "Ticker")
        page.click("text=Machen")
        key = page.locator("#token").inner_text()
        assert violations(page) == []
        asked = page.request.fetch(address + "/place/EC", headers={"authorization": f"Bearer {key}", "cookie": ""})
        assert asked.status == 200
        page.click("text=Beenden >> nth=1")
        assert page.locator("#token").count() == 0
        assert page.locator("td").count() == 0
        assert page.wrong == []


def test_a_reader_signs_in_at_another_site_and_comes_back_to_where_they_were(store: Store, open_page: Open) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOW)
        expect(connection, "jana", "jana@example.org")
    port = free_port()
    with answering(Provider(RSAKey.generate_key(2048))) as provider:
        # Another site than the desk's, so that the browser decides which cookies it sends along.
        provider.address = provider.address.replace("127.0.0.1", "localhost")
        provider.asks = True
        oidc = OpenID(issuer=provider.address, client=CLIENT, secret=SECRET, origin=f"http://127.0.0.1:{port}", name="Hausanmeldung")
        with running(make_app(Settings(store="", alone=False, oidc=oidc), store=store, now=lambda: NOW), port) as address:
            page = open_page(address + "/codebook")
            assert violations(page) == []
            page.click("text=Anmelden mit Hausanmeldung")
            assert page.url.startswith(provider.address)
            page.click("#yes")
            assert page.url == address + "/codebook"
            assert page.locator("a[href='/me']").inner_text() == "jana"
            page.click("text=Abmelden")
            assert page.locator("h1").inner_text() == "Anmelden"
            page.goto(address + "/login/openid/return?state=x&code=y")
            assert "bitte neu anmelden" in page.locator("h1").inner_text()
            assert page.wrong == []


def test_an_analyst_decides_with_the_keyboard_and_takes_it_back(store: Store, open_page: Open) -> None:
    fill(store)
    with store.write() as connection:
        add_account(connection, "tom", Role.ANALYST, now=NOW, password=hash_password(PASSWORD))
    with running(make_app(Settings(store="", alone=False), store=store, now=lambda: NOW)) as address:
        page = open_page(address + "/place/EC/cell/US/mission_status")
        page.fill("#name", "tom")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector(".entry")
        page.locator(".entry summary").first.focus()
        page.keyboard.press("v")
        page.keyboard.type("nicht gemeint")
        assert violations(page) == []
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(address + "/place/EC")
        assert "nicht gemeint" in page.locator("#rejected").inner_text()
        page.goto(address + "/review")
        assert violations(page) == []
        with page.expect_navigation():
            page.get_by_role("button", name="Zurücknehmen").click()
        assert "zurückgenommen" in page.locator("#decided").inner_text()
        page.goto(address + "/place/EC")
        assert page.locator("#rejected").count() == 0
        assert page.wrong == []
