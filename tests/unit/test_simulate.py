"""Arguments of `sim.simulate` and of the model are checked before compiled code trusts them."""

import os
import subprocess
import sys

import numpy as np
import pytest

from sim import NegotiationModel, simulate
from sim.errors import ScenarioError
from sim.outcome import NAMES
from tests.runs import loaded, shipped

WIDTH = len(NAMES)


@pytest.fixture(scope="module")
def prepared():
    from sim.prepare import prepare

    return prepare(shipped("sma11"))


def read_only():
    table = np.empty((3, WIDTH))
    table.flags.writeable = False
    return table


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (np.empty((3, WIDTH - 1)), rf"out: found shape \(3, {WIDTH - 1}\); a float64 array of shape \(3, {WIDTH}\)"),
        (np.empty((2, WIDTH)), rf"found shape \(2, {WIDTH}\)"),
        (np.empty((4, WIDTH)), rf"found shape \(4, {WIDTH}\)"),
        (np.empty(3 * WIDTH), "found shape"),
        (np.empty((3, WIDTH), dtype=np.float32), "found numbers of type <f4"),
        (np.empty((3, WIDTH), dtype=np.int64), "found numbers of type <i8"),
        (np.empty((3, WIDTH), dtype=">f8"), "found numbers of type >f8"),
        (np.empty((3, WIDTH), order="F"), "rows do not lie one after the other"),
        (np.empty((3, 2 * WIDTH))[:, ::2], "rows do not lie one after the other"),
        (read_only(), "cannot be written to"),
        ([[0.0] * WIDTH] * 3, "found list"),
    ],
)
def test_a_table_in_which_not_every_row_has_its_place_is_refused(prepared, table, words):
    with pytest.raises(ScenarioError, match=words):
        simulate(prepared, 1, 0, 3, table)


def test_a_narrow_table_does_not_end_the_process(tmp_path):
    """Written past its end it aborted, which only another process can see."""
    code = f"""
import numpy as np
from sim import load_scenario, simulate
from sim.errors import ScenarioError
from sim.prepare import prepare
try:
    simulate(prepare(load_scenario({str(loaded("sma11").path)!r}).scenario), 1, 0, 100, np.empty((100, 3)))
except ScenarioError:
    print("refused")
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    assert (run.returncode, run.stdout) == (0, "refused\n"), run.stderr


LUCK = [
    (1.9, 0, 3, "seed: found 1.9; a whole number from 0 to 9223372036854775807 is needed"),
    (1.0, 0, 3, "seed: found 1.0"),
    (-1, 0, 3, "seed: found -1"),
    (2**63, 0, 3, "seed: found 9223372036854775808"),
    ("1", 0, 3, "seed: found '1'"),
    (None, 0, 3, "seed: found None"),
    (True, 0, 3, "seed: found True"),
    (1, -1, 3, "number of the first replicate: found -1; a whole number from 0 to 9007199254740992"),
    (1, 0.5, 3, "number of the first replicate: found 0.5"),
    (1, 0, -3, "number of replicates: found -3"),
    (1, 0, 2.0, "number of replicates: found 2.0"),
    (1, 2**53 - 1, 3, "number of replicates: found 3; a whole number from 0 to 2 is needed"),
]


@pytest.mark.parametrize(("seed", "first", "count", "words"), LUCK)
def test_luck_that_the_generator_cannot_take_is_refused(prepared, seed, first, count, words):
    with pytest.raises(ScenarioError, match=words.replace("(", r"\(")):
        simulate(prepared, seed, first, count)


@pytest.mark.parametrize(
    ("seed", "first", "words"), [(s, f, w) for s, f, c, w in LUCK if c == 3 and "of repl" not in w]
)
def test_the_model_refuses_the_same(prepared, seed, first, words):
    with pytest.raises(ScenarioError, match=words):
        NegotiationModel(prepared, seed, first)


def test_whole_numbers_of_numpy_are_taken_and_give_the_same(prepared):
    plain = simulate(prepared, 1, 2, 3)
    np.testing.assert_array_equal(simulate(prepared, np.int64(1), np.int32(2), np.uint8(3)), plain)
    table = np.zeros((5, WIDTH))
    assert simulate(prepared, 1, 2, 3, table[1:4]).base is table
    np.testing.assert_array_equal(table[1:4], plain)
    assert not table[[0, 4]].any()


def test_a_scenario_that_is_not_prepared_is_named_with_the_remedy():
    with pytest.raises(ScenarioError, match=r"found Scenario; what sim.prepare.prepare makes .*simulate\(prepare\("):
        simulate(shipped("sma11"), 1, 0, 3)
