"""Who listens for changes of the picture: one look at the store a second serves all of them, and none while nobody does.

A place has one line with its last change in the store, so a listener that comes back after a while is told of every
place that changed meanwhile, of each once. Changes of one transaction have one number: only the last event of a number
carries it as its id, so that whoever is cut off between two of them hears both again rather than one never.
"""

from __future__ import annotations

import asyncio
import json
import signal
import threading
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from itertools import groupby
from types import FrameType
from typing import Any

from starlette.concurrency import run_in_threadpool

from lagebild.desk.refusals import Refusal
from lagebild.errors import LagebildError
from lagebild.publish.dates import iso
from lagebild.store import Store
from lagebild.store.touched import Touch, last_change, touches

MOST, MOST_EACH = 500, 30  # listeners of a process, and of one caller
AGAIN = 2_000  # milliseconds after which a listener that was cut off comes back


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a listener wants to hear of; None is everything from now on, and every place."""

    since: int | None = None
    place: str | None = None


class Listeners:
    """All listeners of a process.

    Attributes:
        every: seconds between two looks at the store.
        beat: seconds after which a silent listener gets a comment, so that nobody on the way takes the line for dead.
        check: seconds after which it is asked again whether a listener still may.
    """

    def __init__(self, store: Store, *, every: float = 1.0, beat: float = 15.0, check: float = 30.0) -> None:
        self.store = store
        self.every, self.beat, self.check = every, beat, check
        self.closed = False
        self._number = 0
        self._touched: dict[str, Touch] = {}
        self._bells: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._callers: Counter[str] = Counter()
        self._looking: asyncio.Task[None] | None = None
        self._told = False

    def admit(self, caller: str) -> None:
        """Raise a Refusal where too many listen already."""
        if len(self._bells) >= MOST or self._callers[caller] >= MOST_EACH:
            raise Refusal(503, "Es hören schon zu viele zu; bitte später noch einmal.", retry_after=30)

    async def listen(self, caller: str, asked: Asked, may: Callable[[], Awaitable[bool]]) -> AsyncIterator[bytes]:
        """Events until the listener goes, the server ends, or the listener may no more.

        Args:
            caller: whose listener it is.
            asked: since which change, and of which place.
            may: asks the store whether the caller still may.
        """
        bell, loop = asyncio.Event(), asyncio.get_running_loop()
        self._bells[bell] = loop
        self._callers[caller] += 1
        self._hear_of_the_end()
        try:
            await run_in_threadpool(self._look)
            since = self._number if asked.since is None else min(asked.since, self._number)
            yield f"retry: {AGAIN}\nid: {since}\n\n".encode()
            checked = beaten = loop.time()
            while not self.closed:
                if self._looking is None or self._looking.done():
                    self._looking = asyncio.create_task(self._keep_looking())
                bell.clear()
                number = self._number
                events = self._events(since, asked.place)
                since = max(since, number)
                for event in events:
                    yield event
                now = loop.time()
                beaten = now if events else beaten
                if now - checked >= self.check:
                    checked = now
                    if not await may():
                        return
                if now - beaten >= self.beat:
                    beaten = now
                    yield b": still there\n\n"
                due = min(checked + self.check, beaten + self.beat) - loop.time()
                try:
                    await asyncio.wait_for(bell.wait(), max(0.01, due))
                except TimeoutError:
                    continue
        finally:
            del self._bells[bell]
            self._callers[caller] -= 1
            if not self._callers[caller]:
                del self._callers[caller]

    def close(self) -> None:
        """The server ends: everybody is let go at once. May be called from a signal or another thread."""
        self.closed = True
        for bell, loop in list(self._bells.items()):
            loop.call_soon_threadsafe(bell.set)

    def _events(self, since: int, place: str | None) -> list[bytes]:
        fresh = [(t.number, code, t) for code, t in self._touched.items() if t.number > since and place in {None, code}]
        found = []
        for number, group in groupby(sorted(fresh, key=lambda one: one[:2]), key=lambda one: one[0]):
            some = list(group)
            for n, (_, code, touch) in enumerate(some, 1):
                data = json.dumps({"place": code, "number": number, "moment": iso(touch.moment)})
                identity = f"id: {number}\n" if n == len(some) else ""
                found.append(f"event: change\n{identity}data: {data}\n\n".encode())
        return found

    async def _keep_looking(self) -> None:
        """Look as long as anybody listens."""
        while self._bells and not self.closed:
            await asyncio.sleep(self.every)
            before = self._number
            try:
                await run_in_threadpool(self._look)
            except LagebildError:
                continue  # the store may come back; whoever asks for a picture is told
            if self._number != before:
                for bell in list(self._bells):
                    bell.set()

    def _look(self) -> None:
        with self.store.read() as connection:
            number = last_change(connection)
            if number != self._number:
                self._touched = touches(connection)
                self._number = number

    def _hear_of_the_end(self) -> None:
        """A server waits for its connections before it tells the application that it ends, and these never end by themselves."""
        if self._told or threading.current_thread() is not threading.main_thread():
            return
        self._told = True
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)
            if callable(before):
                signal.signal(number, self._then(before))

    def _then(self, before: Callable[[int, FrameType | None], Any]) -> Callable[[int, FrameType | None], Any]:
        def told(number: int, frame: FrameType | None) -> None:
            self.close()
            before(number, frame)

        return told
