"""A line declares a source; what cannot be meant is refused with a reason."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.errors import UsageError
from lagebild.sources.declaration import (
    Declaration,
    Form,
    SourceKind,
    as_line,
    declare,
    official_sources,
    read_declarations,
    span_of,
)

OWN = """
[collect]
contact = "desk@example.org"
networks = ["10.20.0.0/16"]

[sources]
abendblatt = { address = "https://abendblatt.example/rss.xml", title = "Abendblatt", every = "5m", reliability = "B" }
auswaertiges-amt = false
govuk = { every = "2h" }
"""


def test_a_line_is_enough_for_a_source() -> None:
    declared = read_declarations(OWN.encode(), "sources.toml")
    by_name = {source.name: source for source in declared.sources}
    assert by_name["abendblatt"] == Declaration(
        name="abendblatt", address="https://abendblatt.example/rss.xml", title="Abendblatt", every=300, reliability="B"
    )
    assert "auswaertiges-amt" not in by_name
    assert (by_name["govuk"].every, by_name["govuk"].authority) == (7_200, "GB")
    assert (declared.contact, declared.networks) == ("desk@example.org", ("10.20.0.0/16",))


def test_the_official_sources_are_shipped() -> None:
    assert [source.authority for source in official_sources()] == ["DE", "GB", "US", "CA", "AU"]
    assert all(s.kind is SourceKind.AUTHORITY and s.licence and s.address.startswith("https://") for s in official_sources())
    assert read_declarations(b"", "x").sources == official_sources()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('A = { address = "https://a.example/" }', "name of a source"),
        ("a = 3", "write it as"),
        ("a = {}", "no address"),
        ('a = { address = "ftp://a.example/" }', "no web address"),
        ('a = { address = "https://a.example/", every = "5s" }', "60s or more"),
        ('a = { address = "https://a.example/", every = "soon" }', "span of time"),
        ('a = { address = "https://a.example/", form = "gopher" }', "known are feed"),
        ('a = { address = "https://a.example/", kind = "authority" }', "without its country"),
        ('a = { address = "https://a.example/", authority = "Deutschland" }', "two capitals"),
        ('a = { address = "https://a.example/", reliability = "gut" }', "A to F"),
        ('a = { address = "https://a.example/", language = "deutsch" }', "code such as de"),
        ('a = { address = "https://a.example/", colour = "red" }', "unknown 'colour'"),
        ('a = { address = "https://a.example/", title = 3 }', "no text"),
        ('a = { address = "https://a.example/" ', "no TOML"),
        ('a = { address = "https://a.example/" }\n[other]', "only [collect]"),
        ('a = { address = "https://a.example/" }\n[collect]\ncontact = "ä\\nX: y"', "ASCII"),
        ('a = { address = "https://a.example/" }\n[collect]\nnetworks = "10.0.0.0/8"', "no list"),
        ('a = { address = "https://a.example/" }\n[collect]\nspeed = 3', "alone"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_reason(line: str, words: str) -> None:
    with pytest.raises(UsageError) as said:
        read_declarations(f"[sources]\n{line}\n".encode(), "sources.toml")
    assert words in str(said.value)
    assert str(said.value).startswith("sources.toml: ")


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UsageError, match="no TOML"):
        read_declarations(b"\xff\xfe", "sources.toml")


@pytest.mark.parametrize(("words", "seconds"), [("90s", 90), ("10m", 600), ("2h", 7_200), ("1d", 86_400), (75, 75)])
def test_spans_are_read(words: str | int, seconds: int) -> None:
    assert span_of(words) == seconds


@given(
    st.builds(
        dict,
        title=st.none() | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(lambda t: t.strip() == t),
        form=st.sampled_from(Form),
        every=st.integers(60, 2_592_000),
        reliability=st.none() | st.sampled_from("ABCDEF"),
        place=st.none() | st.sampled_from(["UA", "LB"]),
        terms=st.none() | st.just('"quoted" \\ and\ttabs'),
    )
)
def test_the_line_of_a_source_declares_it(stated: dict[str, object]) -> None:
    source = declare("a-1", address="https://a.example/x?y=%C3%A4&z", **stated)
    again = read_declarations(f"[sources]\n{as_line(source)}\n".encode(), "x").sources[-1]
    assert {f.name: getattr(again, f.name) for f in fields(again)} == {f.name: getattr(source, f.name) for f in fields(source)}
