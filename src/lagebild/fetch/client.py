"""One request at a time to one address: within limits of time and size, and only where ``Reach`` allows.

Redirects are followed here and not by the library, because each may lead to an address that must not be reached.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any
from urllib.parse import urljoin

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from lagebild.fetch.addresses import Reach, RefusedError, Target, take_apart
from lagebild.fetch.packing import PackingError, Unpacker

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_PIECE = 65_536  # bytes


class FetchError(Exception):
    """A request that gave nothing usable.

    Attributes:
        where: the address.
        what: what went wrong, for people.
        remedy: what can be done.
        status: of the answer, or None where there was none.
        wait: seconds that the server asked to wait, or None.
        lasting: whether asking again soon makes no sense: gone, refused, no such host.
    """

    def __init__(
        self, where: str, what: str, remedy: str, *, status: int | None = None, wait: float | None = None, lasting: bool = False
    ) -> None:
        super().__init__(f"{where}: {what}; {remedy}")
        self.where, self.what, self.remedy = where, what, remedy
        self.status, self.wait, self.lasting = status, wait, lasting


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take; times in seconds, sizes in bytes."""

    connect: float = 10.0
    read: float = 20.0  # between two pieces
    whole: float = 60.0  # with all redirects
    wire: int = 10_000_000
    unpacked: int = 15_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for; ``etag`` and ``modified`` are those of the answer that is there already."""

    address: str
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer.

    Attributes:
        address: after redirects.
        body: unpacked; None where nothing has changed.
        etag, modified: to send with the next request.
        moved: the address that the server says to use from now on, or None.
    """

    address: str
    body: bytes | None
    media_type: str = ""
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    retrieved: datetime = field(default_factory=lambda: datetime.now(UTC))


