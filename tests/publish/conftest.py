"""What the tests of publications share: reports by hand, pages in Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Page = Any


@pytest.fixture
def look(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens HTML at a width; the page's ``asked`` lists all it fetched, ``wrong`` all it complained of."""
    contexts = []

    def open_page(html: str, width: int = 1280, **options: Any) -> Page:
        file = tmp_path / "brief.html"
        file.write_text(html, encoding="utf-8")
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.wrong = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.wrong.append(message.text))
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (page.wrong.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()
