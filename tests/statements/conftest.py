"""``said(text)``: the statements of a text as plain words, so that a test reads like a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from lagebild.language import analyse
from lagebild.model import Document
from lagebild.statements import find_statements


@dataclass(frozen=True)
class Said:
    kind: str
    rule: str
    act: str
    content: str
    speaker: str
    cue: str
    frame: str
    addressee: str
    medium: str | None
    via: tuple[str, ...]
    nested: bool


@pytest.fixture
def said() -> Callable[[str], list[Said]]:
    def find(text: str) -> list[Said]:
        found = []
        for s in find_statements(Document(key="t", text=text, source="test"), analyse(text)):
            content, speaker, cue, frame, addressee = (
                " | ".join(text[x.begin : x.end] for x in part)
                for part in (s.content, s.speaker, s.cue, s.frame, s.addressee)
            )
            found.append(
                Said(s.kind.value, s.rule, s.act.value, content, speaker, cue, frame, addressee, s.medium, s.via, bool(s.nested_in))
            )
        return found

    return find
