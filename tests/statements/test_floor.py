"""The least the stage may score on German Wikinews, dev split (arXiv 2404.16764; measured, never trained on)."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from lagebild.language import analyse
from lagebild.model import Document
from lagebild.statements import find_statements, statements_to_gold_shape

_SHARED = Path(__file__).parents[2].parent / "shared"
_GOLD = _SHARED / "wikinews-quotes" / "dev.jsonl"
_SCORER = _SHARED / "tools" / "score_statements.py"
_SHA256 = "1e35d3b6f8baab50bd41a0323f0973b8fbb04d6c11102a827c66e9baeae67d5f"
# Just below what was reached; lowering one takes a line in the changelog.
_FLOORS = {"joint_f1": 0.755, "quote_f1": 0.78, "said_p": 0.665, "said_f1": 0.67, "speaker_f1": 0.695, "type_f1": 0.795}


def test_the_statements_of_wikinews_dev_stay_above_their_floor(tmp_path: Path) -> None:
    if not _GOLD.exists() or not _SCORER.exists():
        pytest.skip("no Wikinews gold data or scorer in ../shared")
    raw = _GOLD.read_bytes()
    assert hashlib.sha256(raw).hexdigest() == _SHA256, "the floors were measured on another file"
    predicted = tmp_path / "predicted.jsonl"
    with predicted.open("w", encoding="utf-8") as out:
        for line in raw.decode("utf-8").splitlines():
            gold = json.loads(line)
            document = Document(key=gold["id"], text=gold["text"], source="wikinews")
            shape = statements_to_gold_shape(document, find_statements(document, analyse(document.text)))
            out.write(json.dumps(shape, ensure_ascii=False) + "\n")
    command = [sys.executable, str(_SCORER), str(_GOLD), str(predicted), "--json"]
    figures = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    below = {name: (figures[name], floor) for name, floor in _FLOORS.items() if figures[name] < floor}
    assert not below
