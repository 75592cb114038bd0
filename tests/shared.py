"""Material for measuring that lies beside the repository and need not be there."""

from __future__ import annotations

from pathlib import Path

import pytest

_SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"


def sample(name: str) -> Path:
    """A real payload; without it the test is skipped, and says so."""
    path = _SAMPLES / name
    if not path.is_file():
        pytest.skip(f"../shared/samples/{name} is not there")
    return path
