"""The gazetteer's data as the tests of it read them: the files themselves, not through the package."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "src" / "lagebild" / "actors" / "data"


def lines(name: str) -> list[dict[str, Any]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


STATES = lines("states.jsonl")
ORGANISATIONS = lines("organisations.jsonl")
OFFICES = lines("offices.jsonl")
ROLES: list[dict[str, Any]] = json.loads((DATA / "roles.json").read_text(encoding="utf-8"))
CITIES = [
    tuple(line.split("\t"))
    for line in (DATA / "cities.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PLACE_OF = {name: code for name, code, _ in CITIES}


def holders(form: str, *keys: str) -> set[str]:
    """Codes of all states that list the form under one of the keys."""
    return {s["code"] for s in STATES for key in keys if form in s[key]}
