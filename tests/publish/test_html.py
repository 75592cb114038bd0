from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from lagebild.codebook.ladders import load_ladders
from lagebild.errors import UsageError
from lagebild.publish.html import render_html

from . import example, hostile

STAFF = "#at-XV-XB-staff_departure .open"
STAFF_PROOF = "#cell-XV-XB-staff_departure"
VOID = {"meta", "link", "br", "img", "circle"}


class Tags(HTMLParser):
    """All tags with attributes, and whether every element that is opened is closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.stack.pop() == tag


@pytest.fixture(scope="module")
def page() -> str:
    return render_html([example.PICTURE], example.DOCUMENTS, example.name_of)


@pytest.fixture(scope="module")
def english() -> str:
    return render_html([example.SECOND, example.PICTURE], example.DOCUMENTS, example.name_of, lang="en")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_dimension_and_status_is_named_in_the_readers_language(lang: str) -> None:
    html = render_html([example.PICTURE], example.DOCUMENTS, example.name_of, lang=lang).replace("\u00ad", "")
    ladders = load_ladders()
    for dimension in ladders.dimensions:
        assert f">{dimension.short.read(lang)}</th>" in html
    for key in (
        "status.denied",
        "status.declined",
        "word.per",
        "word.considers",
        "word.not_stated",
        "word.provisional",
    ):
        assert ladders.label(key, lang) in html
    assert f'<html lang="{lang}">' in html


def test_passages_keep_their_own_language_in_an_english_page(english: str) -> None:
    assert '<html lang="en">' in english
    assert '<blockquote lang="de">' in english
    assert "Staatsangehörigen auf" in english


def test_another_language_is_refused() -> None:
    with pytest.raises(UsageError, match="'fr'"):
        render_html([], (), example.name_of, lang="fr")


def test_every_link_inside_the_page_has_its_target_and_no_id_stands_twice(page: str, english: str) -> None:
    for html in (page, english):
        tags = Tags(html).tags
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        inner = {href[1:] for tag, a in tags if tag == "a" and (href := a.get("href") or "").startswith("#")}
        assert inner <= set(ids)


def test_every_element_is_closed_in_order(page: str, english: str) -> None:
    for html in (page, english):
        assert Tags(html).stack == []


def test_the_place_with_most_cells_comes_first(english: str) -> None:
    assert english.index('id="place-XV"') < english.index('id="place-XT"')


def test_a_page_of_one_place_has_no_table_of_contents(page: str, english: str) -> None:
    assert "<nav" not in page
    assert '<a href="#place-XT">Tarsia</a>' in english


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    for tag, attributes in Tags(page).tags:
        assert tag not in {"img", "iframe", "object", "embed", "base", "form"}
        assert "src" not in attributes
        assert tag != "link" or attributes["href"] == "data:,"
    assert "@import" not in page
    assert "url(" not in page


def test_the_policy_admits_the_inline_style_and_script_by_hash_only(page: str) -> None:
    policy = next(a["content"] for t, a in Tags(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert not any("style" in a or any(key.startswith("on") for key in a) for _, a in Tags(page).tags)


def test_a_refusal_shows_no_step(page: str) -> None:
    field = re.search(r'id="at-XV-XN-staff_departure">(.*?)</td>', page, re.DOTALL)
    assert field is not None
    assert "kein Kommentar" in field[1]
    assert "abgezogen" not in field[1].replace("\u00ad", "")


def test_a_denial_is_struck_and_named_and_not_tinted(page: str) -> None:
    field = re.search(r'id="at-XV-XA-force_posture">(.*?)</td>', page, re.DOTALL)
    assert field is not None
    assert "bestritten" in field[1]
    assert '<s class="step">Angriff, Kämpfe</s>' in field[1]
    assert not re.search(r'denied[^"]* t\d', field[1])


def test_only_what_is_asserted_is_tinted(page: str) -> None:
    for classes in re.findall(r'class="reading ([^"]*)"', page):
        assert bool(re.search(r"\bt[0-7]\b", classes)) == ("asserted" in classes)


def test_a_conflict_splits_the_field_and_shows_both_values(page: str) -> None:
    field = re.search(r'id="at-XV-XB-staff_departure">(.*?)</td>', page, re.DOTALL)
    assert field is not None
    plain = field[1].replace("\u00ad", "")
    assert plain.index("teilweise abgezogen") < plain.index("Widerspruch") < plain.index("freiwillige Ausreise")


def test_copies_of_one_origin_are_folded_under_the_first(page: str) -> None:
    proof = page[page.index('id="cell-XV-XB-staff_departure"') :]
    proof = proof[: proof.index("</section>")]
    assert "Dieselbe Quelle in weiteren Berichten (1)" in proof
    assert "eine unabhängige Quelle" in proof


def test_two_reports_of_one_newspaper_count_as_one_witness(page: str) -> None:
    proof = page[page.index('id="cell-XV-XN-force_posture"') :]
    assert "Küstenbote" in proof[: proof.index("</section>")]
    assert "Dieselbe Quelle in weiteren Berichten (1)" in proof[: proof.index("</section>")]


def test_an_empty_field_says_that_nothing_is_stated(page: str) -> None:
    assert '<td role="cell" class="empty"><span class="vh">nicht genannt</span></td>' in page


def test_every_passage_is_marked_in_its_report(page: str) -> None:
    reports = page[page.index('id="reports"') :]
    for cell in example.CELLS:
        for claim in cell.supporting:
            assert f"<mark>{claim.passage.exact}</mark>" in reports or claim.passage.exact in re.sub(
                r"</?mark>|<span[^>]*></span>|<sup>.*?</sup>", "", reports
            )


def test_the_same_input_gives_the_same_page(page: str) -> None:
    assert page == render_html([example.PICTURE], example.DOCUMENTS, example.name_of)
    assert "Erstellt" not in page


def test_the_hour_of_making_is_printed_where_it_is_given() -> None:
    made = datetime(2023, 11, 15, 8, 0, tzinfo=UTC)
    html = render_html([example.PICTURE], example.DOCUMENTS, example.name_of, generated=made)
    assert "Erstellt Mi., 15. Nov. 2023, 09:00" in html


def test_no_pictures_give_a_page_that_says_so() -> None:
    html = render_html([], (), example.name_of)
    assert "In den gelesenen Berichten ist keine Haltung genannt." in html
    assert Tags(html).stack == []


def test_a_claim_whose_report_is_not_at_hand_is_shown_with_its_passage() -> None:
    html = render_html([example.PICTURE], (), example.name_of)
    assert "Der Bericht liegt nicht bei." in html
    assert "<mark>Eine Evakuierung durch den Staat werde es nicht geben</mark>" in html


def test_text_from_reports_never_becomes_markup() -> None:
    html = render_html([hostile.PICTURE], [hostile.DOCUMENT], hostile.name_of)
    tags = Tags(html).tags
    assert [t for t, _ in tags].count("script") == 1
    assert not any(t == "img" or any(key.startswith("on") for key in a) for t, a in tags)
    assert not any((a.get("href") or "").startswith("javascript") for _, a in tags)
    assert "{{7*7}}" in html
    assert "\u202e" not in html
    assert "⟨U+202E⟩" in html
    html.encode("utf-8")


def test_a_conflict_with_a_side_that_has_no_cell_links_nowhere() -> None:
    other = replace(example.UNCHANGED, place="XT", id="")
    conflict = replace(example.PICTURE.conflicts[1], right=other)
    html = render_html([replace(example.PICTURE, conflicts=(conflict,))], example.DOCUMENTS, example.name_of)
    assert "cell-XT-XV" not in html
    assert "Veldarien: unverändert" in html


def test_a_picture_without_dates_has_no_drawn_timeline_but_its_table() -> None:
    undated = [replace(document, published=None, id=document.id) for document in example.DOCUMENTS]
    html = render_html([replace(example.PICTURE, cells=example.CELLS[1:4])], undated, example.name_of)
    assert "ohne Zeitangabe" in html


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_hostile_report_runs_nothing_in_a_browser(look: Callable[..., Any], width: int) -> None:
    page = look(render_html([hostile.PICTURE], [hostile.DOCUMENT], hostile.name_of), width)
    page.click(".matrix .open")
    assert page.wrong == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_a_click_opens_the_evidence_beside_the_matrix(look: Callable[..., Any], page: str) -> None:
    seen = look(page)
    assert not seen.is_visible(STAFF_PROOF)
    seen.click(STAFF)
    mark = seen.locator(f"{STAFF_PROOF} mark").first
    assert mark.is_visible()
    assert mark.text_content() == example.REDUCED[0].passage.exact
    assert seen.get_attribute(STAFF, "aria-expanded") == "true"
    table, proof = seen.locator(".matrix").bounding_box(), seen.locator(STAFF_PROOF).bounding_box()
    assert table["x"] + table["width"] <= proof["x"]
    seen.click(STAFF)
    assert not seen.is_visible(STAFF_PROOF)


@pytest.mark.browser
def test_enter_opens_and_escape_returns_to_the_field(look: Callable[..., Any], page: str) -> None:
    seen = look(page)
    seen.focus(STAFF)
    seen.keyboard.press("Enter")
    assert seen.is_visible(STAFF_PROOF)
    assert seen.evaluate("document.activeElement.tagName") == "H3"
    seen.keyboard.press("Escape")
    assert not seen.is_visible(STAFF_PROOF)
    assert seen.evaluate("document.activeElement.getAttribute('href')") == STAFF_PROOF


@pytest.mark.browser
def test_arrow_keys_move_between_fields_and_name_the_empty_ones(look: Callable[..., Any], page: str) -> None:
    seen = look(page)
    seen.focus(STAFF)
    seen.keyboard.press("ArrowRight")
    assert seen.evaluate("document.activeElement.getAttribute('href')") == "#cell-XV-XB-family_departure"
    seen.keyboard.press("ArrowDown")
    assert seen.evaluate("document.activeElement.innerText") == "nicht genannt"


@pytest.mark.browser
def test_a_focused_conflict_marks_both_its_fields(look: Callable[..., Any], page: str) -> None:
    seen = look(page)
    seen.focus(".conflicts li:nth-child(2) a")
    marked = seen.evaluate("[...document.querySelectorAll('.marked')].map(td => td.id)")
    assert marked == ["at-XV-XB-threat_assessment", "at-XV-XV-threat_assessment"]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 768, 1000, 1280])
def test_the_body_never_scrolls_sideways(look: Callable[..., Any], page: str, width: int) -> None:
    seen = look(page, width)
    assert seen.evaluate("document.documentElement.scrollWidth") <= width
    seen.click(STAFF)
    assert seen.is_visible(f"{STAFF_PROOF} mark")
    assert seen.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
def test_on_a_phone_the_evidence_opens_below_its_field(look: Callable[..., Any], page: str) -> None:
    seen = look(page, 360)
    assert not seen.is_visible(".matrix .empty")
    seen.click(STAFF)
    field, proof = seen.locator(STAFF).bounding_box(), seen.locator(STAFF_PROOF).bounding_box()
    assert 0 <= proof["y"] - (field["y"] + field["height"]) < 20


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_every_passage_is_readable(look: Callable[..., Any], page: str, width: int) -> None:
    seen = look(page, width, java_script_enabled=False)
    for proof in seen.locator(".proof").all():
        assert proof.locator("mark").first.is_visible()


@pytest.mark.browser
def test_the_browser_fetches_the_file_alone_and_finds_nothing_wrong(look: Callable[..., Any], page: str) -> None:
    seen = look(page)
    seen.click(STAFF)
    assert [url for url in seen.asked if not url.startswith(("file:", "data:"))] == []
    assert seen.wrong == []


@pytest.mark.browser
def test_print_shows_all_evidence_even_after_a_field_was_opened(look: Callable[..., Any], page: str) -> None:
    seen = look(page)
    seen.click(STAFF)
    seen.emulate_media(media="print")
    for proof in seen.locator(".proof").all():
        assert proof.is_visible()
        assert proof.evaluate("e => e.parentNode.className") == "evidence"


CONTRAST = """() => {
  const light = c => { const v = c.match(/[\\d.]+/g).slice(0, 3).map(x => x / 255)
    .map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126*v[0] + .7152*v[1] + .0722*v[2]; };
  const ground = e => { for (; e; e = e.parentElement) {
    const c = getComputedStyle(e).backgroundColor; if (!/, 0\\)$/.test(c)) return c; } return 'rgb(255,255,255)'; };
  let worst = 99;
  for (const e of document.querySelectorAll('body *')) {
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.offsetParent) continue;
    const a = light(getComputedStyle(e).color), b = light(ground(e));
    worst = Math.min(worst, (Math.max(a, b) + .05) / (Math.min(a, b) + .05));
  }
  return worst;
}"""


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_the_contrast_of_wcag_aa(look: Callable[..., Any], page: str, scheme: str) -> None:
    seen = look(page, color_scheme=scheme)
    seen.click(STAFF)
    assert seen.evaluate(CONTRAST) >= 4.5


def test_every_report_names_its_hash_and_when_it_was_retrieved(page: str) -> None:
    for document in example.DOCUMENTS:
        assert hashlib.sha256(document.text.encode()).hexdigest() in page
    undated = [replace(document, retrieved=None) for document in example.DOCUMENTS]
    assert "abgerufen: Zeit nicht bekannt" in render_html([example.PICTURE], undated, example.name_of)
