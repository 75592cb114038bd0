"""Feeds of every kind become reports or links; what is odd about them is said, and the rest is kept."""

from __future__ import annotations

import pickle
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lagebild.documents import build_documents
from lagebild.errors import InputError
from lagebild.model.text import Document
from lagebild.sources.answers import Answer, Found
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.feed_guard import MAX_ENTRIES
from lagebild.sources.feeds import read_feed
from lagebild.sources.fragment import text_of_markup

SOURCE = Declaration(name="kurier", address="https://kurier.example/rss.xml")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Kurier</title>{}</feed>'
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://kurier.example"><title>Kurier</title>'
    "</channel>{}</rdf:RDF>"
)
DATE = "<pubDate>Mon, 23 Nov 2026 08:00:00 +0100</pubDate>"


def rss(*items: str, head: str = "") -> bytes:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'{head}<rss version="2.0"><channel><title>Kurier</title>{body}</channel></rss>'.encode()


def read(body: bytes | str, charset: str | None = None, source: Declaration = SOURCE) -> Found:
    body = body.encode() if isinstance(body, str) else body
    answer = Answer(address=source.address, body=body, media_type="application/xml", charset=charset, retrieved=NOW)
    return read_feed(answer, source)


def item(text: str = "Die Botschaft ist zu.", rest: str = DATE) -> str:
    return f"<guid>https://kurier.example/1</guid><description>{text}</description>{rest}"


def whats(found: Found) -> list[str]:
    return [error.what for error in found.errors]


def test_an_item_of_rss_becomes_a_report_with_its_bytes() -> None:
    own = "<title>A &amp; B</title><link>/a/1</link><description>Kurz.</description>" + DATE
    body = rss(own)
    [report] = read(body).reports
    assert (report.title, report.body, report.media_type) == ("A & B", "Kurz.", "text/plain")
    assert (report.url, report.key) == ("https://kurier.example/a/1",) * 2
    assert (report.published, report.outlet) == ("2026-11-23T07:00:00+00:00", "Kurier")
    assert (report.source, report.retrieved) == ("kurier", NOW)
    assert report.raw == f"<item>{own}</item>".encode()


