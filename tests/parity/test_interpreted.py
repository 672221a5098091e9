"""Rules give the same bits compiled and as plain Python, in both runners."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from sim.engine.batch import simulate
from sim.prepare import prepare
from tests.parity.runners import differences
from tests.runs import SCENARIOS, shipped

CODE = """
import json, sys
from sim import NegotiationModel, load_scenario, simulate
from sim.compiled import INTERPRETED
from sim.prepare import prepare

assert INTERPRETED
prepared = prepare(load_scenario(sys.argv[1], sys.argv[2:], "central").scenario)
by_model = [NegotiationModel(prepared, 3, replicate).run() for replicate in range(2)]
print(json.dumps([[value.hex() for value in row] for row in (*by_model, *simulate(prepared, 3, 0, 2).tolist())]))
"""


NOISY = ("provocations.mode=simulate", "parameters.leader_spread=0.05", "parameters.provocation_discord=1")
QUICK = (("sma10", NOISY), ("sma11", ()), ("sma12", NOISY), ("nowcast/sma11_2020_11_04", ()))
SLOW = (("sma10", ()), ("sma11", NOISY), ("sma12", ()), ("nowcast/sma11_2020_11_04", NOISY))


@pytest.mark.parametrize(
    ("name", "overrides"), [*QUICK, *(pytest.param(*each, marks=pytest.mark.slow) for each in SLOW)]
)
def test_compiled_and_interpreted_rules_give_the_same_bits(name, overrides):
    command = [sys.executable, "-W", "ignore", "-c", CODE, str(SCENARIOS / f"{name}.toml"), *overrides]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    run = subprocess.run(command, capture_output=True, text=True, timeout=250, env=environment)
    assert run.returncode == 0, run.stderr
    rows = np.array([[float.fromhex(value) for value in row] for row in json.loads(run.stdout)])
    compiled = simulate(prepare(shipped(name, *overrides)), 3, 0, 2)
    assert differences(rows[:2], compiled) == "", "the Mesa model"
    assert differences(rows[2:], compiled) == "", "the engine"
