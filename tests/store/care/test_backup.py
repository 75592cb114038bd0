"""What a backup holds is what the store held, on whichever database it is made and restored; anything else is refused."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from lagebild.errors import StoreError
from lagebild.pipeline import draw_at, ingest
from lagebild.store import Store, open_store
from lagebild.store.care import back_up, check_store, restore
from lagebild.store.care.transfer import digest_of
from store.reports import FILES, NOON, contents


def digest(address: str) -> str:
    with open_store(address) as store, store.read() as connection:
        return digest_of(connection)


def test_a_backup_holds_what_the_store_holds(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    done = back_up(filled, file)
    assert (done.documents, done.digest) == (4, digest(filled))
    with open_store(filled) as one, open_store(str(file)) as other:
        assert contents(one) == contents(other)
    assert list(check_store(str(file))) == []
    assert sorted(path.name for path in tmp_path.iterdir() if "backup" in path.name) == ["backup.db", "backup.db.sha256"]


def test_looking_at_a_backup_does_not_change_it(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    back_up(filled, file)
    before = file.read_bytes()
    assert list(check_store(str(file))) == []
    with open_store(str(file)) as store:
        draw_at(store)
    assert file.read_bytes() == before


def test_from_either_database_to_the_other_and_back(filled: str, server: str, tmp_path: Path) -> None:
    from store.conftest import run_outside_a_transaction

    run_outside_a_transaction(server, "CREATE DATABASE restored TEMPLATE template")
    try:
        there = server.format("restored")
        one, two = tmp_path / "one.db", tmp_path / "two.db"
        digests = {back_up(filled, one).digest, restore(one, there).digest, back_up(there, two).digest}
        digests.add(restore(two, str(tmp_path / "again.db")).digest)
        assert digests == {digest(filled)}
        for address in (there, str(tmp_path / "again.db")):
            assert list(check_store(address)) == []
            with open_store(address) as copy, open_store(filled) as store:
                assert contents(copy) == contents(store)
        with pytest.raises(StoreError, match="has contents already"):
            restore(one, there)
        assert restore(one, there, force=True).digest == digest(filled)
    finally:
        run_outside_a_transaction(server, "DROP DATABASE restored WITH (FORCE)")


def test_a_backup_under_writes_is_whole(store: Store, address: str, tmp_path: Path) -> None:
    def write() -> None:
        list(ingest(store, FILES, now=NOON, batch=1))

    writing = threading.Thread(target=write)
    writing.start()
    counts = []
    for number in range(100):
        file = tmp_path / f"{number}.db"
        counts.append(back_up(address, file).documents)
        assert list(check_store(str(file))) == []
        if not writing.is_alive():
            break
    writing.join()
    assert counts == sorted(counts)
    assert back_up(address, tmp_path / "last.db").documents == 10


def break_seal(address: str) -> None:
    with open_store(address) as store, store.write() as connection:
        connection.exec_driver_sql("UPDATE claim SET confidence = 0.25")


def test_a_damaged_store_is_not_backed_up(filled: str, tmp_path: Path) -> None:
    break_seal(filled)
    with pytest.raises(StoreError, match=r"does not pass the check \(claim .*seal is broken"):
        back_up(filled, tmp_path / "backup.db")
    assert [path for path in tmp_path.iterdir() if "backup" in path.name] == []
    back_up(filled, tmp_path / "backup.db", force=True)
    with pytest.raises(StoreError, match="does not pass the check"):
        restore(tmp_path / "backup.db", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()
    restore(tmp_path / "backup.db", str(tmp_path / "new.db"), force=True)
    assert list(check_store(str(tmp_path / "new.db"))) != []


def test_a_file_that_is_there_is_not_written_over(filled: str, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_text("my thesis")
    with pytest.raises(StoreError, match="is there already"):
        back_up(filled, tmp_path / "backup.db", force=True)
    assert (tmp_path / "backup.db").read_text() == "my thesis"


def test_a_backup_that_was_changed_is_not_restored(filled: str, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    back_up(filled, file)
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with pytest.raises(StoreError, match="its hash is another"):
        restore(file, str(tmp_path / "new.db"))
    file.with_name("backup.db.sha256").unlink()
    with pytest.raises(StoreError, match="no hash beside it"):
        restore(file, str(tmp_path / "new.db"))
    with pytest.raises(StoreError, match="no such file"):
        restore(tmp_path / "none.db", str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_a_store_is_only_replaced_on_request(filled: str, tmp_path: Path) -> None:
    file, target = tmp_path / "backup.db", tmp_path / "target.db"
    back_up(filled, file)
    open_store(str(target)).close()
    with pytest.raises(StoreError, match="is there already"):
        restore(file, str(target))
    # The journal of a store that is no more must not be rolled back into the new one.
    target.with_name("target.db-journal").write_bytes(bytes.fromhex("d9d505f920a163d7") + bytes(1_000))
    restore(file, str(target), force=True)
    assert not target.with_name("target.db-journal").exists()
    assert digest(str(target)) == digest(filled)


def test_what_cannot_be_written_is_said(filled: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        back_up(filled, tmp_path / "none" / "backup.db")
    with pytest.raises(StoreError, match="no such store"):
        back_up(str(tmp_path / "none.db"), tmp_path / "backup.db")
    assert not (tmp_path / "none.db").exists()
