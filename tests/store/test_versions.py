from __future__ import annotations

import re
from pathlib import Path

from lagebild.codebook import load_codebook
from lagebild.store import codebook_version, current_versions, rules_version
from lagebild.store.versions import _below, _data, _digest


def test_versions_are_twelve_hexadecimal_digits_and_stay() -> None:
    for version in (rules_version(), codebook_version(load_codebook())):
        assert re.fullmatch("[0-9a-f]{12}", version)
    assert current_versions() == current_versions(load_codebook())


def test_a_desk_s_own_file_is_another_codebook(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[noun]\nmission = ["Kanzleigebäude"]\n', encoding="utf-8")
    assert codebook_version(load_codebook(str(own))) != codebook_version(load_codebook())


def test_the_rules_are_the_source_of_what_reads_and_the_codebook_is_data() -> None:
    rules = {name for package in ("claims", "codebook") for name, _ in _below(package)}
    assert {"claims/extract.py", "claims/official/german.py", "codebook/frames.py"} <= rules
    data = {name for name, _ in _data()}
    assert {"codebook/data/ladders.toml", "codebook/data/lexicon/general.toml", "actors/data/states.jsonl"} <= data
    assert not any(name.endswith(".py") for name in data)


def test_every_byte_and_every_name_counts() -> None:
    assert len({_digest([("a", b"b")]), _digest([("a", b"c")]), _digest([("ab", b"")]), _digest([])}) == 4
