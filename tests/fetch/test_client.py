"""A server may do what it likes: what comes is whole and within limits, or an error that says why, in time."""

from __future__ import annotations

import gzip
import shutil
import ssl
import subprocess
import time
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetch.misbehaving import Answer, conditional, dripping, moved, packed, plain, raw, reset, serving, silent
from lagebild.fetch import Client, FetchError, Limits, Reach, Reply, Request
from lagebild.fetch.client import retry_after
from lagebild.fetch.packing import PackingError, Unpacker

LOOPBACK = Reach.of(["127.0.0.0/8"])
LIMITS = Limits(connect=1, read=1, whole=2, wire=200_000, unpacked=300_000)


def ask(answer: Answer, **more: str) -> Reply:
    with serving({"*": answer}) as server:
        return Client("Lagebild/test", reach=LOOPBACK, limits=LIMITS).get(Request(address=f"{server.base}/x", **more))


def test_an_answer_comes_with_what_the_next_request_needs() -> None:
    reply = ask(plain("häß", kind='text/html; Charset="UTF-8"', ETag='"a"', Last_Modified="Mon, 02 Mar 2026 10:00:00 GMT"))
    assert reply.body == "häß".encode()
    assert (reply.media_type, reply.charset, reply.etag) == ("text/html", "UTF-8", '"a"')
    assert reply.modified == "Mon, 02 Mar 2026 10:00:00 GMT"
    assert reply.retrieved.tzinfo is UTC


def test_an_answer_may_say_that_it_is_empty() -> None:
    assert ask(plain(b"")).body == b""


def test_what_is_asked_says_who_asks() -> None:
    with serving({"*": plain("x")}) as server:
        client = Client("Lagebild/test (+desk@example.org)", reach=LOOPBACK)
        client.get(Request(address=f"{server.base}/a?b=c#d", etag='"e"', modified="m"), accept="text/html")
        asked = server.asked[0]
    assert asked.path == "/a?b=c"
    assert asked.headers["user-agent"] == "Lagebild/test (+desk@example.org)"
    assert asked.headers["accept-encoding"] == "gzip"
    assert (asked.headers["accept"], asked.headers["if-none-match"], asked.headers["if-modified-since"]) == ("text/html", '"e"', "m")
    assert not {"cookie", "authorization", "referer"} & set(asked.headers)


def test_what_has_not_changed_comes_without_a_body() -> None:
    reply = ask(conditional(b"feed"), etag='"one"')
    assert (reply.body, reply.etag) == (None, '"one"')
    assert ask(conditional(b"feed")).body == b"feed"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP"])
def test_gzip_is_unpacked(coding: str) -> None:
    assert ask(packed(b"word " * 1_000, coding)).body == b"word " * 1_000


