"""What feeds hold comes out whole, whatever their make; what cannot be right is noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagebild.errors import InputError
from lagebild.sources.answers import Answer, Found
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.feeds import MAX_ITEMS, read_feed
from lagebild.sources.opml import read_opml, write_opml
from lagebild.sources.xml_guard import make_harmless

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
BLATT = Declaration(name="blatt", address="https://blatt.example/rss", title="Blatt")


def read(body: bytes | str, source: Declaration = BLATT, charset: str | None = None) -> Found:
    data = body.encode() if isinstance(body, str) else body
    return read_feed(Answer(address=source.address, body=data, media_type="text/xml", charset=charset, retrieved=NOW), source)


def rss(*items: str, head: str = "<title>Das Blatt</title>") -> str:
    return f"<?xml version='1.0'?><rss version='2.0'><channel>{head}{''.join(f'<item>{i}</item>' for i in items)}</channel></rss>"


ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Dienst</title>
<entry><id>tag:x,1</id><title type="html">Erste &amp;amp; Zweite</title><link rel="self" href="https://x.example/1.atom"/>
<link rel="alternate" href="https://x.example/1"/><updated>2026-03-02T09:00:00Z</updated><published>2026-03-01T10:00:00+01:00</published>
<summary>Kurz.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Ein Absatz.</p><p>Noch &lt;einer&gt;.</p></div></content>
<source><title>Agentur</title></source></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>Alt</title></channel>
<item rdf:about="https://x.example/7"><title>Sieben</title><link>https://x.example/7</link><description>Text sieben.</description>
<dc:date>2026-03-01T08:00:00Z</dc:date></item></rdf:RDF>"""


def test_atom_gives_content_address_time_and_source() -> None:
    (report,) = read(ATOM).reports
    assert (report.key, report.title, report.url, report.outlet) == ("tag:x,1", "Erste & Zweite", "https://x.example/1", "Agentur")
    assert report.published == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert report.body == "Ein Absatz.\n\nNoch <einer>."


def test_rdf_gives_its_items() -> None:
    (report,) = read(RDF).reports
    assert (report.body, report.url, report.outlet) == ("Text sieben.", "https://x.example/7", "Blatt")
    assert report.published == datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("<description>Nur &lt;b&gt;Text&lt;/b&gt;.</description>", "Nur Text."),
        ("<description><![CDATA[<p>Eins &amp; zwei</p><p>Drei</p>]]></description>", "Eins & zwei\n\nDrei"),
        ("<title>Kopf</title><description></description>", "Kopf"),
        ("<description>A &amp;amp; B</description>", "A & B"),
        ("<description>kurz</description><content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'><![CDATA[<p>viel länger</p>]]></content:encoded>", "viel länger"),
        ("<description>2 &lt; 3 und 5 &gt; 4</description>", "2 < 3 und 5 > 4"),
        ("<description>&lt;script&gt;böse()&lt;/script&gt;&lt;p&gt;gut&lt;/p&gt;</description>", "gut"),
        ("<description>Gr&#252;&#xDF;e \u200b\u202e</description>", "Grüße \u200b\u202e"),
    ],
)  # fmt: skip
def test_the_text_of_an_entry_is_its_fullest(item: str, text: str) -> None:
    (report,) = read(rss(item)).reports
    assert report.body == text


@pytest.mark.parametrize("stated", ["Mon, 01 Jan 1970 00:00:00 GMT", "Fri, 02 Mar 2029 12:00:00 GMT", "gestern", "0000-00-00", "99999-01-01T00:00:00Z"])
def test_a_date_that_cannot_be_is_left_out_and_noted(stated: str) -> None:
    found = read(rss(f"<description>Text.</description><pubDate>{stated}</pubDate>"))
    assert found.reports[0].published is None
    assert "date" in found.errors[0].what


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://x.example/", "a b"])
def test_only_addresses_of_the_web_are_taken(address: str) -> None:
    item = f"<title>T</title><description>Text.</description><link>{address}</link><guid isPermaLink='false'>1</guid>"
    url = read(rss(item)).reports[0].url
    assert url is None or url.startswith("https://blatt.example/"), "what is no address may be a place beside the feed"
    linked = read(rss(item), replace(BLATT, form=Form.LINKED))
    assert all(link.address.startswith("https://blatt.example/") for link in linked.links)


def test_entries_that_only_point_to_pages_become_links() -> None:
    found = read(ATOM, replace(BLATT, form=Form.LINKED))
    (link,) = found.links
    assert (link.address, link.key, link.changed) == ("https://x.example/1", "tag:x,1", "2026-03-02T09:00:00Z")
    assert found.reports == ()


