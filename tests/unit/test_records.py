"""Records: declared once, typed, read by compiled code and by Python alike."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import numpy as np
import pytest

from sim.compiled import compiled
from sim.record_base import Record
from sim.records import Floats, Whole, blank, blanks, dtype_of, quick


class Point(Record):
    number: int
    x: float
    path: Annotated[Floats, 3]
    grid: Annotated[Whole, (2, 2)]


def test_the_type_follows_the_annotations():
    made = dtype_of(Point)
    assert made.names == ("number", "x", "path", "grid")
    assert [made[name].base for name in made.names] == [np.dtype(kind) for kind in ("i8", "f8", "f8", "i8")]
    assert (made["path"].shape, made["grid"].shape) == ((3,), (2, 2))
    assert blanks(Point, 4).shape == (4,)


@pytest.mark.parametrize("hint", [str, Floats, Annotated[str, 3], Annotated[float, 3]])
def test_a_field_that_is_no_number_is_refused(hint):
    odd = type("Odd", (Record,), {"__annotations__": {"bad": hint}})
    with pytest.raises(TypeError, match="bad: found"):
        dtype_of(odd)


@compiled
def moved(point):
    point.x += 1.5
    point.path[1] = point.number
    return point.x


def test_a_quick_record_is_one_for_compiled_code_too():
    slow, fast = blank(Point), quick(blank(Point))
    for point in (slow, fast):
        point.number, point.x = 7, 0.5
        assert moved(point) == 2.0
        assert (point.number, point.x, point.path.tolist()) == (7, 2.0, [0.0, 7.0, 0.0])
    copy = fast.copy()
    copy.x, copy.path[0] = 9.0, 4.0
    assert (fast.x, fast.path[0], copy.number) == (2.0, 0.0, 7)
    assert fast.tobytes() == slow.tobytes()
    again = quick(fast)
    again.number = 1
    assert fast.number == 7


CODE = """\
from sim.engine.state import State
from sim.records import blank
from sim.rules.parameters import Params
from sim.rules.terms import Facts


def read(f: Facts, p: Params, s: State) -> float:
    return f.{fact} + p.{parameter} + s.{state}
"""


def test_a_misspelt_field_fails_the_type_checker(tmp_path):
    right = {"fact": "expiry", "parameter": "walkout_chance", "state": "tension"}
    wrong = {"fact": "expirey", "parameter": "walkout_chnace", "state": "tensions"}
    (tmp_path / "right.py").write_text(CODE.format(**right))
    for kind, name in wrong.items():
        (tmp_path / f"wrong_{kind}.py").write_text(CODE.format(**right | {kind: name}))
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "mypy", "--config-file", root / "pyproject.toml", "--cache-dir",
               tmp_path / "cache", *sorted(tmp_path.glob("*.py"))]  # fmt: skip
    run = subprocess.run(command, capture_output=True, text=True, timeout=280, cwd=root)
    faults = [line for line in run.stdout.splitlines() if "[attr-defined]" in line]
    assert len(faults) == 3, run.stdout + run.stderr
    for kind, name in wrong.items():
        assert any(f"wrong_{kind}.py" in line and f'has no attribute "{name}"' in line for line in faults), run.stdout