@pytest.mark.parametrize("data", [zlib.compress(b"text"), zlib.compress(b"text")[2:-4]])
def test_deflate_is_unpacked_with_and_without_its_header(data: bytes) -> None:
    assert ask(plain(data, Content_Encoding="deflate")).body == b"text"


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
WRONG: dict[str, tuple[Answer, str]] = {
    "nothing": (raw(b""), "no "),
    "silence": (silent(), "in time"),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH_9.2\r\n"), "no HTTP"),
    "half a head": (raw(b"HTTP/1.1 200 OK\r\nContent-"), ""),
    "half a body": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), "too early"),
    "half a chunk": (raw(CHUNKED + b"ff\r\nhalf"), "too early"),
    "no last chunk": (raw(CHUNKED + b"4\r\ntext\r\n"), ""),
    "a chunk of no size": (raw(CHUNKED + b"zz\r\ntext\r\n0\r\n\r\n"), ""),
    "a length that is none": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\ntext"), ""),
    "two lengths": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\ntext"), ""),
    "a head and no more": (raw(b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"), "empty"),
    "torn down": (reset(), ""),
    "torn down in the body": (reset(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"), ""),
    "a dripping head": (dripping(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 500), "longer than"),
    "a dripping body": (dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + b"y" * 500), "longer than"),
    "an endless head": (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000), "no HTTP"),
    "a long line": (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000), "no HTTP"),
    "too much": (plain(b"x" * 250_000), "200000 bytes"),
    "an endless body": (lambda _, c: [c.sendall(b"HTTP/1.1 200 OK\r\n\r\n"), *(c.sendall(b"x" * 65_536) for _ in range(999))], "200000 bytes"),
    "a bomb": (packed(b"0" * 50_000_000), "larger than 300000"),
    "packed twice": (plain(gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip, gzip"), "packed 2 times"),
    "brotli": (plain(b"\x0b\x02\x80text\x03", Content_Encoding="br"), "not asked for"),
    "no gzip": (plain(b"text", Content_Encoding="gzip"), "damaged"),
    "half a gzip": (plain(gzip.compress(b"text" * 99)[:-12], Content_Encoding="gzip"), "too early"),
    "two in one gzip": (plain(gzip.compress(b"a") + gzip.compress(b"b"), Content_Encoding="gzip"), "follows"),
    "304 unasked": (raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "without having been asked"),
    "a redirect to nowhere": (plain(b"", status="302 Found"), "status 302"),
    "a redirect in a circle": (moved("/x"), "circle"),
    "redirects without end": (lambda a, c: moved(f"/{len(a.path) * 'y'}")(a, c), "redirects"),
    "a redirect to a file": (moved("file:///etc/passwd"), "neither http"),
    "a redirect inside": (moved("http://10.0.0.1/"), "public internet"),
    "a redirect with a password": (moved("http://user:secret@127.0.0.1/"), "user name"),
    "not there": (plain(b"", status="404 Not Found"), "not there"),
    "gone": (plain(b"", status="410 Gone"), "not there"),
    "forbidden": (plain(b"", status="403 Forbidden"), "does not give"),
    "too many": (plain(b"", status="429 Too Many Requests", Retry_After="120"), "later"),
    "broken": (plain(b"", status="500 Internal Server Error"), "status 500"),
    "a page of partial content": (plain(b"half", status="206 Partial Content"), "status 206"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_never_taken(name: str) -> None:
    answer, words = WRONG[name]
    with pytest.raises(FetchError) as said:
        ask(answer)
    assert words in said.value.what
    assert said.value.remedy
    assert said.value.where.startswith(("http", "file"))


def test_the_whole_of_a_request_has_an_end() -> None:
    begin = time.monotonic()
    with pytest.raises(FetchError):
        ask(dripping(b"HTTP/1.1 200 OK\r\n\r\n" + b"y" * 10_000, pause=0.2))
    assert time.monotonic() - begin < 20, "two seconds are allowed"


def test_redirects_are_followed_and_permanent_ones_told() -> None:
    answers = {"/a": moved("/b", "301 Moved Permanently"), "/b": moved("/c", "308 Permanent Redirect"), "/c": moved("/d"), "/d": plain("x")}
    with serving(answers) as server:
        client = Client("Lagebild/test", reach=LOOPBACK)
        reply = client.get(Request(address=f"{server.base}/a"))
        assert (reply.address, reply.moved) == (f"{server.base}/d", f"{server.base}/c")
        assert client.get(Request(address=f"{server.base}/c")).moved is None


def test_a_wait_that_is_asked_for_is_told() -> None:
    with pytest.raises(FetchError) as said:
        ask(plain(b"", status="503 Service Unavailable", Retry_After="90"))
    assert (said.value.wait, said.value.status) == (90, 503)


NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("0", 0), ("120", 120), (" 7 ", 7), ("99999999", 86_400), (format_datetime(NOW + timedelta(minutes=5), usegmt=True), 300),
        (format_datetime(NOW - timedelta(days=5), usegmt=True), 0), (format_datetime(NOW + timedelta(days=50), usegmt=True), 86_400),
        ("-5", None), ("soon", None), ("", None), (None, None), ("1e9", None), ("Mon, 99 Foo 2026", None),
    ],
)  # fmt: skip
def test_a_wait_is_read_in_both_forms(stated: str | None, seconds: float | None) -> None:
    assert retry_after(stated, NOW) == seconds


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there: no certificate to show")
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other.example -addext subjectAltName=IP:127.0.0.1"
    done = subprocess.run([*command.split(), "-keyout", str(path), "-out", str(path.with_suffix(".crt"))], capture_output=True)
    assert done.returncode == 0
    path.write_bytes(path.read_bytes() + path.with_suffix(".crt").read_bytes())
    return path


def test_a_certificate_is_checked(certificate: Path) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    with serving({"*": plain("secret")}, tls=server_side) as server:
        with pytest.raises(FetchError, match="certificate"):
            Client("Lagebild/test", reach=LOOPBACK, limits=LIMITS).get(Request(address=f"{server.base}/"))
        trust = ssl.create_default_context(cafile=str(certificate))
        client = Client("Lagebild/test", reach=LOOPBACK, limits=LIMITS, trust=trust)
        assert client.get(Request(address=f"{server.base}/")).body == b"secret"
        with pytest.raises(FetchError):
            client.get(Request(address=f"https://localhost:{server.port}/")), "the name is another"


def test_nothing_goes_from_https_to_http(certificate: Path) -> None:
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(certificate)
    with serving({"*": plain("open")}) as other, serving({"*": moved(f"{other.base}/")}, tls=server_side) as server:
        client = Client("Lagebild/test", reach=LOOPBACK, limits=LIMITS, trust=ssl.create_default_context(cafile=str(certificate)))
        with pytest.raises(FetchError, match="https to http"):
            client.get(Request(address=f"{server.base}/"))
        assert other.asked == []


def test_a_server_that_speaks_no_tls_is_an_error() -> None:
    with serving({"*": plain("x")}) as server, pytest.raises(FetchError):
        Client("Lagebild/test", reach=LOOPBACK, limits=LIMITS).get(Request(address=server.base.replace("http", "https")))


@settings(max_examples=60)
@given(st.binary(max_size=2_000), st.sampled_from(["gzip", "deflate", ""]), st.integers(1, 700), st.integers(0, 1_500))
def test_however_a_body_is_cut_into_pieces_it_comes_whole_or_not_at_all(body: bytes, coding: str, size: int, most: int) -> None:
    data = {"gzip": gzip.compress(body), "deflate": zlib.compress(body), "": body}[coding]
    unpacker = Unpacker(coding, most)
    try:
        for begin in range(0, len(data), size):
            unpacker.take(data[begin : begin + size])
        whole = unpacker.whole()
    except PackingError:
        assert len(body) > most
        return
    assert whole == body
    assert len(body) <= most


@settings(max_examples=60)
@given(st.binary(max_size=500), st.sampled_from(["gzip", "deflate"]))
def test_any_bytes_are_unpacked_or_refused(data: bytes, coding: str) -> None:
    unpacker = Unpacker(coding, 10_000)
    try:
        unpacker.take(data)
        unpacker.whole()
    except PackingError:
        assert unpacker.size <= 20_000