@pytest.mark.parametrize(
    "body",
    [
        rss(item()),
        rss("<description>Die Botschaft ist zu.</description>"),
        rss("<guid>1</guid><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
            "<![CDATA[<p>Die Botschaft ist <b>zu</b>.</p>]]></content:encoded><description>Anriss</description>"),
        b'<rss version="0.91"><channel><item><description>Die Botschaft ist zu.</description></item></channel></rss>',
        b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">'
        + rss(item()),
        RDF.format("<item rdf:about='a'><description>Die Botschaft ist zu.</description></item>").encode(),
        ATOM.format("<entry><id>a</id><content type='html'>&lt;p&gt;Die Botschaft ist zu.&lt;/p&gt;</content></entry>").encode(),
        ATOM.format("<entry><id>a</id><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Die Botschaft "
                    "ist zu.</p></div></content></entry>").encode(),
        ATOM.format("<entry><id>a</id><summary>Die Botschaft ist zu.</summary></entry>").encode("utf-16"),
    ],
    ids=["2.0", "no id", "content", "0.91", "doctype", "1.0", "atom html", "atom xhtml", "utf-16"],
)  # fmt: skip
def test_every_form_of_feed_gives_its_text(body: bytes) -> None:
    [report] = read(body).reports
    assert report.body == "Die Botschaft ist zu."
    [document] = [found for found in build_documents([report]) if isinstance(found, Document)]
    assert document.text == report.body


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p><p>b<br>c</p>", "a\n\nb\nc"),
        ("a &amp; b &#8211; c", "a & b – c"),
        ("<div><p>a</p></div><a href='x'>Weiterlesen</a>", "a"),
        ("<p><a href='x'>Nur ein Link</a></p>", "Nur ein Link"),
        ("<script>if (a<b) x()</script>a<style>p{}</style>", "a"),
        ("a<figure><img><figcaption>Foto: dpa</figcaption></figure>b", "ab"),
        ("<figure>a", "a"),
        ("a <!-- b --> c", "a c"),
        ("3 < 5 & 6 > 2", "3 < 5 & 6 > 2"),
        ("<img src=x>", ""),
        ("<div>" * 10_000 + "a", "a"),
    ],
)
def test_a_fragment_gives_its_whole_text(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


def test_entries_of_a_linked_source_are_pages_to_fetch() -> None:
    source = replace(SOURCE, form=Form.LINKED, place="EC")
    body = ATOM.format(
        "<entry><id>tag:a</id><title>T</title><link href='b.html'/><updated>2026-11-22T10:00:00Z</updated></entry>"
        "<entry><id>tag:b</id><title>ohne</title></entry>"
    )
    found = read(body, source=source)
    [link] = found.links
    assert (link.address, link.key, link.title) == ("https://kurier.example/b.html", "tag:a", "T")
    assert (link.published, link.changed, link.place) == ("2026-11-22T10:00:00+00:00", "2026-11-22T10:00:00Z", "EC")
    assert whats(found) == ["points to no page"]


@pytest.mark.parametrize(
    ("stated", "published", "what"),
    [
        ("Mon, 23 Nov 2026 08:00:00 CET", "2026-11-23T07:00:00+00:00", None),
        ("Mon, 23 Nov 2026 08:00:00 GMT", "2026-11-23T08:00:00+00:00", None),
        ("Mon, 23 Nov 2026 08:00:00 -0000", "2026-11-23T08:00:00+00:00", None),
        ("2026-11-23T08:00:00", "2026-11-23T07:00:00+00:00", None),
        ("2026-11-23", "2026-11-23", None),
        ("Mon, 23 Nov 2026 08:00:60 GMT", "2026-11-23T08:00:59+00:00", None),
        ("Tue, 24 Nov 2026 08:00:00 GMT", None, "lies in the future"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None, "lies before 1990"),
        ("0000-01-01T00:00:00Z", None, "cannot be read"),
        ("Mon, 23 Nov 2026", None, "cannot be read"),
        ("99999-01-01", None, "cannot be read"),
        ("gestern", None, "cannot be read"),
        ("", None, "1 entries state no date"),
    ],
)
def test_dates_are_kept_and_odd_ones_left_out_and_noted(stated: str, published: str | None, what: str | None) -> None:
    found = read(rss(item(rest=f"<pubDate>{stated}</pubDate>")))
    [report] = found.reports
    assert report.published == published
    assert [what in note for note in whats(found) if what] == [True] * (what is not None)
    assert len(found.errors) == (what is not None)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#0;", "&#x110000;", "&#99999999999999999999;", "&#x1;"])
def test_a_reference_to_no_character_costs_that_character_only(reference: str) -> None:
    found = read(rss(item(), item(f"Lage {reference} ernst.").replace("/1<", "/2<"), item().replace("/1<", "/3<")))
    assert [report.body for report in found.reports] == ["Die Botschaft ist zu.", "Lage \ufffd ernst.", "Die Botschaft ist zu."]
    assert [what[:12] for what in whats(found)] == ["1 references"]


@pytest.mark.parametrize(
    ("body", "charset", "text", "notes"),
    [
        (rss(item("Köln")), None, "Köln", 0),
        (rss(item("Köln")).decode().encode("latin-1"), "iso-8859-1", "Köln", 0),
        (rss(item("Köln"), head='<?xml version="1.0" encoding="iso-8859-1"?>').decode().encode("latin-1"), None, "Köln", 0),
        (rss(item("Köln")).decode().encode("latin-1"), None, "K\ufffdln", 1),
        (rss(item("Köln"), head='<?xml version="1.0" encoding="x-none"?>'), None, "Köln", 1),
        (rss(item("Koln"), head='<?xml version="1.0" encoding="utf-8"?>'), "iso-8859-1", "Koln", 1),
        (rss(item("Koln"), head='<?xml version="1.0" encoding="utf-16"?>'), None, "Koln", 1),
        (rss(item("Köln")).decode().encode("utf-16-le"), None, "Köln", 1),
    ],
)
def test_encodings_are_as_declared_or_noted(body: bytes, charset: str | None, text: str, notes: int) -> None:
    found = read(body, charset)
    assert [report.body for report in found.reports] == [text]
    assert len(found.errors) == notes
    assert all(report.raw and report.raw in body for report in found.reports)


def test_an_id_that_stands_twice_is_a_revision_or_the_same() -> None:
    found = read(rss(item(), item(), item("Die Botschaft ist wieder offen.")))
    assert [(r.key[-1], r.body) for r in found.reports] == [("1", "Die Botschaft ist zu."), ("1", "Die Botschaft ist wieder offen.")]
    assert found.errors == ()


def test_an_entry_without_text_is_named_and_the_others_are_read() -> None:
    found = read(rss(item(), "<title>Nur Titel</title>" + DATE))
    assert len(found.reports) == 1
    assert [(error.where, error.what) for error in found.errors] == [("https://kurier.example/rss.xml, entry 2", "holds no text")]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://a.example/x"])
def test_only_web_addresses_are_kept(link: str) -> None:
    [report] = read(rss(f"<guid isPermaLink='false'>7</guid><link>{link}</link><description>Text.</description>")).reports
    assert report.url is None or report.url.startswith("https://kurier.example/")


def test_an_outlet_is_the_entrys_then_the_declared_then_the_feeds() -> None:
    one = item() + "<source url='https://a.example'>Agentur</source>"
    assert read(rss(one)).reports[0].outlet == "Agentur"
    assert read(rss(item()), source=replace(SOURCE, title="Blatt")).reports[0].outlet == "Blatt"
    assert read(rss(item())).reports[0].outlet == "Kurier"


def test_more_entries_than_allowed_are_cut_in_order() -> None:
    items = [f"<guid isPermaLink='false'>{n}</guid><description>Text {n}</description>{DATE}" for n in range(MAX_ENTRIES + 3)]
    found = read(rss(*items))
    assert [report.key for report in found.reports] == [str(n) for n in range(MAX_ENTRIES)]
    assert whats(found) == [f"{MAX_ENTRIES + 3} entries; the first {MAX_ENTRIES} were read"]


def test_a_feed_that_breaks_off_gives_its_whole_entries() -> None:
    body = rss(item(), item("Zweite Meldung, die abbricht").replace("/1<", "/2<"))
    found = read(body[: body.index(b"abbricht")])
    assert [report.body for report in found.reports] == ["Die Botschaft ist zu."]
    assert whats(found) == ["breaks off within entry 2"]


def test_an_empty_feed_is_fine() -> None:
    assert read(rss()) == Found()


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "is empty"),
        (b"/etc/passwd", "is no XML"),
        (b"<html><body>Wartung</body></html>", "begins with <html>"),
        (rss(item(), head='<!DOCTYPE a [<!ENTITY a "b">]>'), "declares entities"),
        (rss(item(), head='<!DOCTYPE a [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>'), "declares entities"),
        (rss("<title>a</title>", "<title>b</title>"), "2 entries and none that can be used (holds no text)"),
        (rss("<a>" * 300), "elements nested deeper than 256"),
        (rss("<a " + " ".join(f"b{n}=''" for n in range(300)) + "/>"), "a tag with more than 200 attributes"),
    ],
)
def test_what_is_no_feed_is_refused_with_its_reason(body: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read(body)
    assert caught.value.what.startswith(what)


def test_what_was_found_can_be_sent_between_processes() -> None:
    found = read(rss(item(), "<title>Nur Titel</title>"))
    again: Found = pickle.loads(pickle.dumps(found))
    assert (again.reports, whats(again)) == (found.reports, whats(found))
