"""What came from outside is read in processes of its own, with a limit on time and memory each.

Parsers of others may need minutes or gigabytes for a page made to do so, or end the program. Here that ends a worker:
it is replaced, the call it had comes back as an error, and no other call notices. A worker that did well is replaced
after a while, too, since memory of parsers only grows. What a worker sends back is data of known kinds and nothing else.
"""

from __future__ import annotations

import io
import os
import pickle
import queue
import select
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from lagebild.errors import InputError

T = TypeVar("T")

_HEAD = struct.Struct("!Q")
_MOST_RESULT = 100_000_000  # bytes
_SERVE = "from lagebild.sources.workers import serve; serve()"
_REMEDY = "it was not read; look at it by hand"


class Workers:
    """A pool of processes that read; may be shared by threads.

    Args:
        count: calls at the same time; more wait.
        seconds: of processor a call may take, and half of what it may take by the clock.
        memory: bytes of address space of a worker.
        recycle: calls after which a worker is replaced.
    """

    def __init__(self, count: int = 1, seconds: float = 5.0, memory: int = 1_000_000_000, recycle: int = 200) -> None:
        self._seconds, self._memory, self._recycle = seconds, memory, recycle
        self._slots: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._count = count
        for _ in range(count):
            self._slots.put(None)

    def run(self, function: Callable[..., T], *arguments: Any, where: str) -> T:
        """What a function of some module returns for some data.

        Args:
            where: the place to name in errors.

        Raises:
            InputError: it raised one, or took too long or too much, or did not come back.
        """
        worker = self._slots.get()
        try:
            if worker is None or not worker.is_well():
                worker = _Worker(self._seconds, self._memory)
            kind, *told = worker.call(function, arguments)
        except _LostError as lost:
            if worker is not None:
                worker.end()
            worker = None
            raise InputError(where, str(lost), _REMEDY) from None
        finally:
            if worker is not None and worker.calls >= self._recycle:
                worker.end()
                worker = None
            self._slots.put(worker)
        if kind == "done":
            result: T = told[0]
            return result
        if kind == "input":
            raise InputError(*told[:3]).about(told[3])
        raise InputError(where, f"cannot be read ({told[0]}: {told[1]})", _REMEDY)

    def close(self) -> None:
        """End all workers."""
        for _ in range(self._count):
            worker = self._slots.get()
            if worker is not None:
                worker.end()
            self._slots.put(None)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _LostError(Exception):
    """A worker that gave no answer; the message says why."""


class _Worker:
    """One process; it ends when its standard input does, and so with its parent."""

    def __init__(self, seconds: float, memory: int) -> None:
        self.calls = 0
        self._seconds = seconds
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, repr(seconds), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
            start_new_session=True,  # Ctrl-C is for the program, which ends its workers itself
        )
        try:
            self._receive(time.monotonic() + 60)  # it has loaded what it needs, and its limits hold
        except _LostError:
            self.end()
            raise

    def is_well(self) -> bool:
        return self._process.poll() is None

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        self.calls += 1
        data = pickle.dumps((function.__module__, function.__qualname__, arguments), pickle.HIGHEST_PROTOCOL)
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(_HEAD.pack(len(data)))
            for begin in range(0, len(data), 1 << 20):
                self._process.stdin.write(data[begin : begin + (1 << 20)])
        except OSError:
            raise _LostError(self._why()) from None
        return self._receive(time.monotonic() + 2 * self._seconds)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def _receive(self, deadline: float) -> tuple[Any, ...]:
        (size,) = _HEAD.unpack(self._read(_HEAD.size, deadline))
        if size > _MOST_RESULT:
            raise _LostError(f"gives more than {_MOST_RESULT} bytes")
        try:
            answer: tuple[Any, ...] = _Unpickler(io.BytesIO(self._read(size, deadline))).load()
        except (pickle.UnpicklingError, EOFError, ValueError, AttributeError, TypeError) as error:
            raise _LostError(f"the worker gave no answer that can be understood ({error})") from error
        return answer

    def _read(self, size: int, deadline: float) -> bytes:
        assert self._process.stdout is not None
        number = self._process.stdout.fileno()
        pieces: list[bytes] = []
        while size:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([number], [], [], left)[0]:
                raise _LostError(f"takes longer than {2 * self._seconds:.0f} s to read")
            piece = os.read(number, min(size, 1 << 20))
            if not piece:
                raise _LostError(self._why())
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _why(self) -> str:
        """Why the process ended."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        status = self._process.returncode
        if status is not None and -status in (24, 9):  # SIGXCPU, and SIGKILL of a kernel short of memory
            return f"takes longer than {self._seconds:.0f} s to read" if status == -24 else "needs too much memory to be read"
        return f"ends the program that reads it (status {status})"


class _Unpickler(pickle.Unpickler):
    """Data and nothing else: a parser that was taken over must not run anything here."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in {("builtins", "set"), ("builtins", "frozenset")} or module == "datetime":
            return super().find_class(module, name)
        if module.startswith(("lagebild.model.", "lagebild.sources.", "lagebild.documents.")) or module == "lagebild.errors":
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no data")


def serve() -> None:
    """The life of a worker: calls from standard input, answers to standard output."""
    seconds, memory = float(sys.argv[1]), int(sys.argv[2])
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)  # whatever prints something must not break into an answer
    _limit_memory(memory)
    _send(sink, ("ready",))
    while head := source.read(_HEAD.size):
        module, name, arguments = pickle.loads(source.read(_HEAD.unpack(head)[0]))
        _limit_time(seconds)
        try:
            __import__(module)
            answer: tuple[Any, ...] = ("done", getattr(sys.modules[module], name)(*arguments))
        except InputError as error:
            answer = ("input", error.where, error.what, error.remedy, error.raw)
        except MemoryError:
            answer = ("input", "-", "needs too much memory to be read", _REMEDY, None)
        except BaseException as error:
            answer = ("wrong", type(error).__name__, " ".join(str(error).split())[:200])
        _send(sink, answer)


def _send(sink: Any, answer: tuple[Any, ...]) -> None:
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    sink.write(_HEAD.pack(len(data)) + data)
    sink.flush()


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits here: those by the clock hold all the same
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """So much more than this process has used already."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
