"""Whatever comes ends as text, as something quarantined with its reason, or as a refusal; quickly, and never in silence."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from lagebild.collect.readers import read_answer
from lagebild.documents import build_documents
from lagebild.errors import InputError
from lagebild.sources.answers import Answer
from lagebild.sources.declaration import Declaration, Form
from lagebild.sources.web_archive import read_web_archive
from lagebild.sources.workers import Workers
from sources.hostile import ADVICE, ARCHIVES, FEEDS, PAGES

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
# What took a worker more than two seconds when it was written.
SLOW = {"a text of 50 MB", "a paragraph of 50 MB", "a paragraph of 9 MB", "a text of 9 MB", "60,000 headings that are links", "a bomb", "a bomb in a body", "20,000 entries with text"}
OUTCOMES: Counter[str] = Counter()


def read_all(kind: str, body: bytes) -> tuple[int, list[str]]:
    """In a worker: how many texts there are, and what was said about the rest."""
    if kind == "archive":
        with tempfile.TemporaryFile() as stream:
            stream.write(body)
            stream.seek(0)
            raws = list(read_web_archive(stream, "x.warc.gz", NOW))
    else:
        form, media = {"feed": (Form.FEED, "text/xml"), "page": (Form.PAGE, "text/html"), "advice": (Form.AUSWAERTIGES_AMT, "application/json")}[kind]
        source = Declaration(name="x", address="https://x.example/", form=form, authority="DE" if kind == "advice" else None)
        found = read_answer(Answer(address=source.address, body=body, media_type=media, charset=None, retrieved=NOW), source)
        raws = [*found.errors, *found.reports]
    texts, said = 0, []
    for document in build_documents(raws):
        if isinstance(document, InputError):
            said.append(str(document))
        else:
            texts += 1
            assert document.text.strip()
            document.text.encode("utf-8")
    return texts, said


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers() as pool:
        yield pool


def payloads() -> Iterator[object]:
    for kind, made in (("feed", FEEDS), ("page", PAGES), ("advice", ADVICE), ("archive", ARCHIVES)):
        for name, make in made.items():
            yield pytest.param(kind, make, id=f"{kind}-{name}", marks=[pytest.mark.long] if name in SLOW else [])


@pytest.mark.parametrize(("kind", "make"), list(payloads()))
def test_a_payload_ends_in_one_of_three_ways(kind: str, make: Callable[[], bytes], workers: Workers) -> None:
    refused: InputError | None = None
    texts, said = 0, list[str]()
    try:
        texts, said = workers.run(read_all, kind, make(), where="x")
    except InputError as error:
        refused = error
    if refused is not None:
        assert "cannot be read (" not in refused.what, "an error that nobody thought of"
        assert refused.remedy
    assert texts or said or refused, "something came, and nothing is said of it"
    OUTCOMES["text" if texts else "quarantined" if said else "refused"] += 1


def test_there_are_enough_of_them() -> None:
    assert sum(map(len, (FEEDS, PAGES, ADVICE, ARCHIVES))) >= 60
    print(dict(OUTCOMES))


def test_what_is_sound_in_the_same_form_is_read(workers: Workers) -> None:
    from sources.hostile import TEXT, advice, feed, item, page, paragraph, record

    assert workers.run(read_all, "feed", feed(item(TEXT)), where="x") == (1, [])
    assert workers.run(read_all, "page", page(paragraph()), where="x") == (1, [])
    assert workers.run(read_all, "archive", record(page(paragraph())), where="x") == (1, [])
    assert workers.run(read_all, "advice", advice(), where="x")[0] == 1, "the same country twice is one report and a note"
