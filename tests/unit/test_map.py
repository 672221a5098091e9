"""The map of the package, sim/README.md, names every module and no other."""

import re
from pathlib import Path

import sim

PACKAGE = Path(sim.__file__).parent
MODULES = {path.name for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}


def test_the_map_names_every_module_and_no_other():
    named = set(re.findall(r"\w+\.py\b", (PACKAGE / "README.md").read_text(encoding="utf-8"))) - {
        "__init__.py",
        "test_layers.py",
    }
    assert MODULES - named == set(), "modules missing from sim/README.md"
    assert named - MODULES == set(), "modules named in sim/README.md that do not exist"
