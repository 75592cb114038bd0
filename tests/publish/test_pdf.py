from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources
from typing import Any

import pytest
import typst

from lagebild.errors import UsageError
from lagebild.model import Document, Span
from lagebild.publish import pdf
from lagebild.publish.pdf import _Setter, _shown, broken, render_pdf
from lagebild.publish.readings import Words
from lagebild.publish.reports import Shelf
from lagebild.publish.view import view

from . import example, hostile

NOON = datetime(2023, 11, 15, 12, 0, 0, 250, tzinfo=UTC)
MARKUP = ["#import \"@preview/x:1.0.0\"", "$ x", "] [", "\\", "// gone", "/* gone", "*bold* _x_ `code`", "= no heading", "@label", "#panic()", "</style>", "{n}", "\\u{41}", "~--..."]


def values(picture: Any, documents: Any, name_of: Any = example.name_of) -> str:
    words = Words.of(Shelf.of(documents), name_of, "de")
    return _shown(json.dumps(_Setter(words, [view(picture, words)]).whole(NOON), ensure_ascii=False))


def set_text(data: str, selector: str) -> str:
    """What the compiler holds of the elements after setting, as JSON."""
    template = (resources.files("lagebild.publish") / "templates" / "brief.typ").read_bytes()
    compiler = typst.Compiler(template, font_paths=pdf._fonts(), sys_inputs={"data": data})
    found: str = compiler.query(selector)
    return found


def hostile_with(text: str) -> tuple[Any, Document]:
    whole = f"Vorher. Das {text} bleibt. Nachher."
    document = replace(hostile.DOCUMENT, id="", key=f"k{text}", text=whole, title=text, outlet=text, url=f"https://example.org/{text}")
    span = Span(8, len(whole) - 9)
    claim = replace(hostile.CLAIM, id="", passage=document.passage(span), speaker=text, detail=text, condition=text, via=(text,), rule=text, as_of=None)
    cell = replace(hostile.PICTURE.cells[0], current=(claim,), supporting=(claim,), history=(claim,))
    return replace(hostile.PICTURE, place=text, cells=(cell,), acts=(), open=()), document


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_file_is_tagged_and_names_its_title_and_language(lang: str) -> None:
    made = render_pdf([example.PICTURE], example.DOCUMENTS, example.name_of, lang=lang, generated=NOON)
    assert made.startswith(b"%PDF-1.7")
    for said in ("<pdfuaid:part>1</pdfuaid:part>", f"Lagebild – {example.name_of('XV', lang)}", f"<rdf:li>{lang}</rdf:li>"):
        assert said.encode() in made


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (render_pdf([example.PICTURE], example.DOCUMENTS, example.name_of, generated=NOON) for _ in range(2))
    assert first == second
    undated = render_pdf([example.PICTURE], example.DOCUMENTS, example.name_of)
    assert undated == render_pdf([example.PICTURE], example.DOCUMENTS, example.name_of)
    assert undated != first


def test_every_cell_passage_and_source_is_handed_over() -> None:
    data = json.loads(values(example.PICTURE, example.DOCUMENTS))
    [place] = data["places"]
    assert place["rows"][0]["name"] == "Bergonien"
    numbers = [cell["number"] for row in place["rows"] for cell in row["cells"] if cell]
    assert numbers == [e["number"] for e in place["evidence"]] == list(range(1, len(numbers) + 1))
    texts = {source["key"]: source for source in data["sources"]}
    assert all(re.fullmatch("[0-9a-f]{64}", source["sha256"]) for source in texts.values())
    for entry in (entry for e in place["evidence"] for entry in e["entries"]):
        whole = next(d.text for d in example.DOCUMENTS if d.key == data["sources"][entry["source"] - 1]["key"])
        assert entry["exact"] in " ".join(whole.split("\n\n"))


def test_status_keeps_its_form() -> None:
    readings = {}
    for row in json.loads(values(example.PICTURE, example.DOCUMENTS))["places"][0]["rows"]:
        for cell in row["cells"]:
            if cell:
                readings |= {reading["status"]: reading for reading in (cell["lead"], *cell["also"])}
    assert readings["denied"]["lead"] == "bestritten"
    assert readings["considered"]["lead"] == "erwägt"
    assert readings["reported"]["lead"].startswith("laut ")
    assert (readings["declined"]["step"], readings["declined"]["lead"]) == (None, "kein Kommentar")
    assert {readings[s]["tint"] for s in ("denied", "considered", "reported", "declined")} == {None}


