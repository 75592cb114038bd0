"""A server on loopback that answers as it is told, byte by byte if need be, and counts who asked."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = Callable[["Asked", socket.socket], None]


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    number: int  # of this path, from 1 on


@dataclass
class Server:
    """Answers by path; "*" is for all others."""

    answers: dict[str, Answer]
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    tls: object = None
    host: str = "127.0.0.1"

    @property
    def base(self) -> str:
        return f"{'https' if self.tls else 'http'}://{self.host}:{self.port}"

    def count(self, path: str) -> int:
        return sum(1 for asked in self.asked if asked.path == path)


@contextmanager
def serving(answers: dict[str, Answer], tls: object = None, host: str = "127.0.0.1") -> Iterator[Server]:
    """A running server; a thread for each connection."""
    server = Server(answers, tls=tls, host=host)
    listener = socket.create_server((host, 0), backlog=256)
    server.port = listener.getsockname()[1]
    ended = threading.Event()
    lock = threading.Lock()

    def talk(connection: socket.socket) -> None:
        with suppress(OSError, ValueError), connection:
            if server.tls is not None:
                connection = server.tls.wrap_socket(connection, server_side=True)  # type: ignore[attr-defined]
            connection.settimeout(30)
            data = b""
            while b"\r\n\r\n" not in data:
                piece = connection.recv(65_536)
                if not piece:
                    return
                data += piece
            lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
            path = lines[0].split()[1]
            headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            with lock:
                asked = Asked(path, headers, server.count(path) + 1)
                server.asked.append(asked)
            answer = server.answers.get(path) or server.answers.get(path.partition("?")[0]) or server.answers.get("*") or missing
            answer(asked, connection)
            with suppress(OSError):
                connection.shutdown(socket.SHUT_WR)

    def accept() -> None:
        while not ended.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=talk, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        ended.set()
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def raw(data: bytes) -> Answer:
    """These bytes and the end."""
    return lambda _, connection: connection.sendall(data)


def plain(body: bytes | str, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **headers: str) -> Answer:
    """A well-formed answer."""
    data = body.encode() if isinstance(body, str) else body
    stated = {"Content-Type": kind, "Content-Length": str(len(data)), **{k.replace("_", "-"): v for k, v in headers.items()}}
    head = "".join(f"{name}: {value}\r\n" for name, value in stated.items())
    return raw(f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + data)


def packed(body: bytes, coding: str = "gzip", **headers: str) -> Answer:
    """A body in gzip, under a coding that need not be true."""
    return plain(gzip.compress(body), Content_Encoding=coding, **headers)


def moved(to: str, status: str = "302 Found") -> Answer:
    """A redirect."""
    return plain(b"", status=status, Location=to)


def conditional(body: bytes, *, etag: str = '"one"', kind: str = "application/rss+xml") -> Answer:
    """A server that says 304 to whoever has it already."""

    def answer(asked: Asked, connection: socket.socket) -> None:
        if asked.headers.get("if-none-match") == etag:
            raw(b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n')(asked, connection)
        else:
            plain(body, kind=kind, ETag=etag)(asked, connection)

    return answer


def dripping(data: bytes, pause: float = 0.05) -> Answer:
    """One byte at a time."""

    def answer(_: Asked, connection: socket.socket) -> None:
        for n in range(len(data)):
            connection.sendall(data[n : n + 1])
            time.sleep(pause)

    return answer


def silent(seconds: float = 30.0) -> Answer:
    """Nothing at all, for a while."""
    return lambda _, __: time.sleep(seconds)


def reset(after: bytes = b"") -> Answer:
    """The connection is torn down."""

    def answer(_: Asked, connection: socket.socket) -> None:
        connection.sendall(after)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        connection.close()

    return answer


def missing(asked: Asked, connection: socket.socket) -> None:
    """404, which for robots.txt means that all is allowed."""
    plain(b"not here", status="404 Not Found")(asked, connection)
