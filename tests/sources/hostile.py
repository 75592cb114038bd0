"""What an attacker, or a broken system, may send: made here in code, each with the reader that it is meant for."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lagebild.documents import build_documents
from lagebild.documents.html import extract_page
from lagebild.errors import InputError
from lagebild.model.raw import RawReport
from lagebild.sources import advisories
from lagebild.sources.answers import Answer
from lagebild.sources.declaration import Declaration
from lagebild.sources.feeds import read_feed
from lagebild.sources.opml import read_opml
from lagebild.sources.web_archive import read_web_archive

Outcome = tuple[int, list[str]]  # characters of text, and reasons
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = "Die Botschaft bleibt bis auf Weiteres geschlossen, teilte das Ministerium mit. "


def feed(body: bytes) -> Outcome:
    """Entries of a feed, as documents."""
    answer = Answer(address="https://a.example/f", body=body, media_type="", charset=None, retrieved=NOW)
    found = read_feed(answer, Declaration(name="a", address=answer.address))
    size, reasons = _documents(found.reports)
    return size, reasons + [error.what for error in found.errors] + ([] if size or b"<item" in body else ["no entries"])


def page(body: bytes) -> Outcome:
    """The main text of a web page."""
    found = extract_page(body, where="page.html")
    return len(found.text), [note.what for note in found.notes]


def archive(body: bytes) -> Outcome:
    """The pages of a web archive, as documents."""
    with tempfile.TemporaryFile() as file:
        file.write(body)
        file.seek(0)
        return _documents(read_web_archive(file, "a.warc.gz", NOW))


def govuk(body: bytes) -> Outcome:
    """An index of one government."""
    return _index(advisories.read_govuk(body))


def canada(body: bytes) -> Outcome:
    """An index of another."""
    return _index(advisories.read_canada(body))


def germany(body: bytes) -> Outcome:
    """An index of a third."""
    return _index(advisories.read_auswaertiges_amt(body))


def opml(body: bytes) -> Outcome:
    """A list of feeds."""
    declared, errors = read_opml(body, "a.opml")
    return len(declared), [error.what for error in errors]


def _index(index: advisories.AdvisoryIndex) -> Outcome:
    return len(index.records), [error.what for error in index.errors]


def _documents(found: Iterator[RawReport | InputError] | tuple[RawReport, ...]) -> Outcome:
    size, reasons = 0, []
    for item in build_documents(found):
        if isinstance(item, InputError):
            reasons.append(item.what)
        else:
            size += len(item.text)
    return size, reasons


@dataclass(frozen=True)
class Payload:
    """A name, the reader, the bytes; ``long`` where it takes some seconds."""

    name: str
    read: Callable[[bytes], Outcome]
    make: Callable[[], bytes]
    long: bool = False


def rss(*items: str | bytes, head: bytes = b"") -> bytes:
    """A feed of items."""
    raw = (item if isinstance(item, bytes) else item.encode("utf-8", "surrogatepass") for item in items)
    return head + b"<rss version='2.0'><channel>" + b"".join(b"<item>%s</item>" % i for i in raw) + b"</channel></rss>"


def said(text: str | bytes) -> bytes:
    """An item's text, preceded by a good one in its place."""
    text = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return b"<guid>g</guid><description>%s</description>" % text


def dated(date: str) -> bytes:
    """A good item with that date."""
    return rss(said(WORDS) + f"<pubDate>{date}</pubDate>".encode())


def article(inside: str | bytes) -> bytes:
    """A good page with something inside it."""
    inside = inside.encode("utf-8", "surrogatepass") if isinstance(inside, str) else inside
    return b"<html><body><article><p>" + (WORDS * 3).encode() + b"</p>" + inside + b"</article></body></html>"


def warc(body: bytes, *, head: str = "", length: int | None = None) -> bytes:
    """An archive of one answer; ``length`` is what the record says it has."""
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n".encode() + body
    size = len(block) if length is None else length
    front = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: {size}\r\n\r\n"
    return front.encode() + block + b"\r\n\r\n"