class Client:
    """Asks, and may be shared by threads; it keeps nothing between two requests.

    Args:
        agent: the User-Agent, with an address where the desk can be reached.
        reach: where requests may go.
        trust: certificates to trust; those of the system by default.
        allowed: called with each address before it is asked, redirects included; raises FetchError to stop.
    """

    def __init__(
        self,
        agent: str,
        *,
        reach: Reach | None = None,
        limits: Limits | None = None,
        trust: ssl.SSLContext | None = None,
        allowed: Callable[[Target], object] = lambda _: None,
    ) -> None:
        self.agent = agent
        self.reach = reach or Reach()
        self.limits = limits or Limits()
        self.trust = trust or ssl.create_default_context()
        self.allowed = allowed

    def get(self, request: Request, *, accept: str = "*/*") -> Reply:
        """The answer to a request.

        Raises:
            FetchError: there was none, none in time, or none that can be used.
        """
        deadline = time.monotonic() + self.limits.whole
        headers = {"User-Agent": self.agent, "Accept": accept, "Accept-Encoding": "gzip"}
        if request.etag:
            headers["If-None-Match"] = request.etag
        if request.modified:
            headers["If-Modified-Since"] = request.modified
        address, moved, forever, seen = request.address, None, True, set[str]()
        for _ in range(self.limits.redirects + 1):
            target = self._target(address)
            if target.url in seen:
                raise FetchError(address, "redirects in a circle", "look at the address in a browser")
            seen.add(target.url)
            self.allowed(target)
            status, stated, body = self._ask(target, headers, deadline)
            if status in (301, 302, 303, 307, 308) and "location" in stated:
                following = urljoin(target.url, stated["location"].strip())
                if target.scheme == "https" and following[:5].lower() == "http:":
                    raise FetchError(target.url, "redirects from https to http", "declare the new address if it is right")
                forever = forever and status in (301, 308)
                address, moved = following, following if forever else moved
                continue
            return self._reply(request, target, moved, (status, stated, body))
        raise FetchError(request.address, f"more than {self.limits.redirects} redirects", "declare the last address")

    def _target(self, address: str) -> Target:
        try:
            return take_apart(address)
        except RefusedError as error:
            raise FetchError(address[:200], str(error), "declare another address", lasting=True) from error

    def _reply(
        self, request: Request, target: Target, moved: str | None, answer: tuple[int, Mapping[str, str], bytes]
    ) -> Reply:
        status, stated, body = answer
        where = target.url
        if status == 304:
            if not (request.etag or request.modified):
                raise FetchError(where, "says that nothing changed without having been asked", "tell the publisher", status=304)
            return Reply(address=where, body=None, etag=request.etag, modified=request.modified, moved=moved)
        if status in (429, 503):
            wait = retry_after(stated.get("retry-after"))
            raise FetchError(where, f"asks to come later ({status})", "it is asked again later", status=status, wait=wait)
        if status in (401, 403, 407, 451):
            raise FetchError(where, f"does not give it to us ({status})", "ask the publisher", status=status, lasting=True)
        if status in (404, 410):
            raise FetchError(where, f"is not there ({status})", "look for its new address", status=status, lasting=True)
        if status != 200:
            raise FetchError(where, f"answers with status {status}", "it is asked again later", status=status)
        kind = stated.get("content-type", "")
        charset = _CHARSET.search(kind)
        return Reply(
            address=where,
            body=body,
            media_type=kind.partition(";")[0].strip().lower()[:100],
            charset=charset[1] if charset else None,
            etag=_header(stated.get("etag")),
            modified=_header(stated.get("last-modified")),
            moved=moved,
        )

    def _ask(self, target: Target, headers: Mapping[str, str], deadline: float) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers in lower case, and the body where it is wanted."""
        limits, where = self.limits, target.url
        connection = self._connection(target, deadline)
        # The library's limits count from piece to piece; a server that drips must come to an end as well.
        watch = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, [connection])
        watch.daemon = True
        watch.start()
        try:
            connection.request("GET", target.path, headers=dict(headers), preload_content=False, decode_content=False)
            response = connection.getresponse()
            stated = {name.lower(): value for name, value in response.headers.items()}
            if response.status != 200:
                return response.status, stated, b""
            length = stated.get("content-length")
            if length is not None and not re.fullmatch("[0-9]{1,18}", length.strip()):
                raise ValueError(f"a length of {length[:40]!r}")
            unpacker = Unpacker(stated.get("content-encoding", ""), limits.unpacked)
            wire = 0
            for piece in response.stream(_PIECE, decode_content=False):
                wire += len(piece)
                if wire > limits.wire:
                    raise PackingError(f"more than {limits.wire} bytes came")
                unpacker.take(piece)
            if wire == 0 and length is None and "transfer-encoding" not in stated:
                # A head that breaks off looks like one of an empty body.
                raise EOFError("the answer is empty")
            return response.status, stated, unpacker.whole()
        except RefusedError as error:
            raise FetchError(where, str(error), "declare another address, or allow the network", lasting=True) from error
        except PackingError as error:
            raise FetchError(where, str(error), "the transfer was refused", lasting=True) from error
        except http.client.HTTPException as error:
            raise FetchError(where, f"answers with no HTTP ({type(error).__name__})", "it is asked again later") from error
        except (urllib3.exceptions.HTTPError, OSError, ValueError, EOFError) as error:
            late = time.monotonic() >= deadline
            what = f"took longer than {limits.whole:.0f} s" if late else _reason(error)
            raise FetchError(where, what, "it is asked again later") from error
        finally:
            watch.cancel()
            connection.close()

    def _connection(self, target: Target, deadline: float) -> HTTPConnection:
        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.read)
        options: dict[str, Any] = {"host": target.host, "port": target.port, "timeout": timeout.connect_timeout}
        if target.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(**options, ssl_context=self.trust)
        else:
            connection = HTTPConnection(**options)
        connection._new_conn = partial(self._connect, target, deadline)  # type: ignore[method-assign]
        return connection

    def _connect(self, target: Target, deadline: float) -> socket.socket:
        """A connection to an address that was judged; TLS still checks the name."""
        wrong: OSError | None = None
        for family, address in self.reach.resolve(target.host, target.port):
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(max(0.01, min(self.limits.connect, deadline - time.monotonic())))
                connection.connect(address)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.settimeout(self.limits.read)
                return connection
            except OSError as error:
                connection.close()
                wrong = error
        raise wrong or OSError("no address answers")


def retry_after(stated: str | None, now: datetime | None = None) -> float | None:
    """Seconds of a Retry-After, at most a day; None where it says nothing usable."""
    if stated is None:
        return None
    stated = stated.strip()
    if re.fullmatch(r"[0-9]{1,9}", stated):
        return min(float(stated), 86_400.0)
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, TypeError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - (now or datetime.now(UTC))).total_seconds(), 0.0), 86_400.0)


def _header(value: str | None) -> str | None:
    """A header that can be sent back as it came."""
    return value if value and len(value) <= 500 and value.isascii() and value.isprintable() else None


def _hang_up(connection: HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _reason(error: BaseException) -> str:
    """What went wrong, in a few words."""
    cause: BaseException = error
    while (inner := cause.__cause__ or (cause.args[-1] if cause.args and isinstance(cause.args[-1], BaseException) else None)) is not None:
        cause = inner
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"shows a certificate that is not trusted ({cause.verify_message})"
    if isinstance(cause, ssl.SSLError):
        return f"does not speak TLS ({cause.reason or cause})"
    if isinstance(cause, TimeoutError):
        return "does not answer in time"
    if isinstance(cause, socket.gaierror):
        return "has no address (the name is not known)"
    if isinstance(cause, ConnectionRefusedError):
        return "refuses the connection"
    if isinstance(cause, (urllib3.exceptions.IncompleteRead, http.client.IncompleteRead)):
        return "the answer ends too early"
    words = " ".join(str(cause).split())[:150]
    return f"gives no usable answer ({type(cause).__name__}{': ' + words if words else ''})"
