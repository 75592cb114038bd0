from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lagebild.errors import NotFound, UsageError
from lagebild.store import Store
from lagebild.store.people import Role, add_account, begin_sitting, find_account, find_sitting
from lagebild.store.vouched import LONGEST_ERRAND, Errand, Vouched, admit, begin_errand, expect, take_errand

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUSE = "https://anmelden.example"
ERRAND = Errand(nonce="n", verifier="v", following="/place/EC")


def person(subject: str = "17", email: str | None = "jana@example.org", issuer: str = HOUSE) -> Vouched:
    return Vouched(issuer=issuer, subject=subject, email=email)


@pytest.fixture
def jana(store: Store) -> str:
    with store.write() as connection:
        add_account(connection, "jana", Role.READER, now=NOON)
        expect(connection, "jana", "Jana@Example.org")
    return "jana"


def test_an_account_is_tied_to_whoever_comes_first_under_its_address(store: Store, jana: str) -> None:
    with store.write() as connection:
        found = admit(connection, person())
        assert found is not None
        assert (found.name, found.invited, found.subject) == (jana, "jana@example.org", f"{HOUSE} 17")
        # The address may change, or be given to somebody else.
        assert admit(connection, person(email="jana.neu@example.org")) == found
        assert admit(connection, person(subject="18")) is None
        assert admit(connection, person(issuer="https://other.example", email=None)) is None


@pytest.mark.parametrize(
    "stranger",
    [person(email=None), person(email="jan@example.org"), person(email="\u212aana@example.org"), person(subject="jana@example.org", email=None)],
)
def test_who_is_named_by_no_account_has_none(store: Store, jana: str, stranger: Vouched) -> None:
    with store.write() as connection:
        assert admit(connection, stranger) is None


def test_an_account_may_be_named_by_the_subject(store: Store) -> None:
    with store.write() as connection:
        add_account(connection, "tom", Role.ANALYST, now=NOON)
        expect(connection, "tom", "sub:tom@248")
        assert admit(connection, person(subject="TOM@248", email=None)) is None
        assert admit(connection, person(subject="18", email="sub:tom@248")) is None
        assert admit(connection, person(subject="18", email="tom@248")) is None
        found = admit(connection, person(subject="tom@248", email=None))
        assert found is not None
        assert found.name == "tom"


def test_naming_somebody_anew_unties_the_account_and_ends_its_sittings(store: Store, jana: str) -> None:
    with store.write() as connection:
        admit(connection, person())
        token = begin_sitting(connection, jana, now=NOON)
        expect(connection, jana, "jana@example.org")
        assert find_sitting(connection, token, now=NOON) is None
        again = admit(connection, person(subject="18"))
        assert again is not None
        assert again.subject == f"{HOUSE} 18"
        expect(connection, jana, None)
        assert admit(connection, person(subject="18")) is None
        left = find_account(connection, jana)
        assert left is not None
        assert (left.invited, left.subject) == (None, None)


@pytest.mark.parametrize("stated", ["", "jana", "a b@example.org", "@example.org", "jana@", "sub:", "sub:\u00e4", "sub:a\nb", "a@b@c", "x:y@example.org"])
def test_what_names_nobody_is_refused(store: Store, jana: str, stated: str) -> None:
    with pytest.raises(UsageError), store.write() as connection:
        expect(connection, jana, stated)


def test_two_accounts_never_name_the_same_person(store: Store, jana: str) -> None:
    with store.write() as connection:
        add_account(connection, "jan", Role.ADMIN, now=NOON)
    with pytest.raises(UsageError, match="jana"), store.write() as connection:
        expect(connection, "jan", "JANA@example.org")
    with pytest.raises(NotFound), store.write() as connection:
        expect(connection, "nobody", "n@example.org")


def test_a_sign_in_under_way_ends_once_in_its_own_browser_and_in_time(store: Store) -> None:
    with store.write() as connection:
        begin_errand(connection, "state", "cookie", ERRAND, now=NOON)
        assert take_errand(connection, "state", "another cookie", now=NOON) is None
        assert take_errand(connection, "made up", "cookie", now=NOON) is None
        assert take_errand(connection, "state", "cookie", now=NOON + LONGEST_ERRAND) == ERRAND
        assert take_errand(connection, "state", "cookie", now=NOON) is None
        begin_errand(connection, "late", "cookie", ERRAND, now=NOON)
        assert take_errand(connection, "late", "cookie", now=NOON + LONGEST_ERRAND + timedelta(seconds=1)) is None