def _laughs(levels: int) -> bytes:
    rows = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(levels))
    return rss(said(f"&l{levels};"), head=f'<!DOCTYPE r [<!ENTITY l0 "lol">{rows}]>'.encode())


GZIP = "Content-Encoding: gzip\r\n"
ATTRIBUTES = " ".join(f"a{n}='b'" for n in range(200_000))
GOVUK = '{"links": {"children": [%s]}}'
ROW = '{"details": {"country": {"name": "Mali"}}, "title": "x"}'

PAYLOADS = [
    # Feeds: bombs and entities.
    Payload("billion laughs", feed, lambda: _laughs(9)),
    Payload("quadratic entity", feed, lambda: rss(said("&a;" * 50_000), head=b'<!DOCTYPE r [<!ENTITY a "%s">]>' % (b"x" * 50_000))),
    Payload("external entity", feed, lambda: rss(said("&a;"), head=b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>')),
    Payload("parameter entity", feed, lambda: rss(said(WORDS), head=b'<!DOCTYPE r [<!ENTITY % a SYSTEM "http://a.example/x"> %a;]>')),
    Payload("external type", feed, lambda: rss(said(WORDS), head=b'<!DOCTYPE rss SYSTEM "http://a.example/x.dtd">')),
    Payload("entity behind the root", feed, lambda: rss(said(WORDS) + b'<!ENTITY a "b">')),
    Payload("entities in UTF-16", feed, lambda: _laughs(3).decode().encode("utf-16")),
    Payload("200,000 attributes", feed, lambda: rss(f"<a {ATTRIBUTES}/>")),
    Payload("200,000 attributes escaped", feed, lambda: rss(said(f"&lt;a {ATTRIBUTES}&gt;"))),
    Payload("100,000 nested elements", feed, lambda: rss("<a>" * 100_000)),
    Payload("100,000 nested div in CDATA", feed, lambda: rss(said("<![CDATA[" + "<div>" * 100_000 + WORDS + "]]>"))),
    Payload("1,000,000 items", feed, lambda: b"<rss><channel>" + b"<item/>" * 1_000_000 + b"</channel></rss>", True),
    Payload("6,000 items", feed, lambda: rss(*(f"<guid>{n}</guid><description>{WORDS}</description>" for n in range(6_000)))),
    Payload("titles of 1 MB", feed, lambda: rss(*[b"<title>%s</title>" % (b"x" * 1_000_000) + said(WORDS)] * 5)),
    Payload("50 MB paragraph", feed, lambda: rss(said("x" * 50_000_000))),
    Payload("8 MB paragraph", feed, lambda: rss(said("x " * 4_000_000))),
    Payload("run of &", feed, lambda: rss(said("&" * 300_000)), True),
    Payload("run of <", feed, lambda: rss(said("<" * 300_000)), True),
    Payload("run of & in CDATA", feed, lambda: rss(said("<![CDATA[" + "&" * 2_000_000 + "]]>")), True),
    Payload("run of < in CDATA", feed, lambda: rss(said("<![CDATA[a" + "<" * 900_000 + "]]>")), True),
    Payload("unclosed comment", feed, lambda: rss(said(WORDS), said(WORDS + "<!--"))),
    Payload("unclosed CDATA", feed, lambda: rss(said(WORDS), said(WORDS + "<![CDATA["))),
    Payload("unclosed script in CDATA", feed, lambda: rss(said("<![CDATA[<script>" + WORDS + "]]>"))),
    Payload("many unclosed comments", feed, lambda: rss(said("<![CDATA[a" + "<!--" * 200_000 + "]]>")), True),
    Payload("undeclared prefix", feed, lambda: rss(said(WORDS) + b"<x:y>z</x:y>")),
    # Feeds: characters.
    Payload("UTF-7", feed, lambda: rss(said("K+APY-ln " + WORDS), head=b'<?xml version="1.0" encoding="utf-7"?>')),
    Payload("UTF-16 without a mark", feed, lambda: rss(said(WORDS)).decode().encode("utf-16-le")),
    Payload("half of UTF-16", feed, lambda: rss(said(WORDS)).decode().encode("utf-16")[:-1]),
    Payload("wrong encoding declared", feed, lambda: rss(said("K\xf6ln ".encode("latin-1") + WORDS.encode()), head=b'<?xml version="1.0" encoding="utf-8"?>')),
    Payload("unknown encoding", feed, lambda: rss(said(WORDS), head=b'<?xml version="1.0" encoding="zlib"?>')),
    Payload("overlong UTF-8", feed, lambda: rss(said(WORDS.encode() + b"\xc0\xbcscript\xc0\xbe"))),
    Payload("lone surrogate as bytes", feed, lambda: rss(said(WORDS + "\ud800"))),
    Payload("lone surrogate as reference", feed, lambda: rss(said(WORDS + "&#xD800;"), said(WORDS + "b"))),
    Payload("NUL as reference", feed, lambda: rss(said(WORDS + "&#0;"))),
    Payload("NUL as byte", feed, lambda: rss(said(WORDS.encode() + b"\0"))),
    Payload("reference of 100,000 digits", feed, lambda: rss(said(WORDS + "&#" + "9" * 100_000 + ";"))),
    Payload("control characters", feed, lambda: rss(said(WORDS + "".join(map(chr, range(1, 9)))))),
    Payload("bidi controls", feed, lambda: rss(said("\u202e" + WORDS + "\u2066"))),
    Payload("zero-width text only", feed, lambda: rss(said("\u200b\u200d\ufeff" * 100))),
    # Feeds: what entries state.
    *(
        Payload(f"link {link}", feed, lambda link=link: rss(said(WORDS) + f"<link>{link}</link>".encode()))
        for link in ("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://[", "//", "\u202ehttps://a.example")
    ),
    *(
        Payload(f"date {date}", feed, lambda date=date: dated(date))
        for date in ("0000-00-00", "99999-12-31", "Mon, 23 Nov 2026 23:59:60 GMT", "-1", "9" * 5_000, "2026-11-23T25:61:61Z", "0001-01-01T00:00:00")
    ),
    Payload("id of 1 MB", feed, lambda: rss(b"<guid>%s</guid><description>x</description>" % (b"x" * 1_000_000))),
    Payload("empty", feed, lambda: b""),
    Payload("a path", feed, lambda: b"/etc/passwd"),
    Payload("a web page", feed, lambda: article("")),
    Payload("binary", feed, lambda: bytes(range(256)) * 100),
    # Pages.
    Payload("page 200,000 attributes", page, lambda: article(f"<p {ATTRIBUTES}>x")),
    *(
        Payload(f"page 100,000 nested {tag}", page, lambda tag=tag: article(f"<{tag}>" * 100_000 + WORDS))
        for tag in ("div", "b id=x", "table", "svg", "p", "ul><li", "a href=x")
    ),
    Payload("page 50 MB paragraph", page, lambda: b"<p>" + b"x " * 25_000_000),
    Payload("page 14 MB paragraph", page, lambda: b"<p>" + b"x " * 7_000_000),
    Payload("page run of &", page, lambda: article("<p>" + "&" * 1_000_000)),
    Payload("page run of <", page, lambda: article("<p>" + "<" * 1_000_000)),
    Payload("page run of <a", page, lambda: article("<a " * 100_000)),
    Payload("page unclosed comment", page, lambda: article("<!--" + WORDS)),
    Payload("page of unclosed comment", page, lambda: b"<!--" + WORDS.encode() * 100),
    Payload("page unclosed CDATA", page, lambda: article("<![CDATA[" + WORDS)),
    Payload("page unclosed script", page, lambda: b"<script>" + WORDS.encode() * 100),
    Payload("page UTF-7", page, lambda: b"<meta charset=utf-7>" + article("+ADw-script+AD4-")),
    Payload("page UTF-16 without a mark", page, lambda: article("").decode().encode("utf-16-le")),
    Payload("page overlong UTF-8", page, lambda: article(b"<p>\xc0\xbc\xe0\x80\xaf")),
    Payload("page lone surrogate", page, lambda: article("<p>&#xD800;\ud800")),
    Payload("page NUL", page, lambda: article(b"<p>a\0b&#0;")),
    Payload("page zero-width text only", page, lambda: ("<p>" + "\u200b" * 5_000).encode()),
    Payload("page empty", page, lambda: b""),
    # Advisories.
    Payload("json 100,000 nested arrays", govuk, lambda: b"[" * 100_000),
    Payload("json 100,000 nested objects", germany, lambda: b'{"a":' * 100_000),
    Payload("json number of 100,000 digits", germany, lambda: b'{"response": {"lastModified": %s}}' % (b"9" * 100_000)),
    Payload("json 1e999999", canada, lambda: b'{"data": {"ML": {"x": 1e999999}}}'),
    Payload("json NaN", govuk, lambda: (GOVUK % ROW.replace('"x"', "NaN")).encode()),
    Payload("json duplicate keys", govuk, lambda: (GOVUK % ROW.replace('"title"', '"title": "y", "title"')).encode()),
    Payload("json 200,000 rows", govuk, lambda: (GOVUK % ",".join(["{}"] * 200_000)).encode(), True),
    Payload("json lone surrogate", govuk, lambda: (GOVUK % ROW.replace('"x"', '"\\ud800"')).encode()),
    Payload("json wrong kinds", canada, lambda: b'{"data": [[[]], 5, null]}'),
    Payload("json bytes", germany, lambda: b'{"response": "\xff"}'),
    Payload("json 16 MB", govuk, lambda: b'"' + b"x" * 16_000_000 + b'"'),
    Payload("json empty", canada, lambda: b""),
    # Archives.
    Payload("warc gzip bomb", archive, lambda: warc(gzip.compress(bytes(100_000_000), 9), head=GZIP)),
    Payload("warc deflate bomb", archive, lambda: warc(zlib.compress(bytes(100_000_000), 9), head="Content-Encoding: deflate\r\n")),
    Payload("warc gzip in gzip", archive, lambda: warc(gzip.compress(gzip.compress(article(""))), head="Content-Encoding: gzip, gzip\r\n")),
    Payload("warc gzip in gzip, said once", archive, lambda: warc(gzip.compress(gzip.compress(bytes(10_000_000))), head=GZIP)),
    Payload("warc brotli", archive, lambda: warc(b"\x8b\x03\x80", head="Content-Encoding: br\r\n")),
    Payload("warc truncated gzip", archive, lambda: warc(gzip.compress(article(""))[:-20], head=GZIP)),
    Payload("warc too long a length", archive, lambda: warc(article(""), length=10_000_000)),
    Payload("warc too short a length", archive, lambda: warc(article(""), length=20)),
    Payload("warc negative length", archive, lambda: warc(article(""), length=-5)),
    Payload("warc enormous length", archive, lambda: warc(article(""), length=10**30)),
    Payload("warc packed bomb", archive, lambda: gzip.compress(warc(bytes(100_000_000)), 9)),
    Payload("warc chunks that lie", archive, lambda: warc(b"FFFFFFFF\r\n" + article(""), head="Transfer-Encoding: chunked\r\n")),
    Payload("warc cut packed", archive, lambda: gzip.compress(warc(article("")))[:-30]),
    Payload("warc nothing", archive, lambda: b""),
    # Lists of feeds.
    Payload("opml billion laughs", opml, lambda: b'<!DOCTYPE a [<!ENTITY a "b">]><opml/>'),
    Payload("opml 20,000 feeds", opml, lambda: b"<opml>" + b"".join(b"<outline xmlUrl='https://a.example/%d'/>" % n for n in range(20_000)) + b"</opml>", True),
    Payload("opml javascript:", opml, lambda: b"<opml><outline xmlUrl='javascript:1'/></opml>"),
]
