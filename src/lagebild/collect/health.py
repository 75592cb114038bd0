"""How it goes with what a desk listens to."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from lagebild.errors import UsageError
from lagebild.sources.declaration import Declaration, Declared, official_sources, read_declarations
from lagebild.store.listening import Heard

USUAL_FILE = "sources.toml"
STALE = 3  # polls that were missed, and no less than
LEAST_STALE = timedelta(hours=1)


def load_sources(file: str) -> Declared:
    """The desk's declarations; without a file of the usual name, the official ones.

    Raises:
        UsageError: the file cannot be used.
    """
    path = Path(file)
    if not path.exists() and file == USUAL_FILE:
        return Declared(sources=official_sources())
    try:
        body = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}); check the name") from error
    return read_declarations(body, file)


def is_stale(source: Declaration, heard: Heard | None, now: datetime) -> bool:
    """Whether it has not been reached for longer than a few polls should take; one never asked is not stale but unknown."""
    if heard is None or heard.polled is None:
        return False
    last = heard.succeeded
    return last is None or now - last > max(timedelta(seconds=STALE * source.every), LEAST_STALE)
