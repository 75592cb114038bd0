"""What comes from strangers is parsed in worker processes with limits, which are replaced when one of them ends.

A parser that hangs, fills the memory or crashes costs one call, which becomes an InputError; the program goes on.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

from lagebild.errors import InputError, UsageError
from lagebild.sources.worker import Loader, receive, send

T = TypeVar("T")

# A new interpreter and no fork: a fork copies locks that threads hold, and "spawn" would run the main script again.
_PROGRAM = (
    "import pickle, struct, sys; read = sys.stdin.buffer.read; "
    "sys.path[:] = pickle.loads(read(struct.unpack('!Q', read(8))[0])); "
    "from lagebild.sources.worker import serve; serve()"
)
_REMEDY = "look at what came in the quarantine; nothing of it was read"


class _NotBegunError(Exception):
    """The worker ended before the call had arrived."""


class _EndedError(Exception):
    """The worker ended during the call."""


class _Worker:
    """One process, used by one thread at a time."""

    def __init__(self, seconds: float, memory: int) -> None:
        self.calls = 0
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=-1,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._calls_out, self._answers = self._process.stdin, self._process.stdout
        with contextlib.suppress(OSError):  # one that ended at once is noticed at its first call
            send(self._calls_out, pickle.dumps(sys.path))  # type: ignore[arg-type]
            send(self._calls_out, pickle.dumps((seconds, memory)))  # type: ignore[arg-type]

    def call(self, frame: bytes, wall: float) -> bytes:
        """The answer to a call; raises _NotBegunError, _EndedError, or TimeoutError after ``wall`` seconds."""
        self.calls += 1
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(wall, stop)
        timer.daemon = True
        timer.start()
        answer: bytes | None = None
        begun = False
        try:
            with contextlib.suppress(OSError):
                send(self._calls_out, frame)  # type: ignore[arg-type]
                begun = self._answers.read(1) != b""
                answer = receive(self._answers) if begun else None  # type: ignore[arg-type]
        finally:
            timer.cancel()
        if late.is_set():
            raise TimeoutError
        if answer is None:
            raise _EndedError if begun else _NotBegunError
        return answer

    def end(self, *, at_once: bool) -> int:
        """End the process, by closing its pipe or by force; its status, negative for a signal."""
        if at_once and self._process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(0.2)  # it has closed its pipe and is about to end; else its own signal is lost
            self._process.kill()
        with contextlib.suppress(OSError):
            self._calls_out.close()
        try:
            status = self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            status = self._process.wait()
        self._answers.close()
        return status


class Workers:
    """A pool of worker processes, started when they are first needed.

    Any number of threads may call ``run``; as many calls as there are workers go on at the same time. Workers end
    with the pool, and with the program however it ends: an idle one at once, a busy one with its limit.

    Args:
        count: processes at most.
        seconds: processor time of one call; on the wall clock it may take twice that.
        memory: bytes of address space of a process, which has some 100 million before it reads anything.
        recycle: calls after which a process is replaced by a new one, whatever has leaked into it.
    """

    def __init__(
        self, count: int = 1, seconds: float = 5, memory: int = 1_000_000_000, recycle: int = 200
    ) -> None:
        if count < 1 or seconds <= 0 or recycle < 1:
            raise UsageError("workers: give a count, seconds and calls above zero")
        self._seconds, self._memory, self._recycle = seconds, memory, recycle
        self._free = threading.Semaphore(count)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._closed = False

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the idle workers; the others end with their calls."""
        with self._lock:
            self._closed = True
            ending, self._idle = self._idle, []
        for worker in ending:
            worker.end(at_once=False)

    def run(self, function: Callable[..., T], *arguments: Any, where: str) -> T:
        """What ``function`` returns for the arguments, called in a worker.

        Args:
            function: of a module, so that a worker finds it by its name.
            arguments: whatever can be pickled.
            where: the place to name in errors.

        Raises:
            InputError: the function raised it; or it raised another exception, took too long, needed too much
                memory, or ended its process.
            UsageError: the pool is closed, or the call cannot be sent.
        """
        try:
            frame = pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise UsageError(f"{where}: cannot be sent to a worker ({error}); give a function of a module") from error
        with self._free:
            try:
                body = self._call(frame, where)
            except _NotBegunError:  # it was ended while idle, by the system or a person: the call is still whole
                body = self._call(frame, where)
        try:
            kind, value = Loader(body).load()
        except Exception as error:
            raise InputError(where, f"the answer of the worker cannot be read ({error})", _REMEDY) from None
        if kind == "error":
            raise value
        if kind == "memory":
            raise self._too_large(where)
        if kind != "result":
            raise InputError(where, f"cannot be read ({value})", _REMEDY)
        result: T = value
        return result

    def _call(self, frame: bytes, where: str) -> bytes:
        worker = self._take()
        wall = 2 * self._seconds
        try:
            body = worker.call(frame, wall)
        except TimeoutError:
            worker.end(at_once=True)
            what = f"took longer than {self._seconds:g} s to read"
            raise InputError(where, what, _REMEDY) from None
        except _NotBegunError:
            status = worker.end(at_once=True)
            if worker.calls > 1:
                raise
            raise InputError(where, f"the worker could not start ({_ending(status)})", "try again") from None
        except _EndedError:
            raise self._ended(worker.end(at_once=True), where) from None
        except BaseException:  # Ctrl-C: the answer that may still come belongs to nobody
            worker.end(at_once=True)
            raise
        self._give_back(worker, healthy=body != _MEMORY)
        return body

    def _take(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise UsageError("workers: the pool is closed; open a new one")
            if self._idle:
                return self._idle.pop()
        return _Worker(self._seconds, self._memory)

    def _give_back(self, worker: _Worker, *, healthy: bool) -> None:
        with self._lock:
            if healthy and worker.calls < self._recycle and not self._closed:
                self._idle.append(worker)
                return
        worker.end(at_once=False)

    def _ended(self, status: int, where: str) -> InputError:
        names = ("SIGPROF", "SIGXCPU", "SIGALRM")
        if -status in {getattr(signal, name) for name in names if hasattr(signal, name)}:
            return InputError(where, f"took longer than {self._seconds:g} s to read", _REMEDY)
        return InputError(where, f"the worker ended ({_ending(status)})", _REMEDY)

    def _too_large(self, where: str) -> InputError:
        return InputError(where, f"needs more than {self._memory / 1e9:g} GB", _REMEDY)


_MEMORY = pickle.dumps(("memory", None))


def _ending(status: int) -> str:
    if status >= 0:
        return f"status {status}"
    with contextlib.suppress(ValueError):
        return f"signal {signal.Signals(-status).name}"
    return f"signal {-status}"
