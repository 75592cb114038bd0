"""Which words the gazetteer looks at: those that open a name, whatever its quick look-up passes by."""

from __future__ import annotations

import json
from pathlib import Path

from lagebild.actors.gazetteer import Name, shared_gazetteer
from lagebild.language import Token, analyse

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def every_word_tried(tokens: list[Token]) -> list[Name]:
    found: list[Name] = []
    i = 0
    while i < len(tokens):
        match = shared_gazetteer()._at(tokens, i)
        if match is not None:
            found.append(match[0])
        i += match[1] if match is not None else 1
    return found


def test_no_name_is_passed_by() -> None:
    names = 0
    for line in (CORPUS / "dev-reports.jsonl").read_text(encoding="utf-8").splitlines():
        text = json.loads(line)["text"]
        # Hidden characters and another case are read as they were, too.
        for variant in (text, text.replace("sch", "s\u00adch"), text.upper()):
            for sentence in analyse(variant).sentences:
                expected = every_word_tried(sentence.tokens)
                assert shared_gazetteer().find(sentence.tokens) == expected
                names += len(expected)
    assert names > 500
