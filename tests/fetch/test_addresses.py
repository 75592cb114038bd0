"""Addresses inside a network are reached by no way of writing them."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.misbehaving import moved, plain, serving
from lagebild.errors import UsageError
from lagebild.fetch import Client, FetchError, Limits, Reach, Request
from lagebild.fetch.addresses import RefusedError, take_apart

INNER_FORMS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "127.000.000.001", "localhost", "LOCALHOST", "localhost.", "0", "0.0.0.0", "0x0", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]",
    "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:0a00:0001::1]", "[2001:0:7f00:1::]", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]",
    "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "10.0.0.1", "10.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.168.257",
    "169.254.169.254", "[::ffff:169.254.169.254]", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255", "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "192.88.99.1", "0300.0250.1.1", "3232235777",
]  # fmt: skip
DISGUISED = [
    "http://user@127.0.0.1/", "http://example.org@127.0.0.1/", "http://127.0.0.1\\@example.org/", "http://127.0.0.1\t/",
    "http:///127.0.0.1", "http://", "file:///etc/passwd", "gopher://127.0.0.1", "ftp://127.0.0.1/", "//127.0.0.1/", "http://[::1",
    "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://exa mple.org/", "http://example.org\r\nHost: inner/", "data:text/html,hi",
    "javascript:alert(1)", "http://..", "http://a..b/", "http://%31%32%37.0.0.1/",
]  # fmt: skip


@pytest.fixture(scope="module")
def client() -> Client:
    return Client("Lagebild/test", limits=Limits(connect=1, read=1, whole=3))


@pytest.mark.parametrize("host", INNER_FORMS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_form_of_an_inner_address_is_reached(client: Client, host: str, scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was made"))
    with pytest.raises(FetchError):
        client.get(Request(address=f"{scheme}://{host}/"))


@pytest.mark.parametrize("address", DISGUISED)
def test_no_disguise_is_reached(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was made"))
    with pytest.raises(FetchError):
        client.get(Request(address=address))


@pytest.mark.parametrize("host", INNER_FORMS)
def test_no_redirect_leads_inside(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({"/": moved(f"http://{host}/secret")}, host="127.9.9.9") as server:
        client = Client("Lagebild/test", reach=Reach.of(["127.9.9.9/32"]), limits=Limits(connect=1, read=1, whole=3))
        connected: list[Any] = []
        connect = socket.socket.connect
        monkeypatch.setattr(socket.socket, "connect", lambda self, address: (connected.append(address), connect(self, address))[1])
        with pytest.raises(FetchError):
            client.get(Request(address=f"{server.base}/"))
        assert connected == [("127.9.9.9", server.port)]


def test_a_name_that_changes_its_address_leads_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1"])
    asked: list[Any] = []

    def resolve(host: str, port: int, **_: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers, "127.0.0.1"), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", lambda _, address: (asked.append(address), (_ for _ in ()).throw(OSError("stopped here"))))
    client = Client("Lagebild/test", limits=Limits(connect=1, read=1, whole=3))
    for _ in range(3):
        with pytest.raises(FetchError):
            client.get(Request(address="http://rebinding.example/"))
    assert asked == [("93.184.215.14", 80)]


def test_a_name_with_an_inner_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    with pytest.raises(RefusedError, match=r"10\.0\.0\.1"):
        Reach().resolve("mixed.example", 80)


def test_a_desk_allows_a_network_of_its_own_and_no_other() -> None:
    reach = Reach.of(["10.20.0.0/16", "fd00:1::/32"])
    reach.judge(ip_address("10.20.3.4"), 8_000)
    reach.judge(ip_address("fd00:1::5"), 80)
    for other in ("10.21.0.1", "127.0.0.1", "fd00:2::1", "::ffff:10.20.3.4"):
        with pytest.raises(RefusedError):
            reach.judge(ip_address(other), 80)


@pytest.mark.parametrize("port", [22, 25, 3306, 5432, 6379, 9200, 11211])
def test_other_ports_than_the_webs_are_not_asked(port: int) -> None:
    with pytest.raises(RefusedError, match="port"):
        Reach().judge(ip_address("93.184.215.14"), port)


@pytest.mark.parametrize("network", ["10.0.0.1/8", "inner", "300.0.0.0/8", ""])
def test_what_is_no_network_is_refused(network: str) -> None:
    with pytest.raises(UsageError, match="write a network"):
        Reach.of([network])


@given(st.ip_addresses(v=4) | st.ip_addresses(v=6))
def test_whatever_is_not_global_is_inner(address: Any) -> None:
    try:
        Reach().judge(address, 443)
    except RefusedError:
        return
    assert address.is_global
    assert not address.is_multicast


@given(st.text(max_size=60))
def test_any_text_is_taken_apart_or_refused(text: str) -> None:
    for url in (text, "http://" + text, "https://example.org/" + text):
        try:
            target = take_apart(url)
        except RefusedError:
            continue
        assert target.url.isascii()
        assert take_apart(target.url) == target
        assert not set(target.path + target.host) & set("\r\n \t")


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("HTTP://Example.ORG", "http://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://example.org:8080/ä ö".replace(" ", "%20"), "http://example.org:8080/%C3%A4%20%C3%B6"),
        ("https://zürich.example/", "https://xn--zrich-kva.example/"),
        ("http://[2a00:1450::1]:8080/x", "http://[2a00:1450::1]:8080/x"),
    ],
)
def test_an_address_has_one_form(address: str, url: str) -> None:
    assert take_apart(address).url == url


def test_an_allowed_server_is_reached() -> None:
    with serving({"/a": plain("hello")}) as server:
        client = Client("Lagebild/test", reach=Reach.of(["127.0.0.1/32"]))
        assert client.get(Request(address=f"{server.base}/a")).body == b"hello"
        assert server.asked[0].headers["host"] == f"127.0.0.1:{server.port}"
