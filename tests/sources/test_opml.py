"""Lists of feeds are read from other programs and written for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import InputError
from lagebild.sources.declaration import Declaration, Form, declare, official_sources
from lagebild.sources.opml import read_opml, write_opml

NESTED = """<?xml version="1.0"?><opml version="1.0"><head/><body>
<outline text="Presse"><outline text="Süd-Kurier (Politik)" type="rss" xmlUrl="https://sued.example/rss"/>
<outline text="Mehr"><outline title="Süd-Kurier, Politik" text="x" xmlUrl="https://sued.example/2?a=1&amp;b=2" language="en-GB"/></outline>
</outline><outline text="Doppelt" xmlUrl="https://sued.example/rss"/><outline xmlUrl="http://ohne.example/f"/></body></opml>"""

TITLES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cn")), min_size=1, max_size=40).map(
    lambda title: " ".join(title.split()) or "x"
)
SOURCES = st.lists(
    st.builds(
        lambda number, title, language, form: Declaration(
            name=f"s{number}", address=f"https://a.example/{number}?x=1&y='<'".replace("<", "%3C"), title=title, language=language, form=form
        ),
        st.integers(0, 10**6),
        TITLES,
        st.sampled_from(("de", "en", "fr")),
        st.sampled_from((Form.FEED, Form.LINKED)),
    ),
    max_size=8,
    unique_by=lambda source: source.address,
)


def test_folders_are_opened_and_names_made_of_titles() -> None:
    declared, errors = read_opml(NESTED.encode(), "liste.opml")
    assert [(d.name, d.address, d.title, d.language) for d in declared] == [
        ("sued-kurier-politik", "https://sued.example/rss", "Süd-Kurier (Politik)", "de"),
        ("sued-kurier-politik-2", "https://sued.example/2?a=1&b=2", "Süd-Kurier, Politik", "en"),
        ("ohne-example", "http://ohne.example/f", None, "de"),
    ]
    assert errors == []


@given(SOURCES)
def test_what_is_written_is_read_again(sources: list[Declaration]) -> None:
    declared, errors = read_opml(write_opml(sources).encode(), "a")
    assert [(d.address, d.title, d.language) for d in declared] == [(s.address, s.title, s.language) for s in sources]
    assert [error.what for error in errors] == ([] if sources else ["holds no feeds"])
    assert read_opml(write_opml(declared).encode(), "a")[0] == declared


@given(st.lists(TITLES, max_size=8))
def test_names_are_unique_and_can_be_declared(titles: list[str]) -> None:
    sources = [Declaration(name=f"s{n}", address=f"https://a.example/{n}", title=title) for n, title in enumerate(titles)]
    names = [d.name for d in read_opml(write_opml(sources).encode(), "a")[0]]
    assert len(set(names)) == len(titles)
    assert not set(names) & {source.name for source in official_sources()}
    assert all(declare(name, address="https://a.example/").name == name for name in names)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "feed://a.example", "https://[a", "//a.example"])
def test_other_addresses_are_named_and_the_rest_is_read(address: str) -> None:
    row = f'<outline text="a" xmlUrl="{address}"/><outline text="b" xmlUrl="https://b.example/"/>'
    declared, errors = read_opml(f"<opml><body>{row}</body></opml>".encode(), "a")
    assert [d.address for d in declared if d.address != address] == ["https://b.example/"]
    assert len(errors) + len(declared) == 2


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b"<html/>", "begins with <html>"),
        (b"<opml><body>", "no well-formed XML"),
        (b'<!DOCTYPE a [<!ENTITY a "b">]><opml/>', "declares entities"),
        (b"<opml>" + b"<outline>" * 300, "elements nested deeper than 256"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        read_opml(data, "a")
    assert caught.value.what.startswith(what)


def test_official_interfaces_are_no_feeds() -> None:
    written = write_opml(official_sources())
    assert all(f'"{s.address}"' not in written for s in official_sources() if s.form not in (Form.FEED, Form.LINKED))