def test_an_entry_without_anything_is_noted() -> None:
    found = read(rss("<guid>1</guid>", "<description>Text.</description>"))
    assert len(found.reports) == 1
    assert "no text" in found.errors[0].what


def test_the_same_id_with_another_text_is_kept_and_the_same_text_once() -> None:
    items = ["<guid>1</guid><description>Eins.</description>"] * 2 + ["<guid>1</guid><description>Eins, neu.</description>"]
    reports = read(rss(*items)).reports
    assert [r.body for r in reports] == ["Eins.", "Eins, neu."]
    assert len({r.key for r in reports}) == 1


def test_one_bad_character_costs_no_feed() -> None:
    found = read(rss("<title>a&#xD800;b</title><description>c\x0bd&#0;</description>", "<description>gut</description>"))
    assert [r.body for r in found.reports] == ["c\ufffdd\ufffd", "gut"]
    assert found.reports[0].title == "a\ufffdb"
    assert "3 characters" in found.errors[0].what


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("Größe".encode("latin-1"), "iso-8859-1", "Größe"),
        ("Größe „so“".encode("cp1252"), "windows-1252", "Größe „so“"),
        ("Größe".encode(), None, "Größe"),
        ("Größe".encode(), "klingon", "Größe"),
        ("Größe".encode("latin-1"), None, "Gr\ufffd\ufffde"),
    ],
)
def test_encodings_are_those_declared_and_what_does_not_fit_is_marked(data: bytes, charset: str | None, text: str) -> None:
    body = b"<rss version='2.0'><channel><item><description>" + data + b"</description></item></channel></rss>"
    found = read(body, charset=charset)
    assert found.reports[0].body == text
    assert bool(found.errors) == ("\ufffd" in text or charset == "klingon")


def test_utf_16_is_read_by_its_mark() -> None:
    assert read(rss("<description>Größe</description>").encode("utf-16")).reports[0].body == "Größe"


def test_a_feed_that_breaks_off_keeps_its_whole_entries() -> None:
    whole = rss("<description>Eins.</description>", "<description>Zwei, und das in voller Länge.</description>")
    found = read(whole[: whole.index("voller")])
    assert [r.body for r in found.reports] == ["Eins."]
    assert any("breaks off" in e.what for e in found.errors)


def test_of_a_feed_that_is_too_long_the_first_entries_are_read() -> None:
    found = read(rss(*(f"<guid>{n}</guid><description>Text {n}.</description>" for n in range(MAX_ITEMS + 9))))
    assert len(found.reports) == MAX_ITEMS
    assert "more than 5000 entries" in found.errors[0].what


@pytest.mark.parametrize("body", ["", "no feed", "<html><body><p>Wartung</p></body></html>", "{}", "<rss version='2.0'>", "\x00\x01\x02"])
def test_what_is_no_feed_is_an_error_or_empty(body: str) -> None:
    try:
        found = read(body)
    except InputError:
        return
    assert found.reports == ()


def test_an_empty_feed_is_fine() -> None:
    assert read(rss()) == Found()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for body in (data, b"<rss version='2.0'><channel><item><description>" + data, b"<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + data + b"</entry></feed>"):
        try:
            found = read(body)
        except InputError:
            continue
        for report in found.reports:
            assert isinstance(report.body, str)
            report.body.encode("utf-8")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_text_without_tags_survives_as_it_is(text: str) -> None:
    from html import escape

    kept = make_harmless(f"<a>{escape(text)}</a>".encode(), None, "x").text
    expected = "".join("\ufffd" if (ord(c) < 32 and c not in "\t\n\r") or ord(c) in (0xFFFE, 0xFFFF) else c for c in escape(text))
    assert kept == f"<a>{expected}</a>"


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(lambda t: t.strip()), st.integers(1, 10**6)),
        max_size=8,
        unique_by=lambda pair: pair[1],
    )
)
def test_a_list_of_feeds_goes_out_and_comes_back(feeds: list[tuple[str, int]]) -> None:
    declared = [Declaration(name=f"n{n}", address=f"https://x.example/{n}?a=1&b=2", title=" ".join(title.split())) for title, n in feeds]
    back, notes = read_opml(write_opml(declared).encode(), "x")
    assert notes == []
    assert [(s.title, s.address) for s in back] == [(s.title, s.address) for s in declared]
    assert len({s.name for s in back}) == len(back)
