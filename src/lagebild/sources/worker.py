"""The inside of a worker process: calls come in over standard input, one at a time, and their results go out.

A call is limited in processor time and in memory by the system itself, so that no parser, whatever
language it is written in, can run longer or take more.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import pickle
import signal
import struct
import sys
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from lagebild.errors import InputError

LENGTH = struct.Struct("!Q")  # before each message: its length in bytes
BEGUN = b"+"  # sent once a call has arrived in full: before it, the call may be given to another worker
_MAX_MESSAGE = 300  # characters of a foreign exception's message that are passed on


def serve() -> None:
    """Read limits, then answer calls until the pipe is closed; the process does nothing else.

    An answer is ``(kind, value)``: "result", "error" with an InputError, "memory", or "failed" with words.
    """
    asked = sys.stdin.buffer
    # What a parser prints would stand in the middle of an answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    frame = receive(asked)
    if frame is None:
        return
    seconds, memory = pickle.loads(frame)
    _limit_process(memory)
    while (frame := receive(asked)) is not None:
        try:
            answers.write(BEGUN)
            answers.flush()
            answer = _answer(frame, seconds)
            frame = None
            send(answers, answer)
        except OSError:  # the parent is gone
            break
    os._exit(0)


def receive(stream: BinaryIO) -> bytes | None:
    """The next message, or None where the stream ends before or within it."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    body = stream.read(length)
    return body if len(body) == length else None


def send(stream: BinaryIO, body: bytes) -> None:
    """Write one message; raises OSError where nobody reads it any more."""
    stream.write(LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def _answer(frame: bytes, seconds: float) -> bytes:
    try:
        function, arguments = pickle.loads(frame)
        result = _call(function, arguments, seconds)
        return pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return pickle.dumps(("memory", None))
    except Exception as error:  # a value that cannot be sent, a function that cannot be found
        return pickle.dumps(("failed", _named(error)))


def _call(function: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> tuple[str, Any]:
    _limit_call(seconds)
    try:
        return "result", function(*arguments)
    except InputError as error:
        return "error", error
    except MemoryError:
        return "memory", None
    except Exception as error:
        return "failed", _named(error)
    finally:
        _limit_call(0)


def _named(error: Exception) -> str:
    words = " ".join(str(error).split())[:_MAX_MESSAGE]
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def _limit_process(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the wall clock of the parent is the limit
        return
    # Some systems know a limit and do not let it be set.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _limit_call(seconds: float) -> None:
    """Processor time from now on; 0 takes the limit away. Signals end the process: nothing catches them.

    The timer is exact, the limit of the system stands behind it. The alarm ends a worker whose parent is gone.
    """
    if not hasattr(signal, "setitimer"):
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 2 * seconds + 1 if seconds else 0)
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        used = math.ceil(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (used + math.ceil(seconds) + 1 if seconds else most, most))


class Loader(pickle.Unpickler):
    """Answers hold plain values, moments, errors and frozen dataclasses of ours: nothing else is loaded from a worker.

    A parser that was broken into must not reach the parent by what it sends.
    """

    def __init__(self, body: bytes) -> None:
        super().__init__(io.BytesIO(body))

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name where it is one of these; raises UnpicklingError for any other."""
        if module == "datetime" or (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("lagebild.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _holds_values(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that a reader returns")


_PLAIN = frozenset((("builtins", "set"), ("builtins", "frozenset"), ("builtins", "bytearray"), ("builtins", "complex")))


def _holds_values(kind: type) -> bool:
    from enum import Enum

    parameters = getattr(kind, "__dataclass_params__", None)
    return issubclass(kind, (InputError, Enum)) or bool(parameters and parameters.frozen)
