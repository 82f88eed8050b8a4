"""The parts of the tree depend on each other as docs/architecture.md shows, one way, without circles."""

import ast
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LIBRARY = "triggerpoints"
SHARED = {"resources", "kept", "quoting", "__init__"}
"""What every part may ask."""
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for folder in (LIBRARY, "pages", "tools", "bench", "tests")
    for path in sorted((ROOT / folder).rglob("*.py"))
}


def imported(module: str) -> Iterator[str]:
    """Modules of this repository that a module imports, also in functions and for type checking."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            found = name if name in MODULES else name.rpartition(".")[0]
            if found in MODULES and found != module:
                yield found


GRAPH = {module: set(imported(module)) for module in MODULES}


def part(module: str) -> str:
    """Part of the library that a module belongs to."""
    return module.split(".")[1] if "." in module else "__init__"


def test_nothing_in_the_whole_tree_imports_in_a_circle() -> None:
    # Imports inside functions are left out where import-linter knows the reason.
    graph = {module: set(names) for module, names in GRAPH.items()}
    graph["tools.bodymaps.layers"] -= {"tools.bodymaps.shapes"}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_the_layers_of_pyproject_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_the_table_of_the_guide_is_what_the_parts_import() -> None:
    rows = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \|$", GUIDE, re.MULTILINE)
    told = {name: {word for word in re.findall(r"\w+", uses) if word != "nothing"} for name, uses in rows}
    real: dict[str, set[str]] = {}
    for module, names in GRAPH.items():
        if module.split(".")[0] == LIBRARY and module != LIBRARY:
            uses = {part(name) for name in names if name.startswith(f"{LIBRARY}.")}
            real.setdefault(part(module), set()).update(uses - {part(module), *SHARED})
    for name in ("__main__", *SHARED - {"__init__"}):
        real.pop(name)
    assert told == real


def test_every_path_that_the_guide_names_exists() -> None:
    named = re.findall(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:py|toml|yml|md))`", GUIDE)
    assert len(named) > 25
    lost = [name for name in dict.fromkeys(named) if not (ROOT / name).exists()]
    assert not lost


def test_the_newcomers_twenty_questions_each_have_one_path() -> None:
    questions = re.findall(r"^\d+\. (Where [^?]*\?) `([^`]+)`", GUIDE, re.MULTILINE)
    assert len(questions) == 20
