"""What every measurement on annotated texts needs: the rows of a file, shares, and F1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def read_rows(path: Path) -> list[Row]:
    """The objects of a file of JSON Lines, in its order."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def share(part: int, whole: int) -> float:
    """From 0 to 1; 0 where there is nothing to have a share in."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of both; 0 where both are."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0
