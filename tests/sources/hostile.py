"""Payloads made to harm whoever reads them, each a few lines of code: bombs, floods, broken encodings, lies."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

RSS = "<rss version='2.0'><channel><title>t</title>{}</channel></rss>"
ITEM = "<item><guid>{}</guid><description>{}</description></item>"
TEXT = "Norwegen hat am Montag seine Botschaft in Togo geschlossen, wie das Außenministerium in Oslo mitteilte."
PAGE = "<!doctype html><html><head><title>t</title></head><body><article><h1>t</h1>{}</article></body></html>"
AA = {
    "lastModified": 1_777_500_000, "effective": 1_777_500_000, "title": "Togo: Reisewarnung", "countryCode": "TG", "iso3CountryCode": "TGO",
    "countryName": "Togo", "warning": True, "partialWarning": False, "situationWarning": False, "situationPartWarning": False,
}  # fmt: skip


def feed(items: str) -> bytes:
    return RSS.format(items).encode("utf-8", "surrogatepass")


def item(text: str, name: object = 1) -> str:
    return ITEM.format(name, text)


def page(markup: str) -> bytes:
    return PAGE.format(markup).encode("utf-8", "surrogatepass")


def paragraph(extra: str = "") -> str:
    return f"<p>{TEXT} {extra}</p>" * 3


def advice(**other: object) -> bytes:
    return json.dumps({"response": {"contentList": ["1", "2"], "1": {**AA, **other}, "2": AA}}).encode()


def laughs(depth: int = 9) -> str:
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, depth + 1))
    return f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a0 'ha'>{entities}]>" + RSS.format(item(f"&a{depth};"))


def record(body: bytes, length: int | None = None, head: bytes = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") -> bytes:
    block = head + body
    size = len(block) if length is None else length
    top = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://x.example/\r\nWARC-Date: 2026-03-02T12:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n"
    return top.encode() + block + b"\r\n\r\n"


MANY = 200_000
FEEDS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"<",
    "billion laughs": lambda: laughs().encode(),
    "quadratic entities": lambda: ("<!DOCTYPE r [<!ENTITY a '" + "x" * 50_000 + "'>]>" + RSS.format(item("&a;" * 5_000))).encode(),
    "an entity from a file": lambda: ("<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + RSS.format(item("&a;"))).encode(),
    "an entity from the network": lambda: ("<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/x.dtd'>" + RSS.format(item(TEXT))).encode(),
    "a parameter entity": lambda: ("<!DOCTYPE r [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]>" + RSS.format(item(TEXT))).encode(),
    "200,000 attributes": lambda: feed("<item " + " ".join(f"a{n}='x'" for n in range(MANY)) + ">" + TEXT + "</item>"),
    "200,000 namespaces": lambda: feed("<item " + " ".join(f"xmlns:a{n}='x'" for n in range(MANY)) + ">" + TEXT + "</item>"),
    "100,000 nested tags": lambda: feed("<item>" * 100_000 + TEXT),
    "100,000 nested tags in an entry": lambda: feed(item("&lt;div&gt;" * 100_000 + TEXT)),
    "100,000 nested tags in CDATA": lambda: feed(item("<![CDATA[" + "<b>" * 100_000 + TEXT + "]]>")),
    "a million entries": lambda: feed("<item/>" * 1_000_000),
    "20,000 entries with text": lambda: feed("".join(item(TEXT, n) for n in range(20_000))),
    "a title of a megabyte": lambda: feed(f"<item><title>{'x' * 1_000_000}</title><description>{TEXT}</description></item>"),
    "1,000 titles of 9 kB": lambda: feed("".join(f"<item><title>{'y' * 9_000}</title></item>" for _ in range(1_000))),
    "a text of 9 MB": lambda: feed(item("wort " * 1_800_000)),
    "a text of 50 MB": lambda: feed(item("wort " * 10_000_000)),
    "runs of &": lambda: feed(item("&" * 500_000 + TEXT)),
    "runs of <": lambda: feed(item("<" * 500_000 + TEXT)),
    "runs of &amp;": lambda: feed(item("&amp;" * 300_000 + TEXT)),
    "an open comment": lambda: feed(item(TEXT) + "<!-- " + "x" * 1_000_000),
    "open CDATA": lambda: feed(item(TEXT) + "<item><description><![CDATA[" + "x]" * 500_000),
    "open quotes": lambda: feed("<item a='" + "x" * 1_000_000),
    "an instruction": lambda: feed("<?" + "x " * 500_000 + item(TEXT)),
    "half of a surrogate": lambda: feed(item("&#xD800; " + TEXT)),
    "half of a surrogate in bytes": lambda: feed(item(TEXT)).replace(b"Montag", b"Mon\xed\xa0\x80tag"),
    "references beyond Unicode": lambda: feed(item("&#x110000;&#99999999999;&#xFFFFFFFFFFFF; " + TEXT)),
    "NUL": lambda: feed(item("&#0;" + TEXT)).replace(b"Togo", b"To\x00go"),
    "UTF-7": lambda: b"<?xml version='1.0' encoding='utf-7'?>" + feed(item("+ADw-script+AD4- " + TEXT)),
    "UTF-16 without a mark": lambda: RSS.format(item(TEXT)).encode("utf-16-le"),
    "UTF-32": lambda: RSS.format(item(TEXT)).encode("utf-32"),
    "another encoding than declared": lambda: b"<?xml version='1.0' encoding='utf-8'?>" + RSS.format(item(TEXT)).encode("latin-1"),
    "overlong UTF-8": lambda: feed(item(TEXT)).replace(b"Togo", b"\xc0\xbcTogo\xe0\x80\xaf"),
    "an encoding that is code": lambda: b"<?xml version='1.0' encoding='rot13'?>" + feed(item(TEXT)),
    "an encoding that packs": lambda: b"<?xml version='1.0' encoding='zlib'?>" + feed(item(TEXT)),
    "marks for right-to-left": lambda: feed(item("\u202e\u2066\u200f" + TEXT + "\u2069")),
    "nothing to see": lambda: feed(item("\u200b\u200c\u2060\ufeff" * 100)),
    "years that are none": lambda: feed("".join(f"<item><description>{TEXT} {y}</description><pubDate>Mon, 02 Mar {y} 25:61:61 +9999</pubDate></item>" for y in ("0", "-5", "99999", "9" * 400))),
    "addresses that are code": lambda: feed(f"<item><link>javascript:alert(1)</link><guid>data:text/html,x</guid><description>{TEXT}</description></item>"),
    "script in the text": lambda: feed(item("<![CDATA[<script>while(1){}</script><img src=x onerror=alert(1)>" + TEXT + "]]>")),
    "a feed in a feed": lambda: feed(item("<![CDATA[" + RSS.format(item(TEXT)) + "]]>")),
    "a document type of 4 kB": lambda: (f"<!DOCTYPE rss {'x' * 4_000}>" + RSS.format(item(TEXT))).encode(),
    "noise": lambda: bytes(range(256)) * 2_000,
}  # fmt: skip
PAGES: dict[str, Callable[[], bytes]] = {
    "an empty page": lambda: page(""),
    "200,000 attributes": lambda: page("<div " + " ".join(f"a{n}=x" for n in range(MANY)) + ">" + paragraph() + "</div>"),
    "100,000 div": lambda: page("<div>" * 100_000 + paragraph()),
    "100,000 b with ids": lambda: page("".join(f"<b id={n}>" for n in range(100_000)) + paragraph()),
    "100,000 tables": lambda: page("<table><tr><td>" * 100_000 + paragraph()),
    "100,000 templates": lambda: page("<template>" * 100_000 + paragraph()),
    "100,000 svg": lambda: page("<svg><desc>" * 100_000 + paragraph()),
    "100,000 closing tags": lambda: page(paragraph() + "</p></div>" * 100_000),
    "300,000 br": lambda: page(paragraph() + "<br>" * 300_000),
    "a paragraph of 50 MB": lambda: page("<p>" + "wort " * 10_000_000 + "</p>"),
    "a paragraph of 9 MB": lambda: page("<p>" + "wort " * 1_800_000 + "</p>"),
    "runs of &": lambda: page(paragraph() + "<p>" + "&" * 1_000_000 + "</p>"),
    "runs of <": lambda: page(paragraph() + "<" * 1_000_000),
    "an open script": lambda: page(paragraph() + "<script>" + "x<!--" * 200_000),
    "an open attribute": lambda: page(paragraph() + "<a href='" + "x" * 1_000_000),
    "JSON-LD of great depth": lambda: page("<script type='application/ld+json'>" + "[" * 100_000 + "</script>" + paragraph()),
    "JSON-LD that lies": lambda: page("<script type='application/ld+json'>{\"@type\":[[]],\"datePublished\":{\"a\":[9]},\"headline\":7}</script>" + paragraph()),
    "NUL": lambda: page(paragraph()).replace(b"Togo", b"To\x00go"),
    "half of a surrogate": lambda: page(paragraph("&#xD800;")),
    "marks for right-to-left": lambda: page(paragraph("\u202e\u2066")),
    "nothing to see": lambda: page("<p>" + "\u200b\u2060" * 500 + "</p>"),
    "UTF-7": lambda: b"<meta charset=utf-7>" + page(paragraph("+ADw-script+AD4-")),
    "UTF-16 as declared in ASCII": lambda: b"<meta charset=utf-16>" + page(paragraph()),
    "60,000 headings that are links": lambda: page("<div>" * 200 + "<h2><a href=x>Mehr zum Thema</a></h2>" * 60_000 + paragraph()),
}  # fmt: skip
ADVICE: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "null": lambda: b"null",
    "a list": lambda: b"[" * 1_000 + b"]" * 1_000,
    "100,000 nested lists": lambda: b"[" * 100_000,
    "100,000 nested tables": lambda: b'{"response":' * 100_000 + b"1" + b"}" * 100_000,
    "a number of a million digits": lambda: b'{"response": {"1": {"lastModified": ' + b"9" * 1_000_000 + b"}}}",
    "not a number": lambda: advice().replace(b"1777500000", b"NaN"),
    "endless": lambda: advice().replace(b"1777500000", b"1e999"),
    "the same key twice": lambda: advice().replace(b'"warning": true', b'"warning": true, "warning": false'),
    "half of a surrogate": lambda: advice(title="Togo \ud800"),
    "NUL": lambda: advice(title="To\x00go"),
    "a flag that is a word": lambda: advice(warning="ja"),
    "a time before all": lambda: advice(lastModified=-(10**18)),
    "a country that is none": lambda: advice(countryCode="<script>", iso3CountryCode="XXX", countryName="../../etc/passwd"),
    "half": lambda: advice()[:200],
    "UTF-16": lambda: advice().decode().encode("utf-16"),
    "100,000 keys": lambda: json.dumps({"response": {str(n): 1 for n in range(100_000)}}).encode(),
    "a title of 5 MB": lambda: advice(title="x" * 5_000_000),
}  # fmt: skip
ARCHIVES: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: gzip.compress(record(b"0" * 300_000_000)),
    "gzip in gzip": lambda: gzip.compress(gzip.compress(record(page(paragraph())))),
    "a body in gzip in gzip": lambda: record(gzip.compress(gzip.compress(page(paragraph()))), head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip, gzip\r\n\r\n"),
    "a bomb in a body": lambda: record(gzip.compress(b"0" * 300_000_000), head=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"),
    "half": lambda: gzip.compress(record(page(paragraph())))[:-40],
    "a length that lies": lambda: record(page(paragraph()), length=10**12),
    "a length below nothing": lambda: record(page(paragraph()), length=-5),
    "a head of a megabyte": lambda: b"WARC/1.0\r\n" + b"X: y\r\n" * 200_000 + b"\r\n",
    "no records": lambda: gzip.compress(b"not an archive"),
    "chunks that lie": lambda: record(b"ffffffff\r\nhalf", head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n"),
}  # fmt: skip
