"""Which addresses may be reached: those of the public internet, and networks that a desk names as its own.

A name is resolved once, each address it has is judged, and the connection goes to an address that was judged; so a
name that is resolved differently the second time leads nowhere else. ``ipaddress.is_global`` alone lets addresses pass
that stand for others (NAT64, 6to4, Teredo).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit, urlunsplit

from lagebild.errors import UsageError

Network = IPv4Network | IPv6Network

# https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-: what is_global lets through in some version
# of Python and what translates to another address.
_INNER: tuple[Network, ...] = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
            "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32",
            "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        ),
    )
)  # fmt: skip

PORTS = frozenset((80, 443, 8080, 8443))  # elsewhere only on networks that a desk named
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_.])?")


class RefusedError(Exception):
    """An address that must not be reached; the message says why."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart.

    Attributes:
        host: in ASCII, without brackets.
        path: with the query, without the fragment; percent-encoded ASCII.
        url: the whole in this form.
    """

    scheme: str
    host: str
    port: int
    path: str
    url: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port


@dataclass(frozen=True, slots=True)
class Reach:
    """The networks that may be reached besides the public internet."""

    allowed: tuple[Network, ...] = ()

    @classmethod
    def of(cls, networks: Iterable[str]) -> Reach:
        """The reach with some networks, such as "10.1.0.0/16".

        Raises:
            UsageError: one of them is no network.
        """
        try:
            return cls(tuple(ip_network(n.strip()) for n in networks))
        except ValueError as error:
            raise UsageError(f"{error}; write a network such as 10.1.0.0/16 or 127.0.0.1/32") from error

    def resolve(self, host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
        """The addresses of a host that a connection may go to.

        Raises:
            RefusedError: one of its addresses must not be reached; then none is, since which one a name gives is up to
                whoever owns it.
            OSError: the name has no address.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except UnicodeError as error:
            raise RefusedError(f"{host[:80]!r} is no name of a host") from error
        judged: list[tuple[socket.AddressFamily, tuple[str, int]]] = []
        for family, _, _, _, address in found:
            number = str(address[0])
            self.judge(ip_address(number.partition("%")[0]), port)
            judged.append((family, (number, port)))
        if not judged:
            raise OSError(f"{host} has no address")
        return judged

    def judge(self, address: IPv4Address | IPv6Address, port: int) -> None:
        """Raise RefusedError for an address that must not be reached."""
        if any(address in network for network in self.allowed if network.version == address.version):
            return
        # The registries change: what either list takes for inner is.
        if not address.is_global or any(address in network for network in _INNER if network.version == address.version):
            raise RefusedError(f"{address} is no address of the public internet; a desk can allow a network of its own")
        if port not in PORTS:
            raise RefusedError(f"port {port} is none of the web's")


def take_apart(url: str) -> Target:
    """An address in the one form in which it is judged, asked for and shown.

    Raises:
        RefusedError: it is none of http or https, names a user, or has no usable host.
    """
    if re.search(r"[\x00-\x20\x7f\\<>\"]", url):
        raise RefusedError(f"{url[:80]!r} holds characters that no web address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedError(f"{url[:80]!r} is no web address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in ("http", "https"):
        raise RefusedError(f"{url[:80]!r} is neither http nor https")
    if "@" in parts.netloc:
        raise RefusedError("an address with a user name in it is not asked")
    host = _host(parts)
    port = port if port is not None else {"http": 80, "https": 443}[scheme]
    if port == 0:
        raise RefusedError("port 0 is none of the web's")
    path = _quoted(parts.path) or "/"
    if parts.query:
        path += "?" + _quoted(parts.query)
    shown = f"[{host}]" if ":" in host else host
    if port != {"http": 80, "https": 443}[scheme]:
        shown += f":{port}"
    return Target(scheme, host, port, path, urlunsplit((scheme, shown, "", "", "")) + path)


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if ":" in host:
        try:
            return str(IPv6Address(host.partition("%")[0]))
        except ValueError as error:
            raise RefusedError(f"{host[:80]!r} is no address") from error
    try:
        # Names in other scripts, and digits in circles, in the form in which they are resolved.
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise RefusedError(f"{host[:80]!r} is no name of a host") from error
    if not _HOST.fullmatch(host) or ".." in host:
        raise RefusedError(f"{host[:80]!r} is no name of a host")
    return host


def _quoted(part: str) -> str:
    """Non-ASCII characters percent-encoded; everything else as it stands."""
    return "".join(c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode("utf-8", "replace")) for c in part)
