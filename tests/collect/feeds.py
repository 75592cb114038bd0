"""Feeds of invented papers, as a server would give them at some hour."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STATES = "Norwegen Kanada Japan Portugal Chile Ghana Polen Irland Finnland Kenia".split()


def text_of(paper: str, number: int) -> str:
    """A report with one claim; no two are alike."""
    state = STATES[number % len(STATES)]
    return (
        f"{state} hat am Tag {number} seine Botschaft in Togo geschlossen. Das meldete der {paper} in seiner Ausgabe {number}, "
        f"und Beobachter in {paper}heim nannten den Schritt Nummer {number} einer Reihe, die niemand mehr überrasche."
    )


def rss(paper: str, numbers: list[int], *, link: str | None = None, suffix: str = "", offset: timedelta = timedelta(0)) -> bytes:
    """A feed of some reports; with ``link`` its entries have no text of their own."""
    items = []
    for n in numbers:
        when = format_datetime(NOON + timedelta(minutes=n) + offset, usegmt=True)
        body = "" if link else f"<description>{escape('<p>' + text_of(paper, n) + suffix + '</p>')}</description>"
        where = f"{link}/{n}.html" if link else f"https://{paper.lower()}.example/{n}"
        items.append(
            f"<item><title>Meldung {n}</title><guid isPermaLink='false'>{paper}-{n}</guid><link>{where}</link><pubDate>{when}</pubDate>{body}</item>"
        )
    head = f"<title>{paper}</title><link>https://{paper.lower()}.example/</link><description>x</description>"
    return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>{head}{''.join(items)}</channel></rss>".encode()


def page(paper: str, number: int, suffix: str = "") -> bytes:
    """The page of a report."""
    text = text_of(paper, number) + suffix
    return (
        f"<!doctype html><html lang=de><head><meta charset=utf-8><title>Meldung {number}</title>"
        f"<meta property='og:site_name' content='{paper}'></head><body><nav><a href=/>Start</a></nav>"
        f"<article><h1>Meldung {number}</h1><p>{text}</p></article><footer>Impressum</footer></body></html>"
    ).encode()
