"""One source is asked: its own address, then the pages it points to that are new or have changed.

Runs in a thread of its own and touches neither the store nor a parser: what came is read in a worker process, and
passed on to whoever writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from lagebild.collect.readers import read_answer, read_linked
from lagebild.errors import InputError
from lagebild.fetch import Client, FetchError, Reply, Request
from lagebild.fetch.addresses import RefusedError, take_apart
from lagebild.fetch.pace import Pace
from lagebild.fetch.robots import Robots
from lagebild.sources.answers import Answer, Found, Link
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.workers import Workers

_ACCEPT = {
    Form.FEED: "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    Form.LINKED: "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1",
    Form.PAGE: "text/html, application/xhtml+xml, text/plain;q=0.8",
}
_DATA = "application/json"
_PAGES = "text/html, application/xhtml+xml, text/plain;q=0.8, application/json;q=0.5"


@dataclass(slots=True, kw_only=True)
class Ears:
    """What asking needs; shared by all sources.

    Attributes:
        client: asks.
        workers: read.
        robots, pace: politeness.
    """

    client: Client
    workers: Workers
    pace: Pace = field(default_factory=Pace)
    robots: Robots = field(init=False)

    def __post_init__(self) -> None:
        self.robots = Robots(self.client.get)
        self.client.allowed = self.robots.check  # of the addresses that redirects lead to, too

    def ask(self, request: Request, accept: str) -> Reply:
        """One request in the host's turn, if its rules allow it.

        Raises:
            FetchError: nothing usable came.
        """
        try:
            target = take_apart(request.address)
        except RefusedError as error:
            raise FetchError(request.address[:200], str(error), "declare another address", lasting=True) from error
        with self.pace.turn(target.host) as turn:
            turn.delay = self.robots.check(target)
            return self.client.get(request, accept=accept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the source's own address said, before any of its pages.

    Attributes:
        reply: None where nothing usable came; then ``failed`` says why.
        digest: SHA-256 of the body; None where the server said that nothing has changed.
        changed: whether the body is another than last time.
        found: what was read; empty where nothing has changed.
    """

    reply: Reply | None
    failed: FetchError | InputError | None = None
    digest: str | None = None
    changed: bool = False
    found: Found = field(default_factory=Found)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeard:
    """What came of one page."""

    link: Link
    found: Found = field(default_factory=Found)
    failed: FetchError | None = None


def ask_source(ears: Ears, source: Declaration, request: Request, digest: str | None) -> Heading:
    """Ask a source's own address.

    Args:
        digest: of the body that came last time.
    """
    try:
        reply = ears.ask(request, _ACCEPT.get(source.form, _DATA))
    except FetchError as error:
        return Heading(reply=None, failed=error)
    if reply.body is None:
        return Heading(reply=reply)
    fresh = sha256(reply.body).hexdigest()
    if fresh == digest:
        return Heading(reply=reply, digest=fresh)
    try:
        found = ears.workers.run(read_answer, answer_of(reply), source, where=reply.address)
    except InputError as error:
        # What cannot be read is kept as it came, and shown.
        wrong = error.about(reply.body)
        return Heading(reply=reply, digest=fresh, changed=True, failed=wrong, found=Found(errors=(wrong,)))
    return Heading(reply=reply, digest=fresh, changed=True, found=found)


def ask_pages(ears: Ears, source: Declaration, links: list[Link]) -> Iterator[PageHeard]:
    """Ask pages one after the other, each in its host's turn."""
    for link in links:
        try:
            reply = ears.ask(Request(address=link.address), _DATA if source.form not in _ACCEPT else _PAGES)
        except FetchError as error:
            yield PageHeard(link=link, failed=error)
            continue
        try:
            found = ears.workers.run(read_linked, answer_of(reply), source, link, where=reply.address)
        except InputError as error:
            found = Found(errors=(error.about(reply.body),))
        yield PageHeard(link=link, found=found)


def answer_of(reply: Reply) -> Answer:
    """A reply as readers take it."""
    return Answer(
        address=reply.address,
        body=reply.body or b"",
        media_type=reply.media_type,
        charset=reply.charset,
        retrieved=reply.retrieved,
    )
