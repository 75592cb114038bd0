"""What is in a store is found by its words, the same on both databases and in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from lagebild.errors import UsageError
from lagebild.language.terms import WORD
from lagebild.model import Claim, Span, Statement, Status
from lagebild.model.statement import Kind
from lagebild.pipeline import ingest
from lagebild.store import Found, Query, Store, Versions, open_store, record, search
from lagebild.store.entries import HASH_BITS, drop_entries, first_id
from lagebild.store.schema import entry
from store.conftest import run_outside_a_transaction
from store.reports import FILES, NOON, VERSIONS, arrival, claim, document, hours


def find(store: Store, words: str = "", **more: object) -> list[Found]:
    with store.read() as connection:
        return search(connection, Query(words=words, **more))  # type: ignore[arg-type]


def kinds(found: list[Found]) -> list[str]:
    return sorted(f.kind for f in found)


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory, server: str) -> Iterator[tuple[Store, Store]]:
    """The sample crisis in a store on each database."""
    run_outside_a_transaction(server, "CREATE DATABASE searched TEMPLATE template")
    with open_store(str(tmp_path_factory.mktemp("search") / "s.db")) as one, open_store(server.format("searched")) as other:
        for store in (one, other):
            assert len(list(ingest(store, FILES, now=NOON))) == len(FILES)
        yield one, other
    run_outside_a_transaction(server, "DROP DATABASE searched WITH (FORCE)")


def test_words_of_the_crisis_find_its_reports_on_both_databases_in_the_same_order(pair: tuple[Store, Store]) -> None:
    texts = [Path(file).read_text() for file in FILES]
    words = sorted({word for text in texts for word in WORD.findall(text.split("---")[-1])})
    for word in words[::3]:
        one, other = (find(store, word, limit=1000) for store in pair)
        assert one == other, word
        assert any(f.kind == "document" for f in one), word
        assert [f.id for f in one] == sorted((f.id for f in one), reverse=True)


@pytest.mark.parametrize(
    "query",
    [
        Query(words="Botschaft", place="ec"),
        Query(words="Personal", actor="US"),
        Query(words="Reise*", order="ranked", limit=500),
        Query(words="Botschaft Personal", order="ranked"),
        Query(place="EC", dimension="staff_departure"),
        Query(status="denied"),
        Query(kind="claim", limit=3),
        Query(),
        Query(words="Botschaft", known_at=NOON),
        Query(words="Botschaft", known_at=NOON - hours(1)),
    ],
)
def test_filters_and_prefixes_give_the_same_on_both_databases(pair: tuple[Store, Store], query: Query) -> None:
    def asked(store: Store) -> list[Found]:
        with store.read() as connection:
            return search(connection, query)

    one, other = map(asked, pair)
    assert set(map(str, one)) == set(map(str, other)) if query.order == "ranked" else one == other
    assert bool(one) == (query.known_at != NOON - hours(1))


def test_claims_found_by_a_filter_are_those_that_pass_it(pair: tuple[Store, Store]) -> None:
    found = find(pair[0], place="EC", actor="US", kind="claim", limit=1000)
    assert found
    for hit in found:
        assert isinstance(hit.noun, Claim)
        assert (hit.noun.place, hit.noun.actor) == ("EC", "US")


def test_every_passage_is_the_text_at_its_offsets(pair: tuple[Store, Store]) -> None:
    for hit in find(pair[0], limit=1000):
        assert hit.passage is not None
        span = hit.passage.span
        assert hit.document.text[span.begin : span.end] == hit.passage.exact
        assert hit.passage.exact


def test_pages_together_are_the_whole(pair: tuple[Store, Store]) -> None:
    for store in pair:
        whole = [f.id for f in find(store, "Botschaft", limit=1000)]
        pages: list[int] = []
        while page := find(store, "Botschaft", limit=7, before=pages[-1] if pages else None):
            pages += [f.id for f in page]
        assert pages == whole
        assert len(whole) > 14


def test_a_span_of_time_cuts_at_the_second(store: Store) -> None:
    moments = [datetime(2022, 1, 24, 10, minute, tzinfo=UTC) for minute in range(4)]
    with store.write() as connection:
        record(connection, *(arrival(document(f"d{n}", f"Bericht {n}.", published=m)) for n, m in enumerate(moments)))

    def keys(**more: object) -> list[str]:
        return [f.document.key for f in find(store, "Bericht", kind="document", **more)]

    assert keys() == ["d3", "d2", "d1", "d0"]
    assert keys(since=moments[1], until=moments[2]) == ["d2", "d1"]
    assert keys(since=moments[3]) == ["d3"]
    assert keys(until=moments[0]) == ["d0"]
    assert keys(since=moments[2], until=moments[1]) == []
    assert keys(before=first_id(int(moments[2].timestamp() * 1_000_000))) == ["d1", "d0"]


def test_a_report_without_a_date_counts_from_when_the_desk_had_it(store: Store) -> None:
    with store.write() as connection:
        record(connection, arrival(document()))
    assert find(store, "Schweiz", since=NOON, until=NOON)
    assert not find(store, "Schweiz", since=NOON + hours(1))


def test_a_statement_has_the_places_of_the_claims_that_rest_on_it_and_its_speakers_words(store: Store) -> None:
    source = document(text="Ignazio Cassis sagte, die Botschaft schließe. Das Wetter war gut.")
    said = Statement(
        document=source.key, content=(Span(22, 44),), speaker=(Span(0, 14),), kind=Kind.INDIRECT, rule="frame"
    )
    other = Statement(document=source.key, content=(Span(46, 64),), kind=Kind.INDIRECT, rule="frame")
    rests = claim(source, statement=said.id)
    with store.write() as connection:
        record(connection, arrival(source, rests, statements=(said, other)))
    [hit] = find(store, "Cassis Botschaft", place="SD", actor="CH", kind="statement")
    assert hit.noun == said
    assert hit.passage == source.passage(Span(22, 44))
    assert kinds(find(store, place="SD")) == ["claim", "document", "statement"]
    assert not find(store, "Wetter", place="SD", kind="statement")
    assert find(store, "Wetter", kind="statement")


def test_outlets_and_statuses_are_told_apart(store: Store) -> None:
    one, two = document("a", "Eine Meldung.", outlet="Der Süd-Kurier"), document("b", "Eine Meldung!", outlet="Kurier")
    with store.write() as connection:
        record(connection, arrival(one, claim(one, status=Status.DENIED)), arrival(two, claim(two)))
    assert {f.document.key for f in find(store, "Meldung", outlet="der süd kurier")} == {"a"}
    assert {f.document.key for f in find(store, "Meldung", outlet="Kurier")} == {"b"}
    assert [f.document.key for f in find(store, status="denied")] == ["a"]
    assert not find(store, status="denied OR asserted")


def test_another_reading_takes_the_place_of_the_one_before(store: Store) -> None:
    source = document()
    newer = Versions(rules="2" * 12, codebook=VERSIONS.codebook)
    with store.write() as connection:
        record(connection, arrival(source, claim(source), claim(source, "open", place="EC")))
    before = find(store, "Schweiz")
    assert kinds(before) == ["claim", "claim", "document", "statement"]
    with store.write() as connection:
        record(connection, arrival(source, claim(source, "reduced"), versions=newer, made=NOON + hours(1)))
    after = find(store, "Schweiz")
    assert kinds(after) == ["claim", "document", "statement"]
    assert [f.noun.value for f in after if isinstance(f.noun, Claim)] == ["reduced"]
    assert not find(store, place="EC")
    assert check_index(store)


def check_index(store: Store) -> bool:
    """Whether the index holds exactly the entries."""
    with store.write() as connection:
        ids = set(connection.execute(select(entry.c.id)).scalars())
        if not store.embedded:
            return connection.execute(text("SELECT count(*) FROM entry WHERE terms IS NULL")).scalar() == 0
        connection.execute(text("INSERT INTO words(words) VALUES('integrity-check')"))
        return set(connection.execute(text("SELECT rowid FROM words")).scalars()) == ids


def test_what_is_taken_out_is_not_found(store: Store) -> None:
    one, two = document("a"), document("b", "Die Botschaft bleibt offen.")
    with store.write() as connection:
        record(connection, arrival(one, claim(one)), arrival(two, claim(two)))
        drop_entries(connection, [one.id])
    assert {f.document.key for f in find(store, "Botschaft")} == {"b"}
    assert check_index(store)


def test_a_document_without_a_reading_is_found_and_once(store: Store) -> None:
    source = document()
    bare = arrival(source, claims=None, statements=(), versions=None)
    for _ in range(2):
        with store.write() as connection:
            record(connection, bare)
        assert kinds(find(store, "Botschaft")) == ["document"]
    with store.write() as connection:
        record(connection, arrival(source, claim(source)))
    assert len(find(store, "Schweiz")) == 3


def test_entries_that_want_the_same_id_stand_beside_each_other(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lagebild.store.entries._hash", lambda _: (1 << HASH_BITS) - 1)
    for key in "ab":
        source = document(key)
        with store.write() as connection:
            record(connection, arrival(source, claim(source)))
    assert len({f.id for f in find(store, "Schweiz")}) == 6


def test_a_text_beyond_what_a_row_may_hold_is_still_taken_in(store: Store) -> None:
    words = " ".join(f"Wort{number:x}" for number in range(120_000))
    with store.write() as connection:
        record(connection, arrival(document(text=words + " " + "Botschaft " * 20_000)))
    assert find(store, "Wort1f")


def test_a_hit_of_a_document_is_shown_with_the_words_around_it(store: Store) -> None:
    source = document(text="Erstens. " * 100 + "Die Reisewarnungen gelten weiter. " + "Zuletzt. " * 100)
    with store.write() as connection:
        record(connection, arrival(source))
    [hit] = find(store, "Warnung", kind="document")
    assert hit.passage is not None
    assert "Die Reisewarnungen gelten" in hit.passage.exact
    assert len(hit.passage.exact) < 260


HOSTILE = ['"', '""', "NEAR(a b)", "a AND", "Botschaft OR", "NOT Botschaft", "terms:x", "^Bot", "Bot*schaft", "'x' & !", "k:document",
           "\0", "Bot\0schaft", "{terms}: a", "a\\", "x:*", "-", "😀", "😀 Botschaft", "%", "_", "(((", "*", "*abc", "\u0130", "a" * 100_000]  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=40) | st.sampled_from(HOSTILE))
@example("Botschaft " * 10_000)
@example(" ".join(f"w{n}" for n in range(10_000)))
def test_no_words_do_more_than_search(pair: tuple[Store, Store], words: str) -> None:
    answers = []
    for store in pair:
        try:
            answers.append([f.id for f in find(store, words)])
        except UsageError as error:
            answers.append(type(error))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("words", HOSTILE)
def test_operators_of_a_database_are_words_or_nothing(pair: tuple[Store, Store], words: str) -> None:
    test_no_words_do_more_than_search.hypothesis.inner_test(pair, words)  # type: ignore[attr-defined]
    for field in ("place", "actor", "dimension", "status", "outlet"):
        assert find(pair[0], **{field: words}) == find(pair[1], **{field: words})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ({"words": "🙂 --"}, "letters or digits"),
        ({"words": "a*"}, "at least 3"),
        ({"words": " ".join(f"w{n}" for n in range(60))}, "give fewer"),
        ({"kind": "picture"}, "document, statement, claim"),
        ({"limit": 0}, "give 1 to"),
        ({"limit": 10**9}, "give 1 to"),
        ({"order": "oldest"}, "newest or ranked"),
        ({"order": "ranked"}, "needs words"),
        ({"words": "a", "order": "ranked", "before": 3}, "cannot be paged"),
    ],
)
def test_a_senseless_query_says_what_to_give(pair: tuple[Store, Store], more: dict[str, object], hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        find(pair[0], **more)


def test_moments_beyond_any_report_are_no_error(pair: tuple[Store, Store]) -> None:
    far = {"since": datetime(1, 1, 1, tzinfo=UTC), "until": datetime(9999, 12, 31, tzinfo=UTC)}
    assert find(pair[0], "Botschaft", **far) == find(pair[1], "Botschaft", **far) == find(pair[0], "Botschaft")
    assert find(pair[0], "Botschaft", before=10**30) == find(pair[1], "Botschaft")
    assert find(pair[1], "Botschaft", before=-(10**30)) == []
