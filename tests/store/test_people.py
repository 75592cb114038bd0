from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lagebild.errors import NotFound, UsageError
from lagebild.store import Store
from lagebild.store.people import (
    APART,
    IDLE,
    LONGEST,
    Role,
    Scope,
    accounts,
    add_account,
    add_key,
    begin_sitting,
    change_account,
    end_key,
    end_sitting,
    find_account,
    find_key,
    find_sitting,
    keys,
    last_visit,
    note_visit,
    use_sitting,
)

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_an_account_is_found_by_its_name_as_it_is_written(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.ANALYST, now=NOON, password="x")
        assert find_account(connection, "Jana") is None
        found = find_account(connection, "jana")
        assert found is not None
        assert (found.role, found.closed) == (Role.ANALYST, False)


@pytest.mark.matrix
@pytest.mark.parametrize("name", ["", " jana", "a b", "x" * 65, "-x", "a\nb", "<b>"])
def test_what_is_no_name_is_refused(store: Store, name: str) -> None:
    with pytest.raises(UsageError), store.write() as connection:
        add_account(connection, name, Role.READER, now=NOON)


def test_two_accounts_never_share_a_name(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON)
    with pytest.raises(UsageError, match="there is an account"), store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON)


def test_a_sitting_ends_when_it_is_idle_too_old_or_left(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON)
        token = begin_sitting(connection, "jana", now=NOON)
        assert find_sitting(connection, token, now=NOON + IDLE) is not None
        assert find_sitting(connection, token, now=NOON + IDLE + timedelta(seconds=1)) is None
        moment = NOON
        while moment < NOON + LONGEST:
            use_sitting(connection, token, now=moment)
            moment += IDLE
        assert find_sitting(connection, token, now=NOON + LONGEST + timedelta(seconds=1)) is None
        other = begin_sitting(connection, "jana", now=NOON)
        end_sitting(connection, other)
        assert find_sitting(connection, other, now=NOON) is None
        assert find_sitting(connection, "made up", now=NOON) is None


def test_another_password_role_or_a_closed_account_ends_every_sitting(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON)
        for change in ({"password": "y"}, {"role": Role.ANALYST}, {"closed": True}):
            token = begin_sitting(connection, "jana", now=NOON)
            change_account(connection, "jana", **change)  # type: ignore[arg-type]
            assert find_sitting(connection, token, now=NOON) is None


def test_a_change_of_nothing_changes_nothing(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON, password="x")
        before = find_account(connection, "jana")
        change_account(connection, "jana")
        assert find_account(connection, "jana") == before


def test_the_last_administrator_stays(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "anna", Role.ADMIN, now=NOON)
        add_account(connection, "ben", Role.READER, now=NOON)
    for change in ({"closed": True}, {"role": Role.READER}):
        with pytest.raises(UsageError, match="last administrator"), store.write() as connection:
            change_account(connection, "anna", **change)  # type: ignore[arg-type]
    with store.read() as connection:
        assert [(a.name, a.role, a.closed) for a in accounts(connection)] == [
            ("anna", Role.ADMIN, False),
            ("ben", Role.READER, False),
        ]


def test_a_key_opens_only_what_and_as_long_as_it_says(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.ANALYST, now=NOON)
        token = add_key(connection, "jana", "Ticker", [Scope.READ], now=NOON, ends=NOON + timedelta(days=30))
        found = find_key(connection, token, now=NOON)
        assert found is not None
        assert (found[0].name, found[1].label, found[1].scopes) == ("jana", "Ticker", frozenset({Scope.READ}))
        assert token not in repr(keys(connection))
        assert find_key(connection, token, now=NOON + timedelta(days=30)) is None
        with pytest.raises(NotFound):
            end_key(connection, found[1].id, of="somebody")
        end_key(connection, found[1].id, of="jana")
        assert find_key(connection, token, now=NOON) is None


def test_a_closed_account_has_no_keys(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.ANALYST, now=NOON)
        token = add_key(connection, "jana", "Ticker", [Scope.READ], now=NOON, ends=NOON + timedelta(days=30))
        change_account(connection, "jana", closed=True)
        change_account(connection, "jana", closed=False)
        assert find_key(connection, token, now=NOON) is None


@pytest.mark.parametrize(("label", "scopes", "days"), [("", ["read"], 1), ("x", [], 1), ("x", ["read"], 0), ("y" * 101, ["read"], 1)])
def test_a_key_that_says_nothing_is_not_made(store: Store, label: str, scopes: list[str], days: int) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.ANALYST, now=NOON)
    with pytest.raises(UsageError), store.write() as connection:
        add_key(connection, "jana", label, [Scope(s) for s in scopes], now=NOON, ends=NOON + timedelta(days=days))


def test_looks_close_together_are_one_visit(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON)
        assert last_visit(connection, "jana", "EC") == (None, None)
        note_visit(connection, "jana", "EC", now=NOON)
        note_visit(connection, "jana", "EC", now=NOON + APART)
        assert last_visit(connection, "jana", "EC") == (None, NOON + APART)
        later = NOON + 3 * APART
        note_visit(connection, "jana", "EC", now=later)
        assert last_visit(connection, "jana", "EC") == (NOON + APART, later)
        note_visit(connection, "jana", "EC", now=later, read=True)
        assert last_visit(connection, "jana", "EC") == (later, later)
        assert last_visit(connection, "ben", "EC") == (None, None)
