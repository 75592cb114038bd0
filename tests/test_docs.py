"""Docs are tests: every example runs, every link leads somewhere, what is named is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

import examples  # noqa: E402

# What the README and the first pages of the guide show is tried every day, the others with what takes longer.
DAILY = {"README.md", "CONTRIBUTING.md", "brief.md", "claims.md"}
EXAMPLES = [
    pytest.param(example, id=f"{page.name}:{example.line}", marks=() if page.name in DAILY else pytest.mark.long)
    for page in examples.PAGES
    for example in examples.examples_of(page)
]
# Examples that show what happens when something is wrong.
FAILS = ("samples/nowhere.txt",)
PYTHON = [
    (page, match[1]) for page in examples.PAGES for match in re.finditer(r"^```python\n(.*?)^```$", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs_and_says_what_it_shows(example: examples.Example) -> None:
    assert examples.may_run(example.command), "examples start with one of our programs"
    done = examples.run(example.command)
    assert "Traceback" not in done.stderr
    if any(part in example.command for part in FAILS):
        assert done.returncode == 1
        assert done.stderr
    else:
        # An example of the codebook that fails is said by tests/claims, not here.
        if "--check" in example.command:
            done.returncode = 0
        complaints = [line for line in done.stderr.splitlines() if not line.startswith("left out: ")]  # no ../shared
        assert (done.returncode, complaints) == (0, [])
        assert done.stdout


@pytest.mark.parametrize(("page", "code"), PYTHON, ids=lambda x: x.name if isinstance(x, Path) else "")
def test_python_in_the_documentation_runs(page: Path, code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("page", examples.PAGES, ids=lambda page: page.name)
def test_links_lead_to_something(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


def test_every_target_of_make_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in examples.PAGES:
        assert set(re.findall(r"`make ([a-z-]+)`", page.read_text(encoding="utf-8"))) <= targets


def test_every_command_is_described() -> None:
    from lagebild.cli.main import main

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(main.commands) == set(re.findall(r"^\| `lagebild (\w+)", readme, re.MULTILINE))


def test_the_screenshot_is_small_enough_to_load_at_once() -> None:
    assert all(picture.stat().st_size < 150_000 for picture in (ROOT / "docs" / "images").iterdir())


def test_renewing_an_example_keeps_its_shape() -> None:
    def renewed(shown: tuple[str, ...], *printed: str) -> list[str]:
        return examples.renew(examples.Example(ROOT, 1, "x", shown), list(printed))

    assert renewed(("a", "b", "…", "z", "y"), "1", "2", "3", "z", "5", "6") == ["1", "2", "…", "z", "5"]
    assert renewed(("a", "…"), "1", "2", "3") == ["1", "…"]
    assert renewed(("a",), "1", "2") == ["1", "2"]
    assert renewed((), "1", "2") == []
    with pytest.raises(ValueError, match="not printed any more: z"):
        renewed(("a", "…", "z"), "1", "2")
