from __future__ import annotations

import pytest

from lagebild.documents.html import Page, extract_page
from lagebild.errors import InputError

FIRST = "Das Außenministerium hat seine Bürger aufgerufen, das Land sofort zu verlassen."
SECOND = "Die Botschaft in Kiew bleibt nach Angaben einer Sprecherin weiter geöffnet."
TEASER = "Ein ganz anderer Bericht, der mit diesem hier nichts zu tun hat und lang genug ist."


def extract(body: str | bytes, charset: str | None = None) -> Page:
    return extract_page(body, charset=charset, where="a.html")


PAGE = f"""<!DOCTYPE html><html><head><title>Titel - Zeitung</title>
<meta property="og:title" content="Bürger sollen&#10; ausreisen"><meta property="og:site_name" content="Die Zeitung">
<meta property="article:published_time" content="2022-01-24T08:15:00+01:00">
<link rel="canonical" href="https://example.org/a"><script>var x = "<p>{TEASER}</p>";</script></head>
<body class="has-sidebar"><nav><p>{TEASER}</p></nav><div id="cookie-banner"><p>{TEASER}</p></div>
<main><article class="article--with-comments"><h1>Bürger sollen ausreisen</h1>
<div class="a"><p>Das <b>Außen&shy;ministerium</b>
 hat   seine <a href="x">Bürger</a> aufgerufen, das Land sofort zu verlassen.</p></div><div class="a"><p>{SECOND}</p></div>
<div class="related"><p>{TEASER}</p></div><aside><p>{TEASER}</p></aside><figure><figcaption>{TEASER}</figcaption></figure>
<ul><li><a href="b">{TEASER}</a></li></ul></article>
<section class="userComments"><p>{TEASER}</p></section></main>
<div role="complementary"><p>{TEASER}</p></div><p hidden>{TEASER}</p><footer><p>{TEASER}</p></footer></body></html>"""


def test_the_article_is_found_and_the_rest_is_dropped() -> None:
    page = extract(PAGE)
    assert page.text == FIRST.replace("Außenm", "Außen\u00adm") + "\n\n" + SECOND
    assert (page.title, page.outlet, page.url) == ("Bürger sollen ausreisen", "Die Zeitung", "https://example.org/a")
    assert page.published == "2022-01-24T08:15:00+01:00"


def test_without_an_article_element_the_densest_container_is_taken() -> None:
    page = extract(
        f"<body><div><div><p>{FIRST}</p><p>{SECOND}</p><p>Kurz.</p></div><div><p>{TEASER}</p></div></div></body>"
    )
    assert page.text == f"{FIRST}\n\n{SECOND}\n\nKurz."


def test_a_page_inside_a_form_keeps_its_article() -> None:
    assert extract(f"<form><h1>T</h1><p>{FIRST}</p></form><form><p>{TEASER}</p></form>").text == FIRST


def test_two_line_breaks_separate_blocks_and_one_does_not() -> None:
    assert extract(f"<div>{FIRST}<br><br>{SECOND}<br>Ende</div>").text == f"{FIRST}\n\n{SECOND}\nEnde"


def test_json_ld_and_time_serve_where_there_is_no_meta() -> None:
    linked = '{"@graph": [{"datePublished": "2022-01-24", "publisher": {"name": "Die Zeitung"}}]}'
    page = extract(f'<script type="application/ld+json">{linked}</script><p>{FIRST}</p>')
    assert (page.published, page.outlet) == ("2022-01-24", "Die Zeitung")
    assert extract(f'<p>{FIRST}</p><time datetime="2022-01-25">').published == "2022-01-25"


def test_an_unreadable_date_gives_way_to_a_readable_one() -> None:
    meta = '<meta name="date" content="gestern">'
    assert extract(f'{meta}<p>{FIRST}</p><time datetime="2022-01-25">').published == "2022-01-25"
    assert extract(f"{meta}<p>{FIRST}</p>").published == "gestern"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (f"<p>{FIRST}".encode("cp1252"), "ISO-8859-1"),
        (f"<meta charset=windows-1252><p>{FIRST}".encode("cp1252"), None),
        (f"<p>{FIRST}".encode(), None),
        (b"\xff\xfe" + f"<p>{FIRST}".encode("utf-16-le"), "utf-8"),
    ],
)
def test_the_declared_encoding_is_used(body: bytes, charset: str | None) -> None:
    assert extract(body, charset).text == FIRST
    assert not extract(body, charset).notes


def test_bytes_that_do_not_fit_become_a_replacement_and_a_note() -> None:
    page = extract(f"<p>{FIRST}".encode("cp1252"))
    assert page.text == FIRST.replace("ß", "\ufffd").replace("ü", "\ufffd")
    assert "is not UTF-8" in str(page.notes[0])
    assert "unknown encoding" in str(extract(f"<p>{FIRST}".encode(), "klingon").notes[0])


@pytest.mark.parametrize("body", ["", "<html><body></body></html>", "<script>x</script>", "<!-- x -->"])
def test_a_page_without_text_is_an_error(body: str) -> None:
    with pytest.raises(InputError, match="the page holds no text"):
        extract(body)


def test_text_that_is_all_navigation_is_an_error_and_not_empty() -> None:
    with pytest.raises(InputError, match="there is text, but no article was found"):
        extract(f"<nav><p>{FIRST}</p></nav>")


@pytest.mark.parametrize(
    "body",
    [
        "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + f">{FIRST}</p>",
        "<p " + " ".join(f"a{i}='>'" for i in range(200_000)) + f">{FIRST}</p>",
        "<div>" * 100_000 + FIRST,
        "<b><div></b>" * 100_000 + FIRST,
        "<span><div></span>" * 100_000 + FIRST,
        "<form><span></form>" * 100_000 + FIRST,
        "<svg><title>" + "<div>" * 100_000 + FIRST,
        "<svg><object>" + "<rt/></svg>" * 100_000 + FIRST,
        "<li><dd>" * 100_000 + FIRST,
        "<div><!--!></div>-->" * 100_000 + FIRST,
        "<![CDATA[>" + "<div>" * 100_000 + "]]>" + FIRST,
        "<svg>" + "<![CDATA[" * 500_000,
        "".join(f"<b id={i}>" for i in range(100_000)) + FIRST,
        "<p>" + "".join(f"<b id={i}>" for i in range(200)) + "</p><p>x" * 100_000,
        "<p>x" * 300_000,
        "x" * 15_000_001,
    ],
    ids=range(16),
)
@pytest.mark.timeout(60)
def test_hostile_markup_is_refused_quickly(body: str) -> None:
    with pytest.raises(InputError, match="no news page"):
        extract(body)


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{FIRST}<p>{SECOND}" * 2_000,
        f"<div><span><p>{FIRST}</p></div>" * 1_000,
        "<svg>" + "<path d=''/>" * 5_000 + f"</svg><p>{FIRST}</p>",
        "<style>" + "<div>" * 5_000 + f"</style><p>{FIRST}</p>",
        f"<table><tr><td>{FIRST}" + f"<tr><td>{SECOND}" * 2_000,
        "<" * 100_000 + f"<p>{FIRST}",
    ],
    ids=range(6),
)
def test_careless_markup_is_read_all_the_same(body: str) -> None:
    assert FIRST in extract(body).text
