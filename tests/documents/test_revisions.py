from __future__ import annotations

from datetime import date

from lagebild.documents import link_revisions
from lagebild.errors import InputError
from lagebild.model.text import Document


def document(key: str, text: str, **more: object) -> Document:
    return Document(**{"key": key, "text": text, "source": "a.jsonl", **more})  # type: ignore[arg-type]


def test_the_later_published_one_supersedes_whatever_the_order() -> None:
    old = document("a", "alt", published=date(2022, 1, 1))
    new = document("a", "neu", published=date(2022, 1, 2))
    for batch in ([old, new], [new, old]):
        found = {d.text: d for d in link_revisions(batch) if isinstance(d, Document)}
        assert (found["neu"].supersedes, found["alt"].supersedes) == (old.id, None)


def test_without_dates_the_order_decides() -> None:
    first, second = link_revisions([document("a", "eins"), document("a", "zwei")])
    assert isinstance(second, Document)
    assert isinstance(first, Document)
    assert (second.supersedes, first.supersedes) == (first.id, None)


def test_the_same_outlet_revises_itself_across_files() -> None:
    _, second = link_revisions([document("a", "1", outlet="X"), document("a", "2", outlet="X", source="b.jsonl")])
    assert isinstance(second, Document)


def test_an_id_taken_by_another_source_is_refused() -> None:
    for other in (document("a", "2", source="b.jsonl"), document("a", "2", outlet="Y")):
        first, second = link_revisions([document("a", "1"), other])
        assert isinstance(first, Document)
        assert isinstance(second, InputError)
        assert "the id belongs to another text" in str(second)


def test_the_same_document_twice_goes_on_once() -> None:
    first = document("a", "1", title="erste")
    assert link_revisions([first, document("b", "2"), document("a", "1", source="b")]) == [first, document("b", "2")]