@pytest.mark.parametrize("text", MARKUP)
def test_text_of_reports_is_never_markup(text: str) -> None:
    picture, document = hostile_with(text)
    data = values(picture, [document], lambda code, lang: code)
    [first, *_] = json.loads(set_text(data, "heading"))
    assert first["body"]["text"] == text
    marked = json.loads(set_text(data, "highlight"))
    assert text in json.dumps(marked, ensure_ascii=False) or json.dumps(text)[1:-1] in json.dumps(marked)
    assert render_pdf([picture], [document], lambda code, lang: code, generated=NOON).startswith(b"%PDF")


def test_a_report_that_tries_everything_is_set() -> None:
    made = render_pdf([hostile.PICTURE], [hostile.DOCUMENT], hostile.name_of, generated=NOON)
    assert b"<pdfuaid:part>1" in made
    assert b"javascript:" not in made


def test_characters_without_a_glyph_are_written_out_and_others_stay() -> None:
    text = "Öl 😀 👩‍👩‍👧 中文 Москва Ελλάδα שלום \u0627\u0644\u0633\u0644\u0627\u0645 a\u0308 → 1\u00a0000 \U0001d504"
    picture, document = hostile_with(text)
    data = values(picture, [document], lambda code, lang: code)
    assert "⟨U+1F600⟩" in data
    assert "⟨U+4E2D⟩⟨U+6587⟩" in data
    for kept in ("Öl", "Москва", "Ελλάδα", "שלום", "→"):
        assert kept in data
    assert render_pdf([picture], [document], lambda code, lang: code).startswith(b"%PDF")


def test_a_word_longer_than_the_page_can_be_broken() -> None:
    assert broken("x" * 95).count("\u200b") == 9
    assert broken("Bundesverteidigungsministerium bleibt") == "Bundesverteidigungsministerium bleibt"


@pytest.mark.parametrize("text", ["x" * 200_000, "Wort und mehr " * 20_000, '\\"' * 5_000, "".join(map(chr, range(0x4E00, 0x5200)))])
def test_a_text_without_end_is_cut_and_does_not_hold_up_the_page(text: str) -> None:
    picture, document = hostile_with(text)
    data = json.loads(values(picture, [document], lambda code, lang: code))
    entry = data["places"][0]["evidence"][0]["entries"][0]
    assert "[…]" in entry["exact"] or len(text) < 4_000
    assert len(json.dumps(data, ensure_ascii=False)) < 100_000
    assert render_pdf([picture], [document], lambda code, lang: code).startswith(b"%PDF")


def test_a_link_leads_where_the_report_says() -> None:
    documents = [replace(example.DOCUMENTS[0], url=url) for url in ("https://example.org/ä😀?q=%20&x=[1]#c", "javascript:alert(1)", None)]
    targets = []
    for document in documents:
        source = json.loads(values(example.PICTURE, [document]))["sources"][0]
        targets.append((source["url"], source["address"]))
    assert targets == [
        ("https://example.org/%C3%A4%F0%9F%98%80?q=%20&x=[1]#c", "https://example.org/ä⟨U+1F600⟩?q=%20&x=[1]#c"),
        (None, "javascript:alert(1)"),
        (None, None),
    ]


def test_several_places_and_none_are_set() -> None:
    assert render_pdf([example.SECOND, example.PICTURE], example.DOCUMENTS, example.name_of, lang="en").startswith(b"%PDF")
    assert render_pdf([], (), example.name_of).startswith(b"%PDF")
    assert render_pdf([example.PICTURE], (), example.name_of).startswith(b"%PDF")
    with pytest.raises(UsageError):
        render_pdf([], (), example.name_of, lang="fr")


def test_without_typst_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf._typst.cache_clear()
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match=r"pip install 'lagebild\[desk\]'"):
        render_pdf([example.PICTURE], example.DOCUMENTS, example.name_of)
