"""Who may import whom: the contracts of pyproject.toml hold, and no two modules import each other in a circle."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import sim

ROOT = Path(sim.__file__).parents[1]


def modules() -> dict[str, Path]:
    """Modules of the package by dotted name, a package by that of its folder."""
    found = {}
    for path in (ROOT / "sim").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(text: str, known: set[str]) -> Iterator[str]:
    """Modules that a source text imports anywhere: at its head, within functions, or for type checking only."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else node.module for name in names if {name, node.module} & known)


def circle(graph: dict[str, set[str]]) -> list[str]:
    """Modules that import each other in a circle, the first again at the end; none where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        return list(fault.args[1])
    return []


def test_every_module_imports_only_from_the_layers_below_it():
    command = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, f"lint-imports found a broken contract:\n{run.stdout}\n{run.stderr}"


def test_no_module_imports_another_in_a_circle():
    known = modules()
    graph = {
        name: {each for each in imported(path.read_text(encoding="utf-8"), set(known)) if each != name}
        for name, path in known.items()
    }
    assert "sim.experiments.results" in graph["sim"], "imports for type checking count"
    assert circle(graph) == []


def test_a_circle_is_seen_wherever_its_imports_stand():
    known = {"sim", "sim.a", "sim.b", "sim.c"}
    texts = {
        "sim": "",
        "sim.a": "if TYPE_CHECKING:\n    from sim.b import thing\n",
        "sim.b": "def late():\n    from sim import c\n",
        "sim.c": "import sim.a\n",
    }
    graph = {name: set(imported(text, known)) for name, text in texts.items()}
    assert set(circle(graph)) == {"sim.a", "sim.b", "sim.c"}
    assert circle(graph | {"sim.c": set()}) == []
