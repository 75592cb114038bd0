"""Polls sources that are due, each in a thread; one thread writes. What is told was written.

State of a source is written after the reports that came with it: a program that is killed in between asks once more,
and the store takes nothing twice.
"""

from __future__ import annotations

import os
import queue
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from lagebild.codebook import Codebook
from lagebild.collect.listen import Ears, Heading, PageHeard, ask_pages, ask_source
from lagebild.errors import InputError, StoreError
from lagebild.fetch import FetchError, Request
from lagebild.model.raw import RawReport
from lagebild.pipeline import Acknowledged, ingest_reports
from lagebild.sources.answers import Found, Link
from lagebild.sources.declaration import Declaration
from lagebild.store import Outcome, Store
from lagebild.store.listening import Heard, KnownPage, hold, hold_on, known_pages, let_go, write_pages

AT_ONCE = 256  # sources that are asked at the same time; most of the time they only wait
HELD = timedelta(minutes=3)  # and renewed in time; a program that does not has ended
WHOLE = timedelta(days=1)  # after which all of it is asked for, whatever the server says has changed
LONGEST_BACK_OFF = timedelta(hours=6)
LASTING = timedelta(days=1)  # between two tries at what is gone or was refused
MOST_PAGES = 200  # of one source in one poll,
TOLD_AFTER = 3  # failures in a row, a page is quarantined
LONGEST_POLL = 1_200.0  # seconds; the rest comes with the next
WAITING = 500  # items between those who ask and the one who writes


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What came of asking one source.

    Attributes:
        new, revised, copies, known: reports, by what they were to the store.
        errors: what was quarantined.
        problem: why the source itself gave nothing usable, or None.
        unchanged: whether it said the same as last time.
        pages: pages that were fetched; those that are ``left`` are fetched next time.
    """

    source: str
    new: int = 0
    revised: int = 0
    copies: int = 0
    known: int = 0
    pages: int = 0
    left: int = 0
    errors: tuple[InputError, ...] = ()
    problem: str | None = None
    unchanged: bool = False


@dataclass(slots=True)
class _Poll:
    """A source while it is asked."""

    source: Declaration
    heard: Heard
    began: datetime
    polled: Polled
    heading: Heading | None = None
    left: int = 0  # pages, set by the thread that asks
    failed: int = 0  # pages


class Collector:
    """Asks sources and keeps what they say.

    Args:
        store: where everything goes; others may collect into it at the same time.
        sources: as declared.
        ears: how they are asked.
        codebook: for reading; the shipped one by default.
        now: aware moment in UTC; for tests.
        jitter: for tests.
    """

    def __init__(
        self,
        store: Store,
        sources: Sequence[Declaration],
        ears: Ears,
        *,
        codebook: Codebook | None = None,
        now: Callable[[], datetime] | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.store, self.sources, self.ears, self.codebook = store, sources, ears, codebook
        self.now, self.jitter = now or _now, jitter
        self.holder = f"{socket.gethostname()} {os.getpid()} {random.getrandbits(32):08x}"
        self._busy: dict[str, datetime] = {}  # until when they are held
        self._next: dict[str, datetime] = {}  # when to look at them again

    def once(self) -> Iterator[Polled]:
        """Ask each source now, but those that a server told to wait for, or that another program asks."""
        yield from self._work(threading.Event(), once=True)

    def keep_on(self, stop: threading.Event) -> Iterator[Polled]:
        """Ask each source whenever it is due, until ``stop`` is set; then what was begun is brought to its end."""
        yield from self._work(stop, once=False)

    def _work(self, stop: threading.Event, *, once: bool) -> Iterator[Polled]:
        results: queue.Queue[tuple[_Poll, Heading | PageHeard | None]] = queue.Queue(WAITING)
        with ThreadPoolExecutor(max(1, min(len(self.sources), AT_ONCE)), thread_name_prefix="ears") as threads:
            first = True
            while True:
                if first or not once:
                    for poll in self._due(waits=not once) if not stop.is_set() else ():
                        self._busy[poll.source.name] = poll.began + HELD
                        threads.submit(self._ask, poll, results, stop)
                    first = False
                if not self._busy and (once or stop.is_set()):
                    return
                self._hold_on()
                try:
                    poll, item = results.get(timeout=1.0)
                except queue.Empty:
                    continue
                if item is None:
                    yield self._finish(poll)
                    del self._busy[poll.source.name]
                else:
                    self._keep_or_show(poll, item)

    def _due(self, *, waits: bool) -> Iterator[_Poll]:
        for source in self.sources:
            if source.name in self._busy:
                continue
            now = self.now()
            if waits and now < self._next.get(source.name, now):
                continue
            heard = hold(
                self.store, source.name, source.address, now=now, holder=self.holder, until=now + HELD, waits=waits, gone=_is_gone
            )
            if heard is None:
                # Somebody else's turn, or not yet: no need to look at the store every second.
                self._next[source.name] = now + timedelta(seconds=min(30, source.every / 10))
                continue
            yield _Poll(source, heard, now, Polled(source=source.name))

    def _hold_on(self) -> None:
        now = self.now()
        for name, until in self._busy.items():
            if until - now < HELD / 2:
                hold_on(self.store, name, holder=self.holder, until=now + HELD)
                self._busy[name] = now + HELD

    def _ask(
        self, poll: _Poll, results: queue.Queue[tuple[_Poll, Heading | PageHeard | None]], stop: threading.Event
    ) -> None:
        """In a thread: ask, and pass on what came."""
        try:
            whole = poll.began - poll.heard.whole >= WHOLE
            request = Request(
                address=poll.source.address,
                etag=None if whole else poll.heard.etag,
                modified=None if whole else poll.heard.modified,
            )
            heading = ask_source(self.ears, poll.source, request, poll.heard.digest)
            results.put((poll, heading))
            links = self._wanted(poll, heading.found.links)
            end = time.monotonic() + LONGEST_POLL
            asked = 0
            for page in ask_pages(self.ears, poll.source, links[:MOST_PAGES]):
                results.put((poll, page))
                asked += 1
                if stop.is_set() or time.monotonic() > end:
                    break
            poll.left = len(links) - asked
        except Exception as error:  # whatever it is, the source is shown with it and the others go on
            what = f"{type(error).__name__}: {error}"
            failed = FetchError(poll.source.address, f"could not be read ({what[:200]})", "report this as a fault")
            results.put((poll, Heading(reply=None, failed=failed)))
        finally:
            results.put((poll, None))

    def _wanted(self, poll: _Poll, links: Sequence[Link]) -> list[Link]:
        """Pages that were never fetched, or that the source says have changed; each once."""
        unique = {link.address: link for link in links}
        with self.store.read() as connection:
            known = known_pages(connection, poll.source.name, unique)
        wanted: list[Link] = []
        for address, link in unique.items():
            page = known.get(address)
            if page is None or (page.due <= poll.began and (page.fetched is None or page.changed != link.changed)):
                wanted.append(link)
        return wanted

    def _keep_or_show(self, poll: _Poll, item: Heading | PageHeard) -> None:
        """What cannot be kept is shown with its source; only a store that cannot be written ends the others."""
        try:
            self._keep(poll, item)
        except StoreError:
            raise
        except Exception as error:
            what = f"could not be kept ({type(error).__name__}: {str(error)[:200]})"
            failed = FetchError(poll.source.address, what, "report this as a fault")
            poll.heading = replace(poll.heading or Heading(reply=None), failed=failed)

    def _keep(self, poll: _Poll, item: Heading | PageHeard) -> None:
        """In the writing thread: what came goes into the store."""
        if isinstance(item, Heading):
            poll.heading = item
            self._take_in(poll, item.found)
            return
        self._take_in(poll, item.found)
        now, link = self.now(), item.link
        if item.failed is None:
            page = KnownPage(changed=link.changed, fetched=now, failures=0, due=now)
            poll.polled = replace(poll.polled, pages=poll.polled.pages + 1)
        else:
            poll.failed += 1
            with self.store.read() as connection:
                before = known_pages(connection, poll.source.name, [link.address]).get(link.address)
            failures = (before.failures if before else 0) + 1
            page = KnownPage(
                changed=before.changed if before else None,
                fetched=before.fetched if before else None,
                failures=failures,
                due=now + self._wait(poll.source, failures, item.failed),
            )
            if item.failed.lasting or failures == TOLD_AFTER:
                self._take_in(poll, Found(errors=(_as_input_error(item.failed),)))
        write_pages(self.store, poll.source.name, {link.address: page})

    def _take_in(self, poll: _Poll, found: Found) -> None:
        items: list[RawReport | InputError] = [*found.errors, *found.reports]
        if not items:
            return
        for item in ingest_reports(self.store, items, now=self.now(), codebook=self.codebook):
            polled = poll.polled
            if isinstance(item, InputError):
                poll.polled = replace(polled, errors=(*polled.errors, item))
            elif isinstance(item, Acknowledged):
                poll.polled = _counted(polled, item.outcome)

    def _finish(self, poll: _Poll) -> Polled:
        heading, heard, now = poll.heading, poll.heard, self.now()
        assert heading is not None
        polled = replace(poll.polled, left=poll.left)
        kept = heard.kept + polled.new + polled.revised + polled.copies
        heard = replace(heard, polled=now, kept=kept, refused=heard.refused + len(polled.errors))
        if heading.failed is not None:
            wait = self._wait(poll.source, heard.failures + 1, heading.failed)
            heard = replace(heard, failures=heard.failures + 1, problem=str(heading.failed), due=now + wait)
            polled = replace(polled, problem=str(heading.failed))
        elif heading.reply is not None:
            reply = heading.reply
            asked_whole = reply.body is not None
            # The next poll must see the links to what is missing, whether the source has changed or not.
            again = poll.left > 0 or poll.failed > 0
            heard = replace(
                heard,
                failures=0,
                problem=None,
                succeeded=now,
                due=now + self._pause(poll.source),
                etag=None if again else reply.etag,
                modified=None if again else reply.modified,
                digest=None if again else heading.digest or heard.digest,
                whole=now if asked_whole else heard.whole,
                changed=now if heading.changed else heard.changed,
            )
            polled = replace(polled, unchanged=not heading.changed)
        let_go(self.store, heard, holder=self.holder)
        self._next[poll.source.name] = heard.due
        return polled

    def _pause(self, source: Declaration) -> timedelta:
        """Until the next poll; a little different for each, so that they do not all come at once."""
        return timedelta(seconds=source.every * (0.95 + 0.1 * self.jitter()))

    def _wait(self, source: Declaration, failures: int, error: FetchError | InputError) -> timedelta:
        """Until a failed request is tried again: longer each time, and at least as long as the server asks for."""
        pace = timedelta(seconds=source.every)
        doubled: timedelta = pace * (1 << min(failures - 1, 10))
        back_off = max(min(doubled, LONGEST_BACK_OFF), pace) * (0.75 + 0.5 * self.jitter())
        if isinstance(error, FetchError):
            if error.wait is not None:
                return max(back_off, timedelta(seconds=error.wait))
            if error.lasting and failures > 2:
                return max(back_off, LASTING)
        return back_off


def _counted(polled: Polled, outcome: Outcome) -> Polled:
    match outcome:
        case Outcome.NEW:
            return replace(polled, new=polled.new + 1)
        case Outcome.REVISION:
            return replace(polled, revised=polled.revised + 1)
        case Outcome.COPY:
            return replace(polled, copies=polled.copies + 1)
        case _:
            return replace(polled, known=polled.known + 1)


def _as_input_error(error: FetchError) -> InputError:
    return InputError(error.where, error.what, error.remedy)


def _now() -> datetime:
    return datetime.now(UTC)


def _is_gone(holder: str) -> bool:
    """Whether a holder was a program on this machine that runs no more."""
    host, _, rest = holder.partition(" ")
    pid = rest.partition(" ")[0]
    if host != socket.gethostname() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False
