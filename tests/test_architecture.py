"""The shape of the code itself: one order of stages, modules one can read, nothing decided at import."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import lagebild
from lagebild import pipeline

SOURCE = Path(lagebild.__file__).parent
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 350
# Longer for now, each waiting to be cut along a seam of its own. The list may only get shorter.
LONGER: set[str] = set()


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(SOURCE)) for path in paths]


def test_package_and_pipeline_tell_the_same_order_of_stages() -> None:
    way = " -> ".join(pipeline.STAGES)
    assert way in (pipeline.__doc__ or "")
    assert way in (lagebild.__doc__ or "")


def test_the_folders_of_the_stages_stand_in_the_order_of_the_layers() -> None:
    project = (SOURCE.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    layers = re.search(r"layers = \[(.*?)\]", project, re.DOTALL)
    assert layers
    order = [name for line in re.findall(r'"([^"]+)"', layers[1]) for name in line.split(" | ")]
    stages = ["publish", "picture", "claims", "statements", "documents", "sources"]
    assert [name for name in order if name in stages] == stages


def test_no_module_is_longer_than_one_can_read() -> None:
    length = {str(path.relative_to(SOURCE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {name: lines for name, lines in length.items() if lines > LONGEST and name not in LONGER} == {}


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_says_what_passes_through_it(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_nothing_reads_the_environment_or_the_clock_at_import(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [f"line {node.lineno}: {ast.unparse(node)}" for node in at_import(tree) if asks_the_machine(node)]
    assert found == []


def at_import(node: ast.AST) -> list[ast.AST]:
    """Every node that runs when the module is imported: bodies of functions are left out, their defaults are not."""
    found: list[ast.AST] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            for part in (*child.decorator_list, *child.args.defaults, *(d for d in child.args.kw_defaults if d)):
                found += [part, *at_import(part)]
        elif isinstance(child, ast.Lambda):
            continue
        else:
            found += [child, *at_import(child)]
    return found


def asks_the_machine(node: ast.AST) -> bool:
    if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "sys.argv"}:
        return True
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func)
    return name in {"os.getenv", "os.getcwd", "Path.cwd", "Path.home", "time.time"} or bool(
        re.search(r"\b(datetime|date)\.(now|utcnow|today)$", name)
    )


@pytest.mark.parametrize(
    "line",
    ["import os\nX = os.environ['A']", "X = datetime.now(UTC)", "def f(a=date.today()): ...", "class A:\n    x = os.getenv('B')"],
)
def test_the_check_sees_what_it_is_for(line: str) -> None:
    assert any(asks_the_machine(node) for node in at_import(ast.parse(line)))


@pytest.mark.parametrize("line", ["def f():\n    return os.environ['A']", "now = document.published", "f = lambda: datetime.now()"])
def test_the_check_is_silent_about_what_runs_later(line: str) -> None:
    assert not any(asks_the_machine(node) for node in at_import(ast.parse(line)))


# Parts put together, so that this file does not hold what it looks for.
_PRIVATE = [re.compile(p, re.MULTILINE) for p in (r"/ho" r"me/\w", r"/ro" r"ot/", r"/wo" r"rk/", r"https?://\S+/sim" r"ple\b", r"^--(extra-)?ind" r"ex-url")]


def test_nothing_names_a_machine_or_a_registry() -> None:
    root = SOURCE.parents[1]
    kept = [*root.glob("*.*"), *root.glob("Makefile"), root / ".ci" / "run"]
    for folder in ("src", "tests", "docs", "tools", "bench", "samples", "requirements"):
        kept += [p for p in (root / folder).rglob("*") if p.suffix in {".py", ".md", ".toml", ".txt", ".json", ".jsonl", ".tsv", ".j2"}]
    found = []
    for path in kept:
        if path.is_file():
            text = path.read_text(encoding="utf-8", errors="replace")
            found += [f"{path.relative_to(root)}: {m[0]}" for p in _PRIVATE if (m := p.search(text))]
    assert found == []
