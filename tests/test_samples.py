"""Accuracy on the repository's own samples never falls below tests/floors.toml, and the data stays as measured."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from scoring import Sample, own_samples

ROOT = Path(__file__).resolve().parents[1]
FLOORS = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
SAMPLES = own_samples(ROOT)


def test_every_sample_has_a_floor_and_every_floor_a_sample() -> None:
    assert {sample.name for sample in SAMPLES} == set(FLOORS)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_the_data_is_what_the_floor_was_measured_on(sample: Sample) -> None:
    assert sample.digest == FLOORS[sample.name]["sha256"], "the data changed: print the floors anew, see tests/floors.toml"


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_accuracy_stays_above_its_floor(sample: Sample) -> None:
    # Figures alone and no errors: what goes wrong in held-back data is for nobody to see.
    reached = sample.score()
    figures = {
        "precision": reached.precision,
        "recall": reached.recall,
        "f1": reached.f1,
        "status": reached.status_share,
    }
    below = {name: round(value, 3) for name, value in figures.items() if value < FLOORS[sample.name][name]}
    assert below == {}
