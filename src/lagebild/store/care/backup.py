"""A backup is one checked SQLite file with its SHA-256 beside it, whatever database it comes from or goes to.

Copying a live file is no backup: it is written from one consistent view of the store, under another name until it has
been checked and is on the disk.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection

from lagebild.errors import StoreError
from lagebild.store.care.check import check_connection, check_store
from lagebild.store.care.finding import Finding, Tell, tell_nobody
from lagebild.store.care.transfer import copy_everything, count_documents, digest_of, empty, is_empty
from lagebild.store.connect import file_of, open_store

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """What was written.

    Attributes:
        documents: how many.
        digest: hash over all rows, the same for every store with the same contents.
    """

    documents: int
    digest: str


def back_up(address: str, file: Path, *, force: bool = False, tell: Tell = tell_nobody) -> Backup:
    """Write a store into a file, and its hash beside it.

    Args:
        force: write one that does not pass the check all the same.

    Raises:
        StoreError: the store does not pass it, the file is there already, or it cannot be written; nothing is left of
            it then.
    """
    if file.exists():
        raise StoreError(str(file), "is there already", "choose another name; a good backup is never written over")
    source = file_of(address)
    with _under_another_name(file) as unchecked:
        if source is None:
            with open_store(address) as store, store.read() as connection:
                _refuse(address, check_connection(connection, tell), force)
                _write_new(unchecked, connection, tell)
        else:
            open_store(address, create=False).close()
            # Page by page, so that what is wrong with the store is wrong with the copy and found there.
            _copy_pages(source, unchecked)
        _refuse(address, check_store(str(unchecked), tell), force)
        backup = _describe(unchecked)
        hashed = f"{_hash_file(unchecked)}  {file.name}\n"
    beside = _beside(file)
    with _under_another_name(beside) as unnamed:
        unnamed.write_text(hashed, encoding="utf-8")
    return backup


def restore(file: Path, address: str, *, force: bool = False, tell: Tell = tell_nobody) -> Backup:
    """Make a store of a backup.

    Args:
        force: replace what the store holds, and take a backup without a hash or one that does not pass the check.

    Raises:
        StoreError: the backup is not what was written, the store has contents already, or it cannot be written; the
            store is then as it was.
    """
    target = file_of(address)
    if target is not None and target.exists() and target.stat().st_size and not force:
        raise StoreError(str(target), "is there already", "give another --store, or --force to replace it")
    if not file.exists():
        raise StoreError(str(file), "there is no such file", "name the file that 'lagebild backup' wrote")
    if not force:
        _verify(file)
    if target is not None:
        with _under_another_name(target, before=lambda: _drop_journals(target)) as unchecked:
            _copy_bytes(file, unchecked)
            _refuse(str(file), check_store(str(unchecked), tell), force)
            return _describe(unchecked)
    with TemporaryDirectory(prefix="lagebild-") as folder:
        copied = Path(folder) / "backup.db"
        _copy_bytes(file, copied)
        _refuse(str(file), check_store(str(copied), tell), force)
        return _load(copied, address, force, tell)


def _load(copied: Path, address: str, force: bool, tell: Tell) -> Backup:
    with open_store(str(copied)) as source, open_store(address) as store, source.read() as rows, store.write() as into:
        if not is_empty(into):
            if not force:
                raise StoreError(store.address, "has contents already", "give another --store, or --force to replace them")
            empty(into)
        copy_everything(rows, into, tell)
        written = Backup(documents=count_documents(into), digest=digest_of(into))
        if not force:
            _refuse(store.address, check_connection(into, tell), force)
        if written.digest != digest_of(rows):
            raise StoreError(store.address, "did not take the rows as they are", "nothing was written; see that it has room")
        return written


def _write_new(path: Path, rows: Connection, tell: Tell) -> None:
    with open_store(str(path)) as new, new.write() as into:
        copy_everything(rows, into, tell)


def _copy_pages(source: Path, target: Path) -> None:
    try:
        with closing(sqlite3.connect(source, timeout=30)) as whole, closing(sqlite3.connect(target)) as copy:
            whole.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, not three
    except sqlite3.Error as error:
        raise StoreError(str(source), f"cannot be copied ({error})", "run 'lagebild check'; see that the disk has room") from error


def _copy_bytes(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StoreError(str(target), f"cannot be written ({error.strerror})", "make room, or choose another place") from error


def _describe(path: Path) -> Backup:
    try:
        with open_store(str(path)) as store, store.read() as connection:
            return Backup(documents=count_documents(connection), digest=digest_of(connection))
    except StoreError:  # forced: it cannot be read to its end
        return Backup(documents=0, digest="")


def _refuse(where: str, findings: Iterable[Finding], force: bool) -> None:
    found = list(islice(findings, 1_000))
    if found and not force:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise StoreError(where, f"does not pass the check ({found[0].where}: {found[0].what}{more})", "run 'lagebild check', or give --force")


def _beside(file: Path) -> Path:
    return file.with_name(file.name + ".sha256")


def _verify(file: Path) -> None:
    try:
        words = _beside(file).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        raise StoreError(str(file), "has no hash beside it", f"put {_beside(file).name} there, or give --force") from None
    if not words or words[0] != _hash_file(file):
        raise StoreError(str(file), "is not the file that was written: its hash is another", "take another backup, or give --force")


def _hash_file(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as opened:
        while block := opened.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _drop_journals(path: Path) -> None:
    """SQLite would roll the journal of a store that is no more back into the new one."""
    for ending in ("-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


@contextmanager
def _under_another_name(path: Path, before: Callable[[], None] = lambda: None) -> Iterator[Path]:
    """A name beside ``path`` to write to; what was written is on the disk under ``path`` afterwards, or nothing is.

    Args:
        before: done last before the file gets its name.
    """
    unnamed = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield unnamed
        with unnamed.open("rb+") as opened:
            os.fsync(opened.fileno())
        before()
        unnamed.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise StoreError(str(path), f"cannot be written ({error.strerror})", "make room, or choose another place") from error
    finally:
        for ending in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                Path(f"{unnamed}{ending}").unlink(missing_ok=True)
