"""The history of an official page: what changed, with both wordings, and nothing where nothing did."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from growth import grows_in_step
from lagebild.model import Document
from lagebild.picture import PageChange, PageRevision, page_history, pages_of, told_history
from lagebild.pipeline import understand
from picture.page_facts import LEBANON, STANDING
from shared import sample

DAYS = ("2025-11-12", "2025-11-18", "2025-11-20", "2025-11-25")


def revision(text: str, day: str, authority: str = "DE", place: str = "EC", **more: str) -> PageRevision:
    key = more.pop("key", "seite")
    document = Document(key=key, text=text, source="hand", authority=authority, place=place, published=date.fromisoformat(day), **more)  # type: ignore[arg-type]
    read = understand(document)
    return PageRevision(document=read.document, claims=tuple(read.claims.claims))


def history(*texts: str, authority: str = "DE", place: str = "EC") -> tuple[PageChange, ...]:
    [page] = pages_of(revision(text, day, authority, place) for text, day in zip(texts, DAYS, strict=False))
    return page_history(page)


def moves(change: PageChange) -> list[tuple[str, str | None, str | None]]:
    return [(str(m.kind), m.before and m.before.value, m.after and m.after.value) for m in change.claims]


def wordings(change: PageChange) -> list[tuple[str, str | None, str | None]]:
    return [(str(w.kind), w.before and w.before.exact, w.after and w.after.exact) for w in change.wordings]


CALL = "Deutsche Staatsangehörige werden aufgefordert, Ecuador zu verlassen."
URGENT = "Deutsche Staatsangehörige werden dringend aufgefordert, Ecuador zu verlassen."
WARNING = "Vor Reisen nach Ecuador wird gewarnt."
OTHER = "Die Küste ist flach."


def test_the_first_revision_states_its_claims_and_compares_nothing() -> None:
    [first] = history(f"{WARNING}\n\n{CALL}")
    assert first.before is None
    assert moves(first) == [("came", None, "warning"), ("came", None, "leave")]
    assert first.wordings == ()


def test_a_step_has_its_old_and_its_new_words_side_by_side() -> None:
    _, change = history(f"{WARNING}\n\n{CALL}", f"{WARNING}\n\n{URGENT}")
    assert moves(change) == [("changed", "leave", "leave_now")]
    assert wordings(change) == [("replaced", CALL, URGENT)]
    assert change.wordings[0].advises


@pytest.mark.parametrize(
    "later",
    [
        f"{CALL}\n\n{OTHER}\n\n{WARNING}",  # moved
        f"**{WARNING}**\n\n{CALL}\n\n* {OTHER}",  # marks
        f"{WARNING} {CALL}\n\n{OTHER[:-1]}",  # one paragraph, no full stop
        f"{WARNING}\n\n\n\n{CALL}\n\n[{OTHER}](https://karte.example/kueste)",  # blanks, a link
    ],
)
def test_what_only_moved_or_is_only_set_otherwise_is_no_change(later: str) -> None:
    _, change = history(f"{WARNING}\n\n{CALL}\n\n{OTHER}", later)
    assert (moves(change), wordings(change)) == ([], [])


def test_equal_texts_in_a_row_are_one_revision() -> None:
    assert len(history(WARNING, WARNING, f"{WARNING} {CALL}")) == 2


def test_a_level_that_is_no_longer_stated_is_never_the_lowest() -> None:
    _, change = history(f"{WARNING}\n\n{OTHER}", OTHER)
    assert moves(change) == [("went", "warning", None)]
    assert (change.claims[0].silent, change.claims[0].stands) == (True, False)
    assert wordings(change) == [("removed", WARNING, None)]


def test_advice_for_a_part_that_becomes_advice_for_the_country_is_one_change() -> None:
    _, change = history("Von Reisen in die Provinz Guayas wird abgeraten.", WARNING)
    assert [(m.before and m.before.scope, m.after and m.after.scope) for m in change.claims] == [("parts", "country")]
    assert moves(change) == [("changed", "avoid_all", "warning")]


def test_other_regions_are_a_change_of_the_same_step() -> None:
    _, change = history("Vor Reisen in die Provinz Guayas wird gewarnt.", "Vor Reisen in die Provinz Carchi wird gewarnt.")
    assert [(m.before and m.before.regions, m.after and m.after.regions) for m in change.claims] == [(("Provinz Guayas",), ("Provinz Carchi",))]
    assert moves(change) == [("changed", "warning", "warning")]


def test_the_same_step_in_other_words_is_reworded() -> None:
    later = "Reisende werden gebeten: Registrieren Sie sich in der Krisenvorsorgeliste und halten Sie sie aktuell."
    _, change = history(f"Registrieren Sie sich in der Krisenvorsorgeliste.\n\n{OTHER}", f"{OTHER}\n\n{later}")
    assert moves(change) == [("reworded", "prepare", "prepare")]


def test_a_sentence_that_now_reads_like_another_one_of_the_page_is_no_step() -> None:
    doubled = f"{WARNING}\n\n{CALL}\n\n## Sicherheit\n\nVor Reise nach Ecuador wird gewarnt."
    mended = f"{WARNING}\n\n{CALL}\n\n## Sicherheit\n\n{WARNING}"
    _, change = history(doubled, mended)
    assert moves(change) == []
    assert wordings(change) == [("replaced", "Vor Reise nach Ecuador wird gewarnt.", WARNING)]
    assert moves(history(mended, doubled)[1]) == []


def test_sections_without_advice_are_told_apart() -> None:
    before, after = (f"{WARNING}\n\n## Gesundheit\n\nEine Impfung wird {word} empfohlen." for word in ("nicht", "dringend"))
    _, change = history(before, after)
    assert [(str(w.kind), w.advises) for w in change.wordings] == [("replaced", False)]


def test_passages_are_cut_from_their_own_revision() -> None:
    for change in history(f"{OTHER}\n\n{WARNING}", f"{CALL}\n\n{WARNING}", f"# Neu\n\n{URGENT}\n\n* {OTHER}"):
        for passage, document in (
            *((m.before.passage, change.before) for m in change.claims if m.before),
            *((m.after.passage, change.after) for m in change.claims if m.after),
            *((w.before, change.before) for w in change.wordings if w.before),
            *((w.after, change.after) for w in change.wordings if w.after),
        ):
            assert document is not None
            assert document.text[passage.span.begin : passage.span.end] == passage.exact


def test_pages_are_told_apart_by_authority_place_list_and_address() -> None:
    found = [
        revision(WARNING, "2025-11-12"),
        revision(CALL, "2025-11-18", place="PE"),
        revision("FCDO advises against all travel to Ecuador.", "2025-11-12", authority="GB"),
        revision("warning: true", "2025-11-12", key="de-ec-list-2025-11-12"),
        revision(WARNING, "2025-11-12", url="https://botschaft.example/quito"),
        PageRevision(document=Document(key="blatt", text=WARNING, source="hand"), claims=()),
    ]
    assert [len(page) for page in pages_of(found)] == [1, 1, 1, 1, 1]


def test_flags_that_become_all_false_say_that_no_level_is_stated() -> None:
    flags = "Ecuador: Reise- und Sicherheitshinweise\n\nwarning: {}\n\npartialWarning: false"
    _, change = history(flags.format("true"), flags.format("false"))
    assert moves(change) == [("went", "warning", None)]
    assert change.claims[0].silent


def test_a_text_that_is_no_longer_kept_still_has_its_claims() -> None:
    whole = revision(WARNING, "2025-11-12")
    later = revision(f"{WARNING} {CALL}", "2025-11-18")
    empty = PageRevision(document=Document(key="seite", text="", source="hand", id=whole.document.id, authority="DE", place="EC", published=date(2025, 11, 12)), claims=whole.claims)
    first, change = page_history([empty, later])
    assert moves(first) == [("came", None, "warning")]
    assert (moves(change), change.wordings) == ([("came", None, "leave")], ())


def test_a_page_tells_its_own_history() -> None:
    text = (
        "FCDO advises against all travel to Ecuador.\n\n## Change history\n\n**20 November 2025**\n"
        "FCDO now advises against all travel to Ecuador.\n\n**18 November 2025**\nSome embassy staff are being withdrawn.\n\n---\n\nImprint."
    )
    page = revision(text, "2025-11-20", authority="GB")
    entries = told_history(page)
    assert [(e.day, e.passage.exact, [c.value for c in e.claims]) for e in entries] == [
        ("2025-11-18", "Some embassy staff are being withdrawn.", ["reduced"]),
        ("2025-11-20", "FCDO now advises against all travel to Ecuador.", ["warning"]),
    ]
    [first] = page_history([page])
    assert moves(first) == [("came", None, "warning")]  # what is told of the past is no state of today
    assert told_history(revision(WARNING, "2025-11-12")) == ()


_SENTENCES = st.lists(st.sampled_from([WARNING, CALL, URGENT, OTHER, "Der Hafen ist gesperrt.", "Der Hafen bleibt gesperrt."]), max_size=8)


@given(_SENTENCES, _SENTENCES)
def test_every_sentence_that_differs_is_told_once(before: list[str], after: list[str]) -> None:
    documents = [
        PageRevision(document=Document(key="s", text="\n\n".join(lines), source="h", authority="DE", place="EC", published=date(2025, 11, n)), claims=())
        for n, lines in enumerate((before, after), 1)
    ]
    if not before or not after:
        return
    change = page_history(documents)[1]
    gone = Counter(w.before.exact for w in change.wordings if w.before)
    fresh = Counter(w.after.exact for w in change.wordings if w.after)
    assert gone == Counter(before) - Counter(after)
    assert fresh == Counter(after) - Counter(before)


def test_the_time_for_a_change_grows_with_the_page() -> None:
    def changed(count: int) -> tuple[PageRevision, PageRevision]:
        texts = [
            "\n\n".join(f"Im Ort {n} gilt Regel {n * 7 % 10}{' nicht' * (n % 50 == own)}." for n in range(count)) for own in (1, 2)
        ]
        one, other = (
            PageRevision(document=Document(key="s", text=t, source="h", authority="DE", place="EC", published=date(2025, 11, n)), claims=())
            for n, t in enumerate(texts, 1)
        )
        return one, other

    assert grows_in_step(page_history, changed, 100)


def test_the_four_pages_on_lebanon_give_the_history_a_careful_reader_noted() -> None:
    days = ("2024-05-30", "2024-06-26", "2024-09-27", "2024-10-07")
    [page] = pages_of(revision(sample(f"aa_libanon_{day}.md").read_text(encoding="utf-8"), day, place="LB") for day in days)
    first, *changes = page_history(page)
    assert {(m.after.dimension, m.after.value) for m in first.claims if m.after} > set(STANDING)
    told = [
        (str(change.after.day), (m.after or m.before).dimension, m.before and m.before.value, m.after and m.after.value)  # type: ignore[union-attr]
        for change in changes
        for m in change.claims
    ]
    assert Counter(told) == Counter(LEBANON)
    assert not {dimension for _, dimension, *_ in told} & {dimension for dimension, _ in STANDING}
    # Sentences on the airport and on leaving by air came without a step of any ladder.
    added = [w.after.exact for w in changes[0].wordings if w.before is None and w.after]
    assert [sum(word in text for text in added) for word in ("Rafiq-Hariri", "Luftweg")] == [1, 1]


def test_the_british_page_on_qatar_of_early_2026() -> None:
    names = {"2026-02-28": "20e79879", "2026-03-01": "d6abd7d6", "2026-03-04": "799382d4"}
    texts = {day: sample(f"fcdo_qatar_{name}.md").read_text(encoding="utf-8") for day, name in names.items()}
    [page] = pages_of(revision(text, day, authority="GB", place="QA") for day, text in texts.items())
    _, first, second = page_history(page)
    came = {(m.after.dimension, m.after.value, m.after.scope) for m in first.claims if m.after and not m.stands}
    assert came == {("travel_advice", "avoid_nonessential", "country"), ("threat_assessment", "occurring", None)}
    assert [m.before.dimension for m in second.claims if m.silent and m.before] == ["threat_assessment"]
    assert {str(m.kind) for m in second.claims if (m.before or m.after).dimension == "travel_advice"} == {"reworded"}  # type: ignore[union-attr]


# Day, dimension, step: noted from the page's own entries.
TOLD_LEBANON = {
    ("2023-10-16", "family_departure", "withdrawn"),
    ("2023-10-16", "mission_status", "reduced"),
    ("2023-10-17", "citizen_departure", "consider"),
    ("2023-10-18", "travel_advice", "warning"),
    ("2023-10-18", "citizen_departure", "leave_now"),
    ("2024-08-04", "citizen_departure", "leave"),
    ("2024-10-30", "staff_departure", "reduced"),
    ("2026-03-01", "travel_advice", "avoid_nonessential"),
    ("2026-03-08", "staff_departure", "reduced"),
    ("2026-03-08", "mission_status", "open"),
}
TOLD_UKRAINE = {
    ("2022-01-22", "travel_advice", "avoid_nonessential"),
    ("2022-01-24", "staff_departure", "reduced"),
    ("2022-02-11", "travel_advice", "warning"),
    ("2022-02-11", "citizen_departure", "leave_now"),
    ("2022-02-18", "mission_status", "relocated"),
    ("2022-02-24", "threat_assessment", "occurring"),
}


@pytest.mark.parametrize(("place", "name", "facts"), [("LB", "lebanon", TOLD_LEBANON), ("UA", "ukraine", TOLD_UKRAINE)])
def test_what_british_pages_tell_of_themselves(place: str, name: str, facts: set[tuple[str, str, str]]) -> None:
    page = revision(sample(f"fcdo_{name}_history.md").read_text(encoding="utf-8"), "2026-08-22", authority="GB", place=place)
    entries = told_history(page)
    assert [e.day for e in entries] == sorted(e.day for e in entries)
    assert facts <= {(e.day, c.dimension, c.value) for e in entries for c in e.claims}
